//! The registers' interface over HTTP. Personal codes travel in bodies only, never in addresses.

use std::time::Duration;

use serde::de::DeserializeOwned;
use serde_json::{Value, json};
use spis_persons::evidence::{
    Answer, DisabilityAnswer, FamilyAnswer, FamilyRegister, IncomeAnswer, Question,
    RegisterUnavailable, StudyAnswer,
};

/// A register that SPIS asks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Register {
    /// "Gyventojų registras".
    Population,
    /// "Sodra": insured income.
    Sodra,
    /// "ANTA": disability and participation.
    Disability,
    /// "Mokinių ir studentų registrai".
    Study,
}

impl Register {
    /// All.
    pub const ALL: [Self; 4] = [Self::Population, Self::Sodra, Self::Disability, Self::Study];

    /// As in `municipal.register_request.register`.
    pub fn code(self) -> &'static str {
        match self {
            Self::Population => "population",
            Self::Sodra => "sodra",
            Self::Disability => "disability",
            Self::Study => "study",
        }
    }

    /// The register of a code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|r| r.code() == code)
    }

    fn path(self) -> &'static str {
        match self {
            Self::Population => "/registers/population/family",
            Self::Sodra => "/registers/sodra/income",
            Self::Disability => "/registers/disability",
            Self::Study => "/registers/study",
        }
    }

    /// Checks that an answer has the register's form, so that nothing else is ever passed on.
    fn check(self, answer: &Value) -> Result<jiff::Timestamp, serde_json::Error> {
        fn of<T: DeserializeOwned>(answer: &Value) -> Result<T, serde_json::Error> {
            serde_json::from_value(answer.clone())
        }
        Ok(match self {
            Self::Population => of::<FamilyAnswer>(answer)?.as_of,
            Self::Sodra => of::<IncomeAnswer>(answer)?.as_of,
            Self::Disability => of::<DisabilityAnswer>(answer)?.as_of,
            Self::Study => of::<StudyAnswer>(answer)?.as_of,
        })
    }
}

/// The registers at one base address.
#[derive(Debug, Clone)]
pub struct HttpRegisters {
    client: reqwest::Client,
    base: String,
    timeout: Duration,
}

/// An answer whose form was checked.
#[derive(Debug, Clone)]
pub struct Answered {
    /// State of the register that it shows.
    pub as_of: jiff::Timestamp,
    /// As the register gave it.
    pub content: Value,
}

impl HttpRegisters {
    /// Registers at `base`, each call limited to `timeout`.
    pub fn new(client: reqwest::Client, base: &str, timeout: Duration) -> Self {
        Self {
            client,
            base: base.trim_end_matches('/').to_owned(),
            timeout,
        }
    }

    /// Asks a register. `None`: it does not know the person.
    pub async fn ask(
        &self,
        register: Register,
        question: &Question,
        parameters: &Value,
    ) -> Result<Option<Answered>, RegisterUnavailable> {
        let unavailable = |reason: String| RegisterUnavailable {
            register: register.code(),
            reason,
        };
        let mut body = json!({
            "personal_code": question.personal_code,
            "purpose": question.purpose,
            "case": question.case,
            "asked_by": question.asked_by,
        });
        if let (Some(body), Some(more)) = (body.as_object_mut(), parameters.as_object()) {
            body.extend(more.clone());
        }
        let answer = self
            .client
            .post(format!("{}{}", self.base, register.path()))
            .timeout(self.timeout)
            .json(&body)
            .send()
            .await
            .map_err(|e| unavailable(e.without_url().to_string()))?;
        match answer.status().as_u16() {
            200 => {}
            404 => return Ok(None),
            status => return Err(unavailable(format!("status {status}"))),
        }
        let content: Value = answer
            .json()
            .await
            .map_err(|e| unavailable(e.without_url().to_string()))?;
        // serde's message may quote a value, which may be personal: only the place is told.
        let as_of = register
            .check(&content)
            .map_err(|e| unavailable(format!("answer of another form ({:?})", e.classify())))?;
        Ok(Some(Answered { as_of, content }))
    }
}

impl FamilyRegister for HttpRegisters {
    fn family<'a>(&'a self, question: &'a Question) -> Answer<'a, Option<FamilyAnswer>> {
        Box::pin(async move {
            let answered = self
                .ask(Register::Population, question, &Value::Null)
                .await?;
            answered
                .map(|a| {
                    serde_json::from_value(a.content).map_err(|_| RegisterUnavailable {
                        register: Register::Population.code(),
                        reason: "answer of another form".into(),
                    })
                })
                .transpose()
        })
    }
}
