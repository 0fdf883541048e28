//! Pages for people: the index, the mail box and the gateway's sign-in. Demonstration aids, in Lithuanian.

use askama::Template;
use axum::extract::State;
use axum::http::{HeaderName, StatusCode, header};
use axum::response::{Html, IntoResponse, Response};
use uuid::Uuid;

use spis_kernel::vilnius;

use crate::demo_people::DemoPerson;
use crate::mailbox::Letter;
use crate::simulator::{Mode, Simulator, Target};

const STYLE: &str = include_str!("../assets/simulator.css");
const RETURN_SCRIPT: &str = include_str!("../assets/return.js");

/// What is wrong with a personal code that was typed in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum CodeError {
    /// it is no personal code
    Invalid,
    /// nobody living has it here
    Unknown,
}

impl CodeError {
    fn wording(self) -> &'static str {
        match self {
            Self::Invalid => {
                "Asmens kodą sudaro 11 skaitmenų, o paskutinis turi derėti su kitais. Patikrinkite, ar nesuklydote."
            }
            Self::Unknown => {
                "Imituojamame gyventojų registre tokio gyvo žmogaus nėra. Patikrinkite kodą arba pasirinkite žmogų iš sąrašo."
            }
        }
    }
}

struct Group<'a> {
    municipality: &'a str,
    people: Vec<&'a DemoPerson>,
}

/// People by municipality, in the order of the list.
fn groups(people: &[DemoPerson]) -> Vec<Group<'_>> {
    let mut groups: Vec<Group<'_>> = Vec::new();
    for person in people {
        match groups
            .iter_mut()
            .find(|group| group.municipality == person.municipality)
        {
            Some(group) => group.people.push(person),
            None => groups.push(Group {
                municipality: &person.municipality,
                people: vec![person],
            }),
        }
    }
    groups
}

#[derive(Template)]
#[template(path = "index.html")]
struct IndexPage<'a> {
    people_count: usize,
    as_of: String,
    groups: Vec<Group<'a>>,
    parts: Vec<(&'static str, &'static str)>,
}

/// GET /
pub(crate) async fn index(State(simulator): State<Simulator>) -> Response {
    let population = simulator.population();
    let mode_lt = |target| match simulator.mode(target) {
        Mode::Ok => "veikia",
        Mode::Down => "neveikia",
        Mode::Slow => "veikia lėtai",
    };
    show(
        StatusCode::OK,
        "'self'",
        &IndexPage {
            people_count: population.people.len(),
            as_of: population.as_of.to_string(),
            groups: groups(simulator.demo_people()),
            parts: Target::ALL
                .map(|target| (target.name_lt(), mode_lt(target)))
                .to_vec(),
        },
    )
}

struct LetterRow {
    letter: Letter,
    received_at: String,
}

#[derive(Template)]
#[template(path = "mail.html")]
struct MailPage {
    rows: Vec<LetterRow>,
}

/// GET /mail
pub(crate) async fn mail(State(simulator): State<Simulator>) -> Response {
    let rows = simulator
        .mailbox()
        .letters()
        .into_iter()
        .map(|letter| LetterRow {
            received_at: vilnius(letter.received_at)
                .strftime("%Y-%m-%d %H:%M:%S")
                .to_string(),
            letter,
        })
        .collect();
    show(StatusCode::OK, "'self'", &MailPage { rows })
}

#[derive(Template)]
#[template(path = "gateway_choice.html")]
struct ChoicePage<'a> {
    groups: Vec<Group<'a>>,
    ticket: Uuid,
    typed: &'a str,
    error: Option<&'static str>,
}

/// The page on which one chooses whom to sign in as.
pub(crate) fn gateway_choice(
    people: &[DemoPerson],
    ticket: Uuid,
    typed: &str,
    error: Option<CodeError>,
) -> Response {
    let status = if error.is_some() {
        StatusCode::UNPROCESSABLE_ENTITY
    } else {
        StatusCode::OK
    };
    let page = ChoicePage {
        groups: groups(people),
        ticket,
        typed,
        error: error.map(CodeError::wording),
    };
    show(status, "'self'", &page)
}

#[derive(Template)]
#[template(path = "gateway_return.html")]
struct ReturnPage<'a> {
    name: &'a str,
    postback_url: &'a str,
    ticket: Uuid,
    custom_data: &'a str,
}

/// The page that leads back; its form may go to the origin of the postback.
pub(crate) fn gateway_return(
    name: &str,
    postback_url: &str,
    postback_origin: &str,
    ticket: Uuid,
    custom_data: &str,
) -> Response {
    let page = ReturnPage {
        name,
        postback_url,
        ticket,
        custom_data,
    };
    show(StatusCode::OK, &format!("'self' {postback_origin}"), &page)
}

#[derive(Template)]
#[template(path = "gateway_message.html")]
struct MessagePage {
    title: &'static str,
    text: &'static str,
}

/// Shown when someone opens the gateway without having come from SPIS.
pub(crate) fn gateway_explanation() -> Response {
    show(
        StatusCode::OK,
        "'self'",
        &MessagePage {
            title: "Elektroniniai valdžios vartai (imitacija)",
            text: "Į šį puslapį patenkama iš SPIS: ten paspaudus „Prisijungti“, čia bus galima pasirinkti žmogų, kurio vardu jungiamasi.",
        },
    )
}

/// Shown for a ticket that is not known, is used or is too old.
pub(crate) fn gateway_ticket_unknown() -> Response {
    show(
        StatusCode::NOT_FOUND,
        "'self'",
        &MessagePage {
            title: "Prisijungti šia nuoroda nebegalima",
            text: "Ji galioja 10 minučių ir tik vieną kartą. Grįžkite į SPIS ir prisijunkite iš naujo.",
        },
    )
}

/// GET /gateway/return.js
pub(crate) async fn return_script() -> Response {
    (
        [(header::CONTENT_TYPE, "text/javascript; charset=utf-8")],
        RETURN_SCRIPT,
    )
        .into_response()
}

/// GET /static/simulator.css
pub(crate) async fn style() -> Response {
    ([(header::CONTENT_TYPE, "text/css; charset=utf-8")], STYLE).into_response()
}

fn show(status: StatusCode, form_action: &str, page: &impl Template) -> Response {
    let policy = format!(
        "default-src 'none'; style-src 'self'; script-src 'self'; form-action {form_action}; base-uri 'none'; \
         frame-ancestors 'none'"
    );
    let headers: [(HeaderName, String); 3] = [
        (header::CONTENT_SECURITY_POLICY, policy),
        (header::CACHE_CONTROL, "no-store".to_owned()),
        (header::REFERRER_POLICY, "no-referrer".to_owned()),
    ];
    match page.render() {
        Ok(html) => (status, headers, Html(html)).into_response(),
        Err(error) => {
            tracing::error!(%error, "a page could not be made");
            StatusCode::INTERNAL_SERVER_ERROR.into_response()
        }
    }
}
