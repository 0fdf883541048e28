//! Where to go and as whom.

use std::fmt::Write as _;
use std::io::Write as _;
use std::time::Duration;

use anyhow::Context;
use serde::Deserialize;
use spis_database::NodesFile;

use super::officials::{
    ANALYST, COLLEAGUE, DECIDER, HELP, PASSWORD, PAYMENTS, RECEPTION, SPECIALIST,
};

/// What the simulator tells of a person to sign in as.
#[derive(Deserialize)]
struct Person {
    personal_code: String,
    given_name: String,
    surname: String,
    municipality: String,
    why_lt: String,
}

/// Prints addresses, user names and people.
pub async fn print(file: &NodesFile) -> anyhow::Result<()> {
    let people: Vec<Person> = reqwest::Client::builder()
        .timeout(Duration::from_secs(10))
        .no_proxy()
        .build()?
        .get(format!("{}/people.json", file.registers.url))
        .send()
        .await?
        .json()
        .await?;
    let centre = file.centre().context("no centre")?;
    let simulator = &file.gateway.browser_origin;
    let mut addresses = vec![
        (
            "Gyventojų portalas".to_owned(),
            format!("http://{}/", centre.web),
        ),
        (
            "Ministerija".to_owned(),
            format!("http://{}/centras", centre.web),
        ),
    ];
    addresses.extend(
        file.municipalities()
            .map(|m| (m.name.clone(), format!("http://{}/", m.web))),
    );
    addresses.push(("Pašto dėžutė".to_owned(), format!("{simulator}/mail")));
    addresses.push((
        "Imituojami registrai ir vartai".to_owned(),
        format!("{simulator}/"),
    ));

    let mut text = String::new();
    writeln!(text, "SPIS demonstracija: visi žmonės išgalvoti.\n")?;
    writeln!(text, "Adresai")?;
    let widest = addresses
        .iter()
        .map(|(n, _)| n.chars().count())
        .max()
        .unwrap_or(0);
    for (name, address) in &addresses {
        writeln!(text, "  {name:widest$}  {address}")?;
    }
    writeln!(
        text,
        "\nDarbuotojai (slaptažodis visų toks pat: {PASSWORD})"
    )?;
    writeln!(
        text,
        "  savivaldybėse: {SPECIALIST} ir {COLLEAGUE} (siūlo), {DECIDER} (priima sprendimą), {PAYMENTS} (moka), {RECEPTION} (seniūnijoje registruoja popierinius prašymus)"
    )?;
    writeln!(text, "  ministerijoje: {ANALYST}, {HELP}")?;
    writeln!(
        text,
        "\nGyventojai (portale spauskite „Prisijungti“ ir įveskite asmens kodą)"
    )?;
    for person in &people {
        writeln!(
            text,
            "  {}  {} {} – {}; {}",
            person.personal_code,
            person.given_name,
            person.surname,
            person.municipality,
            person.why_lt
        )?;
    }
    writeln!(text)?;
    // Whoever stopped listening needs no guide.
    match std::io::stdout().write_all(text.as_bytes()) {
        Err(error) if error.kind() == std::io::ErrorKind::BrokenPipe => Ok(()),
        written => Ok(written?),
    }
}
