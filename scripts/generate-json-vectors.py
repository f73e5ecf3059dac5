#!/usr/bin/env python3
"""Writes Tests/SimCoreTests/Vectors/json.json: texts, and what Python's json makes of them.

Python reads more than RFC 8259 and RFC 7493 allow (NaN, half surrogates, a key twice); those are
refused here, by hooks and a look at the strings. A text that is accepted comes with its value on
one line, numbers as they stand.
"""

import base64
import json
import pathlib
import random

TEXTS = 400


class Number(str):
    """A number as it is written."""


class Refused(ValueError):
    pass


def pairs(items):
    keys = [key for key, _ in items]
    if len(keys) != len(set(keys)):
        raise Refused("a key twice")
    return dict(items)


def constant(name):
    raise Refused(name)


def read(data):
    text = data.decode("utf-8", errors="strict")
    value = json.loads(
        text, parse_int=Number, parse_float=Number, parse_constant=constant,
        object_pairs_hook=pairs)
    line(value).encode("utf-8", errors="strict")
    return value


def quoted(text):
    out = '"'
    for character in text:
        code = ord(character)
        if character in '"\\':
            out += "\\" + character
        elif character in "\n\r\t":
            out += {"\n": "\\n", "\r": "\\r", "\t": "\\t"}[character]
        elif code < 0x20 or code == 0x7F:
            out += f"\\u00{code:02x}"
        else:
            out += character
    return out + '"'


def line(value):
    if isinstance(value, Number):
        return str(value)
    if isinstance(value, str):
        return quoted(value)
    if isinstance(value, list):
        return "[" + ",".join(map(line, value)) + "]"
    if isinstance(value, dict):
        return "{" + ",".join(quoted(k) + ":" + line(v) for k, v in value.items()) + "}"
    return {None: "null", True: "true", False: "false"}[value]


CHARACTERS = ["a", "ß", "日", "🙂", '"', "\\", "/", "\n", "\t", "\u0001", "\u007f", "\u2028", " "]
NUMBERS = [0, -0.0, 1, -17, 3.25, 1e300, 1e-7, 123456789012345678901234567890, 0.1]


def value(rng, depth):
    kind = rng.randrange(7 if depth < 4 else 4)
    if kind == 0:
        return rng.choice([None, True, False])
    if kind <= 1:
        return rng.choice(NUMBERS)
    if kind <= 3:
        return "".join(rng.choice(CHARACTERS) for _ in range(rng.randrange(12)))
    if kind == 4:
        return [value(rng, depth + 1) for _ in range(rng.randrange(5))]
    return {
        "".join(rng.choice("abcdeß🙂") for _ in range(4)): value(rng, depth + 1)
        for _ in range(rng.randrange(5))
    }


def mutated(rng, data):
    data = bytearray(data)
    for _ in range(rng.randrange(1, 3)):
        at = rng.randrange(len(data) + 1)
        kind = rng.randrange(4)
        piece = rng.choice([b'"', b"\\", b"{", b"}", b"[", b"]", b",", b":", b"0", b"e", b"-", b".",
                            b"\xff", b"\xed\xa0\x80", b"\\ud800", b"\\u00e4", b"\n", b"\x01", b"t"])
        if kind == 0 and at < len(data):
            del data[at]
        elif kind == 1:
            data[at:at] = piece
        elif kind == 2 and at < len(data):
            data[at] = piece[0]
        else:
            del data[at:]
    return bytes(data)


def main():
    rng = random.Random(8259)
    rows = []
    for index in range(TEXTS):
        data = json.dumps(
            value(rng, 0), ensure_ascii=rng.random() < 0.5,
            separators=rng.choice([(",", ":"), (", ", ": "), (" ,\t", "\n:\r\n ")]),
        ).encode()
        if index % 2:
            data = mutated(rng, data)
        try:
            result = base64.b64encode(line(read(data)).encode()).decode()
        except (ValueError, RecursionError):
            result = None
        rows.append({"text": base64.b64encode(data).decode(), "line": result})
    target = pathlib.Path(__file__).parent.parent / "Tests/SimCoreTests/Vectors/json.json"
    target.parent.mkdir(exist_ok=True)
    target.write_text(json.dumps(rows, indent=0) + "\n")
    print(sum(row["line"] is not None for row in rows), "of", len(rows), "are accepted")


main()
