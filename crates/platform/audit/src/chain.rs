//! "Žurnalo grandinė": digests of entries and hashes of seals. The chain covers digests, so an entry's content can be destroyed
//! at its term and the chain still verifies.

use jiff::Timestamp;
use sha2::{Digest, Sha256};
use spis_kernel::MunicipalityCode;
use uuid::Uuid;

/// SHA-256.
pub type Hash = [u8; 32];

/// What stands before the first seal.
pub const BEGINNING: Hash = [0; 32];

/// An entry as it lies in the journal.
#[derive(Debug, Clone)]
pub struct StoredEntry {
    /// Key.
    pub id: Uuid,
    /// When.
    pub at: Timestamp,
    /// Which side acted.
    pub audience: String,
    /// Who.
    pub actor_id: Option<Uuid>,
    /// The same in words.
    pub actor_name: String,
    /// Verb.
    pub action: String,
    /// Noun.
    pub object: String,
    /// Which one.
    pub object_id: Option<Uuid>,
    /// Why.
    pub purpose: String,
    /// How it ended.
    pub outcome: String,
    /// Persons, in the order of their ids.
    pub subjects: Vec<Uuid>,
}

impl StoredEntry {
    /// Digest of everything that it says. Each part is preceded by its length, so that no two entries read alike.
    #[must_use]
    pub fn digest(&self) -> Hash {
        let mut hasher = Sha256::new();
        let mut part = |bytes: Option<&[u8]>| match bytes {
            Some(bytes) => {
                hasher.update((bytes.len() as u64).to_be_bytes());
                hasher.update(bytes);
            }
            None => hasher.update(u64::MAX.to_be_bytes()),
        };
        part(Some(self.id.as_bytes()));
        part(Some(&self.at.as_microsecond().to_be_bytes()));
        part(Some(self.audience.as_bytes()));
        part(self.actor_id.as_ref().map(|id| &id.as_bytes()[..]));
        part(Some(self.actor_name.as_bytes()));
        part(Some(self.action.as_bytes()));
        part(Some(self.object.as_bytes()));
        part(self.object_id.as_ref().map(|id| &id.as_bytes()[..]));
        part(Some(self.purpose.as_bytes()));
        part(Some(self.outcome.as_bytes()));
        for subject in &self.subjects {
            part(Some(subject.as_bytes()));
        }
        hasher.finalize().into()
    }
}

/// "Žurnalo įrašo vieta grandinėje".
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Link {
    /// Place under its seal, from 0.
    pub position: i32,
    /// The entry.
    pub entry: Uuid,
    /// Digest of what it said when it was sealed.
    pub digest: Hash,
}

/// "Žurnalo antspaudas".
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Seal {
    /// Number, from 1.
    pub seq: i64,
    /// Hash of the seal before.
    pub previous: Hash,
    /// Hash over all of it.
    pub hash: Hash,
    /// When.
    pub sealed_at: Timestamp,
}

impl Seal {
    /// The next seal of a node's chain, over these links in their order.
    #[must_use]
    pub fn over(
        node: MunicipalityCode,
        before: Option<&Seal>,
        sealed_at: Timestamp,
        links: &[Link],
    ) -> Self {
        let mut seal = Seal {
            seq: before.map_or(1, |before| before.seq + 1),
            previous: before.map_or(BEGINNING, |before| before.hash),
            hash: BEGINNING,
            sealed_at,
        };
        seal.hash = seal.computed(node, links);
        seal
    }

    /// What its hash must be.
    #[must_use]
    pub fn computed(&self, node: MunicipalityCode, links: &[Link]) -> Hash {
        let mut hasher = Sha256::new();
        hasher.update(node.get().to_be_bytes());
        hasher.update(self.seq.to_be_bytes());
        hasher.update(self.sealed_at.as_microsecond().to_be_bytes());
        hasher.update(self.previous);
        for link in links {
            hasher.update(link.position.to_be_bytes());
            hasher.update(link.entry.as_bytes());
            hasher.update(link.digest);
        }
        hasher.finalize().into()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entry() -> StoredEntry {
        StoredEntry {
            id: Uuid::from_u128(1),
            at: Timestamp::UNIX_EPOCH,
            audience: "staff".into(),
            actor_id: Some(Uuid::from_u128(2)),
            actor_name: "Vardenė".into(),
            action: "case_read".into(),
            object: "application".into(),
            object_id: None,
            purpose: "byla".into(),
            outcome: "allowed".into(),
            subjects: vec![Uuid::from_u128(3)],
        }
    }

    #[test]
    fn every_part_of_an_entry_counts() {
        let changes: [fn(&mut StoredEntry); 13] = [
            |e| e.id = Uuid::from_u128(9),
            |e| e.at = Timestamp::from_microsecond(1).unwrap_or_default(),
            |e| e.audience = "resident".into(),
            |e| e.actor_id = None,
            |e| e.actor_name.push('.'),
            |e| e.action.push('.'),
            |e| e.object.push('.'),
            |e| e.object_id = Some(Uuid::nil()),
            |e| e.purpose.push('.'),
            |e| e.outcome = "refused".into(),
            |e| e.subjects.clear(),
            |e| e.subjects.push(Uuid::from_u128(4)),
            // The same letters, parted elsewhere.
            |e| {
                e.action = "case_readap".into();
                e.object = "plication".into();
            },
        ];
        let mut seen = vec![entry().digest()];
        for change in changes {
            let mut changed = entry();
            change(&mut changed);
            let digest = changed.digest();
            assert!(!seen.contains(&digest), "{changed:?}");
            seen.push(digest);
        }
    }

    #[test]
    fn a_seal_holds_its_node_its_number_its_time_what_was_before_and_the_order() {
        let link = |position, entry| Link {
            position,
            entry: Uuid::from_u128(entry),
            digest: [7; 32],
        };
        let node = |code| MunicipalityCode::new(code).unwrap_or(MunicipalityCode::CENTRE);
        let at = Timestamp::UNIX_EPOCH;
        let links = [link(0, 1), link(1, 2)];
        let first = Seal::over(node(29), None, at, &links);
        assert_eq!((first.seq, first.previous), (1, BEGINNING));
        let second = Seal::over(node(29), Some(&first), at, &links);
        assert_eq!((second.seq, second.previous), (2, first.hash));
        let later = Timestamp::from_microsecond(1).unwrap_or_default();
        let others = [
            second.hash,
            Seal::over(node(13), None, at, &links).hash,
            Seal::over(node(29), None, later, &links).hash,
            Seal::over(node(29), None, at, &[link(0, 2), link(1, 1)]).hash,
            Seal::over(node(29), None, at, &links[..1]).hash,
        ];
        assert!(!others.contains(&first.hash));
        assert_eq!(first.computed(node(29), &links), first.hash);
    }
}
