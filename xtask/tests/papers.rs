//! The project's papers say what is true: what `docs/` and the house rules name is there, and the other way round.

mod papers {
    pub mod sources;
}

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use papers::sources::{self, root};
use spis_database::migrate::{self, Purpose};
use spis_database::private_server::PrivateServer;
use spis_database::{Kind, TableFacts, list_tables};
use spis_kernel::MunicipalityCode;
use sqlx::{Connection, PgConnection};

/// Crates whose nouns are the field's own: each with a Lithuanian term stands in the glossary.
const GLOSSARY_CRATES: [(&str, &str); 5] = [
    ("kernel", "crates/foundation/kernel/src"),
    ("law", "crates/foundation/law/src"),
    ("persons", "crates/subsystems/persons/src"),
    ("applications", "crates/subsystems/applications/src"),
    ("cash_benefits", "crates/subsystems/cash_benefits/src"),
];

type Row = BTreeMap<String, String>;

fn rows(path: &str) -> Vec<Row> {
    let file = root().join(path);
    let mut reader = csv::Reader::from_path(&file).unwrap_or_else(|e| panic!("{path}: {e}"));
    reader
        .deserialize()
        .map(|row| row.unwrap_or_else(|e| panic!("{path}: {e}")))
        .collect()
}

/// The parts of a cell that holds several things.
fn parts(cell: &str) -> impl Iterator<Item = &str> {
    cell.split(';')
        .map(str::trim)
        .filter(|part| !part.is_empty())
}

