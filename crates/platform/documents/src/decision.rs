//! The letter that carries a decision to the person it concerns.

use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use spis_kernel::{Cents, Month};

use crate::check::{DocumentError, check};
use crate::typesetting::{Template, check_glyphs, pdf};
use crate::wording;

/// "Sprendimas" on a grant or a refusal of support, as the person receives it
/// (Viešojo administravimo įstatymas; aprašas on granting child benefits).
///
/// All texts are ready Lithuanian; names stay in the nominative. Neither it nor its parts are `Debug`:
/// a letter is personal data and must not slip into a log.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DecisionLetter {
    /// "Šiaulių miesto savivaldybės administracija".
    pub municipality: String,
    /// Who handles the case and answers questions.
    pub office: Office,
    /// Number in the register of decisions; may be empty in a draft.
    pub number: String,
    /// Day of the decision.
    pub decided_on: Date,
    /// Place of the decision, e.g. "Šiauliai".
    pub place: String,
    /// Who receives it.
    pub addressee: Addressee,
    /// The application that is answered.
    pub application: ApplicationReference,
    /// What is decided, in the genitive: "išmokos vaikui", "išmokos vaikui ir papildomos išmokos vaikui".
    pub subject: String,
    /// Acts and articles, one a string.
    pub legal_basis: Vec<String>,
    /// What was established, and from where.
    pub facts: Vec<Fact>,
    /// The operative part: what is granted or refused for each child.
    pub lines: Vec<AwardLine>,
    /// Why the decider herself refuses what a rule in doubt refuses, in her own words.
    pub own_words: Option<String>,
    /// How the law leads from the facts to the sums; two levels are printed.
    pub reasoning: Vec<Reason>,
    /// What will be paid each month from now on; zero if nothing.
    pub monthly_total: Cents,
    /// What is paid for the time before the decision.
    pub arrears: Option<Arrears>,
    /// When and to which account, with the account's last four digits only; none if nothing is paid.
    pub payment: Option<String>,
    /// What changes the person must report, and by when; none if nothing is granted.
    pub duties: Option<String>,
    /// How, where and until when to appeal, one paragraph.
    pub appeal: String,
    /// Who adopts the decision.
    pub decider: Decider,
    /// How it is signed; a draft prints none.
    pub signature_state: SignatureState,
    /// A proposal that nobody has adopted: it is marked so on every page.
    pub draft: bool,
}

/// "Skyrius": the municipality's unit that handles the case.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Office {
    pub name: String,
    pub address: String,
    pub phone: String,
    pub email: String,
}

/// "Adresatas": the person to whom the decision is addressed.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Addressee {
    pub name: String,
    /// Lines of the postal address; none for a protected person, whose letters never show it.
    pub address: Option<String>,
}

/// "Prašymas": the application that the decision answers.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ApplicationReference {
    pub number: String,
    pub received_on: Date,
}

/// "Nustatyta aplinkybė": a fact and where it is known from.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Fact {
    pub statement: String,
    /// "Gyventojų registras, 2026-11-23".
    pub source: String,
}

/// "Rezoliucinė dalis", one line: one kind of support for one child.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AwardLine {
    pub child_name: String,
    pub born_on: Date,
    /// "Išmoka vaikui".
    pub kind_name: String,
    pub from: Month,
    /// Last month, inclusive; none while the right lasts.
    pub to: Option<Month>,
    /// Monthly sums by period; empty if refused.
    pub amounts: Vec<AmountPeriod>,
    pub outcome: Outcome,
    /// Required of a refusal: the fact that decided it and the limit it met.
    pub reason: String,
}

/// A monthly sum and the months, ends inclusive, in which it is paid.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AmountPeriod {
    pub from: Month,
    pub to: Option<Month>,
    /// A month.
    pub amount: Cents,
}

/// "Skirta" or "neskirta".
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    Granted,
    Refused,
}

/// "Motyvai": a step of the reasoning with what it rests on.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reason {
    /// "Išmoka vaikui: 1,75 × BSI 74,00 Eur".
    pub text: String,
    /// "129,50 Eur".
    pub value: Option<String>,
    /// The article or the register.
    pub source: Option<String>,
    pub children: Vec<Reason>,
}

/// "Nepriemoka už praėjusį laiką": one sum for past months, ends inclusive.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Arrears {
    pub from: Month,
    pub to: Month,
    pub total: Cents,
}

/// The official who adopts the decision.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Decider {
    pub name: String,
    /// "Skyriaus vedėja".
    pub position: String,
    /// Order and number that give the power to decide.
    pub power_basis: String,
}

