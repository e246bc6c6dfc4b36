#!/usr/bin/env bash
# Peer: Miller joins both files and counts the pairs.
set -euo pipefail
mlr --icsv --onidx join -j bsn -f "$2" \
  then filter '$bsn != "" && $registered_at >= "2025-07-17"' then count "$1"
