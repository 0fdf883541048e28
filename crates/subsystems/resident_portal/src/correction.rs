//! "Pataisymas": an application that was sent, as the resident writes it anew. Who applies and where it is decided stay;
//! everything else is the form's own.

use jiff::civil::Date;
use spis_applications::content::{ApplicationContent, Representative};
use spis_applications::form::power::{self, AUTHORISED};
use spis_applications::form::{Form, Head, Incomplete, Offered, People, Values};
use spis_identity::web::Resident;
use spis_kernel::{MunicipalityCode, vilnius};
use spis_pages::{AppError, FieldErrors};
use sqlx::PgConnection;

use crate::family::{Family, about, key_of_sent};
use crate::own::{Own, OwnId, Way};
use crate::{Portal, copies, requests};

/// What a correction is of.
pub struct Corrected {
    /// The application.
    pub own: Own,
    /// The answers as she last gave them: a correction that still waits, else the application as it stands, else what she sent.
    pub before: ApplicationContent,
    /// Who sent it for her; she corrects it herself, and that stays.
    sent_by: Option<Representative>,
    /// A paper that did not say everything.
    lacked: bool,
}

impl Corrected {
    /// What stands now; none if she has no such application.
    pub async fn find(
        portal: &Portal,
        connection: &mut PgConnection,
        resident: &Resident,
        id: OwnId,
    ) -> Result<Option<Self>, AppError> {
        let Some(own) = Own::find(portal, connection, resident, id).await? else {
            return Ok(None);
        };
        let sent = requests::request_list(connection, resident.id, &[id.get()]).await?;
        let answered = copies::answer_list(connection, &own.applications()).await?;
        let waiting = sent
            .into_iter()
            .filter(|r| !answered.iter().any(|a| a.id == r.id))
            .find_map(|r| r.content);
        let registered = own.application.as_ref().map(|a| a.content.clone());
        // A copy that cannot be read is not worth an error page: what she sent is there.
        let mut before: ApplicationContent = [waiting, registered, Some(own.sent.clone())]
            .into_iter()
            .flatten()
            .find_map(|content| serde_json::from_value(content).ok())
            .ok_or_else(|| anyhow::anyhow!("the content of a submission cannot be read"))?;
        let sent_by = match own.way {
            Way::Account => None,
            Way::Paper | Way::Entrusted => before.represented_by.take(),
        };
        // What a paper did not say is asked like anything else.
        let lacked = !before.missing.is_empty();
        before.missing.clear();
        Ok(Some(Self {
            own,
            before,
            sent_by,
            lacked,
        }))
    }

    /// The answers that stand, as the municipality has them.
    pub fn stands(&self) -> ApplicationContent {
        ApplicationContent {
            represented_by: self.sent_by.clone().or(self.before.represented_by.clone()),
            ..self.before.clone()
        }
    }

    /// What is typed into the form as it stands.
    pub fn typed(&self, form: &Form, resident: &Resident) -> Values {
        let mut values = form.typed_of(&self.before, |child| key_of_sent(resident.id, child));
        if self.before.represented_by.is_some() {
            let code = self.own.municipality.to_string();
            values.insert(power::MUNICIPALITY.to_owned(), vec![code]);
        }
        values
    }

    /// Whom she may ask for: the children asked for already, and those of her family. The municipality checks again before it
    /// decides whether she may still act for each.
    pub fn people(
        &self,
        form: &Form,
        resident: &Resident,
        family: Option<&Family>,
        municipalities: Vec<(MunicipalityCode, String)>,
        today: Date,
    ) -> People {
        let before = &self.before;
        let mut offered: Vec<Offered> = Vec::new();
        if let Some(family) = family {
            offered = family.people(resident.id, Vec::new(), today).children;
        }
        let mut children: Vec<Offered> = Vec::new();
        if before.represented_by.is_none() {
            for child in &before.children {
                let key = key_of_sent(resident.id, child);
                let known = offered.iter().find(|one| one.key == key);
                children.push(Offered {
                    person: child.person.clone(),
                    lives_with: known.map_or(child.lives_with, |known| known.lives_with),
                    acting_as: child.acting_as,
                    key,
                });
            }
        }
        offered.retain(|child| !children.iter().any(|one| one.key == child.key));
        children.append(&mut offered);
        People {
            applicant: before.applicant.clone(),
            represented_by: None,
            residence: before.residence.clone(),
            undeclared: before.residence.is_none() && before.register_as_of.is_some(),
            municipality: Some(self.own.municipality),
            as_of: before.register_as_of,
            children,
            asks_capacity: true,
            by_power: false,
            // The months of income stay those before the application.
            today: vilnius(self.own.sent_at).date(),
            municipalities,
            sent: self.typed(form, resident),
        }
    }

    /// Whom the form is about as it is filled in.
    pub fn about(
        &self,
        form: &Form,
        values: &Values,
        resident: &Resident,
        family: Option<&Family>,
        municipalities: Vec<(MunicipalityCode, String)>,
        today: Date,
    ) -> Option<People> {
        if !form.is_by_power(values) {
            return Some(self.people(form, resident, family, municipalities, today));
        }
        let mut people = about(form, values, resident, family, municipalities, today)?;
        people.sent = self.typed(form, resident);
        people.today = vilnius(self.own.sent_at).date();
        Some(people)
    }

    /// Who applies, by whom, and where it is decided stay: for anything else there is another application.
    pub fn another(&self, form: &Form, values: &Values) -> Option<Incomplete> {
        let mut errors = FieldErrors::new();
        let typed = |name: &str| {
            let typed = values.get(name).and_then(|typed| typed.first());
            typed.map_or("", |typed| typed.trim())
        };
        let by_power = self.before.represented_by.is_some();
        let mut at = None;
        let mut wrong = |name: &str, key: &str| {
            errors.add_key(name, key);
            at = at.take().or_else(|| form.field(name)?.screen.clone());
        };
        if let Some(field) = form.head(Head::Capacity)
            && (typed(&field.name) == AUTHORISED) != by_power
        {
            wrong(&field.name, "amend-who-stays");
        } else if by_power {
            if typed(power::CODE) != self.before.applicant.personal_code.as_str() {
                wrong(power::CODE, "amend-applicant-stays");
            }
            if typed(power::MUNICIPALITY) != self.own.municipality.to_string() {
                wrong(power::MUNICIPALITY, "amend-municipality-stays");
            }
        }
        at.map(|screen| Incomplete { screen, errors })
    }

    /// The answers as they would stand; none if nothing is other than before.
    pub fn content(&self, read: &ApplicationContent) -> Option<ApplicationContent> {
        let content = self.before.clone().corrected_by(read);
        let declared_anew = ApplicationContent {
            declarations_version: self.before.declarations_version.clone(),
            ..content.clone()
        };
        if declared_anew == self.before && !self.lacked {
            return None;
        }
        let mut content = content;
        content.represented_by = self.sent_by.clone().or(content.represented_by);
        Some(content)
    }
}
