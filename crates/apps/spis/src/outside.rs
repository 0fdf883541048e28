//! Services outside: registers, gateway, mail.

use std::sync::Arc;
use std::time::Duration;

use spis_applications::{FileReader, Mailer};
use spis_database::NodesFile;
use spis_identity::{IdentityGateway, SimulatedGateway};
use spis_registry_exchange::HttpRegisters;

use crate::files::Reader;
use crate::mailer::SmtpMailer;

/// How to reach them, made once per process.
pub struct Outside {
    pub gateway: Arc<dyn IdentityGateway>,
    pub registers: HttpRegisters,
    pub mailer: Arc<dyn Mailer>,
    /// Looks whether services answer, and nothing more.
    pub prober: reqwest::Client,
    pub files: Arc<dyn FileReader>,
}

impl Outside {
    pub fn new(file: &NodesFile) -> anyhow::Result<Self> {
        let client = reqwest::Client::builder()
            .connect_timeout(Duration::from_secs(3))
            // Asked services are configured by address; nothing of ours goes through a proxy of the machine.
            .no_proxy()
            .build()?;
        let timeout = Duration::from_secs(file.registers.timeout_seconds);
        let prober = client.clone();
        Ok(Self {
            prober,
            gateway: Arc::new(SimulatedGateway::new(
                file.profile,
                client.clone(),
                &file.gateway,
            )?),
            registers: HttpRegisters::new(client, &file.registers.url, timeout),
            files: Arc::new(Reader::new(file.scanner.as_ref())?),
            mailer: Arc::new(SmtpMailer::new(file.profile, &file.mail)?),
        })
    }
}
