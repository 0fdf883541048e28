//! Asking the population register about the resident's family, and keeping the answer.

use jiff::SignedDuration;
use spis_database::{DatabaseError, act_as};
use spis_kernel::{PersonalCode, ResidentId};
use spis_persons::evidence::Question;

use super::{Deed, account, journal};
use crate::family::{Family, KnownFamily};
use crate::{POLICY_VERSION, Portal, store};

/// An answer older than this is asked for anew.
const FRESH: SignedDuration = SignedDuration::from_mins(15);
/// Who asks.
const ASKED_BY: &str = "Socialinės apsaugos ir darbo ministerija";

/// Why the register is asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Occasion {
    /// She looks at her own data; a fresh answer is good enough.
    Look,
    /// She submits: whether she may act for each child is checked again (practice of representation: authority is
    /// checked at submission and at decision, not only at sign-in).
    Submission,
}

impl Occasion {
    fn purpose(self) -> &'static str {
        match self {
            Self::Look => "savitarna: peržiūrėti savo duomenis",
            Self::Submission => "prašymo pateikimas: patikrinti teisę veikti vaiko vardu",
        }
    }
}

/// The family as the register shows it now, or as it last did. Nobody is asked about before she has confirmed that she was
/// told what is taken from where (Regulation (EU) 2016/679, articles 13 and 14).
pub async fn ask_family(
    portal: &Portal,
    resident: ResidentId,
    code: &PersonalCode,
    occasion: Occasion,
) -> Result<KnownFamily, DatabaseError> {
    let now = portal.web.now();
    let mut tx = portal.web.node.begin().await?;
    act_as(&mut tx, Some(resident.get()), code.as_str()).await?;
    let kept = store::family_find(&mut tx, resident).await?;
    let informed = store::policy_is_confirmed(&mut tx, resident, POLICY_VERSION).await?;
    drop(tx);
    if !informed {
        let (family, answered_at) = kept.unzip();
        return Ok(KnownFamily {
            family,
            answered_at,
            silent: false,
            not_informed: true,
        });
    }
    if occasion == Occasion::Look
        && let Some((family, answered_at)) = &kept
        && now.duration_since(*answered_at) < FRESH
    {
        return Ok(KnownFamily {
            family: Some(family.clone()),
            answered_at: Some(*answered_at),
            silent: false,
            not_informed: false,
        });
    }
    let known = |kept: Option<(Family, jiff::Timestamp)>| {
        let (family, answered_at) = kept.unzip();
        KnownFamily {
            family,
            answered_at,
            silent: true,
            not_informed: false,
        }
    };
    // At submission the register is asked in any case: what it kept silent about a minute ago decides whom she may act for.
    if occasion != Occasion::Submission && portal.register_rests(now) {
        return Ok(known(kept));
    }
    let deed = || Deed {
        purpose: occasion.purpose(),
        ..Deed::new("family_ask", "resident", resident.get())
    };
    let actor = account(resident);
    // The question is journalled even if it gets no answer.
    let mut tx = portal.web.node.begin().await?;
    journal(&mut tx, portal, &actor, deed(), now).await?;
    tx.commit().await?;
    let question = Question {
        personal_code: code.clone(),
        purpose: occasion.purpose().to_owned(),
        case: "savitarna".to_owned(),
        asked_by: ASKED_BY.to_owned(),
    };
    match portal.services.families.family(&question).await {
        Ok(Some(answer)) => {
            let family = Family::of_answer(&answer, portal.web.today());
            let mut tx = portal.web.node.begin().await?;
            act_as(&mut tx, Some(resident.get()), code.as_str()).await?;
            store::family_keep(&mut tx, resident, &family, now).await?;
            tx.commit().await?;
            Ok(KnownFamily {
                family: Some(family),
                answered_at: Some(now),
                silent: false,
                not_informed: false,
            })
        }
        Ok(None) => Ok(KnownFamily {
            family: None,
            answered_at: Some(now),
            silent: false,
            not_informed: false,
        }),
        Err(error) => {
            tracing::warn!(%error, "the population register was asked for a resident");
            portal.register_failed(now);
            Ok(known(kept))
        }
    }
}
