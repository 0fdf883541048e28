//! Stand-ins for the state registers, the e-Government Gateway and a mail box, over one synthetic population.
//!
//! Everything is kept in memory and drawn anew at each start, always the same for a seed and a day. Nobody in it
//! exists. Personal codes travel in bodies of requests only; they enter neither addresses nor the log.

pub mod demo_people;
mod families;
mod gateway;
pub mod generator;
mod households;
pub mod income;
mod livelihood;
pub mod mailbox;
mod pages;
pub mod population;
mod registers;
mod routing;
pub mod simulator;
pub mod tables;

pub use generator::{PopulationSettings, generate};
pub use mailbox::receive_mail;
pub use routing::router;
pub use simulator::Simulator;
