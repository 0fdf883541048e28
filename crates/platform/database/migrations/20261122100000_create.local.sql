-- What never leaves a node: who this node is, sessions, credentials, arrivals.
-- Every table's comment begins with its kind; publications, privileges and generated constraints are made from it:
--   local | municipal | central: all | central: addressed | central: private
-- and may carry the marks "insert-only" (no update or delete for the application), "arrives" (an arriving copy starts work),
-- "portal reads" and "portal writes" (what the role of the residents' portal may touch at the centre; it has nothing else).

CREATE TABLE local.node (
    one  boolean PRIMARY KEY DEFAULT true CHECK (one),
    code smallint NOT NULL,
    name text NOT NULL
);
COMMENT ON TABLE local.node IS 'local. Which node this database is; 0 is the centre. Written by migrate only. Restored by migrate.';

CREATE TABLE local.schema_version (
    file       text PRIMARY KEY,
    sha256     text NOT NULL,
    applied_at timestamptz NOT NULL DEFAULT now()
);
COMMENT ON TABLE local.schema_version IS 'local. Migration files applied here. Written by migrate only. Restored by migrate.';

CREATE TABLE local.credential (
    user_id       uuid PRIMARY KEY,
    password_hash text NOT NULL,
    changed_at    timestamptz NOT NULL,
    failed_count  int NOT NULL DEFAULT 0 CHECK (failed_count >= 0),
    locked_until  timestamptz
);
COMMENT ON TABLE local.credential IS 'local. argon2id hashes of the passwords of this node''s users. Written by sign-in and the command line. After a restore: new one-time passwords.';

CREATE TABLE local.session (
    id_hash      bytea PRIMARY KEY,
    audience     text NOT NULL CHECK (audience IN ('staff', 'resident', 'ministry')),
    subject_id   uuid NOT NULL,
    csrf_secret  bytea NOT NULL,
    created_at   timestamptz NOT NULL,
    last_used_at timestamptz NOT NULL,
    expires_at   timestamptz NOT NULL,
    ended_at     timestamptz
);
CREATE INDEX session_subject ON local.session (subject_id);
COMMENT ON TABLE local.session IS 'local; portal writes. Signed-in browsers; the id is kept only as its SHA-256. Written by sign-in and sign-out. Lost in a restore: people sign in again.';

CREATE TABLE local.signin_attempt (
    state_hash   bytea PRIMARY KEY,
    browser_hash bytea NOT NULL,
    ticket       text NOT NULL,
    return_path  text NOT NULL,
    created_at   timestamptz NOT NULL,
    resident_id  uuid,
    used_at      timestamptz
);
COMMENT ON TABLE local.signin_attempt IS 'local; portal writes. One trip to the e-Government Gateway, bound to the browser that began it; single use, ten minutes. Written by the portal. Lost in a restore.';

CREATE TABLE local.arrival (
    table_name        text NOT NULL,
    municipality_code smallint NOT NULL,
    id                uuid NOT NULL,
    noted_at          timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (table_name, municipality_code, id)
);
COMMENT ON TABLE local.arrival IS 'local. Copied rows that have arrived and wait to be made into jobs. Written by the arrival triggers, emptied by the worker. Refilled by an anti-join (spis node arrivals --replay).';

-- Runs while a subscription applies rows, with an empty search_path: everything is named in full.
CREATE FUNCTION local.note_arrival() RETURNS trigger LANGUAGE plpgsql SET search_path = '' AS $$
BEGIN
    INSERT INTO local.arrival (table_name, municipality_code, id)
    VALUES (TG_TABLE_SCHEMA || '.' || TG_TABLE_NAME, NEW.municipality_code, NEW.id)
    ON CONFLICT DO NOTHING;
    PERFORM pg_catalog.pg_notify('spis_arrival', TG_TABLE_NAME);
    RETURN NULL;
END $$;

-- An UPDATE that moves a row through a row filter arrives with its long columns NULL, silently; so keys never change.
CREATE FUNCTION local.refuse_key_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.municipality_code IS DISTINCT FROM OLD.municipality_code
       OR (to_jsonb(NEW) -> 'id') IS DISTINCT FROM (to_jsonb(OLD) -> 'id') THEN
        RAISE EXCEPTION 'the key of % never changes', TG_TABLE_NAME USING ERRCODE = '23514', CONSTRAINT = 'key_never_changes';
    END IF;
    RETURN NEW;
END $$;

-- One hash over a row's columns by name, the same on every node: the proof of a copy.
CREATE FUNCTION local.row_hash(content jsonb) RETURNS numeric LANGUAGE sql IMMUTABLE AS
$$ SELECT hashtextextended(content::text, 0)::numeric $$;
