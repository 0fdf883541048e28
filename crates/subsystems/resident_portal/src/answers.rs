//! From what was typed to an application that can be sent, or to what is wrong, in words that help.

use jiff::civil::Date;
use spis_applications::content::{ApplicationContent, ChildGiven, NoticeChannel};
use spis_kernel::{Iban, IbanError, Month, MunicipalityCode, ResidentId};
use spis_pages::{FieldErrors, Message};

use crate::family::{Child, Family};
use crate::model::{DraftContent, LIVES_WITH, NO, Screen, YES};

/// Support is asked for at most so many months back (form SP-3(A), field 4.2).
const MONTHS_BACK: i32 = 12;
/// Digits of a telephone number with its country (E.164).
const PHONE_DIGITS: std::ops::RangeInclusive<usize> = 8..=15;

/// What the answers are checked against.
pub struct Checking<'a> {
    /// Account, for the children's keys.
    pub resident: ResidentId,
    /// The family as the register showed it; none if it never answered.
    pub family: Option<&'a Family>,
    /// Municipalities that can be chosen.
    pub municipalities: &'a [(MunicipalityCode, String)],
    /// The present day.
    pub today: Date,
}

/// Answers of the first screen.
pub struct ChildrenPart<'a> {
    /// Children and whether each lives with the applicant, in her own answer.
    pub children: Vec<(&'a Child, bool)>,
    /// The additional benefit is asked for too.
    pub additional: bool,
    /// From which month.
    pub asked_from: Option<Month>,
    /// Where the application goes.
    pub municipality: MunicipalityCode,
}

/// Answers of the second screen.
pub struct PaymentPart {
    /// Account.
    pub account: Iban,
    /// Whose it is, if not the applicant's.
    pub account_holder: Option<String>,
    /// Telephone.
    pub phone: Option<String>,
    /// E-mail.
    pub email: Option<String>,
    /// How she wants to hear.
    pub notice_channel: NoticeChannel,
}

/// Everything that is sent but the declarations.
pub struct Answers<'a> {
    /// The family that the children are of.
    pub family: &'a Family,
    /// First screen.
    pub children: ChildrenPart<'a>,
    /// Second screen.
    pub payment: PaymentPart,
}

/// What keeps the draft from being sent: the screen to go to, and what is wrong there.
pub struct Incomplete {
    /// The screen.
    pub screen: Screen,
    /// What is wrong.
    pub errors: FieldErrors,
}

impl<'a> Checking<'a> {
    /// Children that may be applied for, each with the key that stands for it.
    pub fn offered(&self) -> Vec<(String, &'a Child)> {
        let resident = self.resident;
        self.family
            .into_iter()
            .flat_map(|family| family.offered(self.today))
            .map(|child| (child.key(resident), child))
            .collect()
    }

    /// What is wrong with a screen.
    pub fn errors(&self, content: &DraftContent, screen: Screen) -> FieldErrors {
        match screen {
            Screen::Children => self.children(content).err(),
            Screen::Payment => payment(content).err(),
            Screen::Review => None,
        }
        .unwrap_or_default()
    }

    /// All answers, or the first screen that has something wrong.
    pub fn all(&self, content: &DraftContent) -> Result<Answers<'a>, Incomplete> {
        let at = |screen| move |errors| Incomplete { screen, errors };
        let children = self.children(content).map_err(at(Screen::Children))?;
        let payment = payment(content).map_err(at(Screen::Payment))?;
        let Some(family) = self.family else {
            return Err(Incomplete {
                screen: Screen::Children,
                errors: FieldErrors::new(),
            });
        };
        Ok(Answers {
            family,
            children,
            payment,
        })
    }

    fn children(&self, content: &DraftContent) -> Result<ChildrenPart<'a>, FieldErrors> {
        let mut errors = conflicts(content, Screen::Children);
        let offered = self.offered();
        let mut children = Vec::new();
        for (key, child) in &offered {
            if !content.has("vaikai", key) {
                continue;
            }
            let field = format!("{LIVES_WITH}{key}");
            match content.typed(&field) {
                YES => children.push((*child, true)),
                NO => children.push((*child, false)),
                _ => errors.add(
                    field,
                    Message::key("portal-lives-with-missing")
                        .with("name", child.person.given_name.as_str()),
                ),
            }
        }
        let chosen = content.values.get("vaikai").map_or(0, Vec::len);
        if self.family.is_none() {
            errors.add_key("vaikai", "portal-children-unknown");
        } else if chosen == 0 {
            errors.add_key("vaikai", "portal-children-missing");
        } else if offered
            .iter()
            .filter(|(key, _)| content.has("vaikai", key))
            .count()
            < chosen
        {
            errors.add_key("vaikai", "portal-children-not-offered");
        }
        let additional = match content.typed("papildoma") {
            YES => true,
            NO => false,
            _ => {
                errors.add_key("papildoma", "portal-additional-missing");
                false
            }
        };
        let asked_from =
            content
                .given("nuo")
                .and_then(|typed| match asked_from(typed, self.today) {
                    Ok(month) => Some(month),
                    Err(message) => {
                        errors.add("nuo", message);
                        None
                    }
                });
        let municipality = self.municipality(content, &mut errors);
        match municipality {
            Some(municipality) if errors.is_empty() => Ok(ChildrenPart {
                children,
                additional,
                asked_from,
                municipality,
            }),
            _ => Err(errors),
        }
    }

    /// Where the application goes: by the declared residence, else as she says.
    fn municipality(
        &self,
        content: &DraftContent,
        errors: &mut FieldErrors,
    ) -> Option<MunicipalityCode> {
        let family = self.family?;
        if family.municipality.is_some() {
            return family.municipality;
        }
        let chosen = content
            .given("savivaldybe")
            .and_then(|code| code.parse().ok())
            .and_then(MunicipalityCode::new)
            .filter(|code| self.municipalities.iter().any(|(known, _)| known == code));
        if chosen.is_none() {
            errors.add_key("savivaldybe", "portal-municipality-missing");
        }
        chosen
    }
}

