//! Data tables of the synthetic population: public aggregates only, embedded at build time.

use std::collections::HashMap;

use anyhow::{Context, Result};
use rand::{Rng, RngExt};

use spis_kernel::Sex;

const MUNICIPALITIES: &str = include_str!("../data/municipalities.csv");
const STREETS: &str = include_str!("../data/settlement_streets.csv");
const AGES: &str = include_str!("../data/age_by_municipality.csv");
const GIVEN_NAMES: &str = include_str!("../data/given_names.csv");
const SURNAMES: &str = include_str!("../data/surnames.csv");
const DISTRIBUTIONS: &str = include_str!("../data/distributions.csv");

/// Values with weights, from which one is drawn.
#[derive(Debug, Clone)]
pub struct Weighted<T> {
    values: Vec<T>,
    cumulative: Vec<f64>,
}

impl<T> Weighted<T> {
    /// Builds the table from pairs of value and weight; the weights need not sum to one.
    pub fn new(pairs: impl IntoIterator<Item = (T, f64)>) -> Self {
        let mut values = Vec::new();
        let mut cumulative = Vec::new();
        let mut total = 0.0;
        for (value, weight) in pairs {
            total += weight;
            values.push(value);
            cumulative.push(total);
        }
        Self { values, cumulative }
    }

    /// Draws one value. The table is never empty: each is built from an embedded file or a constant.
    pub fn pick(&self, rng: &mut impl Rng) -> &T {
        let total = self.cumulative.last().copied().unwrap_or(0.0);
        let drawn = rng.random::<f64>() * total;
        let at = self.cumulative.partition_point(|edge| *edge <= drawn);
        &self.values[at.min(self.values.len() - 1)]
    }
}

/// Surname ("pavardė") in all its forms: the masculine and those that women bear.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SurnameForms {
    /// Kazlauskas
    pub masculine: String,
    /// Kazlauskienė, of a wife
    pub married: String,
    /// Kazlauskaitė, of a daughter
    pub unmarried: String,
    /// Kazlauskė, which tells nothing of marriage
    pub short: String,
    /// Whether the surname is of Slavic origin; given names are drawn to suit.
    pub slavic: bool,
}

/// One street of one settlement.
#[derive(Debug, Clone)]
pub struct Street {
    /// "seniūnija", absent where the source has none
    pub eldership: Option<String>,
    /// settlement in the genitive with its kind: "Šiaulių m."
    pub settlement: String,
    /// street with its kind: "Varpo g."
    pub street: String,
}

/// Municipality ("savivaldybė") with what the generator draws from.
#[derive(Debug, Clone)]
pub struct MunicipalityTable {
    /// two-digit state code
    pub code: i16,
    /// "Šiaulių miesto savivaldybė"
    pub name: String,
    /// "Šiaulių m. sav.", as in addresses
    pub short_name: String,
    /// region type of the household tables: city, metropolis, rural
    pub region_type: String,
    /// registered unemployment, per cent of people of working age
    pub unemployment_pct: f64,
    /// wages here in relation to the country, per cent
    pub wage_pct: i64,
    /// per cent of families that bear Slavic names
    pub slavic_pct: f64,
    /// streets, those of towns more likely
    pub streets: Weighted<Street>,
    /// (youngest age, oldest age, men, women) in each band
    pub ages: Vec<AgeBand>,
}

/// One band of ages with the number of people in it.
#[derive(Debug, Clone, Copy)]
pub struct AgeBand {
    /// youngest age of the band
    pub from: i32,
    /// oldest age of the band
    pub to: i32,
    /// men in the municipality
    pub male: f64,
    /// women in the municipality
    pub female: f64,
}

/// All tables together.
#[derive(Debug, Clone)]
pub struct Tables {
    /// municipalities that have people here
    pub municipalities: Vec<MunicipalityTable>,
    lithuanian_surnames: Weighted<SurnameForms>,
    slavic_surnames: Weighted<SurnameForms>,
    /// by sex, origin and group of birth years
    given_names: HashMap<(Sex, bool, usize), Weighted<String>>,
    distributions: Distributions,
    bands: HashMap<String, Vec<(i32, i32, f64)>>,
    percentiles: HashMap<String, Vec<(f64, f64)>>,
}

impl Tables {
    /// Reads the embedded tables.
    ///
    /// # Errors
    /// A file that lacks a column or holds a value of another kind; a test keeps the embedded ones right.
    pub fn embedded() -> Result<Self> {
        let distributions = read_distributions()?;
        let (lithuanian_surnames, slavic_surnames) = read_surnames()?;
        Ok(Self {
            municipalities: read_municipalities(&distributions)?,
            lithuanian_surnames,
            slavic_surnames,
            given_names: read_given_names()?,
            bands: read_bands(&distributions),
            percentiles: read_percentiles(&distributions),
            distributions,
        })
    }

