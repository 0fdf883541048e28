//! Dates, times, money, numbers and ages as people read them (interface rules, section 10).
//!
//! Nothing here reads the clock: `today` and `now` are parameters. Days are counted and times shown in Lithuania.

use jiff::{Timestamp, Unit, civil::Date};
use spis_kernel::{Cents, Month, vilnius};

use crate::language::{Language, Translator};

const NO_BREAK: char = '\u{a0}';
const MINUS: char = '\u{2212}';

const MONTHS_LT: [[&str; 4]; 12] = [
    ["sausis", "sausio", "sausį", "sau."],
    ["vasaris", "vasario", "vasarį", "vas."],
    ["kovas", "kovo", "kovą", "kov."],
    ["balandis", "balandžio", "balandį", "bal."],
    ["gegužė", "gegužės", "gegužę", "geg."],
    ["birželis", "birželio", "birželį", "bir."],
    ["liepa", "liepos", "liepą", "lie."],
    ["rugpjūtis", "rugpjūčio", "rugpjūtį", "rgp."],
    ["rugsėjis", "rugsėjo", "rugsėjį", "rgs."],
    ["spalis", "spalio", "spalį", "spa."],
    ["lapkritis", "lapkričio", "lapkritį", "lap."],
    ["gruodis", "gruodžio", "gruodį", "gru."],
];

const MONTHS_EN: [[&str; 2]; 12] = [
    ["January", "Jan"],
    ["February", "Feb"],
    ["March", "Mar"],
    ["April", "Apr"],
    ["May", "May"],
    ["June", "Jun"],
    ["July", "Jul"],
    ["August", "Aug"],
    ["September", "Sep"],
    ["October", "Oct"],
    ["November", "Nov"],
    ["December", "Dec"],
];

/// Form in which a Lithuanian month's name is wanted; English has one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MonthForm {
    /// "lapkritis"
    Nominative,
    /// "lapkričio" (23 d.)
    Genitive,
    /// "(už) lapkritį"
    Accusative,
    /// "lap.", for charts
    Short,
}

/// Name of a month; `month` is 1 to 12, anything else is taken as the nearest of these.
#[must_use]
pub fn month_name(language: Language, month: i8, form: MonthForm) -> &'static str {
    let index = usize::from(month.clamp(1, 12).unsigned_abs()) - 1;
    match language {
        Language::Lt => MONTHS_LT[index][form as usize],
        Language::En => MONTHS_EN[index][usize::from(form == MonthForm::Short)],
    }
}

/// "2026 m. lapkričio 23 d.", "23 November 2026".
#[must_use]
pub fn date_prose(language: Language, date: Date) -> String {
    let month = month_name(language, date.month(), MonthForm::Genitive);
    match language {
        Language::Lt => format!(
            "{}{NO_BREAK}m. {month} {}{NO_BREAK}d.",
            date.year(),
            date.day()
        ),
        Language::En => format!("{} {month} {}", date.day(), date.year()),
    }
}

/// A date near today goes without its year: "gruodžio 4 d.", "4 December"; near is within three months.
#[must_use]
pub fn date_near(language: Language, date: Date, today: Date) -> String {
    if days_between(today, date).abs() > 92 {
        return date_prose(language, date);
    }
    let month = month_name(language, date.month(), MonthForm::Genitive);
    match language {
        Language::Lt => format!("{month} {}{NO_BREAK}d.", date.day()),
        Language::En => format!("{} {month}", date.day()),
    }
}

/// "2026-11-23", in tables and numbers; the same in all languages.
#[must_use]
pub fn date_table(date: Date) -> String {
    date.to_string()
}

/// "9:42", 24 hours, the time in Lithuania.
#[must_use]
pub fn time(at: Timestamp) -> String {
    let local = vilnius(at);
    format!("{}:{:02}", local.hour(), local.minute())
}

/// "2026-11-23 8:12".
#[must_use]
pub fn moment_table(at: Timestamp) -> String {
    format!("{} {}", date_table(day_of(at)), time(at))
}

/// "2026 m. lapkričio 23 d. 9:44", "23 November 2026, 9:44".
#[must_use]
pub fn moment_prose(language: Language, at: Timestamp) -> String {
    let date = date_prose(language, day_of(at));
    match language {
        Language::Lt => format!("{date} {}", time(at)),
        Language::En => format!("{date}, {}", time(at)),
    }
}

/// "9:42" if it is of today, else "lapkričio 20 d. 15:42".
#[must_use]
pub fn moment_near(language: Language, at: Timestamp, now: Timestamp) -> String {
    let (day, today) = (day_of(at), day_of(now));
    if day == today {
        return time(at);
    }
    let date = date_near(language, day, today);
    match language {
        Language::Lt => format!("{date} {}", time(at)),
        Language::En => format!("{date}, {}", time(at)),
    }
}

/// The calendar day in Lithuania at this moment.
#[must_use]
pub fn day_of(at: Timestamp) -> Date {
    vilnius(at).date()
}

/// "2026-11".
#[must_use]
pub fn month_table(month: Month) -> String {
    month.to_string()
}

