-- figures ask who became somebody: without it they read every person of every site
create index person_merged_into on person (merged_into_id) where merged_into_id is not null;
