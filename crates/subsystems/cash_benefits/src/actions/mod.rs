//! What changes something.

pub mod run_payments;
