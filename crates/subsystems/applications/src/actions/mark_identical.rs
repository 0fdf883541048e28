//! "Pažymėti tapačius prašymus": applications of the same group for the same children, still under way, say so of each other.

use jiff::Timestamp;
use spis_database::DatabaseError;
use spis_kernel::{ApplicationId, MunicipalityCode};
use sqlx::PgConnection;

use super::{StepTaker, write_event};
use crate::procedure::Status;
use crate::store::counter::identical_applications;

/// Name of the event in the histories of both.
pub const IDENTICAL: &str = "identical_found";

/// Notes in the history of a new application, and of each identical one, the number of the other. Nothing is blocked.
pub(super) async fn mark_identical(
    connection: &mut PgConnection,
    municipality: MunicipalityCode,
    (id, number): (ApplicationId, &str),
    kind_group: &str,
    children: &[String],
    now: Timestamp,
) -> Result<(), DatabaseError> {
    let all = identical_applications(&mut *connection, municipality, kind_group, children).await?;
    let own = all.iter().find(|one| one.id == id);
    let status = own.map_or(Status::Registered, |own| own.status);
    let others: Vec<_> = all.into_iter().filter(|other| other.id != id).collect();
    if others.is_empty() {
        return Ok(());
    }
    let system = StepTaker::system();
    let numbers: Vec<&str> = others.iter().map(|other| other.number.as_str()).collect();
    let note = numbers.join(", ");
    let mut marks = vec![(id, status, note.as_str())];
    marks.extend(others.iter().map(|other| (other.id, other.status, number)));
    for (which, status, note) in marks {
        write_event(
            &mut *connection,
            municipality,
            which,
            IDENTICAL,
            status,
            &system,
            Some(note),
            now,
        )
        .await?;
    }
    Ok(())
}
