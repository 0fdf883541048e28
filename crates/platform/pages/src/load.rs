//! "Apkrovos riba": no more requests at once than can be answered well. The others get a page at once that says so; no
//! place in a queue is kept, and none is promised.

use std::sync::Arc;

use axum::{
    Router,
    extract::{Request, State},
    middleware::{self, Next},
    response::{IntoResponse, Response},
};
use tokio::sync::Semaphore;

use crate::response::AppError;

/// The router with at most `at_once` requests under way.
pub fn limited(router: Router, at_once: usize) -> Router {
    router.layer(middleware::from_fn_with_state(
        Arc::new(Semaphore::new(at_once)),
        admit,
    ))
}

async fn admit(State(places): State<Arc<Semaphore>>, request: Request, next: Next) -> Response {
    match places.try_acquire() {
        Ok(_place) => next.run(request).await,
        Err(_) => AppError::Busy.into_response(),
    }
}
