//! What the case shows of its people: who they are, what they declared, what registers answered and what the rule makes of it.

use jiff::Timestamp;
use jiff::civil::Date;
use spis_kernel::Month;
use spis_pages::{Fact, Page, Tag, WhyNode};
use spis_persons::store::Person;
use uuid::Uuid;

use crate::content::ChildGiven;
use crate::form::{Form, Head, Voice};
use crate::group::Evidence;
use crate::model::Recommendation;
use crate::pages::explanation::{self, Reader};
use crate::pages::law_language;
use crate::store::{Application, EvidenceItem};

pub(super) struct Member {
    pub(super) id: Uuid,
    pub(super) name: String,
    pub(super) relation: String,
    pub(super) born_on: Date,
    pub(super) died_on: Option<Date>,
    pub(super) asked_for: bool,
    /// The personal code, if it was asked for and journalled.
    pub(super) code: Option<String>,
}

pub(super) struct AnswerRow {
    pub(super) register: String,
    pub(super) about: String,
    pub(super) age: String,
    pub(super) state: Tag,
    pub(super) what: String,
}

pub(super) fn contacts(
    page: &Page,
    application: &Application,
    form: &crate::form::Form,
) -> Vec<Fact> {
    let content = &application.content;
    let holder = content
        .account_holder
        .clone()
        .unwrap_or_else(|| page.t("case-account-own"));
    let mut facts = vec![
        Fact::new(
            page.t("case-phone"),
            content.phone.clone().unwrap_or_default(),
        ),
        Fact::new(
            page.t("case-email"),
            content.email.clone().unwrap_or_default(),
        ),
        Fact::new(
            page.t("case-channel"),
            page.t(format!("channel-{}", content.notice_channel.code())),
        ),
        Fact::new(
            page.t("case-account"),
            content
                .account
                .as_ref()
                .map(|account| format!("…{} ({holder})", account.last_four()))
                // Whose it is may be known before its number.
                .or_else(|| content.account_holder.clone())
                .unwrap_or_default(),
        ),
        Fact::new(
            page.t("case-asked-from"),
            content
                .asked_from
                .map_or_else(|| page.t("case-asked-earliest"), |m| m.to_string()),
        ),
    ];
    if let Some(address) = &content.post_address {
        facts.push(Fact::new(page.t("case-post-address"), address.clone()));
    }
    facts.extend(
        form.answered(&content.answers, &page.translator)
            .into_iter()
            .filter(|(_, value)| !value.is_empty())
            .map(|(name, value)| Fact::new(name, value)),
    );
    facts
}

pub(super) fn why(
    page: &Page,
    recommendation: &Recommendation,
    persons: &[Person],
    month: Month,
) -> Vec<(String, Vec<WhyNode>)> {
    // The present month first: it is what the decider looks at; earlier and later ones unfold below.
    let mut runs: Vec<_> = recommendation.months.iter().collect();
    runs.sort_by_key(|r| !(r.from <= month && month <= r.to));
    runs.into_iter()
        .take(24)
        .map(|run| {
            let language = law_language(page.language());
            let tree = run.explanation(language);
            let period = page.t_args(
                "case-why-months",
                &[
                    ("from", run.from.to_string().into()),
                    ("to", run.to.to_string().into()),
                ],
            );
            (
                period,
                explanation::drawn(
                    &explanation::nodes(tree, persons, &[], language),
                    Reader::Official,
                ),
            )
        })
        .collect()
}

pub(super) fn members(
    page: &Page,
    application: &Application,
    evidence: &Evidence,
    persons: &[Person],
    revealed: Option<&(Uuid, String)>,
) -> Vec<Member> {
    let spouse = evidence
        .family
        .as_ref()
        .and_then(|f| f.spouse.as_ref())
        .map(|s| s.personal_code.clone());
    let mut members: Vec<Member> = persons
        .iter()
        .map(|p| {
            let asked_for = application
                .content
                .children
                .iter()
                .any(|c| c.person.personal_code == p.personal_code);
            let relation = if p.id == application.applicant {
                "relation-applicant"
            } else if spouse.as_ref() == Some(&p.personal_code) {
                "relation-spouse"
            } else {
                "relation-child"
            };
            Member {
                id: p.id.get(),
                name: format!("{} {}", p.surname, p.given_name),
                relation: page.t(relation),
                born_on: p.born_on,
                died_on: p.died_on,
                asked_for,
                code: revealed
                    .filter(|(id, _)| *id == p.id.get())
                    .map(|(_, code)| code.clone()),
            }
        })
        .collect();
    members.sort_by_key(|m| m.born_on);
    members
}

