//! What the documents of the model town must be.

mod counts;
mod reading;
mod shapes;
