-- People are listed by what they speak, can pass on, love or wish for: what few people have is found by these.

create index language_record_language on language_record (site_id, language, person_id);

-- The label as it is compared, kept by a trigger: folding a hundred thousand labels for one page takes a second.
alter table person_interest add column folded_label text not null default '';

create function interest_folded_label() returns trigger language plpgsql set search_path = public, pg_temp as $$
begin
  new.folded_label := interra.fold(new.label);
  return new;
end $$;
create trigger folded_label before insert or update of label on person_interest
  for each row execute function interest_folded_label();
-- the wall holds for the owner too, who would change nothing
alter table person_interest no force row level security;
update person_interest set label = label;
alter table person_interest force row level security;
