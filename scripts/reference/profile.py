"""An input profile: a register's own header names, dates and codes, and an encoding by name (2)."""
import re

DATES = "registered_at decided_on irrevocable_on offence_from offence_until birth_date".split()
KINDS = {"DV": "DAGVAARDING", "SP": "SEPOT", "VS": "VEROORDELING", "VR": "VRIJSPRAAK", "x": "", "": "OVAR"}


def make_profile(dice, columns):
    """For decisions, as the configuration has it."""
    found = {"name": "export", "input": "decisions", "files": "*"}
    found["columns"] = {column: f"{column} van de zaak" for column in columns if dice.random() < 0.7}
    if dice.random() < 0.7:
        found["dateFormat"] = "DD-MM-YYYY"
    if dice.random() < 0.5:
        found["values"] = {"kind": KINDS}
    if dice.random() < 0.5:
        found["encoding"] = "windows-1252"
    return found


def turned(profile, row):
    """The row as the export would have it."""
    found, codes = dict(row), {code: short for short, code in KINDS.items() if code}
    if "dateFormat" in profile:
        for column in DATES:
            found[column] = re.sub(r"^([0-9]{4})-([0-9]{2})-([0-9]{2})", r"\3-\2-\1", found[column] or "")
    if "values" in profile:
        found["kind"] = codes.get(found["kind"], found["kind"])
    return found


def contract_name(profile, name):
    """The contract's column under a name in the header, in lower case; a renamed one has no other."""
    names = {theirs.lower(): column for column, theirs in profile["columns"].items()}
    return names.get(name) or (f"? {name}" if name in profile["columns"] else name)


def translate(profile, column, text):
    if column == "kind" and "values" in profile:
        text = KINDS.get(text, text)
    if column in DATES and "dateFormat" in profile:
        text = re.sub(r"^([0-9]{2})-([0-9]{2})-([0-9]{4})(?=$|T)", r"\3-\2-\1", text)
    return text
