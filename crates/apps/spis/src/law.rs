//! `spis law`: the rules asked from the command line.

use std::io::{Read, Write};
use std::path::Path;
use std::process::ExitCode;

use anyhow::Context;
use jiff::civil::Date;
use spis_database::SystemClock;
use spis_kernel::Clock;
use spis_law::{Case, Language, ParameterValue, Parameters};

/// Exit of a case that cannot be read.
const BAD_CASE: u8 = 2;

/// Answers the case in a file (`-` for the standard input) on the standard output, as `law-cases.schema.json` says.
pub fn assess(input: &Path, language: Language) -> anyhow::Result<ExitCode> {
    let text = if input == Path::new("-") {
        let mut text = String::new();
        std::io::stdin().read_to_string(&mut text)?;
        text
    } else {
        std::fs::read_to_string(input)
            .with_context(|| format!("cannot read {}", input.display()))?
    };
    let case = match Case::parse(&text) {
        Ok(case) => case,
        Err(errors) => {
            for error in errors {
                eprintln!("{error}");
            }
            return Ok(ExitCode::from(BAD_CASE));
        }
    };
    match spis_law::assess(&case, Parameters::embedded(), language) {
        Ok(answer) => {
            let mut out = std::io::stdout().lock();
            serde_json::to_writer_pretty(&mut out, &answer)?;
            writeln!(out)?;
            Ok(ExitCode::SUCCESS)
        }
        Err(error) => {
            eprintln!("kind: {error}");
            Ok(ExitCode::from(BAD_CASE))
        }
    }
}

/// Lists the parameters in force on a day, with their source.
pub fn params(on: Option<Date>) -> anyhow::Result<ExitCode> {
    let day = on.unwrap_or_else(|| SystemClock.today());
    let parameters = Parameters::embedded();
    let mut out = std::io::stdout().lock();
    for (name, term) in parameters.names() {
        let Ok(used) = parameters.at(name, day) else {
            continue;
        };
        let doubt = if used.doubtful { "  [abejotina]" } else { "" };
        writeln!(
            out,
            "{name} = {}  (nuo {}; {}{}{}){doubt}\n    {term}",
            shown(&used.value),
            used.valid_from,
            used.act,
            if used.article.is_empty() { "" } else { ", " },
            used.article,
        )?;
    }
    Ok(ExitCode::SUCCESS)
}

fn shown(value: &ParameterValue) -> String {
    match value {
        ParameterValue::Money(cents) => format!("{},{:02} Eur", cents.0 / 100, cents.0 % 100),
        ParameterValue::Coefficient(coefficient) => coefficient.to_string(),
        ParameterValue::Whole(number) => number.to_string(),
        ParameterValue::Text(text) => text.clone(),
    }
}
