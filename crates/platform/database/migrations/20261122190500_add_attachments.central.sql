-- Files that residents bring: first privately, part by part; once handed in, addressed to the municipality.

CREATE TABLE central.upload (
    id          uuid PRIMARY KEY,
    resident_id uuid NOT NULL,
    subject_id  uuid NOT NULL,
    name        text NOT NULL,
    state       text NOT NULL,
    size        int NOT NULL,
    received    int NOT NULL,
    media_type  text,
    extension   text,
    pages       int,
    sha256      text,
    entries     jsonb,
    thumbnail   bytea,
    created_at  timestamptz NOT NULL,
    changed_at  timestamptz NOT NULL
);
CREATE INDEX upload_subject ON central.upload (subject_id);
COMMENT ON TABLE central.upload IS 'central: private; erasable; portal writes. A file that a resident is adding to a draft or to a later request of hers, the subject ("keliamas dokumentas"); state is receiving, waiting (for the scanner) or received. Written by the portal. Stays at the centre; copied to the attachment when it is handed in. Restored from the centre''s backup.';

CREATE TABLE central.upload_part (
    upload_id uuid NOT NULL,
    number    int NOT NULL,
    content   bytea NOT NULL,
    PRIMARY KEY (upload_id, number)
);
COMMENT ON TABLE central.upload_part IS 'central: private; erasable; portal writes. At most 256 KiB of an upload, counted from zero: as it comes while it is received, as it is kept afterwards. Written by the portal. Stays at the centre. Restored from the centre''s backup.';

CREATE TABLE central.attachment (
    municipality_code smallint NOT NULL,
    id                uuid NOT NULL,
    resident_id       uuid NOT NULL,
    subject_id        uuid NOT NULL,
    position          int NOT NULL,
    name              text NOT NULL,
    media_type        text NOT NULL,
    extension         text NOT NULL,
    size              int NOT NULL,
    pages             int NOT NULL,
    sha256            text NOT NULL,
    entries           jsonb NOT NULL,
    thumbnail         bytea,
    added_at          timestamptz NOT NULL,
    PRIMARY KEY (municipality_code, id)
);
CREATE INDEX attachment_subject ON central.attachment (subject_id);
COMMENT ON TABLE central.attachment IS 'central: addressed; insert-only; portal writes. A document handed in with a submission or a later request, the subject ("pridėtas dokumentas"). Written by the portal in the transaction that hands it in. Arrives at the municipality. Restored from the centre.';

CREATE TABLE central.attachment_part (
    municipality_code smallint NOT NULL,
    id                uuid NOT NULL,
    attachment_id     uuid NOT NULL,
    number            int NOT NULL,
    content           bytea NOT NULL,
    PRIMARY KEY (municipality_code, id)
);
CREATE INDEX attachment_part_attachment ON central.attachment_part (attachment_id, number);
COMMENT ON TABLE central.attachment_part IS 'central: addressed; insert-only; portal writes. At most 256 KiB of an attachment, counted from zero. Written by the portal with its attachment. Arrives at the municipality. Restored from the centre.';
