//! "Spausdinimas": letters for those who hear by post or at the counter, and what became of each.

use askama::Template;
use axum::Form;
use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use jiff::civil::Date;
use serde::Deserialize;
use spis_audit::{Entry, Outcome};
use spis_identity::Right;
use spis_identity::web::{Official, news};
use spis_kernel::vilnius;
use spis_pages::{
    AppError, FieldErrors, FormValues, Html, Language, Page, PageRequest, Pagination, Translator,
    format,
};
use uuid::Uuid;

use super::pdf;
use crate::actions::deliver_letter::{DeliveryError, deliver as note_delivery};
use crate::counter::day;
use crate::pages::CounterState;
use crate::pages::messages::document_name;
use crate::requests::{ResidentRequest, store as requests};
use crate::services::PaperNote;
use crate::store;
use crate::store::letters::{
    self, Delivery, DocumentWanted, Envelope, Listed, PaperLetter, PaperNotice, Printing,
};

const PER_PAGE: u32 = 30;

#[derive(Template)]
#[template(path = "printing.html")]
struct PrintingTemplate {
    page: Page,
    counts: Vec<Count>,
    rows: Vec<Row>,
    pagination: Pagination,
    empty: String,
    shown: &'static str,
    number: u32,
    /// The letters were found, and are not a page of the queue.
    found: bool,
    /// What is looked for.
    wanted: String,
}

/// What a page of the queue is of.
#[derive(Clone, Copy)]
enum Of<'a> {
    /// A view and the number of its page.
    Queue(Printing, u32),
    /// Letters found by number or person.
    Found(&'a str),
    /// One letter, shown again.
    One(Uuid),
}

struct Count {
    href: String,
    number: i64,
    label: String,
    current: bool,
}

