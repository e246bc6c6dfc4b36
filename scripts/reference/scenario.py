"""Small nasty scenarios: few persons, few ids, few cases, so that everything meets everything."""
import random
from dataclasses import dataclass, field
from datetime import date, timedelta

from reference.values import passes_eleven_test

BSNS = ["999990342", "999996630", "012345672", "123456782"]
SKNS = ["SK1", "SK2", "sk1", "SK3"]
NAMES = ["Bakker", "BÁKKER", "Ba kker", "Bakker-Smit", "'t Hooft", "Straße", "İlhan", "Ilhan", "Ｂakker", "-", "=Visser"]
GIVEN = ["", "", "Anna", "Áb", "bert", "-", "Bert, \"Jan\""]
DAYS = ["1980-05-17", "1980-05-00", "1980-00-00", "1981-05-17", "2003-08-14", "2003-02-28", "2004-02-29"]
CASES = ["16/123456-25", "16/000003-25"]
ARTICLES = ["300 Sr", "302 Sr", "310 Sr", "249 Sr", "248a Sr", "420bis Sr", "420bis.1 Sr", "5 WVW1994", "8 WVW", "107 wvw 1994"]
ARTICLES += ["2 Opiumwet", "2:48 APV", "2.48 apv", "99 Onbekende wet", "99 onbekendewet", "453 Sr", "19 RVV1990", "70 Wp2000"]
ARTICLES += ["350 Sr", "8 lid 2 WVW1994", "242 Wetboek van Strafrecht", "300 WvSr", "285 S.r", "417ter Sr", "250ter Sr", "300A Sr"]
GROUNDS = ["01", "02", "08", "09", "20", "43", "74", "77", "98", "99", "10", "57", "00"]
OM = ["DAGVAARDING", "STRAFBESCHIKKING", "TRANSACTIE", "VOORWAARDELIJK_SEPOT", "SEPOT", "SEPOT", "DAGVAARDING"]
COURT = ["VEROORDELING", "SCHULDIG_ZONDER_STRAF", "VRIJSPRAAK", "VRIJSPRAAK", "OVAR"]
REFS = ["", "LRK1", "=1+1", "'x", "  ", "+31", "@a", "－1", "a;b", "é\u0301", "x\ty", "\U0001f600", "\uff5e"]


@dataclass
class RunPlan:
    window: tuple
    as_of: str | None
    tables: dict = field(default_factory=dict)
    again: int | None = None


@dataclass
class Scenario:
    seed: int
    theme: str
    rules: str
    plans: list


def make_scenario(seed):
    dice = random.Random(seed)
    theme = dice.choice(["judge", "judge", "judge", "form", "mixed"])
    rules = dice.choice(["shipped", "shipped", "odd"])
    scenes = Scenes(dice, theme)
    return Scenario(seed, theme, rules, scenes.plan())


def shift(day, count):
    return (date.fromisoformat(day) + timedelta(days=count)).isoformat()


