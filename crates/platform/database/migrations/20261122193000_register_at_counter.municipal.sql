-- The counter: an eldership's official registers a paper application, prints, and notes how letters on paper were delivered.
ALTER TABLE municipal.user_account ADD COLUMN personal_code text;
ALTER TABLE municipal.notice ADD COLUMN letter_id uuid;
CREATE INDEX notice_printed ON municipal.notice (municipality_code, created_at) WHERE channel IN ('post', 'counter');

CREATE TABLE municipal.counter_draft (
    municipality_code smallint NOT NULL,
    id                uuid NOT NULL,
    user_id           uuid NOT NULL,
    form_code         text NOT NULL,
    content           jsonb NOT NULL,
    version           int NOT NULL,
    begun_at          timestamptz NOT NULL,
    saved_at          timestamptz NOT NULL,
    PRIMARY KEY (municipality_code, id)
);
CREATE INDEX counter_draft_user ON municipal.counter_draft (user_id);
COMMENT ON TABLE municipal.counter_draft IS 'municipal; erasable. What an official has typed of a paper application, kept at each change. Written at the counter; gone once registered or deleted. Arrives at the centre. Restored from the centre.';

CREATE TABLE municipal.intake (
    municipality_code    smallint NOT NULL,
    id                   uuid NOT NULL,
    application_id       uuid NOT NULL,
    received_on          date NOT NULL,
    identity_document    text NOT NULL,
    identity_last        text NOT NULL,
    represented_by       text,
    representative_code  text,
    representative_basis text,
    signature            text NOT NULL,
    handed_in            text NOT NULL,
    despite_identical    boolean NOT NULL,
    registered_by        uuid NOT NULL,
    registered_by_name   text NOT NULL,
    registered_by_post   text NOT NULL,
    registered_at        timestamptz NOT NULL,
    PRIMARY KEY (municipality_code, id)
);
CREATE INDEX intake_application ON municipal.intake (application_id);
CREATE INDEX intake_user ON municipal.intake (registered_by, registered_at);
COMMENT ON TABLE municipal.intake IS 'municipal; insert-only. How a paper application was taken in ("priėmimas"): day, whose identity was checked by which document and by whom, who acts for whom, what was handed in. Written when it is registered at the counter. Arrives at the centre. Restored from the centre.';

CREATE TABLE municipal.letter_delivery (
    municipality_code smallint NOT NULL,
    id                uuid NOT NULL,
    notice_id         uuid NOT NULL,
    letter_id         uuid,
    application_id    uuid NOT NULL,
    channel           text NOT NULL,
    event             text NOT NULL,
    day               date NOT NULL,
    user_id           uuid NOT NULL,
    user_name         text NOT NULL,
    at                timestamptz NOT NULL,
    PRIMARY KEY (municipality_code, id)
);
CREATE INDEX letter_delivery_notice ON municipal.letter_delivery (notice_id, at);
CREATE INDEX letter_delivery_application ON municipal.letter_delivery (application_id);
COMMENT ON TABLE municipal.letter_delivery IS 'municipal; insert-only. What became of a letter on paper ("įteikimas"): posted, handed over against signature, returned, each with its day. Written in the print queue. Arrives at the centre. Restored from the centre.';
