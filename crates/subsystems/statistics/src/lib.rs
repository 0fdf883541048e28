//! Statistics (point 18.10 of the regulations): the ministry sees counts and sums, never files.
//!
//! The roll-up is the only thing here that reads copies of municipal tables, and it writes counts and sums only. Pages read
//! `statistics.*` through a role that has no privilege on anything of a person, and hide cells under five persons.

pub mod pages;
pub mod rollup;
pub mod store;
pub mod suppression;
mod tiles;

pub use pages::router;
pub use rollup::{RollUpFigures, jobs, roll_up};
