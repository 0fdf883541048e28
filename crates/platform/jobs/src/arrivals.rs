//! Arriving rows become jobs: the trigger at a copy notes `(table, code, id)` in `local.arrival`; this module plans the
//! job of the table for each and takes the note away, in one transaction. A replayed note plans the same job again,
//! which finds its work done.

use std::collections::HashMap;
use std::time::Duration;

use serde_json::json;
use spis_database::{DatabaseError, Node};
use sqlx::postgres::PgListener;

/// Which job an arriving row of a table plans.
pub type Routes = HashMap<&'static str, &'static str>;

/// Plans the jobs of all noted arrivals; returns how many.
pub async fn plan_noted(node: &Node, routes: &Routes) -> Result<usize, DatabaseError> {
    let mut planned = 0;
    loop {
        let mut tx = node.begin().await?;
        let noted = sqlx::query!(
            "SELECT table_name, municipality_code, id FROM local.arrival
             ORDER BY noted_at LIMIT 500 FOR UPDATE SKIP LOCKED"
        )
        .fetch_all(&mut *tx)
        .await?;
        if noted.is_empty() {
            return Ok(planned);
        }
        for row in &noted {
            if let Some(task) = routes.get(row.table_name.as_str()) {
                let key = format!("{}:{}", row.table_name, row.id);
                let payload = json!({"municipality_code": row.municipality_code, "id": row.id});
                super::plan_raw(&mut tx, task, &payload, &key, None).await?;
            }
            sqlx::query!(
                "DELETE FROM local.arrival WHERE table_name = $1 AND municipality_code = $2 AND id = $3",
                row.table_name,
                row.municipality_code,
                row.id
            )
            .execute(&mut *tx)
            .await?;
        }
        tx.commit().await?;
        planned += noted.len();
    }
}

/// Plans jobs as rows arrive, until `stop` resolves. Woken by the triggers' notification, and every five seconds in case one
/// was missed. While the database is away it says so and tries again.
pub async fn watch(node: Node, routes: Routes, stop: impl Future<Output = ()>) {
    let mut stop = std::pin::pin!(stop);
    loop {
        let round = async {
            let mut listener = PgListener::connect_with(node.pool()).await?;
            listener.listen("spis_arrival").await?;
            loop {
                plan_noted(&node, &routes).await?;
                // Either a notification or the end of the wait: both mean "look again".
                match tokio::time::timeout(Duration::from_secs(5), listener.recv()).await {
                    Ok(notified) => drop(notified?),
                    Err(_elapsed) => {}
                }
            }
        };
        let round: std::pin::Pin<Box<dyn Future<Output = Result<(), DatabaseError>> + Send>> =
            Box::pin(round);
        tokio::select! {
            () = &mut stop => return,
            result = round => if let Err(error) = result {
                tracing::warn!(node = %node.code(), %error, "arrivals are not being read; trying again");
            },
        }
        tokio::select! {
            () = &mut stop => return,
            () = tokio::time::sleep(Duration::from_secs(2)) => {}
        }
    }
}
