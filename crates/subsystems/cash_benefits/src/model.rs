//! What is due, what is held and what was paid.

use std::collections::{BTreeMap, BTreeSet};

use jiff::Timestamp;
use jiff::civil::Date;
use spis_kernel::{
    AwardId, Cents, Iban, Month, PaymentFileId, PaymentId, PaymentRunId, PersonId, WorkingCalendar,
};

/// One unpaid month of one award, as the database has it.
///
/// Not `Debug`: it carries names and accounts.
#[derive(Clone)]
pub struct UnpaidMonth {
    /// Award.
    pub award: AwardId,
    /// Month of entitlement.
    pub month: Month,
    /// Kind, by code.
    pub kind: String,
    /// Amount for the month.
    pub amount: Cents,
    /// Who is paid.
    pub recipient: Party,
    /// For whom.
    pub child: Party,
    /// Account as it stands in the award.
    pub account: String,
    /// Whose account it is; none: the recipient's own.
    pub account_holder: Option<String>,
}

/// A person of an award.
#[derive(Clone)]
pub struct Party {
    /// Person.
    pub id: PersonId,
    /// Given name and surname.
    pub name: String,
    /// Day of death.
    pub died_on: Option<Date>,
}

/// Why a month is not paid although it is granted ("sulaikyta"). A person looks at it; nothing is lost.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum HeldBecause {
    /// The recipient is dead: whom to pay must be decided anew.
    RecipientDied,
    /// The month began after the child's death.
    ChildDied,
    /// No account is given.
    AccountMissing,
    /// The account number cannot be right.
    AccountWrong,
}

impl HeldBecause {
    /// Key of its wording.
    pub fn wording(self) -> &'static str {
        match self {
            Self::RecipientDied => "payments-held-recipient-died",
            Self::ChildDied => "payments-held-child-died",
            Self::AccountMissing => "payments-held-account-missing",
            Self::AccountWrong => "payments-held-account-wrong",
        }
    }
}

/// Unpaid months that are not paid now.
#[derive(Clone)]
pub struct Held {
    /// The month.
    pub month: UnpaidMonth,
    /// Why.
    pub because: HeldBecause,
}

/// One transfer: all due months of a recipient to an account.
#[derive(Clone)]
pub struct Transfer {
    /// Who is paid.
    pub recipient: Party,
    /// Where to.
    pub account: Iban,
    /// Whose account it is; none: the recipient's own.
    pub account_holder: Option<String>,
    /// At least one.
    pub lines: Vec<UnpaidMonth>,
}

impl Transfer {
    /// Whom the bank pays: the account's holder.
    pub fn creditor(&self) -> &str {
        self.account_holder
            .as_deref()
            .unwrap_or(&self.recipient.name)
    }

    /// Sum of its lines.
    pub fn total(&self) -> Cents {
        self.lines.iter().map(|l| l.amount).sum()
    }
}

/// What a run for a month would pay.
#[derive(Clone, Default)]
pub struct Due {
    /// Transfers, by the recipient's name.
    pub transfers: Vec<Transfer>,
    /// What is held.
    pub held: Vec<Held>,
}

impl Due {
    /// Sorts unpaid months into transfers and held ones.
    ///
    /// The month of a child's death is paid whole, later ones are held. A dead recipient is paid nothing.
    pub fn of(months: Vec<UnpaidMonth>) -> Self {
        // Name and key of the recipient, account, and whose it is.
        type Whom = (String, PersonId, String, Option<String>);
        let mut transfers: BTreeMap<Whom, Transfer> = BTreeMap::new();
        let mut held = Vec::new();
        for month in months {
            match account_of(&month) {
                Err(because) => held.push(Held { month, because }),
                Ok(account) => transfers
                    .entry((
                        month.recipient.name.clone(),
                        month.recipient.id,
                        account.as_str().to_owned(),
                        month.account_holder.clone(),
                    ))
                    .or_insert_with(|| Transfer {
                        recipient: month.recipient.clone(),
                        account_holder: month.account_holder.clone(),
                        account,
                        lines: Vec::new(),
                    })
                    .lines
                    .push(month),
            }
        }
        Self {
            transfers: transfers.into_values().collect(),
            held,
        }
    }

    /// Whether there is nothing to pay.
    pub fn is_empty(&self) -> bool {
        self.transfers.is_empty()
    }

    /// What the transfers come to.
    pub fn total(&self) -> Cents {
        self.transfers.iter().map(Transfer::total).sum()
    }

    /// Every line with its transfer's place.
    pub fn lines(&self) -> impl Iterator<Item = &UnpaidMonth> {
        self.transfers.iter().flat_map(|t| &t.lines)
    }

    /// Persons whom the transfers pay, and those held.
    pub fn recipients(&self) -> BTreeSet<PersonId> {
        let held = self.held.iter().map(|h| h.month.recipient.id);
        self.transfers
            .iter()
            .map(|t| t.recipient.id)
            .chain(held)
            .collect()
    }

    /// Lines and sums by kind; a month before `month` is arrears.
    pub fn sums(&self, month: Month) -> Vec<KindSum> {
        let mut sums: BTreeMap<&str, KindSum> = BTreeMap::new();
        for line in self.lines() {
            sums.entry(&line.kind)
                .or_insert_with(|| KindSum::new(&line.kind))
                .add(line.month < month, 1, line.amount);
        }
        sums.into_values().collect()
    }
}

