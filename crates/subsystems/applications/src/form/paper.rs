//! The paper form, empty or filled with what was sent: the same sections, numbers and words. Forms are Lithuanian.

use jiff::Timestamp;
use jiff::civil::Date;
use spis_pages::{Translator, format};

use super::power;
use super::questions::Voice;
use super::schema::{Field, FieldKind, Form, Head, Section, Sheet, Shows};
use crate::content::{Answers, ApplicationContent, ChildGiven};

/// "Popierinė forma": what the printed form says, ready to be set.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PaperForm {
    /// "Prašymas išmokai gauti SP-3(A)".
    pub title: String,
    /// "SP-3A".
    pub code: String,
    /// Where it is handed in: the municipality's name; empty on an empty form.
    pub municipality: String,
    /// Day from which its wording holds.
    pub edition: Date,
    /// Parts.
    pub sections: Vec<PaperSection>,
    /// Declarations, numbered in their order.
    pub declarations: Vec<String>,
    /// What is taken from which register and why (Regulation (EU) 2016/679, articles 13 and 14), for who signs on paper.
    pub notice: Vec<String>,
    /// Other forms that go with it, filled in from the same answers.
    pub sheets: Vec<PaperSheet>,
    /// What whoever fills in an empty form must know; empty on a filled one.
    pub notes: Vec<PaperNotes>,
    /// What a form sent in the portal is known by; none on paper.
    pub sent: Option<SentForm>,
    /// What a form registered at the counter is known by; none on an empty form, and of one sent in the portal.
    pub registered: Option<RegisteredForm>,
}

/// A form that goes with another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PaperSheet {
    /// "SP-1".
    pub code: String,
    /// Name.
    pub title: String,
    /// What need not be written there, and why.
    pub note: String,
    /// Parts.
    pub sections: Vec<PaperSection>,
}

/// A part of what must be known.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PaperNotes {
    /// What it is about.
    pub title: String,
    /// In plain words.
    pub lines: Vec<String>,
}

/// A part of the paper form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PaperSection {
    /// "5. Vaikai, kuriems prašoma išmokos".
    pub title: String,
    /// Its rows.
    pub rows: Vec<PaperRow>,
}

/// A field on paper.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PaperRow {
    /// "5.6".
    pub number: String,
    /// Name.
    pub label: String,
    /// Answer; empty where nothing was answered, and on an empty form.
    pub value: String,
    /// Register and time, for what was not asked.
    pub source: String,
    /// Answers to tick on an empty form.
    pub options: Vec<String>,
}

/// What a sent form is known by.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SentForm {
    /// "Gavimo numeris".
    pub receipt_number: String,
    /// Moment of sending.
    pub sent_at: Timestamp,
    /// SHA-256 of the content, hexadecimal.
    pub content_sha256: String,
    /// Version of the declarations.
    pub declarations_version: String,
    /// Documents that went with it, in words with their digests: it proves them, too.
    pub enclosed: Vec<String>,
}

/// What a form registered at the counter is known by. Nobody has confirmed anything yet: it waits for a signature.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RegisteredForm {
    /// "Registracijos numeris".
    pub number: String,
    /// Day on which the paper was received.
    pub received_on: Date,
    /// Who signs: the applicant, or who represents the applicant.
    pub signed_by: String,
    /// Who received it, with the position.
    pub received_by: String,
    /// Documents handed in with it, in words; empty if none.
    pub enclosed: String,
}

/// Lines of the notice, by the rest of their keys.
const NOTICE: [&str; 5] = ["what", "why", "ground", "who", "long"];
/// Children for whom an empty form has room.
const CHILDREN_ON_PAPER: usize = 3;

impl Form {
    /// The form with nothing filled in.
    pub fn empty_paper(&self) -> PaperForm {
        self.paper(None)
    }

    /// The form as it was sent.
    pub fn filled_paper(
        &self,
        content: &ApplicationContent,
        municipality: &str,
        sent: SentForm,
    ) -> PaperForm {
        PaperForm {
            municipality: municipality.to_owned(),
            sent: Some(sent),
            ..self.paper(Some(content))
        }
    }

    /// The form as an official registered it, to be signed.
    pub fn registered_paper(
        &self,
        content: &ApplicationContent,
        municipality: &str,
        registered: RegisteredForm,
    ) -> PaperForm {
        PaperForm {
            municipality: municipality.to_owned(),
            registered: Some(registered),
            ..self.paper(Some(content))
        }
    }

    /// Sections with their rows; the review shows them too, in the reader's language.
    pub fn paper_sections(
        &self,
        content: Option<&ApplicationContent>,
        t: &Translator,
    ) -> Vec<PaperSection> {
        let place = |field: &Field| Some(field.number.clone());
        self.sections_of((&self.sections, CHILDREN_ON_PAPER), place, content, t)
    }

