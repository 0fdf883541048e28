//! Values that every room of SPIS shares: codes, money, months, periods, ids and the working calendar.
//!
//! Pure: no I/O, no SQL, no reading of the system clock, no random numbers.
//! A value that exists is valid: every constructor checks, also when a value is read from JSON.
//! Personal data (personal code, account number) never shows itself through `Debug`.

mod cents;
mod clock;
mod date_range;
mod iban;
mod ids;
mod month;
mod municipality_code;
mod personal_code;
mod term;
mod working_calendar;

pub use cents::Cents;
pub use clock::{Clock, FixedClock, vilnius};
pub use date_range::{DateRange, Overlap, Timeline};
pub use iban::{Iban, IbanError};
pub use ids::{
    ApplicationId, AssessmentId, AwardId, DecisionId, DraftId, JournalEntryId, LetterId, NoticeId,
    PaymentFileId, PaymentId, PaymentRunId, PersonId, ProposalId, RegisterRequestId, ResidentId,
    SessionId, SubmissionId, UserId,
};
pub use month::{Month, MonthError, MonthRange};
pub use municipality_code::MunicipalityCode;
pub use personal_code::{PersonalCode, PersonalCodeError, Sex};
pub use term::{Term, TermUnit};
pub use working_calendar::{CalendarError, WorkingCalendar};
