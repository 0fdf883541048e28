//! The procedure shared by all support, as data: which step may be taken by whom, from which status, and what comes of it.

use spis_identity::Right;

/// "Prašymo būsena" at the municipality.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Status {
    /// Numbered; registers not yet asked.
    Registered,
    /// Registers are being asked.
    Gathering,
    /// The rule's calculation waits for a specialist.
    Assessed,
    /// A document is asked of the applicant; the statutory clock stands still.
    Waiting,
    /// A proposal waits for a decider.
    Proposed,
    /// Returned to the specialist with a reason.
    Returned,
    /// A decision was adopted.
    Decided,
    /// The applicant took the application back.
    Withdrawn,
}

impl Status {
    /// All, in the order of the procedure.
    pub const ALL: [Self; 8] = [
        Self::Registered,
        Self::Gathering,
        Self::Assessed,
        Self::Waiting,
        Self::Proposed,
        Self::Returned,
        Self::Decided,
        Self::Withdrawn,
    ];

    /// As stored in `municipal.application.status`.
    pub fn code(self) -> &'static str {
        match self {
            Self::Registered => "registered",
            Self::Gathering => "gathering",
            Self::Assessed => "assessed",
            Self::Waiting => "waiting",
            Self::Proposed => "proposed",
            Self::Returned => "returned",
            Self::Decided => "decided",
            Self::Withdrawn => "withdrawn",
        }
    }

    /// Whether the application has come to its end: nothing more is decided about it.
    pub fn is_final(self) -> bool {
        matches!(self, Self::Decided | Self::Withdrawn)
    }

    /// The status of a code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|s| s.code() == code)
    }

    /// Which of the resident's five steps is going on: 0 Gauta, 1 Registruota, 2 Tikrinama, 3 Sprendimas; the last, 4 Mokama,
    /// begins with the first payment, of which no status tells.
    pub fn resident_step(self) -> usize {
        match self {
            Self::Registered => 1,
            Self::Gathering | Self::Assessed | Self::Waiting | Self::Returned => 2,
            Self::Proposed | Self::Withdrawn | Self::Decided => 3,
        }
    }
}

/// One step of the procedure.
#[derive(Debug, Clone, Copy)]
pub struct Step {
    /// Name in the history.
    pub name: &'static str,
    /// Statuses that it may be taken from; none for the first step.
    pub from: &'static [Status],
    /// Status that it leads to.
    pub to: Status,
    /// Right of the person who takes it; none: taken by the system.
    pub right: Option<Right>,
}

/// "Registruoti prašymą": the submission gets its number and its clock.
pub const REGISTER: Step = Step {
    name: "register",
    from: &[],
    to: Status::Registered,
    right: None,
};
/// "Klausti registrų".
pub const ASK_REGISTERS: Step = Step {
    name: "ask_registers",
    from: &[Status::Registered],
    to: Status::Gathering,
    right: None,
};
/// "Apskaičiuoti pagal taisyklę".
pub const ASSESS: Step = Step {
    name: "assess",
    from: &[Status::Gathering, Status::Assessed, Status::Returned],
    to: Status::Assessed,
    right: None,
};
/// "Siūlyti sprendimą".
pub const PROPOSE: Step = Step {
    name: "propose",
    from: &[Status::Assessed, Status::Returned],
    to: Status::Proposed,
    right: Some(Right::CaseProcess),
};
/// "Grąžinti taisyti".
pub const RETURN: Step = Step {
    name: "return",
    from: &[Status::Proposed],
    to: Status::Returned,
    right: Some(Right::DecisionAdopt),
};
/// "Priimti sprendimą".
pub const ADOPT: Step = Step {
    name: "adopt",
    from: &[Status::Proposed],
    to: Status::Decided,
    right: Some(Right::DecisionAdopt),
};

/// "Skaičiuoti iš naujo pasikeitus šeimai": the register's newest answer differs from the one that the proposal rests on.
pub const RECALCULATE: Step = Step {
    name: "recalculate",
    from: &[Status::Proposed],
    to: Status::Gathering,
    right: Some(Right::DecisionAdopt),
};

