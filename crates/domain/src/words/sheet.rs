//! Why a map sheet does not come out.

use super::Words;

pub(super) const WORDS: &[Words] = &[
    Words {
        code: "paper.nobody",
        zh: ["指令 {number} 没有要登门的人", "全部应答了，或本席位范围内没有未应答的人"],
        en: ["nobody is to be visited for the order {number}", "everybody in your subtree has answered"],
    },
    Words {
        code: "sheet.no_font",
        zh: ["这台机器没有能排中文的字体", "安装一款，如 fonts-noto-cjk（Debian、Ubuntu）、思源黑体或微软雅黑，再打印"],
        en: [
            "this machine has no font that can set Chinese",
            "install one, such as fonts-noto-cjk (Debian, Ubuntu), Noto Sans SC or Microsoft YaHei, then print again",
        ],
    },
    Words {
        code: "sheet.no_boundary",
        zh: ["网格 {path} 没有边界，无从成图", "先导入它的边界"],
        en: ["the grid {path} has no boundary to draw", "import its boundary first"],
    },
    Words {
        code: "sheet.no_such_page",
        zh: ["这幅图共 {pages} 页，没有第 {page} 页", "在已有的页码中选"],
        en: ["the sheet has {pages} pages, and no page {page}", "choose one of its pages"],
    },
    Words {
        code: "sheet.too_many",
        zh: ["共 {sheets} 幅图，一次最多印 {most} 幅", "选一个小些的网格，或少选几级"],
        en: [
            "that is {sheets} sheets, and {most} at the most are printed at once",
            "choose a smaller grid or fewer levels",
        ],
    },
    Words {
        code: "sheet.file_name",
        zh: ["{file} 不是成套图幅里的文件名", "用图幅清单里给出的文件名"],
        en: ["{file} is no name of a file in a folder of sheets", "use the name that the list of sheets gives"],
    },
    Words {
        code: "sheet.ending",
        zh: ["看不出 {file} 要写成什么", "文件名以 .pdf 或 .png 结尾"],
        en: ["{file} does not say what it is to be", "let the file's name end in .pdf or .png"],
    },
    Words {
        code: "sheet.unwritable",
        zh: ["写不了文件 {file}：{what}", "换一个可以写入的地方"],
        en: ["{file} cannot be written: {what}", "choose a place that you may write to"],
    },
];
