//! What is said of sensors, and of the broker at which they speak.

use super::Words;

pub(super) const WORDS: &[Words] = &[
    Words {
        code: "sensor.no_address",
        zh: ["不是消息服务器的地址", "写成 mqtt://主机:端口 或 mqtts://主机:端口，用户名和密码写在主机前"],
        en: [
            "that is no address of a broker",
            "write mqtt://host:port or mqtts://host:port, user and password before the host",
        ],
    },
    Words {
        code: "sensor.drill",
        zh: ["演练库不接设备", "在业务库里接"],
        en: ["a store for drills hears no sensors", "enter the broker in the store in service"],
    },
    Words {
        code: "sensor.unreachable",
        zh: ["连不上消息服务器", "看地址、端口和网络；会自动重连"],
        en: ["the broker cannot be reached", "check its address and the network; it is sought again by itself"],
    },
    Words {
        code: "sensor.silent",
        zh: ["消息服务器没有应答", "看服务器是否正常；会自动重连"],
        en: ["the broker does not answer", "see whether it works; it is sought again by itself"],
    },
    Words {
        code: "sensor.login",
        zh: ["消息服务器不接受用户名或密码", "重新填写地址，带上用户名和密码"],
        en: ["the broker refuses the user or the password", "enter the address again, with both"],
    },
    Words {
        code: "sensor.no_topic",
        zh: ["消息服务器不许订阅其中的主题", "请服务器的管理员放行，或从设备表里去掉"],
        en: ["the broker keeps a topic from us", "have it opened there, or take it out of the table of sensors"],
    },
    Words {
        code: "sensor.untrusted",
        zh: ["消息服务器的证书不可信：{fingerprint}", "核对后写在地址末尾：#sha256=…"],
        en: [
            "nobody here trusts the broker's certificate {fingerprint}",
            "compare it, and write #sha256=… behind the address",
        ],
    },
    Words {
        code: "sensor.too_much",
        zh: ["收到的消息过大，连接已断", "请设备方把消息控制在 64 KiB 以内；会自动重连"],
        en: [
            "a message was too large, and the line was cut",
            "have messages kept below 64 KiB; it is sought again by itself",
        ],
    },
    Words {
        code: "sensor.nonsense",
        zh: ["对方说的不是 MQTT 3.1.1", "看地址和端口"],
        en: ["what answers there does not speak MQTT 3.1.1", "check the address and the port"],
    },
    Words {
        code: "sensor.ended",
        zh: ["消息服务器断开了连接", "会自动重连"],
        en: ["the broker ended the connection", "it is sought again by itself"],
    },
];
