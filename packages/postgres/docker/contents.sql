-- One line for each table: its name, its number of rows, a sum over their contents. Two databases that give the same
-- lines hold the same, and so give the same figures. To be run by psql (unaligned, tuples only) as a superuser.
set row_security = off;
set datestyle = 'iso, ymd';
set intervalstyle = 'postgres';
set timezone = 'utc';
set extra_float_digits = 1;
set bytea_output = 'hex';
select format(
    'select %L, count(*), coalesce(sum((''x'' || left(md5((t.*)::text), 15))::bit(60)::bigint::numeric), 0) from %I.%I t',
    n.nspname || '.' || c.relname, n.nspname, c.relname)
  from pg_class c join pg_namespace n on n.oid = c.relnamespace
  where c.relkind = 'r' and n.nspname !~ '^pg_' and n.nspname <> 'information_schema'
  order by n.nspname collate "C", c.relname collate "C"
\gexec
