-- Documents that a municipality adds to an application itself: scans made at the counter.

CREATE TABLE municipal.document (
    municipality_code smallint NOT NULL,
    id                uuid NOT NULL,
    application_id    uuid NOT NULL,
    name              text NOT NULL,
    media_type        text NOT NULL,
    extension         text NOT NULL,
    size              int NOT NULL,
    pages             int NOT NULL,
    sha256            text NOT NULL,
    thumbnail         bytea,
    certified_copy    boolean NOT NULL,
    certified_by      uuid,
    certified_by_name text,
    added_by          uuid NOT NULL,
    added_at          timestamptz NOT NULL,
    PRIMARY KEY (municipality_code, id)
);
CREATE INDEX document_application ON municipal.document (application_id);
COMMENT ON TABLE municipal.document IS 'municipal; insert-only. A document that an official added to an application, a scan of paper ("nuskaitytas dokumentas"); a certified copy names who certified it ("kopija tikra"). Written at the counter. Arrives at the centre. Restored from the centre.';

CREATE TABLE municipal.document_part (
    municipality_code smallint NOT NULL,
    id                uuid NOT NULL,
    document_id       uuid NOT NULL,
    number            int NOT NULL,
    content           bytea NOT NULL,
    PRIMARY KEY (municipality_code, id)
);
CREATE INDEX document_part_document ON municipal.document_part (document_id, number);
COMMENT ON TABLE municipal.document_part IS 'municipal; insert-only. At most 256 KiB of a document, counted from zero. Written with its document. Arrives at the centre. Restored from the centre.';