class Scenes:
    def __init__(self, dice, theme):
        self.dice, self.theme = dice, theme
        self.people = [self.person() for _ in range(dice.randint(1, 3))]
        self.cases = CASES[: dice.randint(1, 2)]
        self.one_kind = dice.random() < 0.3
        self.numbers = dice.choice([["", ""], ["", "1"], ["", "1", "2"], ["1", "2", "10"]])
        self.known, self.count = [], 0

    def chance(self, share):
        return self.dice.random() < share

    def person(self):
        pick = self.dice.choice
        return {
            "bsn": pick(BSNS) if self.chance(0.75) else "",
            "skn": pick(SKNS) if self.chance(0.5) else "",
            "family_name": pick(NAMES[:3]) if self.chance(0.7) else pick(NAMES),
            "given_names": pick(GIVEN),
            "name_prefix": pick(["", "", "van 't", "-"]),
            "birth_date": pick(DAYS[:1]) if self.chance(0.6) else pick(DAYS),
        }

    def somebody(self):
        """A person as some register has them: now and then a little otherwise."""
        found = dict(self.dice.choice(self.people))
        other = self.person()
        for column in found:
            if self.chance(0.12):
                found[column] = other[column]
        if self.chance(0.15):
            found["bsn"] = ""
        if found["bsn"].startswith("0") and self.chance(0.5):
            found["bsn"] = found["bsn"][1:]
        return found

    def subscriptions(self):
        rows = []
        for at in range(self.dice.randint(1, 4)):
            rows.append(self.subscription(f"{self.dice.choice(['K', 'K', '=K'])}{at}"))
        return rows

    def subscription(self, name):
        pick = self.dice.choice
        row = {
            "subscription_id": name,
            "sector": pick(["KINDEROPVANG", "TAXI"]),
            **self.somebody(),
            "role": pick(["", "GASTOUDER", "LWT", "=x"]),
            "status": pick(["", "", "", "ACTIVE", "BLOCKED", "SUSPENDED", "ENDED"]),
            "valid_from": pick(["2020-01-01", "2025-08-12", "2025-08-13", "2030-01-01"]),
            "valid_until": pick(["", "", "", "2025-08-14", "2025-08-15", "2026-01-01"]),
            "vog_issued_on": pick(["", "", "2025-08-12", "2025-08-10", "2025-08-20"]),
            "register_ref": pick(REFS),
            "organisation_ref": pick(REFS),
        }
        if self.chance(0.12):
            row["bsn"] = "NI" + str(self.dice.randint(1, 3))
        return row

    def decision(self, first_day):
        pick = self.dice.choice
        source = "OM" if self.chance(0.5) else "RECHTSPRAAK"
        kind = pick(OM if source == "OM" else COURT)
        if self.one_kind and self.chance(0.8):
            source, kind = ("OM", "DAGVAARDING") if self.chance(0.6) else ("RECHTSPRAAK", "VRIJSPRAAK")
        decided = shift(pick(["2025-08-09", "2025-08-10", "2023-08-14", "2021-08-14", "2021-08-15", "2020-02-29", "2019-02-28"]), self.dice.randint(0, 3))
        offence = shift(decided, -pick([1, 30, 365, 730, 731, 732, 1096, 2000]))
        return {
            "decision_id": self.decision_id(),
            "version": pick(["", "1"]) if self.chance(0.85) else pick(["2", "3"]),
            "status": "WITHDRAWN" if self.chance(0.07) else pick(["", "", "REGISTERED"]),
            "source": source,
            "kind": kind,
            "grounds": ";".join(pick(GROUNDS) for _ in range(self.dice.randint(1, 2))) if kind == "SEPOT" or self.chance(0.05) else "",
            "registered_at": self.moment(first_day),
            "decided_on": decided,
            "irrevocable_on": shift(decided, pick([0, 1, 3, 5, 8])) if self.chance(0.5) else "",
            "case_number": pick(self.cases),
            "fact_number": pick(self.numbers),
            "offence_class": pick(["MISDRIJF", "MISDRIJF", "OVERTREDING"]),
            "articles": pick(["; ", ";"]).join(pick(ARTICLES) for _ in range(pick([1, 1, 1, 2, 3]))),
            "offence_from": offence,
            "offence_until": shift(offence, pick([0, 1, 2, 400])) if self.chance(0.3) else "",
            "fine_eur": pick(["", "", "130", "129.99", "130.00", "0", "500.5"]),
            **self.somebody(),
            "ecli": pick(["", "", "ECLI:NL:RBDHA:2025:123", "ecli:nl:rbdha:2025:123"]),
        }

    def decision_id(self):
        self.count += 1
        return self.dice.choice(["D1", "D2", "d1"]) if self.chance(0.25) else f"E{self.count}"

    def moment(self, first_day):
        day = shift(first_day, self.dice.choice([0, 0, 0, 0, 1, -1]))
        time = self.dice.choice(["00:00:00", "10:00", "10:00:00.5", "23:59:59.999999", "12:00", "08:00"])
        return f"{day}T{time}{self.dice.choice(['+02:00', '+02:00', 'Z', '-01:30'])}"

    def changed(self, row):
        """The same decision told again: later, corrected, or only written in another way."""
        found = dict(row)
        other = self.decision(row["registered_at"][:10])
        for column in self.dice.sample(sorted(found), self.dice.choice([0, 0, 1, 1, 2, 4])):
            if column not in ("decision_id", "source", "kind", "decided_on", "irrevocable_on", "offence_from", "offence_until", "grounds"):
                found[column] = other[column]
        if self.chance(0.3):
            found["version"] = str(int(row["version"] or 1) + self.dice.choice([1, 1, 2]))
        if self.chance(0.3):
            found["case_number"] = found["case_number"].replace("/", self.dice.choice("-. "))
        return found

    def decisions(self, first_day, share):
        """New rows, some of them known ones told again, and a share of the known as they stood."""
        rows = [self.decision(first_day) for _ in range(self.dice.randint(1, 6))]
        for _ in range(self.dice.randint(0, 4)):
            row = self.changed(self.dice.choice(self.known + rows))
            if self.chance(0.7):
                row["registered_at"] = self.moment(first_day)
            rows.append(row)
        told = rows + [dict(row) for row in self.known if self.chance(share)]
        self.known.extend(rows)
        self.dice.shuffle(told)
        return told

    def identities(self):
        return [{"skn": self.dice.choice(SKNS), "bsn": self.dice.choice(BSNS)} for _ in range(self.dice.randint(0, 4))]

    def signals(self, decisions):
        rows = []
        for decision in self.dice.sample(decisions, min(len(decisions), self.dice.randint(0, 3))):
            day = self.dice.choice([decision["offence_from"], decision["offence_until"] or decision["offence_from"]])
            bsn = decision["bsn"] or self.dice.choice([*BSNS, "NI1"])
            moment = self.dice.choice(["", "2025-08-20", "2025-08-20T10:00:00+02:00"])
            rows.append({"sector": self.dice.choice(["KINDEROPVANG", "TAXI"]), "bsn": bsn, "offence_on": shift(day, self.dice.choice([-2, -1, 0, 1, 2])), "signalled_at": moment, "reference": self.dice.choice(REFS)})
        return rows

    def plan(self):
        count = 1 if self.theme == "form" else self.dice.choice([1, 2, 3, 4, 5])
        plans, subscriptions, day = [], self.subscriptions(), "2025-08-12"
        for at in range(count):
            if plans and self.chance(0.1):
                plans.append(RunPlan(("", ""), None, {}, self.dice.randrange(len(plans))))
                continue
            until = shift(day, self.dice.choice([1, 1, 2]))
            as_of = self.dice.choice([None, None, None, shift(day, 4), shift(day, -3), "2028-02-29"])
            is_wide = self.chance(0.25)
            first = min("2025-08-12", day) if is_wide else day
            is_cron = self.chance(0.12)
            plan = RunPlan((None if is_cron else first, until), as_of)
            decisions = self.decisions(day, 0.8 if is_wide else 0.05)
            plan.tables = {"decisions": decisions, "subscriptions": [dict(s) for s in subscriptions]}
            if self.chance(0.5):
                plan.tables["identities"] = self.identities()
            if self.chance(0.4):
                plan.tables["already-signalled"] = self.signals(decisions)
            plans.append(plan)
            subscriptions = self.next_subscriptions(subscriptions)
            day = self.dice.choice([until, until, until, until, day, shift(day, -1)])
        return plans

    def next_subscriptions(self, rows):
        """As the register has them a night later: some gone, some changed, some broken."""
        found = []
        for row in rows:
            row = dict(row)
            if self.chance(0.12):
                continue
            if self.chance(0.12):
                fresh = self.subscription(row["subscription_id"])
                for column in self.dice.sample(sorted(fresh), 2):
                    row[column] = fresh[column]
            if self.chance(0.1):
                row["valid_from"] = "2020"
            elif row["valid_from"] == "2020":
                row["valid_from"] = "2020-01-01"
            found.append(row)
        if not found or self.chance(0.1):
            found.append(self.subscription(f"K{len(rows)}"))
        return found


assert all(passes_eleven_test(bsn) for bsn in BSNS)
