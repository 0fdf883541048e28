ALTER TABLE municipal.journal_seal ADD CONSTRAINT journal_seal_seq CHECK (seq > 0);
ALTER TABLE municipal.journal_seal ADD CONSTRAINT journal_seal_hash CHECK (octet_length(hash) = 32 AND octet_length(previous_hash) = 32);
ALTER TABLE municipal.journal_link ADD CONSTRAINT journal_link_seal FOREIGN KEY (municipality_code, seq) REFERENCES municipal.journal_seal;
ALTER TABLE municipal.journal_link ADD CONSTRAINT journal_link_entry FOREIGN KEY (municipality_code, entry_id) REFERENCES municipal.journal_entry;
ALTER TABLE municipal.journal_link ADD CONSTRAINT journal_link_place CHECK (position >= 0 AND octet_length(digest) = 32);
