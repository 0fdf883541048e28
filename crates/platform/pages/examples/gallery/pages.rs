//! Sample pages with every component. People and numbers are invented.

use askama::Template;
use jiff::{
    Timestamp,
    civil::{Date, date},
};
use spis_kernel::Cents;
use spis_pages::{
    Audience, Choice, Fact, FieldErrors, Flash, FormValues, FourAnswers, Message, NavItem, Page,
    PageRequest, Pagination, SaveState, SignedIn, Site, Step, Tag, Tone, WhyNode,
};

#[derive(Template)]
#[template(path = "gallery_portal.html")]
pub struct PortalGallery {
    pub page: Page,
    pub state: Tag,
    pub answers: FourAnswers,
    pub steps: Vec<Step>,
    pub saved: SaveState,
    pub children: Vec<Choice>,
    pub lives: Vec<Choice>,
    pub municipalities: Vec<Choice>,
    pub form: FormValues,
    pub facts: Vec<Fact>,
    pub why: Vec<WhyNode>,
    pub sum: Cents,
    pub due: Date,
    pub born_on: Date,
    pub today: Date,
    pub now: Timestamp,
}

#[derive(Template)]
#[template(path = "gallery_staff.html")]
pub struct StaffGallery {
    pub page: Page,
    pub state: Tag,
    pub deadlines: Vec<Date>,
    pub today: Date,
    pub pagination: Pagination,
    pub why: Vec<WhyNode>,
}

/// 2026-11-23 9:42 in Lithuania.
pub fn now() -> Timestamp {
    Timestamp::from_second(1_795_419_720).expect("within the range of timestamps")
}

pub fn portal(request: &PageRequest, wrong: bool) -> PortalGallery {
    let site = Site::new(Audience::Portal, "");
    let mut page = site
        .page(request)
        .with_title("Vaikai ir mokėjimas")
        .at("prasymai")
        .with_user(
            SignedIn {
                name: "Rasa P.".into(),
                position: String::new(),
            },
            "zyma",
        );
    page.nav = vec![
        NavItem::new("pradzia", "/", "Mano SPIS"),
        NavItem::new("prasymai", "/prasymai", "Prašymai"),
        NavItem::new("mokejimai", "/mokejimai", "Mokėjimai"),
    ];
    if wrong {
        let mut errors = FieldErrors::new();
        errors.add(
            "gyvena",
            Message::Text("Atsakykite, ar Matas gyvena kartu su Jumis".into()),
        );
        errors.add(
            "iban",
            Message::Text("Sąskaitos numeryje yra 19 ženklų, o turi būti 20".into()),
        );
        errors.add(
            "savivaldybe",
            Message::Text("Pasirinkite savivaldybę".into()),
        );
        errors.add("pastaba", Message::Text("Sutrumpinkite pastabą".into()));
        errors.add(
            "patvirtinu",
            Message::Text("Patvirtinkite, kad duomenys teisingi".into()),
        );
        page = page.with_errors(errors);
    } else {
        page = page.with_flash(Some(Flash::success("Prašymas gautas ir užregistruotas.")));
    }
    let t = page.translator;
    PortalGallery {
        state: Tag::for_resident(&t, "document_missing"),
        answers: FourAnswers {
            step: "3 iš 5: tikrinama".into(),
            decision_due: Some(date(2026, 12, 17)),
            decision_due_note: String::new(),
            place: "prieš Jus 37 prašymai".into(),
            missing: "1 dokumento".into(),
            missing_href: "#truksta".into(),
            ..FourAnswers::default()
        },
        steps: Step::of_application(&t, 3),
        saved: SaveState::Saved(now()),
        children: vec![
            Choice::new("1", "Ugnė Petrauskaitė", true).with_hint("Gimė 2015-03-12."),
            Choice::new("2", "Jonas Petrauskas", false),
        ],
        lives: vec![
            Choice::new("taip", "Taip", false),
            Choice::new("ne", "Ne", false),
        ],
        municipalities: vec![
            Choice::new("27", "Panevėžio miesto savivaldybė", true),
            Choice::new("29", "Šiaulių miesto savivaldybė", false),
        ],
        form: FormValues::from(vec![
            ("iban".into(), "LT00 \"0000\" <0000>".into()),
            ("pastaba".into(), "Pirma eilutė\nAntra".into()),
        ]),
        facts: vec![
            Fact::new("Gimimo įrašas", "Gyventojų registras").with_note("2026-11-23 8:12"),
            Fact::new("Įmoka", ""),
        ],
        why: why(),
        sum: Cents(103_600),
        due: date(2026, 12, 17),
        born_on: date(2019, 6, 4),
        today: date(2026, 11, 23),
        now: now(),
        page,
    }
}

pub fn staff(request: &PageRequest) -> StaffGallery {
    let mut site = Site::new(Audience::Staff, "Panevėžio miesto savivaldybė");
    site.search = "/paieska".into();
    let mut page = site
        .page(request)
        .with_title("Mano darbai")
        .at("darbai")
        .with_user(
            SignedIn {
                name: "Ona Kazlauskienė".into(),
                position: "specialistė".into(),
            },
            "zyma",
        );
    page.nav = vec![
        NavItem::new("darbai", "/", "Darbai"),
        NavItem::new("asmenys", "/asmenys", "Asmenys ir šeimos"),
        NavItem::new("mokejimai", "/mokejimai", "Mokėjimai"),
    ];
    page.centre_unreachable_since = Some(now());
    StaffGallery {
        state: Tag::for_staff(&page.translator, "with_approver"),
        deadlines: vec![
            date(2026, 11, 19),
            date(2026, 11, 23),
            date(2026, 11, 30),
            date(2026, 12, 17),
        ],
        today: date(2026, 11, 23),
        pagination: Pagination {
            page: 2,
            per_page: 14,
            total: 63,
            href: "/?puslapis=".into(),
        },
        why: why(),
        page,
    }
}

fn why() -> Vec<WhyNode> {
    vec![
        WhyNode::new(Tone::Sum, "Išmoka vaikui: 3 × 129,50 Eur", "388,50 Eur")
            .with_source("Išmokų vaikams įstatymas, 6 straipsnis")
            .with_children(vec![
                WhyNode::new(Tone::Yes, "Vaikai iki 18 metų: Ugnė, Jonas", "3"),
                WhyNode::new(Tone::Number, "1,75 × BSI 74,00 Eur", "129,50 Eur").with_children(
                    vec![WhyNode::new(
                        Tone::Unverified,
                        "BSI <nuo> 2026-01-01",
                        "74,00 Eur",
                    )],
                ),
                WhyNode::new(Tone::NotApplicable, "Kitas pagrindas", "netaikoma"),
            ]),
        WhyNode::new(Tone::No, "Šeimos pajamos neviršija ribos", "399,00 Eur")
            .with_children(vec![WhyNode::new(Tone::Number, "Riba", "256,30 Eur")]),
    ]
}
