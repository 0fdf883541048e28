//! The last screen: all answers once more, what will be asked of registers, the declarations.

use askama::Template;
use axum::response::IntoResponse;
use jiff::Timestamp;
use jiff::civil::Date;
use spis_applications::form::{Change, Field, Head, PaperRow, Read};
use spis_applications::requests::answer_by;
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
    /// Registers that the applicant's data are from, each with its time, once.
    sources: Vec<String>,
    parts: Vec<Part>,
    documents_href: String,
    documents: Vec<uploads::Shown>,
    municipality: String,
    /// Applications of hers for the same children that are not decided yet.
    already_asked: Vec<Asked>,
    /// One of them asks for no less than this one.
    identical: bool,
    /// Children for whom she is paid already, each with until when.
    already_paid: Vec<String>,
    declarations: Vec<String>,
    /// What a correction changes; none for a new application.
    changes: Option<Vec<Change>>,
    /// Until when a correction is answered that waits for a specialist.
    answer_by: Option<Date>,
}

/// An application that asks for the same.
struct Asked {
    number: String,
    sent_at: Timestamp,
    /// Its page.
    href: String,
    /// It asks for less than this one: it is not identical, and can be corrected to ask for the same.
    asks_less: bool,
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
    let asks_additional = read.content.answers.yes("papildoma") == Some(true);
    let mut already_asked: Vec<Asked> = Vec::new();
    for child in &read.content.children {
        let code = child.person.personal_code.as_str();
        for before in writing
            .already_asked
            .iter()
            .filter(|asked| asked.child == code)
        {
            if !already_asked
                .iter()
                .any(|asked| asked.number == before.number)
            {
                already_asked.push(Asked {
                    number: before.number.clone(),
                    sent_at: before.sent_at,
                    href: before.own.href(),
                    asks_less: asks_additional && !before.additional,
                });
            }
        }
    }
    let already_paid = read.content.children.iter().filter_map(|child| {
        let code = child.person.personal_code.as_str();
        let paid = writing.already_paid.iter().find(|p| p.child == code)?;
        let until = super::screen::already_paid(&page, paid);
        Some(format!("{}: {until}", child.person.name()))
    });
    let already_paid = already_paid.collect();
    let facts = |rows: Vec<PaperRow>| -> Vec<Fact> {
        rows.into_iter().map(|row| fact(&page, row)).collect()
    };
    // Who acts for the applicant, and by what, has a group of its own.
    let acting = form.head(Head::Capacity).map(Field::section);
    let (of_power, known): (Vec<PaperRow>, Vec<PaperRow>) = form
        .known_rows(&read.content, &page.translator)
        .into_iter()
        .partition(|row| acting == row.number.split('.').next());
    let mut applicant: Vec<Fact> = facts(known);
    applicant.push(Fact::new(page.t("portal-decided-by"), &municipality));
    let mut sources: Vec<String> = Vec::new();
    for fact in &mut applicant {
        let source = std::mem::take(&mut fact.note);
        if !source.is_empty() && !sources.contains(&source) {
            sources.push(source);
        }
    }
    let mut of_power: Vec<Fact> = facts(of_power);
    let power_screen = form
        .head(Head::Power)
        .and_then(|field| field.screen.as_deref());
    let parts = form
        .screens_asked(&writing.draft.content.values)
        .into_iter()
        .map(|screen| Part {
            id: format!("perziura-{screen}"),
            title: page.t(form.key(&format!("screen-{screen}"))),
            href: super::address(writing.draft.id, screen),
            facts: {
                let mut all = if power_screen == Some(screen) {
                    std::mem::take(&mut of_power)
                } else {
                    Vec::new()
                };
                let rows = form.answered_rows(screen, &read.content, &page.translator);
                all.extend(facts(rows).into_iter().map(|mut fact: Fact| {
                    // A child's day of birth, apart from the answer about the child.
                    if !fact.note.is_empty() {
                        fact.note = format!("({})", fact.note);
                    }
                    fact
                }));
                all
            },
        })
        .collect();
    let documents_href = uploads::address_of_draft(writing.draft.id);
    let corrected = writing.corrected.as_ref();
    let changes = corrected.map(|corrected| match corrected.content(&read.content) {
        Some(content) => form.changes(&corrected.before, &content, &page.translator),
        None => Vec::new(),
    });
    Html(Review {
        around: Around::of(writing, &page, REVIEW),
        send_href: format!("/prasymai/juodrastis/{}/pateikti", writing.draft.id),
        applicant,
        sources,
        parts,
        documents: uploads::shown_uploads(&page, &documents_href, &writing.documents),
        documents_href,
        municipality,
        identical: already_asked.iter().any(|asked| !asked.asks_less),
        already_asked,
        already_paid,
        changes,
        answer_by: corrected
            .filter(|corrected| !corrected.own.is_free())
            .map(|_| answer_by(writing.today)),
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
