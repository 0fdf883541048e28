//! The drawings beside words: 24 by 24, drawn with lines, hidden from screen readers because the words stand beside them.

use std::fmt;

/// A drawing as HTML; askama prints it unescaped.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Icon {
    paths: &'static str,
    turns: bool,
}

/// The drawing of this name; a name that does not exist draws nothing (a test reads the templates for such names).
#[must_use]
pub fn icon(name: &str) -> Icon {
    Icon {
        paths: ICONS
            .iter()
            .find(|(known, _)| *known == name)
            .map_or("", |(_, paths)| paths),
        turns: name == "chevron",
    }
}

/// True if there is a drawing of this name.
#[must_use]
pub fn exists(name: &str) -> bool {
    ICONS.iter().any(|(known, _)| *known == name)
}

impl fmt::Display for Icon {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let turn = if self.turns { " data-turn" } else { "" };
        // The sheet sets size and line; these say the same to whoever reads without it.
        write!(
            out,
            r#"<svg class="sp-i" viewBox="0 0 24 24" width="20" height="20" fill="none" stroke="currentColor" stroke-width="2" aria-hidden="true"{turn}>{}</svg>"#,
            self.paths
        )
    }
}

impl askama::FastWritable for Icon {
    fn write_into(
        &self,
        dest: &mut dyn fmt::Write,
        _values: &dyn askama::Values,
    ) -> askama::Result<()> {
        write!(dest, "{self}")?;
        Ok(())
    }
}

// The drawings are constants of this file.
impl askama::filters::HtmlSafe for Icon {}

/// The mark of SPIS: a rue sprig.
pub const MARK: &str = r##"<svg viewBox="0 0 40 40" width="40" height="40" aria-hidden="true"><rect width="40" height="40" rx="10" fill="#155c55"/><path d="M20 33V20" stroke="#e9b25c" stroke-width="2.4" stroke-linecap="round"/><path d="M20 5.5c4.8 3.5 5.8 8.3 0 13.5-5.8-5.2-4.8-10 0-13.5z" fill="#fff"/><path d="M20 5.5c4.8 3.5 5.8 8.3 0 13.5-5.8-5.2-4.8-10 0-13.5z" fill="#cfe6e2" transform="rotate(-68 20 21)"/><path d="M20 5.5c4.8 3.5 5.8 8.3 0 13.5-5.8-5.2-4.8-10 0-13.5z" fill="#cfe6e2" transform="rotate(68 20 21)"/></svg>"##;

