//! `spis doctor`: is every node, stream and outside service well, and if not, what to do.

use std::process::ExitCode;
use std::time::Duration;

use spis_database::{NodesFile, Profile};
use spis_node_exchange::{NodeStatus, StreamStatus, read_status};
use tokio::io::AsyncReadExt;
use tokio::net::TcpStream;

use crate::{closures, output};

/// How long an outside service may take.
const LIMIT: Duration = Duration::from_secs(5);
/// A stream that is this many bytes behind is slow.
const MOST_LAG_BYTES: i64 = 64 * 1024 * 1024;
/// So is one that is this many seconds behind.
const MOST_LAG_SECONDS: f64 = 60.0;
/// An arrival is worked on at once; one that has waited this many seconds is stuck.
const LONGEST_WAIT_SECONDS: i64 = 60;

/// Says a line. The examination goes on and answers with its exit code, whether or not anybody reads to the end.
fn tell(words: std::fmt::Arguments<'_>) {
    let _ = output::line(words);
}

#[derive(Default)]
struct Findings {
    unwell: usize,
}

impl Findings {
    fn well(&mut self, what: &str) {
        tell(format_args!("OK  {what}"));
    }

    fn unwell(&mut self, what: &str, remedy: &str) {
        self.unwell += 1;
        tell(format_args!("NE  {what}\n      Ką daryti: {remedy}"));
    }

    fn check(&mut self, well: bool, what: &str, problem: &str, remedy: &str) {
        if well {
            self.well(what);
        } else {
            self.unwell(&format!("{what}: {problem}"), remedy);
        }
    }
}

/// Examines everything that `nodes.toml` names.
pub async fn examine(file: &NodesFile) -> anyhow::Result<ExitCode> {
    let mut findings = Findings::default();
    for node in read_status(file).await.nodes {
        examine_node(&mut findings, &node);
    }
    for config in &file.nodes {
        // A database that is away was told of above.
        for closure in closures::of_node(config).await.unwrap_or_default() {
            tell(format_args!("–   {}", closures::told(config, &closure)));
        }
    }
    for node in &file.nodes {
        let url = format!("http://{}/sveikata", node.web);
        findings.check(
            answers(url).await?,
            &format!("{} {}: puslapiai", node.code, node.name),
            "neatsako",
            "paleiskite „spis serve“ su šiuo mazgu („make demo“ paleidžia ir tai, kas sustojo)",
        );
    }
    examine_outside(&mut findings, file).await?;
    if findings.unwell == 0 {
        tell(format_args!("\nViskas veikia."));
        Ok(ExitCode::SUCCESS)
    } else {
        tell(format_args!(
            "\nNeveikia arba netvarkinga: {}.",
            findings.unwell
        ));
        Ok(ExitCode::FAILURE)
    }
}

fn examine_node(findings: &mut Findings, node: &NodeStatus) {
    let name = format!("{} {}", node.code, node.name);
    if !node.reachable {
        findings.unwell(
            &format!(
                "{name}: duomenų bazė neatsako ({})",
                node.problem.as_deref().unwrap_or("priežastis nežinoma")
            ),
            "paleiskite šio mazgo PostgreSQL serverį ir patikrinkite adresą faile nodes.toml",
        );
        return;
    }
    findings.well(&format!("{name}: duomenų bazė atsako"));
    findings.check(
        node.missing_migrations.is_empty(),
        &format!("{name}: duomenų bazės schema"),
        &format!("trūksta {}", node.missing_migrations.join(", ")),
        "paleiskite „spis migrate“",
    );
    findings.check(
        node.oldest_arrival_seconds
            .is_none_or(|s| s <= LONGEST_WAIT_SECONDS),
        &format!("{name}: gauti įrašai"),
        &format!(
            "neapdorota {}, seniausias laukia {} s",
            node.arrivals_waiting,
            node.oldest_arrival_seconds.unwrap_or(0)
        ),
        "patikrinkite, ar veikia „spis worker“ su šiuo mazgu",
    );
    findings.check(
        node.worker
            && node
                .oldest_job_seconds
                .is_none_or(|s| s <= LONGEST_WAIT_SECONDS),
        &format!("{name}: darbų vykdytojas"),
        &if node.worker {
            format!(
                "seniausias darbas laukia {} s",
                node.oldest_job_seconds.unwrap_or(0)
            )
        } else {
            "neprisijungęs".to_owned()
        },
        "paleiskite „spis worker“ su šiuo mazgu („make demo“ paleidžia ir tai, kas sustojo)",
    );
    findings.check(
        node.jobs_failed == 0,
        &format!("{name}: darbai (eilėje {}, kartojama {})", node.jobs_waiting, node.jobs_retrying),
        &format!("galutinai nepavyko {}", node.jobs_failed),
        "priežastis – lentelės local_jobs.jobs stulpelyje last_error; ją pašalinę paleiskite „spis node arrivals --replay“",
    );
    for (label, stream) in [
        ("srautas į centrą", &node.up),
        ("srautas iš centro", &node.down),
    ] {
        if let Some(stream) = stream {
            examine_stream(findings, &format!("{name}: {label}"), stream);
        }
    }
}

