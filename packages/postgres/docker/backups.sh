#!/bin/sh
# A backup now and then every BACKUP_EVERY_HOURS; after each good one, those older than BACKUP_KEEP_DAYS go.
# `backups.sh check` says whether the last good one is young enough.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
every=$((${BACKUP_EVERY_HOURS:-24} * 60))

if [ "${1:-}" = check ]; then
  find "$BACKUP_DIR" -name '*.dump*' -mmin "-$((every + 60))" | grep -q .
  exit
fi

while :; do
  if "$here/backup.sh"; then
    find "$BACKUP_DIR" \( -name '*.dump*' -o -name '*.contents' \) -mtime "+${BACKUP_KEEP_DAYS:-30}" -delete
    [ "${1:-}" != once ] || exit 0
    sleep "$((every * 60))"
  else
    echo 'The backup failed; the next try is in five minutes.' >&2
    [ "${1:-}" != once ] || exit 1
    sleep 300
  fi
done
