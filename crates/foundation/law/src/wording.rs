//! Words of answers: reasons and explanations in Lithuanian and English.
//!
//! Ids of persons stay verbatim and in the nominative, so that a page can put the name in their place.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use spis_kernel::{Cents, Month, MonthRange};

use crate::answer::Outcome;
use crate::child_benefit;
use crate::parameters::Coefficient;

/// "Kalba" of an answer.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Language {
    /// Lithuanian, the language of decisions.
    #[default]
    Lt,
    /// English.
    En,
}

/// Code of a reason, its Lithuanian and its English words.
const REASONS: [(&str, &str, &str); 20] = [
    (
        "granted_universal",
        "Išmoka vaikui priklauso kiekvienam nustatyto amžiaus vaikui.",
        "Child benefit is due for every child of the set age.",
    ),
    (
        "granted_additional_disability",
        "Papildoma išmoka priklauso, nes vaikas turi negalią.",
        "The additional benefit is due because the child has a disability.",
    ),
    (
        "granted_additional_large_family",
        "Papildoma išmoka priklauso, nes šeima augina tris ar daugiau vaikų.",
        "The additional benefit is due because the family raises three or more children.",
    ),
    (
        "granted_additional_low_income",
        "Papildoma išmoka priklauso, nes šeimos pajamos vienam žmogui neviršija ribos.",
        "The additional benefit is due because the family's income per person is within the limit.",
    ),
    (
        "refused_before_birth",
        "Tą mėnesį vaikas dar nebuvo gimęs.",
        "The child was not born yet in that month.",
    ),
    (
        "refused_after_death",
        "Išmoka mokama iki vaiko mirties mėnesio.",
        "The benefit is paid until the month of the child's death.",
    ),
    (
        "refused_not_applicants_child",
        "Prašymą pateikė asmuo, kuris nėra vaiko tėvas, motina, įtėvis, įmotė ar globėjas.",
        "The applicant is not a parent, adoptive parent or guardian of the child.",
    ),
    (
        "refused_kept_in_institution",
        "Vaiką visiškai išlaiko valstybės ar savivaldybės įstaiga.",
        "The child is fully kept by an institution of the state or a municipality.",
    ),
    (
        "refused_applied_too_late",
        "Prašymas pateiktas per vėlai: už šį mėnesį išmoka atgal nebemokama.",
        "The application came too late: this past month is no longer paid.",
    ),
    (
        "refused_over_age",
        "Sukako amžius, iki kurio mokama išmoka vaikui.",
        "The age until which child benefit is paid has been reached.",
    ),
    (
        "refused_not_in_general_education",
        "Sukako 18 metų, o po to išmoka mokama tik tiems, kas mokosi pagal bendrojo ugdymo programą.",
        "The person is 18 or older and does not study under a general education programme.",
    ),
    (
        "refused_married_minor_not_studying",
        "Susituokusiam nepilnamečiui išmoka mokama, tik jei jis mokosi pagal bendrojo ugdymo programą.",
        "A married minor gets the benefit only while in general education.",
    ),
    (
        "refused_no_children",
        "Tarp kartu gyvenančių asmenų nėra vaikų.",
        "There are no children among the persons living together.",
    ),
    (
        "refused_universal_not_due",
        "Papildoma išmoka mokama tik prie išmokos vaikui, o ji nepriklauso.",
        "The additional benefit is paid only with child benefit, which is not due.",
    ),
    (
        "refused_no_disability",
        "Vaikui nenustatyta negalia.",
        "No disability of the child has been established.",
    ),
    (
        "refused_not_large_family",
        "Šeima augina mažiau kaip tris vaikus.",
        "The family raises fewer than three children.",
    ),
    (
        "refused_large_family",
        "Šeima augina tris ar daugiau vaikų, todėl pajamos nevertinamos: jai skirta gausios šeimos išmoka.",
        "The family raises three or more children, so the rule for large families applies instead.",
    ),
    (
        "refused_income_above_limit",
        "Šeimos pajamos vienam žmogui viršija ribą.",
        "The family's income per person is above the limit.",
    ),
    (
        "refused_no_children_raised",
        "Šeimoje nėra vaikų, kurie skaičiuojami vertinant pajamas.",
        "The family has no children who count when income is assessed.",
    ),
    (
        "refused_ground_not_in_force",
        "Tą mėnesį tokia papildoma išmoka dar nebuvo nustatyta.",
        "This additional benefit did not exist yet in that month.",
    ),
];

