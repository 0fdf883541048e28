//! Reads what the checkout holds: sources, manifests, tests, papers. Roughly, by lines and words; no compiler.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

/// The checkout.
pub fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .parent()
        .unwrap()
        .to_owned()
}

pub fn read(path: &Path) -> String {
    std::fs::read_to_string(path).unwrap_or_else(|e| panic!("{}: {e}", path.display()))
}

/// All files below a folder whose names end so; what is built or fetched left aside.
fn files(folder: &Path, endings: &[&str]) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut open = vec![folder.to_owned()];
    while let Some(folder) = open.pop() {
        let Ok(entries) = std::fs::read_dir(&folder) else {
            continue;
        };
        for entry in entries {
            let path = entry.unwrap().path();
            let name = path.file_name().unwrap_or_default().to_string_lossy();
            if path.is_dir() {
                if !name.starts_with('.') && name != "target" && name != "node_modules" {
                    open.push(path);
                }
            } else if endings.iter().any(|ending| name.ends_with(ending)) {
                found.push(path);
            }
        }
    }
    found.sort();
    found
}

fn rust_files() -> Vec<PathBuf> {
    let mut all = files(&root().join("crates"), &[".rs"]);
    all.extend(files(&root().join("xtask"), &[".rs"]));
    all
}

/// Names of the test functions, and titles of the browser tests.
pub fn tests() -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    for file in rust_files() {
        let text = read(&file);
        let mut marked = false;
        let mut in_proptest = false;
        for line in text.lines().map(str::trim) {
            in_proptest |= line.starts_with("proptest!");
            if line.starts_with("#[") {
                marked |=
                    line.contains("test]") || line.contains("test(") || line.contains("rstest");
            } else if let Some(name) = function_name(line) {
                if marked || in_proptest {
                    found.insert(name.to_owned());
                }
                marked = false;
            }
        }
    }
    for file in files(&root().join("e2e"), &[".mjs", ".js", ".ts"]) {
        let text = read(&file);
        for start in ["test(", "it(", "step("] {
            for (at, _) in text.match_indices(start) {
                let rest = &text[at + start.len()..];
                let Some(quote) = rest.chars().next().filter(|c| "\"'`".contains(*c)) else {
                    continue;
                };
                let mut escaped = false;
                let mut title = String::new();
                for c in rest[1..].chars() {
                    match c {
                        '\\' if !escaped => escaped = true,
                        _ if c == quote && !escaped => break,
                        _ => {
                            escaped = false;
                            title.push(c);
                        }
                    }
                }
                found.insert(title);
            }
        }
    }
    found
}

fn function_name(line: &str) -> Option<&str> {
    let rest = ["pub fn ", "async fn ", "pub async fn ", "fn "]
        .iter()
        .find_map(|start| line.strip_prefix(start))?;
    rest.split(['(', '<']).next()
}

/// A public struct or enum.
pub struct PublicType {
    pub name: String,
    /// The Lithuanian term in quotes on its first line of documentation, if there is one.
    pub term: Option<String>,
}

/// Public structs and enums of a crate's sources, tests left aside.
pub fn public_types(folder: &Path) -> Vec<PublicType> {
    let mut found = Vec::new();
    for file in files(folder, &[".rs"]) {
        let text = read(&file);
        let mut first_line: Option<String> = None;
        let mut in_typed_id = false;
        for line in text.lines() {
            if line == "typed_id!(" {
                (in_typed_id, first_line) = (true, None);
            } else if line == ");" {
                in_typed_id = false;
            } else if in_typed_id {
                match line.trim().strip_prefix("/// ") {
                    Some(words) => {
                        first_line.get_or_insert_with(|| words.to_owned());
                    }
                    None => found.push(PublicType {
                        name: line.trim().to_owned(),
                        term: first_line.take().as_deref().and_then(quoted_term),
                    }),
                }
            } else if let Some(words) = line.strip_prefix("/// ") {
                first_line.get_or_insert_with(|| words.to_owned());
            } else if let Some(rest) = line
                .strip_prefix("pub struct ")
                .or_else(|| line.strip_prefix("pub enum "))
            {
                let name = rest
                    .split(|c: char| !c.is_alphanumeric() && c != '_')
                    .next()
                    .unwrap_or_default();
                found.push(PublicType {
                    name: name.to_owned(),
                    term: first_line.take().as_deref().and_then(quoted_term),
                });
            } else if !line.starts_with("#[") && !line.starts_with("///") && !line.starts_with(')')
            {
                // An attribute of several lines keeps its documentation; anything else ends it.
                if !line.starts_with(' ') {
                    first_line = None;
                }
            }
        }
    }
    found
}

