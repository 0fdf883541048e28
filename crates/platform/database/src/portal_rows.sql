-- At the centre: whose rows the residents' portal sees. Its role sees nothing until a transaction has said for whom it acts
-- (local.act_as), and then only that resident's rows; a statement that forgets to ask by resident finds nothing foreign.
-- Each table marked "portal reads" or "portal writes" has one policy here, or is open to every resident below; a test compares.

-- They look past the policies that they serve, so they take the resident and return keys only.
CREATE OR REPLACE FUNCTION municipal.persons_of(code text) RETURNS SETOF uuid
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
    SELECT id FROM municipal.person WHERE personal_code = code
$$;
CREATE OR REPLACE FUNCTION municipal.applications_of(code text) RETURNS SETOF uuid
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
    SELECT a.id FROM municipal.person p
    JOIN municipal.application a ON a.municipality_code = p.municipality_code AND a.applicant_id = p.id
    WHERE p.personal_code = code
$$;
CREATE OR REPLACE FUNCTION municipal.children_of(code text) RETURNS SETOF uuid
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
    SELECT c.person_id FROM municipal.person p
    JOIN municipal.application a ON a.municipality_code = p.municipality_code AND a.applicant_id = p.id
    JOIN municipal.application_child c ON c.municipality_code = a.municipality_code AND c.application_id = a.id
    WHERE p.personal_code = code
$$;

DO $$
DECLARE
    rule record;
    role_name text;
BEGIN
    FOR role_name IN VALUES ('municipal.persons_of(text)'), ('municipal.applications_of(text)'), ('municipal.children_of(text)') LOOP
        EXECUTE format('REVOKE ALL ON FUNCTION %s FROM PUBLIC', role_name);
        EXECUTE format('GRANT EXECUTE ON FUNCTION %s TO spis_portal', role_name);
    END LOOP;
    FOR rule IN
        SELECT * FROM (VALUES
            ('central.municipality',         'true'),
            ('central.counter',              'name LIKE ''receipt-%'''),
            ('central.resident',             'id = local.acting_resident() OR personal_code = local.acting_code()'),
            ('central.policy_confirmation',  'resident_id = local.acting_resident()'),
            ('central.family_prefill',       'resident_id = local.acting_resident()'),
            ('central.draft',                'resident_id = local.acting_resident()'),
            ('central.draft_version',        'draft_id IN (SELECT id FROM central.draft)'),
            ('central.submission',           'resident_id = local.acting_resident()'),
            ('central.letter_opening',       'resident_id = local.acting_resident()'),
            ('central.journal_entry',        'audience = ''resident'''),
            ('central.journal_subject',      'true'),
            ('municipal.person',             'id IN (SELECT municipal.persons_of(local.acting_code())) OR id IN (SELECT municipal.children_of(local.acting_code()))'),
            ('municipal.application',        'id IN (SELECT municipal.applications_of(local.acting_code()))'),
            ('municipal.application_child',  'application_id IN (SELECT municipal.applications_of(local.acting_code()))'),
            ('municipal.application_event',  'application_id IN (SELECT municipal.applications_of(local.acting_code()))'),
            ('municipal.decision',           'application_id IN (SELECT municipal.applications_of(local.acting_code()))'),
            ('municipal.award',              'recipient_id IN (SELECT municipal.persons_of(local.acting_code()))'),
            ('municipal.letter',             'recipient_id IN (SELECT municipal.persons_of(local.acting_code()))'),
            ('municipal.payment',            'recipient_id IN (SELECT municipal.persons_of(local.acting_code()))'),
            ('municipal.payment_line',       'award_id IN (SELECT id FROM municipal.award)'),
            ('municipal.payment_run',        'id IN (SELECT run_id FROM municipal.payment)')
        ) AS rules (table_name, own)
    LOOP
        EXECUTE format('ALTER TABLE %s ENABLE ROW LEVEL SECURITY', rule.table_name);
        EXECUTE format('DROP POLICY IF EXISTS everyone_else ON %s', rule.table_name);
        EXECUTE format('CREATE POLICY everyone_else ON %s TO spis_app, spis_replication, spis_statistics, spis_registers USING (true) WITH CHECK (true)', rule.table_name);
        EXECUTE format('DROP POLICY IF EXISTS resident ON %s', rule.table_name);
        EXECUTE format('CREATE POLICY resident ON %s TO spis_portal USING (%s) WITH CHECK (%2$s)', rule.table_name, rule.own);
    END LOOP;
END $$;

-- Residents' sessions only, so that a hole in the portal opens no official's session.
ALTER TABLE local.session ENABLE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS application ON local.session;
CREATE POLICY application ON local.session TO spis_app USING (true) WITH CHECK (true);
DROP POLICY IF EXISTS portal ON local.session;
CREATE POLICY portal ON local.session TO spis_portal USING (audience = 'resident') WITH CHECK (audience = 'resident');
