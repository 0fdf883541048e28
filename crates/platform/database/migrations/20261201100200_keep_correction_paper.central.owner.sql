ALTER TABLE central.correction_paper ADD CONSTRAINT correction_paper_request FOREIGN KEY (municipality_code, id) REFERENCES central.resident_request;
ALTER TABLE central.correction_paper ADD CONSTRAINT correction_paper_resident FOREIGN KEY (resident_id) REFERENCES central.resident (id);
ALTER TABLE central.correction_paper ADD CONSTRAINT correction_paper_size CHECK (octet_length(pdf) BETWEEN 1 AND 2097152);
ALTER TABLE central.correction_paper ADD CONSTRAINT correction_paper_sha256 CHECK (sha256 ~ '^[0-9a-f]{64}$');