/// What stands in quotes, if it is words.
fn quoted_term(line: &str) -> Option<String> {
    let term = line.split('"').nth(1)?;
    term.starts_with(char::is_alphabetic)
        .then(|| term.to_owned())
}

/// Names of all public fields of the product's structs.
pub fn public_fields() -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    for file in files(&root().join("crates"), &[".rs"]) {
        for line in read(&file).lines() {
            let field = line.trim().strip_prefix("pub ");
            let Some((name, _)) = field.and_then(|l| l.split_once(':')) else {
                continue;
            };
            let is_field = |c: char| c.is_ascii_lowercase() || c == '_' || c.is_ascii_digit();
            if name.chars().all(is_field) {
                found.insert(name.to_owned());
            }
        }
    }
    found
}

/// A crate of the workspace as its manifest describes it.
pub struct Crate {
    pub name: String,
    /// foundation, platform, subsystems, apps, or xtask.
    pub floor: String,
    pub normal: Vec<String>,
    /// For tests, examples and building only.
    pub other: Vec<String>,
}

fn manifest(path: &Path) -> toml::Table {
    read(path)
        .parse()
        .unwrap_or_else(|e| panic!("{}: {e}", path.display()))
}

fn keys(table: Option<&toml::Value>) -> Vec<String> {
    table
        .and_then(toml::Value::as_table)
        .map(|t| t.keys().cloned().collect())
        .unwrap_or_default()
}

pub fn crates() -> Vec<Crate> {
    let mut paths = vec![root().join("xtask/Cargo.toml")];
    paths.extend(files(&root().join("crates"), &["Cargo.toml"]));
    paths
        .into_iter()
        .map(|path| {
            let manifest = manifest(&path);
            let inside = path.strip_prefix(root()).unwrap();
            let parts: Vec<_> = inside.iter().map(|p| p.to_string_lossy()).collect();
            let floor = if parts[0] == "crates" {
                &parts[1]
            } else {
                &parts[0]
            };
            let mut other = keys(manifest.get("dev-dependencies"));
            other.extend(keys(manifest.get("build-dependencies")));
            Crate {
                name: manifest["package"]["name"].as_str().unwrap().to_owned(),
                floor: floor.to_string(),
                normal: keys(manifest.get("dependencies")),
                other,
            }
        })
        .collect()
}

pub fn workspace_dependencies() -> Vec<String> {
    keys(manifest(&root().join("Cargo.toml"))["workspace"].get("dependencies"))
}

/// What the browser tests need; none before there are any.
pub fn npm_dependencies() -> Vec<String> {
    let path = root().join("e2e/package.json");
    if !path.exists() {
        return Vec::new();
    }
    let package: serde_json::Value = serde_json::from_str(&read(&path)).unwrap();
    ["dependencies", "devDependencies"]
        .iter()
        .filter_map(|key| package.get(key)?.as_object())
        .flat_map(|table| table.keys().cloned())
        .collect()
}