/// The words of a reason code; `None` for an unknown one.
pub fn reason(code: &str, language: Language) -> Option<&'static str> {
    REASONS
        .iter()
        .find(|(known, _, _)| *known == code)
        .map(|(_, lithuanian, english)| match language {
            Language::Lt => *lithuanian,
            Language::En => *english,
        })
}

/// All reason codes.
pub fn reason_codes() -> impl Iterator<Item = &'static str> {
    REASONS.iter().map(|(code, _, _)| *code)
}

/// The name of a kind of support; the code itself when it is not known here.
pub fn kind_name(kind: &str, language: Language) -> &str {
    let (lithuanian, english) = match kind {
        child_benefit::UNIVERSAL => ("išmoka vaikui", "child benefit"),
        child_benefit::LOW_INCOME => (
            "papildoma išmoka vaikui (nepasiturinčiai šeimai)",
            "additional child benefit (low income)",
        ),
        child_benefit::LARGE_FAMILY => (
            "papildoma išmoka vaikui (gausiai šeimai)",
            "additional child benefit (large family)",
        ),
        child_benefit::DISABILITY => (
            "papildoma išmoka vaikui (vaikui su negalia)",
            "additional child benefit (child with a disability)",
        ),
        child_benefit::GROUP => ("išmokos vaikui", "child benefits"),
        _ => return kind,
    };
    match language {
        Language::Lt => lithuanian,
        Language::En => english,
    }
}

impl Language {
    /// A sum as the language writes it: "122,50 Eur", "EUR 122.50".
    #[must_use]
    pub fn money(self, sum: Cents) -> String {
        match self {
            Self::Lt => sum.to_string(),
            Self::En => sum.english(),
        }
    }

    fn pick(self, lithuanian: String, english: String) -> String {
        match self {
            Self::Lt => lithuanian,
            Self::En => english,
        }
    }

    /// A coefficient without needless zeros: "1,75", "2".
    pub(crate) fn coefficient(self, coefficient: Coefficient) -> String {
        let text = coefficient.to_string();
        let text = text.trim_end_matches('0').trim_end_matches('.');
        self.pick(text.replace('.', ","), text.to_owned())
    }

    pub(crate) fn whole_answer(self, month: Month, outcome: Outcome, total: Cents) -> String {
        let total = self.money(total);
        match outcome {
            Outcome::Granted => self.pick(
                format!("Už {month} iš viso priklauso {total}."),
                format!("For {month} the total due is {total}."),
            ),
            Outcome::Refused => self.pick(
                format!("Už {month} išmoka nepriklauso."),
                format!("Nothing is due for {month}."),
            ),
            Outcome::MissingFacts => self.pick(
                format!("Už {month} atsakyti dar negalima: trūksta duomenų."),
                format!("No answer for {month} yet: facts are missing."),
            ),
        }
    }

    pub(crate) fn child(self, id: &str, outcome: Outcome, total: Cents) -> String {
        let total = self.money(total);
        match outcome {
            Outcome::Granted => self.pick(
                format!("{id}: priklauso {total}."),
                format!("{id}: {total} due."),
            ),
            Outcome::Refused => self.pick(
                format!("{id}: išmoka nepriklauso."),
                format!("{id}: nothing is due."),
            ),
            Outcome::MissingFacts => self.pick(
                format!("{id}: trūksta duomenų."),
                format!("{id}: facts are missing."),
            ),
        }
    }

    pub(crate) fn kind_due(
        self,
        kind: &str,
        coefficient: Coefficient,
        base: Cents,
        amount: Cents,
    ) -> String {
        let base = self.money(base);
        let amount = self.money(amount);
        let name = capitalised(kind_name(kind, self));
        let coefficient = self.coefficient(coefficient);
        format!("{name}: {coefficient} × BSI {base} = {amount}.")
    }

    pub(crate) fn kind_not_due(self, kind: &str, reason_code: &str) -> String {
        let name = capitalised(kind_name(kind, self));
        let because = reason(reason_code, self).unwrap_or(reason_code);
        self.pick(
            format!("{name} nepriklauso. {because}"),
            format!("{name} is not due. {because}"),
        )
    }

    pub(crate) fn kind_unknown(self, kind: &str) -> String {
        let name = capitalised(kind_name(kind, self));
        self.pick(
            format!("{name}: atsakyti dar negalima, trūksta duomenų."),
            format!("{name}: no answer yet, facts are missing."),
        )
    }

