-- Constraints of the municipality's tables, at the municipality only: an apply worker must never meet one.
ALTER TABLE municipal.office ADD CONSTRAINT office_payment_day CHECK (payment_day BETWEEN 1 AND 28);
ALTER TABLE municipal.user_account ADD CONSTRAINT user_account_name UNIQUE (user_name);
ALTER TABLE municipal.user_account ADD CONSTRAINT user_account_power CHECK ((power_basis IS NULL) = (power_from IS NULL));
ALTER TABLE municipal.user_grant ADD CONSTRAINT user_grant_user FOREIGN KEY (municipality_code, user_id) REFERENCES municipal.user_account;
ALTER TABLE municipal.person ADD CONSTRAINT person_code_once UNIQUE (personal_code);
ALTER TABLE municipal.person ADD CONSTRAINT person_sex CHECK (sex IN ('male', 'female'));
ALTER TABLE municipal.application ADD CONSTRAINT application_number UNIQUE (number);
ALTER TABLE municipal.application ADD CONSTRAINT application_submission_once UNIQUE (submission_id);
ALTER TABLE municipal.application ADD CONSTRAINT application_applicant FOREIGN KEY (municipality_code, applicant_id) REFERENCES municipal.person;
ALTER TABLE municipal.application ADD CONSTRAINT application_channel CHECK (channel IN ('electronic', 'paper'));
ALTER TABLE municipal.application ADD CONSTRAINT application_status CHECK (status IN ('registered', 'gathering', 'assessed', 'proposed', 'returned', 'decided'));
ALTER TABLE municipal.application ADD CONSTRAINT application_electronic CHECK ((channel = 'electronic') = (submission_id IS NOT NULL));
ALTER TABLE municipal.application ADD CONSTRAINT application_clock CHECK (decide_by >= term_start);
ALTER TABLE municipal.application_child ADD CONSTRAINT application_child_application FOREIGN KEY (municipality_code, application_id) REFERENCES municipal.application;
ALTER TABLE municipal.application_child ADD CONSTRAINT application_child_person FOREIGN KEY (municipality_code, person_id) REFERENCES municipal.person;
ALTER TABLE municipal.application_event ADD CONSTRAINT application_event_application FOREIGN KEY (municipality_code, application_id) REFERENCES municipal.application;
ALTER TABLE municipal.register_request ADD CONSTRAINT register_request_application FOREIGN KEY (municipality_code, application_id) REFERENCES municipal.application;
ALTER TABLE municipal.register_request ADD CONSTRAINT register_request_once UNIQUE (application_id, register, person_id);
ALTER TABLE municipal.assessment ADD CONSTRAINT assessment_application FOREIGN KEY (municipality_code, application_id) REFERENCES municipal.application;
ALTER TABLE municipal.proposal ADD CONSTRAINT proposal_application FOREIGN KEY (municipality_code, application_id) REFERENCES municipal.application;
ALTER TABLE municipal.proposal ADD CONSTRAINT proposal_assessment FOREIGN KEY (municipality_code, assessment_id) REFERENCES municipal.assessment;
ALTER TABLE municipal.proposal ADD CONSTRAINT proposal_outcome CHECK (outcome IN ('adopted', 'returned'));
ALTER TABLE municipal.proposal ADD CONSTRAINT proposal_settled CHECK ((outcome IS NULL) = (settled_at IS NULL) AND (outcome IS NULL) = (settled_by IS NULL));
ALTER TABLE municipal.proposal ADD CONSTRAINT proposal_return_reason CHECK (outcome IS DISTINCT FROM 'returned' OR btrim(return_reason) <> '');
ALTER TABLE municipal.proposal ADD CONSTRAINT proposal_against_rule_reason CHECK (follows_rule OR btrim(reason) <> '');
CREATE UNIQUE INDEX proposal_one_open ON municipal.proposal (application_id) WHERE outcome IS NULL;
ALTER TABLE municipal.decision ADD CONSTRAINT decision_number UNIQUE (number);
ALTER TABLE municipal.decision ADD CONSTRAINT decision_proposal_once UNIQUE (proposal_id);
ALTER TABLE municipal.decision ADD CONSTRAINT decision_application FOREIGN KEY (municipality_code, application_id) REFERENCES municipal.application;
ALTER TABLE municipal.decision ADD CONSTRAINT decision_proposal FOREIGN KEY (municipality_code, proposal_id) REFERENCES municipal.proposal;
ALTER TABLE municipal.decision ADD CONSTRAINT decision_outcome CHECK (outcome IN ('granted', 'partly_granted', 'refused'));
-- Four eyes: who proposed does not decide.
ALTER TABLE municipal.decision ADD CONSTRAINT decision_four_eyes CHECK (proposed_by <> decided_by);

