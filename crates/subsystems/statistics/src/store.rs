//! The figures, read as the role that may see nothing else.

use jiff::Timestamp;
use jiff_sqlx::ToSqlx;
use spis_database::{DatabaseError, Node};
use spis_kernel::{Cents, Month, MunicipalityCode};

/// A municipality as the figures name it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Municipality {
    /// Code.
    pub code: MunicipalityCode,
    /// Name.
    pub name: String,
    /// Whether anything has ever come from it.
    pub connected: bool,
}

/// A row of figures of a month.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Figures {
    /// Municipality.
    pub municipality: MunicipalityCode,
    /// Kind; empty for what is counted per application.
    pub kind: String,
    /// Applications registered.
    pub applications: i64,
    /// Decisions adopted.
    pub decisions: i64,
    /// Of them, by the statutory date.
    pub decided_in_time: i64,
    /// Children paid for.
    pub children: i64,
    /// Sum paid.
    pub paid: Cents,
}

/// When the figures were last computed; none before the first time.
pub async fn computed_at(figures: &Node) -> Result<Option<Timestamp>, DatabaseError> {
    let at = sqlx::query_scalar!("SELECT computed_at FROM statistics.rollup")
        .fetch_optional(figures.pool())
        .await?;
    Ok(at.map(jiff_sqlx::Timestamp::to_jiff))
}

/// Months that have figures, the newest first; at most 120.
pub async fn months(figures: &Node) -> Result<Vec<Month>, DatabaseError> {
    let months = sqlx::query_scalar!(
        "SELECT DISTINCT month FROM statistics.monthly_support ORDER BY month DESC LIMIT 120"
    )
    .fetch_all(figures.pool())
    .await?;
    Ok(months.into_iter().map(|m| Month::of(m.to_jiff())).collect())
}

/// Kinds that have figures, by code.
pub async fn kinds(figures: &Node) -> Result<Vec<String>, DatabaseError> {
    Ok(sqlx::query_scalar!(
        "SELECT DISTINCT kind FROM statistics.monthly_support WHERE kind <> '' ORDER BY kind"
    )
    .fetch_all(figures.pool())
    .await?)
}

/// The municipalities by name.
pub async fn municipalities(figures: &Node) -> Result<Vec<Municipality>, DatabaseError> {
    // Two statements: none names both schemas.
    let connected =
        sqlx::query_scalar!("SELECT DISTINCT municipality_code FROM statistics.monthly_support")
            .fetch_all(figures.pool())
            .await?;
    let rows = sqlx::query!(
        r#"SELECT code, name FROM central.municipality ORDER BY name COLLATE "lt-x-icu", code"#
    )
    .fetch_all(figures.pool())
    .await?;
    rows.into_iter()
        .map(|r| {
            Ok(Municipality {
                code: municipality_code("central.municipality", r.code)?,
                name: r.name,
                connected: connected.contains(&r.code),
            })
        })
        .collect()
}

/// All figures of a month.
pub async fn figures_of(figures: &Node, month: Month) -> Result<Vec<Figures>, DatabaseError> {
    let rows = sqlx::query!(
        "SELECT municipality_code, kind, applications, decisions, decided_in_time, children, paid_cents
         FROM statistics.monthly_support WHERE month = $1 ORDER BY municipality_code, kind",
        month.first_day().to_sqlx() as _
    )
    .fetch_all(figures.pool())
    .await?;
    rows.into_iter()
        .map(|r| {
            Ok(Figures {
                municipality: municipality_code("statistics.monthly_support", r.municipality_code)?,
                kind: r.kind,
                applications: r.applications.into(),
                decisions: r.decisions.into(),
                decided_in_time: r.decided_in_time.into(),
                children: r.children.into(),
                paid: Cents(r.paid_cents),
            })
        })
        .collect()
}

fn municipality_code(table: &'static str, code: i16) -> Result<MunicipalityCode, DatabaseError> {
    MunicipalityCode::new(code).ok_or_else(|| DatabaseError::Inconsistent {
        table,
        id: code.to_string(),
        what: "a municipality code that is none",
    })
}
