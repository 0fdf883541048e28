//! What a resident asks or states after sending an application, what the municipality answers, and the documents that it
//! asks of her. What she writes in the portal is the centre's rows and comes down; what is brought to the counter is the
//! municipality's own. Both have one shape here, and one answer: the municipality's, which goes up.

pub mod store;

use jiff::Timestamp;
use jiff::civil::Date;
use spis_kernel::{Term, TermUnit, WorkingCalendar, vilnius};
use uuid::Uuid;

use crate::content::{ApplicationContent, NoticeChannel};
use crate::counter::IdentityDocument;
use crate::store::letters::Delivery;

/// "Kreipimosi rūšis": what a resident wants.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RequestKind {
    /// "Pataisymas": other answers than those sent.
    Correction,
    /// "Papildymas": a statement, and documents.
    Supplement,
    /// "Atsiėmimas".
    Withdrawal,
    /// "Klausimas".
    Question,
    /// "Rezultatas neteisingas"; it does not stop the term of appeal.
    Disagreement,
}

impl RequestKind {
    /// All.
    pub const ALL: [Self; 5] = [
        Self::Correction,
        Self::Supplement,
        Self::Withdrawal,
        Self::Question,
        Self::Disagreement,
    ];

    /// As in `central.resident_request.kind`.
    pub fn code(self) -> &'static str {
        match self {
            Self::Correction => "correction",
            Self::Supplement => "supplement",
            Self::Withdrawal => "withdrawal",
            Self::Question => "question",
            Self::Disagreement => "disagreement",
        }
    }

    /// The kind of a code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.code() == code)
    }

    /// Whether it must be answered before a decision is proposed or adopted.
    pub fn holds_the_decision(self) -> bool {
        matches!(self, Self::Correction | Self::Supplement | Self::Withdrawal)
    }

    /// How it may be answered.
    pub fn outcomes(self) -> &'static [AnswerOutcome] {
        match self {
            Self::Correction => &[AnswerOutcome::Applied, AnswerOutcome::Acknowledged],
            Self::Supplement => &[AnswerOutcome::Acknowledged],
            Self::Withdrawal => &[AnswerOutcome::Applied, AnswerOutcome::Refused],
            Self::Question | Self::Disagreement => &[AnswerOutcome::Answered],
        }
    }

    /// Name of the step in the history that notes its arrival.
    pub fn event(self) -> &'static str {
        match self {
            Self::Correction => "request_correction",
            Self::Supplement => "request_supplement",
            Self::Withdrawal => "request_withdrawal",
            Self::Question => "request_question",
            Self::Disagreement => "request_disagreement",
        }
    }
}

/// "Atsakymo rezultatas".
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AnswerOutcome {
    /// "Įvykdyta": corrected, withdrawn.
    Applied,
    /// "Susipažinta": read and taken into account.
    Acknowledged,
    /// "Atsisakyta", with a reason.
    Refused,
    /// "Atsakyta", in words.
    Answered,
}

impl AnswerOutcome {
    /// All.
    pub const ALL: [Self; 4] = [
        Self::Applied,
        Self::Acknowledged,
        Self::Refused,
        Self::Answered,
    ];

    /// As in `municipal.request_answer.outcome`.
    pub fn code(self) -> &'static str {
        match self {
            Self::Applied => "applied",
            Self::Acknowledged => "acknowledged",
            Self::Refused => "refused",
            Self::Answered => "answered",
        }
    }

    /// The outcome of a code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|outcome| outcome.code() == code)
    }

    /// Whether it means nothing without words.
    pub fn needs_words(self) -> bool {
        matches!(self, Self::Refused | Self::Answered)
    }
}

