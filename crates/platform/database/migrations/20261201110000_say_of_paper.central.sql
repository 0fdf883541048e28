-- What a resident says of an application that came in otherwise than from her own account: on paper, or sent by whom she
-- authorised. There is no submission of hers then, and the application is named itself.
ALTER TABLE central.resident_request ALTER COLUMN submission_id DROP NOT NULL;
ALTER TABLE central.resident_request ADD COLUMN application_id uuid;
-- The answers that a correction was made from.
ALTER TABLE central.resident_request ADD COLUMN made_from jsonb;
CREATE INDEX resident_request_application ON central.resident_request (application_id);

-- Whoever applied and whoever was authorised to apply for her both follow an application: each opens what was written.
ALTER TABLE central.message_opening DROP CONSTRAINT message_opening_pkey;
ALTER TABLE central.message_opening ADD CONSTRAINT message_opening_pkey PRIMARY KEY (municipality_code, id, resident_id);

COMMENT ON TABLE central.unsent_text IS 'central: private; erasable; portal writes. What a resident has typed of a question, a supplement, a withdrawal, or of saying that the result is wrong ("neišsiųstas tekstas"), kept at each change; submission_id is what it is about: a submission of hers, or an application that came in otherwise than from her own account; the subject is the document or the decision that it is about, else the same. Written by the portal; gone once sent, or by the centre''s worker when its time is over. Stays at the centre. Restored from the centre''s backup; deletions are applied again.';
