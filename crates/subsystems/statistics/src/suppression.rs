//! Hiding of small cells, so that figures tell of no person: a cell of 1-4 persons is hidden ("<5"), and as many others
//! of its column that it cannot be reckoned back from the total.

/// Fewer persons than this are hidden.
pub const SMALLEST_SHOWN: i64 = 5;

/// What is shown of a cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Cell {
    /// The number.
    Shown(i64),
    /// Hidden for itself: 1-4 persons.
    Few,
    /// Hidden for the sake of another cell.
    Covering,
}

impl Cell {
    /// The number, if it is shown.
    pub fn number(self) -> Option<i64> {
        match self {
            Self::Shown(number) => Some(number),
            Self::Few | Self::Covering => None,
        }
    }

    /// Whether it is hidden.
    pub fn is_hidden(self) -> bool {
        self.number().is_none()
    }
}

fn is_few(count: i64) -> bool {
    (1..SMALLEST_SHOWN).contains(&count)
}

/// What is shown of a column of counts of persons and of its total.
///
/// Whoever knows the total and the shown cells knows the sum of the hidden ones. It must not tell any of them: at least
/// two are hidden, and their sum is not one that only a single choice gives. Where the column
/// has no more cells to hide, its total is hidden. Zeros are shown: they are nobody.
pub fn suppress(counts: &[i64]) -> (Vec<Cell>, Cell) {
    let total: i64 = counts.iter().sum();
    let mut cells: Vec<Cell> = counts
        .iter()
        .map(|&count| {
            if is_few(count) {
                Cell::Few
            } else {
                Cell::Shown(count)
            }
        })
        .collect();
    let mut hidden: Vec<i64> = counts.iter().copied().filter(|&c| is_few(c)).collect();
    if hidden.is_empty() {
        return (cells, Cell::Shown(total));
    }
    let few = hidden.len();
    // The smallest first: as little as can be is lost.
    let mut candidates: Vec<usize> = (0..counts.len())
        .filter(|&at| counts[at] >= SMALLEST_SHOWN)
        .collect();
    candidates.sort_by_key(|&at| counts[at]);
    let mut candidates = candidates.into_iter();
    while !tells_nothing(&hidden, few) {
        let Some(at) = candidates.next() else {
            let total = if is_few(total) {
                Cell::Few
            } else {
                Cell::Covering
            };
            return (cells, total);
        };
        cells[at] = Cell::Covering;
        hidden.push(counts[at]);
    }
    // Nothing but hidden cells makes up a small total: it is about as few people.
    let total = if is_few(total) {
        Cell::Few
    } else {
        Cell::Shown(total)
    };
    (cells, total)
}

/// Whether the sum of hidden cells, of which the first `few` are known to be 1-4 and the others at least 5, leaves open
/// what each of the small ones is.
fn tells_nothing(hidden: &[i64], few: usize) -> bool {
    let number = |count: usize| i64::try_from(count).unwrap_or(i64::MAX);
    let sum: i64 = hidden.iter().sum();
    let covering = number(hidden.len() - few);
    // The least sum lets each cell be only the least, the greatest only the greatest.
    let least = number(few) + covering * SMALLEST_SHOWN;
    let greatest = number(few) * (SMALLEST_SHOWN - 1);
    hidden.len() >= 2 && sum > least && (covering > 0 || sum < greatest)
}

/// What is shown of a column of parts of other counts (decisions in time, of all decisions) and of its total, given
/// `shown_wholes`, what [`suppress`] shows of those counts.
///
/// Whoever sees a whole and its part knows the rest, and so with the totals: where the part or the rest is 1-4, the part
/// is hidden; it is hidden with its whole, too, since a whole is not smaller than its part. Of the other parts as many are
/// hidden as leave each small part, rest and whole open; where none is left to hide, the total is.
pub fn suppress_parts(
    wholes: &[i64],
    shown_wholes: &(Vec<Cell>, Cell),
    parts: &[i64],
) -> (Vec<Cell>, Cell) {
    let (whole_cells, whole_total) = shown_wholes;
    let mut rows: Vec<PartRow> = wholes
        .iter()
        .zip(whole_cells)
        .zip(parts)
        .map(|((&whole, &whole_cell), &part)| {
            let mut row = PartRow {
                part,
                rest: whole - part,
                whole: whole_cell,
                cell: Cell::Shown(part),
            };
            if is_few(part) || is_few(row.rest) || whole_cell.is_hidden() {
                row.hide();
            }
            row
        })
        .collect();
    let total: i64 = parts.iter().sum();
    let rest: i64 = wholes.iter().sum::<i64>() - total;
    let hidden_total = if is_few(total) {
        Cell::Few
    } else {
        Cell::Covering
    };
    let cells = |rows: &[PartRow]| rows.iter().map(|row| row.cell).collect();
    if rows.iter().all(|row| !row.cell.is_hidden()) {
        return (cells(&rows), Cell::Shown(total));
    }
    if is_few(total) || is_few(rest) || whole_total.is_hidden() {
        return (cells(&rows), hidden_total);
    }
    let mut candidates: Vec<usize> = (0..rows.len())
        .filter(|&at| !rows[at].cell.is_hidden() && wholes[at] > 0)
        .collect();
    candidates.sort_by_key(|&at| wholes[at]);
    // The first rows alone, if the total must go: the others would be hidden for nothing.
    let alone = cells(&rows);
    let mut candidates = candidates.into_iter();
    while !parts_tell_nothing(&rows) {
        let Some(at) = candidates.next() else {
            return (alone, hidden_total);
        };
        rows[at].hide();
    }
    (cells(&rows), Cell::Shown(total))
}

