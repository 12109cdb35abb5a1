//! Who in post is nearest to an incident: whom one calls at night, before anybody else can be there.

use crate::code::GridPath;
use crate::post::{Post, Station};

/// Within so many metres one walks: whoever is on duty there is nearer than whoever answers for the grid.
const WALK: u32 = 1_000;

/// Somebody in post, and how far off his venue or checkpoint is; none: he answers for a grid.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Near<'a> {
    /// Who.
    pub post: &'a Post,
    /// In metres.
    pub metres: Option<u32>,
}

/// The nearest `most` people who can be called: those on duty a walk away, the nearest first; then those who answer for
/// the grid, from the deepest up; then those on duty further off. Nobody is named twice, whatever posts he has.
///
/// `grid`: where the incident lies; `metres`: how far off a post's venue or checkpoint is, where that is known.
pub fn nearest<'a>(
    posts: impl IntoIterator<Item = &'a Post>,
    grid: &GridPath,
    metres: impl Fn(&Post) -> Option<u32>,
    most: usize,
) -> Vec<Near<'a>> {
    let mut ranked: Vec<((u8, usize), Near<'a>)> = posts
        .into_iter()
        .filter(|post| !post.phone.is_empty())
        .filter_map(|post| {
            if post.station == Station::Grid {
                let up = grid.ancestors().len().checked_sub(post.grid.ancestors().len());
                let rank = up.filter(|_| grid.is_within(&post.grid)).map(|up| (1, up * 4 + post.role as usize));
                return rank.map(|rank| (rank, Near { post, metres: None }));
            }
            let off = metres(post)?;
            let rank = (if off <= WALK { 0 } else { 2 }, usize::try_from(off).unwrap_or(usize::MAX));
            Some((rank, Near { post, metres: Some(off) }))
        })
        .collect();
    ranked.sort_by(|(one, a), (other, b)| (one, &a.post.id).cmp(&(other, &b.post.id)));
    let mut found: Vec<Near<'a>> = Vec::with_capacity(most);
    for (_, near) in ranked {
        let is_known =
            found.iter().any(|one| (&one.post.person, &one.post.phone) == (&near.post.person, &near.post.phone));
        if !is_known && found.len() < most {
            found.push(near);
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::id::{PostId, VenueId};
    use crate::post::PostRole;

    const STREET: &str = "411602.411602001";
    const COMMUNITY: &str = "411602.411602001.411602001001";

    fn post(person: &str, grid: &str, role: PostRole) -> Post {
        Post {
            id: PostId(format!("{person}{grid}")),
            title: String::new(),
            role,
            grid: GridPath::from_text(grid),
            station: if role == PostRole::Duty { Station::Venue(VenueId(person.to_owned())) } else { Station::Grid },
            person: person.to_owned(),
            phone: "0394-8220001".to_owned(),
            since: None,
        }
    }

    fn names(posts: &[Post], most: usize) -> Vec<(&str, Option<u32>)> {
        let metres = |post: &Post| match post.person.as_str() {
            "值一" => Some(120),
            "值二" => Some(90),
            "值三" => Some(4_000),
            _ => None,
        };
        let near = nearest(posts, &GridPath::from_text(COMMUNITY), metres, most);
        near.into_iter().map(|near| (near.post.person.as_str(), near.metres)).collect()
    }

    #[test]
    fn whoever_is_on_duty_a_walk_away_is_nearer_than_whoever_answers_for_the_grid() {
        let posts = [
            post("街长", STREET, PostRole::Head),
            post("网格员", COMMUNITY, PostRole::Worker),
            post("网格长", COMMUNITY, PostRole::Head),
            post("值三", COMMUNITY, PostRole::Duty),
            post("值一", COMMUNITY, PostRole::Duty),
            post("值二", COMMUNITY, PostRole::Duty),
            post("别处", "411602.411602002", PostRole::Head),
        ];
        assert_eq!(names(&posts, 2), [("值二", Some(90)), ("值一", Some(120))]);
        let rest: Vec<&str> = names(&posts, 9).into_iter().skip(2).map(|(name, _)| name).collect();
        assert_eq!(rest, ["网格长", "网格员", "街长", "值三"], "from the deepest up, and nobody of another street");
    }

    #[test]
    fn nobody_is_named_twice_and_who_has_no_phone_is_not_called() {
        let silent = Post { phone: String::new(), ..post("网格长", COMMUNITY, PostRole::Head) };
        let posts = [silent, post("街长", STREET, PostRole::Head), post("街长", "411602", PostRole::Deputy)];
        assert_eq!(names(&posts, 2), [("街长", None)]);
    }
}
