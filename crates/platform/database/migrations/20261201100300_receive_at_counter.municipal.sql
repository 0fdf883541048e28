-- What is brought or asked at the counter after registering, who was identified later, and that the registers were told of.
CREATE TABLE municipal.counter_request (
    municipality_code   smallint NOT NULL,
    id                  uuid NOT NULL,
    receipt_number      text NOT NULL,
    application_id      uuid NOT NULL,
    kind                text NOT NULL,
    text                text NOT NULL,
    document_request_id uuid,
    brought_by          text,
    identity_document   text NOT NULL,
    identity_last       text NOT NULL,
    received_on         date NOT NULL,
    answer_by           date NOT NULL,
    received_by         uuid NOT NULL,
    received_by_name    text NOT NULL,
    received_by_post    text NOT NULL,
    received_at         timestamptz NOT NULL,
    PRIMARY KEY (municipality_code, id)
);
CREATE INDEX counter_request_application ON municipal.counter_request (application_id);
COMMENT ON TABLE municipal.counter_request IS 'municipal; insert-only. What was brought or asked at the counter, or came by post, about a registered application ("kreipimasis prie langelio"): a supplement or a withdrawal, who brought it and by what the identity was checked; answered in municipal.request_answer. Written at the counter. Arrives at the centre. Restored from the centre.';
ALTER TABLE municipal.document ADD COLUMN counter_request_id uuid;

CREATE TABLE municipal.identity_check (
    municipality_code smallint NOT NULL,
    id                uuid NOT NULL,
    application_id    uuid NOT NULL,
    identity_document text NOT NULL,
    identity_last     text NOT NULL,
    checked_by        uuid NOT NULL,
    checked_at        timestamptz NOT NULL,
    PRIMARY KEY (municipality_code, id)
);
CREATE INDEX identity_check_application ON municipal.identity_check (application_id);
COMMENT ON TABLE municipal.identity_check IS 'municipal; insert-only. By what the identity of who applied on paper was checked after registering ("tapatybės patikrinimas"); the latest stands in place of the intake''s. Written with the event of the same key. Arrives at the centre. Restored from the centre.';

ALTER TABLE municipal.intake ADD COLUMN registers_told text;
ALTER TABLE municipal.notice ADD COLUMN request_answer_id uuid;
