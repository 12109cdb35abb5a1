//! Words about looking at streams.

use super::Words;

pub(super) const WORDS: &[Words] = &[
    Words {
        code: "viewing.private",
        zh: ["{private}内不得安装摄像头，也不得调阅", "只登记对着门口、通道等公共部位的视频，并在名称里写明"],
        en: [
            "no camera may look into {private}",
            "enter only one that looks at a door or passage, and say so in its name",
        ],
    },
    Words {
        code: "viewing.not_played",
        zh: ["这种视频地址不能播放", "改用 rtsp://、rtsps:// 或以 .m3u8 结尾的 HLS 地址；其他制式经网关转换"],
        en: [
            "an address of this kind is not played",
            "use one with rtsp:// or rtsps://, or of HLS, which ends in .m3u8; a gateway makes such of others",
        ],
    },
    Words {
        code: "viewing.no_reason",
        zh: ["没有说明调阅理由", "选择“其他”时写明理由"],
        en: ["no reason is given", "say in words why, where it is another one"],
    },
    Words {
        code: "viewing.too_many",
        zh: ["共 {viewings} 次调阅，一次最多打印 {most} 次", "只打印一次巡查，或按理由筛选"],
        en: ["that is {viewings} looks, and {most} at the most are printed at once", "print one round, or one reason"],
    },
    Words {
        code: "camera.unreachable",
        zh: ["摄像机连接不上", "检查地址、网络和设备电源"],
        en: ["the camera cannot be reached", "check its address, the network and its power"],
    },
    Words {
        code: "camera.silent",
        zh: ["摄像机有应答但没有画面", "重启设备，或检查它的码流设置"],
        en: ["the camera answers, and shows nothing", "restart it, or check its stream settings"],
    },
    Words {
        code: "camera.login",
        zh: ["摄像机拒绝了用户名或口令", "在视频资料里重新填写带用户名和口令的地址"],
        en: ["the camera refuses user or password", "enter the stream's address again, with user and password"],
    },
    Words {
        code: "camera.no_stream",
        zh: ["摄像机上没有这路视频", "检查地址里的通道"],
        en: ["the camera has no such stream", "check the channel in its address"],
    },
    Words {
        code: "camera.codec",
        zh: ["摄像机的编码 {codec} 不能播放", "把码流改为 H.264，或使用子码流"],
        en: ["the camera's codec {codec} is not played", "set its stream to H.264, or use its sub-stream"],
    },
    Words {
        code: "camera.no_pictures",
        zh: ["这个地址没有视频画面", "检查地址里的通道"],
        en: ["there are no pictures at this address", "check the channel in it"],
    },
    Words {
        code: "camera.nonsense",
        zh: ["摄像机的应答无法识别", "确认地址指向的是摄像机的 RTSP 或 HLS 服务"],
        en: ["what answers there makes no sense", "make sure that the address is a camera's RTSP or HLS"],
    },
    Words {
        code: "camera.encrypted",
        zh: ["视频加了密，没有密钥不能播放", "在设备或平台上关闭这路视频的加密，或改用 https、rtsps 地址传输"],
        en: [
            "the pictures are encrypted, and nobody here has the key",
            "switch that off for this stream, and use https or rtsps on the way",
        ],
    },
    Words {
        code: "camera.elsewhere",
        zh: ["视频转到了另一台设备 {place}，没有跟过去", "确认那台设备可信后，登记它自己的地址"],
        en: [
            "the stream leads on to another machine, {place}; nobody went there",
            "make sure of that one, and enter its own address",
        ],
    },
    Words {
        code: "camera.untrusted",
        zh: [
            "摄像机的证书不受信任，指纹 {fingerprint}",
            "到设备上核对指纹，一致时在地址末尾写 #sha256=指纹；或把本单位 CA 装进系统",
        ],
        en: [
            "nobody trusted has signed the camera's certificate; its fingerprint is {fingerprint}",
            "compare it at the camera, then end the address with #sha256= and it, or add the site's authority to the system",
        ],
    },
    Words {
        code: "camera.too_much",
        zh: ["摄像机发来的数据超出限度", "降低码率或分辨率"],
        en: ["the camera sends more than a picture can be", "lower its rate or its resolution"],
    },
    Words {
        code: "camera.ended",
        zh: ["摄像机中断了视频", "等待自动重连，或检查设备"],
        en: ["the camera has ended the stream", "wait until it is found again, or check it"],
    },
];