pub(super) fn answers(
    page: &Page,
    items: &[EvidenceItem],
    persons: &[Person],
    now: Timestamp,
) -> Vec<AnswerRow> {
    items
        .iter()
        .map(|item| {
            let about = persons
                .iter()
                .find(|p| p.id == item.person)
                .map(|p| p.given_name.clone())
                .unwrap_or_default();
            let (state, what) = match (item.answered_at, &item.content) {
                (None, _) => (
                    Tag::new("info", "clock", page.t("answer-waiting")),
                    page.t_with("answer-asked", "time", page.moment_table(item.asked_at)),
                ),
                (Some(_), None) => (
                    Tag::new("warning", "alert", page.t("answer-not-found")),
                    page.t("answer-not-found-what"),
                ),
                (Some(_), Some(content)) => (
                    Tag::new("success", "yes", page.t("answer-received")),
                    what_came(page, &item.register, content),
                ),
            };
            AnswerRow {
                register: page.t(format!("register-{}", item.register)),
                about,
                age: item
                    .as_of
                    .or(item.answered_at)
                    .map(|at| page.answer_age(at, now))
                    .unwrap_or_default(),
                state,
                what,
            }
        })
        .collect()
}

/// One line of what a register answered; the whole is in the facts of the calculation.
pub(super) fn what_came(page: &Page, register: &str, content: &serde_json::Value) -> String {
    let count = |key: &str| content[key].as_array().map_or(0, Vec::len);
    match register {
        "population" => page.t_count("answer-children", count("children")),
        "sodra" => page.t_count("answer-months", count("months")),
        "disability" => page.t(format!(
            "disability-{}",
            content["level"].as_str().unwrap_or("none")
        )),
        "study" => page.t(format!(
            "studies-{}",
            content["studies"]
                .as_str()
                .unwrap_or("none")
                .replace('_', "-")
        )),
        _ => String::new(),
    }
}

/// What the applicant declared beside what the registers say, where they differ.
pub(super) fn differences(
    page: &Page,
    application: &Application,
    evidence: &Evidence,
    form: &Form,
) -> Vec<(String, String, String)> {
    let Some(family) = &evidence.family else {
        return Vec::new();
    };
    application
        .content
        .children
        .iter()
        // What the paper does not say differs from nothing.
        .filter(|child| !application.content.lacks("gyvena", Some(child)))
        .filter_map(|child| {
            let known = family
                .children
                .iter()
                .find(|c| c.person.personal_code == child.person.personal_code);
            let what = child.person.given_name.clone();
            match known {
                None => Some((
                    what,
                    page.t("difference-declared-child"),
                    page.t("difference-no-child"),
                )),
                // What is said of the child's home beside with her or not, the register cannot confirm.
                Some(k)
                    if k.lives_with != child.lives_with
                        || home_of(form, child, page)
                            .is_some_and(|(code, _)| code != HOME_WITH) =>
                {
                    Some((
                        what,
                        home_of(form, child, page).map_or_else(
                            || {
                                page.t(if child.lives_with {
                                    "difference-lives-with"
                                } else {
                                    "difference-lives-apart"
                                })
                            },
                            |(_, words)| words,
                        ),
                        page.t(if k.lives_with {
                            "difference-lives-with"
                        } else {
                            "difference-lives-apart"
                        }),
                    ))
                }
                Some(_) => None,
            }
        })
        .collect()
}

/// Answer that the child lives with the applicant.
const HOME_WITH: &str = "taip";

/// Where a child lives by the applicant's word: the answer and its words; none where the form asked yes or no.
fn home_of(form: &Form, child: &ChildGiven, page: &Page) -> Option<(String, String)> {
    let field = form.head(Head::LivesWith)?;
    let code = child.answers.text(&field.name)?;
    let words = form.option_in(Voice::Official, field, code, &page.translator);
    Some((code.to_owned(), words))
}
