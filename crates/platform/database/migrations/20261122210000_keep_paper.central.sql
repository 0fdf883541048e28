-- What a resident sent, on paper as it was set when she sent it: wording changes, this does not.
CREATE TABLE central.submission_paper (
    municipality_code smallint NOT NULL,
    id                uuid NOT NULL,
    resident_id       uuid NOT NULL,
    pdf               bytea NOT NULL,
    sha256            text NOT NULL,
    set_at            timestamptz NOT NULL,
    PRIMARY KEY (municipality_code, id)
);
COMMENT ON TABLE central.submission_paper IS 'central: addressed; insert-only; portal writes. The form (PDF) of a submission as it was set when it was sent ("pateikto prašymo išrašas"); the id is the submission''s. Written by the portal. Arrives at the municipality, whose case shows it. Restored from the centre.';
