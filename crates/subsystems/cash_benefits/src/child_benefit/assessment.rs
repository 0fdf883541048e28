//! From a case's evidence to the rule's question, and from the rule's answers to the lines of a recommendation.

use anyhow::Context;
use jiff::civil::Date;
use serde_json::{Value, json};
use spis_applications::content::{ApplicationContent, CHILD_BENEFIT};
use spis_applications::form::Form;
use spis_applications::group::{
    CaseFacts, MISSING_FACTS as MISSING, RegisterQuestion, SupportGroup,
};
use spis_applications::model::{AmountRun, Line, LineOutcome, MonthsAnswer, Recommendation};
use spis_applications::requests::StatutoryTerm;
use spis_kernel::{Cents, Month, PersonId, Term};
use spis_law::child_benefit::{GROUP, LOW_INCOME, UNIVERSAL};
use spis_law::{
    Answer, Case, DisabilityLevel, Explanation, Language, Parameters, Person, Relation,
    RelationKind, Role, Studies,
};
use spis_pages::format;
use spis_persons::evidence::{DisabilityAnswer, RegisterChild, StudyAnswer};
use spis_persons::store::Person as KnownPerson;

use super::open::open_questions;
use super::{KINDS, family_income, lacks};

/// Age of majority, in years.
pub(super) const MAJORITY: i16 = 18;
/// Reason of a line for a child whom the applicant does not represent.
const NOT_OWN: &str = "refused_not_applicants_child";

/// Child benefit as a group of kinds that one application asks for.
#[derive(Debug, Clone, Copy)]
pub struct ChildBenefit;

