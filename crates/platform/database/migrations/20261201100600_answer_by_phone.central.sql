-- Whoever has no e-mail is answered by telephone.
ALTER TABLE central.accessibility_report ADD COLUMN phone text;
