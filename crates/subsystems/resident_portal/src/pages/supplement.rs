//! Writing about an application that was sent, with documents: a supplement of her own will, a document that was asked of her or
//! that she does not have it, a question, that the result is wrong. What was asked of her never waits for the privacy policy.

use askama::Template;
use axum::extract::{DefaultBodyLimit, Multipart, Path, Query, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use axum::{Form, Router};
use jiff::civil::Date;
use serde::Deserialize;
use spis_applications::requests::{RequestKind, answer_by};
use spis_identity::web::{Resident, Writer};
use spis_pages::rate::TooFast;
use spis_pages::{AppError, Choice, FormValues, Html, Message, Page, PageRequest};
use uuid::Uuid;

use super::asking::{
    Case, case_of, document_name, frame, key_of, said, sent, too_late, uninformed,
};
use super::id_in;
use super::progress::due;
use super::unsent::{Kept, back_to, keep_typed, not_signed_in, signed_out};
use crate::actions::keep_text::{TEXT, keep_text};
use crate::actions::send_request::{Asked, Asking, send_request};
use crate::actions::{Deed, journal_read};
use crate::copies::AskedDocument;
use crate::own::OwnId;
use crate::store::unsent::Spot;
use crate::uploads::{
    About, Adding, FILES_FIELD, LARGEST_FORM, Place, not_ready, nothing_chosen, receive, take_form,
    told_at_once,
};
use crate::{Portal, store};

/// Button that adds the chosen files and sends nothing yet.
const ADD: &str = "ikelti";
/// Button that takes a document away again.
const REMOVE: &str = "salinti";
/// Button that has a waiting document checked.
const CHECK: &str = "patikrinti";
/// Where the text is kept that says why a document is not given.
const NO_DOCUMENT: &str = "neturiu";
/// Ways to go on without a document.
const WAYS: [&str; 3] = ["other", "register", "explain"];

pub fn routes() -> Router<Portal> {
    Router::new()
        .route("/prasymai/{id}/papildyti", get(supplement))
        .route("/prasymai/{id}/klausti", get(question))
        .route("/prasymai/{id}/neteisingas", get(disagreement))
        .route("/prasymai/{id}/neturiu/{document}", get(no_document))
        .route("/prasymai/{id}/papildyti/saugoti", post(keep_supplement))
        .route("/prasymai/{id}/klausti/saugoti", post(keep_question))
        .route(
            "/prasymai/{id}/neteisingas/saugoti",
            post(keep_disagreement),
        )
        .route(
            "/prasymai/{id}/neturiu/{document}/saugoti",
            post(keep_no_document),
        )
}

/// What carries files.
pub fn large_routes() -> Router<Portal> {
    Router::new()
        .route("/prasymai/{id}/papildyti", post(send_supplement))
        .route("/prasymai/{id}/klausti", post(send_question))
        .route("/prasymai/{id}/neteisingas", post(send_disagreement))
        .route("/prasymai/{id}/neturiu/{document}", post(send_no_document))
        .layer(DefaultBodyLimit::max(LARGEST_FORM))
}

#[derive(Template)]
#[template(path = "supplement.html")]
struct SupplementPage {
    page: Page,
    action: String,
    back: String,
    key: Uuid,
    document: Option<Wanted>,
    lead: String,
    send: String,
    /// It says that a decision is wrong.
    disagrees: bool,
    label: String,
    hint: String,
    text: String,
    /// Where its text is kept as it is typed.
    keep: String,
    kept: Kept,
    adding: Adding,
    answer_by: Date,
}

/// The document that was asked of her.
struct Wanted {
    name: String,
    reason: String,
    /// Until when, in words.
    due: String,
    without: String,
}

#[derive(Template)]
#[template(path = "no_document.html")]
struct NoDocumentPage {
    page: Page,
    action: String,
    back: String,
    key: Uuid,
    name: String,
    /// What else she can do: ring, and say which number.
    phone: String,
    number: String,
    how: Vec<Choice>,
    text: String,
    kept: Kept,
    adding: Adding,
}

#[derive(Deserialize)]
struct DocumentQuery {
    dokumentas: Option<Uuid>,
}

/// What is being written.
struct Writing<'a> {
    portal: &'a Portal,
    request: &'a PageRequest,
    resident: &'a Resident,
    id: OwnId,
    case: Case,
    place: Place,
    about: About,
}

/// What came with a form.
struct Given {
    values: FormValues,
    added: Vec<Uuid>,
    /// Everything is to be sent now.
    sending: bool,
}

