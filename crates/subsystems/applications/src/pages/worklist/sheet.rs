//! The list as a sheet that an office's program opens.

use axum::extract::{Query, State};
use axum::http::header::{CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};
use spis_identity::Right;
use spis_identity::web::Official;
use spis_kernel::vilnius;
use spis_pages::{AppError, PageRequest, Tag};

use super::query::WorkQuery;
use super::{journal, kind_name, vocabulary};
use crate::pages::CaseState;
use crate::store::work::work_list;

/// Rows of a sheet.
const MOST: i64 = 5_000;

pub(in crate::pages) async fn export(
    State(state): State<CaseState>,
    request: PageRequest,
    official: Official,
    Query(query): Query<WorkQuery>,
) -> Result<Response, AppError> {
    let web = &state.web;
    official
        .require(web, Right::CaseRead, "worklist_export", "worklist", None)
        .await?;
    let page = official.page(web, &request);
    let (asked, wrong) = query.asked(official.user.id, &state.groups);
    if !wrong.is_empty() {
        return Err(AppError::Unprocessable);
    }
    let mut connection = web.node.pool().acquire().await?;
    let what = (asked.view, &asked.filter, asked.order);
    let code = web.node.code();
    // One more shows that there are more.
    let mut list = work_list(&mut connection, code, what, web.today(), (0, MOST + 1)).await?;
    let cut = i64::try_from(list.len()).is_ok_and(|found| found > MOST);
    list.truncate(usize::try_from(MOST).unwrap_or_default());
    drop(connection);
    journal(&state, &official, "worklist_export", &asked, &list).await?;
    let mut sheet = csv::WriterBuilder::new()
        .delimiter(b';')
        .from_writer("\u{feff}".as_bytes().to_vec());
    let head = [
        "number",
        "applicant",
        "kind",
        "children",
        "step",
        "sent",
        "term",
        "owner",
    ];
    let head = head.map(|name| page.t(format!("work-col-{name}")));
    sheet.write_record(head).map_err(anyhow::Error::from)?;
    for row in list {
        let cells = [
            row.number,
            row.applicant_name,
            kind_name(&state.groups, &row.kind_group, &page.translator),
            row.children.to_string(),
            Tag::for_staff(&page.translator, vocabulary(row.status)).text,
            vilnius(row.sent_at).date().to_string(),
            row.decide_by.to_string(),
            row.owner.unwrap_or_default(),
        ];
        sheet
            .write_record(cells.map(harmless))
            .map_err(anyhow::Error::from)?;
    }
    if cut {
        let words = page.t("work-export-cut");
        let row = [words.as_str(), "", "", "", "", "", "", ""];
        sheet.write_record(row).map_err(anyhow::Error::from)?;
    }
    let bytes = sheet
        .into_inner()
        .map_err(|error| AppError::Internal(anyhow::anyhow!("{error}")))?;
    let head = [
        (CONTENT_TYPE, "text/csv; charset=utf-8"),
        (CONTENT_DISPOSITION, "attachment; filename=\"darbai.csv\""),
        (CACHE_CONTROL, "no-store"),
    ];
    Ok((head, bytes).into_response())
}

/// A cell that an office's program would take for a formula is read as text.
fn harmless(cell: String) -> String {
    if cell.starts_with(['=', '+', '-', '@', '\t', '\r']) {
        format!("'{cell}")
    } else {
        cell
    }
}

#[cfg(test)]
mod tests {
    use super::harmless;

    #[test]
    fn what_looks_like_a_formula_is_text() {
        for (cell, kept) in [
            ("=1+1", "'=1+1"),
            ("+370", "'+370"),
            ("-5", "'-5"),
            ("@SUM(A1)", "'@SUM(A1)"),
            ("Petraitienė Rasa", "Petraitienė Rasa"),
            ("", ""),
        ] {
            assert_eq!(harmless(cell.to_owned()), kept);
        }
    }
}
