-- Somebody applies by a power of attorney: the municipality checks it before it proposes, and the representative follows the
-- application that she sent.
CREATE TABLE municipal.representation_check (
    municipality_code smallint NOT NULL,
    id                uuid NOT NULL,
    application_id    uuid NOT NULL,
    valid             boolean NOT NULL,
    note              text NOT NULL,
    checked_by        uuid NOT NULL,
    checked_by_name   text NOT NULL,
    checked_at        timestamptz NOT NULL,
    PRIMARY KEY (municipality_code, id)
);
CREATE INDEX representation_check_application ON municipal.representation_check (application_id, checked_at);
COMMENT ON TABLE municipal.representation_check IS 'municipal; insert-only. Whether the power of attorney ("įgaliojimas") by which an application was made holds, how it was checked and by whom. Written by the specialist; the last one counts. Arrives at the centre. Restored from the centre.';
CREATE INDEX application_representative ON municipal.application ((content #>> '{represented_by,person,personal_code}'))
    WHERE content #>> '{represented_by,person,personal_code}' IS NOT NULL;
