//! Robots of 企业微信, 钉钉 and 飞书: what is asked of each, how it is signed, and what its answers mean.
//!
//! By the services' own pages, as of 2026: 企业微信 群机器人配置说明 (developer.work.weixin.qq.com/document/path/91770)
//! and 全局错误码; 钉钉 自定义机器人安全设置 and 自定义机器人发送群消息 (open.dingtalk.com); 飞书 自定义机器人使用指南
//! (open.feishu.cn, client-docs/bot-v3/add-custom-bot).

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use domain::errand::{Credentials, Errand, ErrandBody, ErrandMethod, ErrandProof, Upshot};
use domain::failure::Failure;
use domain::moment::Moment;
use domain::robot::{RobotKind, RobotTrouble};
use ring::hmac;
use serde_json::Value;
use ureq::http::Uri;

use crate::admit::is_near;
use crate::client::Answer;
use crate::fill::Values;

/// The longest key of an address, and signing secret, that is believed.
const LONGEST_KEY: usize = 200;

/// An address as it was pasted, taken apart.
#[derive(Clone, PartialEq, Eq)]
pub struct RobotAddress {
    /// Where it stands instead of its service: scheme, host and port.
    pub near: Option<String>,
    /// Its key.
    pub key: String,
}

/// What an answer means for a robot.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RobotAnswer {
    /// As of any errand; what is too much for the service is for later.
    pub upshot: Upshot,
    /// What was wrong; none: nothing was.
    pub trouble: Option<RobotTrouble>,
    /// The service's own code.
    pub code: Option<String>,
}

/// Where a service stands.
pub fn host(kind: RobotKind) -> &'static str {
    match kind {
        RobotKind::Wecom => "https://qyapi.weixin.qq.com",
        RobotKind::Dingtalk => "https://oapi.dingtalk.com",
        RobotKind::Feishu => "https://open.feishu.cn",
    }
}

/// Where its robots stand there, up to the key.
fn path(kind: RobotKind) -> &'static str {
    match kind {
        RobotKind::Wecom => "/cgi-bin/webhook/send?key=",
        RobotKind::Dingtalk => "/robot/send?access_token=",
        RobotKind::Feishu => "/open-apis/bot/v2/hook/",
    }
}

/// Takes an address apart that somebody pasted. Its host is the service's own; one of this machine or of the site's own
/// network does only where that is meant so.
pub fn address(kind: RobotKind, pasted: &str, means_near: bool) -> Result<RobotAddress, Failure> {
    let form = format!("{}{}", host(kind), path(kind));
    let wrong = || Failure::invalid("robot.address", &[("kind", name(kind)), ("form", &form)]);
    let pasted = pasted.trim();
    let uri: Uri = pasted.parse().map_err(|_| wrong())?;
    let origin = match (uri.scheme_str(), uri.authority()) {
        (Some(scheme), Some(place)) if !place.as_str().contains('@') => format!("{scheme}://{place}"),
        _ => return Err(wrong()),
    };
    let key = pasted.strip_prefix(&origin).and_then(|rest| rest.strip_prefix(path(kind))).ok_or_else(wrong)?;
    let is_key = |sign: char| sign.is_ascii_alphanumeric() || matches!(sign, '-' | '_');
    if !(8..=LONGEST_KEY).contains(&key.len()) || !key.chars().all(is_key) {
        return Err(wrong());
    }
    let near = match origin == host(kind) {
        true => None,
        false if !is_near(&uri) => return Err(wrong()),
        false if !means_near => {
            return Err(Failure::invalid("robot.near", &[("host", uri.host().unwrap_or_default())]));
        }
        false => Some(origin),
    };
    Ok(RobotAddress { near, key: key.to_owned() })
}

