ALTER TABLE central.journal_seal ADD CONSTRAINT journal_seal_seq CHECK (seq > 0);
ALTER TABLE central.journal_seal ADD CONSTRAINT journal_seal_hash CHECK (octet_length(hash) = 32 AND octet_length(previous_hash) = 32);
ALTER TABLE central.journal_link ADD CONSTRAINT journal_link_seal FOREIGN KEY (seq) REFERENCES central.journal_seal;
ALTER TABLE central.journal_link ADD CONSTRAINT journal_link_entry FOREIGN KEY (entry_id) REFERENCES central.journal_entry;
ALTER TABLE central.journal_link ADD CONSTRAINT journal_link_place CHECK (position >= 0 AND octet_length(digest) = 32);
