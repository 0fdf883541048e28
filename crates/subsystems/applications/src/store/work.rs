//! The worklist: which applications it shows, how many, whose they are.

use anyhow::Context;
use jiff::Timestamp;
use jiff::civil::Date;
use jiff_sqlx::ToSqlx;
use spis_database::DatabaseError;
use spis_kernel::{ApplicationId, MunicipalityCode, PersonId, UserId};
use sqlx::PgConnection;
use uuid::Uuid;

use super::Application;
use crate::procedure::Status;

/// Which applications a worklist shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum View {
    /// Everything not decided.
    Open,
    /// Late.
    Overdue,
    /// Due within seven days.
    DueSoon,
    /// Waiting for documents asked of the applicant.
    Waiting,
    /// Returned to the specialist.
    Returned,
    /// Waiting for a decider.
    Proposed,
    /// Decided or withdrawn.
    Decided,
}

impl View {
    /// All, in the order of the page.
    pub const ALL: [Self; 7] = [
        Self::Open,
        Self::Overdue,
        Self::DueSoon,
        Self::Waiting,
        Self::Returned,
        Self::Proposed,
        Self::Decided,
    ];

    /// As in the address.
    pub fn code(self) -> &'static str {
        match self {
            Self::Open => "visi",
            Self::Overdue => "veluoja",
            Self::DueSoon => "greitai",
            Self::Waiting => "laukia",
            Self::Returned => "grazinta",
            Self::Proposed => "tvirtinti",
            Self::Decided => "nuspresta",
        }
    }
}

/// Whose cases.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Whose {
    /// Everybody's in the unit.
    #[default]
    Everybody,
    /// A user's.
    Of(UserId),
    /// Taken up by nobody.
    Nobody,
}

/// In which order; decided ones stand newest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Order {
    /// The nearest statutory day first.
    #[default]
    Due,
    /// The longest waiting first.
    Sent,
    /// By the applicant's surname.
    Applicant,
}

impl Order {
    /// All.
    pub const ALL: [Self; 3] = [Self::Due, Self::Sent, Self::Applicant];

    /// As in the address.
    pub fn code(self) -> &'static str {
        match self {
            Self::Due => "terminas",
            Self::Sent => "gauta",
            Self::Applicant => "pareiskejas",
        }
    }
}

/// What a worklist is narrowed to.
#[derive(Debug, Clone, Default)]
pub struct Filter {
    /// Whose.
    pub whose: Whose,
    /// One group of kinds of support.
    pub kind_group: Option<String>,
    /// One status.
    pub status: Option<Status>,
    /// Statutory day at the latest.
    pub due_by: Option<Date>,
}

impl Filter {
    fn owner(&self) -> Option<Uuid> {
        match self.whose {
            Whose::Of(user) => Some(user.get()),
            Whose::Everybody | Whose::Nobody => None,
        }
    }
}

/// A row of the worklist.
#[derive(Debug, Clone)]
pub struct WorkRow {
    /// Key.
    pub id: ApplicationId,
    /// Number.
    pub number: String,
    /// Group of kinds.
    pub kind_group: String,
    /// Came on paper.
    pub on_paper: bool,
    /// Applicant's surname and given name.
    pub applicant_name: String,
    /// Applicant.
    pub applicant: PersonId,
    /// Children.
    pub children: i64,
    /// Sent.
    pub sent_at: Timestamp,
    /// Statutory last day.
    pub decide_by: Date,
    /// Where it is.
    pub status: Status,
    /// What it was made of; none for a paper one.
    pub submission: Option<Uuid>,
    /// Who has it.
    pub owner: Option<String>,
}

