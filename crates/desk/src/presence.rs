//! Whose page is open: counted by the hosts' live connections, kept nowhere.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use domain::id::PostId;
use domain::seat::Seat;

/// How many pages of each post listen.
#[derive(Debug, Default)]
pub struct Presence(Mutex<HashMap<PostId, u32>>);

/// An open page; it is gone when this is dropped.
#[must_use = "the page is there as long as this is"]
#[derive(Debug)]
pub struct Attendance {
    presence: Arc<Presence>,
    post: Option<PostId>,
}

impl Presence {
    /// A page of `seat` listens from now on.
    pub fn attend(self: &Arc<Self>, seat: &Seat) -> Attendance {
        if let Some(post) = &seat.post {
            *self.pages().entry(post.clone()).or_default() += 1;
        }
        Attendance { presence: Arc::clone(self), post: seat.post.clone() }
    }

    /// Whether a page of the post is open.
    pub fn is_there(&self, post: &PostId) -> bool {
        self.pages().contains_key(post)
    }

    fn pages(&self) -> MutexGuard<'_, HashMap<PostId, u32>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Drop for Attendance {
    fn drop(&mut self) {
        let Some(post) = self.post.take() else { return };
        let mut pages = self.presence.pages();
        let Some(count) = pages.get_mut(&post) else { return };
        *count -= 1;
        if *count == 0 {
            pages.remove(&post);
        }
    }
}

#[cfg(test)]
mod tests {
    use domain::seat::{Door, Role};

    use super::*;

    #[test]
    fn a_post_is_there_while_one_of_its_pages_is() {
        let presence = Arc::new(Presence::default());
        let post = PostId("P1".to_owned());
        let seat = Seat { role: Role::Field, subtree: None, post: Some(post.clone()), door: Door::Window };
        let (first, second) = (presence.attend(&seat), presence.attend(&seat));
        drop(first);
        assert!(presence.is_there(&post));
        drop(second);
        assert!(!presence.is_there(&post));
    }
}