    /// A surname, Slavic or Lithuanian.
    pub fn surname(&self, slavic: bool, rng: &mut impl Rng) -> &SurnameForms {
        let table = if slavic {
            &self.slavic_surnames
        } else {
            &self.lithuanian_surnames
        };
        table.pick(rng)
    }

    /// Every surname, for checks.
    pub fn surnames(&self) -> impl Iterator<Item = &SurnameForms> {
        self.lithuanian_surnames
            .values
            .iter()
            .chain(&self.slavic_surnames.values)
    }

    /// A given name as people of that sex and year of birth bear it.
    pub fn given_name(&self, sex: Sex, slavic: bool, birth_year: i16, rng: &mut impl Rng) -> &str {
        self.given_names[&(sex, slavic, birth_group(birth_year))].pick(rng)
    }

    /// One figure of the distributions; 0 if the row is not there.
    pub fn figure(&self, table: &str, row: &str, column: &str) -> f64 {
        self.distributions
            .get(&(table.to_owned(), row.to_owned()))
            .and_then(|columns| columns.iter().find(|(name, _)| name == column))
            .map_or(0.0, |(_, value)| *value)
    }

    /// The per cent of the band of ages ("30-34", "75+") that holds the age; 0 outside all bands.
    pub fn by_age(&self, table: &str, age: i32) -> f64 {
        let bands = self.bands.get(table).map_or(&[][..], Vec::as_slice);
        bands
            .iter()
            .find(|(from, to, _)| (*from..=*to).contains(&age))
            .map_or(0.0, |(_, _, percent)| *percent)
    }

    /// Draws whole euro from a table of percentiles ("P5" ... "P99"), straight lines between them.
    pub fn percentile_euro(&self, table: &str, rng: &mut impl Rng) -> i64 {
        let points = self.percentiles.get(table).map_or(&[][..], Vec::as_slice);
        let drawn = rng.random::<f64>() * 100.0;
        let after = points.partition_point(|(percent, _)| *percent < drawn);
        let euro = match (
            after.checked_sub(1).and_then(|before| points.get(before)),
            points.get(after),
        ) {
            (Some((p0, v0)), Some((p1, v1))) => v0 + (v1 - v0) * (drawn - p0) / (p1 - p0),
            (None, Some((_, value))) | (Some((_, value)), None) => *value,
            (None, None) => 0.0,
        };
        euro.round() as i64
    }
}

type Distributions = HashMap<(String, String), Vec<(String, f64)>>;

/// Tables by age, youngest band first.
fn read_bands(distributions: &Distributions) -> HashMap<String, Vec<(i32, i32, f64)>> {
    let mut bands: HashMap<String, Vec<(i32, i32, f64)>> = HashMap::new();
    for ((table, row), columns) in distributions {
        if let (Some((from, to)), Some((_, percent))) = (
            parse_band(row),
            columns.iter().find(|(column, _)| column == "pct"),
        ) {
            bands
                .entry(table.clone())
                .or_default()
                .push((from, to, *percent));
        }
    }
    for table in bands.values_mut() {
        table.sort_by_key(|(from, _, _)| *from);
    }
    bands
}

/// Tables of percentiles for 2026, lowest first.
fn read_percentiles(distributions: &Distributions) -> HashMap<String, Vec<(f64, f64)>> {
    let mut percentiles: HashMap<String, Vec<(f64, f64)>> = HashMap::new();
    for ((table, row), columns) in distributions {
        let percent = row
            .strip_prefix('P')
            .and_then(|percent| percent.parse::<f64>().ok());
        let value = columns
            .iter()
            .find(|(column, _)| column == "gross_2026" || column == "2026");
        if let (Some(percent), Some((_, value))) = (percent, value) {
            percentiles
                .entry(table.clone())
                .or_default()
                .push((percent, *value));
        }
    }
    for table in percentiles.values_mut() {
        table.sort_by(|(a, _), (b, _)| a.total_cmp(b));
    }
    percentiles
}

/// Column of the given names' weights for a year of birth.
fn birth_group(year: i16) -> usize {
    match year {
        ..1950 => 0,
        1950..1980 => 1,
        1980..2000 => 2,
        2000..2010 => 3,
        _ => 4,
    }
}

/// "30-34" or "75+" as inclusive ages.
fn parse_band(band: &str) -> Option<(i32, i32)> {
    if let Some(from) = band.strip_suffix('+') {
        return Some((from.parse().ok()?, 100));
    }
    let (from, to) = band.split_once('-')?;
    Some((from.parse().ok()?, to.parse().ok()?))
}

fn rows(text: &'static str) -> Result<Vec<HashMap<String, String>>> {
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    let rows = reader.deserialize().collect::<Result<Vec<_>, _>>()?;
    Ok(rows)
}

fn read_distributions() -> Result<Distributions> {
    let mut distributions: Distributions = HashMap::new();
    for row in rows(DISTRIBUTIONS)? {
        // Size splits such as "2:68 3:25" are not single figures; the generator does not use them.
        if let Ok(value) = row["value"].parse() {
            distributions
                .entry((row["table"].clone(), row["row"].clone()))
                .or_default()
                .push((row["column"].clone(), value));
        }
    }
    Ok(distributions)
}

