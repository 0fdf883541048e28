//! Exchange between the nodes (point 18.7 of the regulations): the municipalities' databases and the centre's.
//!
//! Rows cross by PostgreSQL's own logical replication and in no other way. Here its streams are made and looked at
//! ([`subscriptions`], [`status`]), the copies are proven ([`reconciliation`]), what arrived without being worked on is
//! noted again ([`replay`]), and all nodes are brought to the present schema in the order that replication needs
//! ([`migrate_country`]).
//!
//! Of a pair of nodes the municipality publishes `up` and subscribes to `down_<code>`; the centre the other way round.

mod addresses;
mod country;
mod error;
pub mod reconciliation;
pub mod replay;
pub mod status;
pub mod subscriptions;

pub use country::migrate_country;
pub use error::ExchangeError;
pub use replay::arrivals_replay;
pub use status::WORKER;
pub use status::{NodeStatus, Status, StreamStatus, read_status};
