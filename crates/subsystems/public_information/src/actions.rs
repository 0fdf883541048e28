//! What is done here: a report on accessibility is sent, and answered.

pub mod answer_report;
pub mod send_report;
