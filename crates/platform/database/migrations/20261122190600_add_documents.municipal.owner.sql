ALTER TABLE municipal.document ADD CONSTRAINT document_application FOREIGN KEY (municipality_code, application_id) REFERENCES municipal.application;
ALTER TABLE municipal.document ADD CONSTRAINT document_size CHECK (size BETWEEN 1 AND 10485760);
ALTER TABLE municipal.document ADD CONSTRAINT document_certified CHECK (certified_copy = (certified_by IS NOT NULL) AND certified_copy = (certified_by_name IS NOT NULL));
ALTER TABLE municipal.document_part ADD CONSTRAINT document_part_document FOREIGN KEY (municipality_code, document_id) REFERENCES municipal.document;
ALTER TABLE municipal.document_part ADD CONSTRAINT document_part_once UNIQUE (document_id, number);
ALTER TABLE municipal.document_part ADD CONSTRAINT document_part_size CHECK (octet_length(content) BETWEEN 1 AND 262144);