/// Refuses a signing secret that cannot be one.
pub fn admit_secret(kind: RobotKind, secret: &str) -> Result<(), Failure> {
    let is_sound = kind != RobotKind::Wecom
        && (8..=LONGEST_KEY).contains(&secret.len())
        && secret.chars().all(|sign| sign.is_ascii_graphic());
    if is_sound || secret.is_empty() { Ok(()) } else { Err(Failure::invalid("robot.secret", &[])) }
}

/// What is asked of a robot. What it says is filled in.
pub fn errand(kind: RobotKind, near: Option<&str>, is_signed: bool) -> Errand {
    let signature = if is_signed && kind == RobotKind::Dingtalk { "&timestamp={stamp}&sign={sign}" } else { "" };
    let text = match kind {
        RobotKind::Wecom => r#"{"msgtype":"markdown","markdown":{"content":"{text}"}}"#.to_owned(),
        RobotKind::Dingtalk => r#"{"msgtype":"markdown","markdown":{"title":"{title}","text":"{text}"}}"#.to_owned(),
        RobotKind::Feishu => {
            let signed = if is_signed { r#""timestamp":"{stamp}","sign":"{sign}","# } else { "" };
            format!(
                r#"{{{signed}"msg_type":"interactive","card":{{"elements":[{{"tag":"markdown","content":"{{text}}"}}]}}}}"#
            )
        }
    };
    let (code, reason) = match kind {
        RobotKind::Wecom | RobotKind::Dingtalk => ("/errcode", "/errmsg"),
        RobotKind::Feishu => ("/code", "/msg"),
    };
    Errand {
        method: ErrandMethod::Post,
        address: format!("{}{}{{key}}{signature}", near.unwrap_or(host(kind)), path(kind)),
        headers: Vec::new(),
        body: ErrandBody::Json { text },
        proof: ErrandProof::Field { pointer: code.to_owned(), values: vec!["0".to_owned()] },
        number: None,
        reason: Some(reason.to_owned()),
    }
}

/// What is filled in beside the key: title, text, and the signature of now where the robot has a secret.
pub fn values(kind: RobotKind, credentials: &Credentials, title: &str, text: &str, now: Moment) -> Values {
    let values = Values::new().with("title", title).with("text", text);
    let secret = credentials.named().find(|(name, _)| *name == "secret").map(|(_, secret)| secret);
    match secret.and_then(|secret| signature(kind, secret, now)) {
        Some((stamp, sign)) => values.with("stamp", stamp).with("sign", sign),
        None => values,
    }
}

/// The time as the service wants it, and the signature of it. 钉钉: milliseconds, HMAC-SHA256 of `time LF secret` under
/// the secret. 飞书: seconds, HMAC-SHA256 of nothing under `time LF secret`. Both in base64.
fn signature(kind: RobotKind, secret: &str, now: Moment) -> Option<(String, String)> {
    let (stamp, key, message) = match kind {
        RobotKind::Wecom => return None,
        RobotKind::Dingtalk => {
            let stamp = now.millis().to_string();
            let message = format!("{stamp}\n{secret}");
            (stamp, secret.to_owned(), message)
        }
        RobotKind::Feishu => {
            let stamp = now.millis().div_euclid(1000).to_string();
            let key = format!("{stamp}\n{secret}");
            (stamp, key, String::new())
        }
    };
    let tag = hmac::sign(&hmac::Key::new(hmac::HMAC_SHA256, key.as_bytes()), message.as_bytes());
    Some((stamp, STANDARD.encode(tag.as_ref())))
}

/// What an answer means, by the service's own codes.
pub fn judge(kind: RobotKind, answer: &Answer) -> RobotAnswer {
    let place = match kind {
        RobotKind::Wecom | RobotKind::Dingtalk => "errcode",
        RobotKind::Feishu => "code",
    };
    let said: Option<Value> = serde_json::from_str(&answer.said).ok();
    let code = said.and_then(|said| said.get(place)?.as_i64());
    let mut upshot = answer.upshot.clone();
    let trouble = match &answer.upshot {
        Upshot::Taken { .. } => None,
        Upshot::Away { .. } => Some(RobotTrouble::Away),
        Upshot::Unknown { .. } => Some(RobotTrouble::Lost),
        Upshot::Later { .. } => Some(RobotTrouble::Busy),
        Upshot::Refused { .. } => Some(code.map_or(RobotTrouble::Declined, |code| trouble_of(kind, code))),
    };
    if let (Some(trouble), Upshot::Refused { reason }) = (trouble, &answer.upshot) {
        let after = match trouble {
            RobotTrouble::TooFast => Some(u32::try_from(kind.silence()).unwrap_or(u32::MAX)),
            RobotTrouble::Busy => None,
            _ => return RobotAnswer { upshot, trouble: Some(trouble), code: code.map(|code| code.to_string()) },
        };
        upshot = Upshot::Later { after, reason: reason.clone() };
    }
    RobotAnswer { upshot, trouble, code: code.filter(|_| trouble.is_some()).map(|code| code.to_string()) }
}

fn trouble_of(kind: RobotKind, code: i64) -> RobotTrouble {
    use RobotKind::{Dingtalk, Feishu, Wecom};
    match (kind, code) {
        // 接口调用超过限制 / 发送速度太快而限流; send too fast, exceed 20 times per minute; webhook over limit / too many
        // request.
        (Wecom, 45009) | (Dingtalk, 130_101 | 410_100 | 90018 | 90030) | (Feishu, 11232) => RobotTrouble::TooFast,
        // invalid webhook url / token is not exist; access_token 不存在; 机器人已停用; 机器人不存在; 群已被解散 / incoming
        // webhook access token invalid.
        (Wecom, 93000) | (Dingtalk, 300_001 | 400_101 | 400_102 | 400_106 | 400_013) | (Feishu, 19001) => {
            RobotTrouble::Gone
        }
        // keywords not in content, invalid timestamp, sign not match, ip not in whitelist / sign match fail or timestamp
        // is not within one hour; Ip Not Allowed; Key Words Not Found.
        (Dingtalk, 310_000) | (Feishu, 19021 | 19022 | 19024) => RobotTrouble::Guarded,
        (Wecom | Dingtalk, -1) => RobotTrouble::Busy,
        _ => RobotTrouble::Declined,
    }
}

fn name(kind: RobotKind) -> &'static str {
    match kind {
        RobotKind::Wecom => "企业微信 WeCom",
        RobotKind::Dingtalk => "钉钉 DingTalk",
        RobotKind::Feishu => "飞书 Feishu",
    }
}

