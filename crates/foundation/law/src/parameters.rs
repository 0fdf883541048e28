use std::collections::BTreeMap;
use std::fmt;
use std::sync::OnceLock;

use jiff::civil::Date;
use serde::Deserialize;
use serde_json::Value;
use spis_kernel::Cents;

use crate::wording::Language;

/// "Koeficientas" in hundredths: 175 is 1.75.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Coefficient(pub i64);

impl Coefficient {
    /// The base times the coefficient, half a cent rounded up.
    pub fn of(self, base: Cents) -> Cents {
        // Wide enough for every pair of 64-bit factors; a base is a few hundred euros.
        let exact = i128::from(self.0) * i128::from(base.0);
        Cents(((exact + 50).div_euclid(100)) as i64)
    }
}

impl fmt::Display for Coefficient {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{:02}", self.0 / 100, self.0 % 100)
    }
}

/// Value of a parameter with its unit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ParameterValue {
    /// A sum of money.
    Money(Cents),
    /// A factor.
    Coefficient(Coefficient),
    /// Years, months, percent or a number of something.
    Whole(i64),
    /// One of a few words.
    Text(String),
}

impl ParameterValue {
    pub(crate) fn to_json(&self) -> Value {
        match self {
            Self::Money(cents) => Value::from(cents.0),
            Self::Coefficient(coefficient) => Value::from(coefficient.to_string()),
            Self::Whole(number) => Value::from(*number),
            Self::Text(text) => Value::from(text.as_str()),
        }
    }
}

/// A parameter as it holds on a day, with its source.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UsedParameter {
    /// Name, for example `child_benefit.universal.coefficient`.
    pub name: String,
    /// The value.
    pub value: ParameterValue,
    /// First day on which it holds.
    pub valid_from: Date,
    /// Last day on which it holds, when it is not simply followed by the next value.
    pub valid_to: Option<Date>,
    /// The legal act.
    pub act: String,
    /// Article of the act; empty when not established.
    pub article: String,
    /// Whether it is in doubt.
    pub doubtful: bool,
    /// What is in doubt.
    pub note: String,
}

/// No value of the parameter holds on the day.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("no value of parameter {name} on {day}")]
pub struct NoParameter {
    /// The parameter.
    pub name: String,
    /// The day.
    pub day: Date,
}

/// A file of parameters cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum ParameterError {
    /// Not the expected shape.
    #[error("the file {file} cannot be read: {source}")]
    Unreadable {
        /// Name of the file.
        file: String,
        /// What the reader says.
        source: toml::de::Error,
    },
    /// A value that breaks a rule of the files.
    #[error("{file}, {name}: {problem}")]
    Wrong {
        /// Name of the file.
        file: String,
        /// Name of the parameter or kind of income.
        name: String,
        /// What is wrong.
        problem: &'static str,
    },
}

/// "Pajamų rūšis": how a kind of income counts (Law on Cash Social Assistance, art. 17).
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct IncomeType {
    /// Code of list `income_type`, or `earned` / `other`.
    pub code: String,
    /// Lithuanian term.
    pub term: String,
    /// Whether it counts at all.
    pub counted: bool,
    /// Percent of it that counts.
    pub share_percent: i64,
    /// Work-related: the disregarded share applies, and a child's is left out.
    pub work: bool,
    /// Whether this is in doubt.
    #[serde(default)]
    pub doubtful: bool,
    /// What is in doubt.
    #[serde(default)]
    pub note: String,
}

