//! "Patikrinti žurnalą": a changed, missing or reordered entry is found, and the first bad one named.

use std::fmt;

use jiff::Timestamp;
use spis_database::DatabaseError;
use spis_kernel::MunicipalityCode;
use sqlx::PgConnection;
use uuid::Uuid;

use crate::chain::{BEGINNING, Hash, Link, Seal};
use crate::store::{self, MOST_LINKS, Placed};

/// What is wrong, at its first place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fault {
    /// The entry says something else than when it was sealed.
    Changed {
        /// Number of the seal.
        seq: i64,
        /// Place under it.
        position: i32,
        /// The entry.
        entry: Uuid,
    },
    /// The entry is gone.
    Gone {
        /// Number of the seal.
        seq: i64,
        /// Place under it.
        position: i32,
        /// The entry.
        entry: Uuid,
    },
    /// Nothing stands at this place.
    PlaceEmpty {
        /// Number of the seal.
        seq: i64,
        /// Place under it.
        position: i32,
    },
    /// What stands under a seal is not what was sealed, or the seal itself was changed.
    SealBroken {
        /// Number of the seal.
        seq: i64,
    },
    /// A seal does not go on from the one before.
    ChainBroken {
        /// Number of the seal.
        seq: i64,
    },
    /// A seal between two others is gone.
    SealGone {
        /// Its number.
        seq: i64,
    },
    /// The chain is whole and is not the one that arrived at the centre; the first entry that differs.
    Differs {
        /// Number of the seal.
        seq: i64,
        /// The entry, as the centre has it; none if the seals differ in nothing else than their time.
        entry: Option<Uuid>,
    },
    /// The centre has seals that the node has no more.
    CutOff {
        /// Number of the first.
        seq: i64,
        /// The first entry under it, as the centre has it.
        entry: Option<Uuid>,
    },
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Changed {
                seq,
                position,
                entry,
            } => {
                write!(
                    f,
                    "įrašas {entry} (antspaudas {seq}, vieta {position}) pakeistas po užantspaudavimo"
                )
            }
            Self::Gone {
                seq,
                position,
                entry,
            } => {
                write!(
                    f,
                    "įrašo {entry} (antspaudas {seq}, vieta {position}) nebėra"
                )
            }
            Self::PlaceEmpty { seq, position } => {
                write!(f, "antspaudo {seq} vieta {position} tuščia")
            }
            Self::SealBroken { seq } => {
                write!(
                    f,
                    "antspaudas {seq} neatitinka to, kas po juo yra: įrašai sukeisti, pridėti ar pakeistas pats antspaudas"
                )
            }
            Self::ChainBroken { seq } => write!(f, "antspaudas {seq} netęsia prieš jį buvusio"),
            Self::SealGone { seq } => write!(f, "antspaudo {seq} nebėra"),
            Self::Differs {
                seq,
                entry: Some(entry),
            } => {
                write!(
                    f,
                    "grandinė perrašyta: nuo antspaudo {seq} ji kitokia nei centre; pirmas kitoks įrašas {entry}"
                )
            }
            Self::Differs { seq, entry: None } => {
                write!(
                    f,
                    "grandinė perrašyta: nuo antspaudo {seq} ji kitokia nei centre"
                )
            }
            Self::CutOff {
                seq,
                entry: Some(entry),
            } => {
                write!(
                    f,
                    "grandinės galas dingo: centras turi antspaudą {seq}; pirmas dingęs įrašas {entry}"
                )
            }
            Self::CutOff { seq, entry: None } => {
                write!(f, "grandinės galas dingo: centras turi antspaudą {seq}")
            }
        }
    }
}

/// How a chain stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Verdict {
    /// Seals that are right, from the first on.
    pub seals: i64,
    /// Entries under them.
    pub entries: u64,
    /// Hash of the last of them, to be kept elsewhere.
    pub head: Option<Hash>,
    /// Entries without a seal yet, counted up to a limit.
    pub unsealed: usize,
    /// The oldest of them.
    pub unsealed_since: Option<Timestamp>,
    /// What is wrong first.
    pub fault: Option<Fault>,
}

