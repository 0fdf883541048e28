//! The pages about support, from the folders of all rooms.

use std::collections::BTreeSet;

use jiff::civil::date;
use spis_applications::about::{self, AboutSupport};
use spis_pages::Language;

/// The kinds of support in force (classifier `support_kind`).
const KINDS: &str = include_str!("support_kinds.txt");

fn pages() -> Vec<AboutSupport> {
    [
        spis_cash_benefits::about_files(),
        spis_public_information::about_files(),
    ]
    .concat()
    .iter()
    .flat_map(|files| about::read(files).unwrap())
    .collect()
}

#[test]
fn every_kind_in_force_has_exactly_one_page() {
    let pages = pages();
    let told: Vec<&str> = pages
        .iter()
        .flat_map(|page| page.kinds.iter().map(String::as_str))
        .collect();
    let once: BTreeSet<&str> = told.iter().copied().collect();
    assert_eq!(told.len(), once.len(), "a kind has two pages");
    assert_eq!(once, KINDS.lines().collect());
    let slugs: BTreeSet<&str> = pages.iter().map(|page| page.slug.as_str()).collect();
    assert_eq!(slugs.len(), pages.len(), "an address is used twice");
}

#[test]
fn every_page_is_whole_in_both_languages_today_and_last_year() {
    for page in pages() {
        for language in Language::ALL {
            for day in [date(2025, 3, 1), date(2026, 11, 22)] {
                let text = page.text_on(language, day).unwrap();
                for part in [&text.who, &text.amount, &text.needed] {
                    assert!(!part.is_empty(), "{}", page.slug);
                    for line in part {
                        assert!(!line.contains(['{', '}']) && !line.is_empty(), "{line}");
                    }
                }
            }
        }
        assert!(!page.act.is_empty());
    }
}

#[test]
fn sums_stand_only_where_the_law_has_them() {
    for page in pages() {
        for language in Language::ALL {
            for line in &page.text(language).amount {
                assert!(
                    !line.contains('€') && !line.contains("Eur") && !line.contains("EUR"),
                    "{}: a sum is written by hand: {line}",
                    page.slug
                );
            }
        }
    }
}

#[test]
fn people_find_support_in_their_own_words() {
    let pages = pages();
    let found = |search: &str| -> Vec<&str> {
        pages
            .iter()
            .filter(|page| page.matches(search))
            .map(|page| page.slug.as_str())
            .collect()
    };
    assert!(found("dvyniai").contains(&"ismoka-gimus-keliems-vaikams"));
    assert!(found("malkoms").contains(&"sildymo-kompensacija"));
    assert!(found("vaiko pinigai").contains(&"vaiko-pinigai"));
    assert!(found("funeral").contains(&"laidojimo-pasalpa"));
    assert!(found("kosminis laivas").is_empty());
}
