//! What can go wrong with a store and the machine below it.

use super::Words;

pub(super) const WORDS: &[Words] = &[
    Words {
        code: "store.missing",
        zh: ["找不到文件 {path}", "核对路径，或用 wutu new 新建一个库"],
        en: ["there is no file {path}", "check the path, or make a store with wutu new"],
    },
    Words {
        code: "store.not_a_store",
        zh: ["{path} 不是五图的库", "另选文件，或用 wutu new 新建"],
        en: ["{path} is not a Wutu store", "choose another file, or make a store with wutu new"],
    },
    Words {
        code: "store.exists",
        zh: ["{path} 已经存在", "换一个路径，或打开已有的库"],
        en: ["{path} is there already", "choose another path, or open the store that is there"],
    },
    Words {
        code: "store.in_use",
        zh: ["{path} 正由另一个程序使用", "关闭那个程序，或在那里操作"],
        en: ["{path} is in use by another desk", "close it, or work there"],
    },
    Words {
        code: "store.served",
        zh: ["库已经打开：{address}（进程 {process}）", "在那里操作，或先停掉它"],
        en: ["the store is open already: {address} (process {process})", "use that desk, or stop it first"],
    },
    Words {
        code: "store.free",
        zh: ["已没有程序打开着这个库", "重新读取即可"],
        en: ["nobody has the store open any more", "open it here: read again"],
    },
    Words {
        code: "store.sqlite_too_old",
        zh: ["SQLite {found} 低于所需的 {least}", "更新五图"],
        en: ["SQLite {found} is older than {least}", "update Wutu"],
    },
    Words {
        code: "store.newer",
        zh: ["{path} 由更新版本的五图写成", "更新五图"],
        en: ["{path} was made by a later version of Wutu", "update Wutu"],
    },
    Words {
        code: "store.place",
        zh: ["{path} 不在本机的固定磁盘上（{kind}）", "先复制到本机磁盘"],
        en: ["{path} lies on {kind}, where no store may lie", "copy it to a local disk first"],
    },
    Words {
        code: "store.keys_missing",
        zh: ["{keys_dir} 里没有本库（{desk}）的密钥：只能读，不能写", "把密钥文件放回原处再打开"],
        en: [
            "the keys of desk {desk} are not in {keys_dir}: the store can be read, not written",
            "put the key file back and open the store again",
        ],
    },
    Words {
        code: "store.wrong_keys",
        zh: ["密钥文件 {path} 与本库不符", "放回本库自己的密钥文件"],
        en: ["the key file {path} does not fit the store", "put back the store's own key file"],
    },
    Words {
        code: "store.setting",
        zh: ["数据库设置 {name} 是 {found}，应为 {wanted}", "把编号告诉管理员"],
        en: ["the setting {name} is {found}, not {wanted}", "tell your admin the reference"],
    },
    Words {
        code: "store.corrupt",
        zh: ["库已损坏：{what}", "停止使用，用备份恢复；可用 wutu verify 检查"],
        en: ["the store is damaged: {what}", "stop using it and restore a backup; wutu verify tells more"],
    },
    Words {
        code: "store.full",
        zh: ["磁盘已满，这次没有存下", "腾出空间后重试；已确认的内容不会丢失"],
        en: ["the disk is full", "free space on the disk and try again; nothing that was acknowledged is lost"],
    },
    Words {
        code: "store.io",
        zh: ["读写磁盘失败：{what}", "检查磁盘后重试；已确认的内容不会丢失"],
        en: [
            "the disk cannot be read or written: {what}",
            "check the disk and try again; nothing that was acknowledged is lost",
        ],
    },
    Words {
        code: "store.sqlite",
        zh: ["数据库出了故障：{what}", "重试；若还不行，把编号告诉管理员"],
        en: ["the database failed: {what}", "try again; if it stays, tell your admin the reference"],
    },
    Words {
        code: "store.folder",
        zh: ["文件夹 {path} 无法使用：{what}", "换一个可以写入的文件夹"],
        en: ["the folder {path} cannot be used: {what}", "choose a folder that you may write to"],
    },
    Words {
        code: "drill.not_served",
        zh: ["{path} 没有打开", "先运行 wutu serve {path}，或在窗口里打开它，再开始演练"],
        en: ["{path} is not open", "run wutu serve {path} or open it in a window first, then drill"],
    },
    Words {
        code: "drill.running",
        zh: ["演练正在进行", "先停止这一场，再开始下一场"],
        en: ["a drill is under way", "end it first, then begin the next"],
    },
    Words {
        code: "drill.wish",
        zh: ["演练的设置不对", "人数和秒数不能为 0，快慢在 {slowest} 到 {fastest} 倍之间"],
        en: [
            "no drill can be played so",
            "people and seconds are more than nought, the pace is {slowest} to {fastest}",
        ],
    },
    Words {
        code: "drill.no_program",
        zh: ["演练程序 {path} 不能运行：{what}", "把 wutu 程序放在窗口程序旁边，或在终端运行 wutu drill"],
        en: [
            "the drill's program {path} does not run: {what}",
            "put wutu beside the window's program, or run wutu drill in a terminal",
        ],
    },
    Words {
        code: "drill.broke_off",
        zh: ["演练中途断了", "再开始一场；仍然如此时在终端运行 wutu drill 查看原因"],
        en: ["the drill broke off", "begin another; where that breaks off, too, wutu drill in a terminal says why"],
    },
    Words {
        code: "drill.in_service",
        zh: ["{path} 是实战库，不能演练", "另建演练库：wutu demo 库.gpkg --drill，或 wutu new 库.gpkg --drill 后导入"],
        en: [
            "{path} is in service: synthetic people have no place there",
            "make a store for drills: wutu demo STORE --drill, or wutu new STORE --drill and import",
        ],
    },
    Words {
        code: "desk.closed", zh: ["库已关闭", "重新启动五图"], en: ["the desk is closed", "start Wutu again"]
    },
    Words {
        code: "broken",
        zh: ["程序或设备出了故障", "已确认的内容不会丢失；请重试，并把编号告诉管理员"],
        en: [
            "the program or the machine failed",
            "nothing that was acknowledged is lost; try again, and tell your admin the reference",
        ],
    },
];
