//! The page's way to the desk: `act` and `ask`, the facts out as they come, and the doors for others.

use domain::{
    action::{Call, Outcome},
    answer::Answer,
    drill::{DrillStand, DrillWish},
    failure::Failure,
    news::{Told, Vector},
    question::Question,
    signpost::{DoorCard, NetworkCard, NetworkWish},
};
use tauri::{Runtime, State, Webview, async_runtime::spawn, ipc::Channel};

use crate::house::{House, Opened};

/// Changes something.
#[tauri::command]
pub async fn act(house: State<'_, House>, call: Call) -> Result<Outcome, Failure> {
    house.opened().await?.at_the_desk(|desk, seat| desk.act(seat, call)).await
}

/// Asks something.
#[tauri::command]
pub async fn ask(house: State<'_, House>, question: Question) -> Result<Answer, Failure> {
    house.opened().await?.at_the_desk(move |desk, seat| desk.ask(seat, &question)).await
}

/// Tells all facts after `since`, then each as it comes, until the page goes or asks anew.
#[tauri::command]
pub async fn facts<R: Runtime>(
    house: State<'_, House>,
    webview: Webview<R>,
    since: Vector,
    channel: Channel<Vec<Told>>,
) -> Result<(), Failure> {
    let opened = house.opened().await?;
    let label = webview.label().to_owned();
    house.listen(
        &label.clone(),
        spawn(async move {
            if let Err(error) = tell(&opened, since, &channel).await {
                tracing::warn!(%error, label, "the facts no longer reach the page");
            }
        }),
    );
    Ok(())
}

/// Where browsers and phones find this desk.
#[tauri::command]
pub async fn door(house: State<'_, House>) -> Result<DoorCard, Failure> {
    house.door().await
}

/// Where the page finds live sound: an address for one connection.
#[tauri::command]
pub async fn media(house: State<'_, House>) -> Result<String, Failure> {
    house.media().await
}

/// Opens a browser at the desk that has this store open elsewhere.
#[tauri::command]
pub async fn visit(house: State<'_, House>) -> Result<(), Failure> {
    house.visit().await
}

/// How the network's door was wished for, and why it did not open with the store.
#[tauri::command]
pub async fn network(house: State<'_, House>) -> Result<NetworkCard, Failure> {
    house.network().await
}

/// Opens the store to phones on the network.
#[tauri::command]
pub async fn open_network(house: State<'_, House>, wish: NetworkWish) -> Result<DoorCard, Failure> {
    house.open_network(wish).await
}

/// Closes it again.
#[tauri::command]
pub async fn close_network(house: State<'_, House>) -> Result<DoorCard, Failure> {
    house.close_network().await
}

/// How the desk's drill stands.
#[tauri::command]
pub async fn drill(house: State<'_, House>) -> Result<DrillStand, Failure> {
    house.drill().await
}

/// Begins a drill.
#[tauri::command]
pub async fn begin_drill(house: State<'_, House>, wish: DrillWish) -> Result<DrillStand, Failure> {
    house.begin_drill(wish).await
}

/// Ends it.
#[tauri::command]
pub async fn end_drill(house: State<'_, House>) -> Result<DrillStand, Failure> {
    house.end_drill().await
}

/// The log is the queue: a tick of the desk only wakes us, and we read on from what was told last.
pub async fn tell(opened: &Opened, mut seen: Vector, channel: &Channel<Vec<Told>>) -> Result<(), tauri::Error> {
    let mut changes = opened.desk().changes();
    loop {
        // Marked before reading: a commit in between wakes us once more, which is harmless; the other
        // order could sleep over it.
        changes.mark_unchanged();
        while let Some(news) = after(opened, &seen).await {
            seen.0.extend(news.iter().map(|told| (told.desk, told.seq)));
            channel.send(news)?;
        }
        if changes.changed().await.is_err() {
            return Ok(()); // the desk is closed
        }
    }
}

/// What was not told yet; none when all was. A desk that fails says so to whoever asks it, and wakes us
/// with its next commit.
async fn after(opened: &Opened, seen: &Vector) -> Option<Vec<Told>> {
    let since = seen.clone();
    let news = opened.at_the_desk(move |desk, seat| desk.told_since(seat, &since)).await.unwrap_or_else(|failure| {
        tracing::error!(%failure, "the facts could not be read");
        Vec::new()
    });
    (!news.is_empty()).then_some(news)
}
