//! Synthetic offices and officials of the demonstration.

use anyhow::Context;
use jiff::civil::{Date, date};
use spis_administration::reference::{self, Municipality};
use spis_administration::{NewUser, Office, Power, office_set, user_create};
use spis_audit::Actor;
use spis_database::{Node, NodeConfig, NodesFile, SystemClock};
use spis_kernel::{Clock, Iban, MunicipalityCode};

/// Everybody's password in the demonstration; there is no other way to reach it than from this machine.
pub const PASSWORD: &str = "spis-demonstracija";

/// User names, the same at each municipality.
pub const SPECIALIST: &str = "specialistas";
/// Another specialist, to whom cases are given.
pub const COLLEAGUE: &str = "kolege";
/// Of an eldership: registers paper applications, decides nothing.
pub const RECEPTION: &str = "priemimas";
pub const DECIDER: &str = "vadovas";
pub const PAYMENTS: &str = "mokejimai";
/// User name at the ministry.
pub const ANALYST: &str = "analitikas";
/// At the ministry: answers reports on accessibility.
pub const HELP: &str = "pagalba";

/// Given name, surname, position.
type Person = (&'static str, &'static str, &'static str);

/// The specialist, the decider, the payments officer, the eldership's official and the second specialist of each municipality;
/// nobody real.
const PEOPLE: [(i16, [Person; 5]); 3] = [
    (
        29,
        [
            ("Ieva", "Liepaitė", "Socialinių išmokų skyriaus specialistė"),
            ("Tomas", "Uosis", "Socialinių išmokų skyriaus vedėjas"),
            ("Rasa", "Šermukšnienė", "Mokėjimų specialistė"),
            ("Daiva", "Beržienė", "Medelyno seniūnijos specialistė"),
            (
                "Eglė",
                "Lazdynaitė",
                "Socialinių išmokų skyriaus vyresnioji specialistė",
            ),
        ],
    ),
    (
        13,
        [
            (
                "Paulius",
                "Klevas",
                "Socialinių išmokų skyriaus specialistas",
            ),
            ("Aistė", "Drebulienė", "Socialinių išmokų skyriaus vedėja"),
            ("Darius", "Kadugys", "Mokėjimų specialistas"),
            ("Lina", "Ievaitė", "Žirmūnų seniūnijos specialistė"),
            (
                "Rūta",
                "Gudobelė",
                "Socialinių išmokų skyriaus vyresnioji specialistė",
            ),
        ],
    ),
    (
        32,
        [
            (
                "Gintarė",
                "Putinaitė",
                "Socialinių išmokų skyriaus specialistė",
            ),
            (
                "Mindaugas",
                "Skroblas",
                "Socialinių išmokų skyriaus vedėjas",
            ),
            ("Vilma", "Alksnienė", "Mokėjimų specialistė"),
            ("Saulius", "Lazdynas", "Papilės seniūnijos specialistas"),
            (
                "Jurga",
                "Vinkšnienė",
                "Socialinių išmokų skyriaus vyresnioji specialistė",
            ),
        ],
    ),
];

/// Makes the office and the officials of each node that has none.
pub async fn appoint(file: &NodesFile) -> anyhow::Result<()> {
    let known = reference::municipalities()?;
    for config in &file.nodes {
        if config.code.is_centre() {
            ministry(config).await?;
        } else {
            let municipality = known
                .iter()
                .find(|m| m.code == config.code)
                .with_context(|| format!("there is no municipality {}", config.code))?;
            office(config, municipality).await?;
        }
    }
    Ok(())
}

async fn ministry(config: &NodeConfig) -> anyhow::Result<()> {
    let node = Node::open(config.code, &config.name, &config.database, 1)?;
    let mut tx = node.begin().await?;
    let present =
        sqlx::query_scalar!(r#"SELECT EXISTS (SELECT 1 FROM central.user_account) AS "present!""#)
            .fetch_one(&mut *tx)
            .await?;
    if present {
        return Ok(());
    }
    let clock = SystemClock;
    let people = [
        (
            ANALYST,
            ("Justina", "Ąžuolaitė", "Statistikos analitikė"),
            "ministry_analyst",
        ),
        (
            HELP,
            ("Rokas", "Gluosnis", "Pagalbos specialistas"),
            "ministry_help",
        ),
    ];
    for (user_name, (given_name, surname, position), role) in people {
        let user = NewUser {
            user_name: user_name.into(),
            given_name: given_name.into(),
            surname: surname.into(),
            position: position.into(),
            roles: vec![role.into()],
            valid_from: since(clock.today()),
            power: None,
            password: Some(PASSWORD.into()),
        };
        user_create(&mut tx, config.code, &user, &actor(), clock.now()).await?;
    }
    tx.commit().await?;
    Ok(())
}

async fn office(config: &NodeConfig, municipality: &Municipality) -> anyhow::Result<()> {
    let node = Node::open(config.code, &config.name, &config.database, 1)?;
    let mut tx = node.begin().await?;
    let present = sqlx::query_scalar!(
        r#"SELECT EXISTS (SELECT 1 FROM municipal.user_account) AS "present!""#
    )
    .fetch_one(&mut *tx)
    .await?;
    if present {
        return Ok(());
    }
    let clock = SystemClock;
    let (today, now) = (clock.today(), clock.now());
    let letterhead = letterhead(municipality, since(today))?;
    office_set(&mut tx, config.code, &letterhead, &actor(), now).await?;
    let people = PEOPLE
        .iter()
        .find(|(code, _)| *code == config.code.get())
        .map(|(_, people)| people)
        .context("nobody is appointed there")?;
    let posts = [
        (SPECIALIST, "specialist"),
        (DECIDER, "decider"),
        (PAYMENTS, "payments_officer"),
        (RECEPTION, "reception"),
        (COLLEAGUE, "specialist"),
    ];
    for ((given_name, surname, position), (user_name, role)) in people.iter().zip(posts) {
        let user = NewUser {
            user_name: user_name.into(),
            given_name: (*given_name).into(),
            surname: (*surname).into(),
            position: (*position).into(),
            roles: vec![role.into()],
            valid_from: since(today),
            power: (user_name == DECIDER).then(|| power(config.code, today)),
            password: Some(PASSWORD.into()),
        };
        user_create(&mut tx, config.code, &user, &actor(), now).await?;
    }
    tx.commit().await?;
    Ok(())
}

fn actor() -> Actor {
    Actor::job("demo")
}

/// Officials hold their posts since the first of January of last year.
fn since(today: Date) -> Date {
    date(today.year() - 1, 1, 1)
}

fn power(code: MunicipalityCode, today: Date) -> Power {
    let valid_from = date(today.year() - 1, 1, 5);
    Power {
        basis: format!(
            "Administracijos direktoriaus {} m. sausio 5 d. įsakymas Nr. A-{code}1",
            valid_from.year()
        ),
        valid_from,
        valid_to: Some(date(today.year() + 1, 12, 31)),
    }
}

fn letterhead(municipality: &Municipality, valid_from: Date) -> anyhow::Result<Office> {
    // "Šiaulių miesto savivaldybė" names its administration by the genitive.
    let name = format!("{}s administracija", municipality.name);
    let town = [
        municipality.postal_code.as_str(),
        municipality.city.as_str(),
    ];
    let town: Vec<_> = town.into_iter().filter(|part| !part.is_empty()).collect();
    Ok(Office {
        unit: "Socialinių išmokų skyrius".into(),
        address: format!("{}, {}", municipality.address, town.join(" ")),
        phone: "+370 5 200 0000".into(),
        email: format!("savivaldybe-{}@demo.invalid", municipality.code),
        place: municipality.city.clone(),
        debtor_name: name.clone(),
        debtor_iban: account(municipality.code)?,
        payment_day: 20,
        name,
        valid_from,
    })
}

/// An account at a bank that does not exist, with right check digits (ISO 13616: letters as two digits, remainder by 97).
fn account(code: MunicipalityCode) -> anyhow::Result<Iban> {
    const NO_BANK: &str = "99999";
    const LT_AND_NO_CHECK_DIGITS: &str = "212900";
    let number = format!("{NO_BANK}{:011}", code.get());
    let value: u128 = format!("{number}{LT_AND_NO_CHECK_DIGITS}").parse()?;
    Ok(format!("LT{:02}{number}", 98 - value % 97).parse()?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_shown_municipality_has_an_office_with_a_valid_account() {
        let known = reference::municipalities().unwrap();
        for code in super::super::SHOWN {
            let of_code = known.iter().find(|m| m.code.get() == code).unwrap();
            let office = letterhead(of_code, date(2025, 1, 1)).unwrap();
            assert!(
                office.name.ends_with("savivaldybės administracija"),
                "{}",
                office.name
            );
            assert!(PEOPLE.iter().any(|(c, _)| *c == code));
        }
    }

    #[test]
    fn the_power_to_decide_is_in_force_on_any_day() {
        for today in [date(2026, 1, 1), date(2026, 12, 31)] {
            let power = power(MunicipalityCode::new(29).unwrap(), today);
            assert!(power.valid_from < today && power.valid_to.unwrap() > today);
        }
    }
}
