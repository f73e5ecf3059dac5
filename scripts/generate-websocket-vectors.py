#!/usr/bin/env python3
"""Writes Tests/LiveAdaptersTests/Vectors/websocket.json: what PyPI websockets says.

Handshakes, frames of every length form, and streams of frames, sound and broken, as the sans-IO
core of `websockets` takes them. Needs `pip install websockets`; the vectors are committed, so that
the tests need neither.
"""

import base64
import codecs
import hashlib
import json
import pathlib
import random
import struct
import unittest.mock

import websockets
from websockets.client import ClientProtocol
from websockets.frames import Close, Frame, Opcode
from websockets.protocol import State
from websockets.server import ServerProtocol
from websockets.uri import parse_uri
from websockets.utils import accept_key

SIZES = [0, 1, 2, 3, 5, 8, 13, 124, 125, 126, 127, 160, 1000, 65535, 65536, 70001]
STREAMS = 240


def pattern(size):
    return bytes((7 * index + size) % 256 for index in range(size))


def frames():
    rows = []
    for size in SIZES:
        for opcode in (Opcode.TEXT, Opcode.BINARY, Opcode.CONT, Opcode.PING):
            if opcode == Opcode.PING and size > 125:
                continue
            for mask in (None, bytes([0x37, 0xFA, 0x21, size % 256])):
                frame = Frame(opcode, pattern(size), fin=True)
                with unittest.mock.patch("secrets.token_bytes", lambda n: mask):
                    data = frame.serialize(mask=mask is not None)
                rows.append({
                    "opcode": int(opcode), "size": size, "mask": mask.hex() if mask else None,
                    "head": data[: len(data) - size].hex(),
                    "digest": hashlib.sha256(data).hexdigest(),
                })
    return rows


def handshakes():
    rng = random.Random(6455)
    rows = []
    for _ in range(40):
        key = base64.b64encode(rng.randbytes(16)).decode()
        rows.append({"key": key, "accept": accept_key(key)})
    return rows


REQUEST = [
    ("Host", "example.com"), ("Upgrade", "websocket"), ("Connection", "Upgrade"),
    ("Sec-WebSocket-Key", "dGhlIHNhbXBsZSBub25jZQ=="), ("Sec-WebSocket-Version", "13"),
]


def requests():
    """Requests, sound and broken, and whether the server of websockets takes them."""
    def without(name):
        return [(n, v) for n, v in REQUEST if n != name]

    def changed(name, value):
        return [(n, value if n == name else v) for n, v in REQUEST]

    cases = [
        ("as it should be", REQUEST),
        ("lower case", [(n.lower(), v.lower() if n == "Upgrade" else v) for n, v in REQUEST]),
        ("upper case value", changed("Upgrade", "WebSocket")),
        ("keep-alive beside upgrade", changed("Connection", "keep-alive, Upgrade")),
        ("no upgrade", without("Upgrade")),
        ("no connection", without("Connection")),
        ("another upgrade", changed("Upgrade", "h2c")),
        ("no key", without("Sec-WebSocket-Key")),
        ("a short key", changed("Sec-WebSocket-Key", "dGhlIHNhbXBsZQ==")),
        ("a key that is no base64", changed("Sec-WebSocket-Key", "!!!!!!!!!!!!!!!!!!!!!!==")),
        ("two keys", REQUEST + [("Sec-WebSocket-Key", "dGhlIHNhbXBsZSBub25jZQ==")]),
        ("no version", without("Sec-WebSocket-Version")),
        ("version 8", changed("Sec-WebSocket-Version", "8")),
        ("two versions", REQUEST + [("Sec-WebSocket-Version", "13")]),
    ]
    rows = []
    for name, headers in cases:
        text = "GET /media HTTP/1.1\r\n" + "".join(f"{n}: {v}\r\n" for n, v in headers) + "\r\n"
        server = ServerProtocol()
        server.receive_data(text.encode())
        request = server.events_received()[0]
        response = server.accept(request)
        rows.append({
            "name": name, "request": text, "accepted": response.status_code == 101,
            "accept": response.headers.get("Sec-WebSocket-Accept"),
        })
    return rows


def raw_frame(rng, opcode, payload, fin, masked, rsv=0):
    head = bytes([(0x80 if fin else 0) | (rsv << 4) | opcode])
    bit = 0x80 if masked else 0
    if len(payload) < 126:
        head += bytes([bit | len(payload)])
    elif len(payload) < 65536:
        head += bytes([bit | 126]) + struct.pack("!H", len(payload))
    else:
        head += bytes([bit | 127]) + struct.pack("!Q", len(payload))
    if not masked:
        return head + payload
    key = rng.randbytes(4)
    return head + key + bytes(b ^ key[i % 4] for i, b in enumerate(payload))


