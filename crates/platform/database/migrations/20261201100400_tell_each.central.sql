-- Whoever applied and whoever was authorised to apply for her both follow an application: each is told its place.
ALTER TABLE central.told_place DROP CONSTRAINT told_place_pkey;
ALTER TABLE central.told_place ADD CONSTRAINT told_place_pkey PRIMARY KEY (application_id, resident_id);
-- Which of the documents asked of her she says she does not have; the case waits until a person has read it.
ALTER TABLE central.resident_request ADD COLUMN lacks_document_id uuid;
