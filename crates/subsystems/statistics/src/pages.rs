//! The ministry's figures: a map, a table and the same as CSV.

use askama::Template;
use axum::Router;
use axum::extract::{FromRef, Query, State};
use axum::http::header::{CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use jiff::Timestamp;
use serde::Deserialize;
use spis_audit::{Entry, Outcome};
use spis_database::{DatabaseError, Node};
use spis_identity::Right;
use spis_identity::web::{Official, WebState};
use spis_kernel::{Cents, Month, MunicipalityCode};
use spis_pages::{AppError, Choice, Html, Page, PageRequest, format};

use crate::store::{self, Figures, Municipality};
use crate::suppression::{Cell, suppress, suppress_parts};
use crate::tiles::{SIDE, tiles};

/// What these pages stand on: the site, and the figures as the role that sees nothing else.
#[derive(Clone)]
struct Ministry {
    web: WebState,
    figures: Node,
}

impl FromRef<Ministry> for WebState {
    fn from_ref(ministry: &Ministry) -> Self {
        ministry.web.clone()
    }
}

/// The ministry's pages. `figures` is the centre's database opened as the role `spis_statistics`.
pub fn router(state: WebState, figures: Node) -> Router {
    Router::new()
        .route("/centras", get(show))
        .route("/centras/rodikliai.csv", get(export))
        .with_state(Ministry {
            web: state,
            figures,
        })
}

#[derive(Deserialize)]
struct Filter {
    menuo: Option<String>,
    rusis: Option<String>,
    rodiklis: Option<String>,
}

/// What the map shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Indicator {
    Applications,
    Decisions,
    Children,
}

impl Indicator {
    const ALL: [Self; 3] = [Self::Applications, Self::Decisions, Self::Children];

    fn code(self) -> &'static str {
        match self {
            Self::Applications => "prasymai",
            Self::Decisions => "sprendimai",
            Self::Children => "vaikai",
        }
    }

    fn wording(self) -> &'static str {
        match self {
            Self::Applications => "statistics-applications",
            Self::Decisions => "statistics-decisions",
            Self::Children => "statistics-children",
        }
    }
}

/// One municipality's row.
struct Row {
    name: String,
    connected: bool,
    applications: Cell,
    decisions: Cell,
    in_time: Cell,
    children: Cell,
    /// None if it would tell what is hidden.
    paid: Option<Cents>,
}

impl Row {
    /// Name without the word that heads the column.
    fn short_name(&self) -> &str {
        self.name.strip_suffix(" savivaldybė").unwrap_or(&self.name)
    }

    /// Decisions in time, of all decisions; none if either is hidden or nothing was decided.
    fn in_time_permille(&self) -> Option<i64> {
        let decisions = self.decisions.number().filter(|&d| d > 0)?;
        Some(self.in_time.number()? * 1000 / decisions)
    }

    fn indicator(&self, indicator: Indicator) -> Cell {
        match indicator {
            Indicator::Applications => self.applications,
            Indicator::Decisions => self.decisions,
            Indicator::Children => self.children,
        }
    }
}

/// The figures of a month as they may be shown: a row for each municipality, and their total.
struct Shown {
    rows: Vec<Row>,
    total: Row,
}

fn shown(municipalities: &[Municipality], figures: &[Figures], kind: &str) -> Shown {
    let of = |code: MunicipalityCode, kind: &str| {
        figures
            .iter()
            .find(|f| f.municipality == code && f.kind == kind)
    };
    let counts = |kind: &str, get: fn(&Figures) -> i64| -> Vec<i64> {
        municipalities
            .iter()
            .map(|m| of(m.code, kind).map_or(0, get))
            .collect()
    };
    let (applications, all_applications) = suppress(&counts("", |f| f.applications));
    let decided = counts("", |f| f.decisions);
    let decisions = suppress(&decided);
    // Decisions less those in time are the late ones, which must not be told either.
    let (in_time, all_in_time) =
        suppress_parts(&decided, &decisions, &counts("", |f| f.decided_in_time));
    let (decisions, all_decisions) = decisions;
    let (children, all_children) = suppress(&counts(kind, |f| f.children));
    // The sum of a small number of children tells their number.
    let paid = |code, cell: Cell| {
        (!cell.is_hidden()).then(|| of(code, kind).map_or(Cents::ZERO, |f| f.paid))
    };
    let rows = municipalities
        .iter()
        .enumerate()
        .map(|(at, m)| Row {
            name: m.name.clone(),
            connected: m.connected,
            applications: applications[at],
            decisions: decisions[at],
            in_time: in_time[at],
            children: children[at],
            paid: paid(m.code, children[at]),
        })
        .collect();
    let total = Row {
        name: String::new(),
        connected: true,
        applications: all_applications,
        decisions: all_decisions,
        in_time: all_in_time,
        children: all_children,
        paid: (!all_children.is_hidden()).then(|| {
            figures
                .iter()
                .filter(|f| f.kind == kind)
                .map(|f| f.paid)
                .sum()
        }),
    };
    Shown { rows, total }
}