#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Unit {
    Eur,
    Coefficient,
    Percent,
    Years,
    Months,
    Number,
    Text,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[serde(default)]
    parameter: Vec<FileParameter>,
    #[serde(default)]
    income_type: Vec<IncomeType>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct FileParameter {
    name: String,
    term: String,
    term_en: String,
    unit: Unit,
    entry: Vec<FileEntry>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct FileEntry {
    value: String,
    valid_from: Date,
    valid_to: Option<Date>,
    act: String,
    article: String,
    doubtful: bool,
    #[serde(default)]
    note: String,
}

/// The dated parameters of the law.
#[derive(Debug, Clone)]
pub struct Parameters {
    series: BTreeMap<String, Vec<UsedParameter>>,
    /// Lithuanian and English.
    terms: BTreeMap<String, (String, String)>,
    income_types: BTreeMap<String, IncomeType>,
}

/// "74.00" in hundredths; no sign, at most two decimals.
fn hundredths(text: &str) -> Option<i64> {
    let (whole, fraction) = text.split_once('.').unwrap_or((text, "00"));
    let digits = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
    if !digits(whole) || !digits(fraction) || fraction.len() != 2 {
        return None;
    }
    let whole: i64 = whole.parse().ok()?;
    whole.checked_mul(100)?.checked_add(fraction.parse().ok()?)
}

fn value_of(unit: Unit, text: &str) -> Option<ParameterValue> {
    Some(match unit {
        Unit::Eur => ParameterValue::Money(Cents(hundredths(text)?)),
        Unit::Coefficient => ParameterValue::Coefficient(Coefficient(hundredths(text)?)),
        Unit::Percent => {
            let percent = text
                .parse()
                .ok()
                .filter(|value| (0..=100).contains(value))?;
            ParameterValue::Whole(percent)
        }
        Unit::Years | Unit::Months | Unit::Number => {
            let number = text
                .parse()
                .ok()
                .filter(|value| (0..=1000).contains(value))?;
            ParameterValue::Whole(number)
        }
        Unit::Text if text.is_empty() => return None,
        Unit::Text => ParameterValue::Text(text.to_owned()),
    })
}

impl Parameters {
    /// The parameters that are part of the program, checked once.
    ///
    /// # Panics
    /// When a built-in file is broken, which a test rules out.
    pub fn embedded() -> &'static Self {
        static PARAMETERS: OnceLock<Parameters> = OnceLock::new();
        PARAMETERS.get_or_init(|| {
            Self::from_toml(&[
                (
                    "base_amounts.toml",
                    include_str!("../parameters/base_amounts.toml"),
                ),
                (
                    "child_benefit.toml",
                    include_str!("../parameters/child_benefit.toml"),
                ),
                ("income.toml", include_str!("../parameters/income.toml")),
                (
                    "income_types.toml",
                    include_str!("../parameters/income_types.toml"),
                ),
            ])
            .expect("the built-in parameters are readable")
        })
    }

    /// Reads files of parameters, given as pairs of name and content.
    ///
    /// # Errors
    /// When a file has another shape, a value does not fit its unit, periods run backwards, a doubt
    /// has no note, or a name is given twice.
    pub fn from_toml(files: &[(&str, &str)]) -> Result<Self, ParameterError> {
        let mut parameters = Self {
            series: BTreeMap::new(),
            terms: BTreeMap::new(),
            income_types: BTreeMap::new(),
        };
        for (file, text) in files {
            let content: File =
                toml::from_str(text).map_err(|source| ParameterError::Unreadable {
                    file: (*file).to_owned(),
                    source,
                })?;
            let wrong = |name: &str, problem| ParameterError::Wrong {
                file: (*file).to_owned(),
                name: name.to_owned(),
                problem,
            };
            for parameter in content.parameter {
                let name = parameter.name.clone();
                parameters
                    .add(parameter)
                    .map_err(|problem| wrong(&name, problem))?;
            }
            for kind in content.income_type {
                if !(0..=100).contains(&kind.share_percent) {
                    return Err(wrong(&kind.code, "the share is a percentage"));
                }
                let code = kind.code.clone();
                if parameters.income_types.insert(code.clone(), kind).is_some() {
                    return Err(wrong(&code, "given twice"));
                }
            }
        }
        Ok(parameters)
    }

    fn add(&mut self, parameter: FileParameter) -> Result<(), &'static str> {
        let mut series: Vec<UsedParameter> = Vec::with_capacity(parameter.entry.len());
        for entry in parameter.entry {
            let value =
                value_of(parameter.unit, &entry.value).ok_or("the value does not fit the unit")?;
            if entry.valid_to.is_some_and(|end| end < entry.valid_from) {
                return Err("an entry ends before it starts");
            }
            if let Some(before) = series.last()
                && entry.valid_from <= before.valid_to.unwrap_or(before.valid_from)
            {
                return Err("the entries are not in order of time");
            }
            if entry.act.is_empty() {
                return Err("an entry names no act");
            }
            if entry.doubtful == entry.note.is_empty() {
                return Err("a doubt has a note, and only a doubt");
            }
            series.push(UsedParameter {
                name: parameter.name.clone(),
                value,
                valid_from: entry.valid_from,
                valid_to: entry.valid_to,
                act: entry.act,
                article: entry.article,
                doubtful: entry.doubtful,
                note: entry.note,
            });
        }
        if series.is_empty() {
            return Err("no entries");
        }
        self.terms
            .insert(parameter.name.clone(), (parameter.term, parameter.term_en));
        match self.series.insert(parameter.name, series) {
            Some(_) => Err("given twice"),
            None => Ok(()),
        }
    }

    /// The parameter as it holds on the day.
    ///
    /// # Errors
    /// [`NoParameter`] when there is no such parameter or no value holds on the day.
    pub fn at(&self, name: &str, day: Date) -> Result<&UsedParameter, NoParameter> {
        self.series
            .get(name)
            .and_then(|series| {
                let after = series.partition_point(|entry| entry.valid_from <= day);
                series.get(after.checked_sub(1)?)
            })
            .filter(|entry| entry.valid_to.is_none_or(|end| day <= end))
            .ok_or_else(|| NoParameter {
                name: name.to_owned(),
                day,
            })
    }

    /// A sum of money and the parameter that says it.
    ///
    /// # Errors
    /// [`NoParameter`] when none of this unit holds on the day.
    pub fn money(&self, name: &str, day: Date) -> Result<(Cents, &UsedParameter), NoParameter> {
        self.typed(name, day, |value| match value {
            ParameterValue::Money(cents) => Some(*cents),
            _ => None,
        })
    }

    /// A factor and the parameter that says it.
    ///
    /// # Errors
    /// [`NoParameter`] when none of this unit holds on the day.
    pub fn coefficient(
        &self,
        name: &str,
        day: Date,
    ) -> Result<(Coefficient, &UsedParameter), NoParameter> {
        self.typed(name, day, |value| match value {
            ParameterValue::Coefficient(coefficient) => Some(*coefficient),
            _ => None,
        })
    }

    /// A whole number and the parameter that says it.
    ///
    /// # Errors
    /// [`NoParameter`] when none of this unit holds on the day.
    pub fn whole(&self, name: &str, day: Date) -> Result<(i64, &UsedParameter), NoParameter> {
        self.typed(name, day, |value| match value {
            ParameterValue::Whole(number) => Some(*number),
            _ => None,
        })
    }

    /// Whether a parameter that is a word has this word.
    ///
    /// # Errors
    /// [`NoParameter`] when none of this unit holds on the day.
    pub fn says(
        &self,
        name: &str,
        day: Date,
        word: &str,
    ) -> Result<(bool, &UsedParameter), NoParameter> {
        self.typed(name, day, |value| match value {
            ParameterValue::Text(text) => Some(text == word),
            _ => None,
        })
    }

    fn typed<T>(
        &self,
        name: &str,
        day: Date,
        read: impl Fn(&ParameterValue) -> Option<T>,
    ) -> Result<(T, &UsedParameter), NoParameter> {
        let used = self.at(name, day)?;
        let value = read(&used.value).ok_or_else(|| NoParameter {
            name: name.to_owned(),
            day,
        })?;
        Ok((value, used))
    }

    /// All values of a parameter in order of time; empty when there is no such parameter.
    pub fn history(&self, name: &str) -> &[UsedParameter] {
        self.series.get(name).map_or(&[], Vec::as_slice)
    }

    /// Names of all parameters with their Lithuanian terms.
    pub fn names(&self) -> impl Iterator<Item = (&str, &str)> {
        self.terms
            .iter()
            .map(|(name, (term, _))| (name.as_str(), term.as_str()))
    }

    /// What a parameter is called; its name itself when it is not known here.
    pub fn term<'a>(&'a self, name: &'a str, language: Language) -> &'a str {
        match (self.terms.get(name), language) {
            (Some((term, _)), Language::Lt) => term,
            (Some((_, term)), Language::En) => term,
            (None, _) => name,
        }
    }

    /// How a kind of income counts; `None` for an unknown code.
    pub fn income_type(&self, code: &str) -> Option<&IncomeType> {
        self.income_types.get(code)
    }

    /// All kinds of income by code.
    pub fn income_types(&self) -> impl Iterator<Item = &IncomeType> {
        self.income_types.values()
    }
}
