-- A paper that came by post shows nobody: who it is from is proved later.
ALTER TABLE municipal.intake DROP CONSTRAINT intake_identity;
ALTER TABLE municipal.intake ADD CONSTRAINT intake_identity CHECK (identity_document IN ('identity_card', 'passport', 'residence_permit', 'other', 'none'));
ALTER TABLE municipal.intake DROP CONSTRAINT intake_identity_last;
ALTER TABLE municipal.intake ADD CONSTRAINT intake_identity_last CHECK (length(identity_last) = CASE identity_document WHEN 'none' THEN 0 ELSE 4 END);
