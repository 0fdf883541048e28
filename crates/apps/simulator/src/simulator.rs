//! What all parts of the simulator share: the population, the clock, faults, the log, tickets and letters.

use std::collections::{BTreeMap, VecDeque};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use spis_kernel::Clock;

use crate::demo_people::{DemoPerson, demo_people};
use crate::gateway::Tickets;
use crate::mailbox::Mailbox;
use crate::population::Population;
use crate::registers::Extent;

/// How many requests the log keeps.
const LOG_KEPT: usize = 1000;

/// A part of the simulator that can be put out of order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Target {
    /// population register ("Gyventojų registras")
    Population,
    /// State Social Insurance Fund ("Sodra")
    Sodra,
    /// disability agency
    Disability,
    /// pupils' and students' registers
    Study,
    /// e-Government Gateway ("Elektroniniai valdžios vartai")
    Gateway,
    /// mail
    Mail,
}

impl Target {
    /// All of them, in the order of the pages.
    pub const ALL: [Self; 6] = [
        Self::Population,
        Self::Sodra,
        Self::Disability,
        Self::Study,
        Self::Gateway,
        Self::Mail,
    ];

    /// Lithuanian name for the pages.
    pub fn name_lt(self) -> &'static str {
        match self {
            Self::Population => "Gyventojų registras",
            Self::Sodra => "„Sodra“",
            Self::Disability => "Negalios duomenys",
            Self::Study => "Mokinių ir studentų registrai",
            Self::Gateway => "Elektroniniai valdžios vartai",
            Self::Mail => "Paštas",
        }
    }
}

/// How a part works at the moment.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Mode {
    /// as it should
    #[default]
    Ok,
    /// answers 503
    Down,
    /// answers late
    Slow,
}

/// The part is down: the caller answers 503.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Down;

/// One line of the request log; it holds no personal code.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct LoggedRequest {
    /// when it was answered
    pub at: Timestamp,
    /// which register
    pub register: Target,
    /// purpose told by the asker
    pub purpose: String,
    /// case told by the asker
    pub case: String,
    /// about whom of a family it was asked; none of other registers
    pub extent: Option<Extent>,
    /// ok, not_found, bad_question, down
    pub outcome: &'static str,
}

/// Everything that one running simulator holds; cheap to clone.
#[derive(Clone)]
pub struct Simulator(Arc<Inner>);

struct Inner {
    population: Population,
    demo_people: Vec<DemoPerson>,
    clock: Box<dyn Clock>,
    slowness: Duration,
    faults: Mutex<BTreeMap<Target, Mode>>,
    log: Mutex<VecDeque<LoggedRequest>>,
    tickets: Tickets,
    mailbox: Mailbox,
}

/// A lock that a panic elsewhere cannot close: each guarded value is whole after every statement.
pub(crate) fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Simulator {
    /// Puts the parts together; `slowness` is the delay of a part in [`Mode::Slow`].
    pub fn new(population: Population, clock: impl Clock + 'static, slowness: Duration) -> Self {
        let demo_people = demo_people(&population);
        Self(Arc::new(Inner {
            population,
            demo_people,
            clock: Box::new(clock),
            slowness,
            faults: Mutex::default(),
            log: Mutex::default(),
            tickets: Tickets::default(),
            mailbox: Mailbox::default(),
        }))
    }

    /// The synthetic people.
    pub fn population(&self) -> &Population {
        &self.0.population
    }

    /// People to sign in as.
    pub fn demo_people(&self) -> &[DemoPerson] {
        &self.0.demo_people
    }

    /// Letters received.
    pub fn mailbox(&self) -> &Mailbox {
        &self.0.mailbox
    }

    pub(crate) fn tickets(&self) -> &Tickets {
        &self.0.tickets
    }

    pub(crate) fn now(&self) -> Timestamp {
        self.0.clock.now()
    }

    /// Sets how a part works.
    pub fn set_fault(&self, target: Target, mode: Mode) {
        lock(&self.0.faults).insert(target, mode);
    }

    /// How the part works.
    pub fn mode(&self, target: Target) -> Mode {
        lock(&self.0.faults)
            .get(&target)
            .copied()
            .unwrap_or_default()
    }

    /// Waits if the part is slow.
    ///
    /// # Errors
    /// [`Down`] if the part is down.
    pub(crate) async fn pass(&self, target: Target) -> Result<(), Down> {
        match self.mode(target) {
            Mode::Ok => Ok(()),
            Mode::Down => Err(Down),
            Mode::Slow => {
                tokio::time::sleep(self.0.slowness).await;
                Ok(())
            }
        }
    }

    pub(crate) fn log(
        &self,
        register: Target,
        (purpose, case): (&str, &str),
        extent: Option<Extent>,
        outcome: &'static str,
    ) {
        let entry = LoggedRequest {
            at: self.now(),
            register,
            purpose: without_codes(purpose),
            case: without_codes(case),
            extent,
            outcome,
        };
        let mut log = lock(&self.0.log);
        if log.len() == LOG_KEPT {
            log.pop_front();
        }
        log.push_back(entry);
    }

    /// The newest requests, newest last.
    pub fn logged(&self) -> Vec<LoggedRequest> {
        lock(&self.0.log).iter().cloned().collect()
    }
}

/// The text with digits of every run of eleven or more replaced, should an asker have put a personal code there.
fn without_codes(text: &str) -> String {
    let mut clean = String::with_capacity(text.len());
    let mut digits = String::new();
    for character in text.chars().chain(std::iter::once('\n')) {
        if character.is_ascii_digit() {
            digits.push(character);
            continue;
        }
        clean.push_str(if digits.len() >= 11 { "***" } else { &digits });
        digits.clear();
        clean.push(character);
    }
    clean.pop();
    clean
}

#[cfg(test)]
mod tests {
    use super::without_codes;

    #[test]
    fn personal_codes_do_not_enter_the_log() {
        assert_eq!(without_codes("IV-10001010013 of 2026"), "IV-*** of 2026");
        assert_eq!(without_codes("29-2026-000123"), "29-2026-000123");
        assert_eq!(without_codes("10001010013"), "***");
    }
}
