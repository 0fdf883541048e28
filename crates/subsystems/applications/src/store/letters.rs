//! Letters on paper: the print queue and what became of each.

use jiff::civil::Date;
use jiff::{Timestamp, ToSpan};
use jiff_sqlx::ToSqlx;
use spis_database::{DatabaseError, new_id};
use spis_identity::User;
use spis_kernel::{ApplicationId, MunicipalityCode, PersonId};
use sqlx::PgConnection;
use uuid::Uuid;

/// "Įteikimas": what became of a letter on paper.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Delivery {
    /// "Išsiųsta paštu".
    Sent,
    /// "Įteikta pasirašytinai".
    HandedOver,
    /// "Grįžo neįteikta".
    Returned,
}

impl Delivery {
    /// All.
    pub const ALL: [Self; 3] = [Self::Sent, Self::HandedOver, Self::Returned];

    /// As stored.
    pub fn code(self) -> &'static str {
        match self {
            Self::Sent => "sent",
            Self::HandedOver => "handed_over",
            Self::Returned => "returned",
        }
    }

    /// Of a stored word.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|d| d.code() == code)
    }

    /// Name of the step in the application's history.
    pub fn step(self) -> &'static str {
        match self {
            Self::Sent => "letter_sent",
            Self::HandedOver => "letter_handed_over",
            Self::Returned => "letter_returned",
        }
    }

    /// Whether it may follow what became of the letter before.
    pub fn may_follow(self, before: Option<Self>) -> bool {
        match self {
            Self::Sent => matches!(before, None | Some(Self::Returned)),
            Self::HandedOver => before != Some(Self::HandedOver),
            Self::Returned => before == Some(Self::Sent),
        }
    }
}

/// Which letters a print queue shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Printing {
    /// To be printed: new ones and returned ones.
    Waiting,
    /// Posted.
    Sent,
    /// Handed over.
    HandedOver,
}

impl Printing {
    /// All, in the order of the page.
    pub const ALL: [Self; 3] = [Self::Waiting, Self::Sent, Self::HandedOver];

    /// As in the address.
    pub fn code(self) -> &'static str {
        match self {
            Self::Waiting => "laukia",
            Self::Sent => "issiusta",
            Self::HandedOver => "iteikta",
        }
    }
}

/// "Adresas vokui".
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Envelope {
    /// Where the applicant asked letters to be sent, or the residence as the population register last answered.
    To(String),
    /// The same of a protected person: for the envelope by hand, in no letter.
    OnEnvelope(String),
    /// The residence is protected, and she has named no other place.
    Protected,
    /// Nothing is known.
    Unknown,
}

impl Envelope {
    fn of(asked: Option<String>, declared: Option<String>, protected: bool) -> Self {
        match (asked, declared) {
            (Some(asked), _) if protected => Self::OnEnvelope(asked),
            (Some(asked), _) => Self::To(asked),
            (None, _) if protected => Self::Protected,
            (None, Some(declared)) => Self::To(declared),
            (None, None) => Self::Unknown,
        }
    }

    /// As printed.
    pub fn printed(self) -> Option<String> {
        match self {
            Self::To(address) => Some(address),
            Self::OnEnvelope(_) | Self::Protected | Self::Unknown => None,
        }
    }
}

/// A letter on paper in the queue.
#[derive(Debug, Clone)]
pub struct PaperLetter {
    /// The notice that calls for it.
    pub notice: Uuid,
    /// The letter itself; none: a neutral notice, composed when it is printed.
    pub letter: Option<Uuid>,
    /// Title of the letter.
    pub title: Option<String>,
    /// The document that it asks for, by the short list and in the specialist's words.
    pub document: Option<(String, Option<String>)>,
    /// The answer that it tells.
    pub answer: Option<Uuid>,
    /// The application.
    pub application: ApplicationId,
    /// Its number.
    pub number: String,
    /// The addressee.
    pub recipient: PersonId,
    /// Name.
    pub name: String,
    /// Address for the envelope.
    pub address: Envelope,
    /// post or counter.
    pub channel: String,
    /// When it was made.
    pub created_at: Timestamp,
    /// What became of it, on which day, as whom noted.
    pub delivery: Option<(Delivery, Date, String)>,
}

/// Which letters are listed.
#[derive(Debug, Clone, Copy)]
pub enum Listed<'a> {
    /// Those of a view of the queue, of one page of it: how many stand before it, and how many it holds.
    Queue(Printing, i64, i64),
    /// Those of an application by its number, or of a person by the code, however old.
    Of(&'a str),
    /// One.
    One(Uuid),
}