TEXTS = ["", "hello", "Grüße", "日本語", "🙂 ok", "κόσμε", "a" * 130]


def payload(rng, opcode):
    if opcode == Opcode.TEXT or opcode == Opcode.CONT:
        data = rng.choice(TEXTS).encode()
        if rng.random() < 0.06:
            data += rng.choice([b"\xff", b"\xed\xa0\x80", b"\xc0\xaf", b"\xf4\x90\x80\x80"])
        if rng.random() < 0.1 and data:
            data = data[:-1]
        return data
    if opcode == Opcode.CLOSE:
        code = rng.choice([1000, 1001, 1003, 1007, 1011, 1014, 3000, 4999, 1004, 1005, 1006, 999, 5000])
        return rng.choice([b"", struct.pack("!H", code), struct.pack("!H", code) + b"bye", b"\x03"])
    return rng.randbytes(rng.choice([0, 1, 4, 9, 125, 126 if opcode == Opcode.BINARY else 20]))


def stream(rng, masked):
    data = b""
    fragmented = False
    for _ in range(rng.randrange(1, 9)):
        kind = rng.random()
        opcode = rng.choice([Opcode.TEXT, Opcode.BINARY, Opcode.PING, Opcode.PONG])
        # websockets refuses a close within a message; section 5.4 allows control frames there.
        if kind < 0.06 and not fragmented:
            opcode = Opcode.CLOSE
        if opcode in (Opcode.TEXT, Opcode.BINARY) and fragmented:
            opcode = Opcode.CONT
        if kind > 0.97:
            opcode = Opcode.CONT
        fin = opcode >= 8 or rng.random() < 0.6
        body = payload(rng, opcode)
        odd = rng.random()
        rsv = rng.randrange(1, 8) if odd < 0.02 else 0
        wrong = int(opcode) if odd > 0.03 else rng.choice([3, 7, 11, 15, int(opcode)])
        data += raw_frame(rng, wrong, body, fin, masked if odd < 0.98 else not masked, rsv)
        if opcode < 8:
            fragmented = not fin
    return data


def judge(data, masked):
    """Messages, pongs and the close code of the answer, as websockets has them."""
    if masked:
        protocol = ServerProtocol(state=State.OPEN, max_size=None)
    else:
        protocol = ClientProtocol(parse_uri("ws://example.com/"), state=State.OPEN, max_size=None)
    log = []
    decoder, kind, parts = None, None, b""
    protocol.receive_data(data)
    close = protocol.close_sent.code if protocol.close_sent else None
    # An empty close is answered by an empty one.
    if protocol.close_sent and protocol.close_sent == Close(1005, ""):
        close = 1005
    for frame in protocol.events_received():
        if frame.opcode == Opcode.PING:
            log.append("ping:" + frame.data.hex())
        elif frame.opcode == Opcode.PONG:
            log.append("pong:" + frame.data.hex())
        elif frame.opcode == Opcode.CLOSE:
            status = Close.parse(frame.data)
            log.append(f"closed:{status.code}:{status.reason}")
        else:
            if frame.opcode != Opcode.CONT:
                kind, parts, decoder = frame.opcode, b"", codecs.getincrementaldecoder("utf-8")()
            if kind == Opcode.TEXT:
                try:
                    decoder.decode(frame.data, final=frame.fin)
                except UnicodeDecodeError:
                    return {"log": log, "close": 1007}
            parts += frame.data
            if frame.fin:
                log.append(("text:" if kind == Opcode.TEXT else "binary:") + parts.hex())
    return {"log": log, "close": close}


def streams():
    rng = random.Random(1300)
    rows = []
    for index in range(STREAMS):
        masked = index % 2 == 0
        data = stream(rng, masked)
        rows.append({"fromClient": masked, "bytes": data.hex(), **judge(data, masked)})
    return rows


def main():
    target = pathlib.Path(__file__).parent.parent / "Tests/LiveAdaptersTests/Vectors/websocket.json"
    vectors = {
        "source": f"websockets {websockets.__version__}",
        "handshakes": handshakes(), "requests": requests(), "frames": frames(),
        "streams": streams(),
    }
    target.write_text(json.dumps(vectors, indent=0, ensure_ascii=True) + "\n")


main()
