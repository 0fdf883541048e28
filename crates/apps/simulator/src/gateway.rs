//! Stand-in for the e-Government Gateway ("Elektroniniai valdžios vartai"): sign-in by a ticket used once.

use std::collections::HashMap;
use std::sync::Mutex;

use axum::extract::rejection::JsonRejection;
use axum::extract::{Form, Query, State};
use axum::http::{StatusCode, Uri};
use axum::response::{IntoResponse, Response};
use axum::{Json, Router, middleware, routing};
use jiff::{SignedDuration, Timestamp};
use serde::Deserialize;
use serde_json::json;
use uuid::Uuid;

use spis_kernel::PersonalCode;

use crate::pages;
use crate::population::PersonIndex;
use crate::registers::refuse;
use crate::simulator::{Simulator, Target, lock};

/// How long a ticket lives.
const TICKET_LIFE: SignedDuration = SignedDuration::from_mins(10);

/// Sign-ins that have begun.
#[derive(Default)]
pub(crate) struct Tickets(Mutex<HashMap<Uuid, Ticket>>);

#[derive(Clone)]
struct Ticket {
    postback_url: String,
    /// scheme, host and port of the postback
    postback_origin: String,
    custom_data: String,
    begun_at: Timestamp,
    state: TicketState,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum TicketState {
    Begun,
    Chosen(PersonIndex),
    Fetched,
}

impl Tickets {
    fn begin(&self, ticket: Ticket, now: Timestamp) -> Uuid {
        let id = Uuid::new_v4();
        let mut tickets = lock(&self.0);
        tickets.retain(|_, other| now.duration_since(other.begun_at) < TICKET_LIFE);
        tickets.insert(id, ticket);
        id
    }

    /// The living ticket with that text.
    fn find(&self, id: &str, now: Timestamp) -> Option<(Uuid, Ticket)> {
        let id = id.parse().ok()?;
        let ticket = lock(&self.0).get(&id).cloned()?;
        (now.duration_since(ticket.begun_at) < TICKET_LIFE).then_some((id, ticket))
    }

    fn choose(&self, id: Uuid, person: PersonIndex) {
        if let Some(ticket) = lock(&self.0).get_mut(&id) {
            ticket.state = TicketState::Chosen(person);
        }
    }

