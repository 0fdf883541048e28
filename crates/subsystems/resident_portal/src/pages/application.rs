//! A submission: the receipt at once, then its progress, its decision, its payments.

use askama::Template;
use axum::Router;
use axum::extract::{Path, Query, State};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use jiff::Timestamp;
use jiff::civil::Date;
use serde::Deserialize;
use spis_applications::content::ApplicationContent;
use spis_applications::procedure;
use spis_identity::web::{Resident, news};
use spis_kernel::{Cents, Month};
use spis_pages::{AppError, Html, Page, PageRequest, StepState};
use uuid::Uuid;

use super::id_in;
use super::progress::{self, Progress};
use crate::actions::{Deed, journal_read, journal_refusal};
use crate::copies::{Application, DecisionHead, Event, PaidLine};
use crate::store::Submission;
use crate::{Portal, copies, store};

pub fn routes() -> Router<Portal> {
    Router::new().route("/prasymai/{id}", get(application))
}

/// A point of the application's way.
struct Milestone {
    state: &'static str,
    title: String,
    at: Option<Timestamp>,
}

impl Milestone {
    fn of(page: &Page, state: StepState, key: &str, at: Option<Timestamp>) -> Self {
        Self {
            state: match state {
                StepState::Done => "done",
                StepState::Now => "now",
                StepState::Todo => "todo",
            },
            title: page.t(key),
            at,
        }
    }

    fn icon(&self) -> &'static str {
        match self.state {
            "done" => "check",
            "now" => "clock",
            _ => "document",
        }
    }

    fn spoken(&self) -> &'static str {
        match self.state {
            "done" => "portal-way-done",
            "now" => "portal-way-now",
            _ => "portal-way-todo",
        }
    }
}

/// One transfer and what it was made of.
struct Payment {
    id: Uuid,
    pay_on: Date,
    account_ending: String,
    total: Cents,
    lines: Vec<PaidLine>,
}

#[derive(Template)]
#[template(path = "application.html")]
struct ApplicationPage {
    page: Page,
    just_sent: bool,
    submission: Submission,
    municipality: String,
    registration: Option<String>,
    registered: bool,
    progress: Progress,
    waits: bool,
    way: Vec<Milestone>,
    decision: Option<DecisionHead>,
    payments: Vec<Payment>,
    children: Vec<String>,
    asked_from: Option<Month>,
    account_ending: String,
    notice_key: String,
}

impl ApplicationPage {
    fn kind(&self, kind: &str) -> String {
        let key = format!("portal-kind-{}", kind.replace('_', "-"));
        if self.page.translator.has(&key) {
            self.page.t(key)
        } else {
            self.page.t("portal-kind-other")
        }
    }
}

#[derive(Deserialize)]
struct ApplicationQuery {
    zinute: Option<String>,
}

