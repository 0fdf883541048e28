//! "Mano SPIS": applications, drafts, family.

use std::collections::HashMap;

use askama::Template;
use axum::Router;
use axum::extract::{Query, State};
use axum::response::IntoResponse;
use axum::routing::get;
use jiff::Timestamp;
use jiff::civil::Date;
use serde::Deserialize;
use spis_applications::procedure::Status;
use spis_applications::requests::RequestKind;
use spis_identity::web::{Resident, news};
use spis_kernel::{ApplicationId, DraftId, Term};
use spis_pages::{AppError, Html, Page, PageRequest};
use uuid::Uuid;

use super::asking::document_name;
use super::payments::{self, Next};
use super::progress::{self, Missing, Progress};
use super::{unread, with_unread};
use crate::actions::ask_family::{Occasion, ask_family};
use crate::actions::{Deed, journal_read};
use crate::copies::{Answer, Application, AskedDocument, AwaitedRegister, DecisionHead};
use crate::family::{KnownFamily, about};
use crate::own::OwnId;
use crate::queue::Place;
use crate::requests::SentRequest;
use crate::store::Submission;
use crate::{Portal, copies, queue, requests, retention, store};

pub fn routes() -> Router<Portal> {
    Router::new().route("/mano", get(home))
}

/// An application as a card.
struct Card {
    href: String,
    title: String,
    /// Registration number, or the receipt's while there is none.
    number: String,
    sent_at: Timestamp,
    progress: Progress,
    /// Address of the decision.
    decision_href: Option<String>,
    /// What it grants for each month, and the day of the first transfer, as told.
    granted: Option<(String, String)>,
    /// The decision pays something.
    pays: bool,
    /// Documents asked of her: name and last day.
    documents: Vec<(String, Date)>,
}

/// A draft as a card.
struct DraftCard {
    id: DraftId,
    /// What it is; a correction names the application's number.
    title: String,
    /// It corrects what was sent.
    corrects: bool,
    saved_at: Timestamp,
    /// Steps that are left, of how many; none for a correction, which is whole from the beginning.
    left: Option<(usize, usize)>,
}

#[derive(Template)]
#[template(path = "home.html")]
struct Home {
    page: Page,
    cards: Vec<Card>,
    drafts: Vec<DraftCard>,
    /// Payments to come, and the last one.
    next: Next,
    /// Messages that she has not opened.
    unread: usize,
    known: KnownFamily,
    today: Date,
    now: Timestamp,
}

impl Home {
    /// What she must know first: what is missing and until when, else that nothing is.
    fn lead(&self) -> String {
        let page = &self.page;
        let mut missing: Vec<&Date> = Vec::new();
        missing.extend(
            self.cards
                .iter()
                .flat_map(|card| card.documents.iter().map(|(_, due_on)| due_on)),
        );
        if let Some(first) = missing.iter().min() {
            let key = if **first < self.today {
                "portal-home-lead-missing-late"
            } else {
                "portal-home-lead-missing"
            };
            return page.t_args(
                key,
                &[
                    (
                        "missing",
                        page.t_count("requests-missing-heading", missing.len())
                            .into(),
                    ),
                    ("date", page.date_prose(*first).into()),
                ],
            );
        }
        // A correction that is not sent stands beside an application that was.
        let none_new = self.drafts.iter().all(|draft| draft.corrects);
        page.t(match (self.cards.first(), none_new) {
            (None, true) => "portal-home-lead-none",
            (None, false) => "portal-home-lead-draft",
            (Some(_), false) => "portal-home-lead-draft",
            (Some(latest), _) if latest.decision_href.is_some() => "portal-home-lead-decided",
            (Some(_), _) => "portal-home-lead",
        })
    }

    fn due(&self, due_on: &Date) -> String {
        progress::due(&self.page, *due_on, self.today)
    }

    /// "Liko 2 žingsniai iš 3".
    fn steps(&self, (left, all): &(usize, usize)) -> String {
        self.page.t_args(
            "portal-draft-left",
            &[("n", (*left).into()), ("all", (*all).into())],
        )
    }

