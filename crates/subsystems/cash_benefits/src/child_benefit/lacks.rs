//! Which documents bring the facts that the rule lacks.

/// Documents that tell who a child's parents are and where she lives.
pub const FAMILY: [&str; 3] = ["residence", "custody", "other"];

/// That nothing is known of the family.
pub fn of_family() -> Vec<Vec<String>> {
    vec![documents(&FAMILY)]
}

/// The documents as they stand in a line.
pub fn documents(any_of: &[&str]) -> Vec<String> {
    any_of.iter().map(|&document| document.to_owned()).collect()
}

/// Which documents bring the facts that the rule lacks: for each of them any one will do.
pub fn of(missing: &[String]) -> Vec<Vec<String>> {
    let mut lacks: Vec<Vec<String>> = Vec::new();
    for fact in missing {
        let brought_by = match fact.split('.').next() {
            Some("studies") => documents(&["study"]),
            Some("income") => documents(&["income"]),
            Some("relations") => documents(&FAMILY),
            _ => documents(&["other"]),
        };
        if !lacks.contains(&brought_by) {
            lacks.push(brought_by);
        }
    }
    lacks
}

#[cfg(test)]
mod tests {
    use super::of;

    #[test]
    fn each_fact_is_brought_by_its_own_document() {
        let facts = ["studies.a", "income.b", "income.c", "parameters.x"].map(str::to_owned);
        assert_eq!(of(&facts), [vec!["study"], vec!["income"], vec!["other"]]);
        assert!(of(&[]).is_empty());
    }
}
