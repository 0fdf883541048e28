use super::{ADDITIONAL_ARTICLE, Assessment, DISABILITY, LARGE_FAMILY};
use crate::answer::Explanation;
use crate::case::{DisabilityLevel, Person};
use crate::family::is_under;
use crate::income;
use crate::parameters::{Coefficient, NoParameter, UsedParameter};

const INCOME_ARTICLE: &str = "IVĮ 6 str.; PSPNGĮ 17 str.";

/// Whether a ground of the additional benefit holds.
pub(super) struct Ground {
    pub(super) holds: Option<bool>,
    pub(super) refusal: &'static str,
    pub(super) missing: Vec<String>,
    pub(super) condition: Explanation,
}

impl<'a> Assessment<'a> {
    pub(super) fn ground(&self, kind: &str, child: &Person) -> Result<Ground, NoParameter> {
        match kind {
            DISABILITY => Ok(self.disability(child)),
            LARGE_FAMILY => Ok(self.large_family()),
            _ => self.low_income(),
        }
    }

    fn disability(&self, child: &Person) -> Ground {
        let day = self.case.month.first_day();
        let in_force = self
            .parameters
            .at("child_benefit.additional.disability_coefficient", day)
            .is_ok();
        let by_level = child
            .disability_level
            .is_some_and(|level| level != DisabilityLevel::None);
        // Before the level of participation was introduced there is no such parameter.
        let limit = self
            .parameters
            .whole("child_benefit.additional.participation_limit_percent", day)
            .ok();
        let by_participation = limit.is_some_and(|(limit, _)| {
            child
                .participation_percent
                .is_some_and(|percent| i64::from(percent) <= limit)
        });
        let disabled = by_level || by_participation;
        let mut condition =
            Explanation::new(self.language.disability(&child.id, disabled, in_force))
                .article(ADDITIONAL_ARTICLE)
                .holds(in_force && disabled);
        if let Some(percent) = child.participation_percent {
            condition = condition.input("participation_percent", percent);
            if let Some((_, used)) = limit {
                condition = condition.parameter(used);
            }
        }
        Ground {
            holds: Some(in_force && disabled),
            refusal: if in_force {
                "refused_no_disability"
            } else {
                "refused_ground_not_in_force"
            },
            missing: Vec::new(),
            condition,
        }
    }

    fn large_family(&self) -> Ground {
        let (needed, used) = self.large_family_children;
        let count = self.family.children.len();
        let holds = self.is_large_family();
        let ids: Vec<&str> = self.family.children.iter().map(|c| c.id.as_str()).collect();
        let condition = Explanation::new(self.language.children_counted(
            &ids.join(", "),
            count,
            needed,
        ))
        .article(ADDITIONAL_ARTICLE)
        .input("children_counted", count)
        .parameter(used);
        Ground {
            holds,
            refusal: "refused_not_large_family",
            missing: if holds.is_none() {
                self.unknown_studies()
            } else {
                Vec::new()
            },
            condition: match holds {
                Some(holds) => condition.holds(holds),
                None => condition,
            },
        }
    }

    /// `None` when it depends on grown-up children of whom it is not said whether they study.
    fn is_large_family(&self) -> Option<bool> {
        let needed = usize::try_from(self.large_family_children.0).unwrap_or(usize::MAX);
        let certain = self.family.children.len();
        if certain >= needed {
            Some(true)
        } else if certain + self.family.uncertain.len() >= needed {
            None
        } else {
            Some(false)
        }
    }

    fn unknown_studies(&self) -> Vec<String> {
        let uncertain = self.family.uncertain.iter();
        uncertain
            .map(|person| format!("studies.{}", person.id))
            .collect()
    }

    fn low_income(&self) -> Result<Ground, NoParameter> {
        let count = self.family.children.len();
        if self.is_large_family() == Some(true) || count == 0 {
            return Ok(Ground {
                holds: Some(false),
                refusal: if count == 0 {
                    "refused_no_children_raised"
                } else {
                    "refused_large_family"
                },
                missing: Vec::new(),
                condition: Explanation::new(self.language.low_income_not_for_large(count))
                    .article(ADDITIONAL_ARTICLE)
                    .holds(false)
                    .input("children_counted", count),
            });
        }
        let day = self.case.month.first_day();
        let (vrp, vrp_used) = self.parameters.money("vrp", day)?;
        let (limit_coefficient, limit_used) = self
            .parameters
            .coefficient("child_benefit.additional.income_limit", day)?;
        let (at_most, comparison) =
            self.parameters
                .says("child_benefit.additional.income_comparison", day, "at_most")?;
        let limit = limit_coefficient.of(vrp);
        let income = income::average(self.case, &self.family, self.parameters)?;
        let within = income.average < limit || (at_most && income.average == limit);

        let mut missing = self.unknown_studies();
        missing.extend(income.undeclared.iter().map(|id| format!("income.{id}")));
        // Income still unknown can only add, so an average above the limit is certain without it.
        let certainly_above = !within && self.family.uncertain.is_empty();
        if !missing.is_empty() && !certainly_above {
            let condition = Explanation::new(self.language.low_income_unknown(&missing.join(", ")))
                .article(INCOME_ARTICLE);
            return Ok(Ground {
                holds: None,
                refusal: "refused_income_above_limit",
                missing,
                condition,
            });
        }
        let text = self.language.average_income(
            income.average,
            limit,
            limit_coefficient,
            vrp,
            income.counted,
            income.disregarded,
            income.months,
            income.members,
        );
        let condition = Explanation::new(text)
            .article(INCOME_ARTICLE)
            .holds(within)
            .input("average_cents", income.average.0)
            .input("limit_cents", limit.0)
            .input("counted_cents", income.counted.0)
            .input("disregarded_cents", income.disregarded.0)
            .input("months", income.months.len())
            .input("members", income.members)
            .parameter(limit_used)
            .parameter(vrp_used)
            .parameter(comparison)
            .parameter(income.reference)
            .parameter(income.disregard);
        let mut follows = Vec::new();
        if let Some(declared) = income.declared {
            let text = self.language.declared_income(declared);
            follows.push(Explanation::new(text).input("declared_cents", declared.0));
        }
        if !income.unknown.is_empty() {
            let text = self.language.unknown_income(income.unknown.len());
            follows.push(Explanation::new(text));
        }
        let condition = condition.children(follows);
        Ok(Ground {
            holds: Some(within),
            refusal: "refused_income_above_limit",
            missing: Vec::new(),
            condition,
        })
    }

    /// The coefficient of the additional benefit on the ground.
    pub(super) fn coefficient(
        &self,
        kind: &str,
        child: &Person,
    ) -> Result<(Coefficient, &'a UsedParameter), NoParameter> {
        let day = self.case.month.first_day();
        if kind == DISABILITY {
            return self
                .parameters
                .coefficient("child_benefit.additional.disability_coefficient", day);
        }
        // Young children had a coefficient of their own in 2018 only.
        if let Ok((years, _)) = self
            .parameters
            .whole("child_benefit.additional.young_child_age_limit", day)
            && is_under(child.born_on, years, self.case.month, self.whole_month.0)
        {
            return self
                .parameters
                .coefficient("child_benefit.additional.young_child_coefficient", day);
        }
        self.parameters
            .coefficient("child_benefit.additional.coefficient", day)
    }
}
