-- What a resident writes after sending, and that she has seen what the municipality wrote.
CREATE TABLE central.resident_request (
    municipality_code   smallint NOT NULL,
    id                  uuid NOT NULL,
    receipt_number      text NOT NULL,
    resident_id         uuid NOT NULL,
    submission_id       uuid NOT NULL,
    kind                text NOT NULL,
    text                text NOT NULL,
    content             jsonb,
    document_request_id uuid,
    decision_id         uuid,
    sent_at             timestamptz NOT NULL,
    answer_by           date NOT NULL,
    PRIMARY KEY (municipality_code, id)
);
CREATE INDEX resident_request_submission ON central.resident_request (submission_id);
CREATE INDEX resident_request_resident ON central.resident_request (resident_id);
COMMENT ON TABLE central.resident_request IS 'central: addressed; insert-only; arrives; portal writes. What a resident asks or states about an application after sending it ("gyventojo kreipimasis"): correction, supplement, withdrawal, question, disagreement. Written by the portal. Arrives at the municipality, which alone answers. Restored from the centre.';

CREATE TABLE central.message_opening (
    municipality_code smallint NOT NULL,
    id                uuid NOT NULL,
    resident_id       uuid NOT NULL,
    opened_at         timestamptz NOT NULL,
    PRIMARY KEY (municipality_code, id)
);
COMMENT ON TABLE central.message_opening IS 'central: addressed; insert-only; portal writes. When a resident first saw an answer or a request for a document: its delivery; the id is the answer''s or the request''s. Written by the portal. Arrives at the municipality. Restored from the centre.';

CREATE TABLE central.resident_setting (
    resident_id   uuid PRIMARY KEY,
    phone         text,
    email         text,
    email_notices boolean NOT NULL,
    changed_at    timestamptz NOT NULL
);
COMMENT ON TABLE central.resident_setting IS 'central: private; portal writes. A resident''s contacts, and whether an e-mail says that there is news ("pranešimų nuostatos"). Written by the portal. Stays at the centre. Restored from the centre''s backup.';

CREATE TABLE central.consent (
    id          uuid PRIMARY KEY,
    resident_id uuid NOT NULL,
    purpose     text NOT NULL,
    given       boolean NOT NULL,
    text_version text NOT NULL,
    at          timestamptz NOT NULL
);
CREATE INDEX consent_resident ON central.consent (resident_id, purpose, at);
COMMENT ON TABLE central.consent IS 'central: private; insert-only; portal writes. Each consent given or withdrawn ("sutikimas"); the latest holds. Written by the portal. Stays at the centre. Restored from the centre''s backup.';
