//! `spis serve`: the pages of any number of nodes in one process.

use std::net::SocketAddr;
use std::time::Duration;

use anyhow::Context;
use spis_database::NodesFile;
use spis_kernel::MunicipalityCode;
use tokio::net::TcpListener;
use tokio::task::JoinSet;

use crate::outside::Outside;
use crate::sites;
use crate::stop::Stop;

/// How long requests under way may take to end after the order to stop.
const GRACE: Duration = Duration::from_secs(10);

/// Serves until told to stop.
pub async fn serve(file: &NodesFile, codes: &[MunicipalityCode]) -> anyhow::Result<()> {
    let stop = Stop::on_signals()?;
    let outside = Outside::new(file)?;
    let mut servers = JoinSet::new();
    for code in codes {
        let config = file
            .node(*code)
            .with_context(|| format!("nodes.toml names no node {code}"))?;
        let router = sites::of_node(file, config, &outside)?;
        let listener = TcpListener::bind(&config.web)
            .await
            .with_context(|| format!("node {code}: {} cannot be listened on", config.web))?;
        tracing::info!(node = %code, address = %config.web, "serving");
        // Who asks is counted by address.
        let service = router.into_make_service_with_connect_info::<SocketAddr>();
        let server = axum::serve(listener, service).with_graceful_shutdown(stop.clone().ordered());
        servers.spawn(async move { server.await });
    }
    let ended = async {
        while let Some(server) = servers.join_next().await {
            server??;
        }
        anyhow::Ok(())
    };
    let cut = async {
        stop.clone().ordered().await;
        tokio::time::sleep(GRACE).await;
    };
    tokio::select! {
        ended = ended => ended,
        () = cut => {
            tracing::warn!("requests still under way were cut off");
            Ok(())
        }
    }
}