/// How many applications each view shows, in the order of [`View::ALL`].
pub async fn work_counts(
    connection: &mut PgConnection,
    municipality: MunicipalityCode,
    filter: &Filter,
    today: Date,
) -> Result<[i64; 7], DatabaseError> {
    let r = sqlx::query!(
        r#"SELECT count(*) FILTER (WHERE status NOT IN ('decided', 'withdrawn')) AS "open!",
                  count(*) FILTER (WHERE status NOT IN ('decided', 'withdrawn', 'waiting') AND decide_by < $2) AS "overdue!",
                  count(*) FILTER (WHERE status NOT IN ('decided', 'withdrawn', 'waiting') AND decide_by BETWEEN $2 AND $2 + 7) AS "soon!",
                  count(*) FILTER (WHERE status = 'waiting') AS "waiting!",
                  count(*) FILTER (WHERE status = 'returned') AS "returned!",
                  count(*) FILTER (WHERE status = 'proposed') AS "proposed!",
                  count(*) FILTER (WHERE status IN ('decided', 'withdrawn')) AS "decided!"
           FROM municipal.application
           WHERE municipality_code = $1
             AND ($3::uuid IS NULL OR assigned_to = $3) AND (NOT $4 OR assigned_to IS NULL)
             AND ($5::text IS NULL OR kind_group = $5) AND ($6::text IS NULL OR status = $6)
             AND ($7::date IS NULL OR decide_by <= $7)"#,
        municipality.get(),
        today.to_sqlx() as _,
        filter.owner(),
        filter.whose == Whose::Nobody,
        filter.kind_group,
        filter.status.map(Status::code),
        filter.due_by.map(|day| day.to_sqlx()) as _
    )
    .fetch_one(connection)
    .await?;
    Ok([
        r.open, r.overdue, r.soon, r.waiting, r.returned, r.proposed, r.decided,
    ])
}

/// How many undecided cases a user has, and how many nobody has.
pub async fn work_owned(
    connection: &mut PgConnection,
    municipality: MunicipalityCode,
    user: UserId,
) -> Result<(i64, i64), DatabaseError> {
    let r = sqlx::query!(
        r#"SELECT count(*) FILTER (WHERE assigned_to = $2) AS "own!", count(*) FILTER (WHERE assigned_to IS NULL) AS "free!"
           FROM municipal.application WHERE municipality_code = $1 AND status NOT IN ('decided', 'withdrawn')"#,
        municipality.get(),
        user.get()
    )
    .fetch_one(connection)
    .await?;
    Ok((r.own, r.free))
}