/// How the decision is signed. A state, not a sentence: the letter prints only the true one.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SignatureState {
    /// Adopted in the system; the journal holds the proof.
    Adopted {
        journal_number: String,
        at: Timestamp,
    },
    /// Signed with a qualified electronic signature.
    Qualified { certificate: String },
    /// Signed by hand; the scan is in the case file.
    OnPaper,
}

/// Makes the decision's PDF (PDF/A-2a and PDF/UA-1). The same letter gives the same bytes.
///
/// # Errors
/// [`DocumentError`]: an adopted decision lacks a part that it must have, the letter contradicts itself,
/// holds a whole account number or a character that cannot be shown, or typesetting fails.
pub fn decision_pdf(letter: &DecisionLetter) -> Result<Vec<u8>, DocumentError> {
    check(letter)?;
    let data = data(letter);
    check_strings(&data)?;
    let bytes =
        serde_json::to_vec(&data).map_err(|error| DocumentError::Typesetting(error.to_string()))?;
    let identity = format!("decision/{}/{}", letter.municipality, letter.number);
    pdf(Template::Decision, bytes, identity)
}

/// Refuses a text anywhere in a letter that the font cannot show.
pub(crate) fn check_strings(value: &Value) -> Result<(), DocumentError> {
    match value {
        Value::String(text) => check_glyphs(text),
        Value::Array(items) => items.iter().try_for_each(check_strings),
        Value::Object(fields) => fields.values().try_for_each(check_strings),
        Value::Null | Value::Bool(_) | Value::Number(_) => Ok(()),
    }
}

/// What the template reads: strings as they are printed, and nothing to compute.
fn data(letter: &DecisionLetter) -> Value {
    let granted = || with_outcome(letter, Outcome::Granted);
    let refused = || with_outcome(letter, Outcome::Refused);
    let title = title(letter);
    json!({
        "title": title,
        "document_title": if letter.draft { format!("Projektas. {title}") } else { title.clone() },
        "draft": letter.draft,
        "date": ymd(letter.decided_on),
        "municipality": letter.municipality,
        "office": [
            letter.office.name, letter.office.address, letter.office.phone, letter.office.email
        ],
        "number": if letter.number.trim().is_empty() { "–" } else { &letter.number },
        "decided_on": wording::day(letter.decided_on),
        "place": letter.place,
        "addressee": letter.addressee.name,
        "address": letter.addressee.address,
        "application_number": letter.application.number,
        "received_on": wording::day(letter.application.received_on),
        "summary": summary(letter),
        "children": grouped_by_child(granted()),
        "monthly_total": (letter.monthly_total > Cents(0)).then(|| letter.monthly_total.to_string()),
        "arrears": letter.arrears.as_ref().map(|arrears| json!({
            "period": wording::period(arrears.from, Some(arrears.to)),
            "total": arrears.total.to_string(),
        })),
        "refused": refused().map(|line| json!({
            "child": line.child_name,
            "what": format!("{}, {}", lower_first(&line.kind_name), wording::period(line.from, line.to)),
            "reason": line.reason,
        })).collect::<Vec<_>>(),
        "any_granted": granted().next().is_some(),
        "reasoning": letter.reasoning.iter().map(|reason| printed_reason(reason, 2)).collect::<Vec<_>>(),
        "facts": letter.facts,
        "legal_basis": letter.legal_basis,
        "own_words": letter.own_words,
        "duties": letter.duties,
        "appeal": letter.appeal,
        "decider": letter.decider,
        "signature": signature(letter),
    })
}

fn with_outcome(letter: &DecisionLetter, outcome: Outcome) -> impl Iterator<Item = &AwardLine> {
    letter
        .lines
        .iter()
        .filter(move |line| line.outcome == outcome)
}

pub(crate) fn ymd(date: Date) -> Value {
    json!([date.year(), date.month(), date.day()])
}

fn title(letter: &DecisionLetter) -> String {
    let granted = with_outcome(letter, Outcome::Granted).next().is_some();
    let refused = with_outcome(letter, Outcome::Refused).next().is_some();
    let act = match (granted, refused) {
        (true, true) => "skyrimo ir neskyrimo",
        (true, false) => "skyrimo",
        (false, _) => "neskyrimo",
    };
    format!("Sprendimas dėl {} {act}", letter.subject)
}

