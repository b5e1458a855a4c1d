-- Words to search by, kept by triggers: no module has to think of it, and no loader can forget it.

-- One spelling for all spellings: no accents, no case, no vowel marks; letters that Arabic keyboards write in two ways
-- become one. Every script stays itself: nothing is transliterated.
create function interra.fold(raw text) returns text
  language sql stable parallel safe set search_path = public, pg_temp
  as $$
    select lower(unaccent(translate(
      regexp_replace(normalize(raw, NFKD), '[\u0300-\u036f\u0483-\u0487\u0591-\u05c7\u0640\u064b-\u065f\u0670]', '', 'g'),
      U&'\0629\0649\06CC\06A9\0671', U&'\0647\064A\064A\0643\0627')))
  $$;

-- The words of a text, each once, in their order. Apostrophes, hyphens and any other mark or space separate.
create function interra.words(raw text) returns text[]
  language sql stable parallel safe
  as $$
    select coalesce(array_agg(left(word, 60) order by first), '{}')
    from (
      select word, min(place) as first
      from regexp_split_to_table(interra.fold(raw),
        '[\s\u0001-\u002f\u003a-\u0040\u005b-\u0060\u007b-\u00bf\u00d7\u00f7\u02b0-\u02ff\u060c\u061b\u061f\u2000-\u206f\u3000-\u303f]+')
        with ordinality as part (word, place)
      where word <> ''
      group by word
    ) found
  $$;

-- Mohammed and Mohamed: doubled letters once.
create function interra.squeeze(word text) returns text
  language sql immutable parallel safe
  as $$ select regexp_replace(word, '(.)\1+', '\1', 'g') $$;

-- What stays of a name whose vowels were written as they were heard: Mohamed and Muhammad are both mhmd.
-- Marked by `~`; null for names too short to say anything, and for other scripts.
create function interra.skeleton(word text) returns text
  language sql immutable parallel safe
  as $$
    select case when word ~ '^[a-z]+$' and length(bones) > 2 then '~' || bones end
    from (select left(word, 1) || regexp_replace(substr(interra.squeeze(word), 2), '[aeiouy]|h$', '', 'g') as bones) kept
  $$;

-- Names by which one searches: each word, each word without doubled letters, its skeleton, and each name written as one
-- word (El Amrani, Elamrani).
create function interra.name_words(variadic names text[]) returns text[]
  language sql stable parallel safe
  as $$
    select coalesce(array_agg(distinct form), '{}')
    from unnest(names) as name, lateral interra.words(name) as parts,
      lateral (
        select unnest(array[part, interra.squeeze(part), interra.skeleton(part)]) from unnest(parts) as part
        union all select left(array_to_string(parts, ''), 60) where cardinality(parts) > 1
      ) as forms (form)
    where name is not null and form is not null
  $$;

-- Every word that one slip of the hand away was meant by this one: a letter too few, too many, wrong, or two swapped.
-- Some hundreds of words, each then looked up as it is: exact, fast, and unlike trigrams behind the wall.
create function interra.near_words(word text) returns setof text
  language sql immutable parallel safe rows 300
  as $$
    with place as (select generate_series(0, length(word)) as n),
    letter as (select unnest(string_to_array(case
      when word ~ '[a-z]' then 'abcdefghijklmnopqrstuvwxyz'
      when word ~ '[\u0621-\u064a]' then U&'\0621\0627\0628\062A\062B\062C\062D\062E\062F\0630\0631\0632\0633\0634\0635\0636\0637\0638\0639\063A\0641\0642\0643\0644\0645\0646\0647\0648\064A'
      else '' end, null)) as l)
    select left(word, n) || l || substr(word, n + 1) from place, letter
    union select left(word, n - 1) || l || substr(word, n + 1) from place, letter where n > 0
    union select left(word, n - 1) || substr(word, n + 1) from place where n > 0 and length(word) > 2
    union select left(word, n - 1) || substr(word, n + 1, 1) || substr(word, n, 1) || substr(word, n + 2) from place where n > 0
  $$;

-- Facts of a person that are not names are marked by their first character, so that they are looked up only for those
-- who may read them: `>` a phone number read forwards (national in Belgium), `<` read backwards, to find its last
-- digits, `@` an e-mail, `=` a year of birth.
create function interra.fact_words(phone text, email text, birth_year int) returns text[]
  language sql immutable parallel safe
  as $$
    select array_remove(array[
      '>' || regexp_replace(regexp_replace(phone, '^\+32', ''), '\D', '', 'g'),
      '<' || reverse(regexp_replace(phone, '\D', '', 'g')),
      '@' || left(lower(email), 200),
      '=' || birth_year], null)
  $$;

-- Brings the words of one row to what they should be. A new row has none yet.
create function interra.index_words(is_new boolean, of_site uuid, kind text, id uuid, wanted text[]) returns void
  language plpgsql set search_path = public, pg_temp as $$
begin
  if not is_new then
    delete from search_word w where w.entity_id = id and w.entity = kind and w.word <> all (wanted);
  end if;
  insert into search_word (site_id, entity, entity_id, word)
    select of_site, kind, id, word from unnest(wanted) as word
    on conflict do nothing;
end $$;

create function person_sort_name() returns trigger language plpgsql set search_path = public, pg_temp as $$
begin
  new.sort_name := array_to_string(interra.words(concat_ws(' ', new.family_name, new.given_name)), ' ');
  return new;
end $$;
create trigger sort_name before insert or update of given_name, family_name on person
  for each row execute function person_sort_name();

-- Only people who are here are found: who was merged or anonymised has no words.
create function person_search_words() returns trigger language plpgsql set search_path = public, pg_temp as $$
begin
  perform interra.index_words(tg_op = 'INSERT', new.site_id, 'person', new.id, case when new.status = 'active' then
    interra.name_words(new.given_name, new.family_name, new.usual_name, new.own_script_name)
      || interra.fact_words(new.phone, new.email, new.birth_year)
    else '{}' end);
  return null;
end $$;
create trigger search_words
  after insert or update of given_name, family_name, usual_name, own_script_name, phone, email, birth_year, status
  on person for each row execute function person_search_words();

create function workshop_search_words() returns trigger language plpgsql set search_path = public, pg_temp as $$
begin
  perform interra.index_words(tg_op = 'INSERT', new.site_id, 'workshop', new.id, interra.name_words(new.title));
  return null;
end $$;
create trigger search_words after insert or update of title on workshop
  for each row execute function workshop_search_words();

create function named_search_words() returns trigger language plpgsql set search_path = public, pg_temp as $$
begin
  perform interra.index_words(tg_op = 'INSERT', new.site_id, tg_table_name, new.id,
    case when new.active then interra.name_words(new.name) else '{}' end);
  return null;
end $$;
create trigger search_words after insert or update of name, active on venue
  for each row execute function named_search_words();
create trigger search_words after insert or update of name, active on partner
  for each row execute function named_search_words();

revoke execute on all functions in schema interra from public;
grant execute on function interra.fold(text), interra.words(text), interra.squeeze(text),
  interra.name_words(text[]), interra.fact_words(text, text, int), interra.index_words(boolean, uuid, text, uuid, text[]),
  interra.skeleton(text), interra.near_words(text) to interra_app;
