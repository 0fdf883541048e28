//! "Ar sistema veikia": the true state of what a resident depends on, looked at rarely and shared by all who ask.

use std::collections::HashMap;
use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;
use std::time::Duration;

use jiff::{SignedDuration, Timestamp};
use serde::Serialize;
use spis_database::{DatabaseError, Node};
use spis_kernel::MunicipalityCode;
use tokio::sync::Mutex;
use tokio::time::timeout;

use crate::store;

/// However many ask, the system is looked at once in this time.
const LOOK_EVERY: SignedDuration = SignedDuration::from_secs(15);
/// What does not answer within this time does not work.
const PATIENCE: Duration = Duration::from_secs(3);
/// An idle stream is heard each half minute.
const STREAM_SILENCE: SignedDuration = SignedDuration::from_secs(120);
/// A register's answer to a municipality's question is late after this time.
const ANSWER_LATE: SignedDuration = SignedDuration::from_mins(5);
/// Questions and answers older than this say nothing about today.
const REGISTER_DAY: SignedDuration = SignedDuration::from_hours(24);

type Answer = Pin<Box<dyn Future<Output = bool> + Send>>;

/// A service of others and how to see whether it answers.
#[derive(Clone)]
pub struct Outside {
    /// As in the wording: `gateway`, `registers`.
    pub key: &'static str,
    probe: Arc<dyn Fn() -> Answer + Send + Sync>,
}

impl Outside {
    /// A service that works if the probe says so.
    pub fn new<F>(key: &'static str, probe: impl Fn() -> F + Send + Sync + 'static) -> Self
    where
        F: Future<Output = bool> + Send + 'static,
    {
        Self {
            key,
            probe: Arc::new(move || Box::pin(probe())),
        }
    }
}

/// How one part is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Health {
    /// It answers.
    Works,
    /// It answers late.
    Late,
    /// It does not answer.
    Silent,
    /// Nothing was asked today, so nothing is known.
    Unknown,
    /// A municipality that does not work with this system yet.
    NotConnected,
}

impl Health {
    /// As in the wording.
    pub fn code(self) -> &'static str {
        match self {
            Self::Works => "works",
            Self::Late => "late",
            Self::Silent => "silent",
            Self::Unknown => "unknown",
            Self::NotConnected => "not-connected",
        }
    }

    /// Palette and drawing.
    pub fn sign(self) -> (&'static str, &'static str) {
        match self {
            Self::Works => ("success", "yes"),
            Self::Late => ("warning", "clock"),
            Self::Silent => ("danger", "alert"),
            Self::Unknown | Self::NotConnected => ("neutral", "info"),
        }
    }
}

/// A part of the system and how it is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Part {
    /// `centre`, `gateway`, `registers`, `register-<name>`, or a municipality's two digits.
    pub key: String,
    /// Name of a municipality; empty where the wording has it.
    pub name: String,
    /// How it is.
    pub health: Health,
    /// Since when it is seen so.
    pub since: Timestamp,
    /// It was so already when this process began to look, so it may be so for longer.
    pub or_longer: bool,
    /// When it was last heard.
    pub heard_at: Option<Timestamp>,
}

/// The whole, as of a moment.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Seen {
    /// When it was looked at.
    pub looked_at: Timestamp,
    /// Centre and services of others.
    pub parts: Vec<Part>,
    /// Registers, by questions of municipalities.
    pub registers: Vec<Part>,
    /// Municipalities.
    pub municipalities: Vec<Part>,
}

impl Seen {
    /// Whether a resident can sign in and apply now.
    pub fn works(&self) -> bool {
        self.parts.iter().all(|part| part.health == Health::Works)
    }
}

#[derive(Default)]
struct Memory {
    seen: Option<Seen>,
    since: HashMap<String, (Health, Timestamp, bool)>,
    heard: HashMap<String, Timestamp>,
    names: Vec<(i16, String)>,
}

/// Looks at the system and remembers since when it is so.
pub struct StateOfSystem {
    watcher: Node,
    outside: Vec<Outside>,
    memory: Mutex<Memory>,
}

impl StateOfSystem {
    /// A state that nobody has looked at yet.
    pub fn new(watcher: Node, outside: Vec<Outside>) -> Self {
        Self {
            watcher,
            outside,
            memory: Mutex::default(),
        }
    }

    /// The state, not older than a quarter of a minute. Who asks meanwhile waits for the same look.
    pub async fn see(&self, now: Timestamp) -> Seen {
        let mut memory = self.memory.lock().await;
        if let Some(seen) = &memory.seen
            && now.duration_since(seen.looked_at) < LOOK_EVERY
            && now >= seen.looked_at
        {
            return seen.clone();
        }
        let seen = self.look(&mut memory, now).await;
        memory.seen = Some(seen.clone());
        seen
    }

