"""Writes the tables of a scenario as files: plain, or in every shape that the contract allows or refuses."""
import gzip
import random

from reference.profile import make_profile, turned

REQUIRED = {
    "decisions": "decision_id source kind registered_at decided_on case_number offence_class articles offence_from bsn skn family_name birth_date".split(),
    "subscriptions": "subscription_id sector bsn skn family_name birth_date valid_from".split(),
    "identities": ["skn", "bsn"],
    "already-signalled": ["sector", "bsn", "offence_on"],
}
COLUMNS = {
    "decisions": "decision_id version status source kind grounds registered_at decided_on irrevocable_on case_number fact_number offence_class articles offence_from offence_until fine_eur bsn skn family_name name_prefix given_names birth_date ecli".split(),
    "subscriptions": "subscription_id sector bsn skn family_name name_prefix given_names birth_date role status valid_from valid_until vog_issued_on register_ref organisation_ref".split(),
    "identities": ["skn", "bsn"],
    "already-signalled": ["sector", "bsn", "offence_on", "signalled_at", "reference"],
}
SPACES = [" ", "\t", "\u00a0", "\u2003", "\ufeff", "\u0085", "\u3000", "\u200b", "\x1c", "\n", "\r\n", "\v"]
WRONG = {
    "decision_id": ["", "a b", "a;b", "a:b", "é", "x" * 64, "x" * 65, "=1", "'q", "~!"],
    "version": ["0", "01", "+1", "1.0", "999999999", "1000000000", "0000000001", "١"],
    "status": ["registered", "ENDED", "WITHDRAWN ", "REGISTERED;"],
    "source": ["", "om", "RECHTSPRAAK", "OM"],
    "kind": ["", "OVAR", "SEPOT", "dagvaarding", "VRIJSPRAAK"],
    "grounds": ["1", "01;", ";01", "01; 02", "01,02", "ab", "01 ;02", "001", "٠١"],
    "registered_at": ["", "2025-08-12", "2025-08-12T10:00", "2025-08-12T24:00Z", "2025-08-12T10:00:60Z", "2025-08-12 10:00Z", "2025-08-12T10:00:00.123456789Z", "2025-08-12T10:00+0200", "2025-08-12T10Z", "2025-08-12T10:00-00:00", "2025-02-29T10:00Z", "2025-08-12T10:00+24:00", "2025-08-12T10:00+02:60", "2025-08-12T10:00:00,5Z", "2025-08-12T10:00:00.Z", "2025-08-12T10:00+02", "2025-08-12T1:00Z"],
    "decided_on": ["", "2025-02-29", "2024-02-29", "2025-8-1", "20250801", "12-08-2025", "2025-13-01", "2025-00-01", "2025-08-12T00:00Z", "9999-12-31", "0001-01-01"],
    "irrevocable_on": ["2001-01-01", "2025-02-30", "x", "2025-08-12"],
    "case_number": ["", "1612345625", "16.123456.25", "16 123456 25", "16/123456-2", "16/12345-25", "16-123456/25", "16/123456.25", "ab/123456-25", "16\u00a0123456\u00a025", "16  123456 25", "16123456-25"],
    "fact_number": ["0", "01", "-1", "1.0", "x", "1000000000", "*"],
    "offence_class": ["", "misdrijf", "BOETE"],
    "articles": ["", "300", "Sr", "300 Sr;", ";300 Sr", "300 Sr;;310 Sr", "300Sr", "300  Sr", "300\u00a0Sr", "300 lid 1 Sr", "300 lid 1a Sr", "300 lid Sr", "a300 Sr", "300a1 Sr", "2:48: APV", "2.4:8a APV", "300 Sr , x", "0 Sr", "300, 310 Sr", "300BIS Sr", "007 Sr", "300 Lid 2 Sr", "300 lid 2"],
    "offence_from": ["", "2025-02-29", "x", "2026-01-01"],
    "offence_until": ["2001-01-01", "x", "2025-02-29"],
    "fine_eur": ["-1", "1,5", "1.", ".5", "1.555", "1e3", "0", "0.00", "00130", "x", "+5", "1 000"],
    "bsn": ["123456789", "000000000", "00000000", "12345678", "12345672", "99999034", "99999034a", "999 990 342", "9999903422", "1234567", "NI1", "NI1234567890123", "ni1", "NI", "NI 1"],
    "skn": ["S-1", "é1", "x" * 20, "x" * 21, "a b", "Ⅷ", "١"],
    "family_name": ["", " ", "\u200b", "x" * 32768, "x" * 32769, "é" * 16385, "a\rb", "a\nb"],
    "given_names": ["x" * 32769, "\u0301", "ß"],
    "name_prefix": ["'", "\"", "=a"],
    "birth_date": ["", "1980-00-17", "1980-13-00", "1980-02-30", "1980-05-32", "1980", "1980-05", "17-05-1980", "0000-00-00", "1980-2-00", "1980-00-00", "2100-01-01"],
    "ecli": ["ECLI:NL:HR:2025", "ECLI:BE:HR:2025:1", "ecli:nl:hr:2025:1", "ECLI:NL:HR:25:1", "x", "ECLI:NL:HR:2025:AB1", "ECLI:NL::2025:1", "ECLI:NL:HR:2025:1:2"],
    "subscription_id": ["", "a b", "a;b", "K0", "K1", "'K", "-K", "x" * 65],
    "sector": ["", "kinderopvang", "ZORG"],
    "role": ["=x", "\u00a0 =x", "x\ty", "+", "''"],
    "valid_from": ["", "2020", "2020-02-30"],
    "valid_until": ["2020-02-30", "2019-01-01", "x"],
    "vog_issued_on": ["x", "2025-08-12"],
    "register_ref": ["x" * 40000, "＝x", "－x", "-", "\u2003@x"],
    "organisation_ref": ["\ufeffx"],
    "offence_on": ["", "2025-02-29", "x"],
    "signalled_at": ["x", "2025-08-12T10:00", "2025-08-12T10:00Z", "2025-02-29"],
    "reference": ["", "'x", "＠x"],
}
NAMES = ["a.csv", "b.csv", "=c.csv", "é.csv", "sub/a.csv", "sub/deep/b.csv", "Z.csv", "'q.csv", "\U0001f600.csv", "\uff5e.csv"]


