//! The order to stop.

use tokio::signal::unix::{SignalKind, signal};
use tokio::sync::watch;

/// Resolves for everybody who waits once the process is told to stop (SIGINT or SIGTERM).
#[derive(Clone)]
pub struct Stop(watch::Receiver<bool>);

impl Stop {
    /// Listens to the signals from now on.
    pub fn on_signals() -> anyhow::Result<Self> {
        let mut interrupt = signal(SignalKind::interrupt())?;
        let mut terminate = signal(SignalKind::terminate())?;
        let (sender, receiver) = watch::channel(false);
        tokio::spawn(async move {
            tokio::select! {
                _ = interrupt.recv() => {}
                _ = terminate.recv() => {}
            }
            sender.send_replace(true);
            // The channel stays open for those who ask later.
            sender.closed().await;
        });
        Ok(Self(receiver))
    }

    /// Waits for the order.
    pub async fn ordered(mut self) {
        // An error means that the listener is gone, and with it the runtime.
        drop(self.0.wait_for(|ordered| *ordered).await);
    }

    /// Whether it was given.
    pub fn is_ordered(&self) -> bool {
        *self.0.borrow()
    }
}