    /// Takes who was chosen; of several callers at once only one gets it.
    fn fetch(&self, id: &str, now: Timestamp) -> Fetch {
        let mut tickets = lock(&self.0);
        let found = id.parse().ok().and_then(|id: Uuid| tickets.get_mut(&id));
        let Some(ticket) = found.filter(|ticket| now.duration_since(ticket.begun_at) < TICKET_LIFE)
        else {
            return Fetch::Unknown;
        };
        match ticket.state {
            TicketState::Begun => Fetch::NobodyChosen,
            TicketState::Fetched => Fetch::Used,
            TicketState::Chosen(person) => {
                ticket.state = TicketState::Fetched;
                Fetch::Person(person, ticket.custom_data.clone())
            }
        }
    }
}

enum Fetch {
    Unknown,
    NobodyChosen,
    Used,
    Person(PersonIndex, String),
}

/// Routes of the gateway; all of them are down together.
pub(crate) fn routes(simulator: Simulator) -> Router<Simulator> {
    Router::new()
        .route(
            "/gateway",
            routing::get(arrive_by_link).post(arrive_by_form),
        )
        .route("/gateway/choose", routing::post(choose))
        .route("/gateway/return.js", routing::get(pages::return_script))
        .route("/gateway/api/tickets", routing::post(begin))
        .route("/gateway/api/authentication", routing::post(authentication))
        .layer(middleware::from_fn(
            move |request, next: middleware::Next| {
                let simulator = simulator.clone();
                async move {
                    match simulator.pass(Target::Gateway).await {
                        Ok(()) => next.run(request).await,
                        Err(_) => refuse(StatusCode::SERVICE_UNAVAILABLE, "down"),
                    }
                }
            },
        ))
}

#[derive(Deserialize)]
struct NewTicket {
    postback_url: String,
    #[serde(default)]
    custom_data: String,
}

async fn begin(
    State(simulator): State<Simulator>,
    asked: Result<Json<NewTicket>, JsonRejection>,
) -> Response {
    let Ok(Json(asked)) = asked else {
        return refuse(StatusCode::UNPROCESSABLE_ENTITY, "bad_question");
    };
    let Some(postback_origin) = origin(&asked.postback_url) else {
        return refuse(StatusCode::UNPROCESSABLE_ENTITY, "bad_postback_url");
    };
    let now = simulator.now();
    let ticket = Ticket {
        postback_url: asked.postback_url,
        postback_origin,
        custom_data: asked.custom_data,
        begun_at: now,
        state: TicketState::Begun,
    };
    Json(json!({ "ticket": simulator.tickets().begin(ticket, now) })).into_response()
}

/// Scheme, host and port of an absolute web address.
fn origin(url: &str) -> Option<String> {
    let uri: Uri = url.parse().ok()?;
    let scheme = uri
        .scheme_str()
        .filter(|scheme| ["http", "https"].contains(scheme))?;
    let authority = uri.authority()?;
    // Sign-in names in an address have no place here, and would break the header in which the origin is put.
    let plain = authority
        .as_str()
        .chars()
        .all(|c| c.is_ascii_alphanumeric() || ".-:[]".contains(c));
    plain.then(|| format!("{scheme}://{authority}"))
}

#[derive(Deserialize)]
struct Arrival {
    ticket: Option<String>,
}

async fn arrive_by_link(
    State(simulator): State<Simulator>,
    Query(arrival): Query<Arrival>,
) -> Response {
    match arrival.ticket {
        Some(ticket) => choice(&simulator, &ticket),
        None => pages::gateway_explanation(),
    }
}

async fn arrive_by_form(
    State(simulator): State<Simulator>,
    Form(arrival): Form<Arrival>,
) -> Response {
    choice(&simulator, arrival.ticket.as_deref().unwrap_or_default())
}

fn choice(simulator: &Simulator, ticket: &str) -> Response {
    match simulator.tickets().find(ticket, simulator.now()) {
        Some((id, ticket)) if ticket.state != TicketState::Fetched => {
            pages::gateway_choice(simulator.demo_people(), id, "", None)
        }
        _ => pages::gateway_ticket_unknown(),
    }
}

#[derive(Deserialize)]
struct Choice {
    #[serde(default)]
    ticket: String,
    #[serde(default)]
    personal_code: String,
}

async fn choose(State(simulator): State<Simulator>, Form(choice): Form<Choice>) -> Response {
    let Some((id, ticket)) = simulator
        .tickets()
        .find(&choice.ticket, simulator.now())
        .filter(|(_, ticket)| ticket.state != TicketState::Fetched)
    else {
        return pages::gateway_ticket_unknown();
    };
    let population = simulator.population();
    let error = match PersonalCode::try_from(choice.personal_code.as_str()) {
        Err(_) => pages::CodeError::Invalid,
        Ok(code) => match population.find(&code) {
            Some(index) if population.person(index).died_on.is_none() => {
                simulator.tickets().choose(id, index);
                let person = population.person(index);
                let name = format!("{} {}", person.given_name, person.surname);
                return pages::gateway_return(
                    &name,
                    &ticket.postback_url,
                    &ticket.postback_origin,
                    id,
                    &ticket.custom_data,
                );
            }
            _ => pages::CodeError::Unknown,
        },
    };
    pages::gateway_choice(
        simulator.demo_people(),
        id,
        &choice.personal_code,
        Some(error),
    )
}

#[derive(Deserialize)]
struct AuthenticationQuestion {
    ticket: String,
}

async fn authentication(
    State(simulator): State<Simulator>,
    asked: Result<Json<AuthenticationQuestion>, JsonRejection>,
) -> Response {
    let Ok(Json(asked)) = asked else {
        return refuse(StatusCode::UNPROCESSABLE_ENTITY, "bad_question");
    };
    match simulator.tickets().fetch(&asked.ticket, simulator.now()) {
        Fetch::Unknown => refuse(StatusCode::NOT_FOUND, "not_found"),
        Fetch::NobodyChosen => refuse(StatusCode::CONFLICT, "not_chosen"),
        Fetch::Used => refuse(StatusCode::GONE, "used"),
        Fetch::Person(index, custom_data) => {
            let person = simulator.population().person(index);
            Json(json!({
                "personal_code": person.code,
                "given_name": person.given_name,
                "surname": person.surname,
                "custom_data": custom_data,
                "provider": "simulated",
            }))
            .into_response()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::origin;

    #[test]
    fn a_postback_must_be_a_plain_web_address() {
        assert_eq!(
            origin("http://127.0.0.1:8080/sign-in/return").as_deref(),
            Some("http://127.0.0.1:8080")
        );
        assert_eq!(
            origin("https://spis.lt/x?y=1").as_deref(),
            Some("https://spis.lt")
        );
        for bad in [
            "/sign-in",
            "javascript:alert(1)",
            "ftp://spis.lt/",
            "http://a;b@spis.lt/",
            "http://user@spis.lt/",
            "",
        ] {
            assert_eq!(origin(bad), None, "{bad}");
        }
    }
}
