//! What is said of attachments: of files that are handed in, and of those that are named.

use super::Words;

pub(super) const WORDS: &[Words] = &[
    Words {
        code: "attachment.unknown",
        zh: ["附件不在本库，或不是你交来的", "重新选一次文件，再发送"],
        en: ["an attachment is not in this store, or is not yours to give", "choose the file again, then send"],
    },
    Words {
        code: "attachment.too_many",
        zh: ["附件太多，最多 {most} 个", "去掉几个，或分两次发"],
        en: ["there are too many attachments, {most} is the most", "remove some, or send twice"],
    },
    Words {
        code: "attachment.too_heavy",
        zh: ["附件合计超过 {most} MB", "去掉几个，或换成较小的文件"],
        en: ["the attachments have more than {most} MB together", "remove some, or take smaller files"],
    },
    Words {
        code: "attachment.too_many_waiting",
        zh: ["已有 {most} 个文件交来而没有发出", "先发出已选附件的指令；没有用上的文件一天后自动清除"],
        en: [
            "{most} files were handed in and not sent",
            "send what they are attached to; files that nobody uses go after a day",
        ],
    },
    Words {
        code: "attachment.too_large",
        zh: ["{file} 超过 {most} MB", "换一个较小的文件，或截取需要的部分"],
        en: ["{file} has more than {most} MB", "take a smaller file, or the part of it that is needed"],
    },
    Words {
        code: "attachment.unknown_kind",
        zh: ["{file} 不是能附上的文件", "能附图片（JPEG、PNG、WebP）、PDF 和录音；其他文件先转成其中一种"],
        en: [
            "{file} is nothing that can be attached",
            "pictures (JPEG, PNG, WebP), PDF and voice notes can; turn other files into one of these",
        ],
    },
    Words {
        code: "attachment.empty",
        zh: ["{file} 是空文件", "重新选一次"],
        en: ["{file} is empty", "choose it again"],
    },
    Words {
        code: "picture.damaged",
        zh: ["图片 {file} 不完整或已损坏", "重新拍一张，或用原来的软件另存一次"],
        en: ["the picture {file} is cut off or damaged", "take it again, or save it once more in its program"],
    },
    Words {
        code: "picture.too_large",
        zh: ["图片 {file} 有 {width} × {height} 像素，最多 {most} 百万", "缩小后再附"],
        en: ["the picture {file} has {width} × {height} pixels, {most} million is the most", "shrink it first"],
    },
    Words {
        code: "pdf.damaged",
        zh: ["{file} 是 PDF，但不完整", "重新导出或下载"],
        en: ["{file} is a PDF that is cut off", "export or download it again"],
    },
    Words {
        code: "pdf.locked",
        zh: ["{file} 加了密，读不出里面有什么", "去掉密码后再附"],
        en: ["{file} is encrypted, and nobody can tell what is in it", "remove the password first"],
    },
    Words {
        code: "pdf.active",
        zh: ["{file} 里有会自己运行的内容（{what}）", "打印成新的 PDF 再附"],
        en: ["{file} holds something that acts by itself ({what})", "print it into a new PDF and attach that"],
    },
    Words {
        code: "voice.damaged",
        zh: ["录音 {file} 不完整或已损坏", "重新录一次"],
        en: ["the voice note {file} is cut off or damaged", "record it again"],
    },
    Words {
        code: "voice.not_only_voice",
        zh: ["{file} 不只是录音，里面还有画面", "只附录音；画面请截图"],
        en: ["{file} is more than a voice note: it holds moving pictures", "attach sound alone, and pictures as such"],
    },
    Words {
        code: "sketch.shows_nothing",
        zh: ["图上没有标出地点", "重新在图上点或画一次"],
        en: ["the drawing shows no place", "point or draw on the map once more"],
    },
    Words {
        code: "sketch.too_large",
        zh: ["图上所画太大：最多 {corners} 个拐点，半径最多 {metres} 米", "画得简单一些"],
        en: [
            "the drawing is too large: {corners} corners and {metres} metres around are the most",
            "draw something simpler",
        ],
    },
];