/// "Pataisyti prašymą": while nobody has taken the case up, by itself; what the correction touches is asked and reckoned anew.
pub const CORRECT: Step = Step {
    name: "correct",
    from: &[Status::Gathering, Status::Assessed],
    to: Status::Gathering,
    right: None,
};
/// "Pritaikyti pataisymą": the same later, by the specialist who acknowledges the correction.
pub const APPLY_CORRECTION: Step = Step {
    name: "apply_correction",
    from: &[Status::Gathering, Status::Assessed, Status::Returned],
    to: Status::Gathering,
    right: Some(Right::CaseProcess),
};
/// "Prašyti dokumento".
pub const ASK_DOCUMENTS: Step = Step {
    name: "ask_documents",
    from: &[Status::Assessed, Status::Returned, Status::Waiting],
    to: Status::Waiting,
    right: Some(Right::CaseProcess),
};
/// "Gautas dokumentas": the last document asked for has come.
pub const RECEIVE_DOCUMENT: Step = Step {
    name: "receive_document",
    from: &[Status::Waiting],
    to: Status::Assessed,
    right: None,
};
/// "Tęsti nagrinėjimą": without the document.
pub const RESUME: Step = Step {
    name: "resume",
    from: &[Status::Waiting],
    to: Status::Assessed,
    right: Some(Right::CaseProcess),
};
/// "Atsiimti prašymą": while nobody has taken the case up, by itself.
pub const WITHDRAW: Step = Step {
    name: "withdraw",
    from: &[Status::Registered, Status::Gathering, Status::Assessed],
    to: Status::Withdrawn,
    right: None,
};
/// "Patvirtinti atsiėmimą": later, until the decision.
pub const CONFIRM_WITHDRAWAL: Step = Step {
    name: "confirm_withdrawal",
    from: &[
        Status::Registered,
        Status::Gathering,
        Status::Assessed,
        Status::Waiting,
        Status::Proposed,
        Status::Returned,
    ],
    to: Status::Withdrawn,
    right: Some(Right::CaseProcess),
};

/// Every step, in the order of the procedure.
pub const STEPS: [Step; 14] = [
    REGISTER,
    ASK_REGISTERS,
    ASSESS,
    CORRECT,
    APPLY_CORRECTION,
    ASK_DOCUMENTS,
    RECEIVE_DOCUMENT,
    RESUME,
    PROPOSE,
    RETURN,
    ADOPT,
    RECALCULATE,
    WITHDRAW,
    CONFIRM_WITHDRAWAL,
];

impl Step {
    /// Whether the step may be taken from a status.
    pub fn may_follow(&self, status: Status) -> bool {
        self.from.contains(&status)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_go_there_and_back() {
        for status in Status::ALL {
            assert_eq!(Status::from_code(status.code()), Some(status));
        }
    }

    #[test]
    fn nothing_follows_an_end() {
        for end in Status::ALL.into_iter().filter(|s| s.is_final()) {
            assert!(STEPS.iter().all(|s| !s.may_follow(end)), "{end:?}");
        }
    }

    #[test]
    fn only_a_decider_or_her_withdrawal_settles_a_proposal() {
        for step in STEPS.iter().filter(|s| s.may_follow(Status::Proposed)) {
            let settles = step.right == Some(Right::DecisionAdopt)
                || (step.name == CONFIRM_WITHDRAWAL.name && step.to == Status::Withdrawn);
            assert!(settles, "{}", step.name);
        }
    }

    #[test]
    fn the_whole_table_of_steps() {
        // Which statuses each step may be taken from, where it leads and who takes it: a change here is a change of the procedure.
        let table: Vec<String> = STEPS
            .iter()
            .map(|s| {
                let from: Vec<_> = s.from.iter().map(|s| s.code()).collect();
                let by = s.right.map_or("system", Right::code);
                format!("{} {} -> {} {by}", s.name, from.join(","), s.to.code())
            })
            .collect();
        assert_eq!(
            table,
            [
                "register  -> registered system",
                "ask_registers registered -> gathering system",
                "assess gathering,assessed,returned -> assessed system",
                "correct gathering,assessed -> gathering system",
                "apply_correction gathering,assessed,returned -> gathering case_process",
                "ask_documents assessed,returned,waiting -> waiting case_process",
                "receive_document waiting -> assessed system",
                "resume waiting -> assessed case_process",
                "propose assessed,returned -> proposed case_process",
                "return proposed -> returned decision_adopt",
                "adopt proposed -> decided decision_adopt",
                "recalculate proposed -> gathering decision_adopt",
                "withdraw registered,gathering,assessed -> withdrawn system",
                "confirm_withdrawal registered,gathering,assessed,waiting,proposed,returned -> withdrawn case_process",
            ]
        );
        for status in Status::ALL {
            let leads_on = STEPS.iter().any(|s| s.may_follow(status));
            assert_eq!(leads_on, !status.is_final(), "{status:?}");
        }
    }
}
