//! What the fuzz targets share: how an input is read, and what must hold of everything applied.

mod applied;
mod damage;
mod formats;
mod input;
mod language;
mod tally;

pub use applied::check_applied;
pub use damage::damaged;
pub use formats::{formats, round_trip};
pub use input::{Choices, read};
pub use language::{LIMITS, language};
pub use tally::{count, keep_shortest};
