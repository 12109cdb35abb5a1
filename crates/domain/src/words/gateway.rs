//! What is wrong with an errand to a service elsewhere, and why nothing goes out by a gateway.

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
    Words {
        code: "gateway.off",
        zh: ["这个网关没有启用", "请管理员在“网关”里填写；或只发到手机页面"],
        en: ["this gateway is off", "an admin enters it at the gateways; or send to open pages alone"],
    },
    Words {
        code: "gateway.drill",
        zh: ["演练库不向外发短信和语音", "实战库才有网关；演练用合成人员应答"],
        en: [
            "a store for practice sends nothing out",
            "only a store in service has gateways; a drill has its own people",
        ],
    },
    Words {
        code: "gateway.plan_changed",
        zh: ["预览之后，要发的人或网关已变，没有发送", "看一遍新的预览再发送"],
        en: [
            "whom the gateway would reach changed since the preview: nothing was sent",
            "look at the new preview and send again",
        ],
    },
    Words {
        code: "gateway.number",
        zh: ["这不是电话号码", "填 5 至 20 位数字"],
        en: ["this is no number to call", "enter 5 to 20 digits"],
    },
    Words {
        code: "gateway.limits",
        zh: ["限额不对", "每分钟 1 至 {minute} 条，每天不超过 {day} 条"],
        en: ["the limits make no sense", "1 to {minute} messages a minute, at most {day} a day"],
    },
    Words {
        code: "gateway.text_field",
        zh: ["文字模板里没有占位符 {name}", "可用的占位符：{known}"],
        en: ["a text has no placeholder {name}", "these are known: {known}"],
    },
    Words {
        code: "gateway.text",
        zh: ["文字模板是空的，或最长字数放不下", "写上内容，最长字数不超过 {most}，并给指令内容留出至少 10 个字"],
        en: [
            "the text is empty, or longer than it may be",
            "write one, of at most {most} signs, with room for ten signs of the order's words",
        ],
    },
    Words {
        code: "gateway.cost",
        zh: ["费用没有填对", "写明货币（不超过 8 个字）；按字数计费时每条至少 10 个字"],
        en: ["the cost makes no sense", "name the currency in at most eight signs; a part has ten signs at least"],
    },
    Words {
        code: "gateway.link",
        zh: ["手机页面的地址不对", "写一个不带空格的网址，不超过 200 个字"],
        en: ["the address of the phones' page makes no sense", "write one without blanks, of at most 200 signs"],
    },
    Words {
        code: "gateway.report",
        zh: ["送达回报没有填全", "填编号和状态的字段名，以及表示已送达的状态词"],
        en: [
            "the form of its reports is not whole",
            "enter the fields of number and status, and the words that mean that it arrived",
        ],
    },
    Words {
        code: "gateway.too_many",
        zh: ["一次不能处理超过 {most} 条", "分几次处理"],
        en: ["at most {most} messages are settled at once", "settle them in parts"],
    },
];