def write_tables(folder, seed, theme, tables):
    """(kind to the paths of its files, input profile or None). Only the theme `judge` writes every row as it stands."""
    dice, paths = random.Random(f"files {seed}"), {}
    profile = make_profile(dice, COLUMNS["decisions"]) if theme != "judge" and dice.random() < 0.25 else None
    for kind, rows in tables.items():
        columns = list(COLUMNS[kind])
        optional = [c for c in columns if c not in REQUIRED[kind]]
        for column in optional:
            if not any(row.get(column) for row in rows) and dice.random() < 0.5:
                columns.remove(column)
        if theme != "judge":
            rows = [spoiled(dice, row, theme) for row in rows] if kind else rows
            dice.shuffle(columns)
        of_kind = profile if kind == "decisions" else None
        names = dice.sample(NAMES, 2) if dice.random() < (0.4 if theme != "judge" else 0.1) else NAMES[:1]
        paths[kind] = []
        for at, name in enumerate(names):
            part = rows[at :: len(names)]
            if theme != "judge" and at and dice.random() < 0.2:
                part = rows[:: len(names)]
            data, zipped = Shape(dice, theme, of_kind).write(columns, part)
            path = folder / kind / (name + ".gz" if zipped else name)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)
            paths[kind].append(path)
        dice.shuffle(paths[kind])
    return paths, profile