async fn application(
    State(portal): State<Portal>,
    request: PageRequest,
    resident: Resident,
    Path(id): Path<String>,
    Query(query): Query<ApplicationQuery>,
) -> Result<Response, AppError> {
    let id = id_in(&id)?;
    let mut connection = resident.begin(&portal.web.node).await?;
    let Some(submission) = store::submission_find(&mut connection, resident.id, id).await? else {
        drop(connection);
        journal_refusal(
            &portal,
            &resident,
            Deed::new("submission_read", "submission", id.get()),
        )
        .await?;
        return Err(AppError::NotFound);
    };
    let application = copies::application_list(&mut connection, &[id.get()])
        .await?
        .into_iter()
        .find(|a| a.municipality == submission.municipality);
    let (events, decision, paid) = match &application {
        Some(a) => (
            copies::event_list(&mut connection, a.municipality, a.id).await?,
            copies::decision_list(&mut connection, &[a.id.get()])
                .await?
                .pop(),
            copies::paid_list(&mut connection, a.municipality, a.id).await?,
        ),
        None => (Vec::new(), None, Vec::new()),
    };
    let municipality = store::municipality_name(&mut connection, submission.municipality)
        .await?
        .unwrap_or_default();
    drop(connection);
    let place = progress::place(&portal.web.node, application.as_ref()).await?;
    let content: ApplicationContent = serde_json::from_value(submission.content.clone())
        .map_err(|_| anyhow::anyhow!("the content of a submission cannot be read"))?;
    journal_read(
        &portal,
        &resident,
        Deed::new("submission_read", "submission", id.get()),
    )
    .await?;

    let page = resident.page(&portal.web, &request).at("home");
    let title = progress::title(&page, &submission.content);
    let flash = news(&page, query.zinute.as_deref());
    let page = page.with_title(title).with_flash(flash);
    let today = portal.web.today();
    let shown = ApplicationPage {
        just_sent: query.zinute.as_deref() == Some("sent"),
        municipality,
        registration: application.as_ref().map(|a| a.number.clone()),
        registered: application.is_some(),
        progress: progress::progress(&page, application.as_ref(), decision.as_ref(), place, today),
        waits: place.is_some(),
        way: way(
            &page,
            &submission,
            application.as_ref(),
            &events,
            decision.as_ref(),
            !paid.is_empty(),
        ),
        payments: payments(paid),
        children: content
            .children
            .iter()
            .map(|c| format!("{} {}", c.person.given_name, c.person.surname))
            .collect(),
        asked_from: content.asked_from,
        account_ending: content.account.last_four().to_owned(),
        notice_key: format!("portal-notice-{}", content.notice_channel.code()),
        decision,
        submission,
        page,
    };
    Ok(Html(shown).into_response())
}

fn payments(lines: Vec<PaidLine>) -> Vec<Payment> {
    let mut payments: Vec<Payment> = Vec::new();
    for line in lines {
        match payments.last_mut() {
            Some(payment) if payment.id == line.payment => {
                payment.total += line.amount;
                payment.lines.push(line);
            }
            _ => payments.push(Payment {
                id: line.payment,
                pay_on: line.pay_on,
                account_ending: line.account_ending.clone(),
                total: line.amount,
                lines: vec![line],
            }),
        }
    }
    payments
}

/// What happened, and what is still to come.
fn way(
    page: &Page,
    submission: &Submission,
    application: Option<&Application>,
    events: &[Event],
    decision: Option<&DecisionHead>,
    paid: bool,
) -> Vec<Milestone> {
    let mut way = vec![Milestone::of(
        page,
        StepState::Done,
        "portal-way-sent",
        Some(submission.submitted_at),
    )];
    for event in events {
        way.push(Milestone::of(
            page,
            StepState::Done,
            event_key(&event.step),
            Some(event.at),
        ));
    }
    let to_come: &[&str] = match (application.map(|a| a.status), decision) {
        (_, Some(decision)) if decision.outcome == "refused" => &[],
        (_, Some(_)) if paid => &[],
        (_, Some(_)) => &["portal-way-paying"],
        (None, None) => &[
            "portal-way-registering",
            "portal-way-checking",
            "portal-way-proposing",
            "portal-way-approving",
        ],
        (Some(procedure::Status::Proposed), None) => &["portal-way-approving"],
        (Some(procedure::Status::Assessed | procedure::Status::Returned), None) => {
            &["portal-way-proposing", "portal-way-approving"]
        }
        (Some(procedure::Status::Decided), None) => &["portal-way-deciding"],
        (Some(_), None) => &[
            "portal-way-checking",
            "portal-way-proposing",
            "portal-way-approving",
        ],
    };
    for (at, key) in to_come.iter().enumerate() {
        let state = if at == 0 {
            StepState::Now
        } else {
            StepState::Todo
        };
        way.push(Milestone::of(page, state, key, None));
    }
    way
}

fn event_key(step: &str) -> &'static str {
    match step {
        s if s == procedure::REGISTER.name => "portal-event-register",
        s if s == procedure::ASK_REGISTERS.name => "portal-event-ask-registers",
        s if s == procedure::ASSESS.name => "portal-event-assess",
        s if s == procedure::PROPOSE.name => "portal-event-propose",
        s if s == procedure::RETURN.name => "portal-event-return",
        s if s == procedure::ADOPT.name => "portal-event-adopt",
        _ => "portal-event-other",
    }
}
