#!/usr/bin/env python3
"""Judges small nasty scenarios by the program and by an independent reading of the contract (1–5),
and compares every row of the five CSV files.
Usage: python3 check-judgement.py --seeds A-B [--keep FOLDER] [--one-process]
Ends with 0 where nothing differs, with 1 where it names a difference.
"""
import argparse
import csv
import io
import json
import os
import shlex
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

sys.dont_write_bytecode = True
sys.set_int_max_str_digits(0)
sys.path.insert(0, str(Path(__file__).parent))
from reference.files import write_tables
from reference.inputs import UnusableInput
from reference.ledger_run import HEADERS, Ledger
from reference.odd_rules import write_odd_rules
from reference.scenario import make_scenario
from reference.sectors import Sectors

ROOT = Path(__file__).resolve().parent.parent
ENVIRONMENT = {**os.environ, "TZ": "UTC"}
SHIPPED = ROOT / "src" / "sector" / "rules"


def main():
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--seeds", default="1-200")
    options.add_argument("--keep", type=Path, help="keeps the files of every seed that differs here")
    options.add_argument("--one-process", action="store_true", help="starts the program once, not for every run")
    given = options.parse_args()
    program = Host() if given.one_process else run_process
    first, last = (int(end) for end in given.seeds.split("-"))
    work = Path(tempfile.mkdtemp(prefix="check-judgement-"))
    write_odd_rules(work / "odd")
    rules = {"shipped": Sectors(SHIPPED), "odd": Sectors(work / "odd")}
    counts = {"seeds": 0, "runs": 0, "rows": 0, "differences": 0}
    for seed in range(first, last + 1):
        folder = work / str(seed)
        found = compare_seed(make_scenario(seed), folder, Judges(rules, program), counts)
        for difference in found:
            print(f"seed {seed}: {difference}", flush=True)
        counts["differences"] += len(found)
        if found and given.keep:
            shutil.copytree(folder, given.keep / str(seed), dirs_exist_ok=True)
        shutil.rmtree(folder)
    shutil.rmtree(work)
    print(", ".join(f"{count} {name}" for name, count in counts.items()))
    return 1 if counts["differences"] else 0


class Judges(NamedTuple):
    rules: dict
    program: Callable


class Host:
    """The program in a process that stays."""

    def __init__(self):
        script = Path(__file__).parent / "reference" / "host.mjs"
        pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE}
        self.process = subprocess.Popen(["node", script], text=True, env=ENVIRONMENT, **pipes)

    def __call__(self, arguments):
        self.process.stdin.write(json.dumps(arguments) + "\n")
        self.process.stdin.flush()
        found = json.loads(self.process.stdout.readline())
        return found["code"], found["out"], found["err"]


def run_process(arguments):
    command = ["node", ROOT / "dist" / "main.js", *arguments]
    run = subprocess.run(command, capture_output=True, text=True, env=ENVIRONMENT)
    return run.returncode, run.stdout, run.stderr


def compare_seed(scenario, folder, judges, counts):
    """The differences of one scenario; later runs of one that differed are left out."""
    seed, ledger, asked = scenario.seed, Ledger(), []
    counts["seeds"] += 1
    for at, plan in enumerate(scenario.plans):
        if plan.again is None:
            given = write_tables(folder / f"run{at}", f"{seed}.{at}", scenario.theme, plan.tables)
            asked.append((plan.window, plan.as_of, given))
        else:
            asked.append(asked[plan.again])
        code, files = by_reference(ledger, judges.rules[scenario.rules], *asked[at])
        command = arguments(folder, scenario.rules, *asked[at])
        write_profile(folder, asked[at][2][1])
        other_code, others = read_answer(*judges.program(command))
        counts["runs"] += 1
        counts["rows"] += sum(len(rows) for rows in files.values())
        where = f"{scenario.theme}, run {at + 1} of {len(scenario.plans)}"
        if code != other_code:
            found = [f"{where}, exit code: {code} by the contract, {other_code} by the program"]
        else:
            found = [f"{where}, {text}" for text in differences(files, others)]
        if found:
            (folder / "command").write_text(shlex.join(command), "utf-8")
            return found
    return []


def write_profile(folder, profile):
    (folder / "config.json").write_text(json.dumps({"profiles": [profile] if profile else []}))


def by_reference(ledger, sectors, window, as_of, given):
    try:
        return ledger.run(sectors, window, as_of, given)
    except UnusableInput:
        return 6, {}


def arguments(folder, rules, window, as_of, inputs):
    given = ["--config", folder / "config.json", *(["--from", window[0]] if window[0] else []), "--until", window[1], *(["--as-of", as_of] if as_of else [])]
    for kind, files in inputs[0].items():
        given += [f"--{kind}", *files]
    if rules == "odd":
        given += ["--rules", folder.parent / "odd"]
    places = ["--out", folder / "out", "--ledger", folder / "ledger.db", "--log-level", "error"]
    return ["run", *map(str, [*given, *places])]


def read_answer(code, out, err):
    """(exit code, the five files as lists of rows)."""
    last = (out.strip().splitlines() or [""])[-1]
    if code in (2, 6) or last.startswith("nothing to do"):
        return code, {}
    if code not in (0, 3) or not Path(last).is_dir():
        return f"{code} ({err.strip()[-300:]})", {}
    return code, {name: read_rows(Path(last) / name) for name in HEADERS}


def read_rows(path):
    csv.field_size_limit(1 << 28)
    return list(csv.reader(io.StringIO(path.read_bytes().decode("utf-8"), newline=""), strict=True))


def differences(files, others):
    for name in files.keys() | others.keys():
        one, other = files.get(name, []), others.get(name, [])
        for row in [row for row in one if row not in other]:
            yield f"{name}: only by the contract {short(row)}"
        for row in [row for row in other if row not in one]:
            yield f"{name}: only by the program {short(row)}"
        if sorted(one) == sorted(other) and one != other:
            yield f"{name}: the order differs"
        if sorted(one) != sorted(other) and not [row for row in one + other if (row in one) != (row in other)]:
            yield f"{name}: a row stands there more often"


def short(row):
    return repr([text if len(text) < 300 else text[:300] + "…" for text in row])


if __name__ == "__main__":
    sys.exit(main())
