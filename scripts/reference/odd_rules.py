"""Rule files in which every clause of 3.5 and 3.6 occurs, small enough to read."""
import json


def write_odd_rules(folder):
    folder.mkdir()
    common = {
        "version": "2025-01-01",
        "laws": {"Sr": ["WvSr", "Wetboek van Strafrecht"], "WVW1994": ["WVW", "W.V.W. 1994"], "APV": [], "Onbekende Wet": []},
        "knownGrounds": ["20", "43", "77", "98"],
        "minorOffences": {
            "fineThresholdEur": 130,
            "alwaysRegistered": [
                {"law": "wvw", "articles": ["5", "107"], "offenceFrom": "2021-01-01"},
                {"law": "Sr", "articles": ["453"], "offenceClass": "OVERTREDING"},
            ],
        },
    }
    child = {
        "sector": "KINDEROPVANG",
        "version": "2025-01-01",
        "lookback": {"years": 4, "oldOffenceYears": 2, "youth": {"underAge": 23, "years": 2}},
        "categories": [
            {"id": "LATER", "severity": 3, "offences": [{"law": "Sr", "articles": ["300-310"]}]},
            {"id": "FIRST", "severity": 1, "lookbackYears": None, "offences": [{"law": "Sr", "articles": ["300"], "offenceClass": "MISDRIJF"}, {"law": "Sr", "articles": ["242-250bis"], "offenceUntil": "2023-07-15"}]},
            {"id": "OPEN", "severity": 3, "lookbackYears": None, "exemptFromYouthRule": True, "exemptFromOldOffenceRule": True, "offences": [{"law": "WvSr", "articles": ["302", "420bis-420quater"]}]},
            {"id": "SHORT", "severity": 2, "lookbackYears": 1, "exemptFromOldOffenceRule": True, "offences": [{"law": "WVW 1994", "articles": ["*"]}, {"law": "APV", "articles": ["2:40-2:48"]}]},
        ],
        "notRelevant": [{"law": "APV", "articles": ["*"]}, {"law": "Sr", "articles": ["453"], "offenceFrom": "2020-01-01"}],
    }
    taxi = {
        "sector": "TAXI",
        "version": "2025-01-01",
        "lookback": {"years": 5, "oldOffenceYears": 1, "youth": {"underAge": 23, "years": 3}},
        "categories": [
            {"id": "ROAD", "severity": 4, "offences": [{"law": "WVW1994", "articles": ["5-8"]}, {"law": "APV", "articles": ["2.48"]}]},
            {"id": "FORCE", "severity": 1, "exemptFromYouthRule": True, "offences": [{"law": "Sr", "articles": ["300-302", "285"]}]},
            {"id": "OTHER", "severity": 1, "offences": [{"law": "Onbekende Wet", "articles": ["99"]}]},
        ],
        "notRelevant": [{"law": "Sr", "articles": ["310", "420bis"]}],
    }
    for name, content in {"common": common, "kinderopvang": child, "taxi": taxi}.items():
        (folder / f"{name}.json").write_text(json.dumps(content), "utf-8")
