-- A correction of what was sent is written as the application was: in a draft, which says what it corrects.
ALTER TABLE central.draft ADD COLUMN corrects uuid;
COMMENT ON COLUMN central.draft.corrects IS 'The submission that it corrects; none for a new application. A request with the draft''s id ends it.';
