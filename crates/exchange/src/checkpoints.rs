//! Checkpoints, from GeoJSON points.

use domain::id::CheckpointId;
use domain::import::Fault;
use domain::venue::{Checkpoint, CheckpointState};

use crate::features::{Feature, property_names};
use crate::fields::{Columns, Field};
use crate::findings::{Findings, at};
use crate::venues::{ID, NAME, Pins, STATE};
use crate::words::{count_of, text_from};
use crate::{Known, Options};

pub(crate) const QUEUE: Field = Field { name: "queue", others: &["排队", "拥堵"] };

pub(crate) const FIELDS: [Field; 4] = [ID, NAME, STATE, QUEUE];

const LONGEST_QUEUE: u32 = 3;

/// Read checkpoints; those without id or place, or with a state or queue of their own making, are filed as faults.
pub(crate) fn read(features: &[Feature], options: &Options, known: &Known, findings: &mut Findings) -> Vec<Checkpoint> {
    let columns = Columns::find(property_names(features), &options.columns, &FIELDS, findings);
    let mut pins = Pins::new(&columns, options, known);
    features
        .iter()
        .filter_map(|feature| {
            let pin = pins.pin(feature, findings);
            let state = findings.keep(state_of(feature, &columns));
            let queue = findings.keep(queue_of(feature, &columns));
            let pin = pin?;
            Some(Checkpoint {
                id: CheckpointId(pin.id),
                name: pin.name,
                place: pin.place,
                grid: pin.grid,
                state: state?,
                queue: queue?,
            })
        })
        .collect()
}

fn state_of(feature: &Feature, columns: &Columns) -> Result<CheckpointState, Fault> {
    let Some(text) = text_from(feature.value(columns, STATE)) else { return Ok(CheckpointState::Open) };
    match text.to_lowercase().as_str() {
        "open" | "开放" | "通行" => Ok(CheckpointState::Open),
        "closed" | "关闭" | "封闭" => Ok(CheckpointState::Closed),
        _ => Err(at(feature.row, columns.name_of(STATE), "checkpoint.unknown_state", &[("value", &text)])),
    }
}

fn queue_of(feature: &Feature, columns: &Columns) -> Result<u8, Fault> {
    let value = feature.value(columns, QUEUE);
    match count_of(value) {
        Ok(queue) if queue.unwrap_or(0) <= LONGEST_QUEUE => Ok(queue.unwrap_or(0) as u8),
        _ => {
            let shown = value.to_string();
            Err(at(feature.row, columns.name_of(QUEUE), "checkpoint.unknown_queue", &[("value", &shown)]))
        }
    }
}
