//! `spis outage-pages`: files for the web server in front.

use std::path::Path;

use anyhow::Context;
use spis_pages::{Contacts, outage};

use crate::output::say;

/// Writes `502.html`, `503.html` and `504.html`.
pub fn write(contacts: &Contacts, folder: &Path) -> anyhow::Result<()> {
    for status in outage::STATUSES {
        let path = folder.join(format!("{status}.html"));
        let html = outage::page(status, contacts)?;
        std::fs::write(&path, html).with_context(|| format!("writing {}", path.display()))?;
        say!("{}", path.display())?;
    }
    Ok(())
}
