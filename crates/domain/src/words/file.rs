//! Faults of a file as a whole: what it is, how it is written, what its columns are called.

use super::Words;

pub(super) const WORDS: &[Words] = &[
    Words {
        code: "file.too_large",
        zh: ["{file} 有 {size} MB，最多 {most} MB", "按街道或层级拆成几个文件，分次导入"],
        en: ["{file} has {size} MB, {most} MB is the most", "part it by street or level and import the parts"],
    },
    Words {
        code: "file.blank",
        zh: ["{file} 是空文件", "重新导出后再导入"],
        en: ["{file} has no content", "export it again"],
    },
    Words {
        code: "file.spreadsheet",
        zh: ["{file} 是旧格式（.xls）或加了密码的电子表格", "在表格软件中另存为不带密码的 .xlsx 或 CSV UTF-8"],
        en: [
            "{file} is a spreadsheet of the old kind (.xls) or has a password",
            "save it in the spreadsheet program as .xlsx without a password, or as CSV UTF-8",
        ],
    },
    Words {
        code: "file.compressed",
        zh: ["{file} 是压缩包，但不是 ZIP", "解压后导入其中的文件，或重新打包成 ZIP"],
        en: ["{file} is compressed, and not as ZIP", "unpack it and import what is in it, or pack it as ZIP"],
    },
    Words {
        code: "file.shapefile",
        zh: ["{file} 只是 Shapefile 的一部分", "同名的 .shp、.dbf、.prj、.cpg 一起拖入或选中，也可以拖入整个文件夹"],
        en: [
            "{file} is one part of a Shapefile",
            "drop .shp, .dbf, .prj and .cpg of one name together, or their folder",
        ],
    },
    Words {
        code: "file.drawing",
        zh: ["{file} 是 DWG 图纸", "在制图软件中另存为 DXF（文本格式）再导入"],
        en: ["{file} is a DWG drawing", "save it as DXF (text) in the drawing program and import that"],
    },
    Words {
        code: "file.binary_drawing",
        zh: ["{file} 是二进制的 DXF", "在制图软件中另存为文本格式的 DXF"],
        en: ["{file} is a DXF in binary", "save it as DXF in text in the drawing program"],
    },
    Words {
        code: "file.binary",
        zh: ["{file} 不是文本文件", "网格与点位导出为 GeoJSON，人员名册导出为 CSV"],
        en: ["{file} is not a text file", "export grids and places as GeoJSON, people as CSV"],
    },
    Words {
        code: "file.not_as_named",
        zh: [
            "{file} 名为 .{ending}，内容却不是：已损坏，或改过名",
            "重新复制或下载整个文件；用原来的程序打开看看，再另存一份",
        ],
        en: [
            "{file} is called .{ending} and is none: it is damaged, or was renamed",
            "copy or download the whole file again; open it in its own program and save it anew",
        ],
    },
    Words {
        code: "file.utf16",
        zh: ["{file} 的编码是 UTF-16（“Unicode 文本”）", "另存为 UTF-8（Excel 中选 CSV UTF-8）"],
        en: ["{file} is written in UTF-16 (“Unicode text”)", "save it as UTF-8 (in Excel: CSV UTF-8)"],
    },
    Words {
        code: "file.gbk",
        zh: ["{file} 是 JSON，编码却是 GBK", "重新导出为 UTF-8；JSON 只用 UTF-8"],
        en: ["{file} is JSON written in GBK", "export it again as UTF-8; JSON knows no other letters"],
    },
    Words {
        code: "file.not_utf8",
        zh: ["{file} 不是 UTF-8 编码（第 {line} 行起）", "重新导出为 UTF-8；文件也可能已损坏"],
        en: ["{file} is not UTF-8 (from line {line} on)", "export it again as UTF-8; it may also be damaged"],
    },
    Words {
        code: "file.markup",
        zh: [
            "{file} 是 XML 或网页（GML、HTML），不是 KML",
            "网格与点位导出为 GeoJSON、Shapefile 或 KML，人员名册导出为 XLSX 或 CSV",
        ],
        en: [
            "{file} is XML or a web page (GML, HTML) and no KML",
            "export grids and places as GeoJSON, Shapefile or KML, people as XLSX or CSV",
        ],
    },
    Words {
        code: "file.not_xml",
        zh: ["{file} 第 {line} 行起不是有效的 XML", "用导出软件重新生成，不要手工修改"],
        en: ["{file} is not valid XML from line {line} on", "export it again instead of editing it"],
    },
    Words {
        code: "file.table_not_features",
        zh: ["{file} 是表格，表格里没有边界", "选对导入的种类；网格与底图用 GeoJSON、Shapefile 或 KML"],
        en: [
            "{file} is a table, and a table has no boundaries",
            "choose the kind that fits; bring grids and ground as GeoJSON, Shapefile or KML",
        ],
    },
    Words {
        code: "file.features_not_table",
        zh: ["{file} 是地理数据，这里要表格", "选对导入的种类，或把属性表导出为 CSV 或 XLSX"],
        en: [
            "{file} holds map features where a table is expected",
            "choose the kind that fits, or export its attributes as CSV or XLSX",
        ],
    },
    Words {
        code: "file.not_json",
        zh: ["{file} 第 {line} 行第 {column} 列起不是有效的 JSON：{near}", "用导出软件重新生成，不要手工修改"],
        en: [
            "{file} is not valid JSON at line {line}, column {column}: {near}",
            "export it again instead of editing it",
        ],
    },
    Words {
        code: "file.truncated",
        zh: ["{file} 不完整，到第 {line} 行就断了", "重新复制或下载整个文件"],
        en: ["{file} is cut off in line {line}", "copy or download the whole file again"],
    },
    Words {
        code: "file.not_a_number",
        zh: ["{file} 第 {line} 行有 {word}，这不是数", "删去或重画这个要素；导出时没有坐标的写 null"],
        en: ["{file} holds {word} in line {line}, which is no number", "remove or draw the feature again"],
    },
    Words {
        code: "file.trailing_comma",
        zh: ["{file} 第 {line} 行多了一个逗号", "删去这个逗号"],
        en: ["{file} has a comma too many in line {line}", "remove that comma"],
    },
    Words {
        code: "file.comment",
        zh: ["{file} 第 {line} 行有注释，JSON 不允许注释", "删去注释"],
        en: ["{file} holds a comment in line {line}; JSON knows none", "remove the comment"],
    },
    Words {
        code: "file.single_quotes",
        zh: ["{file} 第 {line} 行用了单引号", "改用双引号"],
        en: ["{file} has single quotes in line {line}", "write double quotes"],
    },
    Words {
        code: "file.break_in_text",
        zh: ["{file} 第 {line} 行的文字里有未转义的换行或控制符", "删去换行，或用导出软件重新生成"],
        en: [
            "{file} has a bare line break or control sign inside a text in line {line}",
            "remove it, or export the file again",
        ],
    },
    Words {
        code: "file.json_lines",
        zh: ["{file} 里第 {line} 行又开始另一个 JSON", "分成几个文件；一行一个要素的文件里每行都要是要素（Feature）"],
        en: [
            "another JSON value begins in line {line} of {file}",
            "part the file; where each line is a feature, all must be",
        ],
    },
    Words {
        code: "sequence.not_feature",
        zh: ["这一行是 JSON，但不是要素（Feature）", "每行只写一个要素"],
        en: ["this line is JSON but no Feature", "write one feature per line"],
    },
    Words {
        code: "sequence.unreadable",
        zh: ["这一行不是完整的 JSON：{text}", "重新导出；每行一个要素，行内不能断开"],
        en: ["this line is no whole JSON: {text}", "export it again; one feature per line, without breaks inside"],
    },
    Words {
        code: "file.too_deep",
        zh: ["{file} 第 {line} 行的括号嵌套超过 {most} 层", "这不是导出软件生成的文件；请核实来源"],
        en: [
            "{file} nests more than {most} brackets in line {line}",
            "no program exports that; check where it comes from",
        ],
    },
    Words {
        code: "file.duplicate_key",
        zh: ["{file} 的开头有两个“{key}”", "只保留一个"],
        en: ["{file} has {key} twice at its top", "keep one of them"],
    },
    Words {
        code: "file.not_features",
        zh: ["{file} 是 JSON，但不是 GeoJSON 要素集（FeatureCollection）", "把图层导出为 GeoJSON"],
        en: ["{file} is JSON but no GeoJSON FeatureCollection", "export the layer as GeoJSON"],
    },
    Words {
        code: "file.bare_geometry",
        zh: ["{file} 只有一个几何体（{type}），没有要素和属性", "连同属性一起导出为要素集（FeatureCollection）"],
        en: [
            "{file} is a bare {type} without feature and properties",
            "export it with its properties as a FeatureCollection",
        ],
    },
    Words {
        code: "file.bare_feature",
        zh: ["{file} 只有一个要素，没有要素集", "把它放进 FeatureCollection 的 features 里"],
        en: ["{file} is a single Feature, not a collection", "put it into the features of a FeatureCollection"],
    },
    Words {
        code: "file.topology",
        zh: ["{file} 是 TopoJSON", "转成 GeoJSON 再导入"],
        en: ["{file} is TopoJSON", "turn it into GeoJSON"],
    },
    Words {
        code: "file.esri_json",
        zh: ["{file} 是 Esri JSON", "在 ArcGIS 中导出为 GeoJSON（f=geojson）"],
        en: ["{file} is Esri JSON", "export it as GeoJSON (f=geojson)"],
    },
    Words {
        code: "file.empty",
        zh: ["{file} 里一行数据也没有", "核对导出时的筛选条件"],
        en: ["{file} holds no row; there is nothing to import", "check the filter of the export"],
    },
    Words {
        code: "file.too_many_rows",
        zh: ["{file} 的行或要素超过 {most} 个", "拆成几个文件，分次导入"],
        en: ["{file} has more than {most} rows or features", "part it and import the parts"],
    },
    Words {
        code: "file.too_many_positions",
        zh: ["{file} 的坐标点超过 {most} 个", "先简化边界，或拆成几个文件"],
        en: ["{file} has more than {most} positions", "simplify the boundaries, or part the file"],
    },
    Words {
        code: "file.more",
        zh: ["另有 {count} 处没有列出", "先处理列出的，再试一次"],
        en: ["there are {count} more that are not listed", "mend those that are, then try again"],
    },
    Words {
        code: "file.axes_swapped",
        zh: ["全部 {count} 个要素的经纬度都颠倒了（如 {x}, {y}）", "导出时把经度放在前面、纬度放在后面"],
        en: [
            "longitude and latitude are swapped in all {count} features (as in {x}, {y})",
            "export it with longitude first",
        ],
    },
    Words {
        code: "file.projected",
        zh: [
            "全部 {count} 个要素的坐标是投影坐标（米），不是经纬度（如 {x}, {y}）",
            "导入时写明坐标系的 EPSG 编号；做图的单位知道",
        ],
        en: [
            "the coordinates of all {count} features are projected metres, not degrees (as in {x}, {y})",
            "say the EPSG code of the reference system with the import; who made the file knows it",
        ],
    },
    Words {
        code: "file.projected_as",
        zh: [
            "全部 {count} 个要素的坐标是投影坐标（米），看来是 {crs}（如 {x}, {y}）",
            "向做图的单位核实，导入时写明坐标系 {crs}",
        ],
        en: [
            "the coordinates of all {count} features are projected metres, by their look {crs} (as in {x}, {y})",
            "ask who made the file, and say {crs} with the import",
        ],
    },
    Words {
        code: "file.shifted",
        zh: [
            "{file} 整体偏了约 {metres} 米，正是 {datum} 的偏移（现按 {said} 读）",
            "向做图的单位核实；确是 {datum} 就把坐标系改成它，再试一次",
        ],
        en: [
            "{file} lies some {metres} m off from what is there, as {datum} would (it is read as {said})",
            "ask who made the file; if it is {datum}, say so and try again",
        ],
    },
    Words {
        code: "file.fits_shifted",
        zh: [
            "{file} 有 {outside} 个点不在任何网格里；按 {datum} 读只剩 {then} 个（移动约 {metres} 米，现按 {said} 读）",
            "向做图的单位核实；确是 {datum} 就把坐标系改成它，再试一次",
        ],
        en: [
            "{outside} places of {file} lie in no grid; read as {datum}, {metres} m away, {then} do (it is read as {said})",
            "ask who made the file; if it is {datum}, say so and try again",
        ],
    },
    Words {
        code: "file.displaced",
        zh: [
            "{file} 整体偏了约 {metres} 米（向东 {east} 米，向北 {north} 米），不像 GCJ-02，也不像 BD-09",
            "向做图的单位核实坐标系和投影带",
        ],
        en: [
            "{file} lies some {metres} m off from what is there ({east} m east, {north} m north), as neither GCJ-02 nor BD-09 would",
            "ask who made the file for its reference system and belt",
        ],
    },
    Words {
        code: "datum.untied",
        zh: ["{datum} 与 WGS 84 的关系没有公开，换算会差一百米上下", "请测绘单位把数据转成 CGCS2000 再导入"],
        en: [
            "how {datum} lies to WGS 84 is not known; places would come out a hundred metres off",
            "have it turned into CGCS2000 by those who surveyed it",
        ],
    },
    Words {
        code: "datum.unknown",
        zh: ["不认识坐标系“{datum}”", "写 EPSG 编号（如 EPSG:4490、EPSG:4547），或 GCJ-02、BD-09"],
        en: [
            "no reference system is known as {datum}",
            "give its EPSG code (as EPSG:4490, EPSG:4547), or GCJ-02, BD-09",
        ],
    },
    Words {
        code: "datum.unsaid",
        zh: [
            "{file} 没有说明坐标系",
            "导入时选定：WGS 84、CGCS2000 或其他 EPSG 编号，取自高德、腾讯地图的是 gcj02，取自百度地图的是 bd09；不知道就问做图的单位",
        ],
        en: [
            "{file} does not say what its coordinates are measured in",
            "say it with the import: WGS 84, CGCS2000 or another EPSG code, gcj02 for what comes from Amap or Tencent, bd09 from Baidu; who made the file knows",
        ],
    },
    Words {
        code: "datum.unnamed",
        zh: ["文件的 crs 没有写明坐标系名称", "删去 crs，导入时写明坐标系的 EPSG 编号"],
        en: ["the file's crs names no reference system", "remove it, and say the EPSG code with the import"],
    },
    Words {
        code: "columns.unknown_field",
        zh: ["没有“{field}”这一项；可对应的有：{fields}", "改正 --map 里等号左边的名称"],
        en: ["there is no field {field} here; the fields are {fields}", "correct what stands before = in --map"],
    },
    Words {
        code: "columns.no_such_column",
        zh: ["文件里没有“{column}”列（要对应 {field}）；有：{there}", "改正 --map 里等号右边的列名"],
        en: ["the file has no column {column} for {field}; it has {there}", "correct what stands after = in --map"],
    },
    Words {
        code: "columns.missing",
        zh: ["没有一列是 {field}（可叫 {known}）；文件里有：{there}", "改列名，或用 --map {field}=列名 指明"],
        en: [
            "no column holds the {field} (known as {known}); the file has {there}",
            "rename it, or say --map {field}=COLUMN",
        ],
    },
    Words {
        code: "table.taken_for_gbk",
        zh: ["{file} 的编码不是 UTF-8，文字按 GBK 读", "核对名称；不对就另存为 UTF-8（Excel 中选 CSV UTF-8）"],
        en: [
            "{file} is not written in UTF-8; its texts are read as GBK",
            "check the names; if they are wrong, save it as UTF-8 (in Excel: CSV UTF-8)",
        ],
    },
    Words {
        code: "table.open_quote",
        zh: ["第 {line} 行的引号没有成对", "补上引号；单元格里的引号要写两遍"],
        en: ["the quote that opens in line {line} never closes", "close it; a quote inside a cell is written twice"],
    },
    Words {
        code: "table.swallowed_rows",
        zh: ["一个引号没有配对，把后面的行吞进了同一个单元格", "在这一行补上引号"],
        en: ["a stray quote has swallowed the rows that follow into one cell", "close or remove the quote in this row"],
    },
    Words {
        code: "table.no_heading",
        zh: ["{file} 没有表头，第一行就是数据：{first}", "在第一行写上列名，如 网格编码,岗位,姓名,电话"],
        en: [
            "{file} has no heading, its first row is data: {first}",
            "name the columns in the first row: code,title,name,phone",
        ],
    },
    Words {
        code: "table.separator",
        zh: ["{file} 的各列用“{separator}”分隔", "另存为逗号分隔的 CSV（分号、制表符也可以）"],
        en: ["{file} parts its cells by {separator}", "save it with commas (semicolons and tabs are taken too)"],
    },
    Words {
        code: "table.too_many_cells",
        zh: ["这一行有 {cells} 格，表头只有 {heading} 列", "内容里有逗号的单元格要加双引号"],
        en: ["the row has {cells} cells, the heading {heading}", "quote cells that hold a comma"],
    },
    Words {
        code: "table.too_few_cells",
        zh: ["这一行只有 {cells} 格，表头有 {heading} 列；缺的按空白收下", "核对后面几列是否错位"],
        en: [
            "the row has {cells} cells, the heading {heading}; what is missing is taken as empty",
            "check that nothing slipped",
        ],
    },
    Words {
        code: "table.too_many_in_all",
        zh: ["{file} 的单元格超过 {most} 个", "删去不用的列，或拆成几个文件"],
        en: ["{file} has more than {most} cells", "remove columns that are not needed, or part the file"],
    },
    Words {
        code: "failed.none",
        zh: ["{file} 没有按行列出的问题，没有要改的行", "按提示处理整个文件"],
        en: ["{file} has no fault at a row; there is none to mend", "mend the file as a whole, as it is told"],
    },
    Words {
        code: "failed.too_large",
        zh: ["{file} 要改的行放不进电子表格", "在原来的软件里改好，再导入"],
        en: [
            "the rows of {file} that are to be mended don't fit in a spreadsheet",
            "mend them in the file's own program",
        ],
    },
    Words {
        code: "scheme.other",
        zh: ["库里的方案是“{ours}”，这次说的是“{theirs}”", "用同一个方案名称；要重新划分，先新建同名草稿"],
        en: [
            "the store's scheme is {ours}, this import says {theirs}",
            "use the same name; for a new division make a draft of that name first",
        ],
    },
];
