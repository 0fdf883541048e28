//! The same done to several cases at once: each in a transaction of its own, with a verdict for each.

use askama::Template;
use axum::Form;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use spis_identity::Right;
use spis_identity::web::Official;
use spis_kernel::{ApplicationId, UserId};
use spis_pages::{AppError, Html, Page, PageRequest};

use crate::actions::StepError;
use crate::actions::assign_case::{LONGEST_REASON, assign_case};
use crate::pages::CaseState;
use crate::pages::owner::TO;
use crate::store;

/// Cases that can be ticked: a page of the list.
const MOST: usize = 50;

#[derive(Template)]
#[template(path = "work_several.html")]
struct Several {
    page: Page,
    done: i64,
    verdicts: Vec<Verdict>,
    back: String,
    /// Nothing was done at all, and why.
    refused: String,
}

struct Verdict {
    id: ApplicationId,
    number: String,
    done: bool,
    words: String,
}

pub(in crate::pages) async fn several(
    State(state): State<CaseState>,
    request: PageRequest,
    official: Official,
    Form(pairs): Form<Vec<(String, String)>>,
) -> Result<Response, AppError> {
    let form = official.form(pairs)?;
    let web = &state.web;
    let takes = form.typed("veiksmas") == "imti";
    let right = if takes {
        Right::CaseProcess
    } else {
        Right::CaseAssign
    };
    official
        .require(web, right, "case_assign", "worklist", None)
        .await?;
    let page = official
        .page(web, &request)
        .with_title_key("several-title")
        .at("work");
    // Only a list of ours is led back to.
    let back = Some(form.typed("atgal"))
        .filter(|address| address.starts_with("/darbai?") && !address.contains(['\r', '\n', '"']))
        .unwrap_or("/darbai")
        .to_owned();
    let ticked: Vec<ApplicationId> = form.all("byla").filter_map(|id| id.parse().ok()).collect();
    let to: Option<UserId> = if takes {
        Some(official.user.id)
    } else {
        form.given(TO).and_then(|to| to.parse().ok())
    };
    let reason = form.typed("priezastis");
    let refused = match to {
        _ if ticked.is_empty() => "several-none",
        _ if ticked.len() > MOST => "several-too-many",
        None => "several-to-whom",
        _ if reason.chars().count() > LONGEST_REASON => "several-reason-long",
        Some(_) => "",
    };
    let Some(to) = to.filter(|_| refused.is_empty()) else {
        let shown = Several {
            refused: page.t(refused),
            done: 0,
            verdicts: Vec::new(),
            back,
            page,
        };
        return Ok((StatusCode::UNPROCESSABLE_ENTITY, Html(shown)).into_response());
    };
    let mut verdicts = Vec::new();
    for id in ticked {
        let mut connection = web.node.pool().acquire().await?;
        let code = web.node.code();
        let Some(found) = store::application_find(&mut connection, code, id).await? else {
            verdicts.push(Verdict {
                id,
                number: String::new(),
                done: false,
                words: page.t("several-missing"),
            });
            continue;
        };
        drop(connection);
        let result = assign_case(&web.node, &official.user, id, to, reason, web.now()).await;
        if let Err(StepError::Own) = &result {
            let refused = official
                .refuse(web, "case_assign", "application", Some(id.get()))
                .await;
            // Journalled; the other cases go on.
            if let Err(error) = refused
                && !matches!(error, AppError::Forbidden)
            {
                return Err(error);
            }
        }
        let key = match result {
            Ok(()) => "several-done",
            Err(StepError::Stale) => "several-stale",
            Err(StepError::Own | StepError::OwnOfReceiver) => "several-own",
            Err(StepError::ReasonMissing) => "several-reason",
            Err(StepError::NotHers) => "several-not-hers",
            Err(StepError::NotColleague) => "owner-error-colleague",
            // What was done to the others stands, and is told.
            Err(error) => {
                tracing::error!(application = %id, error = %format!("{error:#}"), "a case was not assigned");
                "several-failed"
            }
        };
        verdicts.push(Verdict {
            id,
            number: found.number,
            done: key == "several-done",
            words: page.t(key),
        });
    }
    Ok(Html(Several {
        done: i64::try_from(verdicts.iter().filter(|verdict| verdict.done).count())?,
        verdicts,
        back,
        refused: String::new(),
        page,
    })
    .into_response())
}
