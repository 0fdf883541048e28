//! Pages of the payments officer.

pub mod payments;
