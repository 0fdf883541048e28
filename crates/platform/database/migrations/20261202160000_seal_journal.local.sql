-- A copy of what is sealed stays as it came, whatever its owner's database says later: by it a chain that was written anew is found.
CREATE FUNCTION local.keep_sealed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RETURN NULL;
END $$;
