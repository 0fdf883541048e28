//! Children that an official types: a row for each, with what the form asks about the child beside it.

use spis_pages::{Choice, Page};

use crate::content::Capacity;
use crate::counter::{ACTING, ChildRow, CounterDraft, Known};
use crate::form::{Question, Widget};

/// What was typed, for the template.
pub(super) struct Typed(pub(super) CounterDraft);

impl Typed {
    pub(super) fn of(&self, field: impl AsRef<str>) -> String {
        self.0.typed(field.as_ref()).to_owned()
    }
}

/// A row with its questions.
pub(super) struct RowShown {
    pub(super) row: ChildRow,
    pub(super) asks_birth: bool,
    pub(super) questions: Vec<Question>,
}

/// The rows of a draft, and the questions that are about none of them.
pub(super) fn rows_shown(
    page: &Page,
    draft: &CounterDraft,
    known: &Known,
    questions: Vec<Question>,
) -> (Vec<RowShown>, Vec<Question>) {
    let mut rows: Vec<RowShown> = draft
        .rows(known)
        .into_iter()
        .map(|row| RowShown {
            asks_birth: draft.asks_birth(&row.field("kodas")),
            questions: vec![acting(page, draft, &row.key, None)],
            row,
        })
        .collect();
    let mut others = Vec::new();
    for mut question in questions {
        let of_row = rows
            .iter_mut()
            .find(|shown| question.name.ends_with(&format!("-{}", shown.row.key)));
        let Some(shown) = of_row else {
            others.push(question);
            continue;
        };
        // It stands beside the child whom it is about.
        question.shown_if = String::new();
        question.hint = String::new();
        if question.name.starts_with("gyvena-") {
            question.label = page.t("counter-child-lives-with");
        }
        shown.questions.push(question);
    }
    (rows, others)
}

/// In what capacity the applicant acts for a child: the paper asks it once for all (3.1), and who acts for several children
/// may be parent of one and guardian of another.
pub(super) fn acting(
    page: &Page,
    draft: &CounterDraft,
    key: &str,
    known: Option<&str>,
) -> Question {
    let name = format!("{ACTING}-{key}");
    let options = [Capacity::Parent, Capacity::Guardian].map(|capacity| {
        let code = capacity.code();
        let words = page.t(format!("form-acting-{code}"));
        Choice::new(code, words, draft.typed(&name) == code)
    });
    Question {
        widget: Widget::Radio,
        label: match known {
            Some(child) => page.t_with("counter-acting-of", "name", child),
            None => page.t("counter-acting"),
        },
        hint: String::new(),
        value: String::new(),
        options: options.to_vec(),
        row: true,
        width: "",
        inputmode: "",
        autocomplete: "off",
        shown_if: known.map_or_else(String::new, |_| format!("vaikai={key}")),
        after: String::new(),
        empty: String::new(),
        follows: false,
        name,
    }
}
