//! All addresses of the simulator.

use std::collections::BTreeMap;

use axum::extract::State;
use axum::extract::rejection::JsonRejection;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use axum::{Json, Router, routing};
use serde::Deserialize;

use crate::registers::refuse;
use crate::simulator::{Mode, Simulator, Target};
use crate::{gateway, pages, registers};

/// The web service over one simulator.
pub fn router(simulator: Simulator) -> Router {
    Router::new()
        .route("/", routing::get(pages::index))
        .route("/health", routing::get(|| async { "ok" }))
        // Browsers ask for it unbidden; without an answer each page would show an error in the console.
        .route(
            "/favicon.ico",
            routing::get(|| async { StatusCode::NO_CONTENT }),
        )
        .route("/static/simulator.css", routing::get(pages::style))
        .route("/people.json", routing::get(people))
        .route("/mail", routing::get(pages::mail))
        .route("/mail.json", routing::get(letters))
        .route("/faults", routing::get(faults).post(set_fault))
        .route("/registers/log", routing::get(registers::log))
        .route(
            "/registers/population/family",
            routing::post(registers::family),
        )
        .route("/registers/sodra/income", routing::post(registers::income))
        .route(
            "/registers/disability",
            routing::post(registers::disability),
        )
        .route("/registers/study", routing::post(registers::study))
        .merge(gateway::routes(simulator.clone()))
        .with_state(simulator)
}

async fn people(State(simulator): State<Simulator>) -> Response {
    Json(simulator.demo_people()).into_response()
}

async fn letters(State(simulator): State<Simulator>) -> Response {
    Json(simulator.mailbox().letters()).into_response()
}

async fn faults(State(simulator): State<Simulator>) -> Json<BTreeMap<Target, Mode>> {
    Json(
        Target::ALL
            .into_iter()
            .map(|target| (target, simulator.mode(target)))
            .collect(),
    )
}

#[derive(Deserialize)]
struct Fault {
    target: Target,
    mode: Mode,
}

async fn set_fault(
    State(simulator): State<Simulator>,
    asked: Result<Json<Fault>, JsonRejection>,
) -> Response {
    let Ok(Json(Fault { target, mode })) = asked else {
        return refuse(StatusCode::UNPROCESSABLE_ENTITY, "bad_question");
    };
    simulator.set_fault(target, mode);
    faults(State(simulator)).await.into_response()
}
