#!/usr/bin/env bash
# Peer: SQLite's own shell imports both files and joins them.
set -euo pipefail
sqlite3 :memory: <<SQL
.mode csv
.import $1 d
.import $2 s
create index s_bsn on s(bsn);
select count(*) from d join s on d.bsn = s.bsn where d.bsn <> '' and d.registered_at >= '2025-07-17';
SQL
