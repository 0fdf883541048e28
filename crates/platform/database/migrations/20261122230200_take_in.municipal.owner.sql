-- Personal codes that begin with 9 tell no sex; the population register will.
ALTER TABLE municipal.person DROP CONSTRAINT person_sex;
ALTER TABLE municipal.person ADD CONSTRAINT person_sex CHECK (sex IN ('male', 'female', 'unknown'));
