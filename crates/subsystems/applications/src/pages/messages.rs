//! "Gyventojos žinutės ir prašymai": what the applicant wrote after sending, what is to be answered and by when, and the
//! documents that were asked of her.

use axum::Form;
use axum::extract::{Path, State};
use axum::response::Response;
use jiff::Timestamp;
use jiff::civil::Date;
use spis_database::Tx;
use spis_identity::Right;
use spis_identity::web::Official;
use spis_kernel::ApplicationId;
use spis_pages::{AppError, Choice, Fact, FormValues, Message, Page, PageRequest, Tag, Translator};
use uuid::Uuid;

use super::case::{self, Shown};
use super::{CaseState, documents};
use crate::actions::StepError;
use crate::actions::answer_request::answer as answer_request;
use crate::actions::ask_document::ask_document;
use crate::actions::settle_document::{Settled, settle_document};
use crate::actions::take_up::take_up;
use crate::documents::Document;
use crate::group::SupportGroup;
use crate::procedure::ASK_DOCUMENTS;
use crate::requests::store::{self as requests, AskedDocument};
use crate::requests::{
    AnswerOutcome, Correction, DOCUMENTS, DocumentRequest, Reached, ResidentRequest, corrections,
    document_due, paper_corrections,
};
use crate::store::{Application, submission_find};

/// Everything that the section of a case shows.
pub(super) struct Messages {
    pub list: Vec<MessageRow>,
    pub documents: Vec<DocumentRow>,
    /// The user may answer and ask.
    pub may_process: bool,
    /// Nobody has taken the case up.
    pub free: bool,
    /// A document may be asked for now.
    pub may_ask: bool,
    pub choices: Vec<Choice>,
    pub earliest: Date,
    pub own_words: String,
    pub why: String,
    pub until: String,
    /// How many wait for an answer.
    pub waiting: usize,
    /// One of them must be answered before a decision.
    pub holds: bool,
    pub ended: bool,
}

