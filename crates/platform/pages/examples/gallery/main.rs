//! Serves sample pages with every component: `cargo run -p spis-pages --example gallery -- 8999`.

mod pages;

use std::sync::Arc;

use axum::{Router, response::IntoResponse, routing::get};
use spis_pages::{
    AppError, Audience, Html, Incidents, PageRequest, Protection, Site, assets, protect,
    public_pages,
};

#[tokio::main]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let port = std::env::args().nth(1).unwrap_or_else(|| "8999".into());
    let site = Arc::new(Site::new(Audience::Portal, ""));
    let router = Router::new()
        .route(
            "/",
            get(async |asked: PageRequest| Html(pages::portal(&asked, false))),
        )
        .route(
            "/klaida",
            get(async |asked: PageRequest| Html(pages::portal(&asked, true))),
        )
        .route(
            "/darbai",
            get(async |asked: PageRequest| Html(pages::staff(&asked))),
        )
        .route(
            "/lusta",
            get(async || AppError::Internal(std::fmt::Error.into()).into_response()),
        )
        .merge(public_pages::router(site.clone()))
        .merge(assets::router());
    let router = protect(
        router,
        Protection {
            site,
            incidents: Incidents::new(pages::now, || 4_711),
            gateway_origin: None,
            open_paths: Vec::new(),
        },
    );
    let listener = tokio::net::TcpListener::bind(format!("127.0.0.1:{port}")).await?;
    println!("http://{}/", listener.local_addr()?);
    axum::serve(listener, router).await?;
    Ok(())
}
