-- Which of these questions to registers are answered: keys in, keys out. Looks past privileges, because answers themselves are
-- not the portal's to read.
CREATE FUNCTION central.answered_questions(asked uuid[]) RETURNS SETOF uuid
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
    SELECT id FROM central.register_answer WHERE id = ANY (asked)
$$;
