"""Peer: the same join with Python's csv module and a dictionary."""
import csv
import sys

decisions, subscriptions = sys.argv[1:3]
by_bsn = {}
with open(subscriptions, newline="", encoding="utf-8") as file:
    for row in csv.DictReader(file):
        if row["bsn"]:
            by_bsn[row["bsn"]] = by_bsn.get(row["bsn"], 0) + 1
pairs = 0
with open(decisions, newline="", encoding="utf-8") as file:
    for row in csv.DictReader(file):
        if row["registered_at"] >= "2025-07-17":
            pairs += by_bsn.get(row["bsn"], 0)
print(pairs)
