//! A document as pages show it, before it is sent and afterwards.

use spis_pages::{Language, Page};
use uuid::Uuid;

use crate::own::OwnId;

use super::store::{Attachment, State as Stage, Upload};

/// A document as pages show it.
pub struct Shown {
    pub id: Uuid,
    pub name: String,
    pub facts: String,
    /// Why it cannot be taken.
    pub wrong: Option<String>,
    pub entries: Vec<String>,
    pub href: Option<String>,
    pub thumbnail: Option<String>,
    pub remove: Option<String>,
    pub finish: Option<String>,
    pub photo: bool,
    /// Its state changes without her.
    pub waits: bool,
    /// Its buttons belong to the form around the list.
    pub within: bool,
}

impl Shown {
    /// A document that is being added.
    pub fn upload(page: &Page, base: &str, upload: &Upload, within: bool) -> Self {
        let at = format!("{base}/{}", upload.id);
        // Whoever sent the last part may have gone before it was read.
        let whole = upload.received == upload.size;
        let facts = match upload.state {
            Stage::Received => facts(page, upload.pages, upload.size, &upload.entries),
            Stage::Waiting => page.t("uploads-waiting"),
            Stage::Receiving if whole => page.t("uploads-unread"),
            Stage::Receiving => page.t_args(
                "uploads-unfinished",
                &[
                    ("received", size(page, upload.received).into()),
                    ("size", size(page, upload.size).into()),
                ],
            ),
            Stage::Refused(_) => String::new(),
        };
        let waits = upload.state == Stage::Waiting || (upload.state == Stage::Receiving && whole);
        Self {
            id: upload.id,
            name: upload.name.clone(),
            facts,
            wrong: match upload.state {
                Stage::Refused(refusal) => Some(page.t(format!("file-refused-{}", refusal.code()))),
                _ => None,
            },
            entries: entries(page, &upload.entries),
            href: (upload.state == Stage::Received).then(|| at.clone()),
            thumbnail: upload.has_thumbnail.then(|| format!("{at}/mazas")),
            remove: Some(format!("{at}/salinti")),
            finish: waits.then(|| format!("{at}/baigti")),
            photo: upload.is_photo(),
            waits,
            within,
        }
    }

    fn attachment(page: &Page, base: &str, attachment: &Attachment) -> Self {
        let at = format!("{base}/{}", attachment.id);
        Self {
            id: attachment.id,
            name: attachment.name.clone(),
            facts: facts(page, attachment.pages, attachment.size, &attachment.entries),
            wrong: None,
            entries: entries(page, &attachment.entries),
            href: Some(at.clone()),
            thumbnail: attachment.has_thumbnail.then(|| format!("{at}/mazas")),
            remove: None,
            finish: None,
            photo: false,
            waits: false,
            within: false,
        }
    }
}

/// Documents of a subject for another page of hers: the look before sending.
pub fn shown_uploads(page: &Page, base: &str, uploads: &[Upload]) -> Vec<Shown> {
    uploads
        .iter()
        .map(|u| Shown {
            remove: None,
            finish: None,
            waits: false,
            ..Shown::upload(page, base, u, false)
        })
        .collect()
}

/// Documents that went with an application, or with what she wrote about it later.
pub fn shown_attachments<'a>(
    page: &Page,
    own: OwnId,
    sent: impl IntoIterator<Item = &'a Attachment>,
) -> Vec<Shown> {
    let base = format!("/prasymai/{own}/dokumentai");
    sent.into_iter()
        .map(|a| Shown::attachment(page, &base, a))
        .collect()
}

fn facts(page: &Page, pages: i32, bytes: i32, entries: &[(String, u64)]) -> String {
    let size = size(page, bytes);
    if pages > 0 {
        format!(
            "{}, {size}",
            page.t_count("uploads-pages", i64::from(pages))
        )
    } else {
        let count = i64::try_from(entries.len()).unwrap_or_default();
        format!("{}, {size}", page.t_count("uploads-signed", count))
    }
}

fn entries(page: &Page, entries: &[(String, u64)]) -> Vec<String> {
    entries
        .iter()
        .map(|(name, bytes)| {
            let bytes = i32::try_from(*bytes).unwrap_or(i32::MAX);
            format!("{name}, {}", size(page, bytes))
        })
        .collect()
}

/// "1,2 MB", "340 kB".
pub fn size(page: &Page, bytes: i32) -> String {
    let bytes = i64::from(bytes);
    if bytes < 1_000_000 {
        return format!("{} kB", (bytes + 999) / 1000);
    }
    let tenths = (bytes + 50_000) / 100_000;
    let comma = match page.language() {
        Language::Lt => ',',
        Language::En => '.',
    };
    match tenths % 10 {
        0 => format!("{} MB", tenths / 10),
        rest => format!("{}{comma}{rest} MB", tenths / 10),
    }
}

#[cfg(test)]
mod tests {
    use super::size;
    use spis_pages::{Audience, Language, Page};

    #[test]
    fn sizes_are_said_as_people_do() {
        let lt = Page::new(Language::Lt, Audience::Portal);
        let en = Page::new(Language::En, Audience::Portal);
        assert_eq!(size(&lt, 10), "1 kB");
        assert_eq!(size(&lt, 340_000), "340 kB");
        assert_eq!(size(&lt, 1_240_000), "1,2 MB");
        assert_eq!(size(&en, 1_240_000), "1.2 MB");
        assert_eq!(size(&lt, 10_000_000), "10 MB");
    }
}
