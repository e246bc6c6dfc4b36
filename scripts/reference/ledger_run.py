"""A run over the remembered: the whole of 3 and 4, and the rows of the five CSV files (5)."""
from reference import judge, notices, versions
from reference.inputs import Inputs
from reference.person import match
from reference.values import guard, local_date, trim, window_edge

NOTICE_COLUMNS = (
    "notice_id,notice_version,action,priority,sector,subscription_id,register_ref,role,bsn,skn,"
    "family_name,name_prefix,given_names,birth_date,case_number,facts,decision_ids,kinds,articles,"
    "category,offence_from,offence_until,decided_on,match,flags,signalled_before_ref"
).split(",")
HEADERS = {
    "notices.csv": NOTICE_COLUMNS,
    "review.csv": "sector,subscription_id,bsn,family_name,birth_date,case_number,decision_ids,reasons,match".split(","),
    "considered.csv": "sector,subscription_id,case_number,fact,decision_id,outcome,rule".split(","),
    "rejects.csv": "input,file,line,error_codes,touches_subscription,raw".split(","),
    "totals.csv": "input,file,disposition,rows".split(","),
}
PLAIN = {"notice_version", "priority", "birth_date", "offence_from", "offence_until", "decided_on", "line", "rows"}
STRENGTH = ["NOTICE", "REVIEW"]


class Ledger:
    def __init__(self):
        self.decisions, self.subscriptions, self.judged, self.notices, self.done = {}, {}, {}, {}, {}

    def run(self, sectors, window, as_of, given):
        """(exit code, the five files as lists of rows); the same question again gets the same answer."""
        until = window_edge(window[1])
        since = window_edge(window[0]) if window[0] else self.covered_until()
        if since is None:
            return 2, {}
        if not window[0] and since >= until:
            return 0, {}
        inputs = Inputs(given[0], sectors, given[1])
        as_of = as_of or local_date(until)
        question = ((since, until), as_of, id(sectors), tuple(sorted(inputs.hashes)))
        if question not in self.done:
            self.done[question] = Run(self, inputs, (since, until), as_of).answer()
        return self.done[question]

    def covered_until(self):
        """The end of the unbroken stretch that begins with the earliest window (1); None before any."""
        end = None
        for since, until in sorted(question[0] for question in self.done):
            if end is None or since <= end:
                end = until if end is None else max(end, until)
        return end


