//! What the tables' comments say: kind, marks. Publications, privileges and generated constraints follow from it.

use sqlx::PgConnection;

use crate::DatabaseError;

/// Who owns a table and where its rows go.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Written at the municipality, flows up.
    Municipal,
    /// Written at the centre, every row flows to every node.
    CentralAll,
    /// Written at the centre, flows down to the municipality in its key.
    CentralAddressed,
    /// Written at the centre, stays.
    CentralPrivate,
    /// Never leaves its node.
    Local,
    /// Figures at the centre.
    Statistics,
}

/// A table as its comment describes it.
#[derive(Debug, Clone)]
pub struct TableFacts {
    /// `schema.table`.
    pub name: String,
    /// Owner and flow.
    pub kind: Kind,
    /// The application may not update or delete.
    pub insert_only: bool,
    /// An arriving copy starts work.
    pub arrives: bool,
    /// Has a column `municipality_code` in its primary key.
    pub keyed_by_municipality: bool,
}

/// All tables of the product in this database, by name.
///
/// # Errors
/// A table without a well-formed comment is an inconsistency: it has no owner.
pub async fn list_tables(connection: &mut PgConnection) -> Result<Vec<TableFacts>, DatabaseError> {
    let rows: Vec<(String, Option<String>, bool)> = sqlx::query_as(
        "SELECT n.nspname || '.' || c.relname,
                obj_description(c.oid, 'pg_class'),
                EXISTS (SELECT 1 FROM pg_index i JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = ANY (i.indkey)
                        WHERE i.indrelid = c.oid AND i.indisprimary AND a.attname = 'municipality_code')
         FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
         WHERE c.relkind IN ('r', 'p') AND n.nspname IN ('municipal', 'central', 'local', 'statistics')
         ORDER BY 1",
    )
    .fetch_all(connection)
    .await?;
    rows.into_iter()
        .map(|(name, comment, keyed_by_municipality)| {
            let head = comment
                .as_deref()
                .and_then(|c| c.split_once('.').map(|(head, _)| head))
                .unwrap_or_default();
            let mut marks = head.split(';').map(str::trim);
            let kind = match marks.next() {
                Some("municipal") => Kind::Municipal,
                Some("central: all") => Kind::CentralAll,
                Some("central: addressed") => Kind::CentralAddressed,
                Some("central: private") => Kind::CentralPrivate,
                Some("local") => Kind::Local,
                Some("statistics") => Kind::Statistics,
                _ => {
                    return Err(DatabaseError::Inconsistent {
                        table: "pg_class",
                        id: name,
                        what: "the table's comment does not say who owns it",
                    });
                }
            };
            let marks: Vec<_> = marks.collect();
            Ok(TableFacts {
                name,
                kind,
                insert_only: marks.contains(&"insert-only"),
                arrives: marks.contains(&"arrives"),
                keyed_by_municipality,
            })
        })
        .collect()
}
