ALTER TABLE central.upload DROP CONSTRAINT upload_state;
ALTER TABLE central.upload ADD CONSTRAINT upload_state CHECK (state IN ('receiving', 'waiting', 'received', 'refused'));
ALTER TABLE central.upload ADD CONSTRAINT upload_refusal CHECK ((state = 'refused') = (refusal IS NOT NULL));
ALTER TABLE central.resident_request DROP CONSTRAINT resident_request_text;
ALTER TABLE central.resident_request ADD CONSTRAINT resident_request_text CHECK (kind IN ('correction', 'supplement', 'withdrawal') OR btrim(text) <> '');