    fn kept_until(&self, saved_at: &Timestamp) -> Timestamp {
        retention::kept_until(*saved_at)
    }

    fn ends_soon(&self, saved_at: &Timestamp) -> bool {
        retention::ends_soon(*saved_at, self.now)
    }
}

#[derive(Deserialize)]
struct HomeQuery {
    zinute: Option<String>,
}

async fn home(
    State(portal): State<Portal>,
    request: PageRequest,
    resident: Resident,
    Query(query): Query<HomeQuery>,
) -> Result<impl IntoResponse, AppError> {
    let unread = unread(&portal, &resident).await?;
    let page = with_unread(resident.page(&portal.web, &request), unread)
        .with_title_key("portal-home-title")
        .at("home");
    let flash = news(&page, query.zinute.as_deref());
    let page = page.with_flash(flash);
    let known = ask_family(
        &portal,
        resident.id,
        &resident.personal_code,
        Occasion::Look,
    )
    .await?;
    let mut connection = resident.begin(&portal.web.node).await?;
    let submissions = store::submission_list(&mut connection, resident.id).await?;
    let drafts = store::draft_list(&mut connection, resident.id).await?;
    let municipalities = store::municipality_list(&mut connection).await?;
    let mut left: HashMap<DraftId, (usize, usize)> = HashMap::new();
    for draft in drafts.iter().filter(|draft| draft.corrects.is_none()) {
        let form = portal.group(&draft.form_code)?.form();
        let values = &draft.content.values;
        let (family, places) = (known.family.as_ref(), municipalities.clone());
        let today = portal.web.today();
        let people = about(form, values, &resident, family, places, today);
        let screens = form.screens_asked(values);
        let wrong = screens.iter().filter(|screen| {
            let errors = form.errors_on(screen, values, people.as_ref(), today);
            !errors.is_empty()
        });
        // The last step is to look it over and send it.
        left.insert(draft.id, (wrong.count() + 1, screens.len() + 1));
    }
    drop(connection);
    let cards = cards(&portal, &resident, &page, &submissions).await?;
    let next = payments::next(&portal, &page, &resident).await?;
    let drafts = drafts
        .into_iter()
        .map(|draft| DraftCard {
            left: left.get(&draft.id).copied(),
            id: draft.id,
            corrects: draft.corrects.is_some(),
            title: match draft.corrects {
                Some(corrects) => {
                    let href = corrects.href();
                    let card = cards.iter().find(|card| card.href == href);
                    let number = card.map_or("", |card| card.number.as_str());
                    page.t_with("amend-draft-of", "number", number)
                }
                None => page.t("portal-application"),
            },
            saved_at: draft.saved_at,
        })
        .collect();
    journal_read(
        &portal,
        &resident,
        Deed::new("home_read", "resident", resident.id.get()),
    )
    .await?;
    Ok(Html(Home {
        page,
        cards,
        drafts,
        next,
        unread,
        known,
        today: portal.web.today(),
        now: portal.web.now(),
    }))
}

