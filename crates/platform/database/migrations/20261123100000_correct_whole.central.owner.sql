ALTER TABLE central.draft ADD CONSTRAINT draft_corrects FOREIGN KEY (corrects) REFERENCES central.submission (id);
ALTER TABLE central.draft ADD CONSTRAINT draft_became CHECK (corrects IS NULL OR submission_id IS NULL OR submission_id = corrects);
-- One correction of a submission is written at a time.
CREATE UNIQUE INDEX draft_correction ON central.draft (corrects) WHERE ended_at IS NULL;
