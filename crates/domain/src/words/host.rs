//! What the hosts refuse before a call reaches the desk: doors, requests, what is typed in a terminal, and
//! files whose reading came to no end.

use super::Words;

pub(super) const WORDS: &[Words] = &[
    Words {
        code: "seat.none",
        zh: ["这里没有席位，或席位已失效", "用一次性的席位码或配对码重新入席"],
        en: ["nobody sits here: the token is missing, too old or revoked", "take a seat again with a one-time code"],
    },
    Words {
        code: "door.host",
        zh: ["本服务没有请求里的这个名称", "用 wutu serve 给出的地址打开"],
        en: ["this desk does not go by the name in the request", "open it by the address that wutu serve printed"],
    },
    Words {
        code: "door.origin",
        zh: ["这次请求来自别的网站", "在本服务自己的页面上操作"],
        en: ["another site's page made this request", "use the desk's own page"],
    },
    Words {
        code: "address.unknown",
        zh: ["这个地址下没有内容", "从首页重新进入"],
        en: ["there is nothing at this address", "begin again at the first page"],
    },
    Words {
        code: "request.malformed",
        zh: ["看不懂这次请求：{what}", "刷新页面后再试；wutu ask 库 help 列出每项操作和字段"],
        en: [
            "the request makes no sense: {what}",
            "reload the page; wutu ask STORE help lists every action and question with its fields",
        ],
    },
    Words {
        code: "request.not_json",
        zh: ["请求没有注明是 JSON", "以 application/json 发送"],
        en: ["the body is not said to be JSON", "send the body as application/json"],
    },
    Words {
        code: "request.too_large",
        zh: ["内容超过 {most} 字节，或传到一半断了", "分批发送"],
        en: ["the body was cut off, or has more than {most} bytes", "send less at once"],
    },
    Words {
        code: "request.too_many",
        zh: ["一次最多发送 {most} 项，这次有 {count} 项", "分几次发送"],
        en: ["{count} calls came at once, and {most} are the most", "send the rest with the next request"],
    },
    Words {
        code: "request.too_slow",
        zh: ["内容传得太慢", "在网络好的地方重发"],
        en: ["the body took too long to come", "send it again where the network is better"],
    },
    Words {
        code: "live.malformed",
        zh: ["续收位置无效：{what}", "刷新页面"],
        en: ["`since` is no vector: {what}", "leave it out to begin from now"],
    },
    Words {
        code: "tile.address",
        zh: ["没有瓦片 {zoom}/{x}/{y}", "只取世界范围内的瓦片"],
        en: ["there is no tile {zoom}/{x}/{y}", "ask for a tile of the world"],
    },
    Words {
        code: "tile.malformed",
        zh: ["瓦片地址应为图层、级别、列、行", "后三项写成整数"],
        en: ["a tile's address is layer, zoom, column and row", "ask for whole numbers"],
    },
    Words {
        code: "serve.beyond_loopback",
        zh: ["{listen} 从别的机器也能到达，而这个入口没有加密", "在 127.0.0.1 监听，另开网络入口"],
        en: [
            "{listen} can be reached from other machines, and this door has no TLS",
            "listen on 127.0.0.1, and open the network's door beside it",
        ],
    },
    Words {
        code: "serve.loopback",
        zh: ["{listen} 只有本机可达，不用证书", "换一个手机能到达的地址：--listen 0.0.0.0:8443"],
        en: [
            "{listen} is this machine's own door and has no certificate",
            "add an address that phones reach: --listen 0.0.0.0:8443",
        ],
    },
    Words {
        code: "serve.certificate",
        zh: ["证书或私钥 {file} 无法使用：{what}", "以 PEM 给出证书链和私钥：--cert 文件 --key 文件"],
        en: [
            "the certificate or key {file} cannot be used: {what}",
            "give the certificate with its chain and its private key as PEM: --cert FILE --key FILE",
        ],
    },
    Words {
        code: "serve.certificate_name",
        zh: ["证书不是给 {name} 的", "写证书里有的名称：--name 名称"],
        en: [
            "the certificate is not for {name}",
            "say under which of the certificate's names phones find this machine: --name NAME",
        ],
    },
    Words {
        code: "serve.certificate_nameless",
        zh: ["证书里没有本机的任何名称或地址", "写手机用证书里的哪个名称找到本机：--name 名称"],
        en: [
            "the certificate is for no name and no address of this machine",
            "say under which of the certificate's names phones find this machine: --name NAME",
        ],
    },
    Words {
        code: "serve.name",
        zh: ["{name} 不能写进证书", "用 ASCII 写手机上要输入的名称：--name desk.local"],
        en: [
            "{name} is no name that a certificate can be for",
            "name it as phones type it, in ASCII: --name desk.local",
        ],
    },
    Words {
        code: "serve.switchboard_open",
        zh: ["{listen} 从别的机器也能到达，必须有证书", "给出证书和私钥：--cert 文件 --key 文件"],
        en: [
            "{listen} can be reached from other machines and needs a certificate",
            "give the certificate and its key: --cert FILE --key FILE",
        ],
    },
    Words {
        code: "serve.switchboard_address",
        zh: ["{address} 不是话务机的地址", "写成 wss://名称:端口；只在本机时可写 ws://127.0.0.1:端口"],
        en: [
            "{address} is no address of a switchboard",
            "write wss://NAME:PORT, or ws://127.0.0.1:PORT on this machine",
        ],
    },
    Words {
        code: "serve.switchboard_authority",
        zh: ["不知道谁为 {address} 的证书作保", "给出签发机构的证书：--switchboard-ca 文件"],
        en: [
            "who vouches for the certificate of {address} is not known",
            "give the certificate of its authority: --switchboard-ca FILE",
        ],
    },
    Words {
        code: "serve.switchboard_gone",
        zh: ["承载这条线路的话务机连接不上", "稍后自动换一台再试"],
        en: ["the switchboard that carries this line is not reached", "try again; another one takes it over"],
    },
    Words {
        code: "serve.secret_unreadable",
        zh: ["口令文件 {file} 读不了：{what}", "检查路径和权限"],
        en: ["the secret's file {file} cannot be read: {what}", "look at its path and who may read it"],
    },
    Words {
        code: "serve.secret_open",
        zh: ["口令文件 {file} 别人也能读", "只留给本用户：chmod 600"],
        en: ["others can read the secret's file {file}", "keep it to this user: chmod 600"],
    },
    Words {
        code: "serve.secret_short",
        zh: ["口令文件 {file} 里的口令不合格", "至少 {signs} 个 ASCII 字符，例如 openssl rand -hex 32"],
        en: [
            "the secret in {file} is too short, or not plain ASCII",
            "{signs} characters at the least, such as of openssl rand -hex 32",
        ],
    },
    Words {
        code: "serve.network_open",
        zh: ["网络入口已经打开", "先关闭再打开"],
        en: ["the desk is open to the network already", "close it first"],
    },
    Words {
        code: "serve.port_taken",
        zh: ["另一个程序占用了 {listen}", "换一个端口，或用 0 自动选择：--listen 地址:0"],
        en: [
            "another program listens on {listen}",
            "choose another port, or 0 for any that is free: --listen ADDRESS:0",
        ],
    },
    Words {
        code: "serve.port_forbidden",
        zh: ["本用户不能在 {listen} 监听", "换 1023 以上的端口：--listen 地址:8443"],
        en: ["this user may not listen on {listen}", "choose a port above 1023: --listen ADDRESS:8443"],
    },
    Words {
        code: "serve.address_elsewhere",
        zh: ["本机没有地址 {address}", "换成本机的地址，或在所有地址监听：--listen 0.0.0.0:8443"],
        en: [
            "this machine has no address {address}",
            "listen on an address of this machine, or on all: --listen 0.0.0.0:8443",
        ],
    },
    Words {
        code: "serve.no_address",
        zh: ["本机没有手机能连到的网络地址", "把本机接入手机所在的网络；若有路由转发，写明手机要用的名称：--name 名称"],
        en: [
            "this machine has no network address that phones could reach",
            "connect it to the network of the phones, or say under which name they find it: --name NAME",
        ],
    },
    Words {
        code: "window.no_folder_view",
        zh: ["这台机器打不开文件夹 {path}：{what}", "用文件管理器自行打开它"],
        en: ["this machine does not show the folder {path}: {what}", "open it in a file manager"],
    },
    Words {
        code: "window.no_browser",
        zh: ["没能打开浏览器：{what}", "在本机浏览器里打开这个链接，只能用一次：{link}"],
        en: [
            "no browser could be opened: {what}",
            "open this link in a browser of this machine; it works once: {link}",
        ],
    },
    Words {
        code: "import.refused",
        zh: ["{file} 没有导入，有 {faults} 处要改", "改好后再导入；这次没有留下任何内容"],
        en: ["{file} was not imported, faults: {faults}", "mend the file and import it again; nothing of it was kept"],
    },
    Words {
        code: "import.unreadable",
        zh: ["读不了文件 {file}：{what}", "核对文件的路径"],
        en: ["{file} cannot be read: {what}", "check the path of the file"],
    },
    Words {
        code: "import.folder_without_shapes",
        zh: ["文件夹 {file} 里没有 .shp", "写明要导入的文件；文件夹只用来导入其中的 Shapefile"],
        en: ["there is no .shp in the folder {file}", "name the files; of a folder its Shapefiles are imported"],
    },
    Words {
        code: "import.folder_without_letters",
        zh: ["文件夹 {file} 里没有 .eml 或 .mbox", "在邮箱里另存或导出来信，再放进去"],
        en: ["there is no .eml or .mbox in the folder {file}", "save letters of the mailbox there, or export them"],
    },
    Words {
        code: "import.unwritable",
        zh: ["写不了文件 {file}：{what}", "换一个文件夹或文件名"],
        en: ["{file} cannot be written: {what}", "choose another folder or name"],
    },
    Words {
        code: "import.failed_of_many",
        zh: ["--failed 一次只用于一个文件，这里有 {files} 个", "分开导入，各写各的"],
        en: ["--failed is for one file, and here are {files}", "import them one by one, each with its own"],
    },
    Words {
        code: "import.ambiguous",
        zh: ["不止一台主机有导入 {import}：{names}", "写出其中一个的全名"],
        en: ["several desks have an import {import}: {names}", "write one of these in full"],
    },
    Words {
        code: "fields.no_entry",
        zh: ["表里没有 {name}", "wutu rights 列出每项操作和字段"],
        en: ["there is no {name} in the table", "wutu rights lists every action and question with its fields"],
    },
    Words {
        code: "fields.not_json",
        zh: ["字段不是 JSON 对象：{what}", "wutu rights 列出每项操作和字段"],
        en: ["the fields are no JSON object: {what}", "wutu rights lists every action and question with its fields"],
    },
    Words {
        code: "fields.malformed",
        zh: ["{name}（{fields}）的字段有误：{what}", "wutu rights 列出每项操作和字段"],
        en: ["{name}({fields}): {what}", "wutu rights lists every action and question with its fields"],
    },
    Words {
        code: "fields.unknown",
        zh: ["{name}（{fields}）没有字段 {field}", "wutu rights 列出每项操作和字段"],
        en: ["{name}({fields}) has no field {field}", "wutu rights lists every action and question with its fields"],
    },
    Words {
        code: "import.too_much_memory",
        zh: ["读 {file} 要用 {most} MB 以上的内存", "核实来源；确是自己导出的，按街道或层级拆成几个文件再导入"],
        en: [
            "reading {file} takes more than {most} MB of memory",
            "check where it comes from; if it is yours, part it by street or level",
        ],
    },
    Words {
        code: "import.too_long",
        zh: ["读 {file} 用了 {most} 秒还没有读完", "核实来源；确是自己导出的，先简化边界，或拆成几个文件"],
        en: [
            "{file} was not read after {most} seconds of work",
            "check where it comes from; if it is yours, simplify its boundaries, or part it",
        ],
    },
    Words {
        code: "import.reader_ended",
        zh: ["读 {file} 的程序中途停了，什么都没有导入", "再导入一次；还是这样，就重新导出这个文件"],
        en: [
            "what was reading {file} ended half way; nothing came in",
            "import it again; if that ends the same way, export the file again",
        ],
    },
    Words {
        code: "import.cancelled",
        zh: ["{file} 的导入已取消，什么都没有改动", "需要时再导入一次"],
        en: ["the import of {file} was cancelled; nothing changed", "import it again whenever you like"],
    },
    Words {
        code: "locate.row",
        zh: ["第 {row} 行：{what}", "写成 编号,经度,纬度，用度表示，如 114.65,33.62"],
        en: ["row {row}: {what}", "write id,lon,lat with degrees as 114.65,33.62"],
    },
    Words {
        code: "demo.scale",
        zh: ["目前只能造一个区", "用 --scale district"],
        en: ["only one district can be made so far", "use --scale district"],
    },
];
