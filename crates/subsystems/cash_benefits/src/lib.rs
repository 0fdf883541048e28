//! Cash benefits ("piniginė parama", point 18.2 of the regulations): the kinds and their payment.
//!
//! What is granted stands in awards, adopted elsewhere; this room pays each award's month once. That a month is paid once
//! is kept by a unique constraint (child, kind, month), not by care; the files that go to the bank are made in the
//! transaction of the run and never again.

pub mod actions;
pub mod child_benefit;
pub mod kinds;
pub mod model;
pub mod pages;
pub mod payment_file;
pub mod store;

pub use actions::run_payments::{PaymentRunError, RunOutcome, run_payments};
pub use kinds::{SupportKind, kind, kinds};
pub use pages::payments::router;

/// Folders with what residents are told about each kind; those beside child benefit have nothing else yet.
pub fn about_files() -> Vec<spis_applications::about::AboutFiles> {
    use spis_applications::about_of;
    vec![
        about_of!("child_benefit"),
        about_of!("birth"),
        about_of!("guardianship"),
        about_of!("child_care"),
        about_of!("social_benefit"),
        about_of!("housing_costs"),
        about_of!("rent"),
        about_of!("municipal_allowances"),
        about_of!("assistance_pensions"),
        about_of!("disability_costs"),
        about_of!("death_support"),
        about_of!("pupils"),
    ]
}

/// The groups of kinds, as the procedure knows them.
pub fn groups() -> spis_applications::Groups {
    spis_applications::Groups(std::sync::Arc::from([std::sync::Arc::new(
        child_benefit::assessment::ChildBenefit,
    )
        as std::sync::Arc<dyn spis_applications::SupportGroup>]))
}