class Run:
    def __init__(self, ledger, inputs, edges, as_of):
        self.ledger, self.inputs, self.sectors, self.as_of = ledger, inputs, inputs.sectors, as_of
        self.edges, self.window_day = edges, local_date(edges[0])
        self.subscriptions = self.gather_subscriptions()
        self.signals = [row.values for row in inputs.rows["already-signalled"]]
        self.facts, self.notices, self.reviews, self.considered = [], [], [], []

    def gather_subscriptions(self):
        found = {row.values["subscription_id"]: row.values for row in self.inputs.rows["subscriptions"]}
        refused = self.inputs.rejected_subscription_ids()
        for key, data in self.ledger.subscriptions.items():
            if key not in found and data["sector"] in self.sectors:
                found[key] = data if key in refused else {**data, "status": "ENDED"}
        return found

    def identity_of(self, row):
        return self.inputs.identity("decisions", row)

    def matches_of(self, decision):
        found = {}
        for key, subscription in self.subscriptions.items():
            one = match(decision, subscription, self.inputs.identities)
            if one:
                found[key] = one
        return found

    def answer(self):
        rows = self.inputs.rows["decisions"]
        inside = [r for r in rows if self.edges[0] <= r.values["registered_at"] < self.edges[1]]
        self.matches = {id(row): self.matches_of(row.values) for row in inside}
        parts = versions.taking_part(inside, self.matches, self.ledger.decisions)
        self.states = {}
        for key, known in self.ledger.decisions.items():
            self.states[key] = versions.lay_together(known, parts.get(key, []), self.identity_of)
        for key in parts:
            known = self.ledger.decisions.get(key)
            self.states[key] = versions.lay_together(known, parts[key], self.identity_of)
        self.pairs = self.touched(parts) | self.due_acquittals()
        for pair in sorted(self.pairs):
            self.judge_pair(*pair)
        self.count(rows, inside, parts)
        rejects = list(self.inputs.list_rejects(inside))
        self.remember(parts)
        return (3 if rejects or self.reviews else 0), self.files(rejects)

    def touched(self, parts):
        """The subscriptions and cases that one of the rows touches, or takes a decision away from."""
        pairs = set()
        for key in parts:
            state = self.states[key]
            for decision in [row.values for row in state.rows]:
                pairs |= {(one, decision["case_number"]) for one in self.matches_of(decision)}
            if key in self.ledger.decisions:
                pairs |= self.ledger.decisions[key].touched
        return {pair for pair in pairs if pair[0] in self.subscriptions}

    def due_acquittals(self):
        due = set()
        for known in self.ledger.decisions.values():
            decision = known.decision
            if not decision or decision["status"] == "WITHDRAWN":
                continue
            if decision["kind"] != "VRIJSPRAAK" or not decision["irrevocable_on"]:
                continue
            for pair in known.touched:
                last = self.ledger.judged.get(pair, "")
                told = [h for key, h in self.ledger.notices.items() if key[1:] == pair and h]
                if all(h[-1]["action"] == "RETRACTED" for h in told) or pair[1] != decision["case_number"]:
                    continue
                if last < decision["irrevocable_on"] <= self.as_of and pair[0] in self.subscriptions:
                    due.add(pair)
        return due

    def judge_pair(self, key, case):
        as_of = max(self.as_of, self.ledger.judged.get((key, case), ""))
        question = judge.Question(self.sectors, as_of, self.subscriptions[key])
        matched, conflicts = [], []
        for state in self.states.values():
            for decision in [state.in_force] if state.in_force else []:
                self.add_match(matched, key, case, decision)
            rows = []
            for decision in state.conflict.values():
                self.add_match(rows, key, case, decision)
            conflicts.extend(rows)
        self.retract_elsewhere(question, key, case, (matched, conflicts))
        exact, doubtful, shown = notices.judge_case(question, matched, conflicts)
        self.facts.extend([*exact, *doubtful])
        self.ledger.judged[key, case] = as_of
        self.touching = [pair[0] for pair in [*matched, *conflicts]]
        for decision in self.touching:
            known = self.ledger.decisions.get(versions.key_of(decision))
            if known:
                known.touched.add((key, case))
        self.settle(question, key, case, (exact, doubtful, shown))

    def retract_elsewhere(self, question, key, case, found):
        """What a sector was told that the subscription has left stands as that of an ended one (3.9)."""
        for (sector, one, number), history in self.ledger.notices.items():
            if (one, number) != (key, case) or sector == question.subscription["sector"] or sector not in self.sectors:
                continue
            ended = {**question.subscription, "sector": sector, "status": "ENDED"}
            exact, _, shown = notices.judge_case(judge.Question(self.sectors, question.as_of, ended), *found)
            may_retract = lambda standing: notices.may_retract(standing, exact, bool(shown))
            notice, is_new = notices.lay_over(history, None, None, may_retract)
            if is_new:
                self.notices.append(notice)
                history.append(notice)

    def add_match(self, found, key, case, decision):
        if decision["case_number"] == case:
            one = match(decision, self.subscriptions[key], self.inputs.identities)
            if one:
                found.append((decision, one))

    def settle(self, question, key, case, groups):
        exact, doubtful, shown = groups
        every = [*exact, *doubtful, *shown]
        told = [fact for fact in every if fact.outcome == "NOTICE"]
        found, marks = None, None
        if told:
            found, marks = notices.notice_of(question, case, told, self.window_day, self.signals)
        sector = question.subscription["sector"]
        history = self.ledger.notices.setdefault((sector, key, case), [])
        notice, is_new = notices.lay_over(
            history, found, marks, lambda standing: notices.may_retract(standing, exact, bool(shown))
        )
        if notice:
            notice["notice_id"] = notices.notice_id(sector, key, case)
            self.notices.append(notice)
        if is_new:
            history.append(notice)
        self.list_others(question.subscription, case, every)

    def list_others(self, subscription, case, every):
        asked = [fact for fact in every if fact.outcome == "REVIEW"]
        if asked:
            review = {name: subscription[name] or "" for name in HEADERS["review.csv"][:5]}
            review["case_number"] = case
            review["decision_ids"] = join(judge.name_of(fact.decision) for fact in asked)
            review["reasons"] = join(reason for fact in asked for reason in fact.reasons)
            review["match"] = join(fact.match.route for fact in asked)
            self.reviews.append(review)
        for fact in every:
            if fact.outcome not in STRENGTH:
                ids = {name: subscription[name] for name in ("sector", "subscription_id")}
                told = {"case_number": case, "fact": fact.fact, "decision_id": judge.name_of(fact.decision)}
                row = {**ids, **told, "outcome": fact.outcome, "rule": fact.rule}
                if row not in self.considered:
                    self.considered.append(row)

    def count(self, rows, inside, parts):
        kept = {id(row) for row in inside}
        ends = {id(row): "NO_SUBSCRIPTION" if id(row) in kept else "OUTSIDE_WINDOW" for row in rows}
        for key in parts:
            state = self.states[key]
            for row, end in versions.rows_by_disposition(state, self.matches, self.identity_of):
                ends[id(row)] = end or self.strongest(state.in_force)
        for row in rows:
            self.inputs.totals["decisions", row.place[0], ends[id(row)]] += 1

    def strongest(self, decision):
        outcomes = {fact.outcome for fact in self.facts if fact.decision is decision}
        if not outcomes:
            return "OVERRULED"
        return next((one for one in STRENGTH if one in outcomes), "CONSIDERED")

    def remember(self, parts):
        for key in parts:
            state, known = self.states[key], self.ledger.decisions.get(key)
            named = [row.values for row in state.rows]
            pairs = {(one, d["case_number"]) for d in named for one in self.matches_of(d)}
            self.ledger.decisions[key] = versions.remember(known, state, pairs, bool(pairs))
        judged = {key for key, _ in self.pairs}
        for row in self.inputs.rows["subscriptions"]:
            key = row.values["subscription_id"]
            if key in judged or key in self.ledger.subscriptions:
                self.ledger.subscriptions[key] = row.values

    def files(self, rejects):
        by_case = ("sector", "case_number", "subscription_id")
        self.notices.sort(key=lambda row: (row["priority"], *(row[name] for name in by_case)))
        self.reviews.sort(key=lambda row: [row[name] for name in by_case])
        self.considered.sort(key=considered_order)
        rejects = [dict(zip(HEADERS["rejects.csv"], row)) for row in sorted(rejects)]
        totals = [dict(zip(HEADERS["totals.csv"], [*key, n])) for key, n in sorted(self.inputs.totals.items())]
        found = zip(HEADERS, [self.notices, self.reviews, self.considered, rejects, totals])
        return {name: [HEADERS[name], *(written(row, HEADERS[name]) for row in rows)] for name, rows in found}


def considered_order(row):
    fact = row["fact"]
    number = (1, int(fact), "") if fact.isdigit() else (0, 0, fact)
    return row["sector"], row["case_number"], number, row["subscription_id"], row["decision_id"]


def join(elements):
    return ";".join(sorted(set(elements)))


def written(row, columns):
    return [str(row[name]) if name in PLAIN else guard(row[name]) for name in columns]
