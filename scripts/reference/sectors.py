"""The rule files: laws, categories, lists (3.5)."""
import json
import re
from pathlib import Path

from reference.values import article_number, normal_law


class Sectors:
    def __init__(self, folder):
        self.sectors = {}
        for path in sorted(Path(folder).glob("*.json")):
            content = json.loads(path.read_text("utf-8"))
            if path.name == "common.json":
                self.common = content
            else:
                self.sectors[content["sector"]] = content
        self.laws = {}
        for law, aliases in self.common["laws"].items():
            for name in [law, *aliases]:
                self.laws[normal_law(name)] = law
        self.known_grounds = set(self.common["knownGrounds"])
        self.threshold = round(self.common["minorOffences"]["fineThresholdEur"] * 100)

    def __contains__(self, sector):
        return sector in self.sectors

    def law_name(self, law):
        return self.laws.get(normal_law(law), law)

    def law_key(self, law):
        return normal_law(self.law_name(law))

    def article_key(self, article):
        return article[0], self.law_key(article[2])

    def is_listed(self, entries, article, decision):
        return any(self.entry_holds(entry, article, decision) for entry in entries)

    def entry_holds(self, entry, article, decision):
        if self.law_key(entry["law"]) != self.law_key(article[2]):
            return False
        if decision["offence_from"] < entry.get("offenceFrom", ""):
            return False
        if "offenceUntil" in entry and decision["offence_from"] >= entry["offenceUntil"]:
            return False
        if entry.get("offenceClass", decision["offence_class"]) != decision["offence_class"]:
            return False
        return any(in_range(article[0], wanted) for wanted in entry["articles"])

    def is_always_registered(self, article, decision):
        return self.is_listed(self.common["minorOffences"]["alwaysRegistered"], article, decision)

    def weigh_articles(self, sector, decision):
        """(categories that an article falls in, in order of the file; is an article unknown; is one relevant)."""
        rules = self.sectors[sector]
        relevant, unknown = [], False
        for article in decision["articles"]:
            found = [
                place
                for place, category in enumerate(rules["categories"])
                if self.is_listed(category["offences"], article, decision)
            ]
            relevant.extend(found)
            if not found and not self.is_listed(rules.get("notRelevant", []), article, decision):
                unknown = True
        return [rules["categories"][place] for place in sorted(set(relevant))], unknown


def in_range(number, wanted):
    if wanted == "*":
        return True
    ends = [article_number(end.strip()) for end in re.split("-", wanted)]
    return ends[0] <= number <= ends[-1]
