ALTER TABLE central.accessibility_report ADD CONSTRAINT accessibility_report_phone CHECK (char_length(phone) <= 40);
