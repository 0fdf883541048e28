//! Applications that were sent, and what a municipality asks about them, as replication would show them.

use axum::http::StatusCode;
use serde_json::json;
use uuid::Uuid;

use super::{Browser, Centre, Person, SIAULIAI, between, matas, rasa};

/// An application that she sent, as replication would show it: none at the municipality, or with this status there.
pub async fn case(centre: &Centre, status: Option<&str>, taken_up: bool) -> (Uuid, Uuid) {
    let (submission, application, applicant) = (Uuid::now_v7(), Uuid::now_v7(), Uuid::now_v7());
    let given = |p: Person| json!({"personal_code": p.code, "given_name": p.given_name, "surname": p.surname, "born_on": p.born_on});
    let content = json!({
        "applicant": given(rasa()), "represented_by": null, "residence": null, "register_as_of": null,
        "children": [{"person": given(matas()), "lives_with": true, "acting_as": "parent", "answers": {"gyvena": "taip"}}],
        "answers": {"kitur": false, "papildoma": false}, "offers": false,
        "asked_from": null, "account": "LT121000011101001000", "account_holder": null, "phone": "+37061234567", "email": null,
        "notice_channel": "portal", "declarations_version": "SP-3A/1"
    });
    sqlx::query(
        "INSERT INTO central.submission (municipality_code, id, receipt_number, resident_id, personal_code, form_code, form_version,
             policy_version, language, content, content_sha256, submitted_at)
         SELECT $1, $2, 'K-2026-' || $2::text, id, personal_code, 'SP-3A', 2, '1', 'lt', $3, '-', '2026-11-23T07:00:00Z'
         FROM central.resident WHERE given_name = 'Rasa'",
    )
    .bind(SIAULIAI)
    .bind(submission)
    .bind(&content)
    .execute(&centre.owner)
    .await
    .unwrap();
    if let Some(status) = status {
        sqlx::query(
            "INSERT INTO municipal.person (municipality_code, id, personal_code, given_name, surname, sex, born_on, protected, as_of)
             SELECT $1, $2, personal_code, 'Rasa', 'Bandomienė', 'female', '1990-05-05', false, submitted_at
             FROM central.submission WHERE id = $3",
        )
        .bind(SIAULIAI)
        .bind(applicant)
        .bind(submission)
        .execute(&centre.owner)
        .await
        .unwrap();
        sqlx::query(
            "INSERT INTO municipal.application (municipality_code, id, submission_id, receipt_number, number, kind_group, channel, applicant_id,
                 language, content, sent_at, registered_at, term_start, decide_by, status, assigned_to, changed_at, version)
             VALUES ($1, $2, $3, 'K-1', 'PR-29-2026-000077', 'child_benefit', 'electronic', $4, 'lt', $5,
                 '2026-11-23T07:00:00Z', '2026-11-23T07:01:00Z', '2026-11-23', '2026-12-23', $6, $7, '2026-11-23T07:02:00Z', 3)",
        )
        .bind(SIAULIAI)
        .bind(application)
        .bind(submission)
        .bind(applicant)
        .bind(&content)
        .bind(status)
        .bind(taken_up.then(Uuid::now_v7))
        .execute(&centre.owner)
        .await
        .unwrap();
    }
    (submission, application)
}

pub async fn ask_document(centre: &Centre, application: Uuid) -> Uuid {
    let id = Uuid::now_v7();
    sqlx::query(
        "INSERT INTO municipal.document_request (municipality_code, id, application_id, document, reason, asked_by, asked_by_position, asked_at, due_on)
         VALUES ($1, $2, $3, 'custody', 'Registre nematome.', $2, 'specialistė', '2026-11-23T07:30:00Z', '2026-12-23')",
    )
    .bind(SIAULIAI)
    .bind(id)
    .bind(application)
    .execute(&centre.owner)
    .await
    .unwrap();
    id
}

/// Opens a form and its hidden fields: the session's token and the form's key.
pub async fn opened(browser: &mut Browser, path: &str) -> (String, String) {
    let page = browser.get(path).await;
    assert_eq!(page.status, StatusCode::OK, "{path}: {}", page.body);
    assert!(!page.body.contains('⟦'), "{path}: a wording is missing");
    (
        page.csrf(),
        between(&page.body, "name=\"raktas\" value=\"", "\""),
    )
}
