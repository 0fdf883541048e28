ALTER TABLE central.unsent_text ADD CONSTRAINT unsent_text_resident FOREIGN KEY (resident_id) REFERENCES central.resident (id);
ALTER TABLE central.unsent_text ADD CONSTRAINT unsent_text_submission FOREIGN KEY (submission_id) REFERENCES central.submission (id);
ALTER TABLE central.unsent_text ADD CONSTRAINT unsent_text_size CHECK (char_length(text) <= 20000);
