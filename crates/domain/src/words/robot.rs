//! What is wrong with a robot of a group elsewhere.

use super::Words;

pub(super) const WORDS: &[Words] = &[
    Words {
        code: "robot.drill",
        zh: ["演练库不向外发任何消息", "在实战库里绑定机器人"],
        en: ["nothing of a store for practice goes out", "bind the robot in the store of the district at work"],
    },
    Words {
        code: "robot.name",
        zh: ["没有填群名，或者太长", "填对方群的名称，不超过 {most} 个字"],
        en: ["the group has no name, or too long a one", "enter what it is called over there, at most {most} signs"],
    },
    Words {
        code: "robot.nothing",
        zh: ["没有选择要发的内容", "选指令种类、公告或催办中的至少一项"],
        en: ["nothing is chosen to go out", "choose kinds of orders, notices or reminders"],
    },
    Words {
        code: "robot.address",
        zh: ["这不是 {kind} 的机器人地址", "从群的机器人设置里完整复制 {form} 开头的地址"],
        en: ["this is no address of a {kind} robot", "copy all of it from the group's robot; it begins with {form}"],
    },
    Words {
        code: "robot.near",
        zh: ["{host} 是本机或内网地址", "只有试用才这样填：勾选“用内网地址试用”再保存"],
        en: [
            "{host} is of this machine or the site's own network",
            "that is for trying only: say that it is meant so, and save again",
        ],
    },
    Words {
        code: "robot.address_missing",
        zh: ["没有填机器人地址", "从群的机器人设置里复制过来"],
        en: ["the robot's address is missing", "copy it from the group's robot"],
    },
    Words {
        code: "robot.secret",
        zh: ["加签密钥不能这样写", "从机器人的安全设置里完整复制；企业微信没有这一项"],
        en: ["the signing secret makes no sense", "copy all of it from the robot's safety settings; WeCom has none"],
    },
    Words {
        code: "robot.too_many",
        zh: ["最多绑定 {most} 个机器人", "先解绑不用的"],
        en: ["at most {most} robots can be bound", "unbind one that is not needed"],
    },
    Words {
        code: "robot.not_open",
        zh: ["这条摘要已经有了结果", "刷新后再看"],
        en: ["this digest has come to an end meanwhile", "look again"],
    },
];