/// Most letters found of one person or application.
const MOST_FOUND: i64 = 50;

/// Days back that the queue shows what was posted or handed over.
const DAYS_BACK: i64 = 90;

fn since(today: Date) -> Date {
    today.saturating_sub(DAYS_BACK.days())
}

/// Letters on paper, oldest first.
pub async fn paper_letters(
    connection: &mut PgConnection,
    municipality: MunicipalityCode,
    listed: Listed<'_>,
    today: Date,
) -> Result<Vec<PaperLetter>, DatabaseError> {
    let (shown, offset, limit, whose, one) = match listed {
        Listed::Queue(shown, offset, limit) => (shown, offset, limit, None, None),
        Listed::Of(whose) => (Printing::Waiting, 0, MOST_FOUND, Some(whose), None),
        Listed::One(one) => (Printing::Waiting, 0, 1, None, Some(one)),
    };
    let rows = sqlx::query!(
        r#"SELECT n.id, n.letter_id, l.title AS "title?", q.document AS "document?", q.own_words AS "own_words?", n.request_answer_id, n.application_id, a.number, n.recipient_id,
                  p.given_name || ' ' || p.surname AS "name!", p.protected, p.address, a.content ->> 'post_address' AS post_address, n.channel, n.created_at,
                  d.event AS "event?", d.day AS "day?", d.user_name AS "user_name?"
           FROM municipal.notice n
           JOIN municipal.application a ON a.municipality_code = n.municipality_code AND a.id = n.application_id
           JOIN municipal.person p ON p.municipality_code = n.municipality_code AND p.id = n.recipient_id
           LEFT JOIN municipal.letter l ON l.municipality_code = n.municipality_code AND l.id = n.letter_id
           LEFT JOIN municipal.document_request q ON q.municipality_code = n.municipality_code AND q.id = n.document_request_id
           LEFT JOIN LATERAL (SELECT e.event, e.day, e.user_name FROM municipal.letter_delivery e
                              WHERE e.notice_id = n.id ORDER BY e.at DESC, e.id DESC LIMIT 1) d ON true
           WHERE n.municipality_code = $1 AND n.channel IN ('post', 'counter')
             AND CASE WHEN $6::text IS NOT NULL THEN a.number = $6 OR p.personal_code = $6
                      WHEN $7::uuid IS NOT NULL THEN n.id = $7
                      WHEN $2 = 'laukia' THEN (d.event IS NULL OR d.event = 'returned') AND q.settled_at IS NULL
                      WHEN $2 = 'issiusta' THEN d.event = 'sent' AND d.day >= $3
                      ELSE d.event = 'handed_over' AND d.day >= $3 END
           ORDER BY n.created_at, n.id OFFSET $4 LIMIT $5"#,
        municipality.get(),
        shown.code(),
        since(today).to_sqlx() as _,
        offset,
        limit,
        whose,
        one
    )
    .fetch_all(connection)
    .await?;
    Ok(rows
        .into_iter()
        .map(|r| PaperLetter {
            notice: r.id,
            letter: r.letter_id,
            title: r.title,
            document: r.document.map(|document| (document, r.own_words)),
            answer: r.request_answer_id,
            application: ApplicationId::new(r.application_id),
            number: r.number,
            recipient: PersonId::new(r.recipient_id),
            name: r.name,
            address: Envelope::of(r.post_address, r.address, r.protected),
            channel: r.channel,
            created_at: r.created_at.to_jiff(),
            delivery: r
                .event
                .and_then(|e| Delivery::from_code(&e))
                .zip(r.day)
                .zip(r.user_name)
                .map(|((event, day), name)| (event, day.to_jiff(), name)),
        })
        .collect())
}

/// How many letters each view of the queue has, in the order of [`Printing::ALL`].
pub async fn paper_letter_counts(
    connection: &mut PgConnection,
    municipality: MunicipalityCode,
    today: Date,
) -> Result<[i64; 3], DatabaseError> {
    let r = sqlx::query!(
        r#"SELECT count(*) FILTER (WHERE (d.event IS NULL OR d.event = 'returned') AND q.settled_at IS NULL) AS "waiting!",
                  count(*) FILTER (WHERE d.event = 'sent' AND d.day >= $2) AS "sent!",
                  count(*) FILTER (WHERE d.event = 'handed_over' AND d.day >= $2) AS "handed_over!"
           FROM municipal.notice n
           LEFT JOIN municipal.document_request q ON q.municipality_code = n.municipality_code AND q.id = n.document_request_id
           LEFT JOIN LATERAL (SELECT e.event, e.day FROM municipal.letter_delivery e
                              WHERE e.notice_id = n.id ORDER BY e.at DESC, e.id DESC LIMIT 1) d ON true
           WHERE n.municipality_code = $1 AND n.channel IN ('post', 'counter')"#,
        municipality.get(),
        since(today).to_sqlx() as _
    )
    .fetch_one(connection)
    .await?;
    Ok([r.waiting, r.sent, r.handed_over])
}