/// A page of the worklist: `from` rows are left out, `most` shown.
pub async fn work_list(
    connection: &mut PgConnection,
    municipality: MunicipalityCode,
    (view, filter, order): (View, &Filter, Order),
    today: Date,
    (from, most): (i64, i64),
) -> anyhow::Result<Vec<WorkRow>> {
    let rows = sqlx::query!(
        r#"SELECT a.id, a.submission_id, a.number, a.kind_group, a.channel, a.sent_at, a.decide_by, a.status, a.applicant_id,
                  p.surname || ' ' || p.given_name AS "applicant_name!",
                  (SELECT count(*) FROM municipal.application_child c
                   WHERE c.municipality_code = a.municipality_code AND c.application_id = a.id) AS "children!",
                  (SELECT u.given_name || ' ' || u.surname FROM municipal.user_account u
                   WHERE u.municipality_code = a.municipality_code AND u.id = a.assigned_to) AS "owner?"
           FROM municipal.application a
           JOIN municipal.person p ON p.municipality_code = a.municipality_code AND p.id = a.applicant_id
           WHERE a.municipality_code = $1
             AND CASE $2 WHEN 'visi' THEN a.status NOT IN ('decided', 'withdrawn')
                         WHEN 'veluoja' THEN a.status NOT IN ('decided', 'withdrawn', 'waiting') AND a.decide_by < $3
                         WHEN 'greitai' THEN a.status NOT IN ('decided', 'withdrawn', 'waiting') AND a.decide_by BETWEEN $3 AND $3 + 7
                         WHEN 'tvirtinti' THEN a.status = 'proposed'
                         WHEN 'grazinta' THEN a.status = 'returned'
                         WHEN 'laukia' THEN a.status = 'waiting'
                         ELSE a.status IN ('decided', 'withdrawn') END
             AND ($6::uuid IS NULL OR a.assigned_to = $6) AND (NOT $7 OR a.assigned_to IS NULL)
             AND ($8::text IS NULL OR a.kind_group = $8) AND ($9::text IS NULL OR a.status = $9)
             AND ($10::date IS NULL OR a.decide_by <= $10)
           ORDER BY CASE WHEN $2 = 'nuspresta' AND $11 = 'terminas' THEN a.changed_at END DESC,
                    CASE WHEN $11 = 'pareiskejas' THEN p.surname || ' ' || p.given_name END,
                    CASE WHEN $11 = 'gauta' THEN a.sent_at END,
                    a.decide_by, a.sent_at, a.id
           OFFSET $4 LIMIT $5"#,
        municipality.get(),
        view.code(),
        today.to_sqlx() as _,
        from,
        most,
        filter.owner(),
        filter.whose == Whose::Nobody,
        filter.kind_group,
        filter.status.map(Status::code),
        filter.due_by.map(|day| day.to_sqlx()) as _,
        order.code()
    )
    .fetch_all(connection)
    .await?;
    rows.into_iter()
        .map(|r| {
            Ok(WorkRow {
                id: ApplicationId::new(r.id),
                number: r.number,
                kind_group: r.kind_group,
                on_paper: r.channel == "paper",
                applicant_name: r.applicant_name,
                applicant: PersonId::new(r.applicant_id),
                children: r.children,
                sent_at: r.sent_at.to_jiff(),
                decide_by: r.decide_by.to_jiff(),
                status: Status::from_code(&r.status).context("an unknown status")?,
                submission: r.submission_id,
                owner: r.owner,
            })
        })
        .collect()
}

/// Given name and surname of who has a case.
pub async fn owner_name(
    connection: &mut PgConnection,
    municipality: MunicipalityCode,
    owner: UserId,
) -> Result<String, DatabaseError> {
    Ok(sqlx::query_scalar!(
        r#"SELECT given_name || ' ' || surname AS "name!" FROM municipal.user_account WHERE municipality_code = $1 AND id = $2"#,
        municipality.get(),
        owner.get()
    )
    .fetch_optional(connection)
    .await?
    .unwrap_or_default())
}

/// What somebody has on the desk.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Load {
    /// Undecided cases.
    pub open: i64,
    /// Those of them that are late.
    pub overdue: i64,
}

/// The load of each user who has anything.
pub async fn loads(
    connection: &mut PgConnection,
    municipality: MunicipalityCode,
    today: Date,
) -> Result<Vec<(UserId, Load)>, DatabaseError> {
    let rows = sqlx::query!(
        r#"SELECT assigned_to AS "owner!", count(*) AS "open!",
                  count(*) FILTER (WHERE status <> 'waiting' AND decide_by < $2) AS "overdue!"
           FROM municipal.application
           WHERE municipality_code = $1 AND assigned_to IS NOT NULL AND status NOT IN ('decided', 'withdrawn')
           GROUP BY assigned_to LIMIT 1000"#,
        municipality.get(),
        today.to_sqlx() as _
    )
    .fetch_all(connection)
    .await?;
    Ok(rows
        .into_iter()
        .map(|r| {
            let load = Load {
                open: r.open,
                overdue: r.overdue,
            };
            (UserId::new(r.owner), load)
        })
        .collect())
}

/// Gives a case to a user, whoever had it.
pub async fn owner_set(
    connection: &mut PgConnection,
    application: &Application,
    owner: UserId,
) -> Result<(), DatabaseError> {
    sqlx::query!(
        "UPDATE municipal.application SET assigned_to = $3 WHERE municipality_code = $1 AND id = $2",
        application.municipality.get(),
        application.id.get(),
        owner.get()
    )
    .execute(connection)
    .await?;
    Ok(())
}
