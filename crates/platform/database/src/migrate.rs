//! Migrations over the nodes, in the order that logical replication needs.
//!
//! File names are `<time>_<verb>.<schema>[.owner].sql`. Schema files hold tables, columns and keys and run at every node
//! (`statistics` only at the centre); owner files hold constraints, checks and triggers and run only where the schema is
//! owned. A subscriber must have a column before its publisher does, so `municipal` files go to the centre first and
//! `central` files to the municipalities first; then owner files; then what is generated from the tables' comments:
//! key triggers, own-code checks, arrival triggers, privileges, publications.

use hex::ToHex;
use sha2::{Digest, Sha256};
use spis_kernel::MunicipalityCode;
use sqlx::{Connection, PgConnection};

use crate::catalogue::{Kind, list_tables};
use crate::{DatabaseError, TableFacts};

macro_rules! files {
    ($($name:literal),* $(,)?) => { &[$(($name, include_str!(concat!("../migrations/", $name)))),*] };
}

/// Every migration file, oldest first. A test compares the list with the folder.
pub const FILES: &[(&str, &str)] = files![
    "20261122100000_create.local.sql",
    "20261122100100_create.central.owner.sql",
    "20261122100100_create.central.sql",
    "20261122100200_create.municipal.owner.sql",
    "20261122100200_create.municipal.sql",
    "20261122100300_create.statistics.sql",
    "20261122180000_index_residents.municipal.sql",
    "20261122180100_name_opener.central.sql",
    "20261122180200_act_as.local.sql",
    "20261122190000_ask.central.owner.sql",
    "20261122190000_ask.central.sql",
    "20261122190100_answer.municipal.owner.sql",
    "20261122190100_answer.municipal.sql",
    "20261122190200_remove_drafts.central.owner.sql",
    "20261122190200_remove_drafts.central.sql",
    "20261122190500_add_attachments.central.owner.sql",
    "20261122190500_add_attachments.central.sql",
    "20261122190600_add_documents.municipal.owner.sql",
    "20261122190600_add_documents.municipal.sql",
    "20261122193000_register_at_counter.municipal.owner.sql",
    "20261122193000_register_at_counter.municipal.sql",
    "20261122200000_index_questions.municipal.sql",
    "20261122210000_check_representation.municipal.owner.sql",
    "20261122210000_check_representation.municipal.sql",
    "20261122210000_keep_paper.central.owner.sql",
    "20261122210000_keep_paper.central.sql",
    "20261122210500_check_uploads.central.owner.sql",
    "20261122210500_check_uploads.central.sql",
    "20261122210600_deliver_document_requests.municipal.owner.sql",
    "20261122210600_deliver_document_requests.municipal.sql",
    "20261122213000_tell_awaited.central.sql",
    "20261122213000_tell_awaited.municipal.sql",
    "20261122213100_tell_place.central.owner.sql",
    "20261122213100_tell_place.central.sql",
    "20261122230000_close.local.sql",
    "20261122230100_report_accessibility.central.owner.sql",
    "20261122230100_report_accessibility.central.sql",
    "20261122230200_take_in.municipal.owner.sql",
    "20261122230200_take_in.municipal.sql",
    "20261122231000_ask_family_again.municipal.owner.sql",
    "20261122231000_ask_family_again.municipal.sql",
    "20261122234500_complete_paper.municipal.owner.sql",
    "20261122234500_complete_paper.municipal.sql",
    "20261122234600_let_reports_go.central.sql",
    "20261123100000_correct_whole.central.owner.sql",
    "20261123100000_correct_whole.central.sql",
    "20261123100100_correct_children.municipal.sql",
    "20261123100200_keep_words.central.owner.sql",
    "20261123100200_keep_words.central.sql",
    "20261201100200_keep_correction_paper.central.owner.sql",
    "20261201100200_keep_correction_paper.central.sql",
    "20261201100200_show_amounts.municipal.sql",
    "20261201100300_receive_at_counter.municipal.owner.sql",
    "20261201100300_receive_at_counter.municipal.sql",
    "20261201100400_tell_each.central.sql",
    "20261201100500_decide_own.municipal.owner.sql",
    "20261201100600_answer_by_phone.central.owner.sql",
    "20261201100600_answer_by_phone.central.sql",
    "20261201110000_say_of_paper.central.owner.sql",
    "20261201110000_say_of_paper.central.sql",
    "20261201110000_say_of_paper.municipal.sql",
    "20261202160000_seal_journal.central.owner.sql",
    "20261202160000_seal_journal.central.sql",
    "20261202160000_seal_journal.local.sql",
    "20261202160000_seal_journal.municipal.owner.sql",
    "20261202160000_seal_journal.municipal.sql",
];

