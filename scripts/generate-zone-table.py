#!/usr/bin/env python3
"""Writes the time zone table of SimCore from the PyPI package `tzdata`.

    pip install tzdata==2026.6
    scripts/generate-zone-table.py

The table holds every IANA name. Transitions are kept from 2000 on as (minutes since 2000-01-01 UTC
in five base-36 digits, a letter for the new offset); after the last one a yearly rule goes on.
"""

import struct
import sys
from pathlib import Path

import tzdata

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "Sources/SimCore/Time"
EPOCH = 946_684_800
DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"
LETTERS = "abcdefghijklmnopqrstuvwxyz"


def base36(value):
    assert 0 <= value < 36**5, value
    text = ""
    for _ in range(5):
        value, digit = divmod(value, 36)
        text = DIGITS[digit] + text
    return text


def read(data):
    """The transitions, types and footer of the 64-bit block of a TZif file (RFC 8536)."""

    def counts(at):
        return struct.unpack(">6l", data[at + 20 : at + 44])

    utc, std, leap, times, types, chars = counts(0)
    at = 44 + times * 5 + types * 6 + chars + leap * 8 + std + utc
    utc, std, leap, times, types, chars = counts(at)
    at += 44
    moments = struct.unpack(f">{times}q", data[at : at + 8 * times])
    at += 8 * times
    indices = data[at : at + times]
    at += times
    offsets = [struct.unpack(">l", data[at + 6 * k : at + 6 * k + 4])[0] for k in range(types)]
    at += 6 * types + chars + leap * 12 + std + utc
    return list(zip(moments, (offsets[i] for i in indices))), offsets[0], data[at:].strip().decode()


class Rule:
    """A POSIX TZ string (RFC 8536, section 3.3), with M rules only."""

    def __init__(self, text):
        self.text, self.at = text, 0
        self.name()
        self.standard = -self.time()
        self.summer = None
        if self.at < len(text):
            self.name()
            self.summer = self.standard + 3600 if self.peek() == "," else -self.time()
            self.begin, self.end = self.date(), self.date()
        assert self.at == len(text), text

    def peek(self):
        return self.text[self.at] if self.at < len(self.text) else ""

    def name(self):
        if self.peek() == "<":
            self.at = self.text.index(">", self.at) + 1
        else:
            while self.peek().isalpha():
                self.at += 1

    def number(self):
        start = self.at
        while self.peek().isdigit():
            self.at += 1
        return int(self.text[start : self.at])

    def time(self):
        sign = 1
        if self.peek() in ("+", "-"):
            sign = -1 if self.peek() == "-" else 1
            self.at += 1
        total = self.number() * 3600
        for unit in (60, 1):
            if self.peek() != ":":
                break
            self.at += 1
            total += self.number() * unit
        return sign * total

    def date(self):
        assert self.text[self.at : self.at + 2] == ",M", self.text
        self.at += 2
        month = self.number()
        self.at += 1
        week = self.number()
        self.at += 1
        day = self.number()
        time = 7200
        if self.peek() == "/":
            self.at += 1
            time = self.time()
        return month, week, day, time

    def encoded(self):
        if self.summer is None:
            return minutes(self.standard)
        parts = [minutes(self.standard), minutes(self.summer)]
        for month, week, day, time in (self.begin, self.end):
            parts.append(f"{month}:{week}:{day}:{minutes(time)}")
        return ",".join(parts)


def minutes(seconds):
    assert seconds % 60 == 0, seconds
    return str(seconds // 60)


def encode(data):
    transitions, first, footer = read(data)
    offset, kept = first, []
    for moment, new in transitions:
        if moment < EPOCH:
            offset = new
        elif new != (kept[-1][1] if kept else offset) or moment == transitions[-1][0]:
            # The last one is kept even if it only renames the offset: the rule begins there.
            kept.append((moment, new))
    offsets = [offset]
    for _, new in kept:
        if new not in offsets:
            offsets.append(new)
    body = ""
    for moment, new in kept:
        seconds = moment - EPOCH
        assert seconds % 60 == 0
        body += base36(seconds // 60) + LETTERS[offsets.index(new)]
    return "/".join([",".join(map(minutes, offsets)), body, Rule(footer).encoded()])


def wrapped(words, width=94):
    """Lines of a multi-line string; a long word is broken with a backslash."""
    line = ""
    for word in words:
        if line and len(line) + 1 + len(word) > width:
            yield line
            line = ""
        line = f"{line} {word}" if line else word
        while len(line) > width:
            yield line[: width - 1] + "\\"
            line = line[width - 1 :]
    if line:
        yield line


def write(file, *declarations):
    lines = [f"// Written by scripts/generate-zone-table.py from tzdata {tzdata.IANA_VERSION}.", ""]
    lines += ["extension ZoneTable {"]
    for doc, declaration, words in declarations:
        lines += [f"  /// {doc}", f'  {declaration} = """']
        lines += ["    " + line for line in wrapped(words)]
        lines += ['    """', ""]
    lines[-1] = "}"
    (FOLDER / file).write_text("\n".join(lines) + "\n")
    print(file, len(lines), "lines", file=sys.stderr)


def main():
    folder = Path(tzdata.__file__).parent
    names = sorted((folder / "zones").read_text().split())
    rules, pairs = {}, []
    for name in names:
        rule = encode((folder / "zoneinfo" / name).read_bytes())
        pairs.append(f"{name}={rules.setdefault(rule, len(rules))}")
    texts = list(rules)
    half = len(texts) // 2
    write(
        "ZoneTable+Names.swift",
        ("The release of the IANA database.", "package static let version", [tzdata.IANA_VERSION]),
        ("Name and number of its rules, sorted by name.", "static let nameText", pairs),
    )
    doc = "Offsets, transitions and the yearly rule of each zone, by number: the first half."
    write("ZoneTable+Rules.swift", (doc, "static let ruleText", texts[:half]))
    doc = "Continues `ruleText`."
    write("ZoneTable+MoreRules.swift", (doc, "static let moreRuleText", texts[half:]))
    print(len(names), "names,", len(rules), "rules", file=sys.stderr)


if __name__ == "__main__":
    main()