impl SupportGroup for ChildBenefit {
    fn code(&self) -> &'static str {
        CHILD_BENEFIT
    }

    fn form(&self) -> &Form {
        &super::FORM
    }

    fn name_key(&self) -> &'static str {
        "group-child-benefit"
    }

    fn decision_term(&self, _start: Date) -> Term {
        KINDS[0].decision_term.term
    }

    fn document_term(&self) -> StatutoryTerm {
        super::DOCUMENT_TERM
    }

    fn family_max_age(&self, day: Date) -> anyhow::Result<Option<i64>> {
        let name = "child_benefit.family_evidence.max_age_days";
        let (days, _) = Parameters::embedded().whole(name, day)?;
        Ok(Some(days))
    }

    fn family_documents(&self) -> &'static [&'static str] {
        &lacks::FAMILY
    }

    fn questions(&self, case: &CaseFacts<'_>) -> Vec<RegisterQuestion> {
        let mut questions = Vec::new();
        let household = Household::of(case);
        for child in &household.children {
            // Nothing is asked about a child whom the applicant does not represent.
            if household.is_asked_for(child.id)
                && !matches!(standing(case, child.id), Standing::Represents)
            {
                continue;
            }
            if turns(child.born_on, MAJORITY) <= case.applied_on {
                questions.push(question("study", child.id, Value::Null));
            }
            if household.is_asked_for(child.id) && asks_additional(case.content) {
                questions.push(question("disability", child.id, Value::Null));
            }
        }
        // Income is asked for only where it may decide: a family of three or more is not assessed.
        let earliest = Month::of(case.applied_on).plus(-12).first_day();
        let few = [case.applied_on, earliest]
            .into_iter()
            .any(|day| household.minors(day) < 3);
        if asks_additional(case.content) && few {
            let (from, to) = income_months(case.applied_on);
            for adult in &household.adults {
                let months = json!({"from": from, "to": to});
                questions.push(question("sodra", adult.id, months));
            }
        }
        questions
    }

    fn recommend(&self, case: &CaseFacts<'_>) -> anyhow::Result<Recommendation> {
        let parameters = Parameters::embedded();
        let household = Household::of(case);
        let applied = Month::of(case.applied_on);
        let question = law_case(case, &household, applied);
        let back = whole(parameters, "child_benefit.back_payment_months", applied)?;
        let earliest = applied.plus(-back);
        let from = case
            .content
            .asked_from
            .map_or(earliest, |m| m.max(earliest));
        let until = household.horizon(case.applied_on).max(applied);
        let answers = assessed(&question, from, until, parameters, Language::Lt)?;
        let english = assessed(&question, from, until, parameters, Language::En)?;
        let asked: Vec<String> = household
            .asked_for
            .iter()
            .map(|id| id.to_string())
            .collect();
        let mut lines = Vec::new();
        for child in &household.asked_for {
            let mut of_child = match standing(case, *child) {
                Standing::Represents => {
                    child_lines(case, &question, &answers, *child, from, until, parameters)?
                }
                // Without the register's word nobody is a parent; a person settles it, in words.
                Standing::Unknown => withheld(case, *child, from, until, MISSING),
                Standing::DoesNot => withheld(case, *child, from, until, NOT_OWN),
            };
            // Where the child lives, who may apply for a ward, and what no register says of the family a person settles.
            for line in &mut of_child {
                for open in open_questions(case, &household, &question, line) {
                    line.doubtful = true;
                    line.open_question.get_or_insert(open.what.to_owned());
                    let brought_by = lacks::documents(open.documents);
                    let granted = line.outcome == LineOutcome::Granted;
                    if granted && !line.lacks.contains(&brought_by) {
                        line.lacks.push(brought_by);
                    }
                }
            }
            lines.extend(of_child);
        }
        Ok(Recommendation {
            facts: serde_json::to_value(&question)?,
            months: runs(&answers, &english, &asked),
            lines,
        })
    }

    fn kind_name(&self, kind: &str, language: Language) -> String {
        crate::kind(kind)
            .map_or(kind, |k| k.name(language))
            .to_owned()
    }

    fn stacking(&self, kind: &str) -> &'static str {
        // Low income, large family and disability are three grounds of one additional benefit.
        if kind == UNIVERSAL {
            "child_benefit.universal"
        } else {
            "child_benefit.additional"
        }
    }

    fn reason(&self, code: &str, language: Language) -> String {
        let words = match (code, language) {
            (MISSING, Language::Lt) => {
                "Trūksta duomenų, be kurių pagal taisyklę atsakyti negalima."
            }
            (MISSING, Language::En) => "Facts are missing without which the rule cannot answer.",
            (code, language) => spis_law::wording::reason(code, language).unwrap_or_default(),
        };
        words.to_owned()
    }

    fn remedy(&self, code: &str) -> Option<&'static str> {
        super::remedies::remedy(code)
    }

    fn legal_basis(&self) -> Vec<String> {
        vec![
            "Lietuvos Respublikos išmokų vaikams įstatymas Nr. I-621, 6 straipsnis".to_owned(),
            "Išmokų vaikams skyrimo ir mokėjimo nuostatai, patvirtinti Vyriausybės 2004 m. birželio 28 d. nutarimu Nr. 801"
                .to_owned(),
        ]
    }

    fn subject(&self, lines: &[Line]) -> String {
        if lines.iter().any(|l| l.kind != UNIVERSAL) {
            "išmokos vaikui ir papildomos išmokos vaikui".to_owned()
        } else {
            "išmokos vaikui".to_owned()
        }
    }

    fn last_payment_day(&self) -> Option<i8> {
        Some(super::LAST_PAYMENT_DAY)
    }

    fn payment_rule(&self, first: Month) -> String {
        let words = |month: Month| format::month_prose(spis_pages::Language::Lt, month);
        format!(
            "Išmoka mokama už praėjusį mėnesį: už {} mokėsime {} Suma perskaičiuojama, kai pasikeičia bazinė socialinė išmoka.",
            words(first),
            words(first.next())
        )
    }

    fn duties(&self) -> &'static str {
        "Praneškite mums per mėnesį, jei pasikeis tai, nuo ko priklauso išmoka: vaiko gyvenamoji vieta, \
         šeimos sudėtis, pajamos (jei jos vertintos), išlaikymas valstybės ar savivaldybės įstaigoje."
    }
}

