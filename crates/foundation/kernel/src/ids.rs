use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};
use uuid::Uuid;

macro_rules! typed_id {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(
            Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
        )]
        #[serde(transparent)]
        pub struct $name(Uuid);

        impl $name {
            /// Takes a ready id; whoever creates the record draws it.
            pub const fn new(id: Uuid) -> Self {
                Self(id)
            }

            /// The bare id.
            pub const fn get(self) -> Uuid {
                self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(f)
            }
        }

        impl FromStr for $name {
            type Err = uuid::Error;

            fn from_str(text: &str) -> Result<Self, Self::Err> {
                text.parse().map(Self)
            }
        }

        impl From<Uuid> for $name {
            fn from(id: Uuid) -> Self {
                Self(id)
            }
        }

        impl From<$name> for Uuid {
            fn from(id: $name) -> Self {
                id.0
            }
        }
    };
}

typed_id!(
    /// "Prašymas": an application registered in a municipality.
    ApplicationId
);
typed_id!(
    /// "Taisyklės skaičiavimas": one answer of a rule, kept with its explanation.
    AssessmentId
);
typed_id!(
    /// "Skirta išmoka": a support granted to a person for a period.
    AwardId
);
typed_id!(
    /// "Sprendimas": an adopted decision.
    DecisionId
);
typed_id!(
    /// "Prašymo juodraštis": an application that the resident has not submitted yet.
    DraftId
);
typed_id!(
    /// "Žurnalo įrašas": an entry of the audit journal.
    JournalEntryId
);
typed_id!(
    /// "Raštas": a letter or another document made for somebody.
    LetterId
);
typed_id!(
    /// "Pranešimas": a notice to a resident or a specialist.
    NoticeId
);
typed_id!(
    /// "Mokėjimo failas": a file of payments handed to a bank.
    PaymentFileId
);
typed_id!(
    /// "Mokėjimas": one sum paid to one account.
    PaymentId
);
typed_id!(
    /// "Mokėjimas už mėnesį": the payments of a month prepared together.
    PaymentRunId
);
typed_id!(
    /// "Asmuo": a person known to the municipality.
    PersonId
);
typed_id!(
    /// "Siūlymas": what a specialist proposes to decide.
    ProposalId
);
typed_id!(
    /// "Užklausa registrui": a request for data to a state register.
    RegisterRequestId
);
typed_id!(
    /// "Gyventojas": a resident who signs in to the portal.
    ResidentId
);
typed_id!(
    /// "Naudotojo sesija": a signed-in session.
    SessionId
);
typed_id!(
    /// "Pateiktas prašymas": a submission of the portal on its way to the municipality.
    SubmissionId
);
typed_id!(
    /// "Naudotojas": an employee with an account.
    UserId
);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn is_written_and_read_as_a_bare_uuid() {
        let text = "0193a5d0-7c1e-7000-8000-000000000001";
        let id: ApplicationId = text.parse().unwrap();
        assert_eq!(id.to_string(), text);
        assert_eq!(serde_json::to_string(&id).unwrap(), format!("\"{text}\""));
        assert_eq!(ApplicationId::new(id.get()), id);
        assert!("x".parse::<ApplicationId>().is_err());
    }
}
