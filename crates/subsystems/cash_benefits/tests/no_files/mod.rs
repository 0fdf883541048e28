//! Whoever reads and prints no files in a test.

use spis_applications::files::{FileError, FileRefusal, ReadFile, Reading};
use spis_applications::form::PaperForm;
use spis_applications::model::DecisionContent;
use spis_applications::{FileReader, LetterPress};

/// Takes nothing.
pub struct NoFiles;

impl FileReader for NoFiles {
    fn read(&self, _bytes: Vec<u8>) -> Reading<'_, ReadFile> {
        Box::pin(async { Err(FileError::Refused(FileRefusal::Unknown)) })
    }

    fn join(&self, _photos: Vec<Vec<u8>>) -> Reading<'_, ReadFile> {
        Box::pin(async { Err(FileError::Refused(FileRefusal::Unknown)) })
    }

    fn page(&self, _pdf: Vec<u8>, _number: u32) -> Reading<'_, Vec<u8>> {
        Box::pin(async { Err(FileError::Refused(FileRefusal::NoSuchPage)) })
    }
}

/// Prints a line in place of a page.
pub struct NoPress;

impl LetterPress for NoPress {
    fn decision_pdf(&self, decision: &DecisionContent) -> anyhow::Result<Vec<u8>> {
        Ok(decision.number.clone().into_bytes())
    }

    fn draft_pdf(&self, decision: &DecisionContent) -> anyhow::Result<Vec<u8>> {
        Ok(decision.outcome_text.clone().into_bytes())
    }

    fn form_pdf(&self, form: &PaperForm) -> anyhow::Result<Vec<u8>> {
        Ok(form.title.clone().into_bytes())
    }
}
