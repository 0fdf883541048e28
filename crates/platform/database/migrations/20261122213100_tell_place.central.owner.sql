ALTER TABLE central.told_place ADD CONSTRAINT told_place_resident FOREIGN KEY (resident_id) REFERENCES central.resident (id);
ALTER TABLE central.told_place ADD CONSTRAINT told_place_before CHECK (before >= 0);
