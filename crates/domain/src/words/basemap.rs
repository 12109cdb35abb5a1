//! What is wrong with a basemap's file, and why 天地图 does not come.

use super::Words;

pub(super) const WORDS: &[Words] = &[
    Words {
        code: "basemap.other_file",
        zh: ["{file} 不是底图文件", "选 PMTiles 或 MBTiles 文件"],
        en: ["{file} is no basemap", "choose a PMTiles or MBTiles file"],
    },
    Words {
        code: "basemap.too_large",
        zh: ["{file} 超过 {most} GB", "只截取本地区再存：pmtiles extract"],
        en: ["{file} has more than {most} GB", "cut out your own region first: pmtiles extract"],
    },
    Words {
        code: "basemap.cut_off",
        zh: ["{file} 不完整：文件在写明的内容之前就结束了", "重新下载或复制这个文件"],
        en: ["{file} is not whole: it ends before what it says it has", "download or copy it again"],
    },
    Words {
        code: "basemap.unreadable",
        zh: ["读不了底图 {file}：{what}", "检查磁盘和文件"],
        en: ["the basemap {file} cannot be read: {what}", "check the disk and the file"],
    },
    Words {
        code: "basemap.version",
        zh: ["{file} 是旧版的 PMTiles", "转成第 3 版：pmtiles convert"],
        en: ["{file} is PMTiles of an older version", "turn it into version 3: pmtiles convert"],
    },
    Words {
        code: "basemap.packing",
        zh: ["{file} 的压缩方式（{name}）不支持", "用 gzip 重新制作"],
        en: ["{file} is packed in a way that is not read here ({name})", "make it again with gzip"],
    },
    Words {
        code: "basemap.kind",
        zh: ["{file} 的瓦片类型（{name}）不支持", "用 MVT、PNG、JPEG 或 WebP 瓦片制作"],
        en: ["{file} has tiles of a kind that is not drawn here ({name})", "make it with MVT, PNG, JPEG or WebP tiles"],
    },
    Words {
        code: "basemap.directory",
        zh: ["{file} 的目录有误：自相矛盾、没有尽头，或大得不合常理", "核实来源；用 pmtiles verify 检查后重新制作"],
        en: [
            "the directories of {file} contradict themselves, have no end, or are larger than any would be",
            "check where it comes from; pmtiles verify tells more",
        ],
    },
    Words {
        code: "basemap.tile_place",
        zh: ["{file} 的瓦片 {tile} 指到了数据之外", "核实来源，重新下载或制作"],
        en: ["tile {tile} of {file} lies beyond its data", "check where it comes from, and fetch or make it again"],
    },
    Words {
        code: "basemap.tile_too_large",
        zh: [
            "{file} 的瓦片 {tile} 太大（展开后超过 {most} MB，或压缩后过大）",
            "核实来源；确是自己制作的，减少每块瓦片的内容",
        ],
        en: [
            "tile {tile} of {file} is larger than any tile would be (more than {most} MB unpacked, or too much packed)",
            "check where it comes from; if it is yours, put less into each tile",
        ],
    },
    Words {
        code: "basemap.tile_damaged",
        zh: ["{file} 的瓦片 {tile} 已损坏，或不是它写明的类型", "重新下载或制作"],
        en: ["tile {tile} of {file} is damaged, or not what the file says", "download it or make it again"],
    },
    Words {
        code: "basemap.tile_twice",
        zh: ["{file} 里有的瓦片出现两次", "重新制作"],
        en: ["{file} has a tile twice", "make it again"],
    },
    Words {
        code: "basemap.mixed",
        zh: ["{file} 的瓦片类型不一，从 {tile} 起不同", "分成几个文件，每个只放一种瓦片"],
        en: ["{file} has tiles of several kinds, from {tile} on", "part it into files with one kind each"],
    },
    Words {
        code: "basemap.too_many",
        zh: ["{file} 的瓦片超过 {most} 块", "只截取本地区，或降低最大级别"],
        en: ["{file} has more than {most} tiles", "cut out your own region, or leave out the highest zoom"],
    },
    Words {
        code: "basemap.empty",
        zh: ["{file} 里没有瓦片", "重新下载或制作"],
        en: ["{file} has no tiles", "download it or make it again"],
    },
    Words {
        code: "basemap.no_tiles",
        zh: ["{file} 是数据库，但没有瓦片表", "选 MBTiles 文件；库和 GeoPackage 从“导入”进来"],
        en: ["{file} is a database without a table of tiles", "choose MBTiles; stores and GeoPackages are imported"],
    },
    Words {
        code: "basemap.database",
        zh: ["MBTiles 文件 {file} 已损坏", "重新下载或制作"],
        en: ["the MBTiles file {file} is damaged", "download it or make it again"],
    },
    Words {
        code: "basemap.missing",
        zh: ["库旁没有这份底图的文件：{file}", "再添加一次这个文件，或移除这份底图；地图照常使用"],
        en: [
            "the file of this basemap is not beside the store: {file}",
            "add the file again, or remove the basemap; the map goes on without it",
        ],
    },
    Words {
        code: "basemap.nothing_said",
        zh: [
            "不知道要用哪份底图：{text}",
            "写 own、none、tianditu-vector、tianditu-imagery，或 wutu basemap list 里的编号",
        ],
        en: [
            "there is no basemap {text}",
            "say own, none, tianditu-vector, tianditu-imagery, or a number of wutu basemap list",
        ],
    },
    Words {
        code: "tianditu.off",
        zh: ["天地图没有启用", "请管理员在“底图”里填入天地图密钥"],
        en: ["Tianditu (天地图) is off", "an admin enters a key at the basemaps"],
    },
    Words {
        code: "tianditu.address",
        zh: ["天地图的地址不对", "写成 https://t0.tianditu.gov.cn 的样子，不带问号和后面的内容"],
        en: [
            "the address of Tianditu makes no sense",
            "write it as https://t0.tianditu.gov.cn, without anything after a question mark",
        ],
    },
    Words {
        code: "tianditu.key_form",
        zh: ["这不像天地图的密钥", "在天地图控制台复制密钥（tk），是 8 至 64 位字母和数字"],
        en: ["this is no key of Tianditu", "copy the key (tk) from its console: 8 to 64 letters and digits"],
    },
    Words {
        code: "tianditu.review_form",
        zh: ["审图号太长", "写成 GS（年份）编号，不超过 {most} 个字"],
        en: ["the review number is too long", "write it as GS(year)number, in at most {most} signs"],
    },
    Words {
        code: "tianditu.key",
        zh: ["天地图不接受这个密钥（{said}）", "核对密钥；密钥类型选“服务器端”"],
        en: ["Tianditu does not take this key ({said})", "check the key; its type must be the one for servers"],
    },
    Words {
        code: "tianditu.limit",
        zh: ["天地图密钥的调用次数已到上限（{said}）", "等到配额恢复，或申请更高的配额；已看过的瓦片仍可用"],
        en: [
            "the key of Tianditu has reached its limit ({said})",
            "wait until it is good again, or ask for more; tiles seen before are still here",
        ],
    },
    Words {
        code: "tianditu.refused",
        zh: ["天地图没有给出瓦片（{said}）", "稍后再看；一直如此就换用别的底图"],
        en: ["Tianditu gave no tile ({said})", "look again later; if it stays, choose another basemap"],
    },
    Words {
        code: "tianditu.no_picture",
        zh: ["天地图的回答不是图片", "核对地址；网络是否要先登录"],
        en: ["what Tianditu answered is no picture", "check the address, and whether the network wants a login"],
    },
    Words {
        code: "tianditu.away",
        zh: ["连不上天地图", "检查网络；断网时用本库底图或底图文件"],
        en: [
            "Tianditu cannot be reached",
            "check the network; without it use the store's own ground or a basemap from a file",
        ],
    },
    Words {
        code: "tianditu.busy",
        zh: ["天地图请求太密，先缓一缓", "稍等再移动地图"],
        en: ["Tianditu is asked too often", "wait a moment before you move the map on"],
    },
];
