//! The wording files: the same keys in both languages, and every key that the code names exists.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::{Path, PathBuf},
};

use spis_pages::{
    Language, Tag, Translator, assets, cookies::COOKIES, icons, summary::SummaryLanguage,
};

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../..")
}

/// The file of the languages that have a summary only; English has it beside the interface.
const SUMMARY: &str = "summary.ftl";

/// Key of the interface -> names of the values in its text.
fn keys(language: &str) -> BTreeMap<String, BTreeSet<String>> {
    keys_of(language, |file| !file.ends_with(SUMMARY))
}

/// The same for the files that are chosen.
fn keys_of(language: &str, chosen: impl Fn(&Path) -> bool) -> BTreeMap<String, BTreeSet<String>> {
    let mut keys = BTreeMap::new();
    for file in files(&root().join("i18n").join(language), &["ftl"]) {
        if !chosen(&file) {
            continue;
        }
        let mut current = None;
        for line in fs::read_to_string(&file).unwrap().lines() {
            if line.starts_with(|c: char| c.is_ascii_alphabetic())
                && let Some((key, _)) = line.split_once(" =")
            {
                let twice = keys.insert(key.to_owned(), BTreeSet::new());
                assert!(twice.is_none(), "{language}: {key} is given twice");
                current = Some(key.to_owned());
            }
            if let Some(key) = &current {
                for piece in line.split('$').skip(1) {
                    let name: String = piece
                        .chars()
                        .take_while(|c| c.is_ascii_alphanumeric() || matches!(c, '_' | '-'))
                        .collect();
                    keys.get_mut(key).unwrap().insert(name);
                }
            }
        }
    }
    keys
}

fn files(folder: &Path, endings: &[&str]) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let Ok(entries) = fs::read_dir(folder) else {
        return found;
    };
    for entry in entries {
        let path = entry.unwrap().path();
        if path.is_dir() {
            if path.file_name().is_some_and(|name| name != "target") {
                found.extend(files(&path, endings));
            }
        } else if path
            .extension()
            .is_some_and(|ending| endings.iter().any(|one| ending == *one))
        {
            found.push(path);
        }
    }
    found
}

/// The literal that is the first argument of each call of `function`: `t("key")`, `.t("key"`, `asset("name")`.
fn literals(text: &str, function: &str) -> Vec<String> {
    let call = format!("{function}(");
    let mut found = Vec::new();
    let mut rest = text;
    let mut before = ' ';
    while let Some(position) = rest.find(&call) {
        if let Some(c) = rest[..position].chars().next_back() {
            before = c;
        }
        rest = &rest[position + call.len()..];
        let argument = rest.trim_start();
        if !(before.is_alphanumeric() || before == '_')
            && let Some(argument) = argument.strip_prefix('"')
            && let Some((literal, _)) = argument.split_once('"')
        {
            found.push(literal.to_owned());
        }
        before = '(';
    }
    found
}

fn sources() -> Vec<(PathBuf, String)> {
    files(&root().join("crates"), &["rs", "html"])
        .into_iter()
        // This file names calls that are none.
        .filter(|path| !path.ends_with("pages/tests/wording.rs"))
        .map(|path| {
            let text = fs::read_to_string(&path).unwrap();
            (path, text)
        })
        .collect()
}

#[test]
fn the_files_can_be_read_whole() {
    for language in Language::ALL {
        let complaints = Translator::new(language).complaints();
        assert!(complaints.is_empty(), "{language:?}: {complaints:?}");
    }
}

#[test]
fn both_languages_have_the_same_keys_with_the_same_values() {
    let (lt, en) = (keys("lt"), keys("en"));
    assert!(lt.len() > 100, "only {} keys were found", lt.len());
    let missing_en: Vec<_> = lt.keys().filter(|key| !en.contains_key(*key)).collect();
    let missing_lt: Vec<_> = en.keys().filter(|key| !lt.contains_key(*key)).collect();
    assert!(missing_en.is_empty(), "not in English: {missing_en:?}");
    assert!(missing_lt.is_empty(), "not in Lithuanian: {missing_lt:?}");
    for (key, values) in &lt {
        assert_eq!(values, &en[key], "values of {key}");
    }
    for key in lt.keys() {
        for language in Language::ALL {
            assert!(Translator::new(language).has(key), "{language:?} {key}");
        }
    }
}

#[test]
fn every_summary_says_the_same_and_its_languages_have_nothing_else() {
    let english = keys_of("en", |file| file.ends_with(SUMMARY));
    assert!(english.len() > 30, "only {} keys", english.len());
    let mut named = BTreeSet::new();
    for page in ["public/summary.html", "outage.html"] {
        let path = Path::new(env!("CARGO_MANIFEST_DIR"))
            .join("templates")
            .join(page);
        let text = fs::read_to_string(path).unwrap();
        named.extend(
            text.split('"')
                .filter(|piece| piece.starts_with("summary-"))
                .map(str::to_owned),
        );
    }
    // Its value is given apart.
    named.insert("summary-help-hours".to_owned());
    assert_eq!(
        named,
        english.keys().cloned().collect(),
        "named and written"
    );
    for language in SummaryLanguage::ALL {
        let code = language.code();
        let own = keys_of(code, |file| file.ends_with(SUMMARY));
        assert_eq!(own, english, "{code}");
        for key in english.keys() {
            assert_ne!(language.say(key), format!("⟦{key}⟧"), "{code}");
        }
        if Language::from_code(code).is_none() {
            assert!(
                keys(code).is_empty(),
                "{code} is no language of the interface"
            );
        }
    }
}