/// The string literals of the product's sources with their places; tests and their folders left aside.
pub fn string_literals() -> Vec<(String, String)> {
    let mut found = Vec::new();
    for file in files(&root().join("crates"), &[".rs"]) {
        let inside = file.strip_prefix(root()).unwrap().display().to_string();
        if inside.contains("/tests/") {
            continue;
        }
        let text = read(&file);
        // By custom the module of tests ends its file.
        let text = text.split("#[cfg(test)]").next().unwrap_or_default();
        for (line, literal) in literals(text) {
            found.push((format!("{inside}:{line}"), literal));
        }
    }
    found
}

/// String literals of a Rust text with their lines; comments and characters left aside.
pub fn literals(text: &str) -> Vec<(usize, String)> {
    let bytes = text.as_bytes();
    let mut found = Vec::new();
    let mut at = 0;
    while at < bytes.len() {
        let rest = &text[at..];
        if rest.starts_with("//") {
            at += rest.find('\n').unwrap_or(rest.len());
        } else if rest.starts_with("'\"'") {
            at += 3;
        } else if rest.starts_with("'\\\"'") || rest.starts_with("'\\''") {
            at += 4;
        } else if let Some(hashes) = raw_string(rest) {
            let open = 2 + hashes;
            let close = format!("\"{}", "#".repeat(hashes));
            let end = rest[open..].find(&close).map_or(rest.len(), |e| open + e);
            found.push((line_of(text, at), rest[open..end].to_owned()));
            at += (end + close.len()).min(rest.len());
        } else if rest.starts_with('"') {
            let mut end = 1;
            while end < rest.len() && bytes[at + end] != b'"' {
                end += if bytes[at + end] == b'\\' { 2 } else { 1 };
            }
            found.push((line_of(text, at), rest[1..end.min(rest.len())].to_owned()));
            at += end + 1;
        } else {
            at += rest.chars().next().map_or(1, char::len_utf8);
        }
    }
    found
}

fn raw_string(rest: &str) -> Option<usize> {
    let after = rest.strip_prefix('r')?;
    let hashes = after.len() - after.trim_start_matches('#').len();
    after[hashes..].starts_with('"').then_some(hashes)
}

fn line_of(text: &str, at: usize) -> usize {
    text[..at].matches('\n').count() + 1
}

/// The checked queries that cargo keeps, where they are there.
pub fn checked_queries() -> Vec<(String, String)> {
    let Ok(entries) = std::fs::read_dir(root().join(".sqlx")) else {
        return Vec::new();
    };
    entries
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|e| e == "json"))
        .map(|path| {
            let kept: serde_json::Value = serde_json::from_str(&read(&path)).unwrap();
            let name = path
                .file_name()
                .unwrap_or_default()
                .to_string_lossy()
                .into_owned();
            (name, kept["query"].as_str().unwrap_or_default().to_owned())
        })
        .collect()
}

/// The papers themselves.
pub fn papers() -> Vec<PathBuf> {
    let mut all: Vec<_> = ["README.md", "ARCHITECTURE.md", "CONTRIBUTING.md"]
        .iter()
        .map(|name| root().join(name))
        .collect();
    all.extend(files(&root().join("docs"), &[".md"]));
    all
}

/// Targets of Markdown links that lie in the checkout, without the place inside them.
pub fn links(text: &str) -> Vec<&str> {
    text.match_indices("](")
        .filter_map(|(at, _)| text[at + 2..].split(')').next())
        .filter(|target| !target.contains("://") && !target.starts_with('#'))
        .map(|target| target.split('#').next().unwrap_or_default())
        .collect()
}

/// Cells of the rows of all Markdown tables, headings and rules left aside.
pub fn table_rows(text: &str) -> Vec<Vec<String>> {
    text.lines()
        .filter(|line| {
            line.starts_with('|') && !line.starts_with("| ---") && !line.starts_with("|---")
        })
        .map(|line| {
            line.trim()
                .trim_start_matches('|')
                .trim_end_matches('|')
                .split('|')
                .map(|cell| cell.trim().to_owned())
                .collect()
        })
        .collect()
}
