//! Whoever reads no files in a test.

use spis_applications::FileReader;
use spis_applications::files::{FileError, FileRefusal, ReadFile, Reading};

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
