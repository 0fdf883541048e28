//! What would change a refusal: what the decision tells the applicant she can do. No promise of a result.

/// For a reason of the rule; none where nothing that she does would change it.
pub(super) fn remedy(reason: &str) -> Option<&'static str> {
    Some(match reason {
        "refused_income_above_limit" => {
            "Jei šeimos pajamos sumažės, galite pateikti naują prašymą: bus vertinamos laikotarpio iki jo pajamos."
        }
        "refused_not_applicants_child" => {
            "Jei vaikui atstovaujate kitu pagrindu (pavyzdžiui, pagal teismo sprendimą), galite pateikti naują prašymą \
             kartu su tai patvirtinančiu dokumentu."
        }
        "refused_kept_in_institution" => {
            "Kai įstaiga vaiko visiškai nebeišlaikys, galite pateikti naują prašymą."
        }
        "refused_not_in_general_education" | "refused_married_minor_not_studying" => {
            "Jei vaikas mokosi ar pradės mokytis pagal bendrojo ugdymo programą, galite pateikti naują prašymą kartu su \
             mokyklos pažyma."
        }
        "refused_no_disability" => "Jei negalia bus nustatyta, galite pateikti naują prašymą.",
        "refused_not_large_family" => {
            "Kai šeimoje augs trys ar daugiau vaikų, galite pateikti naują prašymą."
        }
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_reason_with_a_remedy_is_a_reason_of_the_law() {
        let with: Vec<&str> = spis_law::wording::reason_codes()
            .filter(|code| remedy(code).is_some())
            .collect();
        assert_eq!(with.len(), 7, "{with:?}");
        assert!(with.iter().all(|code| code.starts_with("refused_")));
    }
}