struct Row {
    letter: PaperLetter,
    /// Envelope address, or why there is none.
    address: Result<String, String>,
    what: String,
    channel: String,
    made_on: Date,
    /// What became of it, in words.
    last: String,
    /// Name of the field with the day.
    field: String,
    /// Day as typed, or today.
    day: String,
    /// What may be noted now, and its words.
    offered: Vec<(&'static str, String)>,
}

#[derive(Deserialize)]
pub(super) struct PrintingQuery {
    rodyti: Option<String>,
    puslapis: Option<u32>,
    zinute: Option<String>,
}

pub(super) async fn page(
    State(state): State<CounterState>,
    request: PageRequest,
    official: Official,
    Query(query): Query<PrintingQuery>,
) -> Result<Response, AppError> {
    official
        .require(
            &state.web,
            Right::LetterDeliver,
            "print_queue_read",
            "print_queue",
            None,
        )
        .await?;
    let shown = query
        .rodyti
        .and_then(|code| Printing::ALL.into_iter().find(|p| p.code() == code))
        .unwrap_or(Printing::Waiting);
    let number = query.puslapis.unwrap_or(1).clamp(1, 10_000);
    let mut page = official.page(&state.web, &request);
    page.flash = news(&page, query.zinute.as_deref());
    let typed = FormValues::default();
    Ok(
        show(&state, &official, page, Of::Queue(shown, number), &typed)
            .await?
            .into_response(),
    )
}

/// Finds letters, however old; neither number nor code stands in an address.
pub(super) async fn find(
    State(state): State<CounterState>,
    request: PageRequest,
    official: Official,
    Form(pairs): Form<Vec<(String, String)>>,
) -> Result<Response, AppError> {
    let form = official.form(pairs)?;
    let action = "print_queue_read";
    official
        .require(
            &state.web,
            Right::LetterDeliver,
            action,
            "print_queue",
            None,
        )
        .await?;
    let wanted = form.typed("ieskoma").chars();
    let wanted: String = wanted.filter(|c| !c.is_whitespace()).collect();
    let wanted = wanted.to_uppercase();
    let mut page = official.page(&state.web, &request);
    page.path = "/spausdinimas".to_owned();
    if !wanted.is_empty() {
        let shown = show(&state, &official, page, Of::Found(&wanted), &form).await?;
        return Ok(shown.into_response());
    }
    let mut errors = FieldErrors::new();
    errors.add_key("ieskoma", "printing-find-empty");
    let queue = Of::Queue(Printing::Waiting, 1);
    let shown = show(&state, &official, page.with_errors(errors), queue, &form).await?;
    Ok((StatusCode::UNPROCESSABLE_ENTITY, shown).into_response())
}

async fn show(
    state: &CounterState,
    official: &Official,
    page: Page,
    of: Of<'_>,
    typed: &FormValues,
) -> Result<Html<impl Template>, AppError> {
    let web = &state.web;
    let node = &web.node;
    let today = web.today();
    let mut tx = node.begin().await?;
    let counts = letters::paper_letter_counts(&mut tx, node.code(), today).await?;
    // The last letter of the last page may just have left it.
    let of = match of {
        Of::Queue(shown, number) => Of::Queue(shown, number.min(pages_of(&counts, shown))),
        of => of,
    };
    let listed = match of {
        Of::Queue(shown, number) => {
            Listed::Queue(shown, i64::from((number - 1) * PER_PAGE), PER_PAGE.into())
        }
        Of::Found(wanted) => Listed::Of(wanted),
        Of::One(notice) => Listed::One(notice),
    };
    let list = letters::paper_letters(&mut tx, node.code(), listed, today).await?;
    let subjects: Vec<Uuid> = list.iter().map(|l| l.recipient.get()).collect();
    spis_audit::record(
        &mut tx,
        node.code(),
        web.now(),
        Entry {
            actor: &official.user.actor(),
            action: "print_queue_read",
            object: "print_queue",
            object_id: None,
            purpose: "application",
            outcome: Outcome::Allowed,
            subjects: &subjects,
        },
    )
    .await?;
    tx.commit().await?;
    let page = page.with_title_key("printing-title").at("printing");
    let (shown, number, found) = match of {
        Of::Queue(shown, number) => (shown, number, false),
        Of::Found(_) | Of::One(_) => (Printing::Waiting, 1, true),
    };
    let position = Printing::ALL.iter().position(|p| *p == shown).unwrap_or(0);
    let pagination = Pagination {
        page: number,
        per_page: PER_PAGE,
        total: if found {
            0
        } else {
            u64::try_from(counts[position]).unwrap_or(0)
        },
        href: format!("/spausdinimas?rodyti={}&puslapis=", shown.code()),
    };
    Ok(Html(PrintingTemplate {
        counts: Printing::ALL
            .into_iter()
            .zip(counts)
            .map(|(p, number)| Count {
                href: format!("/spausdinimas?rodyti={}", p.code()),
                number,
                label: page.t(format!("printing-count-{}", p.code())),
                current: p == shown && !found,
            })
            .collect(),
        rows: list
            .into_iter()
            .map(|letter| row(&page, letter, today, typed))
            .collect(),
        empty: page.t(if found {
            "printing-found-none".to_owned()
        } else {
            format!("printing-empty-{}", shown.code())
        }),
        shown: shown.code(),
        number,
        found,
        wanted: typed.typed("ieskoma").to_owned(),
        pagination,
        page,
    }))
}

/// How many pages a view of the queue has.
fn pages_of(counts: &[i64; 3], shown: Printing) -> u32 {
    let position = Printing::ALL.iter().position(|p| *p == shown).unwrap_or(0);
    let letters = u32::try_from(counts[position]).unwrap_or(0);
    letters.div_ceil(PER_PAGE).max(1)
}

fn row(page: &Page, letter: PaperLetter, today: Date, typed: &FormValues) -> Row {
    let field = format!("diena-{}", letter.notice);
    let before = letter.delivery.as_ref().map(|(delivery, ..)| *delivery);
    Row {
        address: match &letter.address {
            Envelope::To(address) => Ok(address.clone()),
            Envelope::OnEnvelope(address) => {
                Ok(page.t_with("printing-address-by-hand", "address", address.as_str()))
            }
            Envelope::Protected => Err(page.t("printing-address-protected")),
            Envelope::Unknown => Err(page.t("printing-address-unknown")),
        },
        what: match (&letter.title, &letter.document) {
            (Some(title), _) => title.clone(),
            (None, Some((document, own_words))) => {
                let name = document_name(&page.translator, document, own_words.as_deref());
                page.t_with("printing-document-request", "name", name)
            }
            (None, None) if letter.answer.is_some() => page.t("printing-answer"),
            (None, None) => page.t("printing-notice"),
        },
        channel: page.t(format!("channel-{}", letter.channel)),
        made_on: vilnius(letter.created_at).date(),
        last: letter
            .delivery
            .as_ref()
            .map(|(delivery, day, who)| {
                let words = page.t(format!("event-{}", delivery.step().replace('_', "-")));
                format!("{words} {day}, {who}")
            })
            .unwrap_or_default(),
        day: typed
            .given(&field)
            .map_or_else(|| today.to_string(), str::to_owned),
        field,
        offered: Delivery::ALL
            .into_iter()
            .filter(|d| d.may_follow(before))
            .map(|d| {
                let words = page.t(format!("printing-note-{}", d.code().replace('_', "-")));
                (d.code(), words)
            })
            .collect(),
        letter,
    }
}

pub(super) async fn deliver(
    State(state): State<CounterState>,
    request: PageRequest,
    official: Official,
    Path(notice): Path<Uuid>,
    Form(pairs): Form<Vec<(String, String)>>,
) -> Result<Response, AppError> {
    let form = official.form(pairs)?;
    official
        .require(
            &state.web,
            Right::LetterDeliver,
            "letter_deliver",
            "notice",
            Some(notice),
        )
        .await?;
    let delivery = Delivery::from_code(form.typed("ivykis")).ok_or(AppError::Unprocessable)?;
    let shown = Printing::ALL
        .into_iter()
        .find(|p| p.code() == form.typed("rodyti"))
        .unwrap_or(Printing::Waiting);
    let number: u32 = form.typed("puslapis").parse().unwrap_or(1);
    let number = number.clamp(1, 10_000);
    let field = format!("diena-{notice}");
    let mut errors = FieldErrors::new();
    match day(form.typed(&field)) {
        None => errors.add_key(&field, "printing-day-form"),
        Some(on) => {
            let noted = note_delivery(
                &state.web.node,
                &official.user,
                notice,
                delivery,
                on,
                state.web.now(),
            )
            .await;
            match noted {
                Ok(()) => {
                    let code = delivery.code().replace('_', "-");
                    let to = format!(
                        "/spausdinimas?rodyti={}&puslapis={number}&zinute=letter-{code}",
                        shown.code()
                    );
                    return Ok(Redirect::to(&to).into_response());
                }
                Err(DeliveryError::NoLetter) => {
                    let web = &state.web;
                    return Err(official
                        .missing(web, "letter_deliver", "notice", notice)
                        .await);
                }
                Err(DeliveryError::Failed(error)) => return Err(AppError::Internal(error)),
                Err(DeliveryError::Day) => errors.add_key(&field, "printing-day-wrong"),
                Err(DeliveryError::Stale) => errors.add_key(&field, "printing-stale"),
            }
        }
    }
    let mut page = official.page(&state.web, &request).with_errors(errors);
    page.path = "/spausdinimas".to_owned();
    let of = if form.has("rasta", "taip") {
        Of::One(notice)
    } else {
        Of::Queue(shown, number)
    };
    let shown = show(&state, &official, page, of, &form).await?;
    Ok((StatusCode::UNPROCESSABLE_ENTITY, shown).into_response())
}

pub(super) async fn letter(
    State(state): State<CounterState>,
    official: Official,
    Path(notice): Path<Uuid>,
) -> Result<Response, AppError> {
    official
        .require(
            &state.web,
            Right::LetterDeliver,
            "letter_read",
            "notice",
            Some(notice),
        )
        .await?;
    let node = &state.web.node;
    let mut tx = node.begin().await?;
    let Some(letter) = letters::paper_notice(&mut tx, node.code(), notice).await? else {
        drop(tx);
        let web = &state.web;
        return Err(official.missing(web, "letter_read", "notice", notice).await);
    };
    let made_on = vilnius(letter.created_at).date();
    let office = store::office_at(&mut tx, node.code(), made_on).await?;
    let mut answered = None;
    if let Some(answer) = letter.answer
        && let Some(about) =
            store::application_find(&mut tx, node.code(), letter.application).await?
    {
        let all = requests::request_list_of(&mut tx, &about).await?;
        answered = all.into_iter().find(|request| request.id == answer);
    }
    spis_audit::record(
        &mut tx,
        node.code(),
        state.web.now(),
        Entry {
            actor: &official.user.actor(),
            action: "letter_read",
            object: "notice",
            object_id: Some(notice),
            purpose: "application",
            outcome: Outcome::Allowed,
            subjects: &[letter.recipient.get()],
        },
    )
    .await?;
    tx.commit().await?;
    let bytes = match letter.pdf {
        Some(bytes) => bytes,
        None => {
            let office =
                office.ok_or_else(|| anyhow::anyhow!("the municipality has no office in force"))?;
            let note = match (letter.document.clone(), answered) {
                (Some(wanted), _) => document_request(office, letter, &wanted, made_on),
                (None, Some(request)) => answer_told(office, letter, request, made_on),
                (None, None) => neutral(office, letter, made_on),
            };
            let press = state.press.clone();
            tokio::task::spawn_blocking(move || press.note_pdf(&note))
                .await
                .map_err(anyhow::Error::from)??
        }
    };
    Ok(pdf("inline; filename=\"rastas.pdf\"", bytes))
}

/// Says that there is news and where to hear it; nothing of what, since others may open the envelope.
fn neutral(office: store::Office, letter: PaperNotice, day: Date) -> PaperNote {
    let phone = office.phone.clone();
    let address = office.address.clone();
    PaperNote {
        office,
        addressee: letter.name,
        address: letter.address.printed(),
        title: "Yra Jums skirta nauja žinia".to_owned(),
        footer: format!("Dėl prašymo Nr. {}", letter.number),
        day,
        facts: vec![("Prašymo numeris".to_owned(), letter.number.clone())],
        listed: None,
        paragraphs: vec![format!(
            "Dėl Jūsų prašymo yra nauja žinia. Ją sužinosite paskambinę telefonu {phone} arba atvykę adresu {address}. \
             Su savimi turėkite asmens dokumentą ir nurodykite prašymo numerį."
        )],
        signatures: Vec::new(),
    }
}

/// The request for a document itself: what, why and until when. It is what must be delivered before anything may be refused
/// for want of the document.
fn document_request(
    office: store::Office,
    letter: PaperNotice,
    wanted: &DocumentWanted,
    day: Date,
) -> PaperNote {
    // Letters are in the state language.
    let words = Translator::new(Language::Lt);
    let name = document_name(&words, &wanted.document, wanted.own_words.as_deref());
    let until = format::date_prose(Language::Lt, wanted.due_on);
    let number = letter.number.as_str();
    let paragraphs = vec![
        words.t_args(
            "letter-document-why",
            &[("reason", wanted.reason.as_str().into())],
        ),
        words.t_args("letter-document-until", &[("date", until.as_str().into())]),
        words.t_args(
            "letter-document-where",
            &[
                ("address", office.address.as_str().into()),
                ("phone", office.phone.as_str().into()),
                ("number", number.into()),
            ],
        ),
        words.t("letter-document-none"),
    ];
    PaperNote {
        addressee: letter.name,
        address: letter.address.printed(),
        title: words.t("letter-document-title"),
        footer: words.t_args("letter-document-footer", &[("number", number.into())]),
        day,
        facts: vec![
            (
                words.t("letter-document-application"),
                letter.number.clone(),
            ),
            (words.t("letter-document-name"), name),
            (words.t("letter-document-date"), until),
        ],
        listed: None,
        paragraphs,
        signatures: Vec::new(),
        office,
    }
}

/// The answer itself, for who hears on paper: what was asked, what became of it and in which words.
fn answer_told(
    office: store::Office,
    letter: PaperNotice,
    request: ResidentRequest,
    day: Date,
) -> PaperNote {
    // Letters are in the state language.
    let words = Translator::new(Language::Lt);
    let number = letter.number.as_str();
    let kind = request.kind.code();
    let asked_on = format::date_prose(Language::Lt, request.received_on());
    let (outcome, text, by) = request
        .answer
        .map(|answer| {
            let outcome = words.t(format!("request-done-{kind}-{}", answer.outcome.code()));
            (outcome, answer.text, answer.position)
        })
        .unwrap_or_default();
    let mut paragraphs: Vec<String> = text.into_iter().collect();
    paragraphs.push(words.t_args(
        "letter-answer-ask",
        &[
            ("address", office.address.as_str().into()),
            ("phone", office.phone.as_str().into()),
            ("number", number.into()),
        ],
    ));
    let mut facts = vec![
        (
            words.t("letter-document-application"),
            letter.number.clone(),
        ),
        (
            words.t("letter-answer-to"),
            words.t(format!("request-{kind}")),
        ),
        (words.t("brought-receipt-number"), request.receipt_number),
        (words.t("brought-receipt-on"), asked_on),
        (words.t("brought-answer"), outcome),
    ];
    facts.extend(by.map(|position| (words.t("letter-answer-by"), position)));
    PaperNote {
        addressee: letter.name,
        address: letter.address.printed(),
        title: words.t("letter-answer-title"),
        footer: words.t_args("letter-document-footer", &[("number", number.into())]),
        day,
        facts,
        listed: None,
        paragraphs,
        signatures: Vec::new(),
        office,
    }
}