#[cfg(test)]
mod tests {
    use domain::basemap::Secret;

    use super::*;
    use crate::admit;

    fn code(kind: RobotKind, pasted: &str, means_near: bool) -> String {
        address(kind, pasted, means_near).err().map(|failure| failure.code).unwrap_or_default()
    }

    #[test]
    fn an_address_is_the_services_own_or_near_and_meant_so() {
        use RobotKind::{Dingtalk, Feishu, Wecom};
        let key = "0123456789-abcd_EF";
        for kind in RobotKind::ALL {
            let real = format!(" {}{}{key}\n", host(kind), path(kind));
            let found = address(kind, &real, false).unwrap_or_else(|failure| panic!("{failure}"));
            assert!(found.near.is_none() && found.key == key);
            let near = format!("http://127.0.0.1:8080{}{key}", path(kind));
            assert_eq!(code(kind, &near, false), "robot.near");
            assert_eq!(
                address(kind, &near, true).ok().and_then(|it| it.near).as_deref(),
                Some("http://127.0.0.1:8080")
            );
            for far in ["https://evil.example", "http://oapi.dingtalk.com", "https://oapi.dingtalk.com.evil.example"] {
                assert_eq!(code(kind, &format!("{far}{}{key}", path(kind)), true), "robot.address", "{far}");
            }
        }
        let ding = format!("{}{}{key}", host(Dingtalk), path(Dingtalk));
        assert_eq!(code(Wecom, &ding, false), "robot.address");
        assert_eq!(code(Feishu, "", false), "robot.address");
        assert_eq!(code(Dingtalk, &format!("{ding}&x=1"), false), "robot.address");
        assert_eq!(
            code(Dingtalk, "https://a@oapi.dingtalk.com/robot/send?access_token=0123456789", false),
            "robot.address"
        );
    }

