-- What a resident corrected, on paper as it was set when she sent it, as what she first sent is kept.
CREATE TABLE central.correction_paper (
    municipality_code smallint NOT NULL,
    id                uuid NOT NULL,
    resident_id       uuid NOT NULL,
    pdf               bytea NOT NULL,
    sha256            text NOT NULL,
    set_at            timestamptz NOT NULL,
    PRIMARY KEY (municipality_code, id)
);
COMMENT ON TABLE central.correction_paper IS 'central: addressed; insert-only; portal writes. The whole form (PDF) as a correction left it, as it was set when the correction was sent ("pataisyto prašymo išrašas"); the id is the request''s. Written by the portal. Arrives at the municipality. Restored from the centre.';
