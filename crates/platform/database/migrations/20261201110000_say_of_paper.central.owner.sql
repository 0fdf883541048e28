ALTER TABLE central.resident_request ADD CONSTRAINT resident_request_about CHECK (num_nonnulls(submission_id, application_id) = 1);
ALTER TABLE central.resident_request ADD CONSTRAINT resident_request_made_from CHECK (made_from IS NULL OR kind = 'correction');
-- Either may be about an application that came in otherwise, which is the municipality's row.
ALTER TABLE central.unsent_text DROP CONSTRAINT unsent_text_submission;
ALTER TABLE central.draft DROP CONSTRAINT draft_corrects;