const ICONS: &[(&str, &str)] = &[
    ("equals", r#"<path d="M7.5 10h9M7.5 14.5h9"/>"#),
    ("dash", r#"<path d="M7.5 12h9"/>"#),
    (
        "people",
        r#"<circle cx="9" cy="8.5" r="3.5"/><path d="M3 19.5c.6-3.4 3-5 6-5s5.4 1.6 6 5M16 5.3a3.5 3.5 0 0 1 0 6.4M17.5 14.8c2 .6 3.2 2.2 3.6 4.7"/>"#,
    ),
    ("check", r#"<path d="m5 12.5 4.5 4.5L19 7.5"/>"#),
    ("cross", r#"<path d="M6 6l12 12M18 6 6 18"/>"#),
    (
        "yes",
        r#"<circle cx="12" cy="12" r="9"/><path d="m8 12.5 2.7 2.7L16 9.5"/>"#,
    ),
    (
        "no",
        r#"<circle cx="12" cy="12" r="9"/><path d="m9 9 6 6m0-6-6 6"/>"#,
    ),
    (
        "unverified",
        r#"<circle cx="12" cy="12" r="9"/><path d="M9.6 9.4a2.5 2.5 0 1 1 3.5 2.4c-.8.4-1.1.9-1.1 1.7M12 16.8v.1"/>"#,
    ),
    (
        "alert",
        r#"<path d="M12 4 2.8 19.5h18.4z"/><path d="M12 10v4.5M12 17v.1"/>"#,
    ),
    (
        "clock",
        r#"<circle cx="12" cy="12" r="9"/><path d="M12 7v5.2l3.4 2"/>"#,
    ),
    (
        "info",
        r#"<circle cx="12" cy="12" r="9"/><path d="M12 11v5.5M12 7.6v.1"/>"#,
    ),
    (
        "document",
        r#"<path d="M6 3h8l4 4v14H6z"/><path d="M14 3v4h4M9 12.5h6M9 16.5h6"/>"#,
    ),
    (
        "upload",
        r#"<path d="M12 16V5M7.5 9 12 4.5 16.5 9M4.5 16v4h15v-4"/>"#,
    ),
    (
        "person",
        r#"<circle cx="12" cy="8" r="4"/><path d="M4.5 20.5c1-4 4-5.5 7.5-5.5s6.5 1.5 7.5 5.5"/>"#,
    ),
    ("arrow", r#"<path d="M5 12h13.5M13 6.5 18.5 12 13 17.5"/>"#),
    ("back", r#"<path d="M19 12H5.5M11 6.5 5.5 12 11 17.5"/>"#),
    ("chevron", r#"<path d="m9 5.5 6.5 6.5L9 18.5"/>"#),
    (
        "pause",
        r#"<circle cx="12" cy="12" r="9"/><path d="M10 9v6M14 9v6"/>"#,
    ),
    (
        "search",
        r#"<circle cx="10.5" cy="10.5" r="6.5"/><path d="m15.5 15.5 5 5"/>"#,
    ),
    (
        "lock",
        r#"<rect x="5" y="10.5" width="14" height="10" rx="2"/><path d="M8 10.5V8a4 4 0 0 1 8 0v2.5"/>"#,
    ),
    (
        "print",
        r#"<path d="M7 8V3.5h10V8M7 17H4V9.5h16V17h-3M7 14h10v6.5H7z"/>"#,
    ),
    (
        "telephone",
        r#"<path d="M5 4h4l1.8 4.6-2.4 1.7a12 12 0 0 0 5.3 5.3l1.7-2.4L20 15v4c0 1-.8 1.5-1.6 1.5C10.7 20.1 3.9 13.3 3.5 5.6 3.5 4.8 4 4 5 4z"/>"#,
    ),
    (
        "card",
        r#"<rect x="3" y="5.5" width="18" height="13" rx="2"/><path d="M3 10h18M6.5 15h4"/>"#,
    ),
    (
        "saved",
        r#"<path d="M7 18.5a4.5 4.5 0 0 1-.6-8.96 6 6 0 0 1 11.5 1.1A4 4 0 0 1 17.5 18.5z"/><path d="m9.3 13.6 2.1 2.1 3.6-3.9"/>"#,
    ),
    (
        "eye",
        r#"<path d="M2.5 12S6 5.5 12 5.5 21.5 12 21.5 12 18 18.5 12 18.5 2.5 12 2.5 12z"/><circle cx="12" cy="12" r="2.8"/>"#,
    ),
    ("sum", r#"<path d="M17.5 6.5V4.5h-11l6 7.5-6 7.5h11v-2"/>"#),
    (
        "download",
        r#"<path d="M12 4.5v11M7.5 11.5 12 16l4.5-4.5M4.5 19.5h15"/>"#,
    ),
    (
        "home",
        r#"<path d="m3.5 11.5 8.5-7.5 8.5 7.5M6 10v10h12V10M10 20v-5.5h4V20"/>"#,
    ),
    (
        "again",
        r#"<path d="M19.5 12a7.5 7.5 0 1 1-2.3-5.4M19.5 4v4h-4"/>"#,
    ),
    (
        "book",
        r#"<path d="M5 4.5h10a4 4 0 0 1 4 4v11H9a4 4 0 0 1-4-4z"/><path d="M8.5 9h6M8.5 12.5h6"/>"#,
    ),
    (
        "send",
        r#"<path d="M21 4 3 11l7 3 3 7z"/><path d="m10 14 5-5"/>"#,
    ),
    (
        "stop",
        r#"<path d="M8 3.5h8l4.5 4.5v8L16 20.5H8L3.5 16V8z"/><path d="M8.5 12h7"/>"#,
    ),
];
