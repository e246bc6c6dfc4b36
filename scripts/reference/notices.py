"""One subscription and case: its facts, its notice and what becomes of it (3.8, 3.9, 5)."""
import uuid

from reference import judge
from reference.values import add_days

NAMESPACE = uuid.UUID("0b9e7c52-6d1f-5a43-9c38-2f4d8a716e05")
PERSON = "bsn skn family_name name_prefix given_names birth_date".split()


def judge_case(question, matched, conflicts):
    """(facts of the exact group, facts of the doubtful group, conflict facts)."""
    groups = []
    for is_exact in (True, False):
        group = [pair for pair in matched if pair[1].is_exact == is_exact]
        groups.append([judge.judge(question, *one) for one in judge.governing(group, question.sectors)])
    ended = question.subscription["status"] == "ENDED"
    shown = []
    for decision, match in conflicts:
        if judge.has_ended(question):
            rule = "STATUS_ENDED" if ended else "VALID_UNTIL"
            shown.append(judge.Fact("!", decision, match, "SUBSCRIPTION_ENDED", rule))
        else:
            shown.append(judge.Fact("!", decision, match, "REVIEW", "", ["CONFLICTING_VERSIONS"]))
    return *groups, shown


def notice_of(question, case, facts, window_day, signals):
    """The columns of notices.csv that the NOTICE facts give, with what AMENDED is decided by."""
    subscription, sectors = question.subscription, question.sectors
    said = [fact.decision for fact in facts]
    weight = min(fact.category["severity"] for fact in facts)
    category = choose_category(question, facts)
    found = {name: subscription[name] or "" for name in ("register_ref", "role", *PERSON)}
    flags, references = flags_of(subscription, facts, window_day, signals)
    found |= {
        "priority": weight,
        "sector": subscription["sector"],
        "subscription_id": subscription["subscription_id"],
        "case_number": case,
        "facts": ";".join(fact.fact for fact in facts),
        "decision_ids": ";".join(judge.name_of(decision) for decision in said),
        "kinds": ";".join(decision["kind"] for decision in said),
        "articles": ";".join(list_articles(said, sectors)),
        "category": category,
        "offence_from": min(decision["offence_from"] for decision in said),
        "offence_until": max(decision["offence_until"] for decision in said),
        "decided_on": max(decision["decided_on"] for decision in said),
        "match": ";".join(sorted({fact.match.route for fact in facts})),
        "flags": ";".join(sorted(flags)),
        "signalled_before_ref": ";".join(sorted(references)),
    }
    same = ("facts", "decision_ids", "priority", "match")
    marks = [found[name] for name in same] + [fact.category["id"] for fact in facts]
    return found, marks


def choose_category(question, facts):
    order = [c["id"] for c in question.sectors.sectors[question.subscription["sector"]]["categories"]]
    gravest = min(facts, key=lambda f: (f.category["severity"], order.index(f.category["id"])))
    return gravest.category["id"]


def flags_of(subscription, facts, window_day, signals):
    flags, references = set(), set()
    if any(fact.match.name_differs for fact in facts):
        flags.add("NAME_DIFFERS")
    if subscription["valid_from"] >= window_day:
        flags.add("JOINED_IN_WINDOW")
    if (subscription["vog_issued_on"] or "") >= window_day:
        flags.add("CERTIFICATE_IN_WINDOW")
    for signal in signals:
        if (signal["sector"], signal["bsn"]) != (subscription["sector"], subscription["bsn"]):
            continue
        for fact in facts:
            first, last = fact.decision["offence_from"], fact.decision["offence_until"]
            if add_days(first, -1) <= signal["offence_on"] <= add_days(last, 1):
                flags.add("SIGNALLED_BEFORE")
                references.add(signal["reference"] or "")
    return flags, references - {""}


def list_articles(decisions, sectors):
    found = {}
    for decision in decisions:
        for article in decision["articles"]:
            text = f"{article[1]} {sectors.law_name(article[2])}"
            found.setdefault(sectors.article_key(article), text)
    return found.values()


def notice_id(sector, subscription_id, case):
    return str(uuid.uuid5(NAMESPACE, f"{sector}|{subscription_id}|{case}"))


def may_retract(standing, exact, has_conflict):
    """No fact that the standing notice names speaks against the person any more (3.9)."""
    outcomes = {fact.fact: fact.outcome for fact in exact}
    for named in standing["facts"].split(";"):
        if named == "*":
            left = outcomes.values()
        elif named in outcomes:
            left = [outcomes[named]]
        else:
            left = [outcomes["*"]] if "*" in outcomes else []
        if any(outcome not in judge.SETTLING for outcome in left):
            return False
    return not has_conflict


def lay_over(history, found, marks, can_retract):
    """(row of notices.csv or None, whether it is a new version). `history`: versions, oldest first."""
    standing = history[-1] if history and history[-1]["action"] != "RETRACTED" else None
    version = len(history) + 1
    if found is None:
        if standing is None or not can_retract(standing):
            return None, False
        return {**standing, "action": "RETRACTED", "notice_version": version}, True
    if standing is None:
        return {**found, "action": "NEW", "notice_version": version, "marks": marks}, True
    if standing["marks"] == marks:
        kept = {"action": "UNCHANGED", "notice_version": standing["notice_version"]}
        return {**found, **kept, "marks": marks}, False
    return {**found, "action": "AMENDED", "notice_version": version, "marks": marks}, True
