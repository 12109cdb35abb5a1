//! Files of the tables by which the district works.

use desk::Desk;
use domain::answer::TableRead;
use domain::failure::Failure;
use serve::edition::Sheet;
use serve::import::said;
use tauri::{State, ipc::Request};

use crate::{
    file::{bytes, query},
    house::House,
};

/// The rows of a table in a file, and what is wrong with each; nothing comes into force by it.
#[tauri::command]
pub async fn read_table(house: State<'_, House>, request: Request<'_>) -> Result<TableRead, Failure> {
    let opened = house.opened().await?;
    Desk::may_revise(opened.seat())?;
    let Sheet { of, file } = said::<Sheet>(&query(request.headers()))?;
    let mut parcel = opened.desk().parcel()?;
    parcel.add(bytes(&request)?)?;
    opened.at_the_desk(move |desk, seat| desk.read_table(seat, of, &file, parcel)).await
}