/// A whole with its part.
#[derive(Clone, Copy)]
struct PartRow {
    part: i64,
    rest: i64,
    whole: Cell,
    cell: Cell,
}

impl PartRow {
    fn hide(&mut self) {
        self.cell = if is_few(self.part) {
            Cell::Few
        } else {
            Cell::Covering
        };
    }

    /// Whether this row, with so many more in its part and its rest, would be shown the same.
    fn could_be(&self, more_part: i64, more_rest: i64) -> bool {
        let (part, rest) = (self.part + more_part, self.rest + more_rest);
        let looks = |cell: Cell, count: i64, least: i64| match cell {
            Cell::Shown(number) => number == count,
            Cell::Few => is_few(count),
            Cell::Covering => count >= least,
        };
        // A hidden part that is not 1-4 may be nobody; a hidden whole may not.
        let part_looks =
            looks(self.cell, part, SMALLEST_SHOWN) || (self.cell == Cell::Covering && part == 0);
        part_looks && rest >= 0 && looks(self.whole, part + rest, SMALLEST_SHOWN)
    }
}

/// Whether every small part, rest and whole could be another number, the totals being what they are: one person moved
/// between two rows leaves all that is shown as it is.
fn parts_tell_nothing(rows: &[PartRow]) -> bool {
    let moves = |at: usize, changes: &[(i64, i64)]| {
        changes.iter().any(|&(part, rest)| {
            rows[at].could_be(part, rest)
                && rows
                    .iter()
                    .enumerate()
                    .any(|(other, row)| other != at && row.could_be(-part, -rest))
        })
    };
    rows.iter().enumerate().all(|(at, row)| {
        let within = [(1, -1), (-1, 1)];
        let of_part = [(1, 0), (-1, 0)];
        let of_rest = [(0, 1), (0, -1)];
        (!is_few(row.part) || moves(at, &[within, of_part].concat()))
            && (!is_few(row.rest) || moves(at, &[within, of_rest].concat()))
            && (row.whole != Cell::Few || moves(at, &[of_part, of_rest].concat()))
    })
}

#[cfg(test)]
mod tests {
    use super::Cell::{Covering, Few, Shown};
    use super::*;

    #[test]
    fn a_total_of_few_is_hidden_too() {
        let (cells, total) = suppress(&[1, 2, 0]);
        assert_eq!(cells, [Cell::Few, Cell::Few, Cell::Shown(0)]);
        assert_eq!(total, Cell::Few);
    }

    #[test]
    fn large_columns_are_shown_whole() {
        assert_eq!(
            suppress(&[10, 0, 5]),
            (vec![Shown(10), Shown(0), Shown(5)], Shown(15))
        );
        assert_eq!(suppress(&[]), (vec![], Shown(0)));
    }

    #[test]
    fn a_single_small_cell_takes_the_smallest_other_with_it() {
        assert_eq!(
            suppress(&[100, 3, 7, 0]),
            (vec![Shown(100), Few, Covering, Shown(0)], Shown(110))
        );
    }

    #[test]
    fn small_cells_cover_each_other_unless_their_sum_tells_them() {
        assert_eq!(
            suppress(&[2, 3, 50]),
            (vec![Few, Few, Shown(50)], Shown(55))
        );
        assert_eq!(suppress(&[1, 1, 50]), (vec![Few, Few, Covering], Shown(52)));
        assert_eq!(suppress(&[4, 4, 50]), (vec![Few, Few, Covering], Shown(58)));
    }

    #[test]
    fn the_total_is_hidden_when_nothing_else_can_be() {
        assert_eq!(suppress(&[3]), (vec![Few], Few));
        assert_eq!(suppress(&[3, 0, 0]), (vec![Few, Shown(0), Shown(0)], Few));
        assert_eq!(suppress(&[4, 4]), (vec![Few, Few], Covering));
    }

    /// Every column of up to four cells: nobody who sees it can tell a small cell.
    #[test]
    fn no_small_cell_can_be_reckoned_back() {
        let values = [0, 1, 2, 3, 4, 5, 9];
        for a in values {
            for b in values {
                for c in values {
                    let counts = [a, b, c];
                    let (cells, total) = suppress(&counts);
                    for (at, cell) in cells.iter().enumerate() {
                        if *cell == Few {
                            let fitting = guesses(&cells, total)
                                .iter()
                                .map(|g| g[at])
                                .collect::<std::collections::BTreeSet<_>>();
                            assert!(fitting.len() > 1, "{counts:?} tells cell {at}");
                        } else {
                            assert!(!is_few(counts[at]), "{counts:?} shows cell {at}");
                        }
                    }
                }
            }
        }
    }