/// The box under the title: what was decided, and when the money comes. The first sentence is set strong.
fn summary(letter: &DecisionLetter) -> Value {
    let granted: Vec<&AwardLine> = with_outcome(letter, Outcome::Granted).collect();
    let mut rest = Vec::new();
    let first = match granted.first() {
        None => {
            let mut reasons: Vec<&str> = letter.lines.iter().map(|l| l.reason.as_str()).collect();
            reasons.sort_unstable();
            reasons.dedup();
            rest.push(match reasons.as_slice() {
                [only] => (*only).to_owned(),
                _ => "Priežastys nurodytos toliau.".to_owned(),
            });
            "Prašoma parama neskirta.".to_owned()
        }
        Some(line) => {
            let mut children: Vec<(&str, Date)> = granted
                .iter()
                .map(|line| (line.child_name.as_str(), line.born_on))
                .collect();
            children.sort_unstable();
            children.dedup();
            let children = wording::to_children(children.len());
            let paid_now = granted
                .iter()
                // The check let no granted line through without amounts.
                .map(|line| line.amounts[0].amount)
                .sum::<Cents>();
            let even = granted.iter().all(|other| {
                other.amounts.len() == 1
                    && (other.from, other.to) == (line.from, line.to)
                    && (other.amounts[0].from, other.amounts[0].to) == (line.from, line.to)
            });
            if even && paid_now == letter.monthly_total {
                format!(
                    "Jums skirta {} per mėnesį {children} {}.",
                    letter.monthly_total,
                    wording::period(line.from, line.to)
                )
            } else {
                if letter.monthly_total > Cents(0) {
                    rest.push(format!("Kas mėnesį mokėsime {}.", letter.monthly_total));
                }
                rest.push(
                    "Kiek ir už kokį laiką skirta kiekvienam vaikui, parodyta lentelėje."
                        .to_owned(),
                );
                format!("Parama skirta {children}.")
            }
        }
    };
    if let Some(arrears) = &letter.arrears {
        let when = wording::period(arrears.from, Some(arrears.to));
        rest.push(if arrears.from == arrears.to {
            format!("Už {when} išmokėsime {}.", arrears.total)
        } else {
            format!("Už laiką {when} išmokėsime {}.", arrears.total)
        });
    }
    rest.extend(letter.payment.clone());
    if !granted.is_empty() && with_outcome(letter, Outcome::Refused).next().is_some() {
        rest.push("Ne visa prašyta parama skirta – kas ir kodėl, paaiškinta toliau.".to_owned());
    }
    json!({ "first": first, "rest": rest })
}

/// Rows of the table: a child, then each kind and period of hers.
fn grouped_by_child<'a>(lines: impl Iterator<Item = &'a AwardLine>) -> Vec<Value> {
    let mut children: Vec<(&str, Date, Vec<Value>)> = Vec::new();
    for line in lines {
        let rows = line.amounts.iter().map(|part| {
            json!({
                "kind": line.kind_name,
                "period": wording::period(part.from, part.to),
                "amount": part.amount.to_string(),
            })
        });
        let known = children
            .iter_mut()
            .find(|(name, born_on, _)| *name == line.child_name && *born_on == line.born_on);
        match known {
            Some((_, _, present)) => present.extend(rows),
            None => children.push((&line.child_name, line.born_on, rows.collect())),
        }
    }
    children
        .into_iter()
        .map(|(name, born_on, rows)| json!({ "name": name, "born_on": wording::day(born_on), "rows": rows }))
        .collect()
}

fn printed_reason(reason: &Reason, levels: usize) -> Value {
    let below = if levels > 1 {
        reason.children.as_slice()
    } else {
        &[]
    };
    json!({
        "text": reason.text,
        "value": reason.value,
        "source": reason.source,
        "children": below.iter().map(|child| printed_reason(child, levels - 1)).collect::<Vec<_>>(),
    })
}

fn signature(letter: &DecisionLetter) -> String {
    if letter.draft {
        return "Tai projektas: sprendimas dar nepriimtas.".to_owned();
    }
    match &letter.signature_state {
        SignatureState::Adopted { journal_number, at } => format!(
            "Sprendimas priimtas SPIS {}, žurnalo įrašas Nr.\u{a0}{journal_number}.",
            wording::moment(*at)
        ),
        SignatureState::Qualified { certificate } => {
            format!("Pasirašyta kvalifikuotu elektroniniu parašu. Sertifikatas: {certificate}.")
        }
        SignatureState::OnPaper => {
            "Pasirašyta ranka. Pasirašyto sprendimo kopija įkelta į bylą.".to_owned()
        }
    }
}

fn lower_first(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or_else(String::new, |first| {
        first.to_lowercase().chain(chars).collect()
    })
}
