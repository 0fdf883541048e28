//! Places of the municipalities on the tile map (interface rules, "Tile map").

use std::sync::OnceLock;

use serde::Deserialize;
use spis_kernel::MunicipalityCode;

/// A municipality's tile.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Tile {
    pub(crate) code: MunicipalityCode,
    /// Three letters.
    pub(crate) label: String,
    pub(crate) column: u16,
    pub(crate) row: u16,
}

/// Side of a tile's place in units of the drawing.
pub(crate) const SIDE: u16 = 66;

/// The 60 tiles.
pub(crate) fn tiles() -> &'static [Tile] {
    static TILES: OnceLock<Vec<Tile>> = OnceLock::new();
    TILES.get_or_init(|| {
        // A broken file shows no map instead of stopping the page; a test rules it out.
        csv::Reader::from_reader(include_str!("../data/tiles.csv").as_bytes())
            .deserialize()
            .collect::<Result<_, _>>()
            .unwrap_or_default()
    })
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn each_of_60_municipalities_has_a_place_of_its_own() {
        let codes: BTreeSet<_> = tiles().iter().map(|t| t.code).collect();
        let places: BTreeSet<_> = tiles().iter().map(|t| (t.column, t.row)).collect();
        assert_eq!((tiles().len(), codes.len(), places.len()), (60, 60, 60));
        assert!(tiles().iter().all(|t| t.column < 10 && t.row < 9));
    }
}