#[test]
fn every_key_that_the_code_names_exists() {
    let known = keys("lt");
    let mut missing = Vec::new();
    let mut named = 0;
    for (path, text) in sources() {
        for function in [
            "t",
            "t_args",
            "t_count",
            "t_with",
            "with_title_key",
            "Message::key",
            "add_key",
        ] {
            for key in literals(&text, function) {
                // `add_key("field", "key")` names the field first.
                if function == "add_key" || key == "key" {
                    continue;
                }
                named += 1;
                if !known.contains_key(&key) {
                    missing.push(format!("{key} in {}", path.display()));
                }
            }
        }
    }
    assert!(named > 60, "only {named} keys were found in the code");
    assert!(missing.is_empty(), "no such keys: {missing:#?}");
}

#[test]
fn keys_that_are_put_together_exist() {
    let known = keys("lt");
    for state in Tag::states() {
        for vocabulary in ["status", "status-staff"] {
            let key = format!("{vocabulary}-{}", state.replace('_', "-"));
            assert!(known.contains_key(&key), "{key}");
        }
    }
    for cookie in COOKIES {
        for key in [
            cookie.purpose,
            cookie.set_when,
            cookie.lasts,
            cookie.contains,
        ] {
            assert!(known.contains_key(key), "{key}");
        }
    }
    for kind in [
        "not-found",
        "forbidden",
        "conflict",
        "unprocessable",
        "too-large",
        "unavailable",
        "busy",
        "too-many",
        "internal",
    ] {
        for part in ["title", "lead"] {
            let key = format!("error-{kind}-{part}");
            assert!(known.contains_key(&key), "{key}");
        }
    }
}

#[test]
fn assets_and_drawings_that_templates_name_exist() {
    let mut named = 0;
    for (path, text) in sources() {
        if path.extension().is_some_and(|ending| ending != "html") {
            continue;
        }
        for name in literals(&text, "asset") {
            named += 1;
            assert!(assets::exists(&name), "{name} in {}", path.display());
        }
        for function in ["icon", "c::icon"] {
            for name in literals(&text, function) {
                named += 1;
                assert!(icons::exists(&name), "{name} in {}", path.display());
            }
        }
    }
    assert!(named > 10, "only {named} names were found");
}

/// WCAG 1.3.3 and 1.4.1: whoever does not see a colour, a shape or a side finds the thing by its name.
#[test]
fn nothing_is_pointed_to_by_colour_shape_or_side() {
    let pointing = [
        "dešin",
        "kairė",
        "raudon",
        "žali",
        "gelton",
        "apvali",
        "kvadrat",
        "on the right",
        "on the left",
        "green",
        "yellow",
        " red ",
    ];
    let wording = files(&root().join("i18n"), &["ftl"]);
    let pages = files(
        &root().join("crates/platform/pages/templates/public"),
        &["html"],
    );
    assert!(wording.len() > 40 && pages.len() > 4);
    for file in wording.iter().chain(&pages) {
        for line in fs::read_to_string(file).unwrap().lines() {
            for word in pointing {
                assert!(
                    !line.to_lowercase().contains(word),
                    "{}: {line}",
                    file.display()
                );
            }
        }
    }
}

#[test]
fn lithuanian_numerals_agree() {
    let t = Translator::new(Language::Lt);
    for (n, words) in [
        (0, "0 prašymų"),
        (1, "1 prašymas"),
        (2, "2 prašymai"),
        (9, "9 prašymai"),
        (10, "10 prašymų"),
        (11, "11 prašymų"),
        (19, "19 prašymų"),
        (20, "20 prašymų"),
        (21, "21 prašymas"),
        (22, "22 prašymai"),
        (23, "23 prašymai"),
        (30, "30 prašymų"),
        (102, "102 prašymai"),
        (111, "111 prašymų"),
        (121, "121 prašymas"),
        (1_036, "1\u{a0}036 prašymai"),
    ] {
        assert_eq!(t.t_count("applications-count", n), words);
    }
    assert_eq!(t.t_count("documents-missing", 1), "1 dokumento");
    assert_eq!(t.t_count("documents-missing", 2), "2 dokumentų");
    let en = Translator::new(Language::En);
    assert_eq!(en.t_count("applications-count", 1), "1 application");
    assert_eq!(
        en.t_count("applications-count", 1_036),
        "1,036 applications"
    );
}

/// A selector is a word here (one, few, other, or a word of ours), because we choose the plural ourselves.
#[test]
fn no_variant_is_a_number() {
    for file in files(&root().join("i18n"), &["ftl"]) {
        for line in fs::read_to_string(&file).unwrap().lines() {
            let variant = line.trim_start().trim_start_matches('*');
            let number = variant
                .strip_prefix('[')
                .is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()));
            assert!(!number, "{}: {line}", file.display());
        }
    }
}

#[test]
fn a_missing_key_is_seen() {
    let key = "no-such-key-here";
    assert_eq!(Translator::default().t(key), "⟦no-such-key-here⟧");
}

#[test]
fn values_come_without_direction_marks() {
    let t = Translator::default();
    assert_eq!(
        t.t_args("save-state-saved", &[("time", "9:42".into())]),
        "Išsaugota 9:42"
    );
}