    #[test]
    fn every_errand_is_one_that_may_run() {
        let credentials =
            Credentials { key: Some(Secret("0123456789".to_owned())), secret: Some(Secret("SEC012345".to_owned())) };
        for kind in RobotKind::ALL {
            for is_signed in [true, false] {
                for near in [None, Some("http://127.0.0.1:1")] {
                    admit(&errand(kind, near, is_signed), &credentials, &["title", "text", "stamp", "sign"])
                        .expect("a sound errand");
                }
            }
        }
    }

    /// Worked out with `openssl dgst -sha256 -hmac`.
    #[test]
    fn signatures_are_those_of_the_services_pages() {
        let now = Moment::from_millis(1_577_262_236_757);
        let (stamp, sign) = signature(RobotKind::Dingtalk, "this is secret", now).expect("a signature");
        assert_eq!((stamp.as_str(), sign.as_str()), ("1577262236757", "hmPWwU+7lVdm3ZZz0r9tSfx0L4Q26jWOZr9+Gs6EZQM="));
        let (stamp, sign) = signature(RobotKind::Feishu, "this is secret", now).expect("a signature");
        assert_eq!((stamp.as_str(), sign.as_str()), ("1577262236", "RAfCltg8rVdmpPK5kCz1M40hrj/YzGYnkc/3vXwYNts="));
        assert_eq!(signature(RobotKind::Wecom, "this is secret", now), None);
    }

    #[test]
    fn answers_mean_what_the_services_pages_say() {
        let of = |kind, said: &str| {
            let upshot = Upshot::Refused { reason: "HTTP 200: x".to_owned() };
            judge(kind, &Answer { upshot, status: Some(200), said: said.to_owned() })
        };
        let fast =
            of(RobotKind::Dingtalk, r#"{"errcode":130101,"errmsg":"send too fast, exceed 20 times per minute"}"#);
        assert_eq!((fast.trouble, fast.code.as_deref()), (Some(RobotTrouble::TooFast), Some("130101")));
        assert!(matches!(fast.upshot, Upshot::Later { after: Some(615), .. }), "{:?}", fast.upshot);
        let trouble = |kind, said: &str| of(kind, said).trouble;
        assert_eq!(trouble(RobotKind::Wecom, r#"{"errcode":45009}"#), Some(RobotTrouble::TooFast));
        assert_eq!(trouble(RobotKind::Wecom, r#"{"errcode":93000}"#), Some(RobotTrouble::Gone));
        assert_eq!(trouble(RobotKind::Wecom, r#"{"errcode":40058}"#), Some(RobotTrouble::Declined));
        assert_eq!(trouble(RobotKind::Dingtalk, r#"{"errcode":310000}"#), Some(RobotTrouble::Guarded));
        assert_eq!(trouble(RobotKind::Dingtalk, r#"{"errcode":300001}"#), Some(RobotTrouble::Gone));
        assert_eq!(trouble(RobotKind::Dingtalk, r#"{"errcode":-1}"#), Some(RobotTrouble::Busy));
        assert_eq!(trouble(RobotKind::Feishu, r#"{"code":11232}"#), Some(RobotTrouble::TooFast));
        assert_eq!(trouble(RobotKind::Feishu, r#"{"code":19021}"#), Some(RobotTrouble::Guarded));
        assert_eq!(trouble(RobotKind::Feishu, r#"{"code":9499}"#), Some(RobotTrouble::Declined));
        assert_eq!(trouble(RobotKind::Feishu, "not found"), Some(RobotTrouble::Declined));
    }
}
