-- What a resident's own rows are found by (row security of the portal, at the centre).
CREATE INDEX application_applicant ON municipal.application (applicant_id);
CREATE INDEX award_recipient ON municipal.award (recipient_id);
CREATE INDEX award_application ON municipal.award (application_id);
CREATE INDEX letter_recipient ON municipal.letter (recipient_id);
CREATE INDEX payment_recipient ON municipal.payment (recipient_id);

-- The order of work, the same for the worklist and for the place told to the applicant. Looks past row security: it takes one
-- application and tells a number.
CREATE FUNCTION municipal.queue_place(municipality smallint, application uuid) RETURNS bigint
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
    SELECT (SELECT count(*) FROM municipal.application b
            WHERE b.municipality_code = a.municipality_code AND b.kind_group = a.kind_group
              AND b.status IN ('registered', 'gathering', 'assessed', 'returned')
              AND (b.decide_by, b.sent_at, b.id) < (a.decide_by, a.sent_at, a.id))
    FROM municipal.application a
    WHERE a.municipality_code = municipality AND a.id = application
      AND a.status IN ('registered', 'gathering', 'assessed', 'returned')
$$;
