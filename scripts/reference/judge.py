"""What is said per subscription, case and fact (3.3–3.8)."""
from dataclasses import dataclass, field

from reference.person import Match
from reference.values import years_before

MINOR_KINDS = ["DAGVAARDING", "VRIJSPRAAK", "OVAR", "SCHULDIG_ZONDER_STRAF"]
SETTLING = ["CLEARED", "NOT_WEIGHED", "NOT_REGISTRABLE", "NOT_RELEVANT"]


@dataclass
class Fact:
    fact: str
    decision: dict
    match: Match
    outcome: str
    rule: str = ""
    reasons: list = field(default_factory=list)
    category: dict | None = None


@dataclass
class Question:
    sectors: object
    as_of: str
    subscription: dict


def name_of(decision):
    return f"{decision['source']}:{decision['decision_id']}:{decision['version']}"


def first_ground(decision):
    return decision["grounds"][0] if decision["kind"] == "SEPOT" else ""


def order(decision):
    source = ["OM", "RECHTSPRAAK"].index(decision["source"])
    return decision["decided_on"], decision["registered_at"], source, decision["decision_id"]


def governing(matched, sectors):
    """[(fact, decision, match)] of one group of (decision, match)."""
    spoken = [
        (decision, found)
        for decision, found in sorted(matched, key=lambda pair: order(pair[0]))
        if decision["status"] != "WITHDRAWN" and first_ground(decision) != "99"
    ]
    whole = [pair for pair in spoken if pair[0]["fact_number"] is None]
    numbers = {decision["fact_number"] for decision, _ in spoken} - {None}
    numbered = {
        sectors.article_key(article)
        for decision, _ in spoken
        if decision["fact_number"] is not None
        for article in decision["articles"]
    }
    facts = []
    if whole:
        last = {sectors.article_key(article) for article in whole[-1][0]["articles"]}
        if not numbers or last - numbered:
            facts.append(("*", *whole[-1]))
    for number in sorted(numbers):
        speaks = [pair for pair in spoken if pair[0]["fact_number"] in (None, number)]
        facts.append((str(number), *speaks[-1]))
    return facts


def judge(question, fact, decision, match):
    """The outcome of one fact (3.8)."""
    sectors, sector = question.sectors, question.subscription["sector"]
    relevant, unknown = sectors.weigh_articles(sector, decision)
    verdict, rule = say(question, decision, relevant, unknown)
    if verdict in ("CLEARED", "NOT_WEIGHED", "NOT_REGISTRABLE"):
        return Fact(fact, decision, match, verdict, rule)
    if not relevant and not unknown:
        return Fact(fact, decision, match, "NOT_RELEVANT", "LIST_NOT_RELEVANT")
    by_weight = sorted(relevant, key=lambda category: category["severity"])
    inside = [category for category in by_weight if is_inside(question, category, decision)]
    if relevant and not inside and not unknown:
        return Fact(fact, decision, match, "OUTSIDE_LOOKBACK", f"CATEGORY_{by_weight[0]['id']}")
    if question.subscription["status"] == "ENDED":
        return Fact(fact, decision, match, "SUBSCRIPTION_ENDED", "STATUS_ENDED")
    if has_ended(question):
        return Fact(fact, decision, match, "SUBSCRIPTION_ENDED", "VALID_UNTIL")
    reasons = list(match.reasons)
    if verdict in ("UNKNOWN_GROUND", "OVAR"):
        reasons.append(verdict)
    if not inside:
        reasons.append("UNKNOWN_ARTICLE")
    category = inside[0] if inside else None
    return Fact(fact, decision, match, "REVIEW" if reasons else "NOTICE", "", reasons, category)


def has_ended(question):
    until = question.subscription["valid_until"]
    return question.subscription["status"] == "ENDED" or bool(until and until <= question.as_of)


def say(question, decision, relevant, unknown):
    """(verdict, what decided) of 3.4."""
    kind, ground = decision["kind"], first_ground(decision)
    irrevocable = decision["irrevocable_on"]
    if kind == "VRIJSPRAAK" and irrevocable and irrevocable <= question.as_of:
        return "CLEARED", "IRREVOCABLE_ACQUITTAL"
    if ground in ("01", "09"):
        return "CLEARED", f"GROUND_{ground}"
    if ground and "02" <= ground <= "08":
        return "NOT_WEIGHED", f"GROUND_{ground}"
    if is_minor(question.sectors, decision, unknown):
        return "NOT_REGISTRABLE", "MINOR_OFFENCE"
    is_known = "20" <= ground <= "98" and ground in question.sectors.known_grounds
    if kind == "SEPOT" and not is_known:
        return "UNKNOWN_GROUND", ""
    if kind == "OVAR" and (relevant or unknown):
        return "OVAR", ""
    return "WEIGHED", ""


def is_minor(sectors, decision, unknown):
    if decision["offence_class"] != "OVERTREDING" or unknown:
        return False
    if any(sectors.is_always_registered(article, decision) for article in decision["articles"]):
        return False
    ground, fine = first_ground(decision), decision["fine_eur"]
    if decision["kind"] in ("STRAFBESCHIKKING", "VEROORDELING"):
        return fine is not None and fine < sectors.threshold
    if decision["kind"] == "SEPOT":
        return "20" <= ground <= "74" and ground in sectors.known_grounds
    return decision["kind"] in MINOR_KINDS


def is_inside(question, category, decision):
    """3.6."""
    lookback = question.sectors.sectors[question.subscription["sector"]]["lookback"]
    years = category.get("lookbackYears", lookback["years"])
    youth = lookback.get("youth")
    if youth and not category.get("exemptFromYouthRule") and is_young(question, decision, youth):
        years = youth["years"] if years is None else min(years, youth["years"])
    if years is None:
        return True
    day = decision["decided_on"]
    old = lookback.get("oldOffenceYears")
    if old is not None and not category.get("exemptFromOldOffenceRule"):
        if decision["offence_until"] < years_before(day, old):
            day = decision["offence_until"]
    return day > years_before(question.as_of, years)


def is_young(question, decision, youth):
    turned = years_before(question.as_of, youth["underAge"])
    people = (decision, question.subscription)
    return all(earliest_day(person["birth_date"]) > turned for person in people)


def earliest_day(birth_date):
    day = birth_date.replace("-00", "-01")
    return day[:8] + "28" if day.endswith("-02-29") else day
