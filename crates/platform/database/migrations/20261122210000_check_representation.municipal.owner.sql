ALTER TABLE municipal.representation_check ADD CONSTRAINT representation_check_application FOREIGN KEY (municipality_code, application_id) REFERENCES municipal.application;
ALTER TABLE municipal.representation_check ADD CONSTRAINT representation_check_user FOREIGN KEY (municipality_code, checked_by) REFERENCES municipal.user_account;
ALTER TABLE municipal.representation_check ADD CONSTRAINT representation_check_note CHECK (length(trim(note)) > 0);
