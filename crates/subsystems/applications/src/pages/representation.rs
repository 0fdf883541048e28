//! Who applies in another's name, and the check of the power of attorney.

use axum::Form;
use axum::extract::{Path, State};
use axum::response::Response;
use jiff::civil::Date;
use spis_identity::Right;
use spis_identity::web::Official;
use spis_kernel::ApplicationId;
use spis_pages::{AppError, Fact, FieldErrors, Page, PageRequest};
use sqlx::PgConnection;

use super::CaseState;
use super::case::{self, Shown};
use crate::actions::check_representation::check_representation;
use crate::store::Application;
use crate::store::representation::{RepresentationCheck, check_latest};

/// What the case shows of it.
pub(super) struct Representation {
    pub facts: Vec<Fact>,
    pub expired: bool,
    pub check: Option<RepresentationCheck>,
    pub may_check: bool,
}

/// None where the applicant acts for herself, or an official saw the document at the counter.
pub(super) async fn of_case(
    connection: &mut PgConnection,
    page: &Page,
    application: &Application,
    official: &Official,
    today: Date,
) -> Result<Option<Representation>, AppError> {
    let content = &application.content;
    let (Some(by), Some(power)) = (&content.represented_by, content.by_power()) else {
        return Ok(None);
    };
    let place = format!("case-representative-where-{}", power.shown.code());
    let born = page.t_with(
        "portal-child-born",
        "date",
        page.date_table(by.person.born_on),
    );
    Ok(Some(Representation {
        facts: vec![
            Fact::new(page.t("case-representative-person"), by.person.name()).with_note(born),
            Fact::new(page.t("case-representative-basis"), &by.basis).in_lithuanian(),
            Fact::new(page.t("case-representative-where"), page.t(place)),
        ],
        expired: power.valid_until.is_some_and(|day| day < today),
        check: check_latest(connection, application).await?,
        may_check: official.user.may(Right::CaseProcess) && !application.status.is_final(),
    }))
}

/// Notes the check.
pub(super) async fn check(
    State(state): State<CaseState>,
    request: PageRequest,
    official: Official,
    Path(id): Path<ApplicationId>,
    Form(pairs): Form<Vec<(String, String)>>,
) -> Result<Response, AppError> {
    let form = official.form(pairs)?;
    official
        .require(
            &state.web,
            Right::CaseProcess,
            "representation_check",
            "application",
            Some(id.get()),
        )
        .await?;
    let valid = match form.typed("veiksmas") {
        "galioja" => true,
        "negalioja" => false,
        _ => return Err(AppError::Unprocessable),
    };
    if form.given("patikra").is_none() {
        let mut wrong = FieldErrors::new();
        wrong.add_key("patikra", "case-representative-note-missing");
        return case::shown_again(&state, &request, &official, id, Shown::wrong(form, wrong)).await;
    }
    let (node, user) = (&state.web.node, &official.user);
    let note = form.typed("patikra");
    let result = check_representation(node, user, id, valid, note, state.web.now())
        .await
        .map(|()| "representation-checked");
    case::answer(&state, &request, &official, id, form, "patikra", result).await
}