    /// Sections of a paper form: the fields that have a place on it, in the order of their numbers; empty, with room for so
    /// many children.
    fn sections_of(
        &self,
        (sections, room): (&[Section], usize),
        place: impl Fn(&Field) -> Option<String>,
        content: Option<&ApplicationContent>,
        t: &Translator,
    ) -> Vec<PaperSection> {
        let mut set = Vec::new();
        for section in sections {
            let name = t.t(self.key(&format!("section-{}", section.name)));
            let title = format!("{}. {name}", section.number);
            let mut fields: Vec<(String, &Field)> = self
                .fields
                .iter()
                .filter_map(|field| Some((place(field)?, field)))
                .filter(|(number, field)| section.holds(field, number))
                // Each child has a part of its own, and the municipality stands above the form.
                .filter(|(_, f)| !matches!(f.kind, FieldKind::Children | FieldKind::Municipality))
                // On paper the ground of representation is one line, and the document is shown.
                .filter(|(_, field)| field.head != Some(Head::Power))
                .collect();
            fields.sort_by_key(|(number, _)| in_order(number));
            let children: Vec<Option<&ChildGiven>> = match (section.per_child, content) {
                (true, Some(content)) => content.children.iter().map(Some).collect(),
                (true, None) => vec![None; room],
                (false, _) => vec![None],
            };
            if children.is_empty()
                && let Some(which) = self.head(Head::Children)
                && let Some(number) = place(which)
            {
                set.push(PaperSection {
                    title: title.clone(),
                    rows: vec![PaperRow {
                        number,
                        label: self.short(which, t),
                        value: String::new(),
                        source: String::new(),
                        options: Vec::new(),
                    }],
                });
            }
            for (at, child) in (1_i64..).zip(children) {
                let rows: Vec<PaperRow> = fields
                    .iter()
                    .filter_map(|(number, field)| {
                        let row = self.row(field, content, child, t)?;
                        Some(PaperRow {
                            number: number.clone(),
                            ..row
                        })
                    })
                    .collect();
                if rows.is_empty() {
                    continue;
                }
                let title = match child {
                    Some(child) => format!("{title}: {}", child.person.name()),
                    None if section.per_child => {
                        let which = t.t_args("form-paper-child", &[("n", at.into())]);
                        format!("{title}: {which}")
                    }
                    None => title.clone(),
                };
                set.push(PaperSection { title, rows });
            }
        }
        set
    }

    /// The forms that go with it: all of them with an empty one.
    fn paper_sheets(
        &self,
        content: Option<&ApplicationContent>,
        t: &Translator,
    ) -> Vec<PaperSheet> {
        let goes = |sheet: &&Sheet| match (&sheet.asked, content) {
            (Some(asked), Some(content)) => {
                content.answers.0.contains_key(asked) || content.lacks(asked, None)
            }
            _ => true,
        };
        self.sheets
            .iter()
            .filter(goes)
            .map(|sheet| PaperSheet {
                code: sheet.code.clone(),
                title: t.t(self.key(&format!("sheet-{}", sheet.name))),
                note: t.t(self.key(&format!("sheet-{}-note", sheet.name))),
                sections: self.sections_of(
                    (&sheet.sections, sheet.children.unwrap_or(CHILDREN_ON_PAPER)),
                    |field| field.places.get(&sheet.code).cloned(),
                    content,
                    t,
                ),
            })
            .collect()
    }

    /// What registers know of the applicant and of who acts for her, for the review.
    pub fn known_rows(&self, content: &ApplicationContent, t: &Translator) -> Vec<PaperRow> {
        self.fields
            .iter()
            .filter(|field| field.shows.is_some() && !field.per_child)
            // Everybody knows her own code; the review need not show it over her shoulder. What is asked for she has answered.
            .filter(|field| {
                !matches!(
                    field.shows,
                    Some(Shows::ApplicantCode | Shows::RepresentativeCode | Shows::Kinds)
                )
            })
            .filter_map(|field| self.row(field, Some(content), None, t))
            .collect()
    }

    /// What a screen asked and got, for the review: a row for each child, then the other answers.
    pub fn answered_rows(
        &self,
        screen: &str,
        content: &ApplicationContent,
        t: &Translator,
    ) -> Vec<PaperRow> {
        let mut rows = Vec::new();
        for field in self.asked_on(screen) {
            if field.kind == FieldKind::Children {
                rows.extend(
                    content
                        .children
                        .iter()
                        .map(|child| self.child_row(field, screen, content, child, t)),
                );
            } else if !field.per_child && field.kind != FieldKind::Municipality {
                rows.extend(self.row(field, Some(content), None, t));
            }
        }
        rows
    }

