//! What many answer at once shares a commit, and each answer stands by itself.

use std::future::Future;
use std::pin::pin;
use std::sync::Arc;
use std::task::{Context, Poll, Wake, Waker};
use std::thread::{self, Thread};

use domain::action::{Action, Call, Outcome};
use domain::failure::{Failure, FailureKind};
use domain::id::{CommandId, OrderId, PostId};
use domain::receipt::{Mark, Progress, Way};
use rusqlite::Connection;
use tests::{Story, owner};

const DISTRICT: &str = "411602";

/// What comes of calls that wait together: the writer, who takes up the first, is held up until all are handed in. What
/// `meanwhile` does to the store is done before it goes on.
fn together(story: &Story, calls: &[Call], meanwhile: &str) -> Vec<Result<Outcome, Failure>> {
    let intruder = Connection::open(story.path()).expect("the store");
    intruder.execute_batch("BEGIN IMMEDIATE").expect("nobody writes");
    intruder.execute_batch(meanwhile).expect("done to the store");
    let hand_in = |call: &Call| story.desk.act_later(&owner(), call).expect("nothing is to be worked out for it");
    let waiting: Vec<_> = calls.iter().map(hand_in).collect();
    intruder.execute_batch("COMMIT").expect("the writer goes on");
    waiting.into_iter().map(|one| finish(one.outcome())).collect()
}

fn finish<T>(future: impl Future<Output = T>) -> T {
    struct Waiting(Thread);
    impl Wake for Waiting {
        fn wake(self: Arc<Self>) {
            self.0.unpark();
        }
    }
    let waker = Waker::from(Arc::new(Waiting(thread::current())));
    let (mut future, mut context) = (pin!(future), Context::from_waker(&waker));
    loop {
        match future.as_mut().poll(&mut context) {
            Poll::Ready(done) => return done,
            Poll::Pending => thread::park(),
        }
    }
}

fn says(command_id: CommandId, order: OrderId, post: &PostId, mark: Mark) -> Call {
    let post = post.clone();
    Call { command_id, action: Action::MarkReceipt { order, post, mark, way: Way::Desk, said: None } }
}

fn changed(result: &Result<Outcome, Failure>) -> Option<bool> {
    match result {
        Ok(Outcome::ReceiptMarked { changed }) => Some(*changed),
        _ => None,
    }
}

#[test]
fn of_answers_that_come_together_each_is_done_refused_or_known_by_itself() {
    let story = Story::small();
    let (order, _) = story.order(DISTRICT, &[]);
    let posts: Vec<PostId> = story.board(order).rows.into_iter().map(|row| row.post).collect();
    let twice = story.command();
    let nobody = PostId("nobody".to_owned());
    let calls = vec![
        says(twice, order, &posts[0], Mark::Accepted),
        says(story.command(), order, &nobody, Mark::Accepted),
        says(story.command(), order, &posts[0], Mark::Read),
        says(twice, order, &posts[0], Mark::Accepted),
        says(twice, order, &posts[1], Mark::Accepted),
        says(story.command(), order, &posts[2], Mark::Accepted),
    ];
    let results = together(&story, &calls, "");
    let told: Vec<_> = results.iter().map(|result| changed(result).ok_or(())).collect();
    assert_eq!(told, [Ok(true), Err(()), Ok(false), Ok(true), Err(()), Ok(true)], "{results:?}");
    let codes: Vec<_> = results.iter().filter_map(|result| result.as_ref().err()).map(|f| f.code.as_str()).collect();
    assert_eq!(codes, ["receipt.not_a_recipient", "command.id_reused"]);
    let accepted = |row: &domain::answer::BoardRow| row.progress == Progress::Accepted;
    let rows = story.board(order).rows;
    assert_eq!(
        rows.iter().filter(|row| accepted(row)).map(|row| &row.post).collect::<Vec<_>>(),
        [&posts[0], &posts[2]]
    );
    story.verified();
}

#[test]
fn an_answer_that_fails_halfway_leaves_nothing_and_takes_no_other_with_it() {
    let story = Story::small();
    let (order, _) = story.order(DISTRICT, &[]);
    let posts: Vec<PostId> = story.board(order).rows.into_iter().map(|row| row.post).collect();
    let commands: Vec<CommandId> = posts.iter().map(|_| story.command()).collect();
    let calls: Vec<Call> =
        posts.iter().zip(&commands).map(|(post, command)| says(*command, order, post, Mark::Accepted)).collect();
    // Its fact is written by then, and folded.
    let spoil = format!(
        "CREATE TRIGGER spoil BEFORE INSERT ON command WHEN new.id = '{}' BEGIN SELECT RAISE(ABORT, 'spoilt'); END",
        commands[2]
    );
    let results = together(&story, &calls, &spoil);
    for (at, result) in results.iter().enumerate() {
        match result {
            Err(failure) => assert_eq!((at, failure.kind), (2, FailureKind::Broken)),
            done => assert_eq!(changed(done), Some(true), "of {at}"),
        }
    }
    let waits = |story: &Story| -> Vec<PostId> {
        let rows = story.board(order).rows.into_iter();
        rows.filter(|row| row.progress == Progress::Waiting).map(|row| row.post).collect()
    };
    assert_eq!(waits(&story), [posts[2].clone()]);
    let results = together(&story, &calls, "DROP TRIGGER spoil");
    assert_eq!(
        results.iter().map(changed).collect::<Vec<_>>(),
        vec![Some(true); posts.len()],
        "said again, all are done"
    );
    assert!(waits(&story).is_empty());
    story.verified();
}
