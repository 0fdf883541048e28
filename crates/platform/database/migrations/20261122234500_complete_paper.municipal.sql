-- Whose account it is that an award is paid to, where it is not the recipient's own: the bank is told the account's holder.
ALTER TABLE municipal.award ADD COLUMN account_holder text;