/// Where it is written, or the page that says why it cannot be.
enum Opened<'a> {
    Writing(Box<Writing<'a>>),
    Closed(Response),
}

impl<'a> Writing<'a> {
    async fn open(
        portal: &'a Portal,
        request: &'a PageRequest,
        resident: &'a Resident,
        id: &str,
        about: About,
    ) -> Result<Opened<'a>, AppError> {
        let id: OwnId = id_in(id)?;
        let back = format!("/prasymai/{id}/{}", about.place());
        if about.document().is_none()
            && let Some(response) = uninformed(portal, resident, &back).await?
        {
            return Ok(Opened::Closed(response));
        }
        let case = case_of(portal, resident, id).await?;
        if case.own.has_ended() && about.kind().holds_the_decision() {
            let page = frame(portal, request, resident, about.kind());
            return Ok(Opened::Closed(too_late(page, id)));
        }
        let place = Place::of_sent(&case, about).ok_or(AppError::NotFound)?;
        Ok(Opened::Writing(Box::new(Self {
            portal,
            request,
            resident,
            id,
            case,
            place,
            about,
        })))
    }

    fn frame(&self) -> Page {
        frame(self.portal, self.request, self.resident, self.about.kind())
    }

    fn spot(&self, place: &'static str) -> Spot {
        Spot {
            about: self.id,
            place,
            subject: self.about.document().unwrap_or(self.id.get()),
        }
    }

    async fn kept(&self, place: &'static str) -> Result<Kept, AppError> {
        Kept::find(self.portal, self.resident, self.spot(place)).await
    }

    /// Keeps what cannot be sent as it is.
    async fn keep(&self, place: &'static str, form: &FormValues) -> Result<(), AppError> {
        Ok(keep_text(self.portal, self.resident, self.spot(place), form).await?)
    }

    /// Whether she may send now; the error stands beside the text.
    fn too_fast(&self, page: &mut Page) -> Option<TooFast> {
        let (portal, resident) = (self.portal, self.resident);
        let too_fast = portal.questions.take(resident.id, portal.web.now()).err()?;
        let message = Message::key("error-too-many-typed").with("n", too_fast.minutes());
        page.errors.add("tekstas", message);
        Some(too_fast)
    }

    fn wanted(&self) -> Option<&AskedDocument> {
        self.case
            .documents
            .iter()
            .find(|d| Some(d.id) == self.about.document())
    }

    /// Takes what came with the form: documents added, taken away, checked.
    async fn take(&self, page: &mut Page, form: Multipart) -> Result<Given, AppError> {
        let (portal, resident, place) = (self.portal, self.resident, &self.place);
        let mut taken = take_form(portal, self.request, resident, place, form).await?;
        if taken.earlier {
            page.errors.add_key(TEXT, "error-earlier-session-typed");
            return Ok(Given {
                sending: false,
                values: taken.values,
                added: taken.added,
            });
        }
        let named = |values: &FormValues, button| -> Option<Uuid> {
            values.given(button).and_then(|id| id.parse().ok())
        };
        let adding = taken.values.given(ADD).is_some();
        let removed = named(&taken.values, REMOVE);
        let checked = named(&taken.values, CHECK);
        if adding && taken.is_empty() {
            taken.told.push(nothing_chosen());
        }
        if let Some(file) = removed {
            receive::remove(portal, resident, place, file).await?;
        }
        if let Some(file) = checked {
            let name = receive::progress(portal, resident, place, file)
                .await?
                .map(|upload| upload.name);
            if let Err(why) = receive::finish(portal, resident, place, file).await? {
                taken.told.push((name.unwrap_or_default(), why));
            }
        }
        if !taken.told.is_empty() {
            let told = told_at_once(page, &taken.told);
            page.errors.add(FILES_FIELD, told);
        }
        Ok(Given {
            sending: !adding && removed.is_none() && checked.is_none(),
            values: taken.values,
            added: taken.added,
        })
    }

    /// Sends; the error stands beside the documents if one of them cannot go.
    async fn send(
        &self,
        mut page: Page,
        asked: &Asked,
        given: &Given,
    ) -> Result<Result<Response, Page>, AppError> {
        match send_request(self.portal, self.resident, self.id, asked).await? {
            Asking::Again => {
                // The first form carried the same documents.
                for file in &given.added {
                    receive::remove(self.portal, self.resident, &self.place, *file).await?;
                }
                Ok(Ok(sent(page, self.id, self.about.kind(), Asking::Again)?))
            }
            Asking::NotReady(documents) => {
                let told = not_ready(&page, &documents);
                page.errors.add(FILES_FIELD, told);
                Ok(Err(page))
            }
            result => Ok(Ok(sent(page, self.id, self.about.kind(), result)?)),
        }
    }

    async fn adding(&self, page: &Page) -> Result<Adding, AppError> {
        Ok(Adding::of(self.portal, self.resident, page, &self.place, true).await?)
    }

    /// What is shown is journalled first.
    async fn shown(&self, page: &Page) -> Result<Adding, AppError> {
        let deed = Deed::new(
            "upload_read",
            self.place.writing.object(),
            self.place.subject,
        );
        journal_read(self.portal, self.resident, deed).await?;
        self.adding(page).await
    }

    async fn page(&self, page: Page, form: &FormValues) -> Result<Response, AppError> {
        let kept = self.kept(self.about.place()).await?;
        let adding = self.shown(&page).await?;
        let document = self.wanted().map(|d| Wanted {
            name: document_name(&page, d),
            reason: d.reason.clone(),
            due: due(&page, d.due_on, self.portal.web.today()),
            without: format!("/prasymai/{}/neturiu/{}", self.id, d.id),
        });
        let status = status_of(&page);
        let code = self.about.kind().code();
        let shown = SupplementPage {
            action: self.place.back.clone(),
            back: self.id.href(),
            key: key_of(self.portal, form),
            label: match &document {
                Some(_) => page.t("ask-text-document"),
                None => page.t(format!("ask-text-{code}")),
            },
            lead: page.t(format!("ask-lead-{code}")),
            send: page.t(format!("ask-send-{code}")),
            disagrees: self.about == About::Disagreement,
            hint: match self.about {
                About::Supplement | About::Document(_) => page.t("ask-supplement-hint"),
                About::Question | About::Disagreement => String::new(),
            },
            document,
            text: form.typed("tekstas").to_owned(),
            keep: {
                let keep = format!("/prasymai/{}/{}/saugoti", self.id, self.about.place());
                match self.about.document() {
                    Some(document) => format!("{keep}?dokumentas={document}"),
                    None => keep,
                }
            },
            kept,
            adding,
            answer_by: answer_by(self.portal.web.today()),
            page,
        };
        Ok((status, Html(shown)).into_response())
    }

    async fn page_without(&self, page: Page, form: &FormValues) -> Result<Response, AppError> {
        let page = page.with_title_key("no-document-title");
        let asked = self.wanted().ok_or(AppError::NotFound)?;
        let kept = self.kept(NO_DOCUMENT).await?;
        let mut adding = self.shown(&page).await?;
        let action = format!("/prasymai/{}/neturiu/{}", self.id, asked.id);
        adding.list.clone_from(&action);
        let status = status_of(&page);
        let web = &self.portal.web;
        let own = &self.case.own;
        let mut connection = self.resident.begin(&web.node).await?;
        let phone =
            store::municipality_phone(&mut connection, own.municipality, web.today()).await?;
        drop(connection);
        let shown = NoDocumentPage {
            action,
            phone: phone.unwrap_or_else(|| page.contacts.help_phone_shown.clone()),
            number: own.number().to_owned(),
            back: self.id.href(),
            key: key_of(self.portal, form),
            name: document_name(&page, asked),
            how: WAYS
                .into_iter()
                .map(|way| {
                    let label = page.t(format!("no-document-how-{way}"));
                    Choice::new(way, label, form.typed("kaip") == way)
                })
                .collect(),
            text: form.typed("tekstas").to_owned(),
            kept,
            adding,
            page,
        };
        Ok((status, Html(shown)).into_response())
    }
}

