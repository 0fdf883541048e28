//! What an application says: the part of the form that no register knows, with what the registers showed beside it.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use spis_kernel::{Iban, Month, PersonalCode};

/// Code of the form of child benefit: SP-3(A), order A1-183, point 1.3.1.
pub const CHILD_BENEFIT_FORM: &str = "SP-3A";
/// Version of [`ApplicationContent`] that is written today.
pub const FORM_VERSION: i32 = 1;
/// Group of kinds that one application of this form asks for.
pub const CHILD_BENEFIT: &str = "child_benefit";

/// "Prašymo turinys": what the resident sent.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ApplicationContent {
    /// Who applies, as the population register showed.
    pub applicant: PersonGiven,
    /// Children that the benefit is asked for.
    pub children: Vec<ChildGiven>,
    /// The additional benefit is asked for too (income may be assessed).
    pub additional: bool,
    /// From which month it is asked; none: as early as the law allows.
    pub asked_from: Option<Month>,
    /// Account to pay to.
    pub account: Iban,
    /// Whose account it is, in the applicant's words; none: the applicant's own.
    pub account_holder: Option<String>,
    /// Telephone.
    pub phone: Option<String>,
    /// E-mail.
    pub email: Option<String>,
    /// How she wants to hear.
    pub notice_channel: NoticeChannel,
    /// Version of the declarations that she confirmed.
    pub declarations_version: String,
}

impl ApplicationContent {
    /// The same application with the answers of a correction; who applies, for whom and what was declared stay.
    #[must_use]
    pub fn corrected_by(self, correction: &Self) -> Self {
        Self {
            additional: correction.additional,
            asked_from: correction.asked_from,
            account: correction.account.clone(),
            account_holder: correction.account_holder.clone(),
            phone: correction.phone.clone(),
            email: correction.email.clone(),
            notice_channel: correction.notice_channel,
            ..self
        }
    }
}

/// A person as shown on the form.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PersonGiven {
    /// "Asmens kodas".
    pub personal_code: PersonalCode,
    /// Given name.
    pub given_name: String,
    /// Surname.
    pub surname: String,
    /// Day of birth.
    pub born_on: Date,
}

/// A child on the form.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ChildGiven {
    /// The child.
    pub person: PersonGiven,
    /// "Vaikas gyvena su pareiškėju", in her own answer.
    pub lives_with: bool,
}

/// "Informavimo būdas" (SP-3(A) 14.1).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum NoticeChannel {
    /// In the portal only.
    Portal,
    /// In the portal, and an e-mail says that there is news.
    Email,
    /// By post.
    Post,
    /// At the counter.
    Counter,
}

impl NoticeChannel {
    /// As stored.
    pub fn code(self) -> &'static str {
        match self {
            Self::Portal => "portal",
            Self::Email => "email",
            Self::Post => "post",
            Self::Counter => "counter",
        }
    }
}
