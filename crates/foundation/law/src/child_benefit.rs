//! Child benefit ("išmoka vaikui", "vaiko pinigai"; Law on Benefits for Children No I-621, art. 6).
//!
//! The universal benefit is due for every child up to 18, and for those in general education up to the
//! age that the parameter of the month says. The additional one is due once per child on the first
//! ground that holds: disability, large family (no test of income), low income (one or two children).

mod grounds;

use serde_json::Value;
use spis_kernel::{Cents, Month};

use crate::answer::{Answer, Explanation, Line, Outcome};
use crate::case::{Case, Person, Role, Studies};
use crate::family::{
    CountingRule, Family, birthday, has_finished, is_alive, is_applicants_child, is_under,
};
use crate::parameters::{Coefficient, NoParameter, Parameters, UsedParameter};
use crate::wording::Language;

/// "Išmoka vaikui": code of the universal benefit.
pub const UNIVERSAL: &str = "ivi_vaikui";
/// "Papildoma išmoka vaikui (nepasiturinčioms šeimoms, auginančioms 1–2 vaikus)".
pub const LOW_INCOME: &str = "ivi_vaikui_nepasit";
/// "Papildoma išmoka vaikui (gausioms šeimoms)".
pub const LARGE_FAMILY: &str = "ivi_vaikui_gausi";
/// "Papildoma išmoka vaikui (vaikui su negalia)".
pub const DISABILITY: &str = "ivi_vaikui_negalia";
/// Group of the universal benefit and the additional one that applies.
pub const GROUP: &str = "child_benefit";

const UNIVERSAL_ARTICLE: &str = "IVĮ 6 str. 1 d.";
const ADDITIONAL_ARTICLE: &str = "IVĮ 6 str.";

/// Grounds of the additional benefit in the order in which they are tried.
const GROUNDS: [&str; 3] = [DISABILITY, LARGE_FAMILY, LOW_INCOME];

/// Answers a case of one of the kinds above.
pub(crate) fn assess(case: &Case, parameters: &Parameters, language: Language) -> Answer {
    Assessment::prepare(case, parameters, language)
        .and_then(|assessment| assessment.answer())
        .unwrap_or_else(|missing| Answer {
            outcome: Outcome::MissingFacts,
            amount_cents: Cents::ZERO,
            lines: Vec::new(),
            reasons: Vec::new(),
            missing: vec![format!("parameters.{}", missing.name)],
            explanation: Explanation::new(language.whole_answer(
                case.month,
                Outcome::MissingFacts,
                Cents::ZERO,
            )),
        })
}

/// What one kind of support comes to for one child.
struct Finding {
    kind: &'static str,
    verdict: Verdict,
    explanation: Explanation,
}

