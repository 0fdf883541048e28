//! Databases of the nodes: configuration, handles, migrations, roles, and the private PostgreSQL of the demo and the tests.
//!
//! Invariants: a handle belongs to one node; nothing here is global to the process; who may write what is decided by
//! PostgreSQL's privileges, made from the tables' comments ([`migrate`]), never by good manners.

mod catalogue;
pub mod migrate;
mod node;
pub mod private_server;
mod topology;

pub use catalogue::{Kind, TableFacts, describe, list_tables};
pub use node::{DatabaseError, Node, SystemClock, Tx, act_as, new_id};
pub use topology::{
    AdminAddresses, AdminFile, ContactsConfig, GatewayConfig, LimitConfig, LimitsConfig,
    MailConfig, NodeConfig, NodesFile, Profile, RegistersConfig, ScannerConfig, TopologyError,
};