-- The proposer on the decision is the proposal's, and the decider holds a power in force that day: not the caller's word.
CREATE FUNCTION municipal.check_decision() RETURNS trigger LANGUAGE plpgsql AS $$
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
    RETURN NEW;
END $$;
CREATE TRIGGER decision_check BEFORE INSERT ON municipal.decision FOR EACH ROW EXECUTE FUNCTION municipal.check_decision();

ALTER TABLE municipal.award ADD CONSTRAINT award_decision FOREIGN KEY (municipality_code, decision_id) REFERENCES municipal.decision;
ALTER TABLE municipal.award ADD CONSTRAINT award_child FOREIGN KEY (municipality_code, child_id) REFERENCES municipal.person;
ALTER TABLE municipal.award ADD CONSTRAINT award_whole_months CHECK (NOT isempty(period) AND extract(day FROM lower(period)) = 1 AND (upper_inf(period) OR extract(day FROM upper(period)) = 1));
-- Kinds with the same stacking key are one benefit on different grounds: one child, one month, at most one of them.
ALTER TABLE municipal.award ADD CONSTRAINT award_once EXCLUDE USING gist (child_id WITH =, stacking WITH =, period WITH &&);
ALTER TABLE municipal.award_amount ADD CONSTRAINT award_amount_award FOREIGN KEY (municipality_code, award_id) REFERENCES municipal.award;
ALTER TABLE municipal.award_amount ADD CONSTRAINT award_amount_positive CHECK (amount_cents > 0);
ALTER TABLE municipal.award_amount ADD CONSTRAINT award_amount_once EXCLUDE USING gist (award_id WITH =, months WITH &&);
ALTER TABLE municipal.letter ADD CONSTRAINT letter_decision_once UNIQUE (decision_id);
ALTER TABLE municipal.letter ADD CONSTRAINT letter_decision FOREIGN KEY (municipality_code, decision_id) REFERENCES municipal.decision;
ALTER TABLE municipal.letter ADD CONSTRAINT letter_size CHECK (octet_length(pdf) <= 262144);
ALTER TABLE municipal.notice ADD CONSTRAINT notice_channel CHECK (channel IN ('portal', 'email', 'post', 'counter'));
ALTER TABLE municipal.notice ADD CONSTRAINT notice_email CHECK (channel <> 'email' OR email IS NOT NULL);
ALTER TABLE municipal.payment_run ADD CONSTRAINT payment_run_month CHECK (extract(day FROM month) = 1);
ALTER TABLE municipal.payment_run ADD CONSTRAINT payment_run_position UNIQUE (kind_group, month, position);
ALTER TABLE municipal.payment_run ADD CONSTRAINT payment_run_total CHECK (payments > 0 AND total_cents > 0);
ALTER TABLE municipal.payment ADD CONSTRAINT payment_run FOREIGN KEY (municipality_code, run_id) REFERENCES municipal.payment_run;
ALTER TABLE municipal.payment ADD CONSTRAINT payment_end_to_end UNIQUE (end_to_end_id);
ALTER TABLE municipal.payment ADD CONSTRAINT payment_positive CHECK (amount_cents > 0);
ALTER TABLE municipal.payment_line ADD CONSTRAINT payment_line_payment FOREIGN KEY (municipality_code, payment_id) REFERENCES municipal.payment;
ALTER TABLE municipal.payment_line ADD CONSTRAINT payment_line_award FOREIGN KEY (municipality_code, award_id) REFERENCES municipal.award;
ALTER TABLE municipal.payment_line ADD CONSTRAINT payment_line_month CHECK (extract(day FROM month) = 1);
ALTER TABLE municipal.payment_line ADD CONSTRAINT payment_line_positive CHECK (amount_cents > 0);
-- One child, one benefit, one month: paid once.
ALTER TABLE municipal.payment_line ADD CONSTRAINT payment_line_once UNIQUE (child_id, stacking, month);
ALTER TABLE municipal.payment_file ADD CONSTRAINT payment_file_run_once UNIQUE (run_id);
ALTER TABLE municipal.payment_file ADD CONSTRAINT payment_file_run FOREIGN KEY (municipality_code, run_id) REFERENCES municipal.payment_run;
ALTER TABLE municipal.payment_file_part ADD CONSTRAINT payment_file_part_file FOREIGN KEY (municipality_code, file_id) REFERENCES municipal.payment_file;
ALTER TABLE municipal.payment_file_part ADD CONSTRAINT payment_file_part_size CHECK (octet_length(content) <= 262144);
ALTER TABLE municipal.journal_entry ADD CONSTRAINT journal_entry_outcome CHECK (outcome IN ('allowed', 'refused'));
ALTER TABLE municipal.journal_subject ADD CONSTRAINT journal_subject_entry FOREIGN KEY (municipality_code, entry_id) REFERENCES municipal.journal_entry;
