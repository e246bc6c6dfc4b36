"""Whether a decision and a subscription speak of the same person (3.1)."""
from dataclasses import dataclass

from reference.values import normal_name


@dataclass(frozen=True)
class Match:
    route: str
    reasons: tuple = ()
    name_differs: bool = False

    @property
    def is_exact(self):
        return not self.reasons


def real_bsn(person):
    return person["bsn"] if person["bsn"] and not person["bsn"].startswith("NI") else None


def match(decision, subscription, identities):
    """The first route that applies, or None. `identities` maps an SKN to the set of its BSNs."""
    one, other = real_bsn(decision), real_bsn(subscription)
    if one and other:
        return exact("BSN", decision, subscription) if one == other else None
    if decision["skn"] and decision["skn"] == subscription["skn"]:
        return exact("SKN", decision, subscription)
    bsn, skn = (one, subscription["skn"]) if one else (other, decision["skn"])
    known = identities.get(skn, set())
    if bsn and known == {bsn}:
        return exact("SKN", decision, subscription)
    if bsn and bsn in known:
        return Match("SKN", ("SKN_AMBIGUOUS",))
    return by_name(decision, subscription)


def exact(route, decision, subscription):
    if not may_be_one_day(decision["birth_date"], subscription["birth_date"]):
        return Match(route, ("BIRTH_DATE_MISMATCH",))
    return Match(route, (), not same_name(decision, subscription))


def may_be_one_day(one, other):
    parts = zip(one.split("-"), other.split("-"))
    return all(a == b or "00" in (a, b) for a, b in parts)


def same_name(one, other):
    name = normal_name(one["family_name"])
    return name != "" and name == normal_name(other["family_name"])


def same_name_and_day(one, other):
    day = one["birth_date"]
    return same_name(one, other) and "-00" not in day and day == other["birth_date"]


def by_name(decision, subscription):
    if not same_name_and_day(decision, subscription):
        return None
    first = [normal_name(p["given_names"] or "")[:1] for p in (decision, subscription)]
    if "" not in first and first[0] != first[1]:
        return None
    return Match("NAME", ("NAME_AND_BIRTH_DATE_ONLY",))
