#!/usr/bin/env python3
"""Writes the North American area code table of SimCore from scripts/data/npa-timezones.csv."""

import csv
import textwrap
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SOURCE = ROOT / "scripts/data/npa-timezones.csv"
OUTPUT = ROOT / "Sources/SimCore/Time/AreaCodes+Table.swift"

# The source writes a few regions in more than one way, and leaves out those of small countries.
NAMES = {
    "British Colombia": "British Columbia",
    "CA": "California",
    "FL": "Florida",
    "IL": "Illinois",
    "NE": "Nebraska",
    "NY": "New York",
    "ON": "Ontario",
    "PA": "Pennsylvania",
    "QC": "Quebec",
    "TX": "Texas",
    "UT": "Utah",
    "Washington D.C.": "District of Columbia",
    "Washington State": "Washington",
}
COUNTRIES = {
    "BB": "Barbados",
    "BM": "Bermuda",
    "LC": "Saint Lucia",
    "TT": "Trinidad and Tobago",
}


def main():
    groups = {}
    with SOURCE.open(newline="") as file:
        for row in csv.DictReader(file):
            region = NAMES.get(row["region"], row["region"]) or COUNTRIES[row["country"]]
            zones = " ".join(sorted(row["zones"].split()))
            groups.setdefault((row["country"], region, zones), []).append(row["npa"])
    lines = [
        "// Written by scripts/generate-area-codes.py from scripts/data/npa-timezones.csv.",
        "",
        "extension AreaCodes {",
        "  /// Country, region, candidate zones and area codes, one group per line.",
        '  static let table = """',
    ]
    for (country, region, zones), codes in sorted(groups.items()):
        line = f"{country}|{region}|{zones}|{' '.join(sorted(codes))}"
        broken = textwrap.wrap(line, 94, break_long_words=False, break_on_hyphens=False)
        lines += ["    " + part + " \\" for part in broken[:-1]] + ["    " + broken[-1]]
    lines += ['    """', "}"]
    OUTPUT.write_text("\n".join(lines) + "\n")


if __name__ == "__main__":
    main()
