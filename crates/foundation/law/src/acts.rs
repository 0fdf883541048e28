//! Names of the acts that explanations cite by their short names.

/// Short name, and the name that people know it by.
const NAMES: [(&str, &str); 2] = [
    (
        "PSPNGĮ",
        "Piniginės socialinės paramos nepasiturintiems gyventojams įstatymas",
    ),
    ("IVĮ", "Išmokų vaikams įstatymas"),
];

/// A citation with the acts' names in full: "Išmokų vaikams įstatymas, 6 str. 1 d.".
#[must_use]
pub fn in_full(citation: &str) -> String {
    NAMES
        .iter()
        .fold(citation.to_owned(), |text, (short, name)| {
            text.replace(&format!("{short} "), &format!("{name}, "))
                .replace(short, name)
        })
}

#[cfg(test)]
mod tests {
    use super::in_full;

    #[test]
    fn a_citation_names_its_act() {
        assert_eq!(
            in_full("IVĮ 6 str. 1 d."),
            "Išmokų vaikams įstatymas, 6 str. 1 d."
        );
        assert_eq!(in_full("IVĮ"), "Išmokų vaikams įstatymas");
        assert_eq!(in_full("Gyventojų registras"), "Gyventojų registras");
    }
}
