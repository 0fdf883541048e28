//! Who has a case, and giving it to somebody.

use axum::Form;
use axum::extract::{Path, State};
use axum::response::Response;
use jiff::civil::Date;
use spis_identity::Right;
use spis_identity::users::{Colleague, colleagues_with};
use spis_identity::web::Official;
use spis_kernel::{ApplicationId, UserId};
use spis_pages::{AppError, Choice, FieldErrors, FormValues, Message, Page, PageRequest};
use sqlx::PgConnection;

use super::CaseState;
use super::case::{Shown, answer, shown_again};
use crate::actions::assign_case::{LONGEST_REASON, assign_case};
use crate::store::Application;
use crate::store::work::{Load, loads, owner_name};

/// Field that names who is to have the case.
pub(super) const TO: &str = "kam";
/// Field of the reason.
const WHY: &str = "perdavimo-priezastis";

/// The part of the case's head about who has it.
pub(super) struct Owner {
    /// Given name and surname; none: nobody.
    pub name: Option<String>,
    /// The user has it.
    pub own: bool,
    /// She may take it over, and nothing else.
    pub takes: bool,
    /// Whom it can be given to, with what each has on the desk; empty: nobody by this user.
    pub choices: Vec<Choice>,
    /// The reason, as typed.
    pub reason: String,
    /// The user herself, who would take it over.
    pub user: UserId,
}

/// Who has the case, and what this user may do about it.
pub(super) async fn of_case(
    connection: &mut PgConnection,
    page: &Page,
    application: &Application,
    official: &Official,
    typed: &FormValues,
    today: Date,
) -> Result<Owner, AppError> {
    let (code, user) = (application.municipality, &official.user);
    let name = match application.assigned_to {
        Some(owner) => Some(owner_name(connection, code, owner).await?),
        None => None,
    };
    let own = application.assigned_to == Some(user.id);
    let ended = application.status.is_final();
    let assigns = user.may(Right::CaseAssign);
    let may_process = user.may(Right::CaseProcess);
    let gives = !ended && (assigns || own && may_process);
    let mut choices = Vec::new();
    if gives {
        let colleagues = colleagues_with(connection, code, Right::CaseProcess, today).await?;
        let loads = loads(connection, code, today).await?;
        choices.push(Choice::new("", page.t("form-choose"), false));
        choices.extend(
            colleagues
                .iter()
                .filter(|colleague| application.assigned_to != Some(colleague.id))
                .map(|colleague| choice(page, colleague, &loads, typed.typed(TO))),
        );
    }
    Ok(Owner {
        takes: !gives && !ended && name.is_some() && !own && may_process,
        name,
        own,
        choices,
        reason: typed.typed(WHY).to_owned(),
        user: user.id,
    })
}

/// A colleague to choose, with what she has on the desk.
pub(super) fn choice(
    page: &Page,
    colleague: &Colleague,
    loads: &[(UserId, Load)],
    chosen: &str,
) -> Choice {
    let load = loads
        .iter()
        .find(|(user, _)| *user == colleague.id)
        .map_or_else(Load::default, |(_, load)| *load);
    let words = page.t_args(
        "owner-choice",
        &[
            ("name", colleague.name.as_str().into()),
            ("open", load.open.into()),
            ("late", load.overdue.into()),
        ],
    );
    let id = colleague.id.to_string();
    Choice::new(&id, words, id == chosen)
}

/// Gives the case to somebody.
pub(super) async fn give(
    State(state): State<CaseState>,
    request: PageRequest,
    official: Official,
    Path(id): Path<ApplicationId>,
    Form(pairs): Form<Vec<(String, String)>>,
) -> Result<Response, AppError> {
    let form = official.form(pairs)?;
    // Whoever may process gives the own cases and takes over others'; who assigns gives any.
    let right = if official.user.may(Right::CaseAssign) {
        Right::CaseAssign
    } else {
        Right::CaseProcess
    };
    official
        .require(
            &state.web,
            right,
            "case_assign",
            "application",
            Some(id.get()),
        )
        .await?;
    let mut wrong = FieldErrors::new();
    let to: Option<UserId> = form.given(TO).and_then(|to| to.parse().ok());
    if to.is_none() {
        wrong.add_key(TO, "owner-error-to");
    }
    let reason = form.typed(WHY);
    if reason.chars().count() > LONGEST_REASON {
        wrong.add(
            WHY,
            Message::key("owner-error-long").with("n", LONGEST_REASON),
        );
    }
    let Some(to) = to.filter(|_| wrong.is_empty()) else {
        let shown = Shown::wrong(form, wrong);
        return shown_again(&state, &request, &official, id, shown).await;
    };
    let (node, now) = (&state.web.node, state.web.now());
    let result = assign_case(node, &official.user, id, to, reason, now)
        .await
        .map(|()| "assigned");
    answer(&state, &request, &official, id, form, WHY, result).await
}
