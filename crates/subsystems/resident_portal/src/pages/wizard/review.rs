//! The last screen: all answers once more, what will be asked of registers, the declarations.

use askama::Template;
use axum::response::IntoResponse;
use spis_applications::form::{PaperRow, Read};
use spis_pages::{Fact, Html, Page};

use super::Writing;
use super::around::Around;
use crate::model::REVIEW;
use crate::uploads;

#[derive(Template)]
#[template(path = "wizard_review.html")]
struct Review {
    page: Page,
    around: Around,
    send_href: String,
    applicant: Vec<Fact>,
    parts: Vec<Part>,
    documents_href: String,
    documents: Vec<uploads::Shown>,
    municipality: String,
    already_asked: bool,
    declarations: Vec<String>,
}

/// Answers of one screen.
struct Part {
    id: String,
    title: String,
    href: String,
    facts: Vec<Fact>,
}

/// The screen after the form's own.
pub fn review(writing: &Writing, page: Page, read: &Read) -> impl IntoResponse + use<> {
    let form = writing.form();
    let people = writing.about.as_ref();
    let municipality = people
        .and_then(|people| people.municipality_name(read.municipality))
        .unwrap_or_default()
        .to_owned();
    let already_asked = read.content.children.iter().any(|child| {
        let code = child.person.personal_code.as_str();
        writing.already_asked.iter().any(|asked| asked == code)
    });
    let facts = |rows: Vec<PaperRow>| rows.into_iter().map(|row| fact(&page, row)).collect();
    let mut applicant: Vec<Fact> = facts(form.known_rows(&read.content, &page.translator));
    applicant.push(Fact::new(page.t("portal-decided-by"), &municipality));
    let parts = form
        .screens_asked(&writing.draft.content.values)
        .into_iter()
        .map(|screen| Part {
            id: format!("perziura-{screen}"),
            title: page.t(form.key(&format!("screen-{screen}"))),
            href: super::address(writing.draft.id, screen),
            facts: facts(form.answered_rows(screen, &read.content, &page.translator)),
        })
        .collect();
    let documents_href = uploads::address_of_draft(writing.draft.id);
    Html(Review {
        around: Around::of(writing, &page, REVIEW),
        send_href: format!("/prasymai/juodrastis/{}/pateikti", writing.draft.id),
        applicant,
        parts,
        documents: uploads::shown_uploads(&page, &documents_href, &writing.documents),
        documents_href,
        municipality,
        already_asked,
        declarations: form
            .declarations
            .iter()
            .map(|name| page.t(form.key(&format!("declaration-{name}"))))
            .collect(),
        page,
    })
}

fn fact(page: &Page, row: PaperRow) -> Fact {
    let value = if row.value.is_empty() {
        page.t("portal-not-given")
    } else {
        row.value
    };
    Fact::new(row.label, value).with_note(row.source)
}
