//! Whose page is open, and what wakes it: counted by the hosts' live connections, kept nowhere.
//!
//! Pages at the desk wake at every commit. A district's phones do not: what one of them answers is nothing to all
//! others, so it wakes the pages of its own post alone; the host sees to it that all are woken once in a while, lest a
//! phone fall too far behind.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use domain::id::PostId;
use domain::seat::{Role, Seat};
use tokio::sync::watch;

/// Which pages of each post listen.
#[derive(Debug, Default)]
pub struct Presence {
    pages: Mutex<HashMap<PostId, Pages>>,
    /// Wakes all phones, and says how far the log had come then.
    phones: watch::Sender<u64>,
}

#[derive(Debug, Default)]
struct Pages {
    count: u32,
    bell: watch::Sender<()>,
}

/// Whose phones a commit may mean something to.
#[derive(Debug)]
pub enum Concerned {
    Everybody,
    /// The pages of these posts.
    Posts(Vec<PostId>),
}

impl Concerned {
    /// Those of two commits.
    pub fn and(self, other: Self) -> Self {
        match (self, other) {
            (Self::Posts(mut posts), Self::Posts(more)) => {
                posts.extend(more);
                Self::Posts(posts)
            }
            _ => Self::Everybody,
        }
    }
}

/// An open page; it is gone when this is dropped.
#[must_use = "the page is there as long as this is"]
#[derive(Debug)]
pub struct Attendance {
    presence: Arc<Presence>,
    post: Option<PostId>,
    all: watch::Receiver<u64>,
    own: Option<watch::Receiver<()>>,
}

impl Presence {
    /// A page of `seat` listens from now on; at the desk to `changes`.
    pub fn attend(self: &Arc<Self>, seat: &Seat, changes: &watch::Receiver<u64>) -> Attendance {
        let own = seat.post.as_ref().map(|post| {
            let mut posts = self.pages();
            let pages = posts.entry(post.clone()).or_default();
            pages.count += 1;
            pages.bell.subscribe()
        });
        let all = if seat.role == Role::Field { self.phones.subscribe() } else { changes.clone() };
        Attendance { presence: Arc::clone(self), post: seat.post.clone(), all, own }
    }

    /// Wakes the phones that a commit may mean something to; `last` is how far the log has come.
    pub fn wake(&self, last: u64, concerned: &Concerned) {
        match concerned {
            Concerned::Everybody => drop(self.phones.send_replace(last)),
            Concerned::Posts(posts) => {
                let pages = self.pages();
                for post in posts {
                    if let Some(pages) = pages.get(post) {
                        pages.bell.send_replace(());
                    }
                }
            }
        }
    }

    /// Wakes all phones, if something came since they woke last.
    pub fn wake_the_late(&self, last: u64) {
        self.phones.send_if_modified(|woken| std::mem::replace(woken, last) != last);
    }

    /// Whether a page of the post is open.
    pub fn is_there(&self, post: &PostId) -> bool {
        self.pages().contains_key(post)
    }

    fn pages(&self) -> MutexGuard<'_, HashMap<PostId, Pages>> {
        self.pages.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Attendance {
    /// From here on only what comes later wakes the page.
    pub fn settle(&mut self) {
        self.all.mark_unchanged();
        if let Some(own) = &mut self.own {
            own.mark_unchanged();
        }
    }

    /// Waits for what may be news to the page; false once the desk is closed.
    pub async fn woken(&mut self) -> bool {
        let Some(own) = &mut self.own else { return self.all.changed().await.is_ok() };
        tokio::select! {
            all = self.all.changed() => all.is_ok(),
            own = own.changed() => own.is_ok(),
        }
    }
}

impl Drop for Attendance {
    fn drop(&mut self) {
        let Some(post) = self.post.take() else { return };
        let mut posts = self.presence.pages();
        let Some(pages) = posts.get_mut(&post) else { return };
        pages.count -= 1;
        if pages.count == 0 {
            posts.remove(&post);
        }
    }
}

#[cfg(test)]
mod tests {
    use domain::seat::{Door, Role};

    use super::*;

    fn seat(post: &str) -> Seat {
        Seat { role: Role::Field, subtree: None, post: Some(PostId(post.to_owned())), door: Door::Window }
    }

    fn is_woken(page: &mut Attendance) -> bool {
        let woken = page.all.has_changed().unwrap() || page.own.as_ref().unwrap().has_changed().unwrap();
        page.settle();
        woken
    }

    #[test]
    fn a_post_is_there_while_one_of_its_pages_is() {
        let (presence, (_tick, changes)) = (Arc::new(Presence::default()), watch::channel(0));
        let post = PostId("P1".to_owned());
        let (first, second) = (presence.attend(&seat("P1"), &changes), presence.attend(&seat("P1"), &changes));
        drop(first);
        assert!(presence.is_there(&post));
        drop(second);
        assert!(!presence.is_there(&post));
    }

    #[test]
    fn an_answer_wakes_its_own_posts_pages_and_all_others_when_they_are_late() {
        let (presence, (_tick, changes)) = (Arc::new(Presence::default()), watch::channel(0));
        let [mut mine, mut also_mine, mut other] =
            ["P1", "P1", "P2"].map(|post| presence.attend(&seat(post), &changes));
        let answer = Concerned::Posts(vec![PostId("P1".to_owned()), PostId("nobody's page".to_owned())]);
        presence.wake(1, &answer);
        assert_eq!([&mut mine, &mut also_mine, &mut other].map(is_woken), [true, true, false]);
        presence.wake(2, &Concerned::Everybody);
        assert_eq!([&mut mine, &mut other].map(is_woken), [true, true]);
        presence.wake_the_late(2);
        assert!(!is_woken(&mut other), "nothing came since");
        presence.wake(3, &answer);
        presence.wake_the_late(3);
        assert!(is_woken(&mut other));
    }
}