/// "Gyventojo kreipimasis" about an application, with the answer once there is one.
#[derive(Debug, Clone)]
pub struct ResidentRequest {
    /// Key.
    pub id: Uuid,
    /// The receipt number: the centre's, or the counter's.
    pub receipt_number: String,
    /// How it came on paper; none: written in the portal.
    pub on_paper: Option<OnPaper>,
    /// What is wanted.
    pub kind: RequestKind,
    /// In her words.
    pub text: String,
    /// The answers that a correction puts in place of those sent.
    pub content: Option<ApplicationContent>,
    /// The answers that it was made from.
    pub made_from: Option<ApplicationContent>,
    /// The request for a document that it answers.
    pub document_request: Option<Uuid>,
    /// When she sent it.
    pub sent_at: Timestamp,
    /// Until when it must be answered.
    pub answer_by: Date,
    /// The answer.
    pub answer: Option<Answer>,
}

impl ResidentRequest {
    /// Day on which it reached the municipality or the portal.
    pub fn received_on(&self) -> Date {
        match &self.on_paper {
            Some(paper) => paper.received_on,
            None => vilnius(self.sent_at).date(),
        }
    }

    /// Whether it is certain that the applicant or her representative wants it: signed in to the portal, or at the counter in
    /// person with a document.
    pub fn is_proved(&self) -> bool {
        self.on_paper.as_ref().is_none_or(|paper| {
            paper.brought_by.is_none() && paper.identity != IdentityDocument::None
        })
    }
}

/// "Atnešta prie langelio": how a request came on paper.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OnPaper {
    /// Who brought it, if not the applicant herself; "paštas" if it came by post.
    pub brought_by: Option<String>,
    /// By what the identity of who brought it was checked.
    pub identity: IdentityDocument,
    /// The last four characters of that document's number.
    pub identity_last: String,
    /// Day on which it was received.
    pub received_on: Date,
    /// Name and position of who received it.
    pub received_by: (String, String),
}

/// "Atsakymas".
#[derive(Debug, Clone)]
pub struct Answer {
    /// What became of it.
    pub outcome: AnswerOutcome,
    /// In words.
    pub text: Option<String>,
    /// Position of who answered; none: done by the system.
    pub position: Option<String>,
    /// When.
    pub at: Timestamp,
}

/// A correction with what it changes.
#[derive(Debug)]
pub struct Correction {
    /// The request.
    pub request: Uuid,
    /// What stood when it was answered; of one that waits, what stands.
    pub before: ApplicationContent,
    /// The same as the correction has it.
    pub after: ApplicationContent,
}

/// The corrections of a paper application: one that was answered beside the answers it was made from, one that waits beside what
/// stands. What a paper said first is not kept in this form.
pub fn paper_corrections(
    stands: &ApplicationContent,
    requests: &[ResidentRequest],
) -> Vec<Correction> {
    let beside = |request: &ResidentRequest| {
        let content = request.content.as_ref()?;
        let made_from = request
            .made_from
            .clone()
            .filter(|_| request.answer.is_some());
        let before = made_from.unwrap_or_else(|| stands.clone());
        Some(Correction {
            request: request.id,
            after: before.clone().corrected_by(content),
            before,
        })
    };
    requests.iter().filter_map(beside).collect()
}

/// The corrections among requests, in the order in which they were answered: `sent` is what was sent first, and each that was
/// applied stands from then on.
pub fn corrections(sent: ApplicationContent, requests: &[ResidentRequest]) -> Vec<Correction> {
    let mut asked: Vec<(&ResidentRequest, &ApplicationContent)> = requests
        .iter()
        .filter_map(|request| Some((request, request.content.as_ref()?)))
        .collect();
    asked.sort_by_key(|(request, _)| {
        let answered = request.answer.as_ref().map(|answer| answer.at);
        (answered.is_none(), answered, request.sent_at)
    });
    let mut standing = sent;
    asked
        .into_iter()
        .map(|(request, content)| {
            let before = standing.clone();
            let after = before.clone().corrected_by(content);
            let answer = request.answer.as_ref();
            if answer.is_some_and(|answer| answer.outcome == AnswerOutcome::Applied) {
                standing = after.clone();
            }
            Correction {
                request: request.id,
                before,
                after,
            }
        })
        .collect()
}

