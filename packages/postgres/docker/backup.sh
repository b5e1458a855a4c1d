#!/bin/sh
# One backup of the database PGDATABASE into BACKUP_DIR: <name>.dump (.dump.gpg with BACKUP_PUBLIC_KEY) and <name>.contents,
# what was in it at that very instant. Writers go on meanwhile. Works as the superuser that PGUSER names.
set -eu
umask 077
here=$(cd "$(dirname "$0")" && pwd)
mkdir -p "$BACKUP_DIR"
name="$PGDATABASE-$(date -u +%Y%m%dT%H%M%SZ)"
work=$(mktemp -d "$BACKUP_DIR/.unfinished-XXXXXX")
export work
trap 'rm -rf "$work"' EXIT

# psql holds one snapshot for both: what pg_dump writes is what is counted.
psql -X --quiet --no-align --tuples-only --set=ON_ERROR_STOP=1 --set=contents="$work/contents" <<SQL
begin isolation level repeatable read read only;
select pg_export_snapshot() as snapshot
\gset
\setenv snapshot :snapshot
\! pg_dump --format=custom --snapshot="\$snapshot" --file="\$work/dump" && touch "\$work/whole"
\o :contents
\i $here/contents.sql
\o
commit;
SQL
[ -f "$work/whole" ] || { echo 'pg_dump failed: there is no backup.' >&2; exit 1; }

written="$name.dump"
if [ -n "${BACKUP_PUBLIC_KEY:-}" ]; then
  written="$name.dump.gpg"
  mkdir "$work/keys"
  gpg --quiet --batch --homedir "$work/keys" --trust-model always --recipient-file "$BACKUP_PUBLIC_KEY" \
    --output "$work/secret" --encrypt "$work/dump"
  mv "$work/secret" "$work/dump"
fi
# the dump last: whoever sees it sees a whole backup
mv "$work/contents" "$BACKUP_DIR/$name.contents"
mv "$work/dump" "$BACKUP_DIR/$written"
echo "$BACKUP_DIR/$written"