fn read_municipalities(distributions: &Distributions) -> Result<Vec<MunicipalityTable>> {
    let streets = rows(STREETS)?;
    let ages = rows(AGES)?;
    rows(MUNICIPALITIES)?
        .into_iter()
        .map(|row| {
            let code = row["lau_code"].clone();
            let name = row["name_lt"].clone();
            let region_type = row["region_type"].clone();
            // Source table wage_region gives Vilnius city its own factor in the notes.
            let wage_pct = if code == "13" {
                117
            } else {
                distributions
                    .get(&("wage_region".to_owned(), region_type.clone()))
                    .and_then(|columns| columns.first())
                    .map_or(100, |(_, factor)| (factor * 100.0).round() as i64)
            };
            let mixed = if code == "13" {
                "Vilniaus m."
            } else {
                "all other"
            };
            let slavic_pct = distributions
                .get(&("ethnic_mix".to_owned(), mixed.to_owned()))
                .map_or(0.0, |columns| {
                    columns
                        .iter()
                        .filter(|(n, _)| n != "lithuanian")
                        .map(|(_, v)| v)
                        .sum()
                });
            Ok(MunicipalityTable {
                code: code.parse().context("lau_code")?,
                short_name: name
                    .replace("miesto savivaldybė", "m. sav.")
                    .replace("rajono savivaldybė", "r. sav."),
                name,
                region_type,
                unemployment_pct: row["registered_unemployment_pct_est"]
                    .parse()
                    .context("unemployment")?,
                wage_pct,
                slavic_pct,
                streets: Weighted::new(
                    streets
                        .iter()
                        .filter(|street| street["lau_code"] == code)
                        .map(read_street),
                ),
                ages: read_ages(&ages, &code)?,
            })
        })
        .collect()
}

fn read_street(row: &HashMap<String, String>) -> (Street, f64) {
    let settlement = row["settlement_gen"].clone();
    let weight = if settlement.ends_with(" m.") {
        4.0
    } else if settlement.ends_with("mstl.") {
        2.0
    } else {
        1.0
    };
    let eldership = Some(row["eldership"].clone()).filter(|name| !name.is_empty());
    (
        Street {
            eldership,
            settlement,
            street: row["street"].clone(),
        },
        weight,
    )
}

fn read_ages(rows: &[HashMap<String, String>], code: &str) -> Result<Vec<AgeBand>> {
    let of_sex = |sex: &str| {
        rows.iter()
            .find(|row| row["lau_code"] == code && row["sex"] == sex)
            .context("municipality without ages")
    };
    let (male, female) = (of_sex("M")?, of_sex("F")?);
    let mut bands = male
        .iter()
        .filter_map(|(column, count)| {
            let (from, to) = parse_band(column)?;
            Some(AgeBand {
                from,
                to: to.min(94),
                male: count.parse().ok()?,
                female: female[column].parse().ok()?,
            })
        })
        .collect::<Vec<_>>();
    bands.sort_by_key(|band| band.from);
    Ok(bands)
}

fn read_surnames() -> Result<(Weighted<SurnameForms>, Weighted<SurnameForms>)> {
    let (mut lithuanian, mut slavic) = (Vec::new(), Vec::new());
    for row in rows(SURNAMES)? {
        let weight: f64 = row["weight_persons_est"]
            .parse()
            .context("weight of a surname")?;
        let forms = SurnameForms {
            masculine: row["surname_m"].clone(),
            married: row["f_married"].clone(),
            unmarried: row["f_unmarried"].clone(),
            short: row["f_short"].clone(),
            slavic: row["kind"] == "slavic",
        };
        if forms.slavic {
            slavic.push((forms, weight));
        } else {
            lithuanian.push((forms, weight));
        }
    }
    Ok((Weighted::new(lithuanian), Weighted::new(slavic)))
}

fn read_given_names() -> Result<HashMap<(Sex, bool, usize), Weighted<String>>> {
    let columns = [
        "w_before_1950",
        "w_1950_1979",
        "w_1980_1999",
        "w_2000_2009",
        "w_2010_plus",
    ];
    let rows = rows(GIVEN_NAMES)?;
    let mut names = HashMap::new();
    for (sex, letter) in [(Sex::Male, "M"), (Sex::Female, "F")] {
        for slavic in [false, true] {
            for (group, column) in columns.iter().enumerate() {
                let mut pairs = Vec::new();
                for row in rows
                    .iter()
                    .filter(|row| row["sex"] == letter && (row["origin"] == "slavic") == slavic)
                {
                    pairs.push((
                        row["name"].clone(),
                        row[*column].parse().context("weight of a given name")?,
                    ));
                }
                names.insert((sex, slavic, group), Weighted::new(pairs));
            }
        }
    }
    Ok(names)
}
