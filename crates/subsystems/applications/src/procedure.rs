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
    /// A proposal waits for a decider.
    Proposed,
    /// Returned to the specialist with a reason.
    Returned,
    /// A decision was adopted.
    Decided,
}

impl Status {
    /// All, in the order of the procedure.
    pub const ALL: [Self; 6] = [
        Self::Registered,
        Self::Gathering,
        Self::Assessed,
        Self::Proposed,
        Self::Returned,
        Self::Decided,
    ];

    /// As stored in `municipal.application.status`.
    pub fn code(self) -> &'static str {
        match self {
            Self::Registered => "registered",
            Self::Gathering => "gathering",
            Self::Assessed => "assessed",
            Self::Proposed => "proposed",
            Self::Returned => "returned",
            Self::Decided => "decided",
        }
    }

    /// The status of a code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|s| s.code() == code)
    }

    /// Which of the resident's five steps is going on: 0 Gauta, 1 Registruota, 2 Tikrinama, 3 Sprendimas, 4 Mokama.
    pub fn resident_step(self) -> usize {
        match self {
            Self::Registered => 1,
            Self::Gathering | Self::Assessed | Self::Returned => 2,
            Self::Proposed => 3,
            Self::Decided => 4,
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

/// Every step, in the order of the procedure.
pub const STEPS: [Step; 6] = [REGISTER, ASK_REGISTERS, ASSESS, PROPOSE, RETURN, ADOPT];

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
    fn nothing_follows_a_decision() {
        assert!(STEPS.iter().all(|s| !s.may_follow(Status::Decided)));
    }

    #[test]
    fn only_a_decider_settles_a_proposal() {
        for step in STEPS.iter().filter(|s| s.may_follow(Status::Proposed)) {
            assert_eq!(step.right, Some(Right::DecisionAdopt), "{}", step.name);
        }
    }
}
