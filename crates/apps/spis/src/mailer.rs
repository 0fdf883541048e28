//! E-mail handed to the configured mail server.

use std::pin::Pin;
use std::time::Duration;

use anyhow::Context;
use lettre::message::{Mailbox, header::ContentType};
use lettre::{AsyncSmtpTransport, AsyncTransport, Message, Tokio1Executor};
use spis_applications::Mailer;
use spis_database::{MailConfig, Profile};

/// A mail server spoken to by SMTP; outside the demonstration only with STARTTLS.
pub struct SmtpMailer {
    transport: AsyncSmtpTransport<Tokio1Executor>,
    from: Mailbox,
}

impl SmtpMailer {
    /// Connects at the first message.
    pub fn new(profile: Profile, config: &MailConfig) -> anyhow::Result<Self> {
        let transport = match profile {
            Profile::Demo => AsyncSmtpTransport::<Tokio1Executor>::builder_dangerous(&config.host),
            Profile::Production => {
                AsyncSmtpTransport::<Tokio1Executor>::starttls_relay(&config.host)
                    .context("the mail server's name")?
            }
        };
        Ok(Self {
            transport: transport
                .port(config.port)
                .timeout(Some(Duration::from_secs(15)))
                .build(),
            from: config
                .from
                .parse()
                .context("the sender's address in nodes.toml")?,
        })
    }
}

impl Mailer for SmtpMailer {
    fn send<'a>(
        &'a self,
        to: &'a str,
        subject: &'a str,
        body: &'a str,
    ) -> Pin<Box<dyn Future<Output = anyhow::Result<()>> + Send + 'a>> {
        Box::pin(async move {
            // The library's errors may repeat the address; they are not passed on.
            let to: Mailbox = to
                .parse()
                .map_err(|_| anyhow::anyhow!("not an e-mail address"))?;
            let message = Message::builder()
                .from(self.from.clone())
                .to(to)
                .subject(subject)
                .header(ContentType::TEXT_PLAIN)
                .body(body.to_owned())
                .map_err(|_| anyhow::anyhow!("not a message"))?;
            self.transport.send(message).await.map(drop).map_err(|e| {
                let status = e.status().map_or_else(String::new, |s| format!(" ({s})"));
                anyhow::anyhow!("the mail server did not take the message{status}")
            })
        })
    }
}