/// "2026 m. lapkričio mėn.", "November 2026"; the Lithuanian words also follow "už", "nuo", "iki".
#[must_use]
pub fn month_prose(language: Language, month: Month) -> String {
    let day = month.first_day();
    let name = month_name(language, day.month(), MonthForm::Genitive);
    match language {
        Language::Lt => format!("{}{NO_BREAK}m. {name} mėn.", day.year()),
        Language::En => format!("{name} {}", day.year()),
    }
}

/// "2026-11 – 2027-01", "2026-11-01 – 2026-11-30": both ends are inside.
#[must_use]
pub fn range(start: &str, end: &str) -> String {
    format!("{start} – {end}")
}

/// How far a term is: "liko 24 d.", "šiandien", "vėluoja 4 d.".
#[must_use]
pub fn distance(language: Language, due: Date, today: Date) -> String {
    let t = Translator::new(language);
    match days_between(today, due) {
        0 => t.t("distance-today"),
        days if days > 0 => t.t_count("distance-left", days),
        days => t.t_count("distance-late", -days),
    }
}

/// Whole days from one date to another; negative if the other is earlier.
#[must_use]
pub fn days_between(from: Date, to: Date) -> i64 {
    // Two civil dates always have a whole number of days between them.
    from.until((Unit::Day, to))
        .map_or(0, |span| i64::from(span.get_days()))
}

/// Age in words: "3 dienos", "2 savaitės", "5 mėnesiai", "7 metai", "11 metų".
#[must_use]
pub fn age(language: Language, born_on: Date, today: Date) -> String {
    let t = Translator::new(language);
    let days = days_between(born_on, today).max(0);
    let (years, months) = born_on.until((Unit::Year, today)).map_or((0, 0), |span| {
        (i64::from(span.get_years()), i64::from(span.get_months()))
    });
    let months = years.max(0) * 12 + months.max(0);
    if days < 7 {
        t.t_count("age-days", days)
    } else if months < 2 {
        t.t_count("age-weeks", days / 7)
    } else if months < 24 {
        t.t_count("age-months", months)
    } else {
        t.t_count("age-years", months / 12)
    }
}

/// How old an answer of a register is: "12 min.", "1 val. 30 min.", "3 d."; two days and more in days only.
#[must_use]
pub fn answer_age(language: Language, answered: Timestamp, now: Timestamp) -> String {
    let t = Translator::new(language);
    let minutes = (now.duration_since(answered).as_secs() / 60).max(0);
    let (hours, rest) = (minutes / 60, minutes % 60);
    if hours >= 48 {
        t.t_count("answer-age-days", hours / 24)
    } else if hours == 0 {
        t.t_count("answer-age-minutes", minutes)
    } else if rest == 0 {
        t.t_count("answer-age-hours", hours)
    } else {
        t.t_args(
            "answer-age-hours-minutes",
            &[("hours", hours.into()), ("minutes", rest.into())],
        )
    }
}

/// "1 036,00 Eur" with no-break spaces and a true minus; "EUR 1,036.00" in English.
#[must_use]
pub fn money(language: Language, sum: Cents) -> String {
    match language {
        Language::Lt => sum.to_string(),
        Language::En => sum.english(),
    }
}

/// Money without its unit, for a column whose header has it: "1 036,00".
#[must_use]
pub fn amount(language: Language, sum: Cents) -> String {
    match language {
        Language::Lt => sum.amount(),
        Language::En => sum.english_amount(),
    }
}

/// A difference with its sign: "+358,16 Eur", "−12,00 Eur".
#[must_use]
pub fn difference(language: Language, sum: Cents) -> String {
    if sum <= Cents::ZERO {
        return money(language, sum);
    }
    match language {
        Language::Lt => format!("+{}", money(language, sum)),
        Language::En => format!("EUR{NO_BREAK}+{}", amount(language, sum)),
    }
}

/// A whole number with its thousands parted: "38 214", "38,214".
#[must_use]
pub fn number(language: Language, number: i64) -> String {
    match language {
        Language::Lt => grouped(number, NO_BREAK),
        Language::En => grouped(number, ','),
    }
}

/// Percent from tenths of a percent: 32 is "3,2 %".
#[must_use]
pub fn percent(language: Language, tenths: i64) -> String {
    let sign = if tenths < 0 {
        MINUS.to_string()
    } else {
        String::new()
    };
    let (whole, tenth) = (tenths.unsigned_abs() / 10, tenths.unsigned_abs() % 10);
    match language {
        Language::Lt => format!("{sign}{whole},{tenth}{NO_BREAK}%"),
        Language::En => format!("{sign}{whole}.{tenth}%"),
    }
}

pub(crate) fn grouped(number: i64, separator: char) -> String {
    let digits = part_thousands(&number.unsigned_abs().to_string(), separator);
    if number < 0 {
        format!("{MINUS}{digits}")
    } else {
        digits
    }
}

fn part_thousands(digits: &str, separator: char) -> String {
    let mut parted = String::with_capacity(digits.len() + digits.len() / 3 * 2);
    for (position, digit) in digits.chars().enumerate() {
        if position > 0 && (digits.len() - position).is_multiple_of(3) {
            parted.push(separator);
        }
        parted.push(digit);
    }
    parted
}
