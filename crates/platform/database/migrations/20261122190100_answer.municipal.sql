-- What a municipality answers a resident, and the documents that it asks of her.
CREATE TABLE municipal.request_answer (
    municipality_code    smallint NOT NULL,
    id                   uuid NOT NULL,
    application_id       uuid NOT NULL,
    outcome              text NOT NULL,
    text                 text,
    answered_by          uuid,
    answered_by_position text,
    answered_at          timestamptz NOT NULL,
    PRIMARY KEY (municipality_code, id)
);
CREATE INDEX request_answer_application ON municipal.request_answer (application_id);
COMMENT ON TABLE municipal.request_answer IS 'municipal; insert-only; portal reads. The answer to what a resident asked or stated ("atsakymas į kreipimąsi"); its id is the request''s, so there is one. Written by the specialist, or by the arrival job where nobody has taken the case up. Arrives at the centre. Restored from the centre.';

CREATE TABLE municipal.document_request (
    municipality_code smallint NOT NULL,
    id                uuid NOT NULL,
    application_id    uuid NOT NULL,
    document          text NOT NULL,
    own_words         text,
    reason            text NOT NULL,
    asked_by          uuid NOT NULL,
    asked_by_position text NOT NULL,
    asked_at          timestamptz NOT NULL,
    due_on            date NOT NULL,
    settled_at        timestamptz,
    settled_as        text,
    PRIMARY KEY (municipality_code, id)
);
CREATE INDEX document_request_application ON municipal.document_request (application_id);
COMMENT ON TABLE municipal.document_request IS 'municipal; portal reads. A document asked of the applicant ("prašymas pateikti dokumentą"): which, why, until when, and how it ended. Written by the specialist; settled by the arrival of what she sends or by the specialist. Arrives at the centre. Restored from the centre.';
