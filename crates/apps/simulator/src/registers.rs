//! The state registers: population, Sodra, disability, pupils and students.
//!
//! Each question is a POST with the personal code in its body; the answer tells when it was given.

use axum::Json;
use axum::extract::State;
use axum::extract::rejection::JsonRejection;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use serde_json::json;

use spis_kernel::{Month, PersonalCode, Sex};

use crate::income::{MonthlyIncome, monthly_incomes};
use crate::population::{
    Address, DisabilityLevel, MaritalStatus, Person, PersonIndex, Population, StudyKind, Work,
};
use crate::simulator::{Simulator, Target};

/// A question to any register.
#[derive(Deserialize)]
pub(crate) struct Question {
    personal_code: String,
    #[serde(default)]
    purpose: String,
    #[serde(default)]
    case: String,
    from: Option<Month>,
    to: Option<Month>,
    /// about whom of a family; the household if the asker does not say
    #[serde(default)]
    extent: Extent,
}

/// About whom the population register tells.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Extent {
    /// the person and the children under 18
    OwnAndMinorChildren,
    /// husband or wife, the other parent and grown-up children too
    #[default]
    Household,
}

/// A person as the population register tells.
#[derive(Serialize)]
struct PersonAnswer<'a> {
    personal_code: &'a PersonalCode,
    given_name: &'a str,
    surname: &'a str,
    born_on: Date,
    died_on: Option<Date>,
    sex: Sex,
    citizenship: &'static str,
    marital_status: MaritalStatus,
    protected: bool,
    address: Option<&'a Address>,
}

/// A child of the person asked about, or a child under the person's guardianship.
#[derive(Serialize)]
struct ChildAnswer<'a> {
    person: PersonAnswer<'a>,
    lives_with: bool,
    authority: Authority,
    /// whether the person asked about is the child's guardian
    guardianship: bool,
    /// whether the child is separated from this parent: another person is its guardian
    separated: bool,
    other_parent: Option<PersonAnswer<'a>>,
}

/// Parental authority ("tėvų valdžia") over a child; none over an adult or a ward.
#[derive(Serialize)]
#[serde(rename_all = "snake_case")]
enum Authority {
    Full,
    Limited,
    None,
}

/// Answer about a family.
#[derive(Serialize)]
struct FamilyAnswer<'a> {
    as_of: Timestamp,
    person: PersonAnswer<'a>,
    spouse: Option<PersonAnswer<'a>>,
    children: Vec<ChildAnswer<'a>>,
}

#[derive(Serialize)]
struct IncomeAnswer {
    as_of: Timestamp,
    months: Vec<MonthlyIncome>,
    employment: Employment,
}

/// How the person stands in Sodra's and the Employment Service's records.
#[derive(Serialize)]
#[serde(rename_all = "snake_case")]
enum Employment {
    Employed,
    SelfEmployed,
    None,
    Pensioner,
    RegisteredUnemployed,
}

#[derive(Serialize)]
struct DisabilityAnswer {
    as_of: Timestamp,
    level: DisabilityLevelAnswer,
    participation_percent: Option<u8>,
    valid_from: Option<Date>,
    valid_to: Option<Date>,
}

#[derive(Serialize)]
#[serde(untagged)]
enum DisabilityLevelAnswer {
    Set(DisabilityLevel),
    NotSet(&'static str),
}

#[derive(Serialize)]
struct StudyAnswer<'a> {
    as_of: Timestamp,
    studies: StudyKindAnswer,
    institution: Option<&'a str>,
    until: Option<Date>,
}