fn examine_stream(findings: &mut Findings, name: &str, stream: &StreamStatus) {
    if stream.wal_status.as_deref() == Some("lost") {
        return findings.unwell(
            &format!("{name}: siuntėjas neišsaugojo visų pakeitimų"),
            "srautą reikia sukurti iš naujo: išvalykite kopiją, pašalinkite prenumeratą ir paleiskite „spis migrate“",
        );
    }
    if !stream.alive {
        let errors = stream.errors.unwrap_or(0);
        return findings.unwell(
            &format!("{name}: neteka (klaidų {errors})"),
            "patikrinkite, ar veikia abiejų mazgų serveriai; jei veikia, klaida yra gavėjo PostgreSQL žurnale, o jei prenumeratos nėra – paleiskite „spis migrate“",
        );
    }
    let bytes = stream.lag_bytes.unwrap_or(0);
    let seconds = stream.lag_seconds.unwrap_or(0.0);
    findings.check(
        stream.copied && bytes <= MOST_LAG_BYTES && seconds <= MOST_LAG_SECONDS,
        &format!("{name}, atsilikimas {bytes} B"),
        if stream.copied {
            "vėluoja"
        } else {
            "dar kopijuojama"
        },
        "palaukite ir patikrinkite dar kartą; jei nemažėja, žiūrėkite gavėjo PostgreSQL žurnalą",
    );
}

async fn examine_outside(findings: &mut Findings, file: &NodesFile) -> anyhow::Result<()> {
    let demo = file.profile == Profile::Demo;
    let start = if demo {
        "paleiskite imituojamas sistemas („make demo“) arba patikrinkite adresą faile nodes.toml"
    } else {
        "patikrinkite adresą faile nodes.toml ir ryšį; jei jie geri, kreipkitės į sistemos valdytoją"
    };
    let well = answers(format!("{}/health", file.registers.url)).await?;
    findings.check(well, "valstybės registrai", "neatsako", start);
    let well = answers(format!("{}/health", file.gateway.server_url)).await?;
    findings.check(well, "Elektroniniai valdžios vartai", "neatsako", start);
    findings.check(
        greets(&file.mail.host, file.mail.port).await,
        "pašto serveris",
        "neatsako",
        start,
    );
    Ok(())
}

/// Whether an address answers well.
async fn answers(url: String) -> anyhow::Result<bool> {
    let client = reqwest::Client::builder()
        .timeout(LIMIT)
        .no_proxy()
        .build()?;
    let answer = client.get(url).send().await;
    Ok(answer.is_ok_and(|a| a.status().is_success()))
}

/// Whether a mail server greets who connects (RFC 5321, 4.2: code 220).
async fn greets(host: &str, port: u16) -> bool {
    let greeting = async {
        let mut stream = TcpStream::connect((host, port)).await?;
        let mut code = [0; 3];
        stream.read_exact(&mut code).await?;
        std::io::Result::Ok(&code == b"220")
    };
    matches!(tokio::time::timeout(LIMIT, greeting).await, Ok(Ok(true)))
}
