//! What the desk prints (sheets, papers, the journal), kept where a person wants it, for a page can keep no files here.

use std::{path::PathBuf, sync::PoisonError};

use desk::{CommandId, album};
use domain::{
    failure::Failure, journal::JournalWish, paper::PaperWish, review::ReviewPaperWish, sheet::SheetWish,
    viewing::ViewingWish, words::Language,
};
use tauri::{Runtime, State, WebviewWindow};

use crate::{
    house::House,
    shelf::{self, Shelf},
};

/// Prints a sheet into a file; says where it lies, or none where nobody wanted it after all: nothing is printed then.
#[tauri::command]
pub async fn print_sheet<R: Runtime>(
    window: WebviewWindow<R>,
    house: State<'_, House>,
    shelf: State<'_, Shelf>,
    title: String,
    command_id: CommandId,
    wish: SheetWish,
) -> Result<Option<PathBuf>, Failure> {
    let opened = house.opened().await?;
    let asked = wish.clone();
    // Whoever may not have the sheet is not asked where to put it.
    let name = opened.at_the_desk(move |desk, seat| desk.sheet_name(seat, &asked)).await?;
    let write = |file: PathBuf| {
        opened.at_the_desk(move |desk, seat| {
            let printed = desk.sheet(seat, command_id, &wish, None)?;
            let bytes = printed.expect("no content was named that it might have").bytes;
            album::write(&file, &bytes)
        })
    };
    shelf::keep(&window, &house, &shelf, &title, &name, write).await
}

/// Prints a paper about an order into a file; says where it lies, or none where nobody wanted it after all.
#[tauri::command]
pub async fn print_paper<R: Runtime>(
    window: WebviewWindow<R>,
    house: State<'_, House>,
    shelf: State<'_, Shelf>,
    title: String,
    command_id: CommandId,
    wish: PaperWish,
) -> Result<Option<PathBuf>, Failure> {
    let opened = house.opened().await?;
    let asked = wish.clone();
    let name = opened.at_the_desk(move |desk, seat| desk.paper_name(seat, &asked)).await?;
    let write = |file: PathBuf| {
        opened.at_the_desk(move |desk, seat| album::write(&file, &desk.paper(seat, command_id, &wish)?.bytes))
    };
    shelf::keep(&window, &house, &shelf, &title, &name, write).await
}

/// Prints a part of the journal into a file; says where it lies, or none where nobody wanted it after all.
#[tauri::command]
pub async fn print_journal<R: Runtime>(
    window: WebviewWindow<R>,
    house: State<'_, House>,
    shelf: State<'_, Shelf>,
    title: String,
    command_id: CommandId,
    wish: JournalWish,
    language: Language,
) -> Result<Option<PathBuf>, Failure> {
    let opened = house.opened().await?;
    let asked = wish.clone();
    // It is set before anybody is asked where to put it: its name says what it is, and a refusal asks nothing.
    let name = opened.at_the_desk(move |desk, seat| Ok(desk.press_journal(seat, &asked, language)?.name)).await?;
    let write = |file: PathBuf| {
        opened
            .at_the_desk(move |desk, seat| album::write(&file, &desk.journal(seat, command_id, &wish, language)?.bytes))
    };
    shelf::keep(&window, &house, &shelf, &title, &name, write).await
}

/// Prints who looked at which streams into a file; says where it lies, or none where nobody wanted it after all.
#[tauri::command]
pub async fn print_viewings<R: Runtime>(
    window: WebviewWindow<R>,
    house: State<'_, House>,
    shelf: State<'_, Shelf>,
    title: String,
    command_id: CommandId,
    wish: ViewingWish,
    language: Language,
) -> Result<Option<PathBuf>, Failure> {
    let opened = house.opened().await?;
    let asked = wish.clone();
    let name = opened.at_the_desk(move |desk, seat| Ok(desk.press_viewings(seat, &asked, language)?.name)).await?;
    let write = |file: PathBuf| {
        opened.at_the_desk(move |desk, seat| {
            album::write(&file, &desk.viewings(seat, command_id, &wish, language)?.bytes)
        })
    };
    shelf::keep(&window, &house, &shelf, &title, &name, write).await
}

/// Prints figures or charges into a file; says where it lies, or none where nobody wanted it after all.
#[tauri::command]
pub async fn print_review<R: Runtime>(
    window: WebviewWindow<R>,
    house: State<'_, House>,
    shelf: State<'_, Shelf>,
    title: String,
    command_id: CommandId,
    wish: ReviewPaperWish,
) -> Result<Option<PathBuf>, Failure> {
    let opened = house.opened().await?;
    let asked = wish.clone();
    let name = opened.at_the_desk(move |desk, seat| Ok(desk.press_review(seat, &asked)?.name)).await?;
    let write = |file: PathBuf| {
        opened.at_the_desk(move |desk, seat| album::write(&file, &desk.review(seat, command_id, &wish)?.bytes))
    };
    shelf::keep(&window, &house, &shelf, &title, &name, write).await
}

/// Puts a sheet into a folder of sheets; whether it was made, for what lies there unchanged is not made again.
#[tauri::command]
pub async fn put_sheet(
    house: State<'_, House>,
    shelf: State<'_, Shelf>,
    album: u32,
    file: String,
    command_id: CommandId,
    wish: SheetWish,
) -> Result<bool, Failure> {
    let album = shelf.album(album)?;
    let opened = house.opened().await?;
    opened
        .at_the_desk(move |desk, seat| {
            let mut album = album.lock().unwrap_or_else(PoisonError::into_inner);
            album.put(&file, |unless| desk.sheet(seat, command_id, &wish, unless))
        })
        .await
}
