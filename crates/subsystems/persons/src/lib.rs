//! Persons, families and the evidence about them (point 18.1 of the regulations).

pub mod evidence;
pub mod store;
