//! What is done here: a report on accessibility is sent, answered, and let go.

pub mod answer_report;
pub mod send_report;
pub mod tidy_reports;