/// A document that a letter on paper asks for.
#[derive(Debug, Clone)]
pub struct DocumentWanted {
    /// Which, by the short list.
    pub document: String,
    /// Which exactly.
    pub own_words: Option<String>,
    /// Why.
    pub reason: String,
    /// Last day.
    pub due_on: Date,
}

/// What a letter on paper is made of.
#[derive(Debug, Clone)]
pub struct PaperNotice {
    /// The application.
    pub application: ApplicationId,
    /// Its number.
    pub number: String,
    /// The addressee.
    pub recipient: PersonId,
    /// Name.
    pub name: String,
    /// Address for the envelope.
    pub address: Envelope,
    /// post or counter.
    pub channel: String,
    /// The letter.
    pub letter: Option<Uuid>,
    /// Its PDF.
    pub pdf: Option<Vec<u8>>,
    /// The document that it asks for.
    pub document: Option<DocumentWanted>,
    /// The answer that it tells.
    pub answer: Option<Uuid>,
    /// When it was made.
    pub created_at: Timestamp,
}

/// One letter on paper.
pub async fn paper_notice(
    connection: &mut PgConnection,
    municipality: MunicipalityCode,
    notice: Uuid,
) -> Result<Option<PaperNotice>, DatabaseError> {
    let row = sqlx::query!(
        r#"SELECT n.application_id, a.number, n.recipient_id, p.given_name || ' ' || p.surname AS "name!", p.protected,
                  p.address, a.content ->> 'post_address' AS post_address, n.channel, n.letter_id, l.pdf AS "pdf?", n.created_at, n.request_answer_id,
                  q.document AS "document?", q.own_words AS "own_words?", q.reason AS "reason?", q.due_on AS "due_on?"
           FROM municipal.notice n
           JOIN municipal.application a ON a.municipality_code = n.municipality_code AND a.id = n.application_id
           JOIN municipal.person p ON p.municipality_code = n.municipality_code AND p.id = n.recipient_id
           LEFT JOIN municipal.letter l ON l.municipality_code = n.municipality_code AND l.id = n.letter_id
           LEFT JOIN municipal.document_request q ON q.municipality_code = n.municipality_code AND q.id = n.document_request_id
           WHERE n.municipality_code = $1 AND n.id = $2 AND n.channel IN ('post', 'counter')"#,
        municipality.get(),
        notice
    )
    .fetch_optional(connection)
    .await?;
    Ok(row.map(|r| PaperNotice {
        application: ApplicationId::new(r.application_id),
        number: r.number,
        recipient: PersonId::new(r.recipient_id),
        name: r.name,
        address: Envelope::of(r.post_address, r.address, r.protected),
        channel: r.channel,
        letter: r.letter_id,
        pdf: r.pdf,
        answer: r.request_answer_id,
        document: match (r.document, r.reason, r.due_on) {
            (Some(document), Some(reason), Some(due_on)) => Some(DocumentWanted {
                document,
                own_words: r.own_words,
                reason,
                due_on: due_on.to_jiff(),
            }),
            _ => None,
        },
        created_at: r.created_at.to_jiff(),
    }))
}

/// What became of a letter last; the application is locked by the caller.
pub async fn delivery_latest(
    connection: &mut PgConnection,
    municipality: MunicipalityCode,
    notice: Uuid,
) -> Result<Option<Delivery>, DatabaseError> {
    let event = sqlx::query_scalar!(
        "SELECT event FROM municipal.letter_delivery WHERE municipality_code = $1 AND notice_id = $2
         ORDER BY at DESC, id DESC LIMIT 1",
        municipality.get(),
        notice
    )
    .fetch_optional(connection)
    .await?;
    Ok(event.and_then(|e| Delivery::from_code(&e)))
}