fn account_of(month: &UnpaidMonth) -> Result<Iban, HeldBecause> {
    if month.recipient.died_on.is_some() {
        return Err(HeldBecause::RecipientDied);
    }
    if month
        .child
        .died_on
        .is_some_and(|day| day < month.month.first_day())
    {
        return Err(HeldBecause::ChildDied);
    }
    if month.account.trim().is_empty() {
        return Err(HeldBecause::AccountMissing);
    }
    month.account.parse().map_err(|_| HeldBecause::AccountWrong)
}

/// What a run pays of one kind.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KindSum {
    /// Kind, by code.
    pub kind: String,
    /// Lines for the run's month.
    pub current_lines: i64,
    /// Their sum.
    pub current: Cents,
    /// Lines for earlier months.
    pub arrears_lines: i64,
    /// Their sum.
    pub arrears: Cents,
}

impl KindSum {
    /// Nothing of a kind.
    pub fn new(kind: &str) -> Self {
        Self {
            kind: kind.to_owned(),
            current_lines: 0,
            current: Cents::ZERO,
            arrears_lines: 0,
            arrears: Cents::ZERO,
        }
    }

    /// Adds lines.
    pub fn add(&mut self, arrears: bool, lines: i64, sum: Cents) {
        let (count, total) = if arrears {
            (&mut self.arrears_lines, &mut self.arrears)
        } else {
            (&mut self.current_lines, &mut self.current)
        };
        *count += lines;
        *total += sum;
    }

    /// Lines in all.
    pub fn lines(&self) -> i64 {
        self.current_lines + self.arrears_lines
    }

    /// Sum in all.
    pub fn total(&self) -> Cents {
        self.current + self.arrears
    }
}

/// "Mokėjimas": a run as it was made.
#[derive(Debug, Clone)]
pub struct PaymentRun {
    /// Key.
    pub id: PaymentRunId,
    /// Month of entitlement.
    pub month: Month,
    /// Which run of the month, from 1.
    pub position: i32,
    /// Day on which the bank is to pay.
    pub pay_on: Date,
    /// Who ran it.
    pub run_by: String,
    /// When.
    pub run_at: Timestamp,
    /// Transfers.
    pub payments: i32,
    /// Their sum.
    pub total: Cents,
}

/// A transfer of a run as it was made.
#[derive(Clone)]
pub struct Payment {
    /// Key.
    pub id: PaymentId,
    /// Who was paid.
    pub recipient: PersonId,
    /// Name in the payment file.
    pub name: String,
    /// Last four characters of the account.
    pub account_last_four: String,
    /// By which the bank's answer finds it.
    pub end_to_end_id: String,
    /// Sum.
    pub amount: Cents,
}

/// The file of a run, without its bytes.
#[derive(Debug, Clone)]
pub struct FileFacts {
    /// Key.
    pub id: PaymentFileId,
    /// By which the bank knows it.
    pub message_id: String,
    /// SHA-256 of its bytes, in hex.
    pub sha256: String,
}

impl FileFacts {
    /// Name under which it is taken.
    pub fn name(&self) -> String {
        format!("{}.xml", self.message_id)
    }
}

/// What the municipality pays from.
#[derive(Clone)]
pub struct PayingOffice {
    /// Name of the payer.
    pub debtor_name: String,
    /// Its account.
    pub debtor_iban: Iban,
    /// Day of the month by which benefits are paid.
    pub payment_day: i8,
}

/// The month of which benefits are paid by default: the one before.
pub fn month_to_pay(today: Date) -> Month {
    Month::of(today).previous()
}

/// The day on which the bank is to pay for a month: the office's day of the month after, moved on to a working day; the
/// next working day from today on if that has passed.
pub fn pay_on(month: Month, payment_day: i8, today: Date, calendar: &WorkingCalendar) -> Date {
    let after = month.next();
    let last = after.last_day();
    let day = Date::new(after.year(), after.number(), payment_day.clamp(1, 28)).unwrap_or(last);
    calendar.on_or_after(day.max(today))
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    fn day(month: &str, payment_day: i8, today: Date) -> Date {
        pay_on(
            month.parse().unwrap(),
            payment_day,
            today,
            WorkingCalendar::embedded(),
        )
    }

    #[test]
    fn pays_on_the_office_s_day_a_working_day_not_in_the_past() {
        // 8 November 2026 is a Sunday.
        assert_eq!(day("2026-10", 8, date(2026, 11, 2)), date(2026, 11, 9));
        assert_eq!(day("2026-10", 10, date(2026, 11, 2)), date(2026, 11, 10));
        // Run late, on a Saturday: the next Monday.
        assert_eq!(day("2026-10", 10, date(2026, 11, 21)), date(2026, 11, 23));
        assert_eq!(day("2026-12", 1, date(2026, 12, 31)), date(2027, 1, 4));
    }

    #[test]
    fn the_month_before_is_paid() {
        assert_eq!(month_to_pay(date(2027, 1, 31)).to_string(), "2026-12");
    }
}
