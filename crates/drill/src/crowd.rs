//! Everybody in post, each with a page open.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Duration;

use domain::id::PostId;
use serde::{Deserialize, Serialize};
use serde_json::json;
use tokio::sync::{Semaphore, watch};
use tokio::task::JoinSet;

use crate::figures::Book;
use crate::line::{Desk, Failed};
pub use crate::phone::Host;
use crate::phone::{Phone, Scene};
use crate::profile::Profile;
use crate::{Figures, board};

/// How many people pair or come up at once: more would only queue at the desk.
const AT_ONCE: usize = 8;

/// Who takes part, and how.
#[derive(Debug, Clone, Copy)]
pub struct Wanted {
    /// The same seed makes the same people.
    pub seed: u64,
    /// What kind of day it is.
    pub profile: Profile,
    /// How many times faster than the clock the day goes.
    pub pace: f64,
}

/// Tokens of people who were paired before, by post.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tokens(pub BTreeMap<PostId, String>);

/// People with their pages open, until the crowd is sent home.
pub struct Crowd {
    scene: Arc<Scene>,
    people: JoinSet<()>,
    end: watch::Sender<bool>,
}

#[derive(Deserialize)]
struct Paired {
    token: String,
}

/// Pairs each post that has no token; `offer` gives a one-time code for it. What was paired until a failure stays in
/// `tokens`.
pub async fn pair<F>(
    desk: &Desk,
    host: &Host,
    posts: &[PostId],
    tokens: &mut Tokens,
    mut offer: impl FnMut(PostId) -> F,
    mut told: impl FnMut(usize),
) -> Result<(), Failed>
where
    F: Future<Output = Result<String, Failed>>,
{
    for (done, post) in posts.iter().enumerate() {
        if !tokens.0.contains_key(post) {
            let code = offer(post.clone()).await?;
            let body = json!({ "code": code, "command_id": (host.new_id)() });
            let Paired { token } = desk.call("pair", None, &body).await?;
            tokens.0.insert(post.clone(), token);
        }
        told(done + 1);
    }
    Ok(())
}

impl Crowd {
    /// Everybody with a token opens a page; `told` hears how many have.
    pub async fn gather(
        desk: &Desk,
        tokens: &Tokens,
        wanted: Wanted,
        host: Host,
        mut told: impl FnMut(&Figures),
    ) -> Self {
        let (end, ended) = watch::channel(false);
        let Wanted { seed, profile, pace } = wanted;
        let scene =
            Scene { desk: desk.clone(), seed, manners: profile.manners(), pace, book: Book::default(), host, ended };
        let mut crowd = Self { scene: Arc::new(scene), people: JoinSet::new(), end };
        let doors = Arc::new(Semaphore::new(AT_ONCE));
        for (post, token) in &tokens.0 {
            // Whoever comes up asks for the inbox at once; a thousand at the same moment is no drill of anything.
            let Ok(door) = Arc::clone(&doors).acquire_owned().await else { break };
            let phone = Phone::new(Arc::clone(&crowd.scene), post.clone(), token.clone());
            crowd.people.spawn(async move {
                let coming = async {
                    tokio::time::sleep(Duration::from_millis(20)).await;
                    drop(door);
                };
                tokio::join!(coming, phone.live());
            });
            told(&crowd.figures());
        }
        crowd
    }

    /// Somebody at the desk, seated by `token`, watches how the answers come in.
    pub fn watched_by(&self, token: String) {
        board::watch(Arc::clone(&self.scene), token);
    }

    /// What it came to so far.
    pub fn figures(&self) -> Figures {
        self.scene.book.figures()
    }

    /// Everybody closes the page.
    pub async fn go_home(mut self) -> Figures {
        let figures = self.figures();
        let _ = self.end.send(true);
        while self.people.join_next().await.is_some() {}
        figures
    }
}