/// What became of the letter of a decision last, and on which day.
pub async fn delivery_of_letter(
    connection: &mut PgConnection,
    municipality: MunicipalityCode,
    letter: Uuid,
) -> Result<Option<(Delivery, Date)>, DatabaseError> {
    let row = sqlx::query!(
        "SELECT event, day FROM municipal.letter_delivery WHERE municipality_code = $1 AND letter_id = $2
         ORDER BY at DESC, id DESC LIMIT 1",
        municipality.get(),
        letter
    )
    .fetch_optional(connection)
    .await?;
    Ok(row.and_then(|r| Some((Delivery::from_code(&r.event)?, r.day.to_jiff()))))
}

/// What became of a request for a document on paper last, and on which day.
pub async fn delivery_of_document(
    connection: &mut PgConnection,
    municipality: MunicipalityCode,
    document: Uuid,
) -> Result<Option<(Delivery, Date)>, DatabaseError> {
    let row = sqlx::query!(
        "SELECT d.event, d.day FROM municipal.letter_delivery d
         JOIN municipal.notice n ON n.municipality_code = d.municipality_code AND n.id = d.notice_id
         WHERE n.municipality_code = $1 AND n.document_request_id = $2 ORDER BY d.at DESC, d.id DESC LIMIT 1",
        municipality.get(),
        document
    )
    .fetch_optional(connection)
    .await?;
    Ok(row.and_then(|r| Some((Delivery::from_code(&r.event)?, r.day.to_jiff()))))
}

/// Notes what became of a letter.
#[expect(
    clippy::too_many_arguments,
    reason = "one row of the delivery, column by column"
)]
pub async fn delivery_insert(
    connection: &mut PgConnection,
    municipality: MunicipalityCode,
    notice: Uuid,
    letter: &PaperNotice,
    delivery: Delivery,
    day: Date,
    user: &User,
    now: Timestamp,
) -> Result<Uuid, DatabaseError> {
    let id = new_id(now);
    sqlx::query!(
        "INSERT INTO municipal.letter_delivery (municipality_code, id, notice_id, letter_id, application_id, channel, event, day,
             user_id, user_name, at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
        municipality.get(),
        id,
        notice,
        letter.letter,
        letter.application.get(),
        letter.channel,
        delivery.code(),
        day.to_sqlx() as _,
        user.id.get(),
        user.name,
        now.to_sqlx() as _
    )
    .execute(connection)
    .await?;
    Ok(id)
}

#[cfg(test)]
mod tests {
    use super::Delivery::{HandedOver, Returned, Sent};
    use super::Envelope;

    #[test]
    fn an_envelope_goes_where_she_asked_and_never_to_a_protected_residence() {
        let (asked, declared) = (Some("Pašto d. 1".to_owned()), Some("Namų g. 2".to_owned()));
        let to = |place: &Option<String>| Envelope::To(place.clone().unwrap());
        assert_eq!(
            Envelope::of(asked.clone(), declared.clone(), false),
            to(&asked)
        );
        assert_eq!(
            Envelope::of(asked.clone(), declared.clone(), true),
            Envelope::OnEnvelope("Pašto d. 1".to_owned())
        );
        assert_eq!(Envelope::of(None, declared.clone(), false), to(&declared));
        assert_eq!(Envelope::of(None, declared, true), Envelope::Protected);
        assert_eq!(Envelope::of(None, None, false), Envelope::Unknown);
    }

    #[test]
    fn what_was_handed_over_stays_so_and_only_what_was_posted_returns() {
        for before in [None, Some(Sent), Some(HandedOver), Some(Returned)] {
            assert_eq!(HandedOver.may_follow(before), before != Some(HandedOver));
            assert_eq!(Returned.may_follow(before), before == Some(Sent));
            assert_eq!(
                Sent.may_follow(before),
                before.is_none() || before == Some(Returned)
            );
        }
    }

    #[test]
    fn no_address_of_a_protected_person_is_printed() {
        let text = |words: &str| Some(words.to_owned());
        for (asked, declared, protected, printed) in [
            (None, None, false, None),
            (None, text("declared"), false, text("declared")),
            (text("asked"), text("declared"), false, text("asked")),
            (None, text("declared"), true, None),
            (text("asked"), text("declared"), true, None),
            (text("asked"), None, true, None),
        ] {
            let envelope = Envelope::of(asked.clone(), declared, protected);
            if protected && asked.is_some() {
                assert_eq!(envelope, Envelope::OnEnvelope("asked".to_owned()));
            }
            assert_eq!(envelope.printed(), printed);
        }
    }
}
