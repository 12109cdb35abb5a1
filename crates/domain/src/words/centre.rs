//! What a laptop in the field says of its way to the centre.

use super::Words;

pub(super) const WORDS: &[Words] = &[
    Words {
        code: "centre.address",
        zh: ["“{address}”不是指挥中心的地址", "照值班员屏幕上的地址填写，如 https://10.0.0.7:8443"],
        en: [
            "“{address}” is no address of a centre",
            "write it as the operator's screen shows it: https://10.0.0.7:8443",
        ],
    },
    Words {
        code: "centre.fingerprint",
        zh: ["证书指纹应为 64 位十六进制数", "照值班员屏幕（按 N）上的指纹完整填写"],
        en: [
            "a certificate's fingerprint has 64 hexadecimal digits",
            "write all of it, as the operator's screen shows it (key N)",
        ],
    },
    Words {
        code: "centre.other_fingerprint",
        zh: [
            "{address} 出示的证书不是这个指纹，它的是 {fingerprint}",
            "先不要连接：核对地址和指纹；若都没填错，请联系指挥中心",
        ],
        en: [
            "the certificate at {address} has another fingerprint: {fingerprint}",
            "do not connect; compare address and fingerprint, and call the centre if both are right",
        ],
    },
    Words {
        code: "centre.unreachable",
        zh: ["连不上 {address}：{what}", "检查网络和地址，再试一次"],
        en: ["{address} cannot be reached: {what}", "check network and address, and try again"],
    },
    Words {
        code: "centre.stranger",
        zh: [
            "{address} 出示的证书不是确认过的那一张，没有发出任何内容：{what}",
            "检查这台电脑的日期；若没有错，请向指挥中心核对新的指纹",
        ],
        en: [
            "{address} shows another certificate than the one that was confirmed, and nothing was sent: {what}",
            "look whether this machine's date is right; if it is, ask the centre for its new fingerprint",
        ],
    },
    Words {
        code: "centre.authority",
        zh: ["{what} 里没有可用的证书", "选择指挥中心给的 wutu-ca.pem，或本单位 CA 的 PEM 文件"],
        en: [
            "there is no usable certificate in {what}",
            "choose the centre's wutu-ca.pem, or the PEM of the site's CA",
        ],
    },
    Words {
        code: "centre.port_taken",
        zh: ["本机端口 {port} 被别的程序占用：{what}", "关掉那个程序再打开；待发的内容都还在"],
        en: [
            "another program has port {port} of this machine: {what}",
            "end that program and open this one again; what waits to be sent is kept",
        ],
    },
];