impl Answers<'_> {
    /// The content that is sent.
    pub fn content(self, declarations_version: &str) -> ApplicationContent {
        ApplicationContent {
            applicant: self.family.person.clone(),
            children: self
                .children
                .children
                .into_iter()
                .map(|(child, lives_with)| ChildGiven {
                    person: child.person.clone(),
                    lives_with,
                })
                .collect(),
            additional: self.children.additional,
            asked_from: self.children.asked_from,
            account: self.payment.account,
            account_holder: self.payment.account_holder,
            phone: self.payment.phone,
            email: self.payment.email,
            notice_channel: self.payment.notice_channel,
            declarations_version: declarations_version.to_owned(),
        }
    }
}

fn conflicts(content: &DraftContent, screen: Screen) -> FieldErrors {
    let mut errors = FieldErrors::new();
    for (field, _) in content.conflicts_of(screen) {
        errors.add_key(
            format!("{}{field}", crate::model::CHOICE_BETWEEN),
            "portal-conflict-choose",
        );
    }
    errors
}

pub fn asked_from(typed: &str, today: Date) -> Result<Month, Message> {
    let mut parts = typed
        .split(|c: char| !c.is_ascii_digit())
        .filter(|part| !part.is_empty());
    let month = match (parts.next(), parts.next(), parts.next()) {
        (Some(year), Some(month), None) => year
            .parse()
            .ok()
            .zip(month.parse().ok())
            .and_then(|(year, month)| Month::new(year, month)),
        _ => None,
    };
    let this = Month::of(today);
    let earliest = this.plus(-MONTHS_BACK);
    match month {
        None => Err(Message::key("portal-asked-from-form").with("example", this.to_string())),
        Some(month) if month > this => {
            Err(Message::key("portal-asked-from-later").with("latest", this.to_string()))
        }
        Some(month) if month < earliest => {
            Err(Message::key("portal-asked-from-earlier").with("earliest", earliest.to_string()))
        }
        Some(month) => Ok(month),
    }
}

pub fn payment(content: &DraftContent) -> Result<PaymentPart, FieldErrors> {
    let mut errors = conflicts(content, Screen::Payment);
    let account = match content.given("saskaita") {
        None => {
            errors.add_key("saskaita", "portal-account-missing");
            None
        }
        Some(typed) => match typed.parse::<Iban>() {
            Ok(account) => Some(account),
            Err(error) => {
                errors.add("saskaita", account_error(error));
                None
            }
        },
    };
    let account_holder = match content.typed("kieno") {
        "kito" => {
            let holder = content.given("savininkas").map(str::to_owned);
            if holder.is_none() {
                errors.add_key("savininkas", "portal-account-holder-missing");
            }
            holder
        }
        "mano" => None,
        _ => {
            errors.add_key("kieno", "portal-account-whose-missing");
            None
        }
    };
    let phone = content
        .given("telefonas")
        .and_then(|typed| match phone(typed) {
            Some(phone) => Some(phone),
            None => {
                errors.add_key("telefonas", "portal-phone-wrong");
                None
            }
        });
    let email = content
        .given("elpastas")
        .and_then(|typed| match email(typed) {
            Some(email) => Some(email),
            None => {
                errors.add_key("elpastas", "portal-email-wrong");
                None
            }
        });
    if content.given("telefonas").is_none() && content.given("elpastas").is_none() {
        errors.add_key("telefonas", "portal-contact-missing");
    }
    let notice_channel = notice_channel(content.typed("pranesimai"));
    match notice_channel {
        None => errors.add_key("pranesimai", "portal-notice-missing"),
        Some(NoticeChannel::Email) if content.given("elpastas").is_none() => {
            errors.add_key("elpastas", "portal-email-for-notice");
        }
        Some(_) => {}
    }
    match (account, notice_channel) {
        (Some(account), Some(notice_channel)) if errors.is_empty() => Ok(PaymentPart {
            account,
            account_holder,
            phone,
            email,
            notice_channel,
        }),
        _ => Err(errors),
    }
}

