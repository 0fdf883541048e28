//! Who somebody is and what they may do: sessions, sign-in by password and through the e-Government Gateway, rights.
//!
//! A session id lives in a cookie whose name carries node and audience, and in the database only as its SHA-256; a node
//! refuses an id that its own database does not know. Rights are data: a role's rights are dated in the central list, and a
//! role is granted to a user for a period; both must be in force.

pub mod cookies;
pub mod gateway;
pub mod passwords;
pub mod rights;
pub mod session_pages;
pub mod sessions;
pub mod users;
pub mod web;

pub use gateway::{GatewayError, GatewayIdentity, IdentityGateway, SimulatedGateway};
pub use rights::Right;
pub use sessions::{Session, SessionToken};
pub use users::{SignInRefusal, User};
