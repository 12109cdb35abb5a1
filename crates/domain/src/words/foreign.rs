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
        code: "shapefile.layers",
        zh: ["{file} 里有几个图层：{layers}", "一个图层打一个包，分次导入"],
        en: ["{file} holds several layers: {layers}", "pack one layer at a time and import them one by one"],
    },
    Words {
        code: "shapefile.no_table",
        zh: ["{file} 里只有 {layer}，没有同名的 .dbf", "把 .shp、.shx、.dbf、.prj、.cpg 一起打包"],
        en: ["{file} holds {layer} without its .dbf", "pack .shp, .shx, .dbf, .prj and .cpg together"],
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
