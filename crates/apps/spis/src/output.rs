//! What commands say. Whoever reads may stop reading (`spis node status | head`): that is no fault, and no panic.

/// A line for the standard output; an error if it cannot be written.
macro_rules! say {
    ($($words:tt)*) => {
        $crate::output::line(format_args!($($words)*))
    };
}
pub(crate) use say;

use std::fmt::Arguments;
use std::io::Write;

/// Writes a line.
pub fn line(words: Arguments<'_>) -> anyhow::Result<()> {
    Ok(writeln!(std::io::stdout().lock(), "{words}")?)
}

/// Whether an error is only that nobody reads any more.
pub fn nobody_reads(error: &anyhow::Error) -> bool {
    error
        .chain()
        .filter_map(|cause| cause.downcast_ref::<std::io::Error>())
        .any(|cause| cause.kind() == std::io::ErrorKind::BrokenPipe)
}
