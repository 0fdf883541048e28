//! The counter at a municipality's real database: a paper application from the typed code to the letter handed over.

mod brought;
mod incomplete;
mod papers;
mod registering;
mod rights;
mod town;
mod work;