/// "Prašymas pateikti dokumentą".
#[derive(Debug, Clone)]
pub struct DocumentRequest {
    /// Key.
    pub id: Uuid,
    /// Which document, one of [`DOCUMENTS`].
    pub document: String,
    /// Which exactly, in the specialist's words.
    pub own_words: Option<String>,
    /// Why it is needed.
    pub reason: String,
    /// When it was asked for.
    pub asked_at: Timestamp,
    /// Last day to bring it.
    pub due_on: Date,
    /// How it ended; none while it waits.
    pub settled_as: Option<String>,
}

/// How a request for a document has reached the applicant.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Reached {
    /// When she first saw it in the portal.
    pub opened_at: Option<Timestamp>,
    /// What became of it on paper last, and on which day.
    pub on_paper: Option<(Delivery, Date)>,
}

impl Reached {
    /// The day on which it counts as delivered: the earliest that is known of. What was posted counts after [`POST_TERM`];
    /// what came back was not delivered.
    pub fn delivered_on(&self) -> Option<Date> {
        let opened = self.opened_at.map(|at| vilnius(at).date());
        let on_paper = self.on_paper.and_then(|(delivery, day)| match delivery {
            Delivery::HandedOver => Some(day),
            Delivery::Sent => Some(POST_TERM.term.due(day, WorkingCalendar::embedded())),
            Delivery::Returned => None,
        });
        opened.into_iter().chain(on_paper).min()
    }
}

/// Documents of the short list; `other` is described in words.
pub const DOCUMENTS: [&str; 6] = [
    "residence",
    "custody",
    "income",
    "study",
    "account",
    "other",
];

/// A number that an act gives, with where it is written and whether it is certain.
#[derive(Debug, Clone, Copy)]
pub struct StatutoryTerm {
    /// How long.
    pub term: Term,
    /// Where it is written.
    pub source: &'static str,
    /// Sources differ or a lawyer has not confirmed it.
    pub doubtful: bool,
}

/// "Bendrasis atsakymo terminas": within which a question or a request is answered.
pub const ANSWER_TERM: StatutoryTerm = StatutoryTerm {
    term: Term {
        number: 20,
        unit: TermUnit::WorkingDays,
    },
    source: "Vyriausybės 2007-08-22 nutarimas Nr. 875",
    doubtful: true,
};

/// Before its last day a request for a document must have been delivered so many working days, or nothing may be refused for
/// want of the document.
pub const DOCUMENT_NOTICE_DAYS: u32 = 10;

/// "Įteikimas paštu": how long after posting a letter counts as delivered, where nothing shows when it was. No act names it for
/// these letters.
pub const POST_TERM: StatutoryTerm = StatutoryTerm {
    term: Term {
        number: 5,
        unit: TermUnit::WorkingDays,
    },
    source: "aktas nenurodo",
    doubtful: true,
};

/// Until when something that was sent on a day is answered.
pub fn answer_by(sent_on: Date) -> Date {
    ANSWER_TERM.term.due(sent_on, WorkingCalendar::embedded())
}

/// The earliest last day that a request for a document may set: the kind's term, and never less than the notice.
pub fn document_due(term: &StatutoryTerm, asked_on: Date, channel: NoticeChannel) -> Date {
    let calendar = WorkingCalendar::embedded();
    // She may open it, or it may be posted, a day later, and she still has the whole notice.
    let next = calendar.add_working_days(asked_on, 1);
    let delivered = match channel {
        NoticeChannel::Post => POST_TERM.term.due(next, calendar),
        _ => next,
    };
    let notice = calendar.add_working_days(delivered, DOCUMENT_NOTICE_DAYS);
    term.term.due(asked_on, calendar).max(notice)
}

/// Whether a request for a document that was delivered on a day left her the whole notice.
pub fn delivered_in_time(delivered_on: Option<Date>, due_on: Date) -> bool {
    delivered_on.is_some_and(|day| {
        WorkingCalendar::embedded().add_working_days(day, DOCUMENT_NOTICE_DAYS) <= due_on
    })
}