/// "Papildoma išmoka" (SP-3(A) 6): asked for too.
pub(super) fn asks_additional(content: &ApplicationContent) -> bool {
    content.answers.yes("papildoma") == Some(true)
}

fn question(register: &'static str, person: PersonId, parameters: Value) -> RegisterQuestion {
    RegisterQuestion {
        register,
        person,
        parameters,
    }
}

/// The persons living together, as the rule counts them.
pub(super) struct Household<'a> {
    pub(super) adults: Vec<&'a KnownPerson>,
    pub(super) children: Vec<&'a KnownPerson>,
    asked_for: Vec<PersonId>,
}

impl<'a> Household<'a> {
    fn of(case: &CaseFacts<'a>) -> Self {
        let family = case.evidence.family.as_ref();
        let find = |code| case.persons.iter().find(|p| &p.personal_code == code);
        let mut adults: Vec<&KnownPerson> = case
            .persons
            .iter()
            .filter(|p| p.id == case.applicant)
            .collect();
        adults.extend(
            family
                .and_then(|f| f.spouse.as_ref())
                .and_then(|s| find(&s.personal_code)),
        );
        let asked_for: Vec<PersonId> = case
            .content
            .children
            .iter()
            .filter_map(|c| find(&c.person.personal_code).map(|p| p.id))
            .collect();
        let mut children: Vec<&KnownPerson> = case
            .persons
            .iter()
            .filter(|p| asked_for.contains(&p.id))
            .collect();
        let siblings = family.into_iter().flat_map(|f| &f.children);
        // Children of age who study elsewhere are still of the family; whether they study, their registers say.
        let away = case.content.answers.yes("studentai") == Some(true);
        let counts = |c: &&RegisterChild| {
            c.lives_with || (away && turns(c.person.born_on, MAJORITY) <= case.applied_on)
        };
        for sibling in siblings.filter(counts) {
            if let Some(person) = find(&sibling.person.personal_code)
                && !children.iter().any(|c| c.id == person.id)
            {
                children.push(person);
            }
        }
        children.sort_by_key(|c| (c.born_on, c.id));
        Self {
            adults,
            children,
            asked_for,
        }
    }

    fn is_asked_for(&self, id: PersonId) -> bool {
        self.asked_for.contains(&id)
    }

    fn minors(&self, day: Date) -> usize {
        self.children
            .iter()
            .filter(|c| c.born_on <= day && turns(c.born_on, MAJORITY) > day)
            .count()
    }

    /// The last month that a decision may reach: the majority of the youngest child asked for; for somebody of age, who
    /// must prove each school year, the end of the present one.
    fn horizon(&self, applied_on: Date) -> Month {
        self.children
            .iter()
            .filter(|c| self.is_asked_for(c.id))
            .map(|c| child_horizon(c.born_on, applied_on))
            .max()
            .unwrap_or_else(|| Month::of(applied_on))
    }
}

fn child_horizon(born_on: Date, applied_on: Date) -> Month {
    let majority = turns(born_on, MAJORITY);
    if majority > applied_on {
        return Month::of(majority);
    }
    let applied = Month::of(applied_on);
    let august = Month::new(applied.year(), 8).unwrap_or(applied);
    if applied <= august {
        august
    } else {
        august.plus(12)
    }
}

/// The day on which somebody turns so many years old.
pub(super) fn turns(born_on: Date, years: i16) -> Date {
    born_on.saturating_add(jiff::Span::new().years(years))
}

fn whole(parameters: &Parameters, name: &str, month: Month) -> anyhow::Result<i32> {
    let (value, _) = parameters.whole(name, month.first_day())?;
    i32::try_from(value).context("a parameter out of range")
}

pub(super) fn income_months(applied_on: Date) -> (Month, Month) {
    let applied = Month::of(applied_on);
    // Without the parameter the rule itself will say what is missing; the year is what registers keep ready.
    let months = whole(
        Parameters::embedded(),
        "child_benefit.additional.income_months",
        applied,
    )
    .unwrap_or(12);
    (applied.plus(-months), applied.previous())
}

