use spis_database::DatabaseError;
use spis_kernel::MunicipalityCode;

/// Why something between the nodes was not done.
#[derive(Debug, thiserror::Error)]
pub enum ExchangeError {
    /// `nodes.toml` does not say how to reach a node for this work.
    #[error("node {code}: nodes.toml gives no address of the {role}")]
    NoAddress {
        /// Which node.
        code: MunicipalityCode,
        /// For whom.
        role: &'static str,
    },
    /// The file has no centre.
    #[error("nodes.toml names no centre (code 0)")]
    NoCentre,
    /// A node's database.
    #[error("node {code}: {source}")]
    AtNode {
        /// Which node.
        code: MunicipalityCode,
        /// What it answered.
        source: DatabaseError,
    },
    /// The job queue could not be installed.
    #[error("node {code}: {reason}")]
    Queue {
        /// Which node.
        code: MunicipalityCode,
        /// Why.
        reason: String,
    },
    /// A slot is still being read from; who reads must stop first.
    #[error("node {code}: the replication slot {slot} is in use")]
    SlotInUse {
        /// The publishing node.
        code: MunicipalityCode,
        /// The slot.
        slot: String,
    },
    /// A subscription stands still by order or after an error; it must be looked at before its tables are refreshed.
    #[error("node {code}: the subscription {subscription} is disabled")]
    Disabled {
        /// The subscribing node.
        code: MunicipalityCode,
        /// The subscription.
        subscription: String,
    },
}

/// Names the node in an error of its database.
pub(crate) trait AtNode<T> {
    fn at(self, code: MunicipalityCode) -> Result<T, ExchangeError>;
}

impl<T, E: Into<DatabaseError>> AtNode<T> for Result<T, E> {
    fn at(self, code: MunicipalityCode) -> Result<T, ExchangeError> {
        self.map_err(|e| ExchangeError::AtNode {
            code,
            source: e.into(),
        })
    }
}