/// Whether words written by hand refuse because a document was not given ("nepateikė dokumento").
pub fn says_not_given(words: &str) -> bool {
    const NOT_GIVEN: [&str; 11] = [
        "nepateik",
        "nepateikt",
        "nepristat",
        "neatnes",
        "neatsiun",
        "negaut",
        "negavo",
        "neprided",
        "nepridet",
        "neturim",
        "truksta",
    ];
    const DOCUMENT: [&str; 6] = [
        "dokument",
        "pazym",
        "irodym",
        "patvirtinim",
        "sutart",
        "rast",
    ];
    let plain: String = words.to_lowercase().chars().map(without_mark).collect();
    let stands = |beginnings: &[&str]| {
        plain.split(|c: char| !c.is_alphanumeric()).any(|word| {
            beginnings
                .iter()
                .any(|beginning| word.starts_with(beginning))
        })
    };
    stands(&NOT_GIVEN) && stands(&DOCUMENT)
}

/// A Lithuanian letter as those write it who have no such keys.
fn without_mark(letter: char) -> char {
    match letter {
        'ą' => 'a',
        'č' => 'c',
        'ę' | 'ė' => 'e',
        'į' => 'i',
        'š' => 's',
        'ų' | 'ū' => 'u',
        'ž' => 'z',
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn codes_go_there_and_back() {
        for kind in RequestKind::ALL {
            assert_eq!(RequestKind::from_code(kind.code()), Some(kind));
            assert!(!kind.outcomes().is_empty());
        }
        for outcome in AnswerOutcome::ALL {
            assert_eq!(AnswerOutcome::from_code(outcome.code()), Some(outcome));
        }
    }

    #[test]
    fn a_refusal_for_want_of_a_document_is_recognised_in_free_words() {
        for words in [
            "Nepateikė dokumento.",
            "NEPATEIKĖ DOKUMENTŲ",
            "pareiskeja nepateike pazymos",
            "Nepateikti dokumentai apie vaiko gyvenamąją vietą",
            "Teismo sprendimo ar kito dokumento negavome",
            "Dokumentų trūksta iki šiol",
        ] {
            assert!(says_not_given(words), "{words}");
        }
        for words in [
            "Vaikas gyvena su tėvu.",
            "Pateikti dokumentai rodo, kad vaikas gyvena kitur.",
            "Prašymą nepateikė pats vaikas.",
            "Pagal taisyklę.",
        ] {
            assert!(!says_not_given(words), "{words}");
        }
    }

    #[test]
    fn a_request_counts_as_delivered_from_the_first_day_that_is_known() {
        let day = date(2026, 11, 23);
        let on_paper = |delivery| Reached {
            opened_at: None,
            on_paper: Some((delivery, day)),
        };
        assert_eq!(Reached::default().delivered_on(), None);
        assert_eq!(on_paper(Delivery::HandedOver).delivered_on(), Some(day));
        // A working week from Monday.
        assert_eq!(
            on_paper(Delivery::Sent).delivered_on(),
            Some(date(2026, 11, 30))
        );
        assert_eq!(on_paper(Delivery::Returned).delivered_on(), None);
        let opened = Reached {
            opened_at: "2026-11-24T08:00:00Z".parse().ok(),
            ..on_paper(Delivery::Sent)
        };
        assert_eq!(opened.delivered_on(), Some(date(2026, 11, 24)));
    }

    #[test]
    fn a_question_is_answered_within_twenty_working_days() {
        // Monday; Christmas Eve to Boxing Day are holidays.
        assert_eq!(answer_by(date(2026, 11, 23)), date(2026, 12, 21));
    }

    #[test]
    fn a_document_is_never_asked_for_by_an_earlier_day_than_the_notice() {
        let week = StatutoryTerm {
            term: Term {
                number: 5,
                unit: TermUnit::WorkingDays,
            },
            source: "",
            doubtful: true,
        };
        let asked = date(2026, 11, 23);
        let due = document_due(&week, asked, NoticeChannel::Portal);
        assert_eq!(due, date(2026, 12, 8));
        let posted = document_due(&week, asked, NoticeChannel::Post);
        assert_eq!(posted, date(2026, 12, 15));
        assert!(delivered_in_time(Some(asked), due));
        assert!(delivered_in_time(asked.tomorrow().ok(), due));
        assert!(!delivered_in_time(Some(date(2026, 11, 25)), due));
        assert!(!delivered_in_time(None, due));
    }
}