fn none_wrong(wrong: &[String]) {
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

/// A check database of its own: what every table and column really is.
struct CheckDatabase {
    server: PrivateServer,
}

impl CheckDatabase {
    async fn make() -> (Self, PgConnection) {
        let name = format!("spis-papers-{}", uuid::Uuid::new_v4().simple());
        let server = PrivateServer::at(&std::env::temp_dir().join(name), false).unwrap();
        let made = Self { server };
        made.server.start().unwrap();
        let mut admin = PgConnection::connect(&made.server.url("postgres", "spis_admin"))
            .await
            .unwrap();
        migrate::create_database(&mut admin, "spis_check")
            .await
            .unwrap();
        let mut owner = PgConnection::connect(&made.server.url("spis_check", "spis_owner"))
            .await
            .unwrap();
        migrate::run_all(&mut owner, Purpose::Check).await.unwrap();
        (made, owner)
    }
}

impl Drop for CheckDatabase {
    fn drop(&mut self) {
        // A server left behind only takes room; the test's own answer matters more.
        drop(self.server.remove());
    }
}

#[tokio::test]
async fn the_data_dictionary_names_tables_and_columns_that_exist() {
    let (_server, mut database) = CheckDatabase::make().await;
    let columns: Vec<(String, String, String)> = sqlx::query_as(
        "SELECT table_schema || '.' || table_name, column_name::text, data_type::text
         FROM information_schema.columns WHERE table_schema IN ('municipal', 'central', 'local', 'statistics')",
    )
    .fetch_all(&mut database)
    .await
    .unwrap();
    let types: BTreeMap<(&str, &str), &str> = columns
        .iter()
        .map(|(table, column, kind)| ((table.as_str(), column.as_str()), kind.as_str()))
        .collect();
    let fields = sources::public_fields();
    let mut wrong = Vec::new();
    let mut named = 0;
    for row in rows("docs/spec/data-dictionary.csv") {
        let (id, table) = (&row["id"], row["table"].as_str());
        if table.is_empty() != row["column"].is_empty() {
            wrong.push(format!(
                "{id}: table without column or column without table"
            ));
        }
        for path in parts(&row["column"]) {
            named += 1;
            let mut steps = path.split('.').map(|step| step.trim_end_matches("[]"));
            let column = steps.next().unwrap_or_default();
            let inner: Vec<_> = steps.collect();
            match types.get(&(table, column)) {
                None => wrong.push(format!("{id}: no column {table}.{column}")),
                Some(&kind) if !inner.is_empty() && kind != "jsonb" => {
                    wrong.push(format!("{id}: {table}.{column} is {kind}, it has no parts"));
                }
                Some(_) => {}
            }
            for field in inner.iter().filter(|f| !fields.contains(**f)) {
                wrong.push(format!(
                    "{id}: nothing in the code is called {field} ({path})"
                ));
            }
        }
    }
    none_wrong(&wrong);
    assert!(named > 20, "the dictionary names hardly any column");
}

#[test]
fn the_requirements_name_paths_and_tests_that_exist() {
    let tests = sources::tests();
    assert!(
        tests.len() > 100,
        "the tests of the workspace were not found"
    );
    let mut wrong = Vec::new();
    for row in rows("docs/spec/requirements.csv") {
        let (id, status, place) = (&row["id"], row["status"].as_str(), row["where"].as_str());
        let named: Vec<_> = parts(&row["test"]).collect();
        match status {
            "" if place.is_empty() && named.is_empty() => {}
            "" => wrong.push(format!("{id}: not begun, yet a place or a test is named")),
            "n/a" if place.is_empty() => wrong.push(format!("{id}: n/a without a reason")),
            // A reason in words stands in `where`.
            "n/a" => continue,
            "done" if place.is_empty() || named.is_empty() => {
                wrong.push(format!("{id}: done needs a place and a test"));
            }
            "partly" if place.is_empty() => wrong.push(format!("{id}: partly, but where?")),
            "done" | "partly" => {}
            other => wrong.push(format!("{id}: unknown status {other:?}")),
        }
        for path in parts(place).filter(|p| !root().join(p).exists()) {
            wrong.push(format!("{id}: no {path}"));
        }
        for test in named.into_iter().filter(|t| !tests.contains(*t)) {
            wrong.push(format!("{id}: no test {test:?}"));
        }
    }
    none_wrong(&wrong);
}

#[test]
fn the_accessibility_paper_is_whole_and_its_evidence_exists() {
    // A title that a test completes ("…: ${name}") is named by its beginning.
    let tests: BTreeSet<String> = sources::tests()
        .into_iter()
        .map(|title| title.split(": ${").next().unwrap_or_default().to_owned())
        .collect();
    let rows = rows("docs/accessibility/en301549.csv");
    let clauses: BTreeSet<_> = rows.iter().map(|row| row["clause"].as_str()).collect();
    let mut wrong = Vec::new();
    for row in &rows {
        let name = format!("{} {}", row["clause"], row["title"]);
        let evidence: Vec<_> = parts(&row["evidence"]).collect();
        match row["result"].as_str() {
            "passes" if evidence.is_empty() => wrong.push(format!("{name}: passes by what?")),
            "fails" | "not applicable" | "not tested by hand" if row["note"].is_empty() => {
                wrong.push(format!("{name}: say what, or why not"));
            }
            "passes" | "fails" | "not applicable" | "not tested by hand" => {}
            other => wrong.push(format!("{name}: unknown result {other:?}")),
        }
        if row["title"].is_empty() || (row["clause"].is_empty() && row["wcag"].is_empty()) {
            wrong.push(format!("{name}: no title or no number"));
        }
        for one in evidence {
            if !tests.contains(one) && !root().join(one).is_file() {
                wrong.push(format!("{name}: no test or file {one:?}"));
            }
        }
    }
    // Every criterion of WCAG 2.1, levels A and AA.
    for (part, last) in [
        ("1.1", 1),
        ("1.2", 5),
        ("1.3", 5),
        ("1.4", 5),
        ("2.1", 2),
        ("2.2", 2),
        ("2.3", 1),
        ("2.4", 7),
        ("2.5", 4),
        ("3.1", 2),
        ("3.2", 4),
        ("3.3", 4),
        ("4.1", 3),
    ] {
        for number in 1..=last {
            let clause = format!("9.{part}.{number}");
            if !clauses.contains(clause.as_str()) {
                wrong.push(format!("{clause} is missing"));
            }
        }
    }
    for clause in [
        "9.1.4.10", "9.1.4.11", "9.1.4.12", "9.1.4.13", "9.2.1.4", "9.6", "11.7",
    ] {
        if !clauses.contains(clause) {
            wrong.push(format!("{clause} is missing"));
        }
    }
    none_wrong(&wrong);
}

/// WCAG 1.4.3 for what is printed or read on a screen: 4.5 to 1, on white and on each tinted ground.
#[test]
fn words_of_letters_stand_out_from_their_ground() {
    let text: String = ["letter", "decision", "receipt", "form"]
        .iter()
        .map(|name| sources::read(&root().join(format!("letters/{name}.typ"))))
        .collect();
    let luminance = |colour: &str| {
        let part = |at: usize| {
            let value = f64::from(u8::from_str_radix(&colour[at..at + 2], 16).unwrap()) / 255.0;
            if value <= 0.04045 {
                value / 12.92
            } else {
                ((value + 0.055) / 1.055).powf(2.4)
            }
        };
        0.2126 * part(0) + 0.7152 * part(2) + 0.0722 * part(4)
    };
    let named: Vec<(&str, &str)> = text
        .split("#let ")
        .filter_map(|line| {
            let (name, rest) = line.split_once(" = rgb(\"#")?;
            (!name.contains('\n')).then(|| (name, &rest[..6]))
        })
        .collect();
    let of = |wanted: &str| named.iter().find(|(name, _)| *name == wanted).unwrap().1;
    let words = ["ink", "muted", "teal"].map(of);
    // Every other colour that is filled with lies behind words or is the mark of a draft.
    let grounds: Vec<&str> = text
        .split("fill: rgb(\"#")
        .skip(1)
        .map(|rest| &rest[..6])
        .chain(["ffffff", of("tint")])
        .collect();
    assert!(grounds.len() > 3, "{grounds:?}");
    for ground in grounds {
        for colour in words {
            let contrast = (luminance(ground) + 0.05) / (luminance(colour) + 0.05);
            assert!(contrast >= 4.5, "#{colour} on #{ground}: {contrast:.2}");
        }
    }
}

#[test]
fn every_domain_type_stands_in_the_glossary() {
    let text = sources::read(&root().join("docs/glossary.md"));
    let listed: BTreeMap<(String, String), String> = sources::table_rows(&text)
        .into_iter()
        .filter(|cells| cells.len() == 4 && cells[0].starts_with('`'))
        .map(|cells| {
            let crate_name = cells[1].trim_matches('`').to_owned();
            (
                (crate_name, cells[0].trim_matches('`').to_owned()),
                cells[2].clone(),
            )
        })
        .collect();
    let mut wrong = Vec::new();
    let mut known = BTreeSet::new();
    for (crate_name, folder) in GLOSSARY_CRATES {
        for found in sources::public_types(&root().join(folder)) {
            let key = (crate_name.to_owned(), found.name.clone());
            match (&found.term, listed.get(&key)) {
                (Some(term), None) => {
                    wrong.push(format!("{crate_name}: {} ({term}) is missing", found.name));
                }
                (Some(term), Some(cell)) if !cell.contains(term.as_str()) => {
                    wrong.push(format!(
                        "{crate_name}: {} is {term} in the code",
                        found.name
                    ));
                }
                _ => {}
            }
            known.insert(key);
        }
    }
    for (crate_name, name) in listed.keys().filter(|key| !known.contains(*key)) {
        wrong.push(format!("{crate_name}: there is no {name} any more"));
    }
    none_wrong(&wrong);
    assert!(listed.len() > 20, "the glossary was not read");
}

#[test]
fn every_dependency_is_used_and_explained() {
    let ours: BTreeSet<String> = sources::workspace_dependencies()
        .into_iter()
        .filter(|name| !name.starts_with("spis-"))
        .collect();
    let used: BTreeSet<String> = sources::crates()
        .into_iter()
        .flat_map(|c| c.normal.into_iter().chain(c.other))
        .filter(|name| !name.starts_with("spis-"))
        .collect();
    let text = sources::read(&root().join("docs/dependencies.md"));
    let explained: BTreeSet<String> = sources::table_rows(&text)
        .into_iter()
        .filter(|cells| cells[0].starts_with('`'))
        .inspect(|cells| {
            assert!(
                cells.len() == 4 && cells.iter().take(3).all(|c| !c.is_empty()),
                "why and licence of {}",
                cells[0]
            );
        })
        .map(|cells| cells[0].trim_matches('`').to_owned())
        .collect();
    let wanted: BTreeSet<String> = ours
        .intersection(&used)
        .cloned()
        .chain(sources::npm_dependencies())
        .collect();
    let mut wrong = Vec::new();
    for name in ours.difference(&used) {
        wrong.push(format!(
            "{name}: no crate uses it; take it out of the workspace"
        ));
    }
    for name in wanted.difference(&explained) {
        wrong.push(format!("{name}: not explained in docs/dependencies.md"));
    }
    for name in explained.difference(&wanted) {
        wrong.push(format!(
            "{name}: explained in docs/dependencies.md, used nowhere"
        ));
    }
    none_wrong(&wrong);
}

/// The rule of the house: imports only go down, and rooms of one floor do not import one another.
#[test]
fn imports_go_down() {
    let crates = sources::crates();
    let floor_of: BTreeMap<&str, &str> = crates
        .iter()
        .map(|c| (c.name.as_str(), c.floor.as_str()))
        .collect();
    let mut wrong = Vec::new();
    for c in &crates {
        for used in c.normal.iter().filter(|name| name.starts_with("spis")) {
            let floor = floor_of.get(used.as_str()).copied().unwrap_or("nowhere");
            let below = matches!(
                (c.floor.as_str(), floor),
                ("apps" | "xtask", _)
                    | ("subsystems" | "platform" | "foundation", "foundation")
                    | ("subsystems" | "platform", "platform")
            );
            // The two rooms that the others of their floor stand on.
            let shared = c.floor == "subsystems"
                && match used.as_str() {
                    "spis-persons" => true,
                    "spis-applications" => c.name != "spis-persons",
                    _ => false,
                };
            if !below && !shared {
                wrong.push(format!("{} imports {used}", c.name));
            }
            if used == "spis-documents" && c.floor != "apps" {
                wrong.push(format!("{} imports {used}: only apps may", c.name));
            }
        }
        for used in c.normal.iter().chain(&c.other) {
            if used.starts_with("typst") && c.name != "spis-documents" {
                wrong.push(format!("{} knows {used}: only spis-documents may", c.name));
            }
            if c.floor == "foundation" && (used == "sqlx" || used == "tokio" || used == "axum") {
                wrong.push(format!("{} uses {used}: its floor is pure", c.name));
            }
        }
    }
    none_wrong(&wrong);
    assert!(crates.len() > 10, "the crates were not found");
}

/// The centre's own tables and its copies may one day lie on two servers; no statement may need both.
#[test]
fn no_statement_names_central_and_municipal_tables() {
    let mut statements = sources::string_literals();
    assert!(
        statements
            .iter()
            .any(|(_, text)| text.contains("FROM municipal.")),
        "no SQL was found"
    );
    statements.extend(sources::checked_queries());
    let wrong: Vec<String> = statements
        .into_iter()
        .filter(|(_, text)| text.contains("central.") && text.contains("municipal."))
        .map(|(place, text)| {
            format!(
                "{place}: {}",
                text.split_whitespace().collect::<Vec<_>>().join(" ")
            )
        })
        .collect();
    none_wrong(&wrong);
}

#[test]
fn strings_are_told_from_comments_and_characters() {
    let text = r###"
        // "in a comment"
        let quote = '"'; let escaped = '\''; let lifetime: &'a str = "one \" more";
        sqlx::query!(r#"SELECT "x!" FROM central.a"#);
    "###;
    let found: Vec<(usize, String)> = sources::literals(text);
    let expected = [
        (3, r#"one \" more"#.to_owned()),
        (4, r#"SELECT "x!" FROM central.a"#.to_owned()),
    ];
    assert_eq!(found, expected);
}

#[tokio::test]
async fn what_flows_up_never_flows_down() {
    let (_server, mut database) = CheckDatabase::make().await;
    let tables = list_tables(&mut database).await.unwrap();
    let code = |n| MunicipalityCode::new(n).unwrap();
    let nodes = [code(13), code(29)];
    let published = |at| -> BTreeMap<String, BTreeSet<String>> {
        migrate::publications(&tables, at, &nodes)
            .into_iter()
            .map(|(name, list)| {
                let bare = |table: &String| table.split(' ').next().unwrap_or_default().to_owned();
                (name, list.iter().map(bare).collect())
            })
            .collect()
    };
    let names = |wanted: &dyn Fn(&TableFacts) -> bool| -> BTreeSet<String> {
        tables
            .iter()
            .filter(|t| wanted(t))
            .map(|t| t.name.clone())
            .collect()
    };
    let up = published(code(29));
    let down = published(MunicipalityCode::CENTRE);
    assert_eq!(up.keys().collect::<Vec<_>>(), ["up"]);
    assert_eq!(down.keys().collect::<Vec<_>>(), ["down_13", "down_29"]);
    assert_eq!(up["up"], names(&|t| t.kind == Kind::Municipal));
    for list in down.values() {
        assert!(list.is_disjoint(&up["up"]), "flows both ways");
        assert_eq!(
            *list,
            names(&|t| matches!(t.kind, Kind::CentralAll | Kind::CentralAddressed))
        );
    }
    // What is addressed needs the address in its key, or its rows would reach nobody or everybody.
    let unaddressed = names(&|t| {
        matches!(t.kind, Kind::CentralAddressed | Kind::Municipal) && !t.keyed_by_municipality
    });
    assert!(
        unaddressed.is_empty(),
        "no municipality in the key: {unaddressed:?}"
    );
    let astray = names(&|t| {
        let schema = t.name.split('.').next().unwrap_or_default();
        schema
            != match t.kind {
                Kind::Municipal => "municipal",
                Kind::CentralAll | Kind::CentralAddressed | Kind::CentralPrivate => "central",
                Kind::Local => "local",
                Kind::Statistics => "statistics",
            }
    });
    assert!(astray.is_empty(), "kind and schema disagree: {astray:?}");
}

#[test]
fn links_between_the_papers_lead_somewhere() {
    let mut wrong = Vec::new();
    let mut links = 0;
    for paper in sources::papers() {
        let text = sources::read(&paper);
        let shown = paper
            .strip_prefix(root())
            .unwrap_or(&paper)
            .display()
            .to_string();
        for target in sources::links(&text) {
            links += 1;
            let folder = paper.parent().unwrap_or(Path::new(""));
            if !folder.join(target).exists() {
                wrong.push(format!("{shown}: no {target}"));
            }
        }
        // Spelled apart, so that this line is not found itself.
        for forbidden in [
            concat!("/wo", "rk/"),
            concat!("/t", "mp/"),
            concat!("/ro", "ot/"),
        ] {
            if text.contains(forbidden) {
                wrong.push(format!("{shown}: a path of one machine ({forbidden})"));
            }
        }
    }
    none_wrong(&wrong);
    assert!(links > 10, "the links were not found");
}

#[tokio::test]
async fn the_committed_schemas_are_what_the_migrations_make() {
    let (database, _owner) = CheckDatabase::make().await;
    let folder = root().join("schema");
    for (file, made) in xtask::schema_descriptions(&database.server).await.unwrap() {
        let committed = std::fs::read_to_string(folder.join(file)).unwrap_or_default();
        let differs = made.lines().zip(committed.lines()).find(|(m, c)| m != c);
        assert!(
            made == committed,
            "schema/{file} is not what the migrations make (cargo xtask schema): {differs:?}"
        );
    }
}
