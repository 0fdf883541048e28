//! The pages of the web server in front: whole in themselves, true without knowing anything, and committed as made.

use std::path::PathBuf;

use spis_pages::{Contacts, outage};

fn root() -> PathBuf {
    PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../../.."))
}

#[test]
fn the_committed_outage_pages_are_what_the_wording_makes() {
    for status in outage::STATUSES {
        let path = root().join(format!("assets/outage/{status}.html"));
        let committed = std::fs::read_to_string(&path).unwrap();
        let made = outage::page(status, &Contacts::default()).unwrap();
        assert_eq!(
            committed, made,
            "run `spis outage-pages --usual-contacts --folder assets/outage`"
        );
    }
}

#[test]
fn an_outage_page_needs_nothing_else_and_promises_nothing_unknown() {
    for status in outage::STATUSES {
        let html = outage::page(status, &Contacts::default()).unwrap();
        for needed in [
            "<script", "url(", "src=", "<link", "http:", "https:", "/trumpai", "⟦",
        ] {
            assert!(!html.contains(needed), "{status}: {needed}");
        }
        assert!(html.len() < 16 * 1024, "{status}: {} bytes", html.len());
        let text = html.split("<main>").nth(1).unwrap();
        for unknown in [
            "užfiksavome",
            "Apie ją jau žinome",
            "išsaugota iki",
            "recorded",
        ] {
            assert!(!text.contains(unknown), "{status}: {unknown}");
        }
        for told in [
            "savivaldybė privalės tai įvertinti",
            "seniūnijoje",
            "Prisijungę matysite, kas išsaugota.",
            "the municipality must take it into account",
            "tel:+37052000000",
            "Samorząd musi to wziąć pod uwagę.",
            "Самоврядування мусить це врахувати.",
            "Самоуправление обязано это учесть.",
        ] {
            assert!(text.contains(told), "{status}: {told}");
        }
        let (lt, en) = (text.find("lang=\"lt\""), text.find("lang=\"en\""));
        assert!(lt < en && lt.is_some(), "Lithuanian comes first");
    }
}

#[test]
fn the_contacts_are_the_installations() {
    let contacts = Contacts {
        help_phone: "+37060000001".into(),
        help_phone_shown: "+370 600 00001".into(),
        help_email: "pagalba@demo.invalid".into(),
        ..Contacts::default()
    };
    let html = outage::page(502, &contacts).unwrap();
    assert!(html.contains("tel:+37060000001") && html.contains("mailto:pagalba@demo.invalid"));
    assert!(!html.contains("+370 5 200 0000"));
}

#[test]
fn its_colours_are_the_themes() {
    let theme = std::fs::read_to_string(root().join("assets/theme.css")).unwrap();
    let html = outage::page(503, &Contacts::default()).unwrap();
    let style = html.split("<style>").nth(1).unwrap();
    let style = style.split("</style>").next().unwrap();
    let colours: Vec<&str> = style
        .match_indices('#')
        .map(|(at, _)| &style[at..at + 7])
        .collect();
    assert!(colours.len() >= 12, "{colours:?}");
    for colour in colours {
        assert!(theme.contains(colour), "{colour}");
    }
}
