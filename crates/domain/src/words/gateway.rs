//! What is wrong with an errand to a service elsewhere.

use super::Words;

pub(super) const WORDS: &[Words] = &[
    Words {
        code: "errand.address",
        zh: ["地址不对", "写成 https://主机/路径 的样子；主机名里不放占位符、用户名和密码，汉字先做百分号编码"],
        en: [
            "the address makes no sense",
            "write https://host/path; no placeholder, user or password in the host, and only ASCII",
        ],
    },
    Words {
        code: "errand.plain_http",
        zh: ["{host} 不在本机或内网，不能用 http 明文发送", "改用 https，或填内网 IP 地址"],
        en: [
            "{host} is not of this machine or the site's own network: nothing goes there in the clear",
            "use https, or enter an address of the own network as numbers",
        ],
    },
    Words {
        code: "errand.placeholder",
        zh: ["没有占位符 {name}", "可用的占位符：{known}"],
        en: ["there is no placeholder {name}", "these are known: {known}"],
    },
    Words {
        code: "errand.secret_missing",
        zh: ["模板用了占位符 {name}，却没有填它的值", "填入密钥，或从模板里去掉"],
        en: ["the template has the placeholder {name}, whose value was not entered", "enter it, or take it out"],
    },
    Words {
        code: "errand.secret_open",
        zh: ["模板里直接写着密钥", "把它换成占位符 {name}：模板会进入日志，密钥不会"],
        en: [
            "a secret stands openly in the template",
            "write the placeholder {name} in its place: templates stand in the log, secrets do not",
        ],
    },
    Words {
        code: "errand.header",
        zh: ["请求头 {name} 不能这样写", "名称用英文字母和连字符，值用 ASCII；长度、主机和内容类型由程序自己写"],
        en: [
            "the header {name} cannot be written so",
            "letters and hyphens, a value in ASCII; host, length and content type are written by the desk",
        ],
    },
    Words {
        code: "errand.body_of_get",
        zh: ["GET 请求没有正文", "把参数写进地址，或改用 POST"],
        en: ["a GET has no body", "put everything into the address, or choose POST"],
    },
    Words {
        code: "errand.json",
        zh: ["正文不是 JSON：第 {line} 行第 {column} 列", "占位符写在引号里"],
        en: ["the body is no JSON: line {line}, column {column}", "placeholders stand within quotes"],
    },
    Words {
        code: "errand.pointer",
        zh: ["{pointer} 不是 JSON 路径", "写成 /data/id 的样子，以斜杠开头"],
        en: ["{pointer} is no JSON pointer", "write it as /data/id, beginning with a slash"],
    },
    Words {
        code: "errand.proof",
        zh: ["没有写明什么样的回答算成功", "填 1 至 {most} 个值"],
        en: ["it is not said which answer means success", "enter 1 to {most} values"],
    },
    Words {
        code: "errand.too_long",
        zh: ["模板太长", "每部分不超过 {most} 个字，请求头不超过 {headers} 行"],
        en: ["the template is too long", "at most {most} signs a part, and {headers} headers"],
    },
];
