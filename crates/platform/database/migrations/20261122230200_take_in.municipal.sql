-- Who takes an application in says that none of its people is close to them.
ALTER TABLE municipal.intake ADD COLUMN declared_unrelated boolean;
-- Residents see in the portal what became of a letter on paper.
COMMENT ON TABLE municipal.letter_delivery IS 'municipal; insert-only; portal reads. What became of a letter on paper ("įteikimas"): posted, handed over against signature, returned, each with its day. Written in the print queue. Arrives at the centre, where the resident sees it. Restored from the centre.';
