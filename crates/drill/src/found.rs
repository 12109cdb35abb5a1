//! What one person comes upon by himself: when, of which sort, how urgent, in which words. Worked out from the drill's
//! seed before anything happens, as what he does with orders is.

use std::time::Duration;

use domain::id::PostId;
use domain::order::Priority::{self, Critical, Normal, Urgent};
use domain::report::ReportKind::{self, Dispute, Environment, Facility, Hazard, Housing, Livelihood, Other, Road};

use crate::chance::Chance;
use crate::profile::Manners;

/// Of those who report: who takes a photo of it.
const WITH_PHOTO: f64 = 0.4;

/// Something that people come upon on such a day.
pub type Sight = (ReportKind, Priority, &'static str);

/// Something that somebody found.
#[derive(Debug, Clone, PartialEq)]
pub struct Found {
    /// How long after he found something the last time, or came on duty.
    pub after: Duration,
    /// What sort of thing it is.
    pub kind: ReportKind,
    /// How urgent, as he sees it.
    pub urgency: Priority,
    /// In his words.
    pub words: &'static str,
    /// Whether he takes a photo of it.
    pub is_photographed: bool,
    /// For how long there is no network where he found it; none: there is.
    pub cut: Option<Duration>,
}

/// On a working day.
pub const DAYTIME: &[Sight] = &[
    (Environment, Normal, "垃圾桶满溢，需清运"),
    (Environment, Normal, "沿街乱贴小广告一处"),
    (Facility, Normal, "路灯不亮，一连三盏"),
    (Facility, Normal, "人行道地砖松动"),
    (Facility, Urgent, "窨井盖缺失，已用锥桶围挡"),
    (Road, Normal, "非机动车占用消防通道"),
    (Housing, Normal, "楼道堆放杂物，已劝离，需复查"),
    (Dispute, Normal, "邻里因漏水争执，已初步调解"),
    (Livelihood, Normal, "独居老人家中断电，请帮助联系检修"),
    (Other, Normal, "流动摊点占道，已登记"),
];

/// With water in the streets.
pub const IN_A_FLOOD: &[Sight] = &[
    (Hazard, Critical, "地下车库进水，水深过膝，有人在内"),
    (Hazard, Critical, "配电箱被水浸泡，附近有人通行"),
    (Hazard, Urgent, "围墙倾斜，有倒塌危险，已拉警戒线"),
    (Road, Urgent, "下穿通道积水约四十厘米，车辆熄火"),
    (Road, Urgent, "路面塌陷约两米，已设围挡"),
    (Road, Normal, "主路积水十厘米，可缓慢通行"),
    (Facility, Urgent, "井盖被水冲开，水流急"),
    (Facility, Normal, "雨水箅子堵塞，正在清掏"),
    (Housing, Urgent, "一楼住户进水，需沙袋和水泵"),
    (Housing, Urgent, "老旧平房漏雨，住户不愿离开"),
    (Livelihood, Critical, "行动不便老人被困一楼，需转移"),
    (Livelihood, Normal, "小区停水，居民询问送水时间"),
];

/// At half past ten in the evening.
pub const AT_NIGHT: &[Sight] = &[
    (Dispute, Normal, "夜间施工扰民，已到场劝停"),
    (Dispute, Urgent, "酒后争执，已报警，请派人到场"),
    (Hazard, Urgent, "楼道有焦糊味，正在排查"),
    (Hazard, Critical, "阳台起火冒烟，已拨打火警"),
    (Facility, Normal, "路灯整段不亮"),
    (Facility, Urgent, "地下室水泵不启动，水位在涨"),
    (Livelihood, Normal, "老人走失，家属求助"),
    (Other, Normal, "电动车违规飞线充电，已切断"),
];

/// The `nth` thing that `post` finds; none: nobody finds anything on such a day.
pub fn found(seed: u64, manners: &Manners, post: &PostId, nth: u32) -> Option<Found> {
    let median = manners.find?;
    let mut chance = Chance::with_find(seed, post, nth);
    let after = chance.sooner_or_later(median);
    let (kind, urgency, words) = chance.one_of(manners.sights);
    let is_photographed = chance.falls(WITH_PHOTO);
    let cut = chance.falls(manners.cut).then(|| chance.around(manners.outage, manners.spread));
    Some(Found { after, kind, urgency, words, is_photographed, cut })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::profile::Profile;

    fn post(number: u32) -> PostId {
        PostId(format!("4116-{number}"))
    }

    /// What 4,000 people find within some hours.
    fn within(profile: Profile, hours: u64) -> Vec<Found> {
        let (manners, end) = (profile.manners(), Duration::from_hours(hours));
        let of = |number: u32| {
            let mut at = Duration::ZERO;
            let finds = (1..).map_while(|nth| found(7, &manners, &post(number), nth));
            finds
                .take_while(|found| {
                    at += found.after;
                    at <= end
                })
                .collect::<Vec<_>>()
        };
        (0..4000).flat_map(of).collect()
    }

    #[test]
    fn the_same_seed_finds_the_same_and_what_is_ordered_changes_nothing_of_it() {
        let manners = Profile::Flood.manners();
        let find = |seed, number, nth| found(seed, &manners, &post(number), nth);
        assert_eq!(find(7, 1, 1), find(7, 1, 1));
        for (seed, number, nth) in [(8, 1, 1), (7, 2, 1), (7, 1, 2)] {
            assert_ne!(find(7, 1, 1), find(seed, number, nth));
        }
    }

    #[test]
    fn a_flood_shows_much_and_grave_things_a_quiet_day_little_a_night_less_and_a_rush_none() {
        let [quiet, flood, night, rush] = ["quiet", "flood", "night", "rush"].map(|name| {
            let (_, profile) = Profile::ALL.into_iter().find(|(known, _)| *known == name).expect("a profile");
            within(profile, 4)
        });
        // Half of all people within four hours of a flood, some of them twice: 4,000 × ln 2.
        assert!((2600..2950).contains(&flood.len()), "{}", flood.len());
        assert!((140..240).contains(&quiet.len()), "{}", quiet.len());
        assert!((60..130).contains(&night.len()), "{}", night.len());
        assert!(rush.is_empty());
        let share = |all: &[Found], is: fn(&Found) -> bool| {
            all.iter().filter(|found| is(found)).count() as f64 / all.len() as f64
        };
        let is_pressing: fn(&Found) -> bool = |found| found.urgency > Normal;
        assert!(share(&flood, is_pressing) > 0.7 && share(&quiet, is_pressing) < 0.2);
        assert!((share(&flood, |found| found.is_photographed) - WITH_PHOTO).abs() < 0.04);
        assert!((share(&flood, |found| found.cut.is_some()) - 0.2).abs() < 0.04, "some have no network there");
    }

    #[test]
    fn what_is_found_says_something_that_a_desk_takes() {
        for sights in [DAYTIME, IN_A_FLOOD, AT_NIGHT] {
            assert!(sights.iter().all(|(_, _, words)| (4..60).contains(&words.chars().count())));
            assert!(sights.iter().all(|(_, _, words)| !words.contains(|sign: char| sign.is_ascii_digit())));
        }
    }
}
