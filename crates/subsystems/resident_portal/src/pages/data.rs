//! "Kas klausta apie Jus": what municipalities asked state registers about her, and about her minor children for cases of her
//! own. Of another person's case about herself it tells that there was one, and nothing else: its applicant may have a protected
//! address. What was asked about a child for the other parent's case is not shown at all.

use askama::Template;
use axum::Router;
use axum::extract::State;
use axum::response::IntoResponse;
use axum::routing::get;
use jiff::civil::Date;
use spis_identity::web::Resident;
use spis_kernel::vilnius;
use spis_pages::{AppError, Html, Page, PageRequest};
use spis_persons::evidence::is_minor;

use super::reading_page;
use crate::Portal;
use crate::actions::{Deed, journal_read};
use crate::questions::{self, OwnCase, OwnChild, Question};

pub fn routes() -> Router<Portal> {
    Router::new().route("/mano/duomenys", get(page))
}

/// A question as a row; no `case` for somebody else's.
struct Row {
    register: String,
    /// The child that it is about; empty: she herself.
    child: String,
    asked_on: Date,
    case: Option<Case>,
}

struct Case {
    number: String,
    municipality: String,
    href: String,
}

#[derive(Template)]
#[template(path = "data.html")]
struct Data {
    page: Page,
    rows: Vec<Row>,
    others: bool,
    most: i64,
}

async fn page(
    State(portal): State<Portal>,
    request: PageRequest,
    resident: Resident,
) -> Result<impl IntoResponse, AppError> {
    journal_read(
        &portal,
        &resident,
        Deed::new("register_questions_read", "resident", resident.id.get()),
    )
    .await?;
    let page = reading_page(&portal, &request, &resident)
        .await?
        .with_title_key("privacy-data-title")
        .at("home");
    let mut tx = resident.begin(&portal.web.node).await?;
    let today = portal.web.today();
    let mut children = questions::own_child_list(&mut tx, &resident.personal_code).await?;
    // Who is of age reads it in an account of his or her own.
    children.retain(|child| {
        let born_on = child.personal_code.born_on();
        born_on.is_some_and(|born_on| is_minor(born_on, today))
    });
    let codes = children.iter().map(|child| &child.personal_code);
    let about: Vec<String> = std::iter::once(&resident.personal_code)
        .chain(codes)
        .map(|code| code.as_str().to_owned())
        .collect();
    let asked = questions::question_list(&mut tx, &about).await?;
    let cases = questions::own_case_list(&mut tx, &resident.personal_code).await?;
    let codes: Vec<i16> = cases.iter().map(|c| c.municipality.get()).collect();
    let names = questions::municipality_names(&mut tx, &codes).await?;
    drop(tx);
    let rows: Vec<Row> = asked
        .iter()
        .map(|question| row(&page, question, (&cases, &children), &names))
        .collect();
    Ok(Html(Data {
        page,
        others: rows.iter().any(|row| row.case.is_none()),
        rows,
        most: questions::SHOWN,
    }))
}

fn row(
    page: &Page,
    question: &Question,
    (cases, children): (&[OwnCase], &[OwnChild]),
    names: &[(i16, String)],
) -> Row {
    let mut children = children.iter();
    let child = children.find(|child| child.personal_code.as_str() == question.about);
    let own = cases.iter().find(|c| c.application == question.application);
    Row {
        register: page.t(format!("state-part-register-{}", question.register)),
        child: child.map_or_else(String::new, |child| child.name.clone()),
        asked_on: vilnius(question.asked_at).date(),
        case: own.map(|case| Case {
            number: case.number.clone(),
            municipality: names
                .iter()
                .find(|(code, _)| *code == case.municipality.get())
                .map(|(_, name)| name.clone())
                .unwrap_or_default(),
            href: case.href.clone(),
        }),
    }
}
