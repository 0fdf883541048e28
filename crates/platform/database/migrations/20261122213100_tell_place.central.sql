-- What place in the queue was last told, so that it does not jump about.
CREATE TABLE central.told_place (
    application_id uuid PRIMARY KEY,
    resident_id    uuid NOT NULL,
    before         bigint NOT NULL,
    rose           boolean NOT NULL,
    told_at        timestamptz NOT NULL
);
CREATE INDEX told_place_resident ON central.told_place (resident_id);
COMMENT ON TABLE central.told_place IS 'central: private; portal writes. The place in the queue that an applicant was last told ("vieta eilėje"), and whether more waited before hers than at the time before. Written by the portal, at most hourly. Stays at the centre. Restored from the centre''s backup.';