    pub(crate) fn additional_not_due(self, reason_code: &str) -> String {
        let because = reason(reason_code, self).unwrap_or(reason_code);
        self.pick(
            format!("Papildoma išmoka vaikui nepriklauso. {because}"),
            format!("The additional child benefit is not due. {because}"),
        )
    }

    pub(crate) fn additional_unknown(self) -> String {
        self.pick(
            "Papildoma išmoka vaikui: atsakyti dar negalima, trūksta duomenų.".to_owned(),
            "Additional child benefit: no answer yet, facts are missing.".to_owned(),
        )
    }

    pub(crate) fn alive(self, id: &str, born_on: Date, died_on: Option<Date>) -> String {
        match died_on {
            None => self.pick(
                format!("{id}: gimimo diena {born_on}."),
                format!("{id}: born on {born_on}."),
            ),
            Some(died_on) => self.pick(
                format!("{id}: gimimo diena {born_on}, mirties diena {died_on}."),
                format!("{id}: born on {born_on}, died on {died_on}."),
            ),
        }
    }

    pub(crate) fn applicants_child(self, id: &str, applicant: &str, holds: bool) -> String {
        if id == applicant {
            self.pick(
                format!("{id}: kreipiasi dėl savęs."),
                format!("{id}: applies for themselves."),
            )
        } else if holds {
            self.pick(
                format!("{id}: prašytojo vaikas ar globotinis (prašytojas – {applicant})."),
                format!("{id}: child or ward of the applicant ({applicant})."),
            )
        } else {
            self.pick(
                format!("{id}: nėra prašytojo vaikas ar globotinis (prašytojas – {applicant})."),
                format!("{id}: not a child or ward of the applicant ({applicant})."),
            )
        }
    }

    pub(crate) fn kept_in_institution(self, id: &str, kept: Option<bool>) -> String {
        match kept {
            Some(true) => self.pick(
                format!("{id}: visiškai išlaiko valstybės ar savivaldybės įstaiga."),
                format!("{id}: fully kept by an institution of the state or a municipality."),
            ),
            Some(false) => self.pick(
                format!("{id}: valstybės ar savivaldybės įstaiga visiškai neišlaiko."),
                format!("{id}: not fully kept by an institution of the state or a municipality."),
            ),
            None => self.pick(
                format!("{id}: duomenų, kad visiškai išlaikytų valstybės ar savivaldybės įstaiga, nėra."),
                format!("{id}: nothing says that an institution of the state or a municipality keeps the child fully."),
            ),
        }
    }

    pub(crate) fn applied_in_time(self, applied_on: Date, months: i64) -> String {
        self.pick(
            format!(
                "Prašymas pateiktas {applied_on}; atgal mokama ne daugiau kaip už {months} mėn."
            ),
            format!("Applied on {applied_on}; at most {months} past months are paid."),
        )
    }

    pub(crate) fn age(self, id: &str, born_on: Date, years: i64, reached_on: Date) -> String {
        self.pick(
            format!(
                "{id}: gimimo diena {born_on}, {years} {} sukanka {reached_on}.",
                years_noun(years)
            ),
            format!("{id}: born on {born_on}, reaches the age of {years} on {reached_on}."),
        )
    }

    pub(crate) fn general_education(self, id: &str, studies: Option<bool>) -> String {
        match studies {
            Some(true) => self.pick(
                format!("{id}: mokosi pagal bendrojo ugdymo programą."),
                format!("{id}: studies under a general education programme."),
            ),
            Some(false) => self.pick(
                format!("{id}: nesimoko pagal bendrojo ugdymo programą."),
                format!("{id}: does not study under a general education programme."),
            ),
            None => self.pick(
                format!("{id}: nenurodyta, ar mokosi pagal bendrojo ugdymo programą."),
                format!("{id}: not said whether in general education."),
            ),
        }
    }

    pub(crate) fn universal_due(self, id: &str, due: Option<bool>) -> String {
        match due {
            Some(true) => self.pick(
                format!("{id}: išmoka vaikui priklauso."),
                format!("{id}: child benefit is due."),
            ),
            Some(false) => self.pick(
                format!("{id}: išmoka vaikui nepriklauso."),
                format!("{id}: child benefit is not due."),
            ),
            None => self.pick(
                format!("{id}: ar priklauso išmoka vaikui, dar neaišku."),
                format!("{id}: not known yet whether child benefit is due."),
            ),
        }
    }

