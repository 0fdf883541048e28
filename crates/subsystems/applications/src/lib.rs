//! The procedure shared by all support: application, evidence, recommendation, proposal, decision, award
//! (points 13-19 of the regulations).
//!
//! A kind of support brings its own folder and registers itself as a [`SupportGroup`]; nothing here knows which kinds
//! there are. Steps are data ([`procedure`]); each action authorises, acts and journals in one transaction. A decision is
//! never changed, and the database refuses a decider who proposed it or holds no power.

pub mod about;
pub mod actions;
mod awarded;
pub mod content;
pub mod counter;
pub mod documents;
pub mod files;
pub mod form;
pub mod group;
pub mod model;
mod pages;
pub mod procedure;
pub mod queue;
pub mod requests;
pub mod services;
pub mod store;

pub use files::FileReader;
pub use group::{Groups, SupportGroup};
pub use model::DecisionContent;
pub use pages::{counter_routers, explanation, router};
pub use services::{CounterPress, LetterPress, Mailer, PaperNote};

use spis_jobs::{JobDefinition, TaskHandler};

use actions::{compose_letter, gather_evidence, receive_request, register_submission, send_notice};

/// Jobs of a municipality.
pub fn municipal_jobs() -> Vec<JobDefinition> {
    vec![
        register_submission::RegisterSubmission::definition(),
        gather_evidence::GatherEvidence::definition(),
        gather_evidence::ReceiveAnswer::definition(),
        compose_letter::ComposeLetter::definition(),
        receive_request::ReceiveRequest::definition(),
        TidyCounter::definition(),
    ]
}

pub use actions::tidy_counter::{EVERY as TIDY_COUNTER_EVERY, TidyCounter, tidy_counter};

/// Jobs of the centre.
pub fn central_jobs() -> Vec<JobDefinition> {
    vec![send_notice::SendNotice::definition()]
}

/// Which job an arriving row plans at a municipality.
pub fn municipal_arrival_routes() -> Vec<(&'static str, &'static str)> {
    vec![
        (
            "central.submission",
            register_submission::RegisterSubmission::IDENTIFIER,
        ),
        (
            "central.register_answer",
            gather_evidence::ReceiveAnswer::IDENTIFIER,
        ),
        (
            "central.resident_request",
            receive_request::ReceiveRequest::IDENTIFIER,
        ),
    ]
}

/// Which job an arriving row plans at the centre.
pub fn central_arrival_routes() -> Vec<(&'static str, &'static str)> {
    vec![("municipal.notice", send_notice::SendNotice::IDENTIFIER)]
}