/// A tile of the map.
struct MapTile {
    x: u16,
    y: u16,
    label: &'static str,
    value: String,
    /// 1-5; 0 where there are no data.
    class: u8,
}

/// Classes 2-5 are quarters of the largest number; 1 is nothing and what is hidden.
fn class_of(number: i64, largest: i64) -> u8 {
    if number <= 0 || largest <= 0 {
        return 1;
    }
    let quarter = (number * 4 + largest - 1) / largest;
    u8::try_from(quarter.clamp(1, 4) + 1).unwrap_or(5)
}

fn map_of(
    page: &Page,
    municipalities: &[Municipality],
    rows: &[Row],
    indicator: Indicator,
) -> Vec<MapTile> {
    let numbers = rows.iter().filter_map(|r| r.indicator(indicator).number());
    let largest = numbers.max().unwrap_or(0);
    tiles()
        .iter()
        .filter_map(|tile| {
            let at = municipalities.iter().position(|m| m.code == tile.code)?;
            let row = &rows[at];
            let cell = row.indicator(indicator);
            Some(MapTile {
                x: tile.column * SIDE,
                y: tile.row * SIDE,
                label: tile.label.as_str(),
                value: if row.connected {
                    cell_text(page, cell)
                } else {
                    String::new()
                },
                class: if row.connected {
                    class_of(cell.number().unwrap_or(0), largest)
                } else {
                    0
                },
            })
        })
        .collect()
}

fn cell_text(page: &Page, cell: Cell) -> String {
    match cell {
        Cell::Shown(number) => page.number(number),
        Cell::Few => "<5".to_owned(),
        Cell::Covering => "×".to_owned(),
    }
}

/// What the filter asks for, among what there is.
struct Asked {
    month: Month,
    months: Vec<Month>,
    kind: String,
    kinds: Vec<String>,
    indicator: Indicator,
}

async fn asked(ministry: &Ministry, filter: &Filter) -> Result<Asked, AppError> {
    let months = store::months(&ministry.figures).await?;
    let kinds = store::kinds(&ministry.figures).await?;
    let month = match &filter.menuo {
        Some(text) => text.trim().parse().map_err(|_| AppError::Unprocessable)?,
        None => months
            .first()
            .copied()
            .unwrap_or_else(|| Month::of(ministry.web.today())),
    };
    let kind = filter
        .rusis
        .as_ref()
        .filter(|k| kinds.contains(k))
        .or(kinds.first())
        .cloned()
        .unwrap_or_default();
    let indicator = Indicator::ALL
        .into_iter()
        .find(|i| filter.rodiklis.as_deref() == Some(i.code()))
        .unwrap_or(Indicator::Applications);
    Ok(Asked {
        month,
        months,
        kind,
        kinds,
        indicator,
    })
}

/// A kind's name; its code if this version has no words for it.
fn kind_name(page: &Page, code: &str) -> String {
    let key = format!("statistics-kind-{}", code.replace('_', "-"));
    if page.translator.has(&key) {
        page.t(key)
    } else {
        code.to_owned()
    }
}

#[derive(Template)]
#[template(path = "figures.html")]
struct FiguresTemplate {
    page: Page,
    asked: Asked,
    months: Vec<Choice>,
    kinds: Vec<Choice>,
    indicators: Vec<Choice>,
    computed_at: Option<Timestamp>,
    connected: usize,
    municipalities: usize,
    map: Vec<MapTile>,
    rows: Vec<Row>,
    total: Row,
}

impl FiguresTemplate {
    fn cell(&self, cell: &Cell) -> String {
        cell_text(&self.page, *cell)
    }

