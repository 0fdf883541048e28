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
    /// Only the journal's sealer may add rows.
    pub sealed: bool,
    /// The application may delete rows: what its owner may take back whole, before anybody has received it.
    pub erasable: bool,
    /// An arriving copy starts work.
    pub arrives: bool,
    /// Has a column `municipality_code` in its primary key.
    pub keyed_by_municipality: bool,
    /// The residents' portal may read it.
    pub portal_reads: bool,
    /// The residents' portal may write it too.
    pub portal_writes: bool,
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
         WHERE c.relkind IN ('r', 'p') AND NOT c.relispartition AND n.nspname IN ('municipal', 'central', 'local', 'statistics')
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
                sealed: marks.contains(&"sealed"),
                erasable: marks.contains(&"erasable"),
                arrives: marks.contains(&"arrives"),
                keyed_by_municipality,
                portal_reads: marks.contains(&"portal reads") || marks.contains(&"portal writes"),
                portal_writes: marks.contains(&"portal writes"),
            })
        })
        .collect()
}

/// The whole schema of a database in words: tables with columns, constraints, indexes and triggers, and functions. The same
/// for every version of PostgreSQL, so that the committed descriptions can be compared with what the migrations make.
pub async fn describe(connection: &mut PgConnection) -> Result<String, DatabaseError> {
    let lines: Vec<(String,)> = sqlx::query_as(
        "WITH ours AS (SELECT c.oid, n.nspname || '.' || c.relname AS name
                       FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
                       WHERE c.relkind IN ('r', 'p') AND n.nspname IN ('municipal', 'central', 'local', 'statistics')),
         described AS (
             SELECT name, 0 AS part, ''::text AS item, 'table ' || name || coalesce(' partition by ' || pg_get_partkeydef(oid), '')
                 || coalesce(' partition ' || (SELECT pg_get_expr(relpartbound, c.oid) FROM pg_class c WHERE c.oid = ours.oid), '') AS line FROM ours
             UNION ALL
             SELECT o.name, 1, lpad(a.attnum::text, 4, '0'), '  ' || a.attname || ' ' || format_type(a.atttypid, a.atttypmod)
                 || CASE WHEN a.attnotnull THEN ' not null' ELSE '' END
                 || coalesce(' default ' || pg_get_expr(d.adbin, d.adrelid), '')
             FROM ours o JOIN pg_attribute a ON a.attrelid = o.oid AND a.attnum > 0 AND NOT a.attisdropped
             LEFT JOIN pg_attrdef d ON d.adrelid = o.oid AND d.adnum = a.attnum
             UNION ALL
             SELECT o.name, 2, c.conname, '  constraint ' || c.conname || ' ' || pg_get_constraintdef(c.oid)
             FROM ours o JOIN pg_constraint c ON c.conrelid = o.oid AND c.contype <> 'n'
             UNION ALL
             SELECT o.name, 3, i.indexrelid::regclass::text, '  ' || pg_get_indexdef(i.indexrelid)
             FROM ours o JOIN pg_index i ON i.indrelid = o.oid
             WHERE NOT EXISTS (SELECT 1 FROM pg_constraint c WHERE c.conindid = i.indexrelid)
             UNION ALL
             SELECT o.name, 4, t.tgname, '  ' || pg_get_triggerdef(t.oid) || ' -- enabled ' || t.tgenabled::text
             FROM ours o JOIN pg_trigger t ON t.tgrelid = o.oid AND NOT t.tgisinternal
             UNION ALL
             SELECT 'zz', 5, p.oid::regprocedure::text,
                 'function ' || p.oid::regprocedure::text || ' md5 ' || md5(p.prosrc)
             FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace
             WHERE n.nspname IN ('municipal', 'central', 'local', 'statistics')
             UNION ALL
             SELECT 'zzz', 6, p.pubname || t.schemaname || t.tablename,
                 'publication ' || p.pubname || ' ' || t.schemaname || '.' || t.tablename || coalesce(' where ' || t.rowfilter, '')
             FROM pg_publication p JOIN pg_publication_tables t ON t.pubname = p.pubname)
         SELECT line FROM described ORDER BY name COLLATE \"C\", part, item COLLATE \"C\"",
    )
    .fetch_all(connection)
    .await?;
    let mut text = String::new();
    for (line,) in lines {
        text.push_str(&line);
        text.push('\n');
    }
    Ok(text)
}