    fn child_row(
        &self,
        field: &Field,
        screen: &str,
        content: &ApplicationContent,
        child: &ChildGiven,
        t: &Translator,
    ) -> PaperRow {
        let answers: Vec<String> = self
            .asked_on(screen)
            .filter(|asked| asked.per_child)
            .filter_map(|asked| {
                if asked.head == Some(Head::LivesWith) && child.answers.text(&asked.name).is_none()
                {
                    let lives = if child.lives_with { "yes" } else { "no" };
                    return Some(t.t(format!("portal-lives-with-{lives}")));
                }
                let value = self.value(asked, content, Some(child), t)?;
                Some(format!("{}: {value}", self.short(asked, t)))
            })
            .collect();
        PaperRow {
            number: field.number.clone(),
            label: child.person.name(),
            value: answers.join("; "),
            source: t.t_args(
                "form-child-born",
                &[("date", child.person.born_on.to_string().into())],
            ),
            options: Vec::new(),
        }
    }

    /// What this kind alone asks, in words for officials; an empty answer where nothing was answered.
    pub fn answered(&self, answers: &Answers, t: &Translator) -> Vec<(String, String)> {
        self.fields
            .iter()
            .filter(|field| field.screen.is_some() && field.head.is_none() && !field.per_child)
            .map(|field| {
                let words = self.answer_words(Voice::Official, field, answers, t);
                let name = self.short_in(field, Voice::Official, t);
                (name, words.unwrap_or_default())
            })
            .collect()
    }

    fn paper(&self, content: Option<&ApplicationContent>) -> PaperForm {
        let t = Translator::default();
        PaperForm {
            title: t.t(self.key("title")),
            code: self.code.clone(),
            municipality: String::new(),
            edition: self.edition,
            sections: self.paper_sections(content, &t),
            declarations: self
                .declarations
                .iter()
                .map(|name| t.t(self.key(&format!("declaration-{name}"))))
                .collect(),
            notice: NOTICE
                .iter()
                .map(|line| t.t(format!("portal-notice13-{line}")))
                .collect(),
            sheets: self.paper_sheets(content, &t),
            notes: Vec::new(),
            sent: None,
            registered: None,
        }
    }

    /// None where the row does not belong on what was sent: nobody was represented, or the question did not apply.
    fn row(
        &self,
        field: &Field,
        content: Option<&ApplicationContent>,
        child: Option<&ChildGiven>,
        t: &Translator,
    ) -> Option<PaperRow> {
        let value = match content {
            Some(content) => {
                let value = self.value(field, content, child, t);
                if value.is_none()
                    && (field.shown_if.is_some() || field.shows.is_some() || field.only.is_some())
                {
                    return None;
                }
                value.unwrap_or_default()
            }
            None => String::new(),
        };
        let options = match (content, field.kind) {
            (Some(_), _) => Vec::new(),
            (None, FieldKind::YesNo | FieldKind::Confirm) => vec![t.t("form-yes"), t.t("form-no")],
            (None, FieldKind::Choice | FieldKind::Choices | FieldKind::Known) => field
                .options
                .iter()
                // What is ticked by hand is read by an official, away from the portal.
                .map(|code| self.option_in(Voice::Official, field, code, t))
                .collect(),
            _ => Vec::new(),
        };
        let as_of = content.and_then(|content| content.register_as_of);
        let source = match (field.shows, as_of) {
            (Some(_), Some(as_of)) if !value.is_empty() && !field.registers.is_empty() => t.t_args(
                "form-source",
                &[
                    ("register", self.registers(field, t).into()),
                    ("time", format::moment_table(as_of).into()),
                ],
            ),
            _ => String::new(),
        };
        Some(PaperRow {
            number: field.number.clone(),
            label: self.short(field, t),
            value,
            source,
            options,
        })
    }

    fn registers(&self, field: &Field, t: &Translator) -> String {
        let names: Vec<String> = field
            .registers
            .iter()
            .map(|code| t.t(format!("form-register-{}", code.to_lowercase())))
            .collect();
        names.join(", ")
    }