    fn parts(rows: &[(i64, i64)]) -> (Vec<Cell>, Cell) {
        let (wholes, parts): (Vec<i64>, Vec<i64>) = rows.iter().copied().unzip();
        suppress_parts(&wholes, &suppress(&wholes), &parts)
    }

    #[test]
    fn a_part_is_hidden_where_its_small_rest_would_be_told() {
        // 2 of 20 are late: the 18 is hidden, and another part, so that the total does not give it back.
        assert_eq!(
            parts(&[(20, 18), (50, 40), (90, 80)]),
            (vec![Covering, Covering, Shown(80)], Shown(138))
        );
        // The total's own rest is small.
        assert_eq!(
            parts(&[(20, 18), (50, 50)]),
            (vec![Covering, Shown(50)], Covering)
        );
        assert_eq!(parts(&[(20, 18)]), (vec![Covering], Covering));
        assert_eq!(parts(&[(20, 2), (0, 0)]), (vec![Few, Shown(0)], Few));
        // A rest of nobody and of five tells of nobody.
        assert_eq!(
            parts(&[(20, 20), (20, 15), (9, 0)]),
            (vec![Shown(20), Shown(15), Shown(0)], Shown(35))
        );
    }

    /// Every pair of columns of up to three rows: nobody who sees both can tell a small whole, part or rest.
    #[test]
    fn no_small_part_or_rest_can_be_reckoned_back() {
        let pairs = |values: &[i64]| -> Vec<(i64, i64)> {
            let values = values.iter();
            values
                .clone()
                .flat_map(|&part| values.clone().map(move |&rest| (part + rest, part)))
                .collect()
        };
        for a in pairs(&[0, 1, 2, 3, 4, 5, 6]) {
            for b in pairs(&[0, 1, 2, 3, 4, 5, 6]) {
                check_parts(&[a, b]);
            }
        }
        for a in pairs(&[0, 1, 4, 5]) {
            for b in pairs(&[0, 1, 4, 6]) {
                for c in pairs(&[0, 2, 5]) {
                    check_parts(&[a, b, c]);
                }
            }
        }
    }

    fn check_parts(rows: &[(i64, i64)]) {
        let (wholes, counts): (Vec<i64>, Vec<i64>) = rows.iter().copied().unzip();
        let (whole_cells, whole_total) = suppress(&wholes);
        let (cells, total) = parts(rows);
        let fits = |cell: Cell, count: i64| match cell {
            Shown(number) => number == count,
            Few => is_few(count),
            Covering => !is_few(count),
        };
        // What each row may be: part and rest.
        let options: Vec<Vec<(i64, i64)>> = cells
            .iter()
            .zip(&whole_cells)
            .map(|(&cell, &whole)| {
                (0..=8)
                    .flat_map(|part| (0..=8).map(move |rest| (part, rest)))
                    .filter(|&(part, rest)| fits(cell, part) && fits(whole, part + rest))
                    .collect()
            })
            .collect();
        // How the parts and the wholes of the rows before and after a row may add up.
        let sums = |but: usize| {
            let others = options.iter().enumerate().filter(|(at, _)| *at != but);
            others.fold(
                std::collections::BTreeSet::from([(0, 0)]),
                |sums, (_, options)| {
                    sums.iter()
                        .flat_map(|&(p, w)| options.iter().map(move |o| (p + o.0, w + o.0 + o.1)))
                        .collect()
                },
            )
        };
        for (at, options) in options.iter().enumerate() {
            let others = sums(at);
            let possible: Vec<(i64, i64)> = options
                .iter()
                .copied()
                .filter(|&(part, rest)| {
                    others
                        .iter()
                        .any(|&(p, w)| fits(total, p + part) && fits(whole_total, w + part + rest))
                })
                .collect();
            let rest = wholes[at] - counts[at];
            let tells = |small: i64, of: fn(&(i64, i64)) -> i64| {
                is_few(small) && possible.iter().all(|o| of(o) == small)
            };
            assert!(
                possible.contains(&(counts[at], rest)),
                "{rows:?}: the test does not see what is"
            );
            assert!(
                !tells(counts[at], |o| o.0)
                    && !tells(rest, |o| o.1)
                    && !tells(wholes[at], |o| o.0 + o.1),
                "{rows:?} tells row {at}: {cells:?} {total:?} of {whole_cells:?} {whole_total:?}"
            );
        }
    }

    /// Every column that fits what is shown.
    fn guesses(cells: &[Cell], total: Cell) -> Vec<Vec<i64>> {
        let mut found = vec![vec![]];
        for cell in cells {
            let options: Vec<i64> = match cell {
                Shown(number) => vec![*number],
                Few => (1..=4).collect(),
                Covering => (5..=40).collect(),
            };
            found = found
                .into_iter()
                .flat_map(|g: Vec<i64>| options.iter().map(move |o| [g.clone(), vec![*o]].concat()))
                .collect();
        }
        found.retain(|g| total.number().is_none_or(|t| g.iter().sum::<i64>() == t));
        found
    }
}
