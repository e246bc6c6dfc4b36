"""All input files of one run: accepted rows, rejected rows, duplicates, counted per file (2, 5)."""
import hashlib
import os
from collections import Counter
from pathlib import Path

from reference import registers, rows
from reference.person import real_bsn, same_name_and_day

ID_COLUMN = {"subscriptions": "subscription_id"}
STRUCTURAL = ("MALFORMED_CSV", "COLUMN_COUNT", "INVALID_ENCODING")


class UnusableInput(Exception):
    pass


class Inputs:
    def __init__(self, files, sectors, profile=None):
        """`files`: kind to paths. `profile` is one for decisions."""
        self.profile = profile
        self.sectors, self.totals, self.rejected, self.rows = sectors, Counter(), {}, {}
        self.hashes = []
        for kind in registers.COLUMNS:
            self.rows[kind], self.rejected[kind] = [], []
            self.read_kind(kind, files.get(kind, []))
        self.refuse_double_subscriptions()
        for kind in ("subscriptions", "identities", "already-signalled"):
            self.rows[kind] = self.drop_repeats(kind)
        self.identities = {}
        for row in self.rows["identities"]:
            self.identities.setdefault(row.values["skn"], set()).add(row.values["bsn"])

    def read_kind(self, kind, paths):
        folder = os.path.commonpath([os.path.dirname(os.path.abspath(p)) for p in paths] or ["/"])
        found = []
        for path in paths:
            data = Path(path).read_bytes()
            name = os.path.relpath(path, folder)
            found.append((hashlib.sha256(data).hexdigest(), name, data))
        for digest, name, data in sorted(found):
            profile = self.profile if kind == "decisions" else None
            self.hashes.append((kind, digest, repr(profile)))
            table = rows.read_table(data, name.endswith(".gz"), profile and profile.get("encoding"))
            if table is None or registers.lacks_columns(kind, table[0], profile):
                raise UnusableInput(name)
            for record in table[1]:
                self.take(kind, registers.read_row(table[0], record, (name, record.line), (kind, profile)))

    def take(self, kind, row):
        if kind in ("subscriptions", "already-signalled"):
            registers.check_sector(row, self.sectors)
        if row.errors:
            self.reject(kind, row)
        else:
            self.rows[kind].append(row)

    def reject(self, kind, row):
        self.rejected[kind].append(row)
        self.totals[kind, row.place[0], "REJECTED"] += 1

    def refuse_double_subscriptions(self):
        contents = {}
        for row in self.rows["subscriptions"]:
            contents.setdefault(row.values["subscription_id"], set()).add(self.identity("subscriptions", row))
        for row in self.rows["subscriptions"]:
            if len(contents[row.values["subscription_id"]]) > 1:
                row.errors = ["SUBSCRIPTION_ID_DUPLICATE"]
                self.reject("subscriptions", row)
        self.rows["subscriptions"] = [row for row in self.rows["subscriptions"] if not row.errors]

    def drop_repeats(self, kind):
        seen, first = set(), []
        for row in self.rows[kind]:
            identity = self.identity(kind, row)
            self.totals[kind, row.place[0], "DUPLICATE" if identity in seen else "ACCEPTED"] += 1
            if identity not in seen:
                first.append(row)
            seen.add(identity)
        return first

    def identity(self, kind, row):
        return registers.identity(kind, row, self.sectors)

    def rejected_subscription_ids(self):
        return {row.texts.get("subscription_id") for row in self.rejected["subscriptions"]}

    def list_rejects(self, decisions_inside):
        """Rows of rejects.csv, unguarded."""
        accepted = [row.values for row in self.rows["subscriptions"]]
        inside = [row.values for row in decisions_inside]
        for kind, refused in self.rejected.items():
            for row in refused:
                others = inside if kind == "subscriptions" else accepted
                touches = any(self.touches(row, other) for other in others)
                codes = ";".join(row.errors)
                yield [kind, *row.place, codes, "YES" if touches else "NO", row.raw]

    def touches(self, row, other):
        """By BSN, SKN, or name and birth date, and by what the identities file ties (2.5); of a row
        whose columns cannot be told apart a BSN counts wherever it stands."""
        one, bsn = row.values, real_bsn(other)
        bsns = row.strays | self.identities.get(one.get("skn"), set()) | {one.get("bsn")} - {None}
        if bsn in bsns:
            return True
        if one.get("skn") and one["skn"] == other["skn"]:
            return True
        if bsn is None and bsns & self.identities.get(other["skn"], set()):
            return True
        if not one.get("family_name") or not one.get("birth_date"):
            return False
        return same_name_and_day(one, other)
