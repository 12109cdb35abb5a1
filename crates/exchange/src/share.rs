//! Work that is the same for every feature, shared among the machine's cores.

use std::collections::BTreeMap;
use std::ops::ControlFlow;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError, mpsc};
use std::thread;

/// Items that one core takes at a time: a few large shapes must not keep one core busy after the others are done.
const AT_ONCE: usize = 512;

/// Items whose outcomes stand in memory at once where each is handed on: outcomes may be far larger than items.
const IN_HAND: usize = 32 * AT_ONCE;

/// The outcome for each item, in order, handed on so that not all of them stand in memory at once.
pub(crate) fn each<T: Sync, R: Send>(items: &[T], work: impl Fn(&T) -> R + Sync, mut take: impl FnMut(&T, R)) {
    for items in items.chunks(IN_HAND) {
        items.iter().zip(map(items, &work)).for_each(|(item, outcome)| take(item, outcome));
    }
}

/// The outcome for each item, in order.
pub(crate) fn map<T: Sync, R: Send>(items: &[T], work: impl Fn(&T) -> R + Sync) -> Vec<R> {
    let cores = thread::available_parallelism().map_or(1, usize::from).min(items.len().div_ceil(AT_ONCE));
    if cores < 2 {
        return items.iter().map(work).collect();
    }
    let (next, done) = (AtomicUsize::new(0), Mutex::new(Vec::new()));
    let take = || {
        loop {
            let share = next.fetch_add(1, Ordering::Relaxed);
            let Some(items) = items.chunks(AT_ONCE).nth(share) else { return };
            let outcomes: Vec<R> = items.iter().map(&work).collect();
            done.lock().unwrap_or_else(PoisonError::into_inner).push((share, outcomes));
        }
    };
    thread::scope(|scope| (0..cores).for_each(|_| drop(scope.spawn(take))));
    let mut done = done.into_inner().unwrap_or_else(PoisonError::into_inner);
    done.sort_unstable_by_key(|(share, _)| *share);
    done.into_iter().flat_map(|(_, outcomes)| outcomes).collect()
}

/// Bytes of stack for who works on items that come: nothing there goes deep.
const STACK: usize = 1 << 20;

/// The outcome for each item that comes, in order: a few at a time are under way, so that no memory is taken for
/// the others. Whoever takes outcomes may end it.
pub(crate) fn flow<T: Send, R: Send, E>(
    mut next: impl FnMut() -> Option<T>,
    work: impl Fn(T) -> R + Sync,
    mut take: impl FnMut(R) -> ControlFlow<E>,
) -> ControlFlow<E> {
    let cores = thread::available_parallelism().map_or(1, usize::from);
    let most = cores + 2;
    let ((give, items), (done, outcomes)) = (mpsc::sync_channel(most), mpsc::channel());
    let items = Mutex::new(items);
    thread::scope(|scope| {
        let mut started = 0;
        for _ in 0..cores {
            let (done, items, work) = (done.clone(), &items, &work);
            let share = move || {
                loop {
                    let item = items.lock().unwrap_or_else(PoisonError::into_inner).recv();
                    let Ok((number, item)) = item else { return };
                    // Whoever listened has heard enough.
                    let Ok(()) = done.send((number, work(item))) else { return };
                }
            };
            started += usize::from(thread::Builder::new().stack_size(STACK).spawn_scoped(scope, share).is_ok());
        }
        drop(done);
        if started == 0 {
            // Too little memory for one more thread: it goes without.
            while let Some(item) = next() {
                take(work(item))?;
            }
            return ControlFlow::Continue(());
        }
        let give = give;
        let (mut given, mut taken, mut early) = (0_usize, 0_usize, BTreeMap::new());
        loop {
            while given < taken + most
                && let Some(item) = next()
            {
                give.send((given, item)).expect("who works waits for items as long as they can come");
                given += 1;
            }
            if given == taken {
                return ControlFlow::Continue(());
            }
            let (number, outcome) = outcomes.recv().expect("every item has an outcome");
            early.insert(number, outcome);
            while let Some(outcome) = early.remove(&taken) {
                taken += 1;
                take(outcome)?;
            }
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn outcomes_flow_in_the_order_of_their_items_until_somebody_has_enough() {
        let (mut items, mut taken) = (0..1000_u32, Vec::new());
        let all = flow(
            || items.next(),
            |item| item * 2,
            |outcome| {
                taken.push(outcome);
                ControlFlow::<()>::Continue(())
            },
        );
        assert_eq!((all, taken), (ControlFlow::Continue(()), (0..1000).map(|item| item * 2).collect::<Vec<_>>()));
        let mut items = 0..;
        let ended = flow(
            || items.next(),
            |item: u32| item,
            |outcome| match outcome {
                100 => ControlFlow::Break("enough"),
                _ => ControlFlow::Continue(()),
            },
        );
        assert_eq!(ended, ControlFlow::Break("enough"));
        assert!(items.start < 200);
    }

    #[test]
    fn outcomes_come_in_the_order_of_their_items() {
        for count in [0, 1, AT_ONCE, AT_ONCE + 1, 20 * AT_ONCE + 7] {
            let items: Vec<usize> = (0..count).collect();
            assert_eq!(map(&items, |item| item * 3), items.iter().map(|item| item * 3).collect::<Vec<_>>());
        }
    }
}
