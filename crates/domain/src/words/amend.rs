//! What is said of items that are changed by hand.

use super::Words;

pub(super) const WORDS: &[Words] = &[
    Words {
        code: "amend.changed_since",
        zh: ["{noun} {id} 在您打开之后被别人改过", "重新打开，核对后再改"],
        en: ["somebody changed the {noun} {id} since you looked", "open it again, and change what is there now"],
    },
    Words {
        code: "amend.amended_again",
        zh: ["{noun} {id} 后来又改过", "先撤销较晚的那次更改"],
        en: ["the {noun} {id} was changed again later", "undo the later change first"],
    },
    Words {
        code: "amend.already_undone",
        zh: ["这次更改已经撤销", "要恢复，请撤销那次撤销"],
        en: ["the change was undone already", "to have it back, undo the undoing"],
    },
    Words {
        code: "amend.nothing",
        zh: ["没有要更改的内容", "改动后再保存"],
        en: ["nothing is changed", "change something first"],
    },
    Words {
        code: "amend.another",
        zh: ["编号与要改的{noun} {id} 不一致", "编号不能改；要换编号，请删除后另建"],
        en: ["the id is not that of the {noun} {id}", "an id stays; to change it, remove the one and add another"],
    },
    Words {
        code: "amend.no_name",
        zh: ["没有编号或名称", "填写编号和名称"],
        en: ["an id or a name is missing", "write both"],
    },
    Words {
        code: "amend.off_the_map",
        zh: ["位置不在地球上", "经度写 -180 到 180，纬度写 -90 到 90"],
        en: ["the position is not on the globe", "longitude goes from -180 to 180, latitude from -90 to 90"],
    },
    Words {
        code: "amend.queue",
        zh: ["排队只有 0 到 {most}", "选 0 无、1 短、2 长 或 3 堵塞"],
        en: ["a queue goes from 0 to {most}", "choose 0 none, 1 short, 2 long or 3 jammed"],
    },
    Words {
        code: "amend.address",
        zh: ["不是视频地址", "写 rtsp://、http:// 或 https:// 开头的地址"],
        en: ["that is no address of a camera", "write one that begins with rtsp://, http:// or https://"],
    },
    Words {
        code: "amend.reason_missing",
        zh: ["删除须写明理由", "写明为何删除"],
        en: ["a removal needs a reason", "say why it goes"],
    },
    Words {
        code: "amend.rested_upon",
        zh: ["还有{noun}依附于它：{count} 个，如 {example}", "先把它们移走或删除"],
        en: ["{noun}s rest on it: {count}, such as {example}", "move or remove those first"],
    },
    Words {
        code: "rights.not_your_checkpoint",
        zh: ["这个卡点不由你的岗位更新", "在卡点值守的岗位和所在网格的网格长可以更新；请联系他们或指挥中心"],
        en: [
            "this checkpoint is not your post's to set",
            "whoever is on duty there and the heads of its grid may; ask them or the command centre",
        ],
    },
];