fn law_case(case: &CaseFacts<'_>, household: &Household<'_>, month: Month) -> Case {
    let id = |p: PersonId| p.to_string();
    let mut persons = Vec::new();
    let mut relations = Vec::new();
    for adult in &household.adults {
        let mut person = Person::new(id(adult.id), adult.born_on);
        person.role = Some(Role::Adult);
        person.died_on = adult.died_on;
        persons.push(person);
        if adult.id != case.applicant {
            relations.push(relation(case.applicant, adult.id, RelationKind::Spouse));
        }
    }
    for child in &household.children {
        let represents = matches!(standing(case, child.id), Standing::Represents);
        if household.is_asked_for(child.id) && !represents {
            continue;
        }
        let mut person = Person::new(id(child.id), child.born_on);
        person.died_on = child.died_on;
        if let Some(answer) = study_of(case, child.id) {
            person.studies = serde_json::from_value(Value::String(answer.studies.clone())).ok();
            person.finished_school_on = answer.until;
        }
        // Of a minor nobody knows today whether she will study after 18; until then the age alone makes a child.
        if person.studies.is_some_and(|s| s != Studies::None) {
            person.role = Some(Role::Child);
        }
        if let Some(answer) = disability_of(case, child.id) {
            person.disability_level = Some(level(&answer.level));
            person.participation_percent = answer.participation_percent;
        }
        persons.push(person);
        match register_child(case, child.id) {
            Some(c) if c.guardianship => {
                relations.push(relation(case.applicant, child.id, RelationKind::Guardian));
            }
            Some(_) => relations.push(relation(case.applicant, child.id, RelationKind::Parent)),
            None => {}
        }
    }
    let mut facts = serde_json::Map::new();
    let mut income = Vec::new();
    if asks_additional(case.content) {
        let known = family_income::of(case, household);
        if let Some(partner) = family_income::partner(case) {
            persons.push(partner.person);
            relations.push(partner.relation);
        }
        income = known.entries;
        if !known.unknown.is_empty() {
            facts.insert("income_unknown".to_owned(), Value::from(known.unknown));
        }
    }
    Case {
        kind: if asks_additional(case.content) {
            GROUP
        } else {
            UNIVERSAL
        }
        .to_owned(),
        month,
        applied_on: Some(case.applied_on),
        municipality_code: None,
        applicant: id(case.applicant),
        persons,
        relations,
        income,
        property: Vec::new(),
        facts,
    }
}

fn relation(of: PersonId, to: PersonId, kind: RelationKind) -> Relation {
    Relation {
        of: of.to_string(),
        to: to.to_string(),
        kind,
        since: None,
    }
}

/// The child among the applicant's, as the population register answered.
pub(super) fn register_child<'a>(
    case: &CaseFacts<'a>,
    child: PersonId,
) -> Option<&'a RegisterChild> {
    let code = &case.persons.iter().find(|p| p.id == child)?.personal_code;
    case.evidence
        .family
        .as_ref()?
        .children
        .iter()
        .find(|c| &c.person.personal_code == code)
}

/// Whether the applicant may act for a child; checked again here, not only when she signed in.
enum Standing {
    Represents,
    DoesNot,
    Unknown,
}

fn standing(case: &CaseFacts<'_>, child: PersonId) -> Standing {
    if case.evidence.family.is_none() {
        return Standing::Unknown;
    }
    match register_child(case, child) {
        // Somebody of age needs no representative; the parent of a pupil may still apply.
        Some(c) if turns(c.person.born_on, MAJORITY) <= case.applied_on => Standing::Represents,
        Some(c) if c.represented_on(case.applied_on).is_ok() => Standing::Represents,
        // A pupil of age who asks for herself: the rule knows parents only, so a person settles it.
        None if child == case.applicant => Standing::Unknown,
        _ => Standing::DoesNot,
    }
}

