-- At the centre: whose rows the residents' portal sees. Of people's data its role sees nothing until a transaction has said for
-- whom it acts (local.act_as), and then only that resident's rows; a statement that forgets to ask by resident finds nothing
-- foreign. Two tables serve before it is known who she is and are open to it: residents' sessions and trips to the gateway,
-- both found by the hash of a secret that only her browser has.
-- Each table marked "portal reads" or "portal writes" has one policy here, or is open to every resident below; a test compares.

-- They look past the policies that they serve, so they answer about the acting resident alone, and with keys only.
CREATE OR REPLACE FUNCTION municipal.own_persons() RETURNS SETOF uuid
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
    SELECT id FROM municipal.person WHERE personal_code = local.acting_code()
$$;
CREATE OR REPLACE FUNCTION municipal.own_applications() RETURNS SETOF uuid
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
    SELECT a.id FROM municipal.person p
    JOIN municipal.application a ON a.municipality_code = p.municipality_code AND a.applicant_id = p.id
    WHERE p.personal_code = local.acting_code()
$$;
CREATE OR REPLACE FUNCTION municipal.own_children() RETURNS SETOF uuid
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
    SELECT c.person_id FROM municipal.person p
    JOIN municipal.application a ON a.municipality_code = p.municipality_code AND a.applicant_id = p.id
    JOIN municipal.application_child c ON c.municipality_code = a.municipality_code AND c.application_id = a.id
    WHERE p.personal_code = local.acting_code()
$$;
-- Applications that she sent in another's name: their way and what is asked for them, never decision, letter or payment, which
-- are the applicant's.
CREATE OR REPLACE FUNCTION municipal.represented_applications() RETURNS SETOF uuid
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
    SELECT id FROM municipal.application
    WHERE content #>> '{represented_by,person,personal_code}' = local.acting_code() AND submission_id IS NOT NULL
$$;

DO $$
DECLARE
    rule record;
    role_name text;
BEGIN
    FOR role_name IN VALUES ('municipal.own_persons()'), ('municipal.own_applications()'), ('municipal.own_children()'),
                         ('municipal.represented_applications()') LOOP
        EXECUTE format('REVOKE ALL ON FUNCTION %s FROM PUBLIC', role_name);
        EXECUTE format('GRANT EXECUTE ON FUNCTION %s TO spis_portal', role_name);
    END LOOP;
    FOR rule IN
        SELECT * FROM (VALUES
            ('central.municipality',         'true'),
            ('municipal.office',             'true'),
            ('central.counter',              'name LIKE ''receipt-%'''),
            ('central.resident',             'id = local.acting_resident() OR personal_code = local.acting_code()'),
            ('central.policy_confirmation',  'resident_id = local.acting_resident()'),
            ('central.family_prefill',       'resident_id = local.acting_resident()'),
            ('central.draft',                'resident_id = local.acting_resident()'),
            ('central.draft_version',        'draft_id IN (SELECT id FROM central.draft)'),
            ('central.unsent_text',          'resident_id = local.acting_resident()'),
            ('central.submission',           'resident_id = local.acting_resident()'),
            ('central.submission_paper',     'resident_id = local.acting_resident()'),
            ('central.correction_paper',     'resident_id = local.acting_resident()'),
            ('central.letter_opening',       'resident_id = local.acting_resident()'),
            ('central.resident_request',     'resident_id = local.acting_resident()'),
            ('central.message_opening',      'resident_id = local.acting_resident()'),
            ('central.resident_setting',     'resident_id = local.acting_resident()'),
            ('central.consent',              'resident_id = local.acting_resident()'),
            ('central.told_place',           'resident_id = local.acting_resident()'),
            ('central.upload',               'resident_id = local.acting_resident()'),
            ('central.upload_part',          'upload_id IN (SELECT id FROM central.upload)'),
            ('central.attachment',           'resident_id = local.acting_resident()'),
            ('central.attachment_part',      'attachment_id IN (SELECT id FROM central.attachment)'),
            ('central.accessibility_report', 'true'),
            ('central.journal_entry',        'audience = ''resident'''),
            ('central.journal_subject',      'true'),
            ('municipal.person',             'id IN (SELECT municipal.own_persons()) OR id IN (SELECT municipal.own_children())'),
            ('municipal.application',        'id IN (SELECT municipal.own_applications()) OR id IN (SELECT municipal.represented_applications())'),
            ('municipal.application_child',  'application_id IN (SELECT municipal.own_applications())'),
            -- That there is an identical application is told only where every one of them is her own: the other may be the other
            -- parent's, whose address may be protected. The note holds their numbers.
            ('municipal.application_event',  '(application_id IN (SELECT municipal.own_applications()) OR application_id IN (SELECT municipal.represented_applications()))
                AND (step <> ''identical_found'' OR string_to_array(note, '', '') <@ ARRAY(
                    SELECT a.number FROM municipal.application a WHERE a.id IN (SELECT municipal.own_applications())))'),
            ('municipal.register_request',   'personal_code = local.acting_code() OR (application_id IN (SELECT municipal.own_applications()) AND person_id IN (SELECT municipal.own_children()))'),
            ('municipal.request_answer',     'application_id IN (SELECT municipal.own_applications()) OR application_id IN (SELECT municipal.represented_applications())'),
            ('municipal.counter_request',    'application_id IN (SELECT municipal.own_applications())'),
            ('municipal.document_request',   'application_id IN (SELECT municipal.own_applications()) OR application_id IN (SELECT municipal.represented_applications())'),
            ('municipal.decision',           'application_id IN (SELECT municipal.own_applications())'),
            ('municipal.award',              'recipient_id IN (SELECT municipal.own_persons())'),
            ('municipal.award_amount',       'award_id IN (SELECT id FROM municipal.award)'),
            ('municipal.letter',             'recipient_id IN (SELECT municipal.own_persons())'),
            ('municipal.letter_delivery',    'application_id IN (SELECT municipal.own_applications())'),
            ('municipal.payment',            'recipient_id IN (SELECT municipal.own_persons())'),
            ('municipal.payment_line',       'award_id IN (SELECT id FROM municipal.award)'),
            ('municipal.payment_run',        'id IN (SELECT run_id FROM municipal.payment)')
        ) AS rules (table_name, own)
    LOOP
        EXECUTE format('ALTER TABLE %s ENABLE ROW LEVEL SECURITY', rule.table_name);
        EXECUTE format('DROP POLICY IF EXISTS everyone_else ON %s', rule.table_name);
        EXECUTE format('CREATE POLICY everyone_else ON %s TO spis_app, spis_replication, spis_statistics, spis_registers, spis_seal USING (true) WITH CHECK (true)', rule.table_name);
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
DROP POLICY IF EXISTS ministry ON local.session;
CREATE POLICY ministry ON local.session TO spis_statistics USING (audience = 'ministry') WITH CHECK (audience = 'ministry');
