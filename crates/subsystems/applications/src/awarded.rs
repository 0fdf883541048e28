//! "Jau skirta": a renewal, or an application for a newborn that names the older children too, is decided about what is new;
//! of the rest it says by which decision it is paid already (one child, one month, one payment).

use spis_kernel::Month;
use spis_pages::{Language, format};

use crate::group::DEPARTURE;
use crate::model::{AmountRun, Line, LineOutcome};
use crate::store::OtherAward;

/// Of a child for whom somebody else is paid.
const TO_ANOTHER: &str = "Už šį vaiką ši išmoka už tą patį laiką jau skirta, o antrą kartą neskiriama. Jei manote, kad ji \
     priklauso Jums, pateikite tėvų susitarimą ar teismo sprendimą, su kuo vaikas gyvena, ir prašymą išnagrinėsime iš naujo.";

/// The rule's lines with what the same recipient is awarded already taken out: a line that is awarded whole is not granted
/// again, and says so; one that is awarded in part is granted for the other months. What is awarded to another recipient is
/// refused in words that tell nothing of whom, where, since when or how much: it may be the other parent's, who must not be found
/// by it. What a line loses to another kind, a person decides.
pub fn without_awarded(lines: Vec<Line>, awards: &[OtherAward]) -> Vec<Line> {
    lines
        .into_iter()
        .flat_map(|line| {
            if line.outcome == LineOutcome::Refused {
                return vec![line];
            }
            let (of_line, of_another): (Vec<&OtherAward>, Vec<&OtherAward>) = awards
                .iter()
                .filter(|award| {
                    award.child == line.child
                        && award.kind == line.kind
                        && Month::of(award.from) <= line.to
                        && award.to.is_none_or(|to| Month::of(to) >= line.from)
                })
                .partition(|award| award.same_recipient);
            if !of_another.is_empty() {
                return vec![refused(line, TO_ANOTHER.to_owned())];
            }
            let Some(last) = of_line.iter().max_by_key(|award| award.from) else {
                return vec![line];
            };
            let free = of_line
                .iter()
                .fold(vec![(line.from, line.to)], |parts, award| {
                    parts
                        .into_iter()
                        .flat_map(|part| outside(part, award))
                        .collect()
                });
            if free.is_empty() {
                return vec![refused(line, paid_by(last))];
            }
            free.into_iter()
                .map(|(from, to)| Line {
                    from,
                    to,
                    amounts: within(&line.amounts, from, to),
                    ..line.clone()
                })
                .collect()
        })
        .collect()
}

/// The months of a part that an award leaves free: before it, after it.
fn outside((from, to): (Month, Month), award: &OtherAward) -> Vec<(Month, Month)> {
    let (first, last) = (Month::of(award.from), award.to.map(Month::of));
    if first > to || last.is_some_and(|last| last < from) {
        return vec![(from, to)];
    }
    let before = (from < first).then(|| (from, first.previous()));
    let after = last.filter(|last| *last < to).map(|last| (last.next(), to));
    before.into_iter().chain(after).collect()
}

fn within(amounts: &[AmountRun], from: Month, to: Month) -> Vec<AmountRun> {
    amounts
        .iter()
        .filter(|run| run.from <= to && run.to >= from)
        .map(|run| AmountRun {
            from: run.from.max(from),
            to: run.to.min(to),
            ..run.clone()
        })
        .collect()
}

fn paid_by(by: &OtherAward) -> String {
    let since = format::month_prose(Language::Lt, Month::of(by.from));
    let until = by.to.map_or_else(String::new, |to| {
        let until = format::month_prose(Language::Lt, Month::of(to));
        format!(" iki {until} imtinai")
    });
    format!(
        "Ši išmoka jau skirta: sprendimas Nr. {}, nuo {since}{until}. Ji mokama toliau, antrą kartą neskiriama.",
        by.decision_number
    )
}

