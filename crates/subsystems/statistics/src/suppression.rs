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
    (cells, Cell::Shown(total))
}

/// Hides what would give a hidden difference back: where whole and part are shown, so is what is between them.
pub fn cover_difference(parts: &mut [Cell], differences: &[Cell]) {
    for (part, difference) in parts.iter_mut().zip(differences) {
        if difference.is_hidden() && !part.is_hidden() {
            *part = Cell::Covering;
        }
    }
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

#[cfg(test)]
mod tests {
    use super::Cell::{Covering, Few, Shown};
    use super::*;

    #[test]
    fn a_few_late_decisions_are_not_told_by_those_in_time() {
        // 20 decisions, 18 in time: the 2 late ones must not follow.
        let (mut in_time, _) = suppress(&[18, 300]);
        let (late, _) = suppress(&[2, 0]);
        cover_difference(&mut in_time, &late);
        assert_eq!(in_time, [Covering, Shown(300)]);
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