    fn value(
        &self,
        field: &Field,
        content: &ApplicationContent,
        child: Option<&ChildGiven>,
        t: &Translator,
    ) -> Option<String> {
        if field.shows == Some(Shows::Kinds) {
            return Some(self.kinds_asked(field, content, t));
        }
        if let Some(shows) = field.shows {
            return shown(shows, content, child, t);
        }
        if content.lacks(&field.name, child) {
            return None;
        }
        let yes = |yes: bool| t.t(if yes { "form-yes" } else { "form-no" });
        let own = |answers: &Answers| self.answer_words(Voice::Applicant, field, answers, t);
        match field.head {
            None => own(child.map_or(&content.answers, |child| &child.answers)),
            Some(Head::LivesWith) => {
                child.map(|child| match child.answers.text(&field.name) {
                    Some(code) => {
                        let acting_as = Some(child.acting_as);
                        self.option_of(Voice::Applicant, field, code, acting_as, t)
                    }
                    // What was sent while the form asked yes or no.
                    None => yes(child.lives_with),
                })
            }
            Some(Head::AskedFrom) => Some(content.asked_from.map_or_else(
                || t.t(self.key(&format!("{}-none", field.name))),
                |month| month.to_string(),
            )),
            Some(Head::Account) => content.account.as_ref().map(|a| a.grouped()),
            Some(Head::AccountWhose) => Some(match &content.account_holder {
                None => self.option(field, "mano", t),
                Some(_) => self.option(field, "kito", t),
            }),
            Some(Head::AccountHolder) => content.account_holder.clone(),
            Some(Head::PostAddress) => content.post_address.clone(),
            Some(Head::Phone) => content.phone.clone(),
            Some(Head::Email) => content.email.clone(),
            Some(Head::NoticeChannel) => Some(self.option(field, content.notice_channel.code(), t)),
            Some(Head::Offers) => Some(yes(content.offers)),
            Some(Head::Capacity) => Some(self.option(field, power::capacity_of(content), t)),
            Some(Head::Children | Head::Municipality | Head::Power) => None,
        }
    }

    /// See [`Shows::Kinds`].
    fn kinds_asked(&self, field: &Field, content: &ApplicationContent, t: &Translator) -> String {
        let is_question = |code: &String| self.fields.iter().any(|other| &other.name == code);
        let asked: Vec<String> = field
            .options
            .iter()
            .filter(|code| !is_question(code) || content.answers.yes(code) == Some(true))
            .map(|code| self.option(field, code, t))
            .collect();
        asked.join("; ")
    }

    /// An answer of this kind alone, in words.
    fn answer_words(
        &self,
        voice: Voice,
        field: &Field,
        answers: &Answers,
        t: &Translator,
    ) -> Option<String> {
        let name = field.name.as_str();
        let option = |code: &str| self.option_in(voice, field, code, t);
        match field.kind {
            FieldKind::YesNo | FieldKind::Confirm => answers
                .yes(name)
                .map(|yes| t.t(if yes { "form-yes" } else { "form-no" })),
            FieldKind::Choice => answers.text(name).map(option),
            FieldKind::Choices => {
                let words: Vec<String> = answers.several(name).into_iter().map(option).collect();
                (!words.is_empty()).then(|| words.join(", "))
            }
            FieldKind::Whole => answers.whole(name).map(|number| number.to_string()),
            FieldKind::Money => answers
                .whole(name)
                .map(|cents| format::money(t.language, spis_kernel::Cents(cents))),
            _ => answers.text(name).map(str::to_owned),
        }
    }
}

/// "5.11" stands after "5.6".
fn in_order(number: &str) -> Vec<u32> {
    let parts = number.split('.');
    parts.map(|part| part.parse().unwrap_or(u32::MAX)).collect()
}

fn shown(
    shows: Shows,
    content: &ApplicationContent,
    child: Option<&ChildGiven>,
    t: &Translator,
) -> Option<String> {
    let applicant = &content.applicant;
    let by = content.represented_by.as_ref();
    match shows {
        Shows::ApplicantCode => Some(applicant.personal_code.as_str().to_owned()),
        Shows::ApplicantGivenName => Some(applicant.given_name.clone()),
        Shows::ApplicantSurname => Some(applicant.surname.clone()),
        Shows::ApplicantBornOn => Some(applicant.born_on.to_string()),
        Shows::ApplicantResidence => content.residence.clone(),
        Shows::RepresentativeCode => by.map(|by| by.person.personal_code.as_str().to_owned()),
        Shows::RepresentativeName => by.map(|by| by.person.name()),
        Shows::RepresentativeBasis => by.map(|by| by.basis.clone()),
        Shows::ChildCode => child.map(|c| c.person.personal_code.as_str().to_owned()),
        Shows::ChildGivenName => child.map(|c| c.person.given_name.clone()),
        Shows::ChildSurname => child.map(|c| c.person.surname.clone()),
        Shows::ChildBornOn => child.map(|c| c.person.born_on.to_string()),
        // What the form asks for is no datum of a person.
        Shows::Kinds => None,
        Shows::ChildActingAs => child.map(|c| t.t(format!("form-acting-{}", c.acting_as.code()))),
    }
}