    fn in_time_percent(&self, row: &Row) -> String {
        row.in_time_permille()
            .map(|permille| format::percent(self.page.language(), permille))
            .unwrap_or_default()
    }
}

async fn journal(
    ministry: &Ministry,
    official: &Official,
    action: &'static str,
) -> Result<(), DatabaseError> {
    let entry = Entry {
        actor: &official.user.actor(),
        action,
        object: "statistics",
        object_id: None,
        purpose: "work",
        outcome: Outcome::Allowed,
        subjects: &[],
    };
    spis_audit::record_now(&ministry.web.node, ministry.web.now(), entry)
        .await
        .map(drop)
}

async fn show(
    State(ministry): State<Ministry>,
    official: Official,
    request: PageRequest,
    Query(filter): Query<Filter>,
) -> Result<Response, AppError> {
    official
        .require(
            &ministry.web,
            Right::StatisticsRead,
            "statistics_read",
            "statistics",
            None,
        )
        .await?;
    let asked = asked(&ministry, &filter).await?;
    let municipalities = store::municipalities(&ministry.figures).await?;
    let figures = store::figures_of(&ministry.figures, asked.month).await?;
    let computed_at = store::computed_at(&ministry.figures).await?;
    journal(&ministry, &official, "statistics_read").await?;

    let page = official
        .page(&ministry.web, &request)
        .with_title_key("statistics-title")
        .at("figures");
    let Shown { rows, total } = shown(&municipalities, &figures, &asked.kind);
    let months = asked
        .months
        .iter()
        .map(|m| Choice::new(m.to_string(), m.to_string(), *m == asked.month));
    let kinds = asked
        .kinds
        .iter()
        .map(|k| Choice::new(k, kind_name(&page, k), *k == asked.kind));
    let indicators = Indicator::ALL
        .iter()
        .map(|i| Choice::new(i.code(), page.t(i.wording()), *i == asked.indicator));
    Ok(Html(FiguresTemplate {
        months: months.collect(),
        kinds: kinds.collect(),
        indicators: indicators.collect(),
        computed_at,
        connected: municipalities.iter().filter(|m| m.connected).count(),
        municipalities: municipalities.len(),
        map: map_of(&page, &municipalities, &rows, asked.indicator),
        rows,
        total,
        asked,
        page,
    })
    .into_response())
}

/// The same figures for all kinds of a month; hidden cells are hidden here too.
async fn export(
    State(ministry): State<Ministry>,
    official: Official,
    Query(filter): Query<Filter>,
) -> Result<Response, AppError> {
    official
        .require(
            &ministry.web,
            Right::StatisticsRead,
            "statistics_export",
            "statistics",
            None,
        )
        .await?;
    let asked = asked(&ministry, &filter).await?;
    let municipalities = store::municipalities(&ministry.figures).await?;
    let figures = store::figures_of(&ministry.figures, asked.month).await?;
    journal(&ministry, &official, "statistics_export").await?;
    let bytes = csv_of(&municipalities, &figures, &asked)?;
    let headers = [
        (CONTENT_TYPE, "text/csv; charset=utf-8".to_owned()),
        (
            CONTENT_DISPOSITION,
            format!("attachment; filename=\"rodikliai-{}.csv\"", asked.month),
        ),
        (CACHE_CONTROL, "no-store".to_owned()),
    ];
    Ok((headers, bytes).into_response())
}