fn status_of(page: &Page) -> StatusCode {
    if page.has_errors() {
        StatusCode::UNPROCESSABLE_ENTITY
    } else {
        StatusCode::OK
    }
}

/// A supplement, or the document that it is about.
fn of_query(query: &DocumentQuery) -> About {
    query.dokumentas.map_or(About::Supplement, About::Document)
}

async fn supplement(
    State(portal): State<Portal>,
    request: PageRequest,
    resident: Resident,
    Path(id): Path<String>,
    Query(query): Query<DocumentQuery>,
) -> Result<Response, AppError> {
    show(&portal, &request, &resident, &id, of_query(&query)).await
}

async fn question(
    State(portal): State<Portal>,
    request: PageRequest,
    resident: Resident,
    Path(id): Path<String>,
) -> Result<Response, AppError> {
    show(&portal, &request, &resident, &id, About::Question).await
}

async fn disagreement(
    State(portal): State<Portal>,
    request: PageRequest,
    resident: Resident,
    Path(id): Path<String>,
) -> Result<Response, AppError> {
    show(&portal, &request, &resident, &id, About::Disagreement).await
}

async fn show(
    portal: &Portal,
    request: &PageRequest,
    resident: &Resident,
    id: &str,
    about: About,
) -> Result<Response, AppError> {
    let opened = Writing::open(portal, request, resident, id, about).await?;
    match opened {
        Opened::Closed(response) => Ok(response),
        Opened::Writing(writing) => {
            let page = writing.frame();
            let form = writing.kept(about.place()).await?.form();
            writing.page(page, &form).await
        }
    }
}

