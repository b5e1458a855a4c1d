#!/bin/sh
# restore.sh <name>.dump <new database>: restores a backup beside what is there and proves that it holds what was backed
# up, table by table. It never touches another database; docs/operating.md tells how to change over to the new one.
# Works as the superuser that PGUSER names. An encrypted backup is decrypted first, where its key is.
set -eu
dump=$1
database=$2
here=$(cd "$(dirname "$0")" && pwd)
before="${dump%.dump}.contents"
if [ ! -f "$dump" ] || [ ! -f "$before" ]; then
  echo "There is no $dump with its .contents." >&2
  exit 1
fi
owner=${DATABASE_OWNER:-interra}
after=$(mktemp)
trap 'rm -f "$after"' EXIT

# roles belong to the server, not to a database: a new server may not have them
for role in "$owner" interra_app; do
  psql -X --quiet --set=ON_ERROR_STOP=1 --set=role="$role" --dbname=postgres <<'SQL'
select format('create role %I nologin', :'role') where not exists (select from pg_roles where rolname = :'role')
\gexec
SQL
done
psql -X --quiet --set=ON_ERROR_STOP=1 --set=owner="$owner" --dbname=postgres <<'SQL'
select format('grant interra_app to %I', :'owner') where not pg_has_role(:'owner', 'interra_app', 'member')
\gexec
SQL

createdb --maintenance-db=postgres --template=template0 --encoding=UTF8 --owner="$owner" "$database"
pg_restore --exit-on-error --dbname="$database" "$dump"
psql -X --quiet --no-align --tuples-only --set=ON_ERROR_STOP=1 --dbname="$database" --file="$here/contents.sql" > "$after"
if ! diff "$before" "$after"; then
  echo "The database $database does NOT hold what was backed up (above: backup <, restored >)." >&2
  exit 1
fi
echo "The database $database holds what was backed up: $(wc -l < "$before") tables, $(awk -F'|' '{ rows += $2 } END { print rows }' "$before") rows."