/// The lines of a child that the rule is not even asked about.
fn withheld(
    case: &CaseFacts<'_>,
    child: PersonId,
    from: Month,
    until: Month,
    reason: &str,
) -> Vec<Line> {
    let lacks = if reason == MISSING {
        lacks::of_family()
    } else {
        Vec::new()
    };
    let line = |kind: &str| Line {
        lacks: lacks.clone(),
        child,
        kind: kind.to_owned(),
        outcome: LineOutcome::Refused,
        from,
        to: until.max(from),
        amounts: Vec::new(),
        reason: reason.to_owned(),
        reason_text: None,
        doubtful: true,
        open_question: None,
    };
    let mut lines = vec![line(UNIVERSAL)];
    if asks_additional(case.content) {
        lines.push(line(LOW_INCOME));
    }
    lines
}

fn study_of<'a>(case: &CaseFacts<'a>, person: PersonId) -> Option<&'a StudyAnswer> {
    case.evidence
        .study
        .iter()
        .find(|(id, _)| *id == person)
        .map(|(_, answer)| answer)
}

fn disability_of<'a>(case: &CaseFacts<'a>, person: PersonId) -> Option<&'a DisabilityAnswer> {
    case.evidence
        .disability
        .iter()
        .find(|(id, _)| *id == person)
        .map(|(_, answer)| answer)
}

fn level(code: &str) -> DisabilityLevel {
    serde_json::from_value(Value::String(code.to_owned())).unwrap_or(DisabilityLevel::None)
}

fn assessed(
    question: &Case,
    from: Month,
    until: Month,
    parameters: &Parameters,
    language: Language,
) -> anyhow::Result<Vec<(Month, Answer)>> {
    Ok(spis_law::recommend_period(
        question, from, until, parameters, language,
    )?)
}

/// The explanation without the findings about children whom nobody asked for.
fn of_asked(explanation: &Explanation, answer: &Answer, asked: &[String]) -> Explanation {
    let mut explanation = explanation.clone();
    let others: Vec<&String> = answer
        .lines
        .iter()
        .filter_map(|l| l.person.as_ref())
        .filter(|person| !asked.contains(person))
        .collect();
    explanation
        .children
        .retain(|finding| !others.iter().any(|id| finding.text.starts_with(*id)));
    explanation
}

/// Joins months whose lines for the children asked for are equal.
fn runs(
    answers: &[(Month, Answer)],
    english: &[(Month, Answer)],
    asked: &[String],
) -> Vec<MonthsAnswer> {
    let key = |answer: &Answer| -> Vec<(Option<String>, String, Cents)> {
        answer
            .lines
            .iter()
            .filter(|l| l.person.as_ref().is_some_and(|p| asked.contains(p)))
            .map(|l| (l.person.clone(), l.kind.clone(), l.amount_cents))
            .collect()
    };
    let mut runs: Vec<MonthsAnswer> = Vec::new();
    for ((month, answer), (_, en)) in answers.iter().zip(english) {
        match runs.last_mut() {
            Some(run) if key(&run.answer) == key(answer) => run.to = *month,
            _ => runs.push(MonthsAnswer {
                from: *month,
                to: *month,
                answer: Answer {
                    explanation: of_asked(&answer.explanation, answer, asked),
                    ..answer.clone()
                },
                explanation_en: of_asked(&en.explanation, en, asked),
            }),
        }
    }
    runs
}

