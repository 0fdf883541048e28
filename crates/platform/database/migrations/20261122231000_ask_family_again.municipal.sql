-- The population register is asked about a family again before the decision, if its answer has grown old: questions of one case
-- about one person are told apart by their round.
ALTER TABLE municipal.register_request ADD COLUMN round smallint NOT NULL DEFAULT 0;
-- Which question's answer about the family a calculation rests on; none: the first.
ALTER TABLE municipal.assessment ADD COLUMN family_request_id uuid;
