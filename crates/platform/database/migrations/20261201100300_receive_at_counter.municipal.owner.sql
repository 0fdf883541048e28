ALTER TABLE municipal.counter_request ADD CONSTRAINT counter_request_receipt_number UNIQUE (receipt_number);
ALTER TABLE municipal.counter_request ADD CONSTRAINT counter_request_application FOREIGN KEY (municipality_code, application_id) REFERENCES municipal.application;
ALTER TABLE municipal.counter_request ADD CONSTRAINT counter_request_document FOREIGN KEY (municipality_code, document_request_id) REFERENCES municipal.document_request;
ALTER TABLE municipal.counter_request ADD CONSTRAINT counter_request_kind CHECK (kind IN ('supplement', 'withdrawal'));
ALTER TABLE municipal.counter_request ADD CONSTRAINT counter_request_text_size CHECK (char_length(text) <= 10000);
ALTER TABLE municipal.counter_request ADD CONSTRAINT counter_request_identity CHECK (identity_document IN ('identity_card', 'passport', 'residence_permit', 'other', 'none'));
ALTER TABLE municipal.counter_request ADD CONSTRAINT counter_request_identity_last CHECK (length(identity_last) = CASE identity_document WHEN 'none' THEN 0 ELSE 4 END);
ALTER TABLE municipal.document ADD CONSTRAINT document_counter_request FOREIGN KEY (municipality_code, counter_request_id) REFERENCES municipal.counter_request;
ALTER TABLE municipal.identity_check ADD CONSTRAINT identity_check_application FOREIGN KEY (municipality_code, application_id) REFERENCES municipal.application;
ALTER TABLE municipal.identity_check ADD CONSTRAINT identity_check_document CHECK (identity_document IN ('identity_card', 'passport', 'residence_permit', 'other'));
ALTER TABLE municipal.identity_check ADD CONSTRAINT identity_check_last CHECK (length(identity_last) = 4);
-- How the applicant knew which registers are asked and why: the notice was shown, or the signed form carries it.
ALTER TABLE municipal.intake ADD CONSTRAINT intake_registers_told CHECK (registers_told IN ('shown', 'signed_form'));
ALTER TABLE municipal.notice ADD CONSTRAINT notice_answer FOREIGN KEY (municipality_code, request_answer_id) REFERENCES municipal.request_answer;