    pub(crate) fn disability(self, id: &str, disabled: bool, in_force: bool) -> String {
        if !in_force {
            return self.pick(
                "Vaikui su negalia papildoma išmoka tą mėnesį dar nebuvo nustatyta.".to_owned(),
                "There was no additional benefit for a disability in that month.".to_owned(),
            );
        }
        if disabled {
            self.pick(
                format!("{id}: nustatyta negalia."),
                format!("{id}: a disability has been established."),
            )
        } else {
            self.pick(
                format!("{id}: negalia nenustatyta."),
                format!("{id}: no disability has been established."),
            )
        }
    }

    pub(crate) fn children_counted(self, ids: &str, count: usize, needed: i64) -> String {
        self.pick(
            format!(
                "Šeimoje skaičiuojamų vaikų – {count} ({ids}), gausiai šeimai reikia bent {needed}."
            ),
            format!("Children counted: {count} ({ids}); a large family has at least {needed}."),
        )
    }

    pub(crate) fn low_income_not_for_large(self, count: usize) -> String {
        self.pick(
            format!("Pajamos vertinamos šeimai, auginančiai 1–2 vaikus; čia vaikų – {count}."),
            format!("Income is assessed for families with 1-2 children; here there are {count}."),
        )
    }

    pub(crate) fn low_income_unknown(self, ids: &str) -> String {
        self.pick(
            format!("Pajamų palyginti su riba dar negalima, trūksta duomenų ({ids})."),
            format!("Income cannot be compared with the limit yet, facts are missing ({ids})."),
        )
    }

    /// What of the income is on the applicant's word.
    pub(crate) fn declared_income(self, declared: Cents) -> String {
        if declared == Cents::ZERO {
            return self.pick(
                "Pareiškėja (-as) nurodė, kad pajamų, kurių registrai nerodo, nebuvo.".to_owned(),
                "The applicant declared that there was no income which registers do not show."
                    .to_owned(),
            );
        }
        let declared = self.money(declared);
        self.pick(
            format!("Iš šių pajamų {declared} nurodė pareiškėja (-as): registrai jų nerodo."),
            format!(
                "Of this income {declared} is on the applicant's word: registers do not show it."
            ),
        )
    }

    /// Whose months they are stays untold: a letter shows nobody another adult's income.
    pub(crate) fn unknown_income(self, adults: usize) -> String {
        self.pick(
            format!(
                "Kai kurių mėnesių pajamos nežinomos ({adults} asm.). Skaičiuota be jų, todėl pajamos gali būti didesnės."
            ),
            format!(
                "Income of some months is unknown (adults: {adults}). It was reckoned without them, so the income may be higher."
            ),
        )
    }

    /// The average with its limit, then how it was reckoned.
    #[expect(clippy::too_many_arguments, reason = "one sentence of many numbers")]
    pub(crate) fn average_income(
        self,
        average: Cents,
        limit: Cents,
        limit_coefficient: Coefficient,
        vrp: Cents,
        counted: Cents,
        disregarded: Cents,
        months: MonthRange,
        members: usize,
    ) -> String {
        let average = self.money(average);
        let limit = self.money(limit);
        let vrp = self.money(vrp);
        let counted = self.money(counted);
        let disregarded = self.money(disregarded);
        let coefficient = self.coefficient(limit_coefficient);
        let count = months.len();
        let (start, end) = (months.start(), months.end());
        self.pick(
            format!(
                "Vidutinės pajamos vienam žmogui – {average}, riba – {limit} ({coefficient} × VRP {vrp}). \
                 Skaičiuota: ({counted} − neįskaitoma dalis {disregarded}) ÷ {count} mėn. ({start}–{end}) ÷ {members} asm."
            ),
            format!(
                "Average income per person is {average}, the limit {limit} ({coefficient} × VRP {vrp}). \
                 Reckoned as ({counted} − disregarded {disregarded}) ÷ {count} months ({start} to {end}) ÷ {members} persons."
            ),
        )
    }
}

/// "Metai" or "metų", as the number before it asks.
fn years_noun(years: i64) -> &'static str {
    if (11..=19).contains(&(years % 100)) || years % 10 == 0 {
        "metų"
    } else {
        "metai"
    }
}

fn capitalised(text: &str) -> String {
    let mut characters = text.chars();
    characters.next().map_or_else(String::new, |first| {
        first.to_uppercase().chain(characters).collect()
    })
}