/// The roles: owner of the schemas, application, residents' portal, register exchange, streams, figures, the journal's sealer; the administrator is the server's own.
const ROLES: &str = "DO $$
DECLARE role text;
BEGIN
    FOREACH role IN ARRAY ARRAY['spis_owner', 'spis_app', 'spis_portal', 'spis_registers', 'spis_replication', 'spis_statistics', 'spis_seal'] LOOP
        IF NOT EXISTS (SELECT 1 FROM pg_roles WHERE rolname = role) THEN
            EXECUTE format('CREATE ROLE %I LOGIN', role);
        END IF;
    END LOOP;
    ALTER ROLE spis_replication REPLICATION;
END $$";

/// What the portal may read of the copies of persons: who they are, never where they live.
const PORTAL_PERSON: &str = "SELECT (municipality_code, id, personal_code, given_name, surname)";

/// What the portal may read of questions to registers: that one was asked about her, or about her child in a case of her own,
/// never which municipality asked or why. The case tells her more only if she may see the application, that is if it is her own.
const PORTAL_QUESTION: &str = "SELECT (id, application_id, register, personal_code, asked_at)";

/// What the portal may read of an application's history: what happened and when, never who did it or what was noted about it.
const PORTAL_EVENT: &str = "SELECT (municipality_code, id, application_id, step, at)";

/// What the portal may read of a municipality's office: how it is reached, never what it pays from.
const PORTAL_OFFICE: &str = "SELECT (municipality_code, id, phone, email, valid_from)";

/// What the portal may read of what was brought to the counter: what it says, never by which document who brought it was checked.
const PORTAL_BROUGHT: &str = "SELECT (municipality_code, id, receipt_number, application_id, kind, text, document_request_id, received_on, answer_by, received_at)";

/// Where the portal adds rows and reads none.
const PORTAL_ONLY_ADDS: [&str; 3] = [
    "central.accessibility_report",
    "central.journal_entry",
    "central.journal_subject",
];

/// What the role that asks state registers may touch at the centre.
const REGISTERS_MAY: [(&str, &str); 5] = [
    ("municipal.register_request", "SELECT"),
    (
        "municipal.application",
        "SELECT (municipality_code, id, number)",
    ),
    ("central.register_answer", "SELECT, INSERT"),
    ("central.journal_entry", "INSERT"),
    ("central.journal_subject", "INSERT"),
];

/// What the ministry's role may touch besides the figures: its own sign-in, the journal of its looks, and reports on
/// accessibility, which it answers.
const MINISTRY_MAY: [(&str, &str); 11] = [
    ("local.session", "SELECT, INSERT, UPDATE"),
    ("local.credential", "SELECT, UPDATE"),
    ("central.user_account", "SELECT"),
    ("central.user_grant", "SELECT"),
    ("central.user_role", "SELECT"),
    ("central.role_right", "SELECT"),
    ("central.municipality", "SELECT"),
    ("central.accessibility_report", "SELECT"),
    ("central.accessibility_answer", "SELECT, INSERT"),
    ("central.journal_entry", "INSERT"),
    ("central.journal_subject", "INSERT"),
];