/// What she wrote, and the answer.
pub(super) struct MessageRow {
    pub id: Uuid,
    pub heading: String,
    pub receipt: String,
    pub text: String,
    /// Who brought it to the counter, when and to whom; empty of what she wrote in the portal.
    pub brought: Vec<Fact>,
    pub changes: Vec<Fact>,
    pub sent_at: Timestamp,
    pub answer_by: Date,
    /// Code and wording of each answer that may be given; none once it is answered.
    pub outcomes: Vec<(&'static str, String)>,
    pub typed: String,
    pub answer: Option<AnswerRow>,
    /// Documents that came with it.
    pub documents: Vec<documents::Row>,
}

impl MessageRow {
    pub fn field(&self) -> String {
        format!("atsakymas-{}", self.id)
    }
}

impl DocumentRow {
    pub fn field(&self) -> String {
        format!("dokumentas-{}", self.id)
    }
}

/// An answer that was given.
pub(super) struct AnswerRow {
    pub words: String,
    pub text: Option<String>,
    pub position: Option<String>,
    pub at: Timestamp,
}

/// A document that was asked for.
pub(super) struct DocumentRow {
    pub id: Uuid,
    pub title: String,
    pub reason: String,
    pub asked_at: Timestamp,
    pub due_on: Date,
    pub opened: Option<Timestamp>,
    /// How she has got it otherwise than in the portal, or that she has not.
    pub otherwise: String,
    pub state: Tag,
    pub open: bool,
    /// What she gave.
    pub given: Vec<documents::Row>,
}

/// What she wrote, what it corrects, and the documents asked of her with how each request reached her.
pub(super) struct Written {
    pub(super) list: Vec<ResidentRequest>,
    corrections: Vec<Correction>,
    pub(super) documents: Vec<(DocumentRequest, Reached)>,
}

/// Reads the section's rows.
pub(super) async fn read(tx: &mut Tx, application: &Application) -> Result<Written, AppError> {
    let list = requests::request_list_of(tx, application).await?;
    let mut documents = Vec::new();
    for document in requests::document_list(tx, application.municipality, application.id).await? {
        let reached = requests::reached(tx, application.municipality, document.id).await?;
        documents.push((document, reached));
    }
    let corrections = match application.submission {
        None => paper_corrections(&application.content, &list),
        Some(submission) if list.iter().any(|request| request.content.is_some()) => {
            let sent = submission_find(tx, application.municipality, submission)
                .await?
                .ok_or_else(|| anyhow::anyhow!("a registered submission is not there"))?;
            // serde's message could quote what she wrote.
            let sent = serde_json::from_value(sent.content).map_err(|e| {
                anyhow::anyhow!("a submission of another form ({:?})", e.classify())
            })?;
            corrections(sent, &list)
        }
        _ => Vec::new(),
    };
    Ok(Written {
        list,
        corrections,
        documents,
    })
}

/// Puts the rows in words.
pub(super) fn messages(
    page: &Page,
    application: &Application,
    group: &dyn SupportGroup,
    (written, attached): (Written, &[Document]),
    official: &Official,
    typed: &FormValues,
    today: Date,
) -> Messages {
    let Written {
        list,
        corrections,
        documents,
    } = written;
    let may_process = official.user.may(Right::CaseProcess);
    let holds = |r: &ResidentRequest| r.kind.holds_the_decision() && r.answer.is_none();
    let answering: Vec<(Option<Uuid>, Uuid)> =
        list.iter().map(|r| (r.document_request, r.id)).collect();
    Messages {
        waiting: list.iter().filter(|r| r.answer.is_none()).count(),
        holds: list.iter().any(holds),
        list: list
            .into_iter()
            .map(|request| MessageRow {
                documents: rows(page, application.id, attached, request.id),
                changes: changes(page, group.form(), &corrections, request.id),
                ..message_row(page, request, typed)
            })
            .collect(),
        documents: documents
            .into_iter()
            .map(|(document, reached)| {
                let answers = answering
                    .iter()
                    .filter(|(about, _)| *about == Some(document.id));
                let given = answers
                    .flat_map(|(_, request)| rows(page, application.id, attached, *request))
                    .collect();
                DocumentRow {
                    given,
                    ..document_row(page, application, document, &reached)
                }
            })
            .collect(),
        may_process,
        free: application.assigned_to.is_none(),
        may_ask: may_process && ASK_DOCUMENTS.may_follow(application.status),
        choices: DOCUMENTS
            .into_iter()
            .map(|code| {
                let label = page.t(format!("document-{code}"));
                Choice::new(code, label, typed.typed("dokumentas") == code)
            })
            .collect(),
        earliest: document_due(
            &group.document_term(),
            today,
            application.content.notice_channel,
        ),
        own_words: typed.typed("kita").to_owned(),
        why: typed.typed("kodel").to_owned(),
        until: typed.typed("iki").to_owned(),
        ended: application.status.is_final(),
    }
}

fn message_row(page: &Page, request: ResidentRequest, typed: &FormValues) -> MessageRow {
    let outcomes = if request.answer.is_some() {
        &[][..]
    } else {
        request.kind.outcomes()
    };
    MessageRow {
        id: request.id,
        heading: page.t(format!("request-{}", request.kind.code())),
        brought: brought_by(page, &request),
        receipt: request.receipt_number,
        text: request.text,
        changes: Vec::new(),
        sent_at: request.sent_at,
        answer_by: request.answer_by,
        outcomes: outcomes
            .iter()
            .map(|o| {
                let key = format!("request-do-{}-{}", request.kind.code(), o.code());
                (o.code(), page.t(key))
            })
            .collect(),
        typed: typed.typed(format!("atsakymas-{}", request.id)).to_owned(),
        answer: request.answer.map(|answer| AnswerRow {
            words: page.t(format!(
                "request-done-{}-{}",
                request.kind.code(),
                answer.outcome.code()
            )),
            text: answer.text,
            position: answer.position,
            at: answer.at,
        }),
        documents: Vec::new(),
    }
}

/// How a request came on paper; nothing of one from the portal.
pub(super) fn brought_by(page: &Page, request: &ResidentRequest) -> Vec<Fact> {
    let Some(paper) = &request.on_paper else {
        return Vec::new();
    };
    let document = page.t(format!(
        "counter-identity-{}",
        paper.identity.code().replace('_', "-")
    ));
    let (name, post) = &paper.received_by;
    vec![
        Fact::new(
            page.t("brought-receipt-on"),
            page.date_table(paper.received_on),
        ),
        Fact::new(
            page.t("brought-atnese"),
            paper
                .brought_by
                .clone()
                .unwrap_or_else(|| page.t("brought-atnese-pats")),
        ),
        Fact::new(
            page.t("counter-identity"),
            match paper.identity_last.as_str() {
                "" => document,
                last => format!("{document}, …{last}"),
            },
        ),
        Fact::new(page.t("brought-receipt-by"), format!("{name}, {post}")).in_lithuanian(),
    ]
}

/// Documents that came with a request.
fn rows(
    page: &Page,
    application: ApplicationId,
    attached: &[Document],
    request: Uuid,
) -> Vec<documents::Row> {
    attached
        .iter()
        .filter(|document| document.subject == request)
        .map(|document| documents::Row::of(page, application, document))
        .collect()
}

/// What a correction changes, or would change: the new value, the old one beside it.
fn changes(
    page: &Page,
    form: &crate::form::Form,
    corrections: &[Correction],
    request: Uuid,
) -> Vec<Fact> {
    let correction = corrections.iter().filter(|c| c.request == request);
    correction
        .flat_map(|c| form.changes(&c.before, &c.after, &page.translator))
        .map(|change| {
            let was = page.t_with("request-was", "value", change.before);
            Fact::new(change.label, change.after).with_note(was)
        })
        .collect()
}

fn document_row(
    page: &Page,
    application: &Application,
    document: DocumentRequest,
    reached: &Reached,
) -> DocumentRow {
    let otherwise = match reached.on_paper {
        Some((delivery, day)) => {
            let words = page.t(format!("event-{}", delivery.step().replace('_', "-")));
            format!("{words} {}", page.date_table(day))
        }
        None if application.content.notice_channel.on_paper() => page.t("document-not-printed"),
        None => page.t("document-not-opened"),
    };
    let (color, icon, key) = match document.settled_as.as_deref() {
        None => ("warning", "clock", "document-waits"),
        Some("received") => ("success", "yes", "document-received"),
        Some("waived") => ("neutral", "dash", "document-waived"),
        Some("not_given") => ("danger", "no", "document-not-given"),
        Some("replaced") => ("neutral", "dash", "document-replaced"),
        Some(_) => ("neutral", "dash", "document-withdrawn"),
    };
    DocumentRow {
        id: document.id,
        title: document_name(
            &page.translator,
            &document.document,
            document.own_words.as_deref(),
        ),
        open: document.settled_as.is_none(),
        reason: document.reason,
        asked_at: document.asked_at,
        due_on: document.due_on,
        opened: reached.opened_at,
        otherwise,
        given: Vec::new(),
        state: Tag::new(color, icon, page.t(key)),
    }
}

/// A document by its name in the list, or in the specialist's words.
pub(super) fn document_name(words: &Translator, document: &str, own_words: Option<&str>) -> String {
    let name = words.t(format!("document-{document}"));
    match own_words {
        Some(own) if document == "other" => own.to_owned(),
        Some(own) => format!("{name}: {own}"),
        None => name,
    }
}

async fn required(
    state: &CaseState,
    official: &Official,
    id: ApplicationId,
    action: &'static str,
) -> Result<(), AppError> {
    official
        .require(
            &state.web,
            Right::CaseProcess,
            action,
            "application",
            Some(id.get()),
        )
        .await
}

/// Answers what she wrote.
pub(super) async fn answer(
    State(state): State<CaseState>,
    request: PageRequest,
    official: Official,
    Path(id): Path<ApplicationId>,
    Form(pairs): Form<Vec<(String, String)>>,
) -> Result<Response, AppError> {
    let form = official.form(pairs)?;
    required(&state, &official, id, "request_answer").await?;
    let about: Uuid = form
        .given("kreipinys")
        .and_then(|v| v.parse().ok())
        .ok_or(AppError::Unprocessable)?;
    let outcome =
        AnswerOutcome::from_code(form.typed("veiksmas")).ok_or(AppError::Unprocessable)?;
    let field = format!("atsakymas-{about}");
    let text = form.given(&field).map(str::to_owned);
    let result = answer_request(
        &state.web.node,
        &state.groups,
        &official.user,
        id,
        about,
        (outcome, text.as_deref()),
        state.web.now(),
    )
    .await
    .map(|()| "answered");
    case::answer(&state, &request, &official, id, form, &field, result).await
}

/// Takes the case up.
pub(super) async fn take(
    State(state): State<CaseState>,
    request: PageRequest,
    official: Official,
    Path(id): Path<ApplicationId>,
    Form(pairs): Form<Vec<(String, String)>>,
) -> Result<Response, AppError> {
    let form = official.form(pairs)?;
    required(&state, &official, id, "case_take_up").await?;
    let result = take_up(&state.web.node, &official.user, id, state.web.now())
        .await
        .map(|()| "taken-up");
    case::answer(&state, &request, &official, id, form, "imti", result).await
}

/// Asks for a document.
pub(super) async fn ask(
    State(state): State<CaseState>,
    request: PageRequest,
    official: Official,
    Path(id): Path<ApplicationId>,
    Form(pairs): Form<Vec<(String, String)>>,
) -> Result<Response, AppError> {
    let form = official.form(pairs)?;
    required(&state, &official, id, "document_ask").await?;
    let mut wrong = spis_pages::FieldErrors::new();
    let document = form.typed("dokumentas");
    if !DOCUMENTS.contains(&document) {
        wrong.add_key("dokumentas", "document-error-which");
    }
    if document == "other" && form.given("kita").is_none() {
        wrong.add_key("kita", "document-error-words");
    }
    if form.given("kodel").is_none() {
        wrong.add_key("kodel", "document-error-why");
    }
    let due_on = match form.given("iki").map(str::parse::<Date>) {
        None => None,
        Some(Ok(day)) => Some(day),
        Some(Err(_)) => {
            wrong.add_key("iki", "document-error-date");
            None
        }
    };
    if !wrong.is_empty() {
        return case::shown_again(&state, &request, &official, id, Shown::wrong(form, wrong)).await;
    }
    let asked = AskedDocument {
        document: document.to_owned(),
        own_words: form.given("kita").map(str::to_owned),
        reason: form.typed("kodel").to_owned(),
        due_on,
    };
    let (node, user) = (&state.web.node, &official.user);
    let asking = ask_document(node, &state.groups, user, id, &asked, state.web.now()).await;
    if let Err(StepError::TooEarly(earliest)) = asking {
        let message = Message::key("document-error-early").with("date", earliest.to_string());
        wrong.add("iki", message);
        return case::shown_again(&state, &request, &official, id, Shown::wrong(form, wrong)).await;
    }
    let result = asking.map(|_| "document-asked");
    case::answer(&state, &request, &official, id, form, "kodel", result).await
}

/// Ends the waiting for a document.
pub(super) async fn settle(
    State(state): State<CaseState>,
    request: PageRequest,
    official: Official,
    Path(id): Path<ApplicationId>,
    Form(pairs): Form<Vec<(String, String)>>,
) -> Result<Response, AppError> {
    let form = official.form(pairs)?;
    required(&state, &official, id, "document_settle").await?;
    let document: Uuid = form
        .given("prasytas")
        .and_then(|v| v.parse().ok())
        .ok_or(AppError::Unprocessable)?;
    let settled = Settled::from_code(form.typed("veiksmas")).ok_or(AppError::Unprocessable)?;
    let (node, user) = (&state.web.node, &official.user);
    let result = settle_document(
        node,
        &state.groups,
        user,
        id,
        document,
        settled,
        state.web.now(),
    )
    .await
    .map(|()| "document-settled");
    let field = format!("dokumentas-{document}");
    case::answer(&state, &request, &official, id, form, &field, result).await
}
