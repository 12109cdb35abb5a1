//! Faults of archives and of formats that other programs write.

use super::Words;

pub(super) const WORDS: &[Words] = &[
    Words {
        code: "archive.damaged",
        zh: ["{file} 是压缩包，但目录读不出来", "重新复制、下载或打包"],
        en: ["{file} is an archive whose directory can't be read", "copy, download or pack it again"],
    },
    Words {
        code: "archive.damaged_entry",
        zh: ["{file} 里的 {entry} 已损坏，读不出来", "用原来的软件打开，另存一次"],
        en: ["{entry} in {file} is damaged and can't be read", "open the file in its program and save it again"],
    },
    Words {
        code: "archive.locked",
        zh: ["{file} 加了密码", "去掉密码后重新打包"],
        en: ["{file} has a password", "pack it again without one"],
    },
    Words {
        code: "archive.too_many",
        zh: ["{file} 里的文件超过 {most} 个", "一个图层打一个包"],
        en: ["{file} holds more than {most} files", "pack one layer at a time"],
    },
    Words {
        code: "archive.too_large",
        zh: ["{file} 解开后有 {size} MB，最多 {most} MB", "按街道或层级拆成几个文件，分次导入"],
        en: ["{file} unpacks to {size} MB, {most} MB is the most", "part it by street or level and import the parts"],
    },
    Words {
        code: "archive.nothing_known",
        zh: ["{file} 里没有可导入的文件", "压缩包里要有一个图层；其他文件解压后导入"],
        en: [
            "{file} holds no layer that can be imported",
            "pack one layer into it; unpack other files and import them",
        ],
    },
    Words {
        code: "layers.choose",
        zh: ["{file} 里有 {count} 个图层：{layers}", "选定要导入的图层（命令行写 --layer 名称），一次导入一个"],
        en: [
            "{file} holds {count} layers: {layers}",
            "choose the one to import (on the command line: --layer NAME), one at a time",
        ],
    },
    Words {
        code: "layers.unknown",
        zh: ["{file} 里没有图层“{layer}”；有：{layers}", "从这些图层里选一个；名称要写全"],
        en: ["{file} has no layer {layer}; it has {layers}", "choose one of these by its whole name"],
    },
    Words {
        code: "geopackage.damaged",
        zh: ["{file} 是 GeoPackage，但已损坏，读不出来", "在 QGIS 中打开，把图层另存为新的 GeoPackage"],
        en: [
            "{file} is a GeoPackage that is damaged and can't be read",
            "open it in QGIS and save the layer as a new GeoPackage",
        ],
    },
    Words {
        code: "geopackage.other_database",
        zh: ["{file} 是 SQLite 数据库，但不是 GeoPackage", "在 QGIS 中把图层导出为 GeoPackage"],
        en: ["{file} is an SQLite database, and no GeoPackage", "export the layer from QGIS as GeoPackage"],
    },
    Words {
        code: "geopackage.no_layer",
        zh: ["{file} 里没有可导入的图层", "只读要素表和属性表；视图和影像先在 QGIS 中导出为图层"],
        en: [
            "{file} holds no layer that can be imported",
            "only tables of features and attributes are read; export views and pictures from QGIS as a layer",
        ],
    },
    Words {
        code: "geopackage.unreadable",
        zh: ["这个图形已损坏，读不出来", "在 QGIS 中删去或重画"],
        en: ["this shape is damaged and can't be read", "remove or draw it again in QGIS"],
    },
    Words {
        code: "geopackage.log_left_behind",
        zh: ["{file} 复制时还开着，最后的修改可能在旁边的 -wal 文件里，没有读到", "关闭编辑它的软件，再复制、导入一次"],
        en: [
            "{file} was copied while it was open; its last changes may stand in the -wal file beside it and are not read",
            "close the program that edits it, copy it again and import that",
        ],
    },
    Words {
        code: "drawing.damaged",
        zh: ["{file} 第 {line} 行起不是有效的 DXF", "在制图软件中打开，另存为 DXF（文本格式）"],
        en: ["{file} is not valid DXF from line {line} on", "open it in its program and save it as DXF (text)"],
    },
    Words {
        code: "drawing.unit",
        zh: ["{file} 写明的单位是 {unit}，坐标已换算成米", "核对位置；单位写错了就在制图软件中改（UNITS）"],
        en: [
            "{file} says that its unit is {unit}; its coordinates are taken as such and turned into metres",
            "check where it lies; if the unit is wrong, change it in the drawing program (UNITS)",
        ],
    },
    Words {
        code: "drawing.doubtful_unit",
        zh: ["{file} 写明的单位是 {unit}，坐标却只能是米，按米读", "核对位置；再把图纸的单位（UNITS）改成米"],
        en: [
            "{file} says that its unit is {unit}, but its coordinates can only be metres and are read as such",
            "check where it lies, and set the drawing's unit (UNITS) to metres",
        ],
    },
    Words {
        code: "drawing.unknown_unit",
        zh: ["{file} 的单位（$INSUNITS {unit}）不能用于地图", "在制图软件中把单位（UNITS）改成米，另存后导入"],
        en: [
            "the unit of {file} ($INSUNITS {unit}) is none for maps",
            "set the unit (UNITS) to metres in the drawing program, save it and import that",
        ],
    },
    Words {
        code: "drawing.open",
        zh: ["{file} 里有 {count} 条多段线没有闭合，没有读", "是边界的，在制图软件中闭合后再导入"],
        en: [
            "{count} polylines in {file} are not closed and were passed over",
            "close those that are boundaries in the drawing program and import it again",
        ],
    },
    Words {
        code: "drawing.passed_over",
        zh: ["{file} 里另有 {count} 个图元没有读：{kinds}", "边界要画成闭合的多段线；图块先炸开"],
        en: [
            "{count} other things in {file} were passed over: {kinds}",
            "draw boundaries as closed polylines; explode blocks first",
        ],
    },
    Words {
        code: "drawing.texts_left_out",
        zh: ["{file} 的文字太多，没有归到各个边界里", "只留要导入的图层，另存后导入"],
        en: [
            "{file} has too many texts to find out in which outline each stands",
            "keep the layers that are to be imported, save it and import that",
        ],
    },
    Words {
        code: "shapefile.no_table",
        zh: ["{file} 里只有 {layer}，没有同名的 .dbf", "把同名的 .dbf 放到一起（.prj、.cpg 也一起），再导入"],
        en: ["{file} holds {layer} without its .dbf", "put the .dbf of that name beside it, with .prj and .cpg"],
    },
    Words {
        code: "shapefile.fewer_rows",
        zh: ["{file} 的属性表到第 {row} 个图形就没有了", "在 QGIS 中打开这个图层，另存一次"],
        en: ["the table in {file} ends before shape {row}", "open the layer in QGIS and save it again"],
    },
    Words {
        code: "shapefile.unreadable",
        zh: ["这个图形已损坏，读不出来", "在 QGIS 中删去或重画"],
        en: ["this shape is damaged and can't be read", "remove or draw it again in QGIS"],
    },
    Words {
        code: "shapefile.unknown_letters",
        zh: ["{file} 的 .cpg 写的编码是“{letters}”，不认识", "在 .cpg 里写 UTF-8 或 GBK"],
        en: ["the .cpg in {file} names letters that nobody knows: {letters}", "write UTF-8 or GBK into the .cpg"],
    },
    Words {
        code: "shapefile.taken_for_gbk",
        zh: ["{file} 没有 .cpg，文字按 GBK 读", "核对名称；不对就加上写明编码的 .cpg"],
        en: ["{file} has no .cpg, its texts are read as GBK", "check the names; if they are wrong, add a .cpg"],
    },
    Words {
        code: "workbook.no_sheet",
        zh: ["{file} 里没有可见的工作表", "把要导入的工作表设为可见，另存一次"],
        en: ["{file} has no sheet that is shown", "unhide the sheet that is meant and save the file"],
    },
    Words {
        code: "workbook.other_sheets",
        zh: ["只读第一张工作表“{sheet}”，没有读：{others}", "其他工作表要导入时，另存为单独的文件"],
        en: [
            "only the first sheet, {sheet}, is read, not {others}",
            "save the others as files of their own to import them",
        ],
    },
    Words {
        code: "workbook.too_wide",
        zh: ["{file} 的列超过 {most} 个", "删去右边不用的列"],
        en: ["{file} has more than {most} columns", "remove those on the right that are not needed"],
    },
];
