-- Whose opening it was: row security finds it by her.
ALTER TABLE central.letter_opening ADD COLUMN resident_id uuid;
