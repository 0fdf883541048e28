//! Correcting what was sent: the form filled in with it again, and what the correction changes, in words.

use std::collections::HashSet;

use spis_pages::Translator;

use super::schema::{Field, FieldKind, Form, Head};
use super::{NO, PaperRow, Values, YES, power};
use crate::content::{Answers, ApplicationContent, ChildGiven, PersonGiven, PowerShown};

/// "Pakeitimas": an answer that differs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// What it answers; a child's name, where the child is asked for or not.
    pub label: String,
    /// As it was.
    pub before: String,
    /// As it is to be.
    pub after: String,
}

impl Form {
    /// An application as it would be typed. `key` stands for a child in pages.
    pub fn typed_of(
        &self,
        content: &ApplicationContent,
        key: impl Fn(&ChildGiven) -> String,
    ) -> Values {
        let mut values = Values::new();
        let by_power = content.represented_by.is_some();
        for field in self.fields.iter().filter(|field| field.screen.is_some()) {
            if field.head == Some(Head::Power) {
                let typed = power::typed_of(&field.name, content);
                values.extend(typed.map(|typed| (field.name.clone(), vec![typed])));
            } else if field.per_child {
                // Whoever is authorised says of all children at once how they live.
                if field.head == Some(Head::LivesWith) && by_power {
                    continue;
                }
                for (at, child) in content.children.iter().enumerate() {
                    let key = if by_power {
                        power::key_of(at)
                    } else {
                        key(child)
                    };
                    let typed = of_child(field, child);
                    if !typed.is_empty() {
                        values.insert(field.name_of(Some(&key)), typed);
                    }
                }
            } else {
                let typed = match field.head {
                    Some(Head::Children) if by_power => Vec::new(),
                    Some(Head::Children) => content.children.iter().map(&key).collect(),
                    _ => of_whole(field, content),
                };
                if !typed.is_empty() {
                    values.insert(field.name.clone(), typed);
                }
            }
        }
        values
    }

    /// What differs between two contents of an application, in words, in the order of the form.
    pub fn changes(
        &self,
        before: &ApplicationContent,
        after: &ApplicationContent,
        t: &Translator,
    ) -> Vec<Change> {
        let rows = |content: &ApplicationContent| -> Vec<PaperRow> {
            let answered = |screen: &String| self.answered_rows(screen, content, t);
            let asked = self.screens.iter().flat_map(answered);
            self.known_rows(content, t)
                .into_iter()
                .chain(asked)
                .collect()
        };
        let (before, after) = (rows(before), rows(after));
        let child = self.head(Head::Children).map(|field| &field.number);
        let name = |row: &PaperRow| {
            // Of two children of one name the day of birth tells.
            let born = (Some(&row.number) == child).then(|| row.source.clone());
            (row.number.clone(), row.label.clone(), born)
        };
        let value = |rows: &[PaperRow], of: &PaperRow| {
            let found = rows.iter().find(|row| name(row) == name(of));
            let of_child = Some(&of.number) == child;
            match found {
                Some(row) if !row.value.is_empty() => row.value.clone(),
                Some(_) if of_child => t.t("amend-child-asked"),
                None if of_child => t.t("amend-child-not-asked"),
                _ => t.t("portal-not-given"),
            }
        };
        let mut seen = HashSet::new();
        before
            .iter()
            .chain(&after)
            .filter(|row| seen.insert(name(row)))
            .map(|row| Change {
                label: row.label.clone(),
                before: value(&before, row),
                after: value(&after, row),
            })
            .filter(|change| change.before != change.after)
            .collect()
    }
}

fn one(value: Option<String>) -> Vec<String> {
    value.into_iter().collect()
}

fn yes_or_no(yes: bool) -> String {
    if yes { YES } else { NO }.to_owned()
}

fn of_whole(field: &Field, content: &ApplicationContent) -> Vec<String> {
    match field.head {
        Some(Head::AskedFrom) => one(content.asked_from.map(|month| month.to_string())),
        Some(Head::Account) => one(content.account.as_ref().map(|a| a.as_str().to_owned())),
        Some(Head::AccountWhose) => {
            let own = content.account_holder.is_none();
            vec![if own { "mano" } else { "kito" }.to_owned()]
        }
        Some(Head::AccountHolder) => one(content.account_holder.clone()),
        Some(Head::PostAddress) => one(content.post_address.clone()),
        Some(Head::Phone) => one(content.phone.clone()),
        Some(Head::Email) => one(content.email.clone()),
        Some(Head::NoticeChannel) => vec![content.notice_channel.code().to_owned()],
        Some(Head::Capacity) => vec![power::capacity_of(content).to_owned()],
        // Where it is decided stays, and the consent is the account's.
        Some(
            Head::Municipality | Head::Offers | Head::Children | Head::LivesWith | Head::Power,
        ) => Vec::new(),
        None => of_answers(field, &content.answers),
    }
}

fn of_child(field: &Field, child: &ChildGiven) -> Vec<String> {
    match field.head {
        Some(Head::LivesWith) if field.kind == FieldKind::Choice => {
            // Sent while the form asked yes or no: "no" did not say where.
            let sent = child.answers.text(&field.name).map(str::to_owned);
            one(sent.or_else(|| child.lives_with.then(|| YES.to_owned())))
        }
        Some(Head::LivesWith) => vec![yes_or_no(child.lives_with)],
        Some(_) => Vec::new(),
        None => of_answers(field, &child.answers),
    }
}

pub(super) fn of_answers(field: &Field, answers: &Answers) -> Vec<String> {
    let name = field.name.as_str();
    match field.kind {
        // A box that was left empty is not there.
        FieldKind::Confirm => one(answers.yes(name).filter(|yes| *yes).map(yes_or_no)),
        FieldKind::YesNo => one(answers.yes(name).map(yes_or_no)),
        FieldKind::Choices => {
            let codes = answers.several(name);
            codes.into_iter().map(str::to_owned).collect()
        }
        FieldKind::Whole => one(answers.whole(name).map(|number| number.to_string())),
        FieldKind::Money => one(answers
            .whole(name)
            .map(|cents| format!("{},{:02}", cents / 100, cents % 100))),
        _ => one(answers.text(name).map(str::to_owned)),
    }
}

/// A child on a line of its own, as [`FieldKind::ChildLines`] reads it.
pub(super) fn child_line(child: &PersonGiven) -> String {
    format!("{} {}", child.personal_code.as_str(), child.name())
}

/// Where the power of attorney is, as the form asks it.
pub(super) fn shown_typed(shown: PowerShown) -> &'static str {
    match shown {
        PowerShown::Register => "registre",
        PowerShown::Attached => "pridedu",
        PowerShown::Later => "veliau",
    }
}
