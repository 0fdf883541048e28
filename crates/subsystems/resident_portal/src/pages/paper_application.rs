//! An application of hers that came in otherwise than from her own account: she handed it in on paper, or somebody whom she
//! authorised sent it. The same four answers, what it says, what is asked, the decision and what is paid. What she wants to say
//! about it she says to the municipality, or through whom she authorised.

use askama::Template;
use axum::Router;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use jiff::Timestamp;
use spis_applications::content::ApplicationContent;
use spis_applications::model::DecisionContent;
use spis_applications::procedure::Status;
use spis_identity::web::Resident;
use spis_kernel::{ApplicationId, Cents, Month};
use spis_pages::{AppError, Html, Page, PageRequest};

use super::application::{Asked, Payment, asked, kind_name, not_answered, payments};
use super::awards::{self, Award};
use super::progress::{self, Missing, Progress};
use super::{id_in, reading_page};
use crate::actions::open_messages::open_messages;
use crate::actions::{Deed, journal_read, journal_refusal};
use crate::copies::DecisionHead;
use crate::{Portal, copies, queue, store};

pub fn routes() -> Router<Portal> {
    Router::new()
        .route("/popieriniai/{id}", get(application))
        .route("/pagal-igaliojima/{id}", get(application))
}

#[derive(Template)]
#[template(path = "paper_application.html")]
struct PaperApplication {
    page: Page,
    number: String,
    sent_at: Timestamp,
    /// Who sent it for her; none: it was handed in on paper.
    sent_by: Option<String>,
    /// What it says; none if the copy cannot be read.
    content: Option<ApplicationContent>,
    municipality: String,
    phone: Option<String>,
    progress: Progress,
    documents: Vec<Asked>,
    decision: Option<DecisionHead>,
    granted: Option<(String, String)>,
    awards: Vec<Award>,
    this_month: (Month, Cents),
    payments: Vec<Payment>,
}

impl PaperApplication {
    fn kind(&self, kind: &str) -> String {
        kind_name(&self.page, kind)
    }

    /// Last characters of the account that it is to be paid to.
    fn account_ending(&self) -> Option<String> {
        let account = self.content.as_ref()?.account.as_ref()?;
        Some(account.last_four().to_owned())
    }
}

async fn application(
    State(portal): State<Portal>,
    request: PageRequest,
    resident: Resident,
    Path(id): Path<String>,
) -> Result<Response, AppError> {
    let id: ApplicationId = id_in(&id)?;
    let deed = Deed::new("application_read", "application", id.get());
    let today = portal.web.today();
    let mut connection = resident.begin(&portal.web.node).await?;
    let handed_in =
        copies::applicant_application_list(&mut connection, &resident.personal_code).await?;
    let Some(found) = handed_in.into_iter().find(|a| a.id == id) else {
        drop(connection);
        journal_refusal(&portal, &resident, deed).await?;
        return Err(AppError::NotFound);
    };
    let decision = copies::decision_list(&mut connection, &[id.get()])
        .await?
        .pop();
    let decided: Option<DecisionContent> = match &decision {
        Some(decision) => copies::decision_find(&mut connection, decision.id)
            .await?
            .and_then(|decision| serde_json::from_value(decision.content).ok()),
        None => None,
    };
    let paid = copies::paid_list(&mut connection, found.municipality, id).await?;
    let mut documents = copies::document_list(&mut connection, &[id.get()]).await?;
    documents.retain(|d| d.settled_as.is_none());
    let registers = if found.status == Status::Gathering {
        copies::awaited_registers(&mut connection, &[id.get()]).await?
    } else {
        Vec::new()
    };
    let municipality = store::municipality_name(&mut connection, found.municipality)
        .await?
        .unwrap_or_default();
    let phone = store::municipality_phone(&mut connection, found.municipality, today).await?;
    drop(connection);
    let place = queue::place(&portal, &resident, Some(&found)).await?;
    // What is shown now for the first time is delivered now.
    let shown: Vec<_> = documents.iter().map(|d| d.id).collect();
    open_messages(&portal, &resident, found.municipality, &shown).await?;
    journal_read(&portal, &resident, deed).await?;

    let page = reading_page(&portal, &request, &resident).await?.at("home");
    let title = progress::title(&page, &found.content);
    let page = page.with_title(title);
    let group = portal.services.groups.by_code(&found.kind_group);
    let documents: Vec<Asked> = documents
        .iter()
        .map(|d| asked(&page, group, d, None, today))
        .collect();
    let missing = Missing {
        documents: not_answered(&documents),
        registers,
        unanswered: false,
        term: group.map(|group| group.decision_term(today)),
    };
    let month = Month::of(today);
    let content: Option<ApplicationContent> = serde_json::from_value(found.content.clone()).ok();
    let by = content.as_ref().and_then(|c| c.represented_by.as_ref());
    Ok(Html(PaperApplication {
        progress: progress::progress(
            &page,
            Some(&found),
            decision.as_ref(),
            place,
            missing,
            today,
        ),
        documents,
        granted: decision.as_ref().and_then(|d| progress::granted(&page, d)),
        awards: decided.as_ref().map_or_else(Vec::new, |decided| {
            awards::awards(&page, decided, &paid, month)
        }),
        this_month: (
            month,
            decided
                .as_ref()
                .map_or(Cents::ZERO, |decided| awards::total_in(decided, month)),
        ),
        payments: payments(paid),
        decision,
        sent_by: by
            .filter(|_| found.submission.is_some())
            .map(|by| by.person.name()),
        content,
        number: found.number,
        sent_at: found.sent_at,
        municipality,
        phone,
        page,
    })
    .into_response())
}
