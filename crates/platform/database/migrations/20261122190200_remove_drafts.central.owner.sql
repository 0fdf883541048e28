-- What belongs to a draft goes with it.
ALTER TABLE central.draft_reminder ADD CONSTRAINT draft_reminder_draft FOREIGN KEY (draft_id) REFERENCES central.draft (id) ON DELETE CASCADE;