fn csv_of(
    municipalities: &[Municipality],
    figures: &[Figures],
    asked: &Asked,
) -> anyhow::Result<Vec<u8>> {
    let plain = |cell: Cell| match cell {
        Cell::Shown(number) => number.to_string(),
        Cell::Few => "<5".to_owned(),
        Cell::Covering => "×".to_owned(),
    };
    let euros = |sum: Option<Cents>| {
        sum.map_or_else(
            || "×".to_owned(),
            |s| format!("{}.{:02}", s.0 / 100, s.0 % 100),
        )
    };
    let mut csv = csv::Writer::from_writer(Vec::new());
    csv.write_record([
        "month",
        "municipality_code",
        "municipality",
        "kind",
        "applications",
        "decisions",
        "decided_in_time",
        "children",
        "paid_eur",
    ])?;
    let month = asked.month.to_string();
    let common = shown(municipalities, figures, "");
    for (m, row) in municipalities
        .iter()
        .zip(&common.rows)
        .filter(|(m, _)| m.connected)
    {
        let [applications, decisions, in_time] =
            [row.applications, row.decisions, row.in_time].map(plain);
        csv.write_record([
            &month,
            &m.code.to_string(),
            &m.name,
            "",
            &applications,
            &decisions,
            &in_time,
            "",
            "",
        ])?;
    }
    for kind in &asked.kinds {
        let of_kind = shown(municipalities, figures, kind);
        for (m, row) in municipalities
            .iter()
            .zip(&of_kind.rows)
            .filter(|(m, _)| m.connected)
        {
            let (children, paid) = (plain(row.children), euros(row.paid));
            csv.write_record([
                &month,
                &m.code.to_string(),
                &m.name,
                kind.as_str(),
                "",
                "",
                "",
                &children,
                &paid,
            ])?;
        }
    }
    Ok(csv.into_inner()?)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn municipality(code: i16) -> Municipality {
        Municipality {
            code: MunicipalityCode::new(code).unwrap(),
            name: format!("Nr. {code}"),
            connected: true,
        }
    }

    fn children(code: i16, children: i64) -> Figures {
        Figures {
            municipality: MunicipalityCode::new(code).unwrap(),
            kind: "ivi_vaikui".into(),
            applications: 0,
            decisions: 0,
            decided_in_time: 0,
            children,
            paid: Cents(children * 12_950),
        }
    }

    #[test]
    fn a_sum_is_hidden_with_its_children() {
        let municipalities = [municipality(13), municipality(23), municipality(29)];
        let figures = [children(13, 900), children(23, 2), children(29, 40)];
        let shown = shown(&municipalities, &figures, "ivi_vaikui");
        let paid: Vec<_> = shown.rows.iter().map(|r| r.paid).collect();
        assert_eq!(paid, [Some(Cents(900 * 12_950)), None, None]);
        assert_eq!(shown.rows[1].children, Cell::Few);
        assert_eq!(shown.rows[2].children, Cell::Covering);
        assert_eq!(shown.total.paid, Some(Cents(942 * 12_950)));
    }

    fn decisions(code: i16, decisions: i64, decided_in_time: i64) -> Figures {
        Figures {
            kind: String::new(),
            decisions,
            decided_in_time,
            ..children(code, 0)
        }
    }

    #[test]
    fn late_decisions_cannot_be_reckoned_on_the_page_nor_in_the_file() {
        let municipalities = [municipality(13), municipality(23), municipality(29)];
        let figures = [
            decisions(13, 900, 800),
            decisions(23, 20, 18),
            decisions(29, 40, 33),
        ];
        let shown = shown(&municipalities, &figures, "");
        let cells = |get: fn(&Row) -> Cell| shown.rows.iter().map(get).collect::<Vec<_>>();
        assert_eq!(
            cells(|r| r.decisions),
            [Cell::Shown(900), Cell::Shown(20), Cell::Shown(40)]
        );
        assert_eq!(
            cells(|r| r.in_time),
            [Cell::Shown(800), Cell::Covering, Cell::Covering]
        );
        assert_eq!(shown.total.in_time, Cell::Shown(851));
        let percents: Vec<_> = shown.rows.iter().map(Row::in_time_permille).collect();
        assert_eq!(percents, [Some(888), None, None]);

        let month: Month = "2026-10".parse().unwrap();
        let asked = Asked {
            month,
            months: vec![month],
            kind: String::new(),
            kinds: vec![],
            indicator: Indicator::Decisions,
        };
        let csv = String::from_utf8(csv_of(&municipalities, &figures, &asked).unwrap()).unwrap();
        let lines: Vec<&str> = csv.lines().skip(1).collect();
        assert_eq!(
            lines,
            [
                "2026-10,13,Nr. 13,,0,900,800,,",
                "2026-10,23,Nr. 23,,0,20,×,,",
                "2026-10,29,Nr. 29,,0,40,×,,"
            ]
        );
    }

    #[test]
    fn classes_are_quarters_of_the_largest() {
        assert_eq!(
            [0, 1, 25, 26, 51, 76, 100].map(|n| class_of(n, 100)),
            [1, 2, 2, 3, 4, 5, 5]
        );
        assert_eq!(class_of(0, 0), 1);
    }
}
