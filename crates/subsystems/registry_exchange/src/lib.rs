//! Exchange with state registers and information systems (point 18.8): the centre asks, for the municipality that needs it.
//!
//! A municipality writes `municipal.register_request`; it arrives at the centre and becomes the job [`AskRegister`]; the
//! answer, `central.register_answer` under the request's id, arrives at the municipality. A register that does not answer
//! is asked again by the queue, later and later; nothing waits for it but the case itself.

mod ask;
mod registers;

pub use ask::{AskRegister, RegistersNode};
pub use registers::{HttpRegisters, Register};

use spis_jobs::{JobDefinition, TaskHandler};

/// Jobs of the centre.
pub fn jobs() -> Vec<JobDefinition> {
    vec![AskRegister::definition()]
}

/// Which job an arriving row plans at the centre.
pub fn arrival_routes() -> [(&'static str, &'static str); 1] {
    [("municipal.register_request", AskRegister::IDENTIFIER)]
}
