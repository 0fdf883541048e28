//! Dates, times, money and ages in Lithuanian and English.

use jiff::{Timestamp, civil::date};
use spis_kernel::{Cents, Month};
use spis_pages::{
    Language::{En, Lt},
    format::{self, MonthForm},
};

fn at(text: &str) -> Timestamp {
    text.parse().unwrap()
}

#[test]
fn dates() {
    let day = date(2026, 11, 23);
    assert_eq!(
        format::date_prose(Lt, day),
        "2026\u{a0}m. lapkričio 23\u{a0}d."
    );
    assert_eq!(format::date_prose(En, day), "23 November 2026");
    assert_eq!(format::date_table(date(2026, 2, 3)), "2026-02-03");
    assert_eq!(
        format::date_near(Lt, date(2026, 12, 4), day),
        "gruodžio 4\u{a0}d."
    );
    assert_eq!(format::date_near(En, date(2026, 12, 4), day), "4 December");
    assert_eq!(
        format::date_near(Lt, date(2027, 1, 4), day),
        "sausio 4\u{a0}d."
    );
    assert_eq!(
        format::date_near(Lt, date(2027, 4, 4), day),
        "2027\u{a0}m. balandžio 4\u{a0}d."
    );
    assert_eq!(
        format::date_near(Lt, date(2025, 11, 23), day),
        "2025\u{a0}m. lapkričio 23\u{a0}d."
    );
}

#[test]
fn times_are_lithuanian_in_summer_and_winter() {
    assert_eq!(format::time(at("2026-11-23T07:42:00Z")), "9:42");
    assert_eq!(format::time(at("2026-07-23T07:42:00Z")), "10:42");
    assert_eq!(
        format::moment_table(at("2026-11-23T22:05:00Z")),
        "2026-11-24 0:05"
    );
    assert_eq!(
        format::moment_prose(Lt, at("2026-11-23T07:44:00Z")),
        "2026\u{a0}m. lapkričio 23\u{a0}d. 9:44"
    );
    let now = at("2026-11-23T12:00:00Z");
    assert_eq!(
        format::moment_near(Lt, at("2026-11-23T07:42:00Z"), now),
        "9:42"
    );
    assert_eq!(
        format::moment_near(Lt, at("2026-11-20T13:42:00Z"), now),
        "lapkričio 20\u{a0}d. 15:42"
    );
}

#[test]
fn months() {
    let month = Month::of(date(2026, 11, 23));
    assert_eq!(format::month_table(month), "2026-11");
    assert_eq!(
        format::month_prose(Lt, month),
        "2026\u{a0}m. lapkričio mėn."
    );
    assert_eq!(format::month_prose(En, month), "November 2026");
    assert_eq!(format::month_name(Lt, 7, MonthForm::Accusative), "liepą");
    assert_eq!(format::month_name(Lt, 8, MonthForm::Short), "rgp.");
    assert_eq!(format::month_name(En, 8, MonthForm::Short), "Aug");
    assert_eq!(format::range("2026-11", "2027-01"), "2026-11 – 2027-01");
}

#[test]
fn money() {
    assert_eq!(format::money(Lt, Cents(103_600)), "1\u{a0}036,00\u{a0}Eur");
    assert_eq!(format::money(Lt, Cents(-1_205)), "\u{2212}12,05\u{a0}Eur");
    assert_eq!(
        format::money(En, Cents(123_456_789)),
        "EUR\u{a0}1,234,567.89"
    );
    assert_eq!(format::money(En, Cents(-5)), "EUR\u{a0}\u{2212}0.05");
    assert_eq!(format::difference(Lt, Cents(35_816)), "+358,16\u{a0}Eur");
    assert_eq!(format::difference(Lt, Cents(0)), "0,00\u{a0}Eur");
    assert_eq!(
        format::difference(Lt, Cents(-1_200)),
        "\u{2212}12,00\u{a0}Eur"
    );
    assert_eq!(format::amount(Lt, Cents(103_600)), "1\u{a0}036,00");
    assert_eq!(format::number(Lt, 38_214), "38\u{a0}214");
    assert_eq!(format::number(En, -38_214), "\u{2212}38,214");
    assert_eq!(format::number(Lt, 999), "999");
    assert_eq!(format::percent(Lt, 32), "3,2\u{a0}%");
    assert_eq!(format::percent(En, -961), "\u{2212}96.1%");
}

#[test]
fn distances() {
    let today = date(2026, 11, 23);
    assert_eq!(
        format::distance(Lt, date(2026, 12, 17), today),
        "liko 24\u{a0}d."
    );
    assert_eq!(format::distance(Lt, today, today), "šiandien");
    assert_eq!(
        format::distance(Lt, date(2026, 11, 19), today),
        "vėluoja 4\u{a0}d."
    );
    assert_eq!(
        format::distance(En, date(2026, 11, 24), today),
        "1 day left"
    );
    assert_eq!(format::days_between(date(2025, 11, 23), today), 365);
}

#[test]
fn ages() {
    let today = date(2026, 11, 23);
    for (born_on, words) in [
        (date(2026, 11, 23), "0 dienų"),
        (date(2026, 11, 22), "1 diena"),
        (date(2026, 11, 17), "6 dienos"),
        (date(2026, 11, 9), "2 savaitės"),
        (date(2026, 9, 24), "8 savaitės"),
        (date(2026, 9, 23), "2 mėnesiai"),
        (date(2024, 12, 23), "23 mėnesiai"),
        (date(2024, 11, 23), "2 metai"),
        (date(2019, 6, 4), "7 metai"),
        (date(2015, 3, 12), "11 metų"),
        (date(2015, 11, 24), "10 metų"),
        (date(2005, 11, 23), "21 metai"),
        (date(2027, 1, 1), "0 dienų"),
    ] {
        assert_eq!(format::age(Lt, born_on, today), words, "{born_on}");
    }
    assert_eq!(format::age(En, date(2025, 11, 20), today), "12 months");
}

#[test]
fn ages_of_answers() {
    let now = at("2026-11-23T12:00:00Z");
    for (answered, words) in [
        ("2026-11-23T11:48:30Z", "11 min."),
        ("2026-11-23T10:30:00Z", "1 val. 30 min."),
        ("2026-11-23T09:00:00Z", "3 val."),
        ("2026-11-21T12:01:00Z", "47 val. 59 min."),
        ("2026-11-20T12:00:00Z", "3 d."),
        ("2026-11-23T12:05:00Z", "0 min."),
    ] {
        assert_eq!(format::answer_age(Lt, at(answered), now), words);
    }
}
