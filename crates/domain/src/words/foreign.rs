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
