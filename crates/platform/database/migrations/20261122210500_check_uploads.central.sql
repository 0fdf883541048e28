-- Documents that came whole and could not be read at once are read by the centre's worker; what it refuses is told later.
ALTER TABLE central.upload ADD COLUMN refusal text;
CREATE INDEX upload_unchecked ON central.upload (changed_at) WHERE state IN ('receiving', 'waiting');
COMMENT ON TABLE central.upload IS 'central: private; erasable; portal writes. A file that a resident is adding to a draft or to a later request of hers, the subject ("keliamas dokumentas"); state is receiving, waiting (for the scanner), received, or refused with a reason, when only its name is left. Written by the portal; what waits is read by the centre''s worker. Stays at the centre; copied to the attachment when it is handed in. Restored from the centre''s backup.';