/// What the sealer reads at any node; the chain it writes is marked `sealed`.
const SEALER_READS: [&str; 4] = [
    "municipal.journal_entry",
    "municipal.journal_subject",
    "central.journal_entry",
    "central.journal_subject",
];

/// Whose rows the portal's role sees.
const PORTAL_ROWS: &str = include_str!("portal_rows.sql");

/// What a database is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Purpose {
    /// A node: owns `central` (code 0) or `municipal`.
    Node(MunicipalityCode),
    /// Queries are checked against it: every owner file, nothing generated.
    Check,
}

impl Purpose {
    fn owns(self, schema: &str) -> bool {
        match self {
            Self::Check => true,
            Self::Node(MunicipalityCode::CENTRE) => schema != "municipal",
            Self::Node(_) => schema == "municipal" || schema == "local",
        }
    }

    fn has(self, schema: &str) -> bool {
        schema != "statistics" || self.owns(schema)
    }
}

/// Creates the roles that the server lacks: an older one may not know the newest.
pub async fn create_roles(admin: &mut PgConnection) -> Result<(), DatabaseError> {
    sqlx::raw_sql(ROLES).execute(admin).await?;
    Ok(())
}

/// Creates the roles and an empty database owned by `spis_owner`, if missing. `admin` is connected to any database of the server.
pub async fn create_database(admin: &mut PgConnection, name: &str) -> Result<bool, DatabaseError> {
    create_roles(admin).await?;
    let (exists,): (bool,) =
        sqlx::query_as("SELECT EXISTS (SELECT 1 FROM pg_database WHERE datname = $1)")
            .bind(name)
            .fetch_one(&mut *admin)
            .await?;
    if exists {
        return Ok(false);
    }
    execute(
        admin,
        &format!("CREATE DATABASE {} OWNER spis_owner", quoted(name)),
    )
    .await?;
    Ok(true)
}

/// Runs one schema's files that this database lacks; `owner` chooses between schema files and owner files.
/// Returns the names of the files that it ran.
///
/// # Errors
/// A file that was applied with other content is an inconsistency: applied migrations are never edited.
pub async fn run_files(
    connection: &mut PgConnection,
    purpose: Purpose,
    schema: &str,
    owner: bool,
) -> Result<Vec<&'static str>, DatabaseError> {
    let mut done = Vec::new();
    if !purpose.has(schema) || (owner && !purpose.owns(schema)) {
        return Ok(done);
    }
    execute(connection, &format!("CREATE SCHEMA IF NOT EXISTS {schema}")).await?;
    if owner && schema == "municipal" {
        execute(
            connection,
            "CREATE EXTENSION IF NOT EXISTS btree_gist WITH SCHEMA public",
        )
        .await?;
    }
    let suffix = if owner {
        format!(".{schema}.owner.sql")
    } else {
        format!(".{schema}.sql")
    };
    let mut files: Vec<_> = FILES.iter().filter(|(n, _)| n.ends_with(&suffix)).collect();
    files.sort_unstable_by_key(|(n, _)| *n);
    for (name, sql) in files {
        let digest: String = Sha256::digest(sql.as_bytes()).encode_hex();
        let applied: Option<(String,)> =
            if schema == "local" && !table_exists(connection, "local.schema_version").await? {
                None
            } else {
                sqlx::query_as("SELECT sha256 FROM local.schema_version WHERE file = $1")
                    .bind(*name)
                    .fetch_optional(&mut *connection)
                    .await?
            };
        match applied {
            Some((before,)) if before == digest => continue,
            Some(_) => {
                return Err(DatabaseError::Inconsistent {
                    table: "local.schema_version",
                    id: (*name).into(),
                    what: "an applied migration file was edited",
                });
            }
            None => {}
        }
        let text = if purpose == Purpose::Node(MunicipalityCode::CENTRE) {
            sql.replace("/*centre", "").replace("centre*/", "")
        } else {
            (*sql).to_owned()
        };
        let mut tx = connection.begin().await?;
        sqlx::raw_sql(sqlx::AssertSqlSafe(text))
            .execute(&mut *tx)
            .await?;
        sqlx::query("INSERT INTO local.schema_version (file, sha256) VALUES ($1, $2)")
            .bind(*name)
            .bind(&digest)
            .execute(&mut *tx)
            .await?;
        tx.commit().await?;
        done.push(*name);
    }
    Ok(done)
}

