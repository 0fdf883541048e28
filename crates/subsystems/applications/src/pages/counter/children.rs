//! Children that an official types: a row for each, with what the form asks about the child beside it.

use spis_pages::{Choice, Page};

use crate::content::Capacity;
use crate::counter::{ACTING, ChildRow, CounterDraft, Known};
use crate::form::{Form, Question, Widget};

/// What was typed, for the template.
pub(super) struct Typed(pub(super) CounterDraft);

impl Typed {
    pub(super) fn of(&self, field: impl AsRef<str>) -> String {
        self.0.typed(field.as_ref()).to_owned()
    }
}

/// What is asked about a child.
pub(super) struct ChildShown {
    /// Stands for the child in pages.
    pub(super) key: String,
    pub(super) questions: Vec<Question>,
    /// What is asked about a ward alone: it comes and goes with the capacity in which the applicant acts.
    pub(super) of_ward: Vec<Question>,
}

impl ChildShown {
    /// Names of the ward's questions.
    pub(super) fn names_of_ward(&self) -> Vec<&str> {
        self.of_ward.iter().map(|q| q.name.as_str()).collect()
    }

    fn put(&mut self, form: &Form, question: Question) {
        let of_ward = form.is_for_wards(&question.name);
        if of_ward {
            self.of_ward.push(question);
        } else {
            self.questions.push(question);
        }
    }
}

/// A row with its questions.
pub(super) struct RowShown {
    pub(super) row: ChildRow,
    pub(super) asks_birth: bool,
    child: ChildShown,
}

impl RowShown {
    pub(super) fn child(&self) -> &ChildShown {
        &self.child
    }

    pub(super) fn into_child(self) -> ChildShown {
        self.child
    }
}

/// The questions of a page by whom they are about.
pub(super) struct Sorted {
    /// Children who are typed.
    pub(super) rows: Vec<RowShown>,
    /// Children who are known.
    pub(super) known: Vec<ChildShown>,
    /// About no child.
    pub(super) others: Vec<Question>,
}

/// Puts each question beside the child whom it is about.
pub(super) fn sorted(
    page: &Page,
    form: &Form,
    draft: &CounterDraft,
    known: &Known,
    questions: Vec<Question>,
) -> Sorted {
    let child = |key: String, name: Option<&str>| ChildShown {
        questions: vec![acting(page, draft, &key, name)],
        of_ward: Vec::new(),
        key,
    };
    let mut sorted = Sorted {
        rows: draft
            .rows(known)
            .into_iter()
            .map(|row| RowShown {
                asks_birth: draft.asks_birth(&row.field("kodas")),
                child: child(row.key.clone(), None),
                row,
            })
            .collect(),
        known: known
            .children
            .iter()
            .map(|one| child(one.id.to_string(), Some(one.given_name.as_str())))
            .collect(),
        others: Vec::new(),
    };
    for mut question in questions {
        let about = |key: &str| question.name.ends_with(&format!("-{key}"));
        if let Some(at) = sorted.rows.iter().position(|shown| about(&shown.row.key)) {
            question.shown_if = String::new();
            question.hint = String::new();
            if question.name.starts_with("gyvena-") {
                question.label = page.t("counter-child-lives-with");
            }
            sorted.rows[at].child.put(form, question);
        } else if let Some(at) = sorted.known.iter().position(|child| about(&child.key)) {
            sorted.known[at].put(form, question);
        } else {
            sorted.others.push(question);
        }
    }
    sorted
}

/// In what capacity the applicant acts for a child: the paper asks it once for all (3.1), and who acts for several children
/// may be parent of one and guardian of another.
fn acting(page: &Page, draft: &CounterDraft, key: &str, known: Option<&str>) -> Question {
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
        known: None,
        name,
    }
}
