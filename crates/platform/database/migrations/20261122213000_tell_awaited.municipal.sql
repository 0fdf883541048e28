-- Which registers were asked for an application, told to its applicant or to whom sent it in her name. Looks past row security,
-- which shows her the questions about herself only; it tells names of registers and moments.
CREATE FUNCTION municipal.asked_registers(application uuid) RETURNS TABLE (id uuid, register text, asked_at timestamptz)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
    SELECT q.id, q.register, q.asked_at FROM municipal.register_request q
    WHERE q.application_id = application AND EXISTS (
        SELECT FROM municipal.application a
        JOIN municipal.person p ON p.municipality_code = a.municipality_code AND p.id = a.applicant_id
        WHERE a.id = application
          AND local.acting_code() IN (p.personal_code, a.content #>> '{represented_by,person,personal_code}'))
    ORDER BY q.asked_at, q.id LIMIT 200
$$;
COMMENT ON TABLE municipal.office IS 'municipal; portal reads. The municipality''s letterhead, contacts, account to pay from and day of payment, by date. Written by local administration. Arrives at the centre; anybody sees its telephone and e-mail there. Restored from the centre.';