def spoiled(dice, row, theme):
    found = dict(row)
    for _ in range(dice.choice([0, 1, 1, 2, 3]) if theme == "form" else dice.choice([0, 0, 0, 0, 1])):
        column = dice.choice(sorted(found))
        found[column] = dice.choice(WRONG[column])
        if theme == "form" and dice.random() < 0.01:
            found[column] = dice.choice(["1" * 32769, "é" * 16385, "x" * 32768, "x\n" * 1000, "\n" * 998, "9" * 400])
    for column in found:
        if dice.random() < 0.04:
            found[column] = dice.choice(SPACES) + found[column] + dice.choice(SPACES)
    return found


class Shape:
    def __init__(self, dice, theme, profile):
        self.dice, self.is_plain, self.profile = dice, theme == "judge", profile
        pick = (lambda options: options[0]) if self.is_plain else dice.choice
        self.delimiter = pick([",", ",", ";", "\t", "|"])
        self.end = pick(["\n", "\n", "\r\n"])
        self.encoding = pick(["utf-8", "utf-8", "utf-8-sig", "utf-16-le", "utf-16-be"])
        if profile:
            self.encoding = "cp1252" if "encoding" in profile else "utf-8"
        self.quotes_all = pick([False, False, True])
        self.zipped = pick([False, False, False, True])
        self.share = 0 if self.is_plain else {"form": 0.12, "mixed": 0.03}[theme]

    def write(self, columns, rows):
        if self.profile:
            rows = [turned(self.profile, row) for row in rows]
        header = [self.header_name(column) for column in columns]
        if not self.is_plain and self.dice.random() < 0.2:
            header.append(self.dice.choice(["extra, é", "extra\nover two lines", "", " "]))
        if not self.is_plain and self.dice.random() < 0.02:
            header[-1] = self.dice.choice([header[0], header[0].upper() + " ", "other"])
        lines = [self.line(header, 0)]
        for row in rows:
            fields = [row.get(column) or "" for column in columns] + ["x"] * (len(header) - len(columns))
            lines.append(self.line(fields, self.share))
            if self.dice.random() < self.share:
                lines.append(self.dice.choice(["", "\r", " ", '"', '""', "\u00a0", "=", "'", "\t"]))
        text = self.end.join(lines) + ("" if not self.is_plain and self.dice.random() < 0.2 else self.end)
        data = self.encode(text)
        return (gzip.compress(data, mtime=0) if self.zipped else data), self.zipped

    def header_name(self, column):
        column = (self.profile or {"columns": {}})["columns"].get(column, column)
        if self.is_plain or self.dice.random() < 0.8:
            return column
        return self.dice.choice([column.upper(), f" {column}\u00a0", column.title()])

    def encode(self, text):
        if self.encoding.startswith("utf-16"):
            return ("\ufeff" + text).encode(self.encoding, "surrogatepass")
        if self.encoding == "cp1252":
            return b"\x81".join(part.encode("cp1252", "replace") for part in text.split("\ue000"))
        data = text.encode(self.encoding, "surrogatepass")
        for mark, wrong in [(b"\xee\x80\x80", b"\xff"), (b"\xee\x80\x81", b"\xc3"), (b"\xee\x80\x82", b"\xed\xa0\x80")]:
            data = data.replace(mark, wrong)
        return data

    def line(self, fields, share):
        line = self.delimiter.join(self.field(text) for text in fields)
        if self.dice.random() >= share:
            return line
        at = self.dice.randrange(len(line) + 1)
        spoil = self.dice.choice(['"', '"', self.delimiter, "\n", "\r", "\0", "\ue000", "\ue001", "\ue002", "cut", "\ud800", '" ', '""', '"\n"', "\\"])
        return line[:at] if spoil == "cut" else line[:at] + spoil + line[at:]

    def field(self, text):
        hard = any(char in text for char in ('"', "\n", "\r", self.delimiter))
        if hard or self.quotes_all or (not self.is_plain and self.dice.random() < 0.1):
            return '"' + text.replace('"', '""') + '"'
        return text
