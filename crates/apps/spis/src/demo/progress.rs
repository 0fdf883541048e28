//! Progress of the start, as a bar on a terminal and as lines elsewhere.

use std::io::IsTerminal;
use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressStyle};

/// Steps told one after another.
pub struct Progress {
    bar: Option<ProgressBar>,
    steps: u64,
    at: u64,
    begun: Instant,
}

impl Progress {
    /// Of so many steps.
    pub fn new(steps: u64) -> Self {
        let bar = std::io::stderr().is_terminal().then(|| {
            let bar = ProgressBar::new(steps);
            if let Ok(style) =
                ProgressStyle::with_template("{spinner} {pos}/{len} {msg} ({elapsed})")
            {
                bar.set_style(style);
            }
            bar.enable_steady_tick(Duration::from_millis(120));
            bar
        });
        Self {
            bar,
            steps,
            at: 0,
            begun: Instant::now(),
        }
    }

    /// The next step begins.
    pub fn step(&mut self, what: &str) {
        self.at += 1;
        match &self.bar {
            Some(bar) => {
                bar.set_position(self.at);
                bar.set_message(what.to_owned());
            }
            None => println!("[{}/{}] {what}", self.at, self.steps),
        }
    }

    /// All steps are done.
    pub fn done(&self) {
        if let Some(bar) = &self.bar {
            bar.finish_and_clear();
        }
        println!("Paruošta per {} s.\n", self.begun.elapsed().as_secs());
    }
}
