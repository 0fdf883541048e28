//! Anybody sends a report on accessibility.

use jiff::civil::Date;
use spis_applications::requests::answer_by;
use spis_audit::{Actor, Audience, Entry, Outcome};
use spis_database::{DatabaseError, new_id};
use spis_identity::web::WebState;
use spis_kernel::vilnius;
use spis_pages::Language;

use crate::reports::{Report, number};
use crate::store;

/// Until when a report that is sent on a day is answered: as a request is.
pub fn term(sent_on: Date) -> Date {
    answer_by(sent_on)
}

/// Keeps the report; its number.
pub async fn send_report(
    web: &WebState,
    report: &Report,
    language: Language,
) -> Result<String, DatabaseError> {
    let now = web.now();
    let today = vilnius(now).date();
    let mut tx = web.node.begin().await?;
    let year = today.year();
    let count = store::counter_next(&mut tx, &format!("receipt-report-{year}")).await?;
    let number = number(year, count);
    let id = new_id(now);
    let language = language.code();
    store::report_add(&mut tx, id, &number, report, language, now, term(today)).await?;
    let nobody = Actor {
        audience: Audience::Resident,
        id: None,
        name: "lankytojas".into(),
    };
    let entry = Entry {
        actor: &nobody,
        action: "accessibility_report_send",
        object: "accessibility_report",
        object_id: Some(id),
        purpose: "pranešimas apie prieinamumą",
        outcome: Outcome::Allowed,
        subjects: &[],
    };
    spis_audit::record(&mut tx, web.node.code(), now, entry).await?;
    tx.commit().await?;
    Ok(number)
}
