ALTER TABLE municipal.notice ADD CONSTRAINT notice_document FOREIGN KEY (municipality_code, document_request_id) REFERENCES municipal.document_request;
