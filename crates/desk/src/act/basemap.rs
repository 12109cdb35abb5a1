//! Basemaps noted, taken away and chosen for everybody; 天地图 let in and out.

use domain::action::Outcome;
use domain::basemap::{Basemap, LONGEST_REVIEW, TIANDITU_REVIEW, TiandituSetting, TiandituWish, Underlay};
use domain::fact::Fact;
use domain::failure::{Failure, Refusal};
use domain::id::CommandId;
use domain::seat::Seat;

use super::Desktop;
use crate::basemap::account_of;
use crate::failure::broken;
use crate::import::admit;

/// Only what this desk has looked through and put on the shelf becomes a fact.
pub fn add(
    desk: &mut Desktop<'_, '_>,
    seat: &Seat,
    command: CommandId,
    basemap: Box<Basemap>,
) -> Result<Outcome, Failure> {
    admit("add_basemap", seat)?;
    let hash = basemap.hash.clone();
    if !desk.charts.take(&basemap) {
        return Err(Refusal::NoSuch { noun: "basemap", id: hash }.into());
    }
    let changed = !is_noted(desk, &hash)?;
    if changed {
        append(desk, seat, command, &Fact::BasemapAdded { basemap })?;
    }
    Ok(Outcome::BasemapAdded { hash, changed })
}

/// Its file goes once this is committed.
pub fn remove(desk: &mut Desktop<'_, '_>, seat: &Seat, command: CommandId, hash: String) -> Result<Outcome, Failure> {
    admit("remove_basemap", seat)?;
    if !is_noted(desk, &hash)? {
        return Err(Refusal::NoSuch { noun: "basemap", id: hash }.into());
    }
    append(desk, seat, command, &Fact::BasemapRemoved { hash })?;
    Ok(Outcome::BasemapRemoved)
}

pub fn choose(
    desk: &mut Desktop<'_, '_>,
    seat: &Seat,
    command: CommandId,
    underlay: Underlay,
) -> Result<Outcome, Failure> {
    admit("choose_basemap", seat)?;
    match &underlay {
        Underlay::File { hash } if !is_noted(desk, hash)? => {
            return Err(Refusal::NoSuch { noun: "basemap", id: hash.clone() }.into());
        }
        Underlay::TiandituVector | Underlay::TiandituImagery
            if desk.batch.view().tianditu().map_err(broken)?.is_none() =>
        {
            return Err(Failure::refused("tianditu.off", &[]));
        }
        _ => {}
    }
    append(desk, seat, command, &Fact::BasemapChosen { underlay })?;
    Ok(Outcome::BasemapChosen)
}

/// The key is sealed first: without its fact nobody asks with it, and a retry seals it again.
pub fn set_tianditu(
    desk: &mut Desktop<'_, '_>,
    seat: &Seat,
    command: CommandId,
    wish: Option<TiandituWish>,
) -> Result<Outcome, Failure> {
    admit("set_tianditu", seat)?;
    let store = desk.batch.view().store().map_err(broken)?.desk;
    let Some(wish) = wish else {
        desk.charts.keep_key(store, None)?;
        append(desk, seat, command, &Fact::TiandituSet { setting: None })?;
        return Ok(Outcome::TiandituSet);
    };
    let account = account_of(&wish)?;
    let review = wish.review.as_deref().map(str::trim).filter(|review| !review.is_empty());
    let review = review.unwrap_or(TIANDITU_REVIEW);
    if review.chars().count() > LONGEST_REVIEW {
        return Err(Failure::invalid("tianditu.review_form", &[("most", &LONGEST_REVIEW.to_string())]));
    }
    desk.charts.keep_key(store, Some(&account.key))?;
    let setting = TiandituSetting { address: account.address, review: review.to_owned() };
    append(desk, seat, command, &Fact::TiandituSet { setting: Some(setting) })?;
    Ok(Outcome::TiandituSet)
}

fn is_noted(desk: &Desktop<'_, '_>, hash: &str) -> Result<bool, Failure> {
    let noted = desk.batch.view().basemaps().map_err(broken)?;
    Ok(noted.iter().any(|(basemap, ..)| basemap.hash == hash))
}

fn append(desk: &mut Desktop<'_, '_>, seat: &Seat, command: CommandId, fact: &Fact) -> Result<(), Failure> {
    desk.batch.append(seat, command, desk.now, None, fact).map_err(broken)?;
    Ok(())
}
