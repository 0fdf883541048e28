ALTER TABLE central.submission_paper ADD CONSTRAINT submission_paper_submission FOREIGN KEY (municipality_code, id) REFERENCES central.submission;
ALTER TABLE central.submission_paper ADD CONSTRAINT submission_paper_resident FOREIGN KEY (resident_id) REFERENCES central.resident (id);
ALTER TABLE central.submission_paper ADD CONSTRAINT submission_paper_size CHECK (octet_length(pdf) BETWEEN 1 AND 2097152);
ALTER TABLE central.submission_paper ADD CONSTRAINT submission_paper_sha256 CHECK (sha256 ~ '^[0-9a-f]{64}$');
