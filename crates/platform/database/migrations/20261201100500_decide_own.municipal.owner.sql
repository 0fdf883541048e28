-- Conflict of interest: nobody proposes or decides in the own or a relative's case, as far as the municipality's cases tell.

-- Personal codes of a user, of the user's children, and of whoever else applied for these children, with their other children.
CREATE FUNCTION municipal.own_codes(of_municipality smallint, of_user uuid) RETURNS SETOF text LANGUAGE sql STABLE AS $$
    SELECT u.personal_code FROM municipal.user_account u
    WHERE u.municipality_code = of_municipality AND u.id = of_user AND u.personal_code IS NOT NULL
    UNION
    SELECT near.personal_code FROM municipal.user_account u
    JOIN municipal.person p ON p.municipality_code = u.municipality_code AND p.personal_code = u.personal_code
    JOIN municipal.application own ON own.municipality_code = p.municipality_code AND own.applicant_id = p.id
    JOIN municipal.application_child mine ON mine.municipality_code = own.municipality_code AND mine.application_id = own.id
    JOIN municipal.application_child shared ON shared.municipality_code = mine.municipality_code AND shared.person_id = mine.person_id
    JOIN municipal.application a ON a.municipality_code = shared.municipality_code AND a.id = shared.application_id
    LEFT JOIN municipal.application_child c ON c.municipality_code = a.municipality_code AND c.application_id = a.id
    JOIN municipal.person near ON near.municipality_code = a.municipality_code AND near.id IN (a.applicant_id, c.person_id)
    WHERE u.municipality_code = of_municipality AND u.id = of_user
$$;

-- Whether an application is by, for or on behalf of one of them.
CREATE FUNCTION municipal.is_own_case(of_municipality smallint, of_user uuid, of_application uuid) RETURNS boolean LANGUAGE sql STABLE AS $$
    SELECT EXISTS (
        SELECT FROM municipal.application a
        LEFT JOIN municipal.application_child c ON c.municipality_code = a.municipality_code AND c.application_id = a.id
        LEFT JOIN municipal.person p ON p.municipality_code = a.municipality_code AND p.id IN (a.applicant_id, c.person_id)
        JOIN municipal.own_codes(of_municipality, of_user) AS own
            ON own IN (p.personal_code, a.content #>> '{represented_by,person,personal_code}')
        WHERE a.municipality_code = of_municipality AND a.id = of_application)
$$;

CREATE OR REPLACE FUNCTION municipal.check_decision() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT EXISTS (SELECT 1 FROM municipal.proposal p
                   WHERE p.id = NEW.proposal_id AND p.proposed_by = NEW.proposed_by AND p.application_id = NEW.application_id) THEN
        RAISE EXCEPTION 'the decision does not repeat its proposal' USING ERRCODE = '23514', CONSTRAINT = 'decision_repeats_proposal';
    END IF;
    IF NOT EXISTS (SELECT 1 FROM municipal.user_account u
                   WHERE u.id = NEW.decided_by AND u.active AND u.power_basis = NEW.power_basis
                     AND NEW.decided_on >= u.power_from AND (u.power_to IS NULL OR NEW.decided_on <= u.power_to)) THEN
        RAISE EXCEPTION 'no power to decide in force' USING ERRCODE = '23514', CONSTRAINT = 'decision_power';
    END IF;
    IF municipal.is_own_case(NEW.municipality_code, NEW.proposed_by, NEW.application_id)
       OR municipal.is_own_case(NEW.municipality_code, NEW.decided_by, NEW.application_id) THEN
        RAISE EXCEPTION 'the own or a relative''s case' USING ERRCODE = '23514', CONSTRAINT = 'decision_own';
    END IF;
    RETURN NEW;
END $$;
