CREATE TABLE municipal.journal_seal (
    municipality_code smallint NOT NULL,
    seq               bigint NOT NULL,
    previous_hash     bytea NOT NULL,
    hash              bytea NOT NULL,
    sealed_at         timestamptz NOT NULL,
    PRIMARY KEY (municipality_code, seq)
) /*centre PARTITION BY LIST (municipality_code) centre*/;
COMMENT ON TABLE municipal.journal_seal IS 'municipal; insert-only; sealed. The journal''s chain ("žurnalo antspaudas"): a hash over the one before and over the entries linked since. Written by the sealer''s role alone, a second after the entries at most. Arrives at the centre, which anchors it. Restored from the centre.';

CREATE TABLE municipal.journal_link (
    municipality_code smallint NOT NULL,
    seq               bigint NOT NULL,
    position          int NOT NULL,
    entry_id          uuid NOT NULL,
    digest            bytea NOT NULL,
    PRIMARY KEY (municipality_code, seq, position),
    UNIQUE (municipality_code, entry_id)
) /*centre PARTITION BY LIST (municipality_code) centre*/;
COMMENT ON TABLE municipal.journal_link IS 'municipal; insert-only; sealed. Place of a journal entry in the chain, with the digest of what it said: the order of commits is not that of ids. Written by the sealer''s role alone. Arrives at the centre. Restored from the centre.';
