//! The rights that roles are made of.

/// One thing that somebody may do ("teisė"). The codes stand in the central list of roles.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Right {
    /// See the worklist and open cases.
    CaseRead,
    /// Propose a decision.
    CaseProcess,
    /// Give any case to any specialist.
    CaseAssign,
    /// Register a paper application at the counter; neither the worklist nor cases.
    ApplicationRegister,
    /// Print letters for those who hear by post or at the counter, and note their delivery.
    LetterDeliver,
    /// Adopt or return a proposal; needs a power to decide besides.
    DecisionAdopt,
    /// See payments.
    PaymentRead,
    /// Run a month's payments and take the file.
    PaymentRun,
    /// See the ministry's figures.
    StatisticsRead,
    /// See and answer reports on accessibility.
    ReportAnswer,
}

impl Right {
    /// All rights.
    pub const ALL: [Self; 10] = [
        Self::CaseRead,
        Self::CaseProcess,
        Self::CaseAssign,
        Self::ApplicationRegister,
        Self::LetterDeliver,
        Self::DecisionAdopt,
        Self::PaymentRead,
        Self::PaymentRun,
        Self::StatisticsRead,
        Self::ReportAnswer,
    ];

    /// As in `central.role_right.right_code`.
    pub fn code(self) -> &'static str {
        match self {
            Self::CaseRead => "case_read",
            Self::CaseProcess => "case_process",
            Self::CaseAssign => "case_assign",
            Self::ApplicationRegister => "application_register",
            Self::LetterDeliver => "letter_deliver",
            Self::DecisionAdopt => "decision_adopt",
            Self::PaymentRead => "payment_read",
            Self::PaymentRun => "payment_run",
            Self::StatisticsRead => "statistics_read",
            Self::ReportAnswer => "report_answer",
        }
    }

    /// The right of a code; none for a code that this version does not know.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|r| r.code() == code)
    }
}