    async fn look(&self, memory: &mut Memory, now: Timestamp) -> Seen {
        let read = timeout(PATIENCE, self.read(now)).await;
        let read = match read {
            Ok(Ok(read)) => Some(read),
            Ok(Err(_)) | Err(_) => None,
        };
        let centre = if read.is_some() {
            Health::Works
        } else {
            Health::Silent
        };
        let mut parts = vec![memory.part("centre", String::new(), centre, now, None)];
        for service in &self.outside {
            let answers = timeout(PATIENCE, (service.probe)()).await.unwrap_or(false);
            let health = if answers {
                Health::Works
            } else {
                Health::Silent
            };
            parts.push(memory.part(service.key, String::new(), health, now, None));
        }
        // Without the centre's database nothing of the others is known.
        let Some(read) = read else {
            return Seen {
                looked_at: now,
                parts,
                registers: Vec::new(),
                municipalities: Vec::new(),
            };
        };
        memory.names = read.names;
        let registers = REGISTERS
            .iter()
            .map(|register| {
                let answered = read.answered.iter().find(|(name, _)| name == register);
                let late = read.late.iter().any(|name| name == register);
                let health = match (late, answered) {
                    (true, _) => Health::Late,
                    (false, Some(_)) => Health::Works,
                    (false, None) => Health::Unknown,
                };
                let key = format!("register-{register}");
                memory.part(
                    &key,
                    String::new(),
                    health,
                    now,
                    answered.map(|(_, at)| *at),
                )
            })
            .collect();
        let names = std::mem::take(&mut memory.names);
        let municipalities = names
            .iter()
            .map(|(code, name)| {
                let key = MunicipalityCode::new(*code)
                    .map_or_else(|| code.to_string(), |code| code.to_string());
                let stream = read.streams.iter().find(|(s, _)| *s == format!("up_{key}"));
                let heard = stream.and_then(|(_, heard)| *heard);
                if let Some(heard) = heard {
                    memory.heard.insert(key.clone(), heard);
                }
                let health = match (stream, heard) {
                    (None, _) => Health::NotConnected,
                    (Some(_), Some(heard)) if now.duration_since(heard) < STREAM_SILENCE => {
                        Health::Works
                    }
                    (Some(_), _) => Health::Silent,
                };
                let heard = memory.heard.get(&key).copied();
                memory.part(&key, name.clone(), health, now, heard)
            })
            .collect();
        memory.names = names;
        Seen {
            looked_at: now,
            parts,
            registers,
            municipalities,
        }
    }

    async fn read(&self, now: Timestamp) -> Result<Read, DatabaseError> {
        let mut connection = self.watcher.pool().acquire().await?;
        let names = store::municipality_list(&mut connection).await?;
        let streams = store::streams_heard(&mut connection).await?;
        let day = now - REGISTER_DAY;
        let answered = store::registers_answered(&mut connection, day).await?;
        let asked = store::questions_asked(&mut connection, day, now - ANSWER_LATE).await?;
        let ids: Vec<_> = asked.iter().map(|question| question.id).collect();
        let done = store::questions_answered(&mut connection, &ids).await?;
        let late = asked
            .into_iter()
            .filter(|question| !done.contains(&question.id))
            .map(|question| question.register)
            .collect();
        Ok(Read {
            names: names.into_iter().map(|m| (m.code, m.name)).collect(),
            streams,
            answered,
            late,
        })
    }
}

/// Registers that municipalities ask through the centre.
const REGISTERS: [&str; 4] = ["population", "sodra", "disability", "study"];

struct Read {
    names: Vec<(i16, String)>,
    streams: Vec<(String, Option<Timestamp>)>,
    answered: Vec<(String, Timestamp)>,
    late: Vec<String>,
}

impl Memory {
    fn part(
        &mut self,
        key: &str,
        name: String,
        health: Health,
        now: Timestamp,
        heard_at: Option<Timestamp>,
    ) -> Part {
        let known = self.since.get(key).copied();
        let (since, or_longer) = match known {
            Some((before, since, or_longer)) if before == health => (since, or_longer),
            Some(_) => (now, false),
            None => (now, true),
        };
        self.since
            .insert(key.to_owned(), (health, since, or_longer));
        Part {
            key: key.to_owned(),
            name,
            health,
            since,
            or_longer,
            heard_at,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn since_when_is_known_only_after_a_change() {
        let mut memory = Memory::default();
        let at = |seconds| Timestamp::from_second(seconds).unwrap();
        let mut see =
            |health, seconds| memory.part("gateway", String::new(), health, at(seconds), None);
        let first = see(Health::Works, 100);
        assert!(first.or_longer);
        let still = see(Health::Works, 200);
        assert_eq!((still.since, still.or_longer), (at(100), true));
        let broken = see(Health::Silent, 300);
        assert_eq!((broken.since, broken.or_longer), (at(300), false));
        assert_eq!(see(Health::Silent, 400).since, at(300));
    }
}