/// Everything for one database whose peers need no order (the check database, a node being created).
pub async fn run_all(connection: &mut PgConnection, purpose: Purpose) -> Result<(), DatabaseError> {
    for schema in ["local", "central", "municipal", "statistics"] {
        run_files(connection, purpose, schema, false).await?;
    }
    for schema in ["central", "municipal"] {
        run_files(connection, purpose, schema, true).await?;
    }
    Ok(())
}

/// Says who this node is and makes what the comments call for. Repeatable.
pub async fn generate(
    connection: &mut PgConnection,
    code: MunicipalityCode,
    name: &str,
    municipalities: &[MunicipalityCode],
) -> Result<(), DatabaseError> {
    sqlx::query(
        "INSERT INTO local.node (code, name) VALUES ($1, $2)
         ON CONFLICT (one) DO UPDATE SET name = excluded.name WHERE local.node.code = excluded.code",
    )
    .bind(code.get())
    .bind(name)
    .execute(&mut *connection)
    .await?;
    let (stored,): (i16,) = sqlx::query_as("SELECT code FROM local.node")
        .fetch_one(&mut *connection)
        .await?;
    if stored != code.get() {
        return Err(DatabaseError::Inconsistent {
            table: "local.node",
            id: stored.to_string(),
            what: "this database belongs to another node",
        });
    }
    let centre = code == MunicipalityCode::CENTRE;
    let tables = list_tables(connection).await?;
    let mut sql = String::new();
    // First, so that they have the triggers of their tables.
    if centre {
        sql += &partitions(connection, municipalities).await?;
    }
    for table in &tables {
        let owned = match table.kind {
            Kind::Municipal => !centre,
            Kind::CentralAll | Kind::CentralAddressed | Kind::CentralPrivate => centre,
            Kind::Local | Kind::Statistics => continue,
        };
        sql += &generated_for(table, owned, code);
    }
    sql += &privileges(&tables, centre);
    let mut tx = connection.begin().await?;
    sqlx::raw_sql(sqlx::AssertSqlSafe(sql))
        .execute(&mut *tx)
        .await?;
    tx.commit().await?;
    for (publication, tables) in publications(&tables, code, municipalities) {
        set_publication(connection, &publication, &tables).await?;
    }
    Ok(())
}

/// A partition of each partitioned table for each municipality.
async fn partitions(
    connection: &mut PgConnection,
    municipalities: &[MunicipalityCode],
) -> Result<String, DatabaseError> {
    let partitioned: Vec<(String,)> = sqlx::query_as(
        "SELECT n.nspname || '.' || c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
         WHERE c.relkind = 'p' AND n.nspname = 'municipal' ORDER BY 1",
    )
    .fetch_all(connection)
    .await?;
    Ok(partitioned
        .iter()
        .flat_map(|(table,)| {
            municipalities.iter().map(move |code| {
                format!(
                    "CREATE TABLE IF NOT EXISTS {table}_{code} PARTITION OF {table} FOR VALUES IN ({});\n",
                    code.get()
                )
            })
        })
        .collect())
}