/// Follows the chain of a node from its beginning.
///
/// # Errors
/// The database's.
pub async fn verify_journal(
    connection: &mut PgConnection,
    of: MunicipalityCode,
) -> Result<Verdict, DatabaseError> {
    let unsealed = store::unlinked(connection, of, Timestamp::UNIX_EPOCH).await?;
    let mut verdict = Verdict {
        seals: 0,
        entries: 0,
        head: None,
        unsealed: unsealed.len(),
        unsealed_since: unsealed.first().map(|entry| entry.at),
        fault: None,
    };
    loop {
        let seals = store::seals_after(connection, of, verdict.seals).await?;
        let (Some(first), Some(last)) = (seals.first(), seals.last()) else {
            return Ok(verdict);
        };
        let placed = store::placed(connection, of, (first.seq, last.seq)).await?;
        for seal in &seals {
            let under: Vec<&Placed> = placed.iter().filter(|one| one.seq == seal.seq).collect();
            if let Err(fault) = examine(of, &verdict, seal, &under) {
                verdict.fault = Some(fault);
                return Ok(verdict);
            }
            verdict.seals = seal.seq;
            verdict.entries += under.len() as u64;
            verdict.head = Some(seal.hash);
        }
    }
}

fn examine(
    of: MunicipalityCode,
    before: &Verdict,
    seal: &Seal,
    under: &[&Placed],
) -> Result<(), Fault> {
    let seq = seal.seq;
    if seq != before.seals + 1 {
        return Err(Fault::SealGone {
            seq: before.seals + 1,
        });
    }
    for (place, one) in (0..).zip(under) {
        let Link {
            position,
            entry,
            digest,
        } = one.link;
        if position != place {
            return Err(Fault::PlaceEmpty {
                seq,
                position: place,
            });
        }
        match &one.entry {
            None => {
                return Err(Fault::Gone {
                    seq,
                    position,
                    entry,
                });
            }
            Some(stored) if stored.digest() != digest => {
                return Err(Fault::Changed {
                    seq,
                    position,
                    entry,
                });
            }
            Some(_) => {}
        }
    }
    let links: Vec<Link> = under.iter().map(|one| one.link.clone()).collect();
    if links.is_empty() || seal.computed(of, &links) != seal.hash {
        return Err(Fault::SealBroken { seq });
    }
    if seal.previous != before.head.unwrap_or(BEGINNING) {
        return Err(Fault::ChainBroken { seq });
    }
    Ok(())
}

/// Compares a municipality's chain (`here`) with its copy at the centre (`there`), as far as that has arrived.
///
/// # Errors
/// The database's.
pub async fn compare_journal(
    here: &mut PgConnection,
    there: &mut PgConnection,
    of: MunicipalityCode,
) -> Result<Option<Fault>, DatabaseError> {
    let mut after = 0;
    loop {
        let copies = store::seals_after(there, of, after).await?;
        let Some(last) = copies.last().map(|seal| seal.seq) else {
            return Ok(None);
        };
        let own = store::seals_after(here, of, after).await?;
        for copy in &copies {
            let seq = copy.seq;
            match own.iter().find(|seal| seal.seq == seq) {
                Some(seal) if seal == copy => {}
                Some(_) => {
                    let entry = first_difference(here, there, of, seq).await?;
                    return Ok(Some(Fault::Differs { seq, entry }));
                }
                None => {
                    let under = store::placed(there, of, (seq, seq)).await?;
                    let entry = under.first().map(|one| one.link.entry);
                    return Ok(Some(Fault::CutOff { seq, entry }));
                }
            }
        }
        after = last;
    }
}

async fn first_difference(
    here: &mut PgConnection,
    there: &mut PgConnection,
    of: MunicipalityCode,
    seq: i64,
) -> Result<Option<Uuid>, DatabaseError> {
    let own = store::placed(here, of, (seq, seq)).await?;
    let copies = store::placed(there, of, (seq, seq)).await?;
    let differing = copies
        .iter()
        .find(|copy| !own.iter().any(|one| one.link == copy.link));
    Ok(differing.map(|copy| copy.link.entry))
}

/// Whether there may be more unsealed entries than a verdict counts.
#[must_use]
pub fn counted_to_the_limit(verdict: &Verdict) -> bool {
    i64::try_from(verdict.unsealed).is_ok_and(|n| n >= MOST_LINKS)
}
