//! The registers' interface over HTTP. Personal codes travel in bodies only, never in addresses.

use std::time::Duration;

use serde::de::DeserializeOwned;
use serde_json::{Value, json};
use spis_persons::evidence::{
    Answer, DisabilityAnswer, FamilyAnswer, FamilyExtent, FamilyRegister, IncomeAnswer, Question,
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

    /// Reads an answer and gives back only what SPIS has a use for: nothing else is stored or passed on.
    fn read(
        self,
        answer: Value,
        extent: FamilyExtent,
    ) -> Result<(jiff::Timestamp, Value), serde_json::Error> {
        fn of<T: DeserializeOwned>(answer: Value) -> Result<T, serde_json::Error> {
            serde_json::from_value(answer)
        }
        Ok(match self {
            Self::Population => {
                let mut family = of::<FamilyAnswer>(answer)?.within(extent);
                let others = family.spouse.iter_mut();
                for person in others.chain(family.children.iter_mut().map(|c| &mut c.person)) {
                    // Of another protected person the address is not taken, whatever the register gives.
                    if person.protected {
                        person.address = None;
                    }
                }
                (family.as_of, serde_json::to_value(family)?)
            }
            Self::Sodra => {
                let income = of::<IncomeAnswer>(answer)?;
                (income.as_of, serde_json::to_value(income)?)
            }
            Self::Disability => {
                let disability = of::<DisabilityAnswer>(answer)?;
                (disability.as_of, serde_json::to_value(disability)?)
            }
            Self::Study => {
                let study = of::<StudyAnswer>(answer)?;
                (study.as_of, serde_json::to_value(study)?)
            }
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
    /// What SPIS has a use for.
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

    /// Asks a register for a registered application. `None`: it does not know the person.
    pub async fn ask(
        &self,
        register: Register,
        question: &Question,
        parameters: &Value,
    ) -> Result<Option<Answered>, RegisterUnavailable> {
        self.ask_within(register, question, parameters, FamilyExtent::Household)
            .await
    }

    async fn ask_within(
        &self,
        register: Register,
        question: &Question,
        parameters: &Value,
        extent: FamilyExtent,
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
        if register == Register::Population {
            body["extent"] = json!(extent);
        }
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
        let (as_of, content) = register
            .read(content, extent)
            .map_err(|e| unavailable(format!("answer of another form ({:?})", e.classify())))?;
        Ok(Some(Answered { as_of, content }))
    }
}

impl FamilyRegister for HttpRegisters {
    fn family<'a>(&'a self, question: &'a Question) -> Answer<'a, Option<FamilyAnswer>> {
        Box::pin(async move {
            let extent = FamilyExtent::OwnAndMinorChildren;
            let answered = self
                .ask_within(Register::Population, question, &Value::Null, extent)
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_nobody_asked_for_is_not_passed_on() {
        let person = |protected: bool| {
            json!({"personal_code": "33309240064", "given_name": "A", "surname": "B", "born_on": "1933-09-24", "died_on": null,
                   "sex": "male", "marital_status": "single", "protected": protected, "citizenship": "LT",
                   "address": {"municipality_code": 29, "text": "Slaptoji g. 7", "street": "Slaptoji g."}})
        };
        let mut child = person(true);
        child["born_on"] = json!("2015-09-24");
        let answer = json!({"as_of": "2026-11-22T00:00:00Z", "person": person(false), "spouse": person(false), "children": [
            {"person": child, "lives_with": false, "authority": "full", "guardianship": false, "other_parent": person(true)},
            {"person": person(false), "lives_with": true, "authority": "none", "guardianship": false}]});
        let household = FamilyExtent::Household;
        let (_, kept) = Register::Population
            .read(answer.clone(), household)
            .unwrap();
        assert_eq!(kept["children"].as_array().unwrap().len(), 2);
        assert!(!kept["spouse"].is_null());
        // Before there is an application: the person and her minor children, whatever the register gives.
        let (_, kept) = Register::Population
            .read(answer, FamilyExtent::OwnAndMinorChildren)
            .unwrap();
        assert_eq!(kept["children"].as_array().unwrap().len(), 1);
        assert!(kept["spouse"].is_null());
        assert!(kept["children"][0].get("other_parent").is_none());
        assert!(kept["children"][0]["person"]["address"].is_null());
        assert_eq!(
            kept["person"]["address"]["text"], "Slaptoji g. 7",
            "one's own address"
        );
        let study = json!({"as_of": "2026-11-22T00:00:00Z", "studies": "general", "institution": "Bandymų gimnazija", "until": null});
        let (_, kept) = Register::Study.read(study, household).unwrap();
        assert!(
            kept.get("institution").is_none(),
            "which school is nobody's business here"
        );
    }
}
