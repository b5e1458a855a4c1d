-- Who was informed is known as it was: a frozen report tells its quality gates again, byte for byte.
alter table consent add column recorded_at timestamptz;
-- a rewrite asks neither triggers nor walls
alter table consent alter column recorded_at type timestamptz using coalesce(withdrawn_at, created_at),
  alter column recorded_at set default now(), alter column recorded_at set not null;
select interra.version_table('consent');
