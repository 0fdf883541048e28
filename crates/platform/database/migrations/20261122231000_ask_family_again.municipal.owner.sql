-- The same question is asked once in a round.
ALTER TABLE municipal.register_request DROP CONSTRAINT register_request_once;
ALTER TABLE municipal.register_request ADD CONSTRAINT register_request_once UNIQUE (application_id, register, person_id, round);
