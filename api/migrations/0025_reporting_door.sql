-- What the pseudonyms of a key of reports are made with: no key alone tells them, and two keys have no person in common.
alter table api_key add column pseudonym_key uuid not null default gen_random_uuid();