fn generated_for(table: &TableFacts, owned: bool, code: MunicipalityCode) -> String {
    let mut sql = String::new();
    let name = &table.name;
    let trigger =
        |trigger: &str, sql: &str| format!("DROP TRIGGER IF EXISTS {trigger} ON {name}; {sql};\n");
    if owned && table.keyed_by_municipality {
        sql += &trigger(
            "key_never_changes",
            &format!(
                "CREATE TRIGGER key_never_changes BEFORE UPDATE ON {name} FOR EACH ROW EXECUTE FUNCTION local.refuse_key_change()"
            ),
        );
    }
    if owned && table.kind == Kind::Municipal {
        sql += &format!(
            "ALTER TABLE {name} DROP CONSTRAINT IF EXISTS own_municipality;
             ALTER TABLE {name} ADD CONSTRAINT own_municipality CHECK (municipality_code = {});\n",
            code.get()
        );
    }
    if !owned && table.sealed {
        sql += &trigger(
            "keep_sealed",
            &format!("CREATE TRIGGER keep_sealed BEFORE UPDATE OR DELETE ON {name} FOR EACH ROW EXECUTE FUNCTION local.keep_sealed();
                      ALTER TABLE {name} ENABLE ALWAYS TRIGGER keep_sealed"),
        );
    }
    if !owned && table.arrives {
        sql += &trigger(
            "note_arrival",
            &format!("CREATE TRIGGER note_arrival AFTER INSERT ON {name} FOR EACH ROW EXECUTE FUNCTION local.note_arrival();
                      ALTER TABLE {name} ENABLE ALWAYS TRIGGER note_arrival"),
        );
    }
    sql
}

fn privileges(tables: &[TableFacts], centre: bool) -> String {
    let mut sql = String::from(
        "GRANT USAGE ON SCHEMA municipal, central, local TO spis_app;
         GRANT USAGE ON SCHEMA municipal, central TO spis_replication, spis_seal;\n",
    );
    if centre {
        sql += "GRANT USAGE ON SCHEMA municipal, central, local TO spis_portal;
                GRANT USAGE ON SCHEMA municipal, central TO spis_registers;
                GRANT USAGE ON SCHEMA statistics TO spis_app, spis_statistics;
                GRANT USAGE ON SCHEMA central, local TO spis_statistics;\n";
    }
    for table in tables {
        let name = &table.name;
        let owned = match table.kind {
            Kind::Municipal => !centre,
            Kind::CentralAll | Kind::CentralAddressed | Kind::CentralPrivate => centre,
            Kind::Local | Kind::Statistics => true,
        };
        let rights = match (owned, table.kind, table.insert_only) {
            (_, Kind::Local, _) if name == "local.node" || name == "local.schema_version" => {
                "SELECT"
            }
            (_, Kind::Local | Kind::Statistics, _) => "SELECT, INSERT, UPDATE, DELETE",
            // Who writes the journal does not seal it.
            _ if table.sealed => "SELECT",
            (true, _, true) if table.erasable => "SELECT, INSERT, DELETE",
            (true, _, true) => "SELECT, INSERT",
            (true, _, false) if table.erasable => "SELECT, INSERT, UPDATE, DELETE",
            (true, _, false) => "SELECT, INSERT, UPDATE",
            (false, ..) => "SELECT",
        };
        sql += &format!(
            "REVOKE ALL ON {name} FROM PUBLIC, spis_app, spis_portal, spis_registers, spis_statistics, spis_seal; GRANT {rights} ON {name} TO spis_app;\n"
        );
        if centre && table.portal_reads {
            let rights = match (table.portal_writes, table.insert_only) {
                // Who writes there does not read what others wrote.
                _ if PORTAL_ONLY_ADDS.contains(&name.as_str()) => "INSERT",
                _ if name == "municipal.person" => PORTAL_PERSON,
                _ if name == "municipal.register_request" => PORTAL_QUESTION,
                _ if name == "municipal.application_event" => PORTAL_EVENT,
                _ if name == "municipal.office" => PORTAL_OFFICE,
                _ if name == "municipal.counter_request" => PORTAL_BROUGHT,
                (true, true) => "SELECT, INSERT",
                (true, false) if table.erasable => "SELECT, INSERT, UPDATE, DELETE",
                (true, false) => "SELECT, INSERT, UPDATE",
                (false, _) => "SELECT",
            };
            sql += &format!("GRANT {rights} ON {name} TO spis_portal;\n");
        }
        if centre && let Some((_, rights)) = REGISTERS_MAY.iter().find(|(table, _)| table == name) {
            sql += &format!("GRANT {rights} ON {name} TO spis_registers;\n");
        }
        if centre && let Some((_, rights)) = MINISTRY_MAY.iter().find(|(table, _)| table == name) {
            sql += &format!("GRANT {rights} ON {name} TO spis_statistics;\n");
        }
        if owned && table.sealed {
            sql += &format!("GRANT SELECT, INSERT ON {name} TO spis_seal;\n");
        }
        if owned && SEALER_READS.contains(&name.as_str()) {
            sql += &format!("GRANT SELECT ON {name} TO spis_seal;\n");
        }
        match table.kind {
            Kind::Statistics => sql += &format!("GRANT SELECT ON {name} TO spis_statistics;\n"),
            Kind::Local | Kind::CentralPrivate => {}
            _ => sql += &format!("GRANT SELECT ON {name} TO spis_replication;\n"),
        }
    }
    if centre {
        sql += PORTAL_ROWS;
    }
    sql
}

/// Name of the publication that carries a municipality's share of the centre's tables.
pub fn down_publication(code: MunicipalityCode) -> String {
    format!("down_{code}")
}

/// Publications of a node and the tables of each, with the row filter where one belongs.
pub fn publications(
    tables: &[TableFacts],
    code: MunicipalityCode,
    municipalities: &[MunicipalityCode],
) -> Vec<(String, Vec<String>)> {
    let named = |kind: Kind| tables.iter().filter(move |t| t.kind == kind);
    if code != MunicipalityCode::CENTRE {
        return vec![(
            "up".into(),
            named(Kind::Municipal).map(|t| t.name.clone()).collect(),
        )];
    }
    municipalities
        .iter()
        .map(|m| {
            let all = named(Kind::CentralAll).map(|t| t.name.clone());
            let addressed = named(Kind::CentralAddressed)
                .map(|t| format!("{} WHERE (municipality_code = {})", t.name, m.get()));
            (down_publication(*m), all.chain(addressed).collect())
        })
        .collect()
}

async fn set_publication(
    connection: &mut PgConnection,
    publication: &str,
    tables: &[String],
) -> Result<(), DatabaseError> {
    let (exists,): (bool,) =
        sqlx::query_as("SELECT EXISTS (SELECT 1 FROM pg_publication WHERE pubname = $1)")
            .bind(publication)
            .fetch_one(&mut *connection)
            .await?;
    let list = tables.join(", ");
    // TRUNCATE is never published: it would empty the copy of every municipality.
    let sql = if exists {
        format!("ALTER PUBLICATION {publication} SET TABLE {list}")
    } else {
        format!(
            "CREATE PUBLICATION {publication} FOR TABLE {list} WITH (publish = 'insert, update, delete')"
        )
    };
    execute(connection, &sql).await
}

async fn table_exists(connection: &mut PgConnection, name: &str) -> Result<bool, DatabaseError> {
    let (found,): (bool,) = sqlx::query_as("SELECT to_regclass($1) IS NOT NULL")
        .bind(name)
        .fetch_one(connection)
        .await?;
    Ok(found)
}

async fn execute(connection: &mut PgConnection, sql: &str) -> Result<(), DatabaseError> {
    sqlx::raw_sql(sqlx::AssertSqlSafe(sql.to_owned()))
        .execute(connection)
        .await?;
    Ok(())
}

fn quoted(name: &str) -> String {
    format!("\"{}\"", name.replace('"', "\"\""))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_file_of_the_folder_is_embedded() {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/migrations");
        let mut found: Vec<String> = std::fs::read_dir(folder)
            .unwrap()
            .map(|e| e.unwrap().file_name().into_string().unwrap())
            .collect();
        found.sort();
        let embedded: Vec<_> = FILES.iter().map(|(n, _)| (*n).to_owned()).collect();
        assert_eq!(found, embedded);
    }
}