#[derive(Serialize)]
#[serde(untagged)]
enum StudyKindAnswer {
    Studies(StudyKind),
    None(&'static str),
}

type Asked = Result<Json<Question>, JsonRejection>;

/// POST /registers/population/family
pub(crate) async fn family(State(simulator): State<Simulator>, asked: Asked) -> Response {
    answer(&simulator, Target::Population, asked, |question, index| {
        Some(family_answer(
            simulator.population(),
            simulator.now(),
            index,
            question.extent,
        ))
    })
    .await
}

/// POST /registers/sodra/income
pub(crate) async fn income(State(simulator): State<Simulator>, asked: Asked) -> Response {
    answer(&simulator, Target::Sodra, asked, |question, index| {
        let population = simulator.population();
        let (from, to) = (question.from?, question.to?);
        let months = if from <= to {
            monthly_incomes(population, index, from, to)
        } else {
            return None;
        };
        Some(IncomeAnswer {
            as_of: simulator.now(),
            months,
            employment: employment(population, population.person(index)),
        })
    })
    .await
}

/// POST /registers/disability
pub(crate) async fn disability(State(simulator): State<Simulator>, asked: Asked) -> Response {
    answer(&simulator, Target::Disability, asked, |_, index| {
        let disability = simulator.population().person(index).disability;
        Some(DisabilityAnswer {
            as_of: simulator.now(),
            level: disability.map_or(DisabilityLevelAnswer::NotSet("none"), |set| {
                DisabilityLevelAnswer::Set(set.level)
            }),
            participation_percent: disability.and_then(|set| set.participation_percent),
            valid_from: disability.map(|set| set.valid_from),
            valid_to: disability.and_then(|set| set.valid_to),
        })
    })
    .await
}

/// POST /registers/study
pub(crate) async fn study(State(simulator): State<Simulator>, asked: Asked) -> Response {
    answer(&simulator, Target::Study, asked, |_, index| {
        let population = simulator.population();
        let studies = population.person(index).studies.as_ref();
        // A school tells where its pupil lives, so it is kept back with a secret address.
        let institution = studies.filter(|_| !population.shares_secret_address(index));
        Some(StudyAnswer {
            as_of: simulator.now(),
            studies: studies.map_or(StudyKindAnswer::None("none"), |studies| {
                StudyKindAnswer::Studies(studies.kind)
            }),
            institution: institution.map(|studies| studies.institution.as_str()),
            until: studies.map(|studies| studies.until),
        })
    })
    .await
}

/// GET /registers/log
pub(crate) async fn log(State(simulator): State<Simulator>) -> Response {
    Json(json!({ "requests": simulator.logged() })).into_response()
}

/// Passes the fault, finds the person, answers and writes the log. `respond` gives `None` for a question that lacks
/// a part or asks for a period that ends before it begins.
async fn answer<A: Serialize>(
    simulator: &Simulator,
    register: Target,
    asked: Asked,
    respond: impl FnOnce(&Question, PersonIndex) -> Option<A>,
) -> Response {
    let Ok(Json(question)) = asked else {
        simulator.log(register, ("", ""), None, "bad_question");
        return refuse(StatusCode::UNPROCESSABLE_ENTITY, "bad_question");
    };
    let (outcome, response) = if simulator.pass(register).await.is_err() {
        ("down", refuse(StatusCode::SERVICE_UNAVAILABLE, "down"))
    } else {
        match PersonalCode::try_from(question.personal_code.as_str()) {
            Err(_) => (
                "bad_question",
                refuse(StatusCode::UNPROCESSABLE_ENTITY, "bad_personal_code"),
            ),
            Ok(code) => match simulator.population().find(&code) {
                None => ("not_found", refuse(StatusCode::NOT_FOUND, "not_found")),
                Some(index) => match respond(&question, index) {
                    None => (
                        "bad_question",
                        refuse(StatusCode::UNPROCESSABLE_ENTITY, "bad_question"),
                    ),
                    Some(found) => ("ok", Json(found).into_response()),
                },
            },
        }
    };
    let told = (question.purpose.as_str(), question.case.as_str());
    let extent = (register == Target::Population).then_some(question.extent);
    simulator.log(register, told, extent, outcome);
    response
}

pub(crate) fn refuse(status: StatusCode, error: &'static str) -> Response {
    (status, Json(json!({ "error": error }))).into_response()
}

fn family_answer(
    population: &Population,
    as_of: Timestamp,
    asked: PersonIndex,
    extent: Extent,
) -> FamilyAnswer<'_> {
    let whole = extent == Extent::Household;
    let person = population.person(asked);
    let tell = |index| tell(population, asked, index);
    let child = |child: PersonIndex, guardianship: bool| {
        let told = population.person(child);
        let authority = if guardianship || told.age_on(population.as_of) >= 18 {
            Authority::None
        } else if person.limited_authority.contains(&child) {
            Authority::Limited
        } else {
            Authority::Full
        };
        let other_parent = [told.mother, told.father]
            .into_iter()
            .flatten()
            .find(|parent| *parent != asked);
        ChildAnswer {
            person: tell(child),
            lives_with: population.live_together(asked, child),
            authority,
            guardianship,
            separated: !guardianship && told.guardian.is_some(),
            other_parent: other_parent.filter(|_| whole && !guardianship).map(tell),
        }
    };
    let within =
        |index: &&PersonIndex| whole || population.person(**index).age_on(population.as_of) < 18;
    let own = person
        .children
        .iter()
        .filter(within)
        .map(|index| child(*index, false));
    let wards = person
        .wards
        .iter()
        .filter(within)
        .map(|index| child(*index, true));
    FamilyAnswer {
        as_of,
        person: tell(asked),
        spouse: person.spouse.filter(|_| whole).map(tell),
        children: own.chain(wards).collect(),
    }
}

/// Tells of a person to someone who asks about `asked`: a secret address only to those who live at it.
fn tell(population: &Population, asked: PersonIndex, index: PersonIndex) -> PersonAnswer<'_> {
    let person = population.person(index);
    let secret = population.shares_secret_address(index);
    let may_know = !secret || population.live_together(asked, index);
    PersonAnswer {
        personal_code: &person.code,
        given_name: &person.given_name,
        surname: &person.surname,
        born_on: person.born_on,
        died_on: person.died_on,
        sex: person.sex,
        citizenship: "LT",
        marital_status: person.marital_status,
        protected: person.protected || secret,
        address: population.address(index).filter(|_| may_know),
    }
}

fn employment(population: &Population, person: &Person) -> Employment {
    match person.work {
        _ if person.died_on.is_some() => Employment::None,
        Work::Employed { since, .. } if since <= Month::of(population.as_of) => {
            Employment::Employed
        }
        Work::SelfEmployed { .. } => Employment::SelfEmployed,
        Work::RegisteredUnemployed { .. } => Employment::RegisteredUnemployed,
        Work::Employed { .. } | Work::None if person.pension.is_some() => Employment::Pensioner,
        Work::Employed { .. } | Work::None => Employment::None,
    }
}
