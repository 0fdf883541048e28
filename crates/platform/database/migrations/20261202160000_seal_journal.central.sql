CREATE TABLE central.journal_seal (
    seq           bigint PRIMARY KEY,
    previous_hash bytea NOT NULL,
    hash          bytea NOT NULL,
    sealed_at     timestamptz NOT NULL
);
COMMENT ON TABLE central.journal_seal IS 'central: private; insert-only; sealed. The chain of the centre''s own journal ("žurnalo antspaudas"). Written by the sealer''s role alone, a second after the entries at most. Stays at the centre. Restored from the centre''s backup.';

CREATE TABLE central.journal_link (
    seq      bigint NOT NULL,
    position int NOT NULL,
    entry_id uuid NOT NULL UNIQUE,
    digest   bytea NOT NULL,
    PRIMARY KEY (seq, position)
);
COMMENT ON TABLE central.journal_link IS 'central: private; insert-only; sealed. Place of an entry of the centre''s journal in the chain, with the digest of what it said. Written by the sealer''s role alone. Stays at the centre. Restored from the centre''s backup.';

CREATE INDEX journal_entry_at ON central.journal_entry (at);
