//! Where things stand on the first page. The map's frame follows from the paper alone, so the ground that a sheet
//! needs is known before the sheet is.

use domain::sheet::{Orientation, Paper};

use crate::page::Rect;

/// The places of the first page, in millimetres.
#[derive(Debug, Clone, Copy)]
pub struct Frame {
    /// How large letters and lines are against those of A4.
    pub ease: f64,
    /// The whole paper.
    pub page: Rect,
    /// What is printed on.
    pub body: Rect,
    /// Title, state, place.
    pub head: Rect,
    /// The map with the coordinates around it.
    pub border: Rect,
    /// The map itself.
    pub map: Rect,
    /// Scale, datum.
    pub scale: Rect,
    /// Classes and symbols.
    pub legend: Rect,
    /// Counts.
    pub counts: Rect,
    /// Who answers.
    pub heads: Rect,
    /// Who printed, which page.
    pub foot: Rect,
}

impl Frame {
    /// The places on a paper.
    pub fn of(paper: Paper, orientation: Orientation) -> Self {
        let (short, long, ease) = match paper {
            Paper::A4 => (210.0, 297.0, 1.0),
            Paper::A3 => (297.0, 420.0, 1.25),
            Paper::A2 => (420.0, 594.0, 1.6),
        };
        let (width, height) = match orientation {
            Orientation::Portrait => (short, long),
            Orientation::Landscape => (long, short),
        };
        let page = Rect::sized(0.0, 0.0, width, height);
        let body = page.grown(-10.0 * ease);
        let head = Rect { bottom: body.top + 18.0 * ease, ..body };
        let foot = Rect { top: body.bottom - 4.5 * ease, ..body };
        let gap = 3.0 * ease;
        match orientation {
            Orientation::Portrait => {
                let panel = Rect { top: foot.top - gap - 62.0 * ease, bottom: foot.top - gap, ..body };
                let scale = Rect { top: panel.top - gap - 10.0 * ease, bottom: panel.top - gap, ..body };
                let border = Rect { top: head.bottom, bottom: scale.top - 1.5 * ease, ..body };
                let legend = Rect { right: body.left + 0.42 * body.width(), ..panel };
                let counts =
                    Rect { left: legend.right + gap, right: legend.right + gap + 0.33 * body.width(), ..panel };
                let heads = Rect { left: counts.right + gap, ..panel };
                Self {
                    ease,
                    page,
                    body,
                    head,
                    map: border.grown(-5.0 * ease),
                    border,
                    scale,
                    legend,
                    counts,
                    heads,
                    foot,
                }
            }
            Orientation::Landscape => {
                let panel = Rect { left: body.right - 72.0 * ease, top: head.bottom, bottom: foot.top - gap, ..body };
                let left = Rect { right: panel.left - gap, top: head.bottom, bottom: foot.top - gap, ..body };
                let scale = Rect { top: left.bottom - 10.0 * ease, ..left };
                let border = Rect { bottom: scale.top - 1.5 * ease, ..left };
                let legend = Rect { bottom: panel.top + 0.46 * panel.height(), ..panel };
                let counts = Rect { top: legend.bottom + gap, bottom: legend.bottom + gap + 48.0 * ease, ..panel };
                let heads = Rect { top: counts.bottom + gap, ..panel };
                Self {
                    ease,
                    page,
                    body,
                    head,
                    map: border.grown(-5.0 * ease),
                    border,
                    scale,
                    legend,
                    counts,
                    heads,
                    foot,
                }
            }
        }
    }
}
