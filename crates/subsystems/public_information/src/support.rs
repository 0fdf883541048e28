//! All pages about support, in the order in which people are shown them.

use spis_applications::about::{self, AboutError, AboutFiles, AboutSupport};

/// Parts of the list, in order.
pub const AREAS: [&str; 10] = [
    "children",
    "pupils",
    "low_income",
    "housing",
    "disability",
    "services",
    "pensions",
    "loss",
    "other",
    "family_card",
];

/// What is asked for most (prototype of the start page).
pub const FREQUENT: [&str; 6] = [
    "vaiko-pinigai",
    "ismoka-gimus-vaikui",
    "sildymo-kompensacija",
    "socialine-pasalpa",
    "nemokamas-maitinimas-mokykloje",
    "seimos-kortele",
];

/// All pages about support.
pub struct Support(Vec<AboutSupport>);

impl Support {
    /// Reads the folders.
    pub fn read(files: &[AboutFiles]) -> Result<Self, AboutError> {
        let mut pages = Vec::new();
        for folder in files {
            pages.extend(about::read(folder)?);
        }
        Ok(Self(pages))
    }

    /// Every page.
    pub fn all(&self) -> &[AboutSupport] {
        &self.0
    }

    /// The page of an address.
    pub fn of(&self, slug: &str) -> Option<&AboutSupport> {
        self.0.iter().find(|page| page.slug == slug)
    }

    /// The pages of a part of the list that match the search; an empty search matches all.
    pub fn of_area<'a>(
        &'a self,
        area: &'a str,
        search: &'a str,
    ) -> impl Iterator<Item = &'a AboutSupport> {
        self.0
            .iter()
            .filter(move |page| page.area == area && page.matches(search))
    }
}
