//! Sign-in of residents through the e-Government Gateway ("Elektroniniai valdžios vartai").

use std::future::Future;
use std::pin::Pin;
use std::time::Duration;

use serde::{Deserialize, Serialize};
use spis_database::Profile;
use spis_kernel::PersonalCode;

/// Who the gateway says has signed in.
#[derive(Debug, Clone)]
pub struct GatewayIdentity {
    /// "Asmens kodas".
    pub personal_code: PersonalCode,
    /// Given name.
    pub given_name: String,
    /// Surname.
    pub surname: String,
    /// What we gave when the trip began.
    pub custom_data: String,
}

/// Why the gateway did not help.
#[derive(Debug, thiserror::Error)]
pub enum GatewayError {
    /// Not reachable, too slow, or an answer that cannot be read.
    #[error("the gateway does not answer: {0}")]
    Unavailable(String),
    /// The ticket is unknown, used or too old.
    #[error("the gateway does not know this ticket")]
    TicketRefused,
    /// A stand-in outside the demo profile.
    #[error("the simulated gateway is refused outside the demo profile")]
    NotDemo,
}

type Answer<'a, T> = Pin<Box<dyn Future<Output = Result<T, GatewayError>> + Send + 'a>>;

/// The ticket protocol: a ticket is asked for, the browser takes it to the gateway and brings it back, the identity is
/// fetched once.
pub trait IdentityGateway: Send + Sync {
    /// Begins a trip; the gateway will send the browser back to `postback_url`.
    fn begin<'a>(&'a self, postback_url: &'a str, custom_data: &'a str) -> Answer<'a, String>;
    /// Who came back with the ticket. Works once.
    fn identity<'a>(&'a self, ticket: &'a str) -> Answer<'a, GatewayIdentity>;
    /// Where the browser posts the ticket.
    fn browser_url(&self) -> &str;
    /// Origin of [`IdentityGateway::browser_url`], for the content policy of the sign-in page.
    fn browser_origin(&self) -> &str;
}

/// The plain stand-in that the simulator serves.
pub struct SimulatedGateway {
    client: reqwest::Client,
    server_url: String,
    browser_url: String,
    browser_origin: String,
}

#[derive(Serialize)]
struct TicketRequest<'a> {
    postback_url: &'a str,
    custom_data: &'a str,
}

#[derive(Deserialize)]
struct TicketAnswer {
    ticket: String,
}

#[derive(Deserialize)]
struct IdentityAnswer {
    personal_code: PersonalCode,
    given_name: String,
    surname: String,
    custom_data: String,
}

impl SimulatedGateway {
    /// # Errors
    /// [`GatewayError::NotDemo`] in any other profile.
    pub fn new(
        profile: Profile,
        client: reqwest::Client,
        config: &spis_database::GatewayConfig,
    ) -> Result<Self, GatewayError> {
        if profile != Profile::Demo {
            return Err(GatewayError::NotDemo);
        }
        Ok(Self {
            client,
            server_url: config.server_url.clone(),
            browser_url: format!("{}/gateway", config.browser_origin),
            browser_origin: config.browser_origin.clone(),
        })
    }

    async fn post<Q: Serialize, A: for<'a> Deserialize<'a>>(
        &self,
        path: &str,
        question: &Q,
    ) -> Result<A, GatewayError> {
        let unavailable =
            |e: reqwest::Error| GatewayError::Unavailable(e.without_url().to_string());
        let answer = self
            .client
            .post(format!("{}{path}", self.server_url))
            .timeout(Duration::from_secs(10))
            .json(question)
            .send()
            .await
            .map_err(unavailable)?;
        match answer.status().as_u16() {
            404 | 410 => Err(GatewayError::TicketRefused),
            _ => answer
                .error_for_status()
                .map_err(unavailable)?
                .json()
                .await
                .map_err(unavailable),
        }
    }
}

impl IdentityGateway for SimulatedGateway {
    fn begin<'a>(&'a self, postback_url: &'a str, custom_data: &'a str) -> Answer<'a, String> {
        Box::pin(async move {
            let answer: TicketAnswer = self
                .post(
                    "/gateway/api/tickets",
                    &TicketRequest {
                        postback_url,
                        custom_data,
                    },
                )
                .await?;
            Ok(answer.ticket)
        })
    }

    fn identity<'a>(&'a self, ticket: &'a str) -> Answer<'a, GatewayIdentity> {
        Box::pin(async move {
            let answer: IdentityAnswer = self
                .post(
                    "/gateway/api/authentication",
                    &serde_json::json!({"ticket": ticket}),
                )
                .await?;
            Ok(GatewayIdentity {
                personal_code: answer.personal_code,
                given_name: answer.given_name,
                surname: answer.surname,
                custom_data: answer.custom_data,
            })
        })
    }

    fn browser_url(&self) -> &str {
        &self.browser_url
    }

    fn browser_origin(&self) -> &str {
        &self.browser_origin
    }
}
