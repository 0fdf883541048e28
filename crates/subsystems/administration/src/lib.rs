//! Administration (points 18.11 and 18.12 of the regulations): reference data of the centre, users and their roles, the
//! municipality's office.
//!
//! Each change is journalled in its own transaction, except [`reference::load_reference`], which is part of an
//! installation like a migration. A user's right is in force when the role has it in the central list and the role is
//! granted to the user, both on the day.

pub mod closures;
pub mod offices;
pub mod reference;
pub mod users;

pub use closures::Closures;
pub use offices::{Office, office_set};
pub use reference::load_reference;
pub use users::{NewUser, Power, user_create, user_identify};

use spis_database::DatabaseError;

/// Why something was not administered.
#[derive(Debug, thiserror::Error)]
pub enum AdministrationError {
    /// Another user of this node has the name.
    #[error("the user name is taken")]
    UserNameTaken,
    /// The reference data know no such role for this kind of node.
    #[error("there is no role {role} for users of this node")]
    UnknownRole {
        /// The role's code.
        role: String,
    },
    /// Too short to be safe.
    #[error("a password has at least {shortest} characters")]
    PasswordTooShort {
        /// In characters.
        shortest: usize,
    },
    /// Only an official of a municipality holds a power to decide.
    #[error("a national user holds no power to decide")]
    PowerAtCentre,
    /// Only a municipality's official could register an application of their own.
    #[error("a national user registers no applications")]
    PersonAtCentre,
    /// An office belongs to a municipality.
    #[error("the centre has no municipal office")]
    OfficeAtCentre,
    /// A part is closed until a moment that is still to come.
    #[error("the end of a closing must be in the future")]
    ClosureOver,
    /// A file of reference data cannot be read.
    #[error("reference data {file}: {reason}")]
    Reference {
        /// Which file.
        file: &'static str,
        /// What is wrong with it.
        reason: String,
    },
    /// A password could not be made into its hash.
    #[error("setting a password: {0}")]
    Password(#[source] anyhow::Error),
    /// The database.
    #[error(transparent)]
    Database(#[from] DatabaseError),
}

impl From<sqlx::Error> for AdministrationError {
    fn from(error: sqlx::Error) -> Self {
        Self::Database(error.into())
    }
}