/// The channel of a stored word.
pub fn notice_channel(code: &str) -> Option<NoticeChannel> {
    [
        NoticeChannel::Portal,
        NoticeChannel::Email,
        NoticeChannel::Post,
        NoticeChannel::Counter,
    ]
    .into_iter()
    .find(|channel| channel.code() == code)
}

fn account_error(error: IbanError) -> Message {
    match error {
        IbanError::Length { found, expected } => {
            let count = |n: usize| i64::try_from(n).unwrap_or(i64::MAX);
            let key = if found < expected {
                "portal-account-short"
            } else {
                "portal-account-long"
            };
            Message::key(key)
                .with("n", count(found))
                .with("expected", count(expected))
        }
        IbanError::Characters => Message::key("portal-account-characters"),
        IbanError::Country => Message::key("portal-account-country"),
        IbanError::CheckDigits => Message::key("portal-account-check-digits"),
    }
}

/// "+370 612 34567": digits as typed, with the country's code; a Lithuanian number may begin with 8 or 0.
pub fn phone(typed: &str) -> Option<String> {
    let bare: String = typed
        .chars()
        .filter(|c| !c.is_whitespace() && !matches!(c, '-' | '(' | ')' | '\u{2010}'..='\u{2015}'))
        .collect();
    let (international, digits) = match bare.strip_prefix('+') {
        Some(rest) => (true, rest),
        None => (false, bare.as_str()),
    };
    if digits.is_empty() || !digits.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    let full = match digits.as_bytes() {
        _ if international => digits.to_owned(),
        [b'8' | b'0', rest @ ..] if rest.len() == 8 => format!("370{}", &digits[1..]),
        [b'3', b'7', b'0', rest @ ..] if rest.len() == 8 => digits.to_owned(),
        _ => return None,
    };
    PHONE_DIGITS
        .contains(&full.len())
        .then(|| format!("+{full}"))
}

pub fn email(typed: &str) -> Option<String> {
    let (name, host) = typed.split_once('@')?;
    let fine = !name.is_empty()
        && !host.contains('@')
        && host.split('.').count() > 1
        && host.split('.').all(|part| !part.is_empty())
        && !typed
            .chars()
            .any(|c| c.is_whitespace() || c.is_control() || matches!(c, ',' | ';' | '<' | '>'));
    fine.then(|| typed.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn telephones_are_forgiving() {
        for typed in [
            "+370 612 34567",
            "8 612 34567",
            "0 612-34567",
            "370 612 34567",
        ] {
            assert_eq!(phone(typed).as_deref(), Some("+37061234567"), "{typed}");
        }
        assert_eq!(phone("+49 30 1234567").as_deref(), Some("+49301234567"));
        for typed in ["", "612", "8 612 3456", "paskambinkite", "+370 61x 34567"] {
            assert_eq!(phone(typed), None, "{typed}");
        }
    }

    #[test]
    fn addresses_of_mail() {
        assert!(email("rasa.p@pavyzdys.lt").is_some());
        for typed in [
            "rasa",
            "rasa@",
            "@pavyzdys.lt",
            "rasa@pavyzdys",
            "rasa @pavyzdys.lt",
            "a@b.lt, c@d.lt",
            "a@b..lt",
        ] {
            assert!(email(typed).is_none(), "{typed}");
        }
    }

    #[test]
    fn a_year_back_and_no_more() {
        let today = date(2026, 11, 23);
        assert_eq!(asked_from("2026-11", today).ok(), Month::new(2026, 11));
        assert_eq!(asked_from("2026 m. 3", today).ok(), Month::new(2026, 3));
        assert_eq!(asked_from("2025-11", today).ok(), Month::new(2025, 11));
        for typed in ["2025-10", "2026-12", "lapkričio", "2026-13", "2026-11-01"] {
            assert!(asked_from(typed, today).is_err(), "{typed}");
        }
    }

    #[test]
    fn a_wrong_account_says_what_is_wrong() {
        let errors = |typed: &str| {
            let mut content = DraftContent::default();
            content
                .values
                .insert("saskaita".to_owned(), vec![typed.to_owned()]);
            let errors = payment(&content).err().unwrap();
            errors.get("saskaita").cloned().unwrap()
        };
        assert_eq!(errors(""), Message::key("portal-account-missing"));
        assert_eq!(
            errors("LT12 1000 0111 0100 100"),
            Message::key("portal-account-short")
                .with("n", 19_i64)
                .with("expected", 20_i64)
        );
        assert_eq!(
            errors("1210000111010010001"),
            Message::key("portal-account-country")
        );
        assert_eq!(
            errors("LT12 1000 0111 0100 1001"),
            Message::key("portal-account-check-digits")
        );
    }
}