async fn send_supplement(
    State(portal): State<Portal>,
    request: PageRequest,
    writer: Writer,
    Path(id): Path<String>,
    Query(query): Query<DocumentQuery>,
    form: Multipart,
) -> Result<Response, AppError> {
    take(&portal, &request, writer, (&id, of_query(&query)), form).await
}

async fn send_question(
    State(portal): State<Portal>,
    request: PageRequest,
    writer: Writer,
    Path(id): Path<String>,
    form: Multipart,
) -> Result<Response, AppError> {
    take(&portal, &request, writer, (&id, About::Question), form).await
}

async fn send_disagreement(
    State(portal): State<Portal>,
    request: PageRequest,
    writer: Writer,
    Path(id): Path<String>,
    form: Multipart,
) -> Result<Response, AppError> {
    take(&portal, &request, writer, (&id, About::Disagreement), form).await
}

async fn take(
    portal: &Portal,
    request: &PageRequest,
    writer: Writer,
    (id, about): (&str, About),
    form: Multipart,
) -> Result<Response, AppError> {
    let resident = writer.resident();
    let opened = Writing::open(portal, request, resident, id, about).await?;
    let writing = match opened {
        Opened::Closed(response) => return Ok(response),
        Opened::Writing(writing) => writing,
    };
    let mut page = writing.frame();
    let given = writing.take(&mut page, form).await?;
    let form = &given.values;
    let place = about.place();
    if let Writer::Left(_) = writer {
        writing.keep(place, form).await?;
        return Ok(signed_out(&back_to(writing.spot(place))));
    }
    if !given.sending {
        writing.keep(place, form).await?;
        return writing.page(page, form).await;
    }
    let missing = match about {
        About::Question | About::Disagreement => Some("ask-text-missing"),
        // A document alone says enough.
        About::Supplement | About::Document(_) => {
            let alone = writing.adding(&page).await?.documents.is_empty();
            alone.then_some("ask-supplement-missing")
        }
    };
    let text = said(form, &mut page, missing);
    let Some(text) = text.filter(|_| !page.has_errors()) else {
        writing.keep(place, form).await?;
        return writing.page(page, form).await;
    };
    if let Some(too_fast) = writing.too_fast(&mut page) {
        writing.keep(place, form).await?;
        return Ok(too_fast.answer(writing.page(page, form).await?));
    }
    let asked = Asked {
        id: key_of(portal, form),
        kind: about.kind(),
        text,
        document: about.document(),
        lacks: None,
        uploads: Some(writing.place.subject),
        decision: writing
            .case
            .decision
            .filter(|_| about == About::Disagreement),
        written_at: writing.spot(place),
    };
    match writing.send(page, &asked, &given).await? {
        Ok(response) => Ok(response),
        Err(page) => {
            writing.keep(place, form).await?;
            writing.page(page, form).await
        }
    }
}

async fn keep_supplement(
    State(portal): State<Portal>,
    request: PageRequest,
    writer: Result<Writer, Response>,
    Path(id): Path<String>,
    Query(query): Query<DocumentQuery>,
    Form(pairs): Form<Vec<(String, String)>>,
) -> Result<Response, AppError> {
    let about = of_query(&query);
    keep(
        &portal,
        &request,
        writer,
        (&id, about),
        about.place(),
        pairs,
    )
    .await
}

async fn keep_question(
    State(portal): State<Portal>,
    request: PageRequest,
    writer: Result<Writer, Response>,
    Path(id): Path<String>,
    Form(pairs): Form<Vec<(String, String)>>,
) -> Result<Response, AppError> {
    let about = About::Question;
    keep(
        &portal,
        &request,
        writer,
        (&id, about),
        about.place(),
        pairs,
    )
    .await
}

