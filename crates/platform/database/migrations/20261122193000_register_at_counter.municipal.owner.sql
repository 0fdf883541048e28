ALTER TABLE municipal.user_account ADD CONSTRAINT user_account_person UNIQUE (personal_code);
ALTER TABLE municipal.counter_draft ADD CONSTRAINT counter_draft_user FOREIGN KEY (municipality_code, user_id) REFERENCES municipal.user_account;
ALTER TABLE municipal.intake ADD CONSTRAINT intake_once UNIQUE (application_id);
ALTER TABLE municipal.intake ADD CONSTRAINT intake_application FOREIGN KEY (municipality_code, application_id) REFERENCES municipal.application;
ALTER TABLE municipal.intake ADD CONSTRAINT intake_user FOREIGN KEY (municipality_code, registered_by) REFERENCES municipal.user_account;
ALTER TABLE municipal.intake ADD CONSTRAINT intake_not_before_received CHECK (received_on <= (registered_at AT TIME ZONE 'Europe/Vilnius')::date);
ALTER TABLE municipal.intake ADD CONSTRAINT intake_identity CHECK (identity_document IN ('identity_card', 'passport', 'residence_permit', 'other'));
-- Of the document's number only its end is kept.
ALTER TABLE municipal.intake ADD CONSTRAINT intake_identity_last CHECK (length(identity_last) = 4);
ALTER TABLE municipal.intake ADD CONSTRAINT intake_signature CHECK (signature IN ('received', 'awaited'));
ALTER TABLE municipal.intake ADD CONSTRAINT intake_representative CHECK ((represented_by IS NULL) = (representative_basis IS NULL) AND (represented_by IS NOT NULL OR representative_code IS NULL));
ALTER TABLE municipal.letter_delivery ADD CONSTRAINT letter_delivery_notice FOREIGN KEY (municipality_code, notice_id) REFERENCES municipal.notice;
ALTER TABLE municipal.letter_delivery ADD CONSTRAINT letter_delivery_channel CHECK (channel IN ('post', 'counter'));
ALTER TABLE municipal.letter_delivery ADD CONSTRAINT letter_delivery_event CHECK (event IN ('sent', 'handed_over', 'returned'));
ALTER TABLE municipal.letter_delivery ADD CONSTRAINT letter_delivery_day CHECK (day <= (at AT TIME ZONE 'Europe/Vilnius')::date);
