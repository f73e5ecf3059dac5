#!/usr/bin/env python3
"""Writes scripts/data/csv-vectors.json: odd CSV files and what a reader must make of them.

Sound files are judged by Python's csv module (strict). Broken ones are judged by the model below,
which is written with regular expressions and shares nothing with the reader in Swift; on every
sound file the model must agree with the csv module.
"""

import base64
import csv
import io
import json
import pathlib
import random
import re

FILES = 300
LINE_BREAK = re.compile(rb"\r\n|\r|\n")
QUOTED = re.compile(rb'"((?:[^"]|"")*)"(?=[,\r\n]|\Z)', re.DOTALL)
PLAIN = re.compile(rb"[^,\r\n]*")


def lines_before(data, position):
    """The number of the line that a position is on, from 1."""
    return 1 + len(LINE_BREAK.findall(data, 0, position))


def row_fault(raw_fields, raw_row, contents):
    """The fault that spoils a row whose end is known: (reason, field) or None."""
    for number, (raw, is_quoted) in enumerate(raw_fields, 1):
        for byte in raw:
            if byte == 0:
                return "NUL byte", number
            if byte == ord('"') and not is_quoted:
                return "misplaced quote", number
    for number, content in enumerate(contents, 1):
        try:
            content.decode("utf-8")
        except UnicodeDecodeError:
            return "not UTF-8", number
    return None


def model(data):
    """Rows and faults of a file, in order."""
    steps = []
    position = 0
    while position < len(data):
        start = position
        raw_fields, contents = [], []
        while True:
            if data[position : position + 1] == b'"':
                match = QUOTED.match(data, position)
                if not match:
                    # Closed by a quote that something follows, or not closed at all.
                    closing = re.compile(rb'"(?:[^"]|"")*"(?!")', re.DOTALL).match(data, position)
                    reason = "misplaced quote" if closing else "quote never closed"
                    line = lines_before(data, position)
                    steps.append({"line": line, "fault": reason, "field": len(contents) + 1})
                    line_break = LINE_BREAK.search(data, position)
                    position = line_break.end() if line_break else len(data)
                    break
                raw_fields.append((match.group(1), True))
                contents.append(match.group(1).replace(b'""', b'"'))
            else:
                match = PLAIN.match(data, position)
                raw_fields.append((match.group(0), False))
                contents.append(match.group(0))
            position = match.end()
            if data[position : position + 1] == b",":
                position += 1
                continue
            line_break = LINE_BREAK.match(data, position)
            end = position
            position = line_break.end() if line_break else len(data)
            if end == start:
                break
            line = lines_before(data, start)
            fault = row_fault(raw_fields, data[start:end], contents)
            if fault:
                steps.append({"line": line, "fault": fault[0], "field": fault[1]})
            else:
                fields = [content.decode("utf-8") for content in contents]
                steps.append({"line": line, "fields": fields})
            break
    return steps


def sound_file(draw):
    """A file that every reader of RFC 4180 takes."""
    end = draw.choice(["\n", "\r\n", "\r"])
    pieces = ["a", "Z", "0", "-", "é", "漢", "😀", " ", "+", "'", ";", "\t"]
    quoted_pieces = pieces + [",", '""', "\n", "\r\n", "\r", "=cmd|' /C calc'!A0"]
    lines = []
    for _ in range(draw.randrange(1, 6)):
        fields = []
        for _ in range(draw.randrange(1, 7)):
            length = draw.choice([0, 1, 2, 3, 9, 17])
            if draw.random() < 0.4:
                inner = "".join(draw.choice(quoted_pieces) for _ in range(length))
                fields.append('"' + inner + '"')
            else:
                fields.append("".join(draw.choice(pieces) for _ in range(length)))
        lines.append(",".join(fields))
    text = end.join(lines) + draw.choice(["", end, end + end])
    return text.encode("utf-8")


def broken_file(draw):
    """Any bytes, with those that matter far more often than the others."""
    alphabet = [b'"', b'"', b",", b"\n", b"\r", b"\r\n", b"a", b"bc", b" "]
    alphabet += [b"\xc3\xa9", b"\xff", b"\x00", b"plain-words"]
    weights = [4, 4, 6, 4, 1, 2, 6, 6, 1, 1, 0.5, 0.3, 2]
    return b"".join(draw.choices(alphabet, weights, k=draw.randrange(1, 40)))


def main():
    draw = random.Random(4180)
    vectors = []
    for number in range(FILES):
        data = sound_file(draw) if number % 2 == 0 else broken_file(draw)
        steps = model(data)
        if all("fields" in step for step in steps) and b"\x00" not in data:
            reader = csv.reader(io.StringIO(data.decode("utf-8"), newline=""), strict=True)
            expected = [row for row in reader if row]
            assert expected == [step["fields"] for step in steps], data
        vectors.append({"input": base64.b64encode(data).decode(), "steps": steps})
    path = pathlib.Path(__file__).parent / "data" / "csv-vectors.json"
    rows = [json.dumps(vector, ensure_ascii=True, separators=(",", ":")) for vector in vectors]
    path.write_text("[\n" + ",\n".join(rows) + "\n]\n")
    sound = sum(all("fields" in step for step in vector["steps"]) for vector in vectors)
    print(f"{len(vectors)} files, {sound} of them sound, in {path}")


main()
