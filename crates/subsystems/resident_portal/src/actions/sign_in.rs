//! Signing in through the e-Government Gateway, and out again.

use spis_audit::{Audience, Outcome};
use spis_database::{DatabaseError, act_as};
use spis_identity::GatewayError;
use spis_identity::sessions::{self, SessionToken};
use spis_identity::web::Resident;
use spis_pages::Language;

use super::{Deed, account, journal, nobody};
use crate::{GATEWAY_RETURN, POLICY_VERSION, Portal, store};

/// Length of the random values of [`sessions::random`].
const RANDOM_LENGTH: usize = 43;
/// Where one lands who wanted nothing in particular.
pub const LANDING: &str = "/mano";

/// Why nobody is signed in.
#[derive(Debug, thiserror::Error)]
pub enum SignInFailure {
    /// The gateway does not answer.
    #[error("the gateway does not answer")]
    GatewaySilent,
    /// The trip is unknown, too old, used, or was begun in another browser; or the gateway does not confirm anybody.
    #[error("the trip to the gateway did not end with a sign-in")]
    NotConfirmed,
    /// The trip has ended already, with a session that this browser still has.
    #[error("this browser is signed in already")]
    SignedInAlready,
    /// Our own fault.
    #[error(transparent)]
    Database(#[from] DatabaseError),
}

/// What the browser takes along.
pub struct Departure {
    /// For the gateway.
    pub ticket: String,
    /// For the cookie that binds the trip to the browser.
    pub nonce: String,
}

/// A path of the portal to which one may return after signing in; anything else is none.
pub fn return_path(asked: &str) -> Option<&str> {
    let fine = asked.len() <= 120
        && asked
            .bytes()
            .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || matches!(b, b'/' | b'-'))
        && ["/mano", "/mano/", "/prasymai/", "/sprendimai/"]
            .iter()
            .any(|place| asked == *place || (place.ends_with('/') && asked.starts_with(place)));
    fine.then_some(asked)
}

/// Begins a trip to the gateway. A browser that is on a trip already keeps its nonce, so that two windows do not spoil
/// one another's.
pub async fn begin(
    portal: &Portal,
    nonce: Option<&str>,
    asked: &str,
) -> Result<Departure, SignInFailure> {
    let nonce = match nonce {
        Some(nonce) if nonce.len() == RANDOM_LENGTH => nonce.to_owned(),
        _ => sessions::random(),
    };
    let state = sessions::random();
    let back = format!("{}{GATEWAY_RETURN}", portal.services.public_url);
    let ticket = portal
        .services
        .gateway
        .begin(&back, &state)
        .await
        .map_err(silent)?;
    let mut tx = portal.web.node.begin().await?;
    let path = return_path(asked).unwrap_or(LANDING);
    store::attempt_add(&mut tx, &state, &nonce, &ticket, path, portal.web.now()).await?;
    tx.commit().await.map_err(DatabaseError::from)?;
    Ok(Departure { ticket, nonce })
}

/// The browser came back from the gateway, without our cookies: the identity is fetched, once, and kept for the browser
/// that began the trip.
pub async fn identify(
    portal: &Portal,
    state: &str,
    ticket: &str,
    language: Language,
) -> Result<(), SignInFailure> {
    let now = portal.web.now();
    let mut connection = portal
        .web
        .node
        .pool()
        .acquire()
        .await
        .map_err(DatabaseError::from)?;
    if !store::attempt_waits(&mut connection, state, ticket, now).await? {
        return refused(portal).await;
    }
    drop(connection);
    let identity = match portal.services.gateway.identity(ticket).await {
        Ok(identity) => identity,
        Err(GatewayError::TicketRefused) => return refused(portal).await,
        Err(error) => return Err(silent(error)),
    };
    // The copy that the browser carried can be forged; the gateway's own must agree.
    if identity.custom_data != state {
        return refused(portal).await;
    }
    let mut tx = portal.web.node.begin().await?;
    act_as(&mut tx, None, identity.personal_code.as_str()).await?;
    let resident = store::resident_keep(&mut tx, &identity, language, now).await?;
    act_as(
        &mut tx,
        Some(resident.get()),
        identity.personal_code.as_str(),
    )
    .await?;
    if !store::attempt_identify(&mut tx, state, resident).await? {
        drop(tx);
        return refused(portal).await;
    }
    let deed = Deed::new("resident_identify", "resident", resident.get());
    journal(&mut tx, portal, &account(resident), deed, now).await?;
    tx.commit().await.map_err(DatabaseError::from)?;
    Ok(())
}

/// The same browser again, now with its cookies: a session begins. `signed_in` tells that the browser has one; then a
/// trip that is used up means that the page was only loaded again.
pub async fn finish(
    portal: &Portal,
    state: &str,
    nonce: Option<&str>,
    signed_in: bool,
) -> Result<(SessionToken, String), SignInFailure> {
    let now = portal.web.now();
    let mut tx = portal.web.node.begin().await?;
    let used = match nonce {
        Some(nonce) => store::attempt_use(&mut tx, state, nonce, now).await?,
        None => None,
    };
    let Some((resident, path)) = used else {
        drop(tx);
        if signed_in {
            return Err(SignInFailure::SignedInAlready);
        }
        return refused(portal).await;
    };
    let token = sessions::begin(&mut tx, Audience::Resident, resident.get(), now).await?;
    act_as(&mut tx, Some(resident.get()), "").await?;
    // Asked at each sign-in until confirmed, and put off with one press: nothing of hers waits for it but writing.
    let path = if store::policy_is_confirmed(&mut tx, resident, POLICY_VERSION).await? {
        path
    } else {
        format!("/susipazinti?toliau={path}&prisijungus=1")
    };
    let deed = Deed::new("sign_in", "resident", resident.get());
    journal(&mut tx, portal, &account(resident), deed, now).await?;
    tx.commit().await.map_err(DatabaseError::from)?;
    Ok((token, path))
}

/// Ends a session.
pub async fn sign_out(
    portal: &Portal,
    resident: &Resident,
    token: &str,
) -> Result<(), DatabaseError> {
    let now = portal.web.now();
    let mut tx = portal.web.node.begin().await?;
    sessions::end(&mut tx, token, now).await?;
    let deed = Deed::new("sign_out", "resident", resident.id.get());
    journal(&mut tx, portal, &resident.actor(), deed, now).await?;
    tx.commit().await?;
    Ok(())
}

fn silent(error: GatewayError) -> SignInFailure {
    tracing::warn!(%error, "signing in through the gateway failed");
    SignInFailure::GatewaySilent
}

async fn refused<T>(portal: &Portal) -> Result<T, SignInFailure> {
    let actor = nobody();
    let entry = Deed::new("sign_in", "resident", None).entry(&actor, &[], Outcome::Refused);
    spis_audit::record_now(&portal.web.node, portal.web.now(), entry).await?;
    Err(SignInFailure::NotConfirmed)
}

#[cfg(test)]
mod tests {
    use super::return_path;

    #[test]
    fn one_returns_to_pages_of_the_portal_only() {
        for path in [
            "/mano",
            "/prasymai/naujas",
            "/sprendimai/0199aa00-0000-7000-8000-000000000000",
        ] {
            assert_eq!(return_path(path), Some(path));
        }
        for path in [
            "",
            "/",
            "//kitur.lt",
            "/mano/../",
            "https://kitur.lt",
            "/prasymai/\\kitur",
            "/centras",
            "/prasymai/?a=b",
            "/manoji",
        ] {
            assert_eq!(return_path(path), None, "{path}");
        }
    }
}
