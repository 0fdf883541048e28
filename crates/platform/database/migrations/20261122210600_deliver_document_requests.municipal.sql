-- A request for a document goes out on paper like a decision, and its delivery is noted the same way.
ALTER TABLE municipal.notice ADD COLUMN document_request_id uuid;
CREATE INDEX notice_document ON municipal.notice (document_request_id) WHERE document_request_id IS NOT NULL;
