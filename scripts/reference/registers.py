"""Records to facts or error codes (2.1–2.5)."""
import re
from dataclasses import dataclass, field

from reference import values
from reference.profile import contract_name, translate
from reference.values import split_list, trim

OM_KINDS = ["DAGVAARDING", "STRAFBESCHIKKING", "TRANSACTIE", "VOORWAARDELIJK_SEPOT", "SEPOT"]
COURT_KINDS = ["VEROORDELING", "SCHULDIG_ZONDER_STRAF", "VRIJSPRAAK", "OVAR"]
FIELD_LIMIT = 32 * 1024


def one_of(*codes):
    return lambda text: text if text in codes else None


def matching(pattern, change=lambda text: text):
    return lambda text: change(text) if re.fullmatch(pattern, text, re.ASCII) else None


def free(text):
    return text


def read_case_number(text):
    found = re.fullmatch(r"([0-9]{2})[/\-. ]([0-9]{6})[\-. ]([0-9]{2})", text) or re.fullmatch(
        r"([0-9]{2})([0-9]{6})([0-9]{2})", text
    )
    return f"{found[1]}/{found[2]}-{found[3]}" if found else None


def read_articles(text):
    found = [values.read_article(element) for element in split_list(text)]
    return None if None in found else tuple(found)


def read_grounds(text):
    found = split_list(text)
    return tuple(found) if all(re.fullmatch("[0-9]{2}", one) for one in found) else None


def read_fine(text):
    found = re.fullmatch(r"([0-9]+)(?:\.([0-9]{1,2}))?", text)
    return int(found[1]) * 100 + int((found[2] or "").ljust(2, "0")) if found else None


def read_driver_number(text):
    return text if re.fullmatch("NI[0-9]{1,12}", text) else values.read_bsn(text)


def read_moment(text):
    found = values.read_date(text)
    return values.read_instant(text) if found is None else found


ID = matching(r"(?:(?![;:])[!-~]){1,64}")
SKN = matching("[A-Za-z0-9]{1,20}")
ECLI = matching(r"(?i:ECLI:NL:[A-Z0-9]+:[0-9]{4}:[A-Z0-9.]+)", str.upper)
PERSON = {
    "skn": (SKN, "column"),
    "family_name": (free, "value"),
    "name_prefix": (free, ""),
    "given_names": (free, ""),
    "birth_date": (values.read_birth_date, "value"),
}
"""Per column how a value is read, and whether the column or also a value is required."""
COLUMNS = {
    "decisions": {
        "decision_id": (ID, "value"),
        "version": (values.read_whole, ""),
        "status": (one_of("REGISTERED", "WITHDRAWN"), ""),
        "source": (one_of("OM", "RECHTSPRAAK"), "value"),
        "kind": (one_of(*OM_KINDS, *COURT_KINDS), "value"),
        "grounds": (read_grounds, ""),
        "registered_at": (values.read_instant, "value"),
        "decided_on": (values.read_date, "value"),
        "irrevocable_on": (values.read_date, ""),
        "case_number": (read_case_number, "value"),
        "fact_number": (values.read_whole, ""),
        "offence_class": (one_of("MISDRIJF", "OVERTREDING"), "value"),
        "articles": (read_articles, "value"),
        "offence_from": (values.read_date, "value"),
        "offence_until": (values.read_date, ""),
        "fine_eur": (read_fine, ""),
        "bsn": (values.read_bsn, "column"),
        **PERSON,
        "ecli": (ECLI, ""),
    },
    "subscriptions": {
        "subscription_id": (ID, "value"),
        "sector": (free, "value"),
        "bsn": (read_driver_number, "column"),
        **PERSON,
        "role": (free, ""),
        "status": (one_of("ACTIVE", "BLOCKED", "SUSPENDED", "ENDED"), ""),
        "valid_from": (values.read_date, "value"),
        "valid_until": (values.read_date, ""),
        "vog_issued_on": (values.read_date, ""),
        "register_ref": (free, ""),
        "organisation_ref": (free, ""),
    },
    "identities": {"skn": (SKN, "value"), "bsn": (values.read_bsn, "value")},
    "already-signalled": {
        "sector": (free, "value"),
        "bsn": (values.read_bsn, "value"),
        "offence_on": (values.read_date, "value"),
        "signalled_at": (read_moment, ""),
        "reference": (free, ""),
    },
}


@dataclass
class Row:
    place: tuple
    raw: str
    texts: dict
    values: dict
    errors: list = field(default_factory=list)
    strays: set = field(default_factory=set)


def lacks_columns(kind, names, profile):
    if len(set(names)) < len(names):
        return True
    names = [contract_name(profile, name) for name in names] if profile else names
    needed = [name for name, (_, need) in COLUMNS[kind].items() if need]
    return any(name not in names for name in needed)


def read_row(names, record, place, form):
    """One row with its values, or with all of its error codes."""
    kind, profile = form
    columns = COLUMNS[kind]
    names = [contract_name(profile, name) for name in names] if profile else names
    texts = {n: trim(f) for n, f in zip(names, record.fields) if n in columns}
    if profile:
        texts = {name: translate(profile, name, texts.get(name, "")) for name in columns}
    row = Row(place, record.raw, texts, {})
    for name, (read, need) in columns.items():
        text = texts.get(name, "")
        value = read(text) if text else None
        row.values[name] = value
        if need == "value" and not text:
            row.errors.append(f"{name.upper()}_MISSING")
        elif text and value is None:
            row.errors.append(f"{name.upper()}_INVALID")
    if any(len(text.encode("utf-8", "surrogatepass")) > FIELD_LIMIT for text in texts.values()):
        row.errors.append("FIELD_TOO_LONG")
    if kind == "decisions":
        finish_decision(row)
    if kind == "subscriptions" and row.values["status"] is None:
        row.values["status"] = "ACTIVE"
    if record.code:
        row.errors = [record.code]
    if record.code in ("MALFORMED_CSV", "COLUMN_COUNT"):
        row.strays = {values.read_bsn(trim(text)) for text in record.fields} - {None}
    row.errors = sorted(set(row.errors))
    return row


def finish_decision(row):
    found = row.values
    for later, earlier in [("irrevocable_on", "decided_on"), ("offence_until", "offence_from")]:
        if found[later] and found[earlier] and found[later] < found[earlier]:
            row.errors.append(f"{later.upper()}_INVALID")
    if found["kind"] and found["source"]:
        if (found["kind"] in OM_KINDS) != (found["source"] == "OM"):
            row.errors.append("KIND_SOURCE_MISMATCH")
    if found["kind"] == "SEPOT" and not row.texts.get("grounds"):
        row.errors.append("GROUNDS_MISSING")
    found["version"] = found["version"] or 1
    found["status"] = found["status"] or "REGISTERED"
    found["offence_until"] = found["offence_until"] or found["offence_from"]


def check_sector(row, sectors):
    if row.values["sector"] and row.values["sector"] not in sectors and "SECTOR_INVALID" not in row.errors:
        if not row.errors or row.errors[0] not in ("MALFORMED_CSV", "COLUMN_COUNT", "INVALID_ENCODING"):
            row.errors = sorted([*row.errors, "SECTOR_INVALID"])


def identity(kind, row, sectors):
    """What makes two rows one: their values, laws by their canonical name."""
    found = dict(row.values)
    if kind == "decisions":
        found["articles"] = [(number, sectors.law_key(law)) for number, _, law in found["articles"]]
    return repr(sorted(found.items()))
