#!/bin/sh
# INTERRA_URL: address of the installation. INTERRA_KEY: a key of reports, kept out of the script.
set -eu
printf 'header = "Authorization: Bearer %s"\n' "$INTERRA_KEY" |
  curl --silent --show-error --fail --config - \
    "$INTERRA_URL/v1/reporting/figures.csv?indicators=ACT-01,ACT-04&from=2019-01-01&to=2020-01-01"