async fn cards(
    portal: &Portal,
    resident: &Resident,
    page: &Page,
    submissions: &[Submission],
) -> Result<Vec<Card>, AppError> {
    let today = portal.web.today();
    let mut connection = resident.begin(&portal.web.node).await?;
    let ids: Vec<Uuid> = submissions.iter().map(|s| s.id.get()).collect();
    let applications = copies::application_list(&mut connection, &ids).await?;
    let otherwise =
        copies::applicant_application_list(&mut connection, &resident.personal_code).await?;
    let mut about = ids.clone();
    about.extend(otherwise.iter().map(|a| a.id.get()));
    let requests = requests::request_list(&mut connection, resident.id, &about).await?;
    let all = || applications.iter().chain(&otherwise);
    let ids: Vec<Uuid> = all().map(|a| a.id.get()).collect();
    let gathering = all().filter(|a| a.status == Status::Gathering);
    let gathering: Vec<Uuid> = gathering.map(|a| a.id.get()).collect();
    let registers = copies::awaited_registers(&mut connection, &gathering).await?;
    let copied = Copied {
        decisions: copies::decision_list(&mut connection, &ids).await?,
        documents: copies::document_list(&mut connection, &ids).await?,
        answers: copies::answer_list(&mut connection, &ids).await?,
        requests,
        registers,
        places: HashMap::new(),
    };
    drop(connection);
    let copied = Copied {
        places: queue::places(portal, resident, all()).await?,
        ..copied
    };
    let mut cards = Vec::new();
    for submission in submissions {
        let application = applications.iter().find(|a| {
            a.submission == Some(submission.id) && a.municipality == submission.municipality
        });
        let group = portal.services.groups.by_form(&submission.form_code);
        let head = Head {
            own: submission.id.into(),
            title: progress::title(page, &submission.content),
            number: application
                .map_or(&submission.receipt_number, |a| &a.number)
                .clone(),
            sent_at: submission.submitted_at,
            term: group.map(|group| group.decision_term(today)),
        };
        cards.push(card(page, head, application, &copied, today));
    }
    for application in &otherwise {
        let group = portal.services.groups.by_code(&application.kind_group);
        let head = Head {
            own: application.id.into(),
            title: progress::title(page, &application.content),
            number: application.number.clone(),
            sent_at: application.sent_at,
            term: group.map(|group| group.decision_term(today)),
        };
        cards.push(card(page, head, Some(application), &copied, today));
    }
    // The latest first, and before all what needs her.
    cards.sort_by_key(|card| (card.documents.is_empty(), std::cmp::Reverse(card.sent_at)));
    Ok(cards)
}

/// What municipalities own of her applications.
struct Copied {
    decisions: Vec<DecisionHead>,
    documents: Vec<AskedDocument>,
    answers: Vec<Answer>,
    requests: Vec<SentRequest>,
    registers: Vec<AwaitedRegister>,
    places: HashMap<ApplicationId, Place>,
}

/// What a card says of an application before its progress.
struct Head {
    own: OwnId,
    title: String,
    number: String,
    sent_at: Timestamp,
    /// Within which term it is decided.
    term: Option<Term>,
}

fn card(
    page: &Page,
    head: Head,
    application: Option<&Application>,
    copied: &Copied,
    today: Date,
) -> Card {
    let decision =
        application.and_then(|a| copied.decisions.iter().find(|d| d.application == a.id));
    let place = application.and_then(|a| copied.places.get(&a.id)).copied();
    let unanswered: Vec<&SentRequest> = copied
        .requests
        .iter()
        .filter(|r| r.about == head.own)
        .filter(|r| !copied.answers.iter().any(|a| a.id == r.id))
        .collect();
    let withdrawing = unanswered.iter().any(|r| r.kind == RequestKind::Withdrawal);
    let waiting: Vec<_> = copied
        .documents
        .iter()
        .filter(|d| d.settled_as.is_none() && application.is_some_and(|a| a.id == d.application))
        // Nothing is asked of whoever takes the application back, or has answered.
        .filter(|d| {
            !withdrawing && requests::unread(&copied.requests, &copied.answers, d.id).is_none()
        })
        .collect();
    let awaited = copied.registers.iter();
    let registers = awaited
        .filter(|register| application.is_some_and(|a| a.id == register.application))
        .cloned()
        .collect();
    let missing = Missing {
        documents: waiting.iter().map(|d| document_name(page, d)).collect(),
        registers,
        unanswered: !unanswered.is_empty(),
        term: head.term,
    };
    let mut progress = progress::progress(page, application, decision, place, missing, today);
    if !progress.answers.missing_href.is_empty() {
        progress.answers.missing_href = format!("{}#truksta", head.own.href());
    }
    Card {
        progress,
        documents: waiting
            .into_iter()
            .map(|d| (document_name(page, d), d.due_on))
            .collect(),
        granted: decision.and_then(|d| progress::granted(page, d)),
        pays: decision.is_some_and(|d| d.outcome != "refused"),
        decision_href: decision.map(|d| format!("/sprendimai/{}", d.id)),
        href: head.own.href(),
        title: head.title,
        number: head.number,
        sent_at: head.sent_at,
    }
}
