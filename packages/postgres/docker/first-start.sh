#!/bin/sh
# Runs once, as the superuser, on an empty data folder: the database, its owner, and the role that the service works as.
# The owner is no superuser, so nothing that the service does is beyond row-level security.
set -eu
psql -X --quiet --set=ON_ERROR_STOP=1 --dbname=postgres <<'SQL'
\getenv password INTERRA_DB_PASSWORD
create role interra login password :'password';
create role interra_app nologin;
grant interra_app to interra;
create database interra owner interra;
SQL
