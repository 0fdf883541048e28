//! The last screen: all answers once more, what will be asked of registers, the declarations.

use askama::Template;
use axum::response::IntoResponse;
use spis_pages::{Fact, Html, Page};

use super::Writing;
use super::screens::Around;
use crate::answers::Answers;
use crate::model::Screen;
use crate::uploads;

#[derive(Template)]
#[template(path = "wizard_review.html")]
struct Review {
    page: Page,
    around: Around,
    send_href: String,
    children_href: String,
    payment_href: String,
    applicant: Vec<Fact>,
    children: Vec<Fact>,
    payment: Vec<Fact>,
    documents_href: String,
    documents: Vec<uploads::Shown>,
    municipality: String,
    already_asked: bool,
    declarations: Vec<String>,
}

/// Keys of the declarations of form SP-3(A), in their order.
const DECLARATIONS: [&str; 4] = [
    "portal-declaration-true",
    "portal-declaration-changes",
    "portal-declaration-registers",
    "portal-declaration-elsewhere",
];

/// Third screen.
pub fn review(writing: &Writing, page: Page, answers: &Answers<'_>) -> impl IntoResponse + use<> {
    let chosen = &answers.children;
    let municipality = writing
        .municipalities
        .iter()
        .find(|(code, _)| *code == chosen.municipality)
        .map(|(_, name)| name.clone())
        .unwrap_or_default();
    let already_asked = chosen.children.iter().any(|(child, _)| {
        let code = child.person.personal_code.as_str();
        writing.already_asked.iter().any(|asked| asked == code)
    });
    let documents_href = uploads::address_of_draft(writing.draft.id);
    Html(Review {
        around: Around::of(writing, &page, Screen::Review),
        send_href: format!("/prasymai/juodrastis/{}/pateikti", writing.draft.id),
        children_href: super::address(writing.draft.id, Screen::Children),
        payment_href: super::address(writing.draft.id, Screen::Payment),
        documents: uploads::shown_uploads(&page, &documents_href, &writing.documents),
        documents_href,
        applicant: applicant(&page, answers, &municipality),
        children: children(&page, answers),
        payment: payment(&page, answers),
        municipality,
        already_asked,
        declarations: DECLARATIONS.iter().map(|key| page.t(key)).collect(),
        page,
    })
}

fn applicant(page: &Page, answers: &Answers<'_>, municipality: &str) -> Vec<Fact> {
    let person = &answers.family.person;
    let source = page.t_with(
        "portal-source-population-register",
        "time",
        page.moment_table(answers.family.as_of),
    );
    let mut facts = vec![
        Fact::new(
            page.t("portal-applicant"),
            format!("{} {}", person.given_name, person.surname),
        )
        .with_note(source),
    ];
    if let Some(address) = &answers.family.address {
        facts.push(Fact::new(page.t("portal-residence"), address));
    }
    facts.push(Fact::new(page.t("portal-decided-by"), municipality));
    facts
}

fn children(page: &Page, answers: &Answers<'_>) -> Vec<Fact> {
    let part = &answers.children;
    let mut facts: Vec<Fact> = part
        .children
        .iter()
        .map(|(child, lives_with)| {
            let key = if *lives_with {
                "portal-lives-with-yes"
            } else {
                "portal-lives-with-no"
            };
            let born = page.t_with(
                "portal-child-born",
                "date",
                page.date_table(child.person.born_on),
            );
            Fact::new(child.name(), page.t(key)).with_note(born)
        })
        .collect();
    let additional = if part.additional {
        "portal-yes"
    } else {
        "portal-no"
    };
    facts.push(Fact::new(
        page.t("portal-additional-short"),
        page.t(additional),
    ));
    let from = part.asked_from.map_or_else(
        || page.t("portal-asked-from-earliest"),
        |month| page.month_prose(month),
    );
    facts.push(Fact::new(page.t("portal-asked-from-short"), from));
    facts
}

fn payment(page: &Page, answers: &Answers<'_>) -> Vec<Fact> {
    let part = &answers.payment;
    let holder = part
        .account_holder
        .clone()
        .unwrap_or_else(|| page.t("portal-account-mine"));
    let channel = page.t(format!("portal-notice-{}", part.notice_channel.code()));
    let given =
        |value: &Option<String>| value.clone().unwrap_or_else(|| page.t("portal-not-given"));
    vec![
        Fact::new(page.t("portal-account"), part.account.grouped()),
        Fact::new(page.t("portal-account-whose"), holder),
        Fact::new(page.t("portal-phone-short"), given(&part.phone)),
        Fact::new(page.t("portal-email-short"), given(&part.email)),
        Fact::new(page.t("portal-notice-short"), channel),
    ]
}
