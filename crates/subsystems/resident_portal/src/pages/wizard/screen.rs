//! A screen with questions, whatever form it is of.

use askama::Template;
use axum::response::IntoResponse;
use jiff::Timestamp;
use spis_applications::content::Capacity;
use spis_applications::form::{Head, Offered, Question};
use spis_pages::{Html, Page};
use spis_persons::evidence::NotRepresented;

use super::Writing;
use super::around::Around;

#[derive(Template)]
#[template(path = "wizard_screen.html")]
struct Questions {
    page: Page,
    around: Around,
    /// When the register answered, if it is silent now.
    silent: bool,
    answered_at: Option<Timestamp>,
    now: Timestamp,
    questions: Vec<Question>,
    /// Children of hers who cannot be asked for here, in words that do not accuse.
    not_offered: Vec<String>,
}

/// Asks what the screen asks.
pub fn questions(writing: &Writing, page: Page, screen: &str) -> impl IntoResponse + use<> {
    let questions = writing.form().questions(
        screen,
        &writing.draft.content.values,
        writing.people.as_ref(),
        &page.translator,
        |child| child_hint(writing, &page, child),
    );
    let asks_children = writing
        .form()
        .head(Head::Children)
        .is_some_and(|field| field.screen.as_deref() == Some(screen));
    Html(Questions {
        around: Around::of(writing, &page, screen),
        silent: writing.known.silent,
        answered_at: writing.known.answered_at,
        now: writing.now,
        not_offered: if asks_children {
            not_offered(writing, &page)
        } else {
            Vec::new()
        },
        questions,
        page,
    })
}

fn not_offered(writing: &Writing, page: &Page) -> Vec<String> {
    let family = writing.known.family.iter();
    family
        .flat_map(|family| family.not_offered())
        .map(|(child, why)| {
            let key = match why {
                NotRepresented::OfAge => "portal-not-offered-of-age",
                NotRepresented::Limited | NotRepresented::OnDuty | NotRepresented::NoAuthority => {
                    "portal-not-offered-other"
                }
            };
            page.t_with(key, "name", child.name())
        })
        .collect()
}

fn child_hint(writing: &Writing, page: &Page, child: &Offered) -> String {
    let born = page.t_with(
        "portal-child-born",
        "date",
        page.date_table(child.person.born_on),
    );
    let mut words = vec![born];
    if child.acting_as == Capacity::Oneself {
        words.push(page.t("portal-child-oneself"));
    } else if !child.lives_with {
        words.push(page.t("portal-child-elsewhere"));
    }
    let code = child.person.personal_code.as_str();
    if writing
        .already_asked
        .iter()
        .any(|asked| asked.child == code)
    {
        words.push(page.t("portal-child-already-asked"));
    }
    words.join(" ")
}
