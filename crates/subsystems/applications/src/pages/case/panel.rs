//! The right column of a case: what its reader may do next, and doing it.

use axum::Form;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Redirect, Response};
use jiff::Timestamp;
use jiff::civil::Date;
use spis_database::Tx;
use spis_identity::Right;
use spis_identity::web::Official;
use spis_kernel::{ApplicationId, ProposalId};
use spis_pages::{AppError, FieldErrors, FormValues, Message, PageRequest};

use super::papers::is_printable;
use super::{Shown, shown_again};
use crate::actions::propose_decision::{Proposed, propose as propose_decision};
use crate::actions::recheck_family::in_words;
use crate::actions::return_proposal::return_proposal;
use crate::actions::sign_paper::{LONGEST_NOTE, Signing, sign as note_signature};
use crate::actions::{StepError, adopt_decision};
use crate::pages::CaseState;
use crate::procedure::Status;
use crate::store::counter::IntakeRow;
use crate::store::representation::check_latest;
use crate::store::{self, Application, DecisionRow, Proposal};

/// What the right column offers.
pub(super) enum Panel {
    /// Registers are being asked.
    Waiting,
    /// Documents are asked of the applicant.
    Documents,
    /// She took the application back.
    Withdrawn,
    /// What she stated waits for an answer first.
    Answer,
    /// The power of attorney is checked first.
    Represent,
    /// The paper is signed first; who received it, with the position.
    Unsigned { received_by: String },
    /// It names no child: there is nothing to decide about.
    NoChildren,
    /// The specialist proposes; what she proposed before, if it was returned.
    Propose { returned: Option<Proposal> },
    /// A proposal waits and this user may decide it.
    Decide { proposal: Proposal, power: String },
    /// A proposal waits for somebody else; whether this user proposed it.
    Pending { proposal: Proposal, own: bool },
    /// Decided.
    Decided {
        proposal: Proposal,
        decision: DecisionRow,
        opened: Option<Timestamp>,
        /// What became of the letter on paper, and on which day.
        delivered: Option<(String, Date)>,
    },
    /// Only looking.
    Look,
}

pub(super) async fn panel_of(
    tx: &mut Tx,
    application: &Application,
    official: &Official,
    intake: Option<&IntakeRow>,
    holds: bool,
) -> Result<Panel, AppError> {
    let user = &official.user;
    Ok(match application.status {
        Status::Registered | Status::Gathering => Panel::Waiting,
        Status::Waiting => Panel::Documents,
        Status::Withdrawn => Panel::Withdrawn,
        Status::Assessed | Status::Returned => {
            if !user.may(Right::CaseProcess) {
                return Ok(Panel::Look);
            }
            if let Some(intake) = intake.filter(|intake| !intake.is_signed()) {
                let (name, post) = (&intake.registered_by_name, &intake.registered_by_post);
                return Ok(Panel::Unsigned {
                    received_by: format!("{name}, {post}"),
                });
            }
            if holds {
                return Ok(Panel::Answer);
            }
            if application.content.by_power().is_some()
                && check_latest(tx, application).await?.is_none()
            {
                return Ok(Panel::Represent);
            }
            if application.content.children.is_empty() {
                return Ok(Panel::NoChildren);
            }
            let before =
                store::proposal_latest(tx, application.municipality, application.id).await?;
            Panel::Propose {
                returned: before.filter(|proposal| proposal.return_reason.is_some()),
            }
        }
        Status::Proposed => {
            let Some(proposal) =
                store::proposal_latest(tx, application.municipality, application.id).await?
            else {
                return Ok(Panel::Look);
            };
            let own = proposal.proposed_by == user.id;
            match &user.power_basis {
                Some(power) if user.may(Right::DecisionAdopt) && !own => Panel::Decide {
                    power: power.clone(),
                    proposal,
                },
                _ => Panel::Pending { proposal, own },
            }
        }
        Status::Decided => {
            let (Some(decision), Some(proposal)) = (
                store::decision_of(tx, application.municipality, application.id).await?,
                store::proposal_latest(tx, application.municipality, application.id).await?,
            ) else {
                return Ok(Panel::Look);
            };
            let opened = match decision.letter {
                Some(letter) => store::letter_opened(tx, application.municipality, letter).await?,
                None => None,
            };
            let delivered = match decision.letter {
                Some(letter) => {
                    store::letters::delivery_of_letter(tx, application.municipality, letter).await?
                }
                None => None,
            };
            Panel::Decided {
                proposal,
                decision,
                opened,
                delivered: delivered.map(|(delivery, day)| {
                    (format!("event-{}", delivery.step().replace('_', "-")), day)
                }),
            }
        }
    })
}

/// Notes that the paper is signed: the sheet came to the department, not back to the counter.
pub(in crate::pages) async fn sign(
    State(state): State<CaseState>,
    official: Official,
    Path(id): Path<ApplicationId>,
    Form(pairs): Form<Vec<(String, String)>>,
) -> Result<Response, AppError> {
    let form = official.form(pairs)?;
    let web = &state.web;
    let (action, what) = ("paper_sign", "application");
    official
        .require(web, Right::CaseProcess, action, what, Some(id.get()))
        .await?;
    let note = form.given("pastaba");
    if note.is_some_and(|note| note.chars().count() > LONGEST_NOTE) {
        return Err(AppError::TooLarge);
    }
    match note_signature(
        &web.node,
        &state.groups,
        &official.user,
        id,
        note,
        web.now(),
    )
    .await?
    {
        Signing::Done => {
            Ok(Redirect::to(&format!("/bylos/{id}?zinute=paper-signed")).into_response())
        }
        Signing::NotHere => Err(AppError::NotFound),
    }
}