enum Verdict {
    Due(Cents, &'static str),
    NotDue(&'static str),
    Unknown(Vec<String>),
}

impl Verdict {
    fn is_due(&self) -> Option<bool> {
        match self {
            Self::Due(..) => Some(true),
            Self::NotDue(_) => Some(false),
            Self::Unknown(_) => None,
        }
    }
}

struct Assessment<'a> {
    case: &'a Case,
    parameters: &'a Parameters,
    language: Language,
    family: Family<'a>,
    base: (Cents, &'a UsedParameter),
    age_limit: (i64, &'a UsedParameter),
    study_age_limit: (i64, &'a UsedParameter),
    whole_month: (bool, &'a UsedParameter),
    large_family_children: (i64, &'a UsedParameter),
}

impl<'a> Assessment<'a> {
    fn prepare(
        case: &'a Case,
        parameters: &'a Parameters,
        language: Language,
    ) -> Result<Self, NoParameter> {
        let day = case.month.first_day();
        let age_limit = parameters.whole("child_benefit.universal.age_limit", day)?;
        let whole_month = parameters.says("child_benefit.partial_month", day, "whole")?;
        let rule = CountingRule {
            month: case.month,
            whole_month: whole_month.0,
            age_limit: age_limit.0,
            student_age_limit: parameters
                .whole("child_benefit.additional.counted_student_age_limit", day)?
                .0,
            unmarried_only: parameters
                .says(
                    "child_benefit.additional.counted_student_unmarried",
                    day,
                    "yes",
                )?
                .0,
        };
        Ok(Self {
            case,
            parameters,
            language,
            family: Family::of(case, rule),
            base: parameters.money("bsi", day)?,
            age_limit,
            study_age_limit: parameters.whole("child_benefit.universal.study_age_limit", day)?,
            whole_month,
            large_family_children: parameters
                .whole("child_benefit.additional.large_family_children", day)?,
        })
    }

    fn answer(&self) -> Result<Answer, NoParameter> {
        let mut lines = Vec::new();
        let mut reasons: Vec<String> = Vec::new();
        let mut missing: Vec<String> = Vec::new();
        let mut explanations = Vec::new();
        for child in self.children() {
            let findings = self.findings(child)?;
            let mut total = Cents::ZERO;
            let mut unknown = false;
            let mut children = Vec::with_capacity(findings.len());
            for finding in findings {
                match finding.verdict {
                    Verdict::Due(amount, reason) => {
                        total += amount;
                        add_once(&mut reasons, reason);
                        lines.push(Line {
                            person: Some(child.id.clone()),
                            kind: finding.kind.to_owned(),
                            amount_cents: amount,
                        });
                    }
                    Verdict::NotDue(reason) => add_once(&mut reasons, reason),
                    Verdict::Unknown(facts) => {
                        unknown = true;
                        facts.iter().for_each(|fact| add_once(&mut missing, fact));
                    }
                }
                children.push(finding.explanation);
            }
            let outcome = outcome_of(total > Cents::ZERO, unknown);
            let node = Explanation::new(self.language.child(&child.id, outcome, total));
            let node = if outcome == Outcome::MissingFacts {
                node
            } else {
                node.sum(total)
            };
            explanations.push(node.children(children));
        }
        if explanations.is_empty() {
            add_once(&mut reasons, "refused_no_children");
        }
        let total: Cents = lines.iter().map(|line| line.amount_cents).sum();
        let outcome = outcome_of(!lines.is_empty(), !missing.is_empty());
        let node = Explanation::new(self.language.whole_answer(self.case.month, outcome, total))
            .article(ADDITIONAL_ARTICLE);
        let node = if outcome == Outcome::MissingFacts {
            node
        } else {
            node.sum(total)
        };
        Ok(Answer {
            outcome,
            amount_cents: total,
            lines,
            reasons,
            missing,
            explanation: node.children(explanations),
        })
    }

    /// Those for whom a benefit may be asked, in the order of the case.
    fn children(&self) -> impl Iterator<Item = &'a Person> {
        let case = self.case;
        let month = case.month;
        let (age_limit, whole_month) = (self.age_limit.0, self.whole_month.0);
        case.persons.iter().filter(move |person| match person.role {
            Some(Role::Child) => true,
            Some(Role::Adult) => false,
            None if person.id == case.applicant => false,
            None => {
                is_under(person.born_on, age_limit, month, whole_month)
                    || (case
                        .relations
                        .iter()
                        .any(|relation| relation.kind.is_parental())
                        && is_applicants_child(case, person))
            }
        })
    }

    fn findings(&self, child: &Person) -> Result<Vec<Finding>, NoParameter> {
        let universal = self.universal(child)?;
        Ok(match self.case.kind.as_str() {
            UNIVERSAL => vec![universal],
            GROUP | crate::ALL if universal.verdict.is_due() == Some(true) => {
                let additional = self.additional(child, &universal, &GROUNDS)?;
                vec![universal, additional]
            }
            GROUP | crate::ALL => vec![universal],
            kind => {
                let ground: Vec<&'static str> = GROUNDS
                    .into_iter()
                    .filter(|ground| *ground == kind)
                    .collect();
                vec![self.additional(child, &universal, &ground)?]
            }
        })
    }

    fn universal(&self, child: &Person) -> Result<Finding, NoParameter> {
        let mut conditions = Vec::new();
        let refusal = match self.alive_and_applied(child, &mut conditions)? {
            Some(refusal) => Err(Verdict::NotDue(refusal)),
            None => self.age_and_studies(child, &mut conditions),
        };
        let (verdict, text, parameters) = match refusal {
            Ok(()) => {
                let day = self.case.month.first_day();
                let (coefficient, used) = self
                    .parameters
                    .coefficient("child_benefit.universal.coefficient", day)?;
                let (amount, text) = self.amount(UNIVERSAL, coefficient);
                let verdict = Verdict::Due(amount, "granted_universal");
                (verdict, text, vec![used, self.base.1])
            }
            Err(Verdict::NotDue(reason)) => (
                Verdict::NotDue(reason),
                self.language.kind_not_due(UNIVERSAL, reason),
                vec![],
            ),
            Err(verdict) => (verdict, self.language.kind_unknown(UNIVERSAL), vec![]),
        };
        Ok(Finding {
            kind: UNIVERSAL,
            explanation: self
                .finding_node(UNIVERSAL, text, UNIVERSAL_ARTICLE, &verdict, &parameters)
                .children(conditions),
            verdict,
        })
    }

    /// Conditions that no study changes; the code of the refusal when one fails.
    fn alive_and_applied(
        &self,
        child: &Person,
        conditions: &mut Vec<Explanation>,
    ) -> Result<Option<&'static str>, NoParameter> {
        let month = self.case.month;
        if !is_alive(child, month, self.whole_month.0) {
            let text = self.language.alive(&child.id, child.born_on, child.died_on);
            conditions.push(
                Explanation::new(text)
                    .article(UNIVERSAL_ARTICLE)
                    .holds(false)
                    .input("month", month.to_string()),
            );
            let unborn = month < Month::of(child.born_on);
            return Ok(Some(if unborn {
                "refused_before_birth"
            } else {
                "refused_after_death"
            }));
        }
        let own = is_applicants_child(self.case, child);
        conditions.push(
            Explanation::new(
                self.language
                    .applicants_child(&child.id, &self.case.applicant, own),
            )
            .article("IVĮ")
            .holds(own),
        );
        if !own {
            return Ok(Some("refused_not_applicants_child"));
        }
        let kept = child.kept_in_institution;
        let condition = Explanation::new(self.language.kept_in_institution(&child.id, kept))
            .article(ADDITIONAL_ARTICLE);
        conditions.push(match kept {
            Some(kept) => condition.holds(!kept).input("kept_in_institution", kept),
            None => condition,
        });
        if kept == Some(true) {
            return Ok(Some("refused_kept_in_institution"));
        }
        if let Some(applied_on) = self.case.applied_on {
            let (months, used) = self
                .parameters
                .whole("child_benefit.back_payment_months", month.first_day())?;
            let in_time = Month::of(applied_on).plus(-(months as i32)) <= month;
            conditions.push(
                Explanation::new(self.language.applied_in_time(applied_on, months))
                    .article("IVĮ")
                    .holds(in_time)
                    .input("applied_on", applied_on.to_string())
                    .parameter(used),
            );
            if !in_time {
                return Ok(Some("refused_applied_too_late"));
            }
        }
        Ok(None)
    }

    /// Age, and general education for those who need it.
    fn age_and_studies(
        &self,
        child: &Person,
        conditions: &mut Vec<Explanation>,
    ) -> Result<(), Verdict> {
        let month = self.case.month;
        let under = |years| is_under(child.born_on, years, month, self.whole_month.0);
        let is_minor = under(self.age_limit.0);
        let within_study_age = under(self.study_age_limit.0);
        let limit = if is_minor {
            self.age_limit
        } else {
            self.study_age_limit
        };
        conditions.push(
            Explanation::new(self.language.age(
                &child.id,
                child.born_on,
                limit.0,
                birthday(child.born_on, limit.0),
            ))
            .article(UNIVERSAL_ARTICLE)
            .holds(is_minor || within_study_age)
            .input("born_on", child.born_on.to_string())
            .input("month", month.to_string())
            .parameter(limit.1)
            .parameter(self.whole_month.1),
        );
        if !is_minor && !within_study_age {
            return Err(Verdict::NotDue("refused_over_age"));
        }
        if is_minor && child.married != Some(true) {
            return Ok(());
        }
        let studies = child
            .studies
            .map(|studies| studies == Studies::General && !has_finished(child, month));
        let node = Explanation::new(self.language.general_education(&child.id, studies))
            .article(UNIVERSAL_ARTICLE);
        conditions.push(match studies {
            Some(holds) => node.holds(holds),
            None => node,
        });
        match studies {
            Some(true) => Ok(()),
            None => Err(Verdict::Unknown(vec![format!("studies.{}", child.id)])),
            Some(false) if is_minor => Err(Verdict::NotDue("refused_married_minor_not_studying")),
            Some(false) => Err(Verdict::NotDue("refused_not_in_general_education")),
        }
    }

    /// The additional benefit on the first of the grounds that holds.
    fn additional(
        &self,
        child: &Person,
        universal: &Finding,
        grounds: &[&'static str],
    ) -> Result<Finding, NoParameter> {
        let is_single = grounds.len() == 1;
        // A group names the ground of low income when none holds: it is the one that can change.
        let mut kind = grounds.last().copied().unwrap_or(LOW_INCOME);
        let mut conditions = Vec::new();
        if is_single {
            let due = universal.verdict.is_due();
            let node = Explanation::new(self.language.universal_due(&child.id, due));
            let node = node.article(UNIVERSAL_ARTICLE);
            conditions.push(match due {
                Some(due) => node.holds(due),
                None => node,
            });
        }
        let mut missing = Vec::new();
        let mut refusal = "refused_universal_not_due";
        let mut granted = None;
        match &universal.verdict {
            Verdict::NotDue(_) => {}
            Verdict::Unknown(facts) => missing.clone_from(facts),
            Verdict::Due(..) => {
                for ground in grounds {
                    let tried = self.ground(ground, child)?;
                    conditions.push(tried.condition);
                    missing.extend(tried.missing);
                    refusal = tried.refusal;
                    if tried.holds == Some(true) {
                        kind = ground;
                        granted = Some(self.coefficient(ground, child)?);
                        break;
                    }
                }
            }
        }
        let (verdict, text, parameters) = match granted {
            Some((coefficient, used)) => {
                let (amount, text) = self.amount(kind, coefficient);
                let verdict = Verdict::Due(amount, granted_code(kind));
                (verdict, text, vec![used, self.base.1])
            }
            None if !missing.is_empty() => {
                let text = if is_single {
                    self.language.kind_unknown(kind)
                } else {
                    self.language.additional_unknown()
                };
                (Verdict::Unknown(missing), text, vec![])
            }
            None => {
                let text = if is_single {
                    self.language.kind_not_due(kind, refusal)
                } else {
                    self.language.additional_not_due(refusal)
                };
                (Verdict::NotDue(refusal), text, vec![])
            }
        };
        Ok(Finding {
            kind,
            explanation: self
                .finding_node(kind, text, ADDITIONAL_ARTICLE, &verdict, &parameters)
                .children(conditions),
            verdict,
        })
    }

    fn amount(&self, kind: &str, coefficient: Coefficient) -> (Cents, String) {
        let amount = coefficient.of(self.base.0);
        let text = self
            .language
            .kind_due(kind, coefficient, self.base.0, amount);
        (amount, text)
    }

    fn finding_node(
        &self,
        kind: &str,
        text: String,
        article: &str,
        verdict: &Verdict,
        parameters: &[&UsedParameter],
    ) -> Explanation {
        let mut node = Explanation::new(text).article(article).input("kind", kind);
        if let Verdict::Due(_, reason) | Verdict::NotDue(reason) = verdict {
            node = node.input("reason", *reason);
        }
        node.result = match verdict {
            Verdict::Due(amount, _) => Some(Value::from(amount.0)),
            Verdict::NotDue(_) => Some(Value::Bool(false)),
            Verdict::Unknown(_) => None,
        };
        parameters
            .iter()
            .fold(node, |node, used| node.parameter(used))
    }
}

fn granted_code(kind: &str) -> &'static str {
    match kind {
        DISABILITY => "granted_additional_disability",
        LARGE_FAMILY => "granted_additional_large_family",
        _ => "granted_additional_low_income",
    }
}

fn outcome_of(granted: bool, unknown: bool) -> Outcome {
    match (granted, unknown) {
        (true, _) => Outcome::Granted,
        (false, true) => Outcome::MissingFacts,
        (false, false) => Outcome::Refused,
    }
}

fn add_once(codes: &mut Vec<String>, code: &str) {
    if !codes.iter().any(|known| known == code) {
        codes.push(code.to_owned());
    }
}