async fn keep_disagreement(
    State(portal): State<Portal>,
    request: PageRequest,
    writer: Result<Writer, Response>,
    Path(id): Path<String>,
    Form(pairs): Form<Vec<(String, String)>>,
) -> Result<Response, AppError> {
    let about = About::Disagreement;
    keep(
        &portal,
        &request,
        writer,
        (&id, about),
        about.place(),
        pairs,
    )
    .await
}

async fn keep_no_document(
    State(portal): State<Portal>,
    request: PageRequest,
    writer: Result<Writer, Response>,
    Path((id, document)): Path<(String, Uuid)>,
    Form(pairs): Form<Vec<(String, String)>>,
) -> Result<Response, AppError> {
    let at = (id.as_str(), About::Document(document));
    keep(&portal, &request, writer, at, NO_DOCUMENT, pairs).await
}

async fn keep(
    portal: &Portal,
    request: &PageRequest,
    writer: Result<Writer, Response>,
    (id, about): (&str, About),
    place: &'static str,
    pairs: Vec<(String, String)>,
) -> Result<Response, AppError> {
    let Ok(writer) = writer else {
        return Ok(not_signed_in(portal, request, String::new(), false));
    };
    let opened = Writing::open(portal, request, writer.resident(), id, about).await?;
    let spot = match opened {
        Opened::Closed(response) => return Ok(response),
        Opened::Writing(writing) => writing.spot(place),
    };
    keep_typed(portal, request, Ok(writer), spot, pairs).await
}

async fn no_document(
    State(portal): State<Portal>,
    request: PageRequest,
    resident: Resident,
    Path((id, document)): Path<(String, Uuid)>,
) -> Result<Response, AppError> {
    let opened =
        Writing::open(&portal, &request, &resident, &id, About::Document(document)).await?;
    match opened {
        Opened::Closed(response) => Ok(response),
        Opened::Writing(writing) => {
            let page = writing.frame();
            let form = writing.kept(NO_DOCUMENT).await?.form();
            writing.page_without(page, &form).await
        }
    }
}

async fn send_no_document(
    State(portal): State<Portal>,
    request: PageRequest,
    writer: Writer,
    Path((id, document)): Path<(String, Uuid)>,
    form: Multipart,
) -> Result<Response, AppError> {
    let resident = writer.resident();
    let about = About::Document(document);
    let opened = Writing::open(&portal, &request, resident, &id, about).await?;
    let writing = match opened {
        Opened::Closed(response) => return Ok(response),
        Opened::Writing(writing) => writing,
    };
    let mut page = writing.frame();
    let given = writing.take(&mut page, form).await?;
    let form = &given.values;
    if let Writer::Left(_) = writer {
        writing.keep(NO_DOCUMENT, form).await?;
        return Ok(signed_out(&back_to(writing.spot(NO_DOCUMENT))));
    }
    if !given.sending {
        writing.keep(NO_DOCUMENT, form).await?;
        return writing.page_without(page, form).await;
    }
    let way = form.typed("kaip");
    if !WAYS.contains(&way) {
        page.errors.add_key("kaip", "no-document-how-missing");
    }
    let alone = writing.adding(&page).await?.documents.is_empty();
    let needed = way != "register" && (alone || way == "explain");
    let text = said(form, &mut page, needed.then_some("ask-text-missing"));
    let (Some(text), Some(asked)) = (text.filter(|_| !page.has_errors()), writing.wanted()) else {
        writing.keep(NO_DOCUMENT, form).await?;
        return writing.page_without(page, form).await;
    };
    if let Some(too_fast) = writing.too_fast(&mut page) {
        writing.keep(NO_DOCUMENT, form).await?;
        return Ok(too_fast.answer(writing.page_without(page, form).await?));
    }
    // The case keeps waiting until a person has read it: whether this will do instead is not hers to say.
    let name = document_name(&page, asked);
    let chosen = page.t(format!("no-document-how-{way}"));
    let asked = Asked {
        id: key_of(&portal, form),
        kind: RequestKind::Supplement,
        text: format!("{name}. {chosen}. {text}").trim().to_owned(),
        document: None,
        lacks: Some(document),
        uploads: Some(writing.place.subject),
        decision: None,
        written_at: writing.spot(NO_DOCUMENT),
    };
    match writing.send(page, &asked, &given).await? {
        Ok(response) => Ok(response),
        Err(page) => {
            writing.keep(NO_DOCUMENT, form).await?;
            writing.page_without(page, form).await
        }
    }
}