fn child_lines(
    case: &CaseFacts<'_>,
    question: &Case,
    answers: &[(Month, Answer)],
    child: PersonId,
    from: Month,
    until: Month,
    parameters: &Parameters,
) -> anyhow::Result<Vec<Line>> {
    let id = child.to_string();
    let applied = Month::of(case.applied_on);
    let born_on = question
        .persons
        .iter()
        .find(|p| p.id == id)
        .map(|p| p.born_on)
        .context("a child asked for is not in the case")?;
    let last = child_horizon(born_on, case.applied_on).min(until);
    let income_last =
        applied.plus(whole(parameters, "child_benefit.additional.grant_months", applied)? - 1);
    let mut lines: Vec<Line> = Vec::new();
    for kind in KINDS.iter().map(|k| k.code) {
        let last = if kind == LOW_INCOME {
            last.min(income_last)
        } else {
            last
        };
        for (month, answer) in answers.iter().filter(|(m, _)| *m <= last) {
            let due = answer
                .lines
                .iter()
                .find(|l| l.person.as_deref() == Some(&id) && l.kind == kind);
            if let Some(due) = due {
                grant(&mut lines, child, kind, *month, due.amount_cents);
            }
        }
    }
    let start = Month::of(born_on).max(from).min(last.max(from));
    if !lines.iter().any(|l| l.kind == UNIVERSAL) {
        lines.insert(
            0,
            refused(
                question,
                child,
                UNIVERSAL,
                start,
                last.max(start),
                parameters,
            )?,
        );
    }
    if asks_additional(case.content) && !lines.iter().any(|l| l.kind != UNIVERSAL) {
        lines.push(refused(
            question,
            child,
            LOW_INCOME,
            start,
            // One average income answers for the months that it could be granted for, not until majority.
            last.min(income_last).max(start),
            parameters,
        )?);
    }
    Ok(lines)
}

/// Adds a month to the last line of the kind, or begins a line.
fn grant(lines: &mut Vec<Line>, child: PersonId, kind: &str, month: Month, amount: Cents) {
    let next = lines
        .iter_mut()
        .rev()
        .find(|l| l.kind == kind && l.to.next() == month);
    let Some(line) = next else {
        lines.push(Line {
            child,
            kind: kind.to_owned(),
            outcome: LineOutcome::Granted,
            from: month,
            to: month,
            amounts: vec![AmountRun {
                from: month,
                to: month,
                amount_cents: amount,
            }],
            reason: granted_reason(kind).to_owned(),
            reason_text: None,
            doubtful: false,
            open_question: None,
            lacks: Vec::new(),
        });
        return;
    };
    line.to = month;
    match line.amounts.last_mut() {
        Some(run) if run.amount_cents == amount => run.to = month,
        _ => line.amounts.push(AmountRun {
            from: month,
            to: month,
            amount_cents: amount,
        }),
    }
}

fn granted_reason(kind: &str) -> &'static str {
    match kind {
        spis_law::child_benefit::DISABILITY => "granted_additional_disability",
        spis_law::child_benefit::LARGE_FAMILY => "granted_additional_large_family",
        LOW_INCOME => "granted_additional_low_income",
        _ => "granted_universal",
    }
}

/// Why a kind is not due for a child, asked of the rule of that kind in the month of the application.
fn refused(
    question: &Case,
    child: PersonId,
    kind: &str,
    from: Month,
    to: Month,
    parameters: &Parameters,
) -> anyhow::Result<Line> {
    let mut alone = question.clone();
    kind.clone_into(&mut alone.kind);
    alone.month = question.month.max(from).min(to);
    let answer = spis_law::assess(&alone, parameters, Language::Lt)?;
    // The verdict on this child, not the first of the family's: the rule says kind and reason at each finding.
    let own = answer
        .explanation
        .children
        .iter()
        .filter(|c| c.text.contains(&child.to_string()))
        .flat_map(|c| &c.children)
        .find(|f| f.inputs.get("kind").and_then(Value::as_str) == Some(kind));
    let reason = own
        .and_then(|f| f.inputs.get("reason"))
        .and_then(Value::as_str)
        .unwrap_or(MISSING)
        .to_owned();
    Ok(Line {
        child,
        kind: kind.to_owned(),
        outcome: LineOutcome::Refused,
        from,
        to,
        amounts: Vec::new(),
        doubtful: reason == MISSING || own.is_none_or(in_doubt),
        open_question: None,
        lacks: if reason == MISSING {
            lacks::of(&answer.missing)
        } else {
            Vec::new()
        },
        reason,
        reason_text: None,
    })
}

/// Whether anything in the explanation rests on a doubtful parameter.
fn in_doubt(explanation: &Explanation) -> bool {
    explanation.parameters.iter().any(|p| p.doubtful) || explanation.children.iter().any(in_doubt)
}
