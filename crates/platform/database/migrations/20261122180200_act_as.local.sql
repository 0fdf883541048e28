-- For whom a transaction acts: the centre's row security asks it (portal_rows.sql).
CREATE FUNCTION local.act_as(resident uuid, personal_code text) RETURNS void LANGUAGE sql AS $$
    SELECT set_config('spis.resident', coalesce(resident::text, ''), true), set_config('spis.personal_code', personal_code, true)
$$;
CREATE FUNCTION local.acting_resident() RETURNS uuid LANGUAGE sql STABLE AS $$
    SELECT nullif(current_setting('spis.resident', true), '')::uuid
$$;
CREATE FUNCTION local.acting_code() RETURNS text LANGUAGE sql STABLE AS $$
    SELECT nullif(current_setting('spis.personal_code', true), '')
$$;
