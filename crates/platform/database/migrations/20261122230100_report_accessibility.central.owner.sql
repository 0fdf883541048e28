ALTER TABLE central.accessibility_report ADD CONSTRAINT accessibility_report_number UNIQUE (number);
ALTER TABLE central.accessibility_report ADD CONSTRAINT accessibility_report_text CHECK (btrim(text) <> '' AND char_length(text) <= 10000);
ALTER TABLE central.accessibility_report ADD CONSTRAINT accessibility_report_short CHECK (char_length(page) <= 300 AND char_length(aid) <= 300 AND char_length(email) <= 254);
ALTER TABLE central.accessibility_answer ADD CONSTRAINT accessibility_answer_report FOREIGN KEY (report_id) REFERENCES central.accessibility_report (id);
ALTER TABLE central.accessibility_answer ADD CONSTRAINT accessibility_answer_user FOREIGN KEY (answered_by) REFERENCES central.user_account (id);
ALTER TABLE central.accessibility_answer ADD CONSTRAINT accessibility_answer_note CHECK (btrim(note) <> '' AND char_length(note) <= 10000);