pub(in crate::pages) async fn propose(
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
            "decision_propose",
            "application",
            Some(id.get()),
        )
        .await?;
    let version = form
        .given("versija")
        .and_then(|v| v.parse().ok())
        .ok_or(AppError::Unprocessable)?;
    let proposed = Proposed {
        version,
        refused: form
            .all("eilute")
            .filter(|line| !form.has("skirti", line))
            .map(str::to_owned)
            .collect(),
        reason: form.given("priezastis").map(str::to_owned),
    };
    let result = propose_decision(
        &state.web.node,
        &official.user,
        id,
        &proposed,
        state.web.now(),
    )
    .await;
    answer(
        &state,
        &request,
        &official,
        id,
        form,
        "priezastis",
        result.map(|_| "proposed"),
    )
    .await
}

pub(in crate::pages) async fn settle(
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
            Right::DecisionAdopt,
            "decision_adopt",
            "application",
            Some(id.get()),
        )
        .await?;
    let proposal: ProposalId = form
        .given("siulymas")
        .and_then(|v| v.parse().ok())
        .ok_or(AppError::Unprocessable)?;
    let (node, user, now) = (&state.web.node, &official.user, state.web.now());
    let result = if form.typed("veiksmas") == "grazinti" {
        return_proposal(node, user, id, proposal, form.typed("priezastis"), now)
            .await
            .map(|()| "returned")
    } else if let Some(wrong) = is_printable(&state, &official, id)
        .await
        .map_or_else(Some, |printable| {
            (!printable).then_some(StepError::Unprintable)
        })
    {
        Err(wrong)
    } else {
        adopt_decision::adopt(
            node,
            &state.groups,
            user,
            id,
            proposal,
            form.given("priezastis"),
            now,
        )
        .await
        .map(|_| "adopted")
    };
    answer(&state, &request, &official, id, form, "priezastis", result).await
}

/// Leads back to the case with news, or shows it again with what was typed and what is wrong.
pub(in crate::pages) async fn answer(
    state: &CaseState,
    request: &PageRequest,
    official: &Official,
    id: ApplicationId,
    form: FormValues,
    reason_field: &str,
    result: Result<&'static str, StepError>,
) -> Result<Response, AppError> {
    if let Err(StepError::SamePerson | StepError::NoPower | StepError::Own | StepError::NotHers) =
        &result
    {
        // The attempt is journalled like any other refusal.
        official
            .refuse(&state.web, "case_step", "application", Some(id.get()))
            .await?;
    }
    let key = match result {
        Ok(news) => return Ok(Redirect::to(&format!("/bylos/{id}?zinute={news}")).into_response()),
        Err(StepError::ReasonMissing) => "case-error-reason",
        Err(StepError::Own) => "case-error-own",
        Err(StepError::Stale) => "case-error-stale",
        Err(StepError::AlreadyAwarded) => "case-error-awarded",
        Err(StepError::NoAppealBody) => "case-error-appeal-body",
        Err(StepError::Unanswered) => "case-error-unanswered",
        Err(StepError::NoChildren) => "case-panel-no-children",
        Err(StepError::Unsigned) => "case-error-unsigned",
        Err(StepError::NoAccount) => "case-error-account",
        Err(StepError::NotDelivered) => "case-error-not-delivered",
        Err(StepError::NotAsked) => "case-error-not-asked",
        Err(StepError::NotOwed) => "case-error-not-owed",
        Err(StepError::Unrepresented) => "case-error-representation",
        Err(StepError::TooEarly(_)) => "document-error-date",
        Err(StepError::FamilyAsked) => "case-error-family-asked",
        Err(StepError::NotHers) => return Err(AppError::Forbidden),
        Err(StepError::Unprintable) => "case-error-letter",
        Err(StepError::NotColleague) => "owner-error-colleague",
        Err(StepError::OwnOfReceiver) => "owner-error-own",
        Err(StepError::Taken(name)) => {
            let page = official.page(&state.web, request);
            let mut errors = FieldErrors::new();
            errors.add(
                "nagrineja",
                Message::Text(page.t_with("owner-error-taken", "name", name)),
            );
            return shown_again(state, request, official, id, Shown::wrong(form, errors)).await;
        }
        Err(StepError::FamilyAwaited(since)) => {
            let page = official.page(&state.web, request);
            let words = page.t_with(
                "case-error-family-awaited",
                "time",
                page.moment_table(since),
            );
            let mut errors = FieldErrors::new();
            errors.add(reason_field, Message::Text(words));
            return shown_again(state, request, official, id, Shown::wrong(form, errors)).await;
        }
        Err(StepError::FamilyChanged(changes)) => {
            let page = official.page(&state.web, request);
            let what = in_words(&page.translator, &changes);
            let mut errors = FieldErrors::new();
            let words = page.t_with("case-error-family-changed", "what", what);
            errors.add("spr", Message::Text(words));
            return shown_again(state, request, official, id, Shown::wrong(form, errors)).await;
        }
        Err(StepError::SamePerson | StepError::NoPower) => return Err(AppError::Forbidden),
        Err(StepError::Failed(error)) => return Err(AppError::Internal(error)),
    };
    let mut errors = FieldErrors::new();
    errors.add_key(reason_field, key);
    shown_again(state, request, official, id, Shown::wrong(form, errors)).await
}
