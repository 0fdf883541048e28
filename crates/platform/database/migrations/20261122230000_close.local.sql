-- What an administrator has closed on purpose, for a time.
CREATE TABLE local.closure (
    id        uuid PRIMARY KEY,
    area      text NOT NULL CHECK (btrim(area) <> ''),
    reason_lt text NOT NULL CHECK (btrim(reason_lt) <> ''),
    reason_en text NOT NULL CHECK (btrim(reason_en) <> ''),
    begun_at  timestamptz NOT NULL,
    until_at  timestamptz NOT NULL,
    ended_at  timestamptz,
    CHECK (until_at > begun_at)
);
CREATE UNIQUE INDEX closure_one_of_an_area ON local.closure (area) WHERE ended_at IS NULL;
COMMENT ON TABLE local.closure IS 'local. Parts of this node that are closed for a time ("laikinas uždarymas"), with the reason that people read and the end. Written by the command line. Lost in a restore: what must stay closed is closed again.';
