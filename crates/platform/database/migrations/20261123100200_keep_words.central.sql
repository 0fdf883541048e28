-- What a resident writes about an application, until it is sent: a question, a statement, that the result is wrong.
CREATE TABLE central.unsent_text (
    resident_id   uuid NOT NULL,
    submission_id uuid NOT NULL,
    place         text NOT NULL,
    subject       uuid NOT NULL,
    text          text NOT NULL,
    saved_at      timestamptz NOT NULL,
    PRIMARY KEY (resident_id, submission_id, place, subject)
);
CREATE INDEX unsent_text_saved ON central.unsent_text (saved_at);
COMMENT ON TABLE central.unsent_text IS 'central: private; erasable; portal writes. What a resident has typed of a question, a supplement, a withdrawal, or of saying that the result is wrong ("neišsiųstas tekstas"), kept at each change; the subject is the document or the decision that it is about, else the submission. Written by the portal; gone once sent, or by the centre''s worker when its time is over. Stays at the centre. Restored from the centre''s backup; deletions are applied again.';
