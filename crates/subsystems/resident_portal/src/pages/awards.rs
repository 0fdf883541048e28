//! What a decision pays: for each child and kind the monthly sums, what of them is paid, and what each comes from.

use std::collections::BTreeSet;

use spis_applications::explanation::{self, Reader};
use spis_applications::model::{AmountRun, DecisionContent, DecisionLine, LineOutcome, ReasonNode};
use spis_kernel::{Cents, Month};
use spis_pages::{Language, Page, WhyNode, format};

use crate::copies::PaidLine;

/// "Paskirta išmoka" of one child and kind.
pub struct Award {
    /// "Matas Petraitis: išmoka vaikui".
    pub title: String,
    /// Its monthly sums.
    pub sums: Vec<MonthlySum>,
}

/// The same sum for some months.
pub struct MonthlySum {
    /// From which month until which.
    pub months: String,
    /// A month.
    pub sum: Cents,
    /// What of it is paid, what is due and not paid yet, and what comes later.
    pub paid: Vec<String>,
    /// What it comes from.
    pub why: Vec<WhyNode>,
}

/// What the decision pays, with what of it has been paid by this month.
pub fn awards(
    page: &Page,
    decision: &DecisionContent,
    paid: &[PaidLine],
    this_month: Month,
) -> Vec<Award> {
    granted(decision)
        .map(|line| award(page, line, paid, this_month))
        .collect()
}

/// What all awards come to in a month.
pub fn total_in(decision: &DecisionContent, month: Month) -> Cents {
    granted(decision)
        .flat_map(|line| &line.amounts)
        .filter(|amount| amount.from <= month && month <= amount.to)
        .map(|amount| amount.amount_cents)
        .sum()
}

fn granted(decision: &DecisionContent) -> impl Iterator<Item = &DecisionLine> {
    let lines = decision.lines.iter();
    lines.filter(|line| line.outcome == LineOutcome::Granted)
}

fn award(page: &Page, line: &DecisionLine, paid: &[PaidLine], this_month: Month) -> Award {
    let of_line: BTreeSet<Month> = paid
        .iter()
        .filter(|p| line.child.is_some_and(|child| child.get() == p.child) && p.kind == line.kind)
        .map(|p| p.month)
        .collect();
    Award {
        title: format!("{}: {}", line.child_name, kind_name(page, line)),
        sums: line
            .amounts
            .iter()
            .map(|amount| MonthlySum {
                months: period(amount.from, amount.to),
                sum: amount.amount_cents,
                paid: paid_words(page, amount, &of_line, this_month),
                why: why(page, line, amount),
            })
            .collect(),
    }
}

fn kind_name(page: &Page, line: &DecisionLine) -> String {
    let key = format!("portal-kind-{}", line.kind.replace('_', "-"));
    if page.translator.has(&key) {
        page.t(key)
    } else {
        line.kind_name.clone()
    }
}

/// What an amount comes from, in the language of the page; nothing of decisions from before it was kept.
fn why(page: &Page, line: &DecisionLine, amount: &AmountRun) -> Vec<WhyNode> {
    let explained = line.explained.iter().find(|e| e.from == amount.from);
    let tree: &[ReasonNode] = match (explained, page.language()) {
        (Some(explained), Language::Lt) => &explained.lt,
        (Some(explained), Language::En) => &explained.en,
        (None, _) => &[],
    };
    explanation::findings(tree, Reader::Resident)
}

fn paid_words(
    page: &Page,
    amount: &AmountRun,
    paid: &BTreeSet<Month>,
    this_month: Month,
) -> Vec<String> {
    let months = || {
        std::iter::successors(Some(amount.from), |month| Some(month.next()))
            .take_while(|month| *month <= amount.to)
    };
    let done: Vec<Month> = months().filter(|month| paid.contains(month)).collect();
    let left = || months().filter(|month| !paid.contains(month));
    let due: Vec<Month> = left().filter(|month| *month <= this_month).collect();
    let later: Vec<Month> = left().filter(|month| *month > this_month).collect();
    if due.is_empty() && later.is_empty() {
        return vec![page.t("awards-all-paid")];
    }
    let of = |key: &'static str, months: &[Month]| {
        (!months.is_empty()).then(|| page.t_with(key, "months", ranges(months)))
    };
    [
        of("awards-paid", &done),
        of("awards-to-pay", &due),
        of("awards-later", &later),
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// "2026-09–2026-11, 2027-01": months in order, those that follow one another joined.
fn ranges(months: &[Month]) -> String {
    let mut runs: Vec<(Month, Month)> = Vec::new();
    for month in months {
        match runs.last_mut() {
            Some((_, last)) if last.next() == *month => *last = *month,
            _ => runs.push((*month, *month)),
        }
    }
    let words: Vec<String> = runs
        .into_iter()
        .map(|(from, to)| period(from, to))
        .collect();
    words.join(", ")
}

fn period(from: Month, to: Month) -> String {
    let first = format::month_table(from);
    if from == to {
        first
    } else {
        format::range(&first, &format::month_table(to))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use spis_pages::{Audience, Language};

    fn month(text: &str) -> Month {
        text.parse().unwrap()
    }

    fn amount(from: &str, to: &str) -> AmountRun {
        AmountRun {
            from: month(from),
            to: month(to),
            amount_cents: Cents(12_950),
        }
    }

    #[test]
    fn paid_months_and_those_to_be_paid_are_told_apart() {
        let page = Page::new(Language::En, Audience::Portal);
        let paid: BTreeSet<Month> = ["2026-09", "2026-10", "2026-12"].map(month).into();
        let words = |from, to, now| paid_words(&page, &amount(from, to), &paid, month(now));
        assert_eq!(
            words("2026-09", "2027-02", "2026-12"),
            [
                "Paid for: 2026-09 – 2026-10, 2026-12.",
                "Not paid yet for: 2026-11.",
                "To come, month by month: 2027-01 – 2027-02."
            ]
        );
        assert_eq!(
            words("2026-01", "2026-02", "2026-12"),
            ["Not paid yet for: 2026-01 – 2026-02."]
        );
        assert_eq!(
            words("2026-09", "2026-10", "2026-12"),
            ["Paid for all months."]
        );
    }
}
