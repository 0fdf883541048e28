//! "Pataisymas": an application that was sent, as the resident writes it anew. Who applies and where it is decided stay;
//! everything else is the form's own.

use jiff::civil::Date;
use spis_applications::content::ApplicationContent;
use spis_applications::form::power::{self, AUTHORISED};
use spis_applications::form::{Form, Head, Incomplete, Offered, People, Values};
use spis_identity::web::Resident;
use spis_kernel::{MunicipalityCode, SubmissionId, vilnius};
use spis_pages::{AppError, FieldErrors};
use sqlx::PgConnection;
use uuid::Uuid;

use crate::copies::{self, Application};
use crate::family::{Family, about, key_of_sent};
use crate::requests;
use crate::store::{self, Submission};

/// What a correction is of.
pub struct Corrected {
    /// What was sent first.
    pub submission: Submission,
    /// What the municipality registered.
    pub application: Option<Application>,
    /// The answers as she last gave them: a correction that still waits, else the application as it stands, else what she sent.
    pub before: ApplicationContent,
}

impl Corrected {
    /// What stands now; none if she sent no such thing.
    pub async fn find(
        connection: &mut PgConnection,
        resident: &Resident,
        id: SubmissionId,
    ) -> Result<Option<Self>, AppError> {
        let Some(submission) = store::submission_find(connection, resident.id, id).await? else {
            return Ok(None);
        };
        let application = copies::application_list(connection, &[id.get()])
            .await?
            .into_iter()
            .find(|a| a.municipality == submission.municipality);
        let sent = requests::request_list(connection, resident.id, &[id.get()]).await?;
        let ids: Vec<Uuid> = application.iter().map(|a| a.id.get()).collect();
        let answered = copies::answer_list(connection, &ids).await?;
        let waiting = sent
            .into_iter()
            .filter(|r| !answered.iter().any(|a| a.id == r.id))
            .find_map(|r| r.content);
        let registered = application.as_ref().map(|a| a.content.clone());
        // A copy that cannot be read is not worth an error page: what she sent is there.
        let before = [waiting, registered, Some(submission.content.clone())]
            .into_iter()
            .flatten()
            .find_map(|content| serde_json::from_value(content).ok())
            .ok_or_else(|| anyhow::anyhow!("the content of a submission cannot be read"))?;
        Ok(Some(Self {
            submission,
            application,
            before,
        }))
    }

    /// By which she knows it: the registration number, or the receipt's while there is none.
    pub fn number(&self) -> &str {
        let registered = self.application.as_ref().map(|a| &a.number);
        registered.unwrap_or(&self.submission.receipt_number)
    }

    /// Nobody has taken it up: a correction is put in place by itself.
    pub fn is_free(&self) -> bool {
        self.application.as_ref().is_none_or(Application::is_free)
    }

    /// Decided or withdrawn: nothing can be corrected any more.
    pub fn has_ended(&self) -> bool {
        let application = self.application.as_ref();
        application.is_some_and(|a| a.status.is_final())
    }

    /// What is typed into the form as it stands.
    pub fn typed(&self, form: &Form, resident: &Resident) -> Values {
        let mut values = form.typed_of(&self.before, |child| key_of_sent(resident.id, child));
        if self.before.represented_by.is_some() {
            let code = self.submission.municipality.to_string();
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
            municipality: Some(self.submission.municipality),
            as_of: before.register_as_of,
            children,
            asks_capacity: true,
            by_power: false,
            // The months of income stay those before the application.
            today: vilnius(self.submission.submitted_at).date(),
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
        people.today = vilnius(self.submission.submitted_at).date();
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
            if typed(power::MUNICIPALITY) != self.submission.municipality.to_string() {
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
        (declared_anew != self.before).then_some(content)
    }
}