fn refused(line: Line, text: String) -> Line {
    Line {
        outcome: LineOutcome::Refused,
        amounts: Vec::new(),
        reason: DEPARTURE.into(),
        reason_text: Some(text),
        // Not the rule refuses.
        doubtful: false,
        open_question: None,
        ..line
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::Date;
    use spis_kernel::{Cents, PersonId};
    use uuid::Uuid;

    use super::*;

    fn month(text: &str) -> Month {
        let day: Date = format!("{text}-01").parse().unwrap();
        Month::of(day)
    }

    fn line(from: &str, to: &str) -> Line {
        Line {
            child: PersonId::new(Uuid::from_u128(1)),
            kind: "ivi_vaikui".into(),
            outcome: LineOutcome::Granted,
            from: month(from),
            to: month(to),
            amounts: vec![AmountRun {
                from: month(from),
                to: month(to),
                amount_cents: Cents(12_950),
            }],
            reason: "granted_universal".into(),
            reason_text: None,
            doubtful: true,
            open_question: None,
            lacks: Vec::new(),
        }
    }

    fn award(from: &str, to: Option<&str>) -> OtherAward {
        OtherAward {
            child: PersonId::new(Uuid::from_u128(1)),
            kind: "ivi_vaikui".into(),
            from: month(from).first_day(),
            to: to.map(|to| month(to).last_day()),
            same_recipient: true,
            decision_number: "SPR-29-2025-000001".into(),
        }
    }

    #[test]
    fn what_is_awarded_already_is_not_granted_again() {
        let whole = [("2026-01", "2026-12")];
        for (awards, left) in [
            (vec![], &whole[..]),
            (vec![award("2025-01", Some("2025-12"))], &whole[..]),
            (vec![award("2027-01", None)], &whole[..]),
            (vec![award("2025-01", None)], &[][..]),
            (vec![award("2026-01", Some("2026-12"))], &[]),
            (
                vec![award("2025-06", Some("2026-05"))],
                &[("2026-06", "2026-12")],
            ),
            (vec![award("2026-11", None)], &[("2026-01", "2026-10")]),
            (
                vec![award("2026-03", Some("2026-04"))],
                &[("2026-01", "2026-02"), ("2026-05", "2026-12")],
            ),
            (
                vec![award("2025-01", Some("2026-06")), award("2026-07", None)],
                &[],
            ),
        ] {
            let found = without_awarded(vec![line("2026-01", "2026-12")], &awards);
            let granted: Vec<&Line> = found
                .iter()
                .filter(|line| line.outcome == LineOutcome::Granted)
                .collect();
            let left: Vec<_> = left.iter().map(|(f, t)| (month(f), month(t))).collect();
            let months: Vec<_> = granted.iter().map(|line| (line.from, line.to)).collect();
            assert_eq!(months, left, "{awards:?}");
            for line in granted {
                let paid = (line.amounts[0].from, line.amounts[0].to);
                assert_eq!((line.amounts.len(), paid), (1, (line.from, line.to)));
            }
            if left.is_empty() {
                let [refused] = &found[..] else {
                    panic!("one line: {found:?}");
                };
                let text = refused.reason_text.as_deref().unwrap();
                assert!(text.contains("SPR-29-2025-000001"), "{text}");
                assert!(refused.amounts.is_empty() && !refused.doubtful);
            }
        }
    }

    #[test]
    fn what_another_is_awarded_is_refused_in_words_that_tell_nothing_of_her() {
        let mut another = award("2026-07", Some("2026-09"));
        another.same_recipient = false;
        let found = without_awarded(vec![line("2026-01", "2026-12")], &[another]);
        let [refused] = &found[..] else {
            panic!("one line: {found:?}");
        };
        assert_eq!(refused.outcome, LineOutcome::Refused);
        let text = refused.reason_text.as_deref().unwrap();
        assert!(text.starts_with("Už šį vaiką ši išmoka") && text.contains("teismo sprendimą"));
        assert!(!text.contains(|c: char| c.is_ascii_digit()), "{text}");
    }

    #[test]
    fn another_kind_or_child_and_what_the_rule_refuses_stay() {
        let other = |change: fn(&mut OtherAward)| {
            let mut award = award("2025-01", None);
            change(&mut award);
            award
        };
        let awards = [
            other(|a| a.kind = "ivi_vaikui_nepasit".into()),
            other(|a| a.child = PersonId::new(Uuid::from_u128(2))),
        ];
        let lines = vec![line("2026-01", "2026-12")];
        assert_eq!(without_awarded(lines.clone(), &awards), lines);
        let mut refused = line("2026-01", "2026-12");
        refused.outcome = LineOutcome::Refused;
        let kept = without_awarded(vec![refused.clone()], &[award("2025-01", None)]);
        assert_eq!(kept, [refused]);
    }
}
