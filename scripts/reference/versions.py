"""Which rows take part, and which version of each decision is in force (3.2, 3.9)."""
from dataclasses import dataclass, field


@dataclass
class Known:
    """What the ledger remembers of one decision id."""

    decision: dict | None = None
    identity: str = ""
    touched: set = field(default_factory=set)
    version: int = 0
    conflict_version: int = 0
    conflict: dict = field(default_factory=dict)


@dataclass
class State:
    """One decision id in this run, the remembered laid together with the window's own rows."""

    in_force: dict | None = None
    identity: str = ""
    top: int = 0
    conflict: dict = field(default_factory=dict)
    rows: list = field(default_factory=list)


def key_of(decision):
    return decision["source"], decision["decision_id"]


def taking_part(inside, matches, memory):
    """Rows inside the window that are not NO_SUBSCRIPTION at once, by decision id."""
    keys = {
        key_of(row.values)
        for row in inside
        if matches[id(row)] or row.values["version"] > 1 or row.values["status"] == "WITHDRAWN"
    }
    parts = {}
    for row in inside:
        key = key_of(row.values)
        if key in keys or (key in memory and (memory[key].decision or memory[key].conflict)):
            parts.setdefault(key, []).append(row)
    return parts


def lay_together(known, rows, identity_of):
    known = known or Known()
    state = State(rows=rows)
    state.top = max([known.version, *(row.values["version"] for row in rows)])
    found = dict(known.conflict) if known.conflict_version == state.top else {}
    for row in rows:
        if row.values["version"] == state.top:
            found.setdefault(identity_of(row), row.values)
    if known.decision and known.decision["version"] == state.top:
        state.in_force, state.identity = known.decision, known.identity
        if set(found) - {known.identity}:
            state.conflict = {known.identity: known.decision, **found}
    elif len(found) == 1:
        [(state.identity, state.in_force)] = found.items()
    else:
        state.conflict = found
    return state


def rows_by_disposition(state, matches, identity_of):
    """(row, disposition, or None where what it says decides), in reading order."""
    seen = set()
    for row in state.rows:
        identity, version = identity_of(row), row.values["version"]
        if not matches[id(row)]:
            yield row, "NO_SUBSCRIPTION"
        elif (version, identity) in seen:
            yield row, "DUPLICATE"
        elif version == state.top and state.conflict and identity != state.identity:
            yield row, "CONFLICTING"
        elif version < state.top:
            yield row, "SUPERSEDED"
        elif row.values["status"] == "WITHDRAWN":
            yield row, "WITHDRAWN"
        else:
            yield row, None
        seen.add((version, identity))


def remember(known, state, pairs, is_touching):
    """The ledger's new knowledge of this decision id."""
    known = known or Known()
    after = Known(known.decision, known.identity, known.touched | pairs, state.top)
    if is_touching or known.decision or known.conflict:
        if state.in_force:
            after.decision, after.identity = state.in_force, state.identity
        if state.conflict:
            after.conflict, after.conflict_version = state.conflict, state.top
    elif state.in_force and state.top == 1 and state.in_force["status"] != "WITHDRAWN":
        after.version = known.version
    return after
