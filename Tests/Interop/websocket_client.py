"""The `websockets` package as a client of the WebSocket server of the interoperation tests.

    websocket_client.py PORT [TLS_PORT CA_FILE]
"""

import asyncio
import os
import random
import ssl
import sys
import time
import urllib.error
import urllib.request

import websockets
from interop import Checks, holds, raises, same
from websockets.exceptions import ConnectionClosed, InvalidStatus

SIZES = (0, 1, 5, 125, 126, 127, 65_535, 65_536, 65_537, 1_000_000)
CLOSES = (
    (1000, ""), (1000, "done"), (1001, "going away"), (3000, "bis später"), (4999, "x" * 123)
)


def text(size):
    """So many bytes of text, the last of them in a character of four if there is room."""
    return "a" * size if size < 4 else "a" * (size - 4) + "😀"


def binary(size):
    return random.Random(size).randbytes(size)


def open_socket(base, path="/echo", **more):
    options = {"open_timeout": 5, "close_timeout": 5, "ping_interval": None, **more}
    return websockets.connect(base + path, **options)


async def endings(base):
    """How the server says that its connections have ended so far."""
    url = base.replace("ws", "http", 1) + "/endings"

    def read():
        with urllib.request.urlopen(url, timeout=5) as answer:
            return answer.read().decode().splitlines()

    return await asyncio.to_thread(read)


async def ending_after(base, count):
    """The ending that comes behind so many others."""
    end = time.monotonic() + 5
    while len(found := await endings(base)) <= count and time.monotonic() < end:
        await asyncio.sleep(0.02)
    same(len(found), count + 1, "endings")
    return found[-1]


async def messages(checks, base):
    async with open_socket(base) as socket:
        for kind, make in (("text", text), ("binary", binary)):
            with checks.check(f"{kind} of {', '.join(f'{s:,}' for s in SIZES)} bytes comes back"):
                for size in SIZES:
                    await socket.send(make(size))
                    same(await asyncio.wait_for(socket.recv(), 5), make(size), f"{size} bytes")
        with checks.check("messages in pieces come back whole, empty pieces and a ping between"):
            await socket.send([text(5), "", text(70_000), text(3)])
            same(await socket.recv(), text(5) + text(70_000) + text(3))
            await socket.send([binary(size) for size in SIZES[:-1]])
            same(await socket.recv(), b"".join(binary(size) for size in SIZES[:-1]))

            async def pieces():
                yield "one "
                await asyncio.wait_for(await socket.ping(b"between"), 5)
                yield "two"

            await socket.send(pieces())
            same(await socket.recv(), "one two")
        with checks.check("a character of four bytes may be cut in pieces"):
            await socket.send([b"a\xf0\x9f", b"\x98", b"\x80"], text=True)
            same(await socket.recv(), "a😀")
        with checks.check("pings of 0, 4 and 125 bytes get their pongs") as notes:
            for payload in (b"", b"ping", binary(125)):
                trip = await asyncio.wait_for(await socket.ping(payload), 5)
            notes.append(f"round trip {trip * 1e3:.2f} ms")
    with checks.check("a message that the server sends in pieces is one message"):
        async with open_socket(base, "/pieces") as socket:
            same(await socket.recv(), text(5) + text(70_000) + text(3))
            same(await socket.recv(), bytes((n * 167 + n // 251) & 0xFF for n in range(65_536)))
    with checks.check("a server that pings often takes the client's pongs for life") as notes:
        async with open_socket(base, "/watched") as socket:
            await asyncio.sleep(1)
            await socket.send("alive")
            same(await socket.recv(), "alive")


async def crowds(checks, base):
    with checks.check("10 MB that nobody reads for a while hold the server back, and all come"):
        async with open_socket(base) as socket:

            async def send():
                for number in range(100):
                    await socket.send(bytes([number]) * 100_000)

            async def read():
                await asyncio.sleep(0.5)
                for number in range(100):
                    same(await socket.recv(), bytes([number]) * 100_000, f"message {number}")

            await asyncio.wait_for(asyncio.gather(send(), read()), 15)

    async def one(number):
        async with open_socket(base) as socket:
            for turn in range(10):
                await socket.send(f"{number}.{turn}")
                same(await socket.recv(), f"{number}.{turn}")

    with checks.check("100 connections at once with 10 messages each") as notes:
        began = time.monotonic()
        await asyncio.wait_for(asyncio.gather(*[one(number) for number in range(100)]), 20)
        notes.append(f"{time.monotonic() - began:.1f} s")


async def closes(checks, base):
    for code, reason in CLOSES:
        with checks.check(f"the client closes with {code} {reason[:20]!r}"):
            count = len(await endings(base))
            async with open_socket(base) as socket:
                await socket.close(code, reason)
            # The answer has the same code; a reason of its own it need not have.
            same(socket.close_code, code)
            same(await ending_after(base, count), f"closed:{code}:{reason}:peer")
        with checks.check(f"the server closes with {code} {reason[:20]!r}"):
            count = len(await endings(base))
            async with open_socket(base) as socket:
                await socket.send(f"close {code} {reason}")
                with raises(ConnectionClosed) as caught:
                    await asyncio.wait_for(socket.recv(), 5)
            got = caught.error.rcvd
            same((got.code, got.reason), (code, reason))
            same(await ending_after(base, count), f"closed:{code}:{reason}:us")
    with checks.check("a close without a code has none"):
        count = len(await endings(base))
        async with open_socket(base) as socket:
            await asyncio.wait_for(raw_close(socket), 5)
        same(await ending_after(base, count), "closed:1005::peer")
    with checks.check("a client that is cut off has ended abnormally"):
        count = len(await endings(base))
        async with open_socket(base) as socket:
            socket.transport.abort()
            same((await ending_after(base, count)).split(":")[0], "broken")
    with checks.check("a server that cuts off is seen as 1006"):
        async with open_socket(base) as socket:
            await socket.send("cut")
            with raises(ConnectionClosed):
                await asyncio.wait_for(socket.recv(), 5)
            same(socket.close_code, 1006)
    with checks.check("text that is not UTF-8 closes with 1007"):
        same(await rejection(base, b"\xff\xfe", text=True), 1007)
    with checks.check("a message that is too large closes with 1009"):
        same(await rejection(base, bytes((1 << 20) + 1)), 1009)


async def raw_close(socket):
    """Sends a close frame without a body, which the package does not by itself."""
    socket.transport.write(b"\x88\x80\x00\x00\x00\x00")
    await socket.wait_closed()


async def rejection(base, message, **more):
    async with open_socket(base) as socket:
        await socket.send(message, **more)
        with raises(ConnectionClosed) as caught:
            await asyncio.wait_for(socket.recv(), 5)
        return caught.error.rcvd.code


async def handshakes(checks, base):
    with checks.check("permessage-deflate that is offered is not taken, and not needed"):
        async with open_socket(base, compression="deflate") as socket:
            offered = socket.request.headers["Sec-WebSocket-Extensions"]
            holds("permessage-deflate" in offered, f"it offered {offered}")
            same(socket.response.headers.get("Sec-WebSocket-Extensions"), None, "extensions")
            await socket.send(text(1_000))
            same(await socket.recv(), text(1_000))
        async with open_socket(base, compression=None) as socket:
            same(socket.request.headers.get("Sec-WebSocket-Extensions"), None, "extensions")
    with checks.check("the first subprotocol that both know is agreed upon"):
        for offered, agreed in (
            (["none", "two.v1", "one.v1"], "two.v1"), (["none"], None), (None, None)
        ):
            async with open_socket(base, subprotocols=offered) as socket:
                same(socket.subprotocol, agreed, f"of {offered}")
    for path, status in (("/forbidden", 403), ("/nowhere", 404), ("/endings", 200)):
        with checks.check(f"{path} is refused with {status}"):
            with raises(InvalidStatus) as caught:
                async with open_socket(base, path):
                    pass
            same(caught.error.response.status_code, status)
    with checks.check("a GET without an upgrade is refused with 426"):
        with raises(urllib.error.HTTPError) as caught:
            await asyncio.to_thread(
                urllib.request.urlopen, base.replace("ws", "http", 1) + "/echo", timeout=5
            )
        same((caught.error.code, caught.error.headers["Upgrade"]), (426, "websocket"))


async def encrypted(checks, base, authority):
    with checks.check("wss: the certificate is verified, and a megabyte goes both ways") as notes:
        context = ssl.create_default_context(cafile=authority)
        async with open_socket(base, ssl=context) as socket:
            for make in (text, binary):
                await socket.send(make(1_000_000))
                same(await asyncio.wait_for(socket.recv(), 5), make(1_000_000))
            notes.append(socket.transport.get_extra_info("ssl_object").version())
            await socket.close(3000, "bye")
        same(socket.close_code, 3000)
    with checks.check("wss: TLS 1.2 works too"):
        context = ssl.create_default_context(cafile=authority)
        context.maximum_version = ssl.TLSVersion.TLSv1_2
        async with open_socket(base, ssl=context) as socket:
            await socket.send("old")
            same(await socket.recv(), "old")
            same(socket.transport.get_extra_info("ssl_object").version(), "TLSv1.2")
    with checks.check("wss: without its authority the certificate is not trusted"):
        with raises(ssl.SSLCertVerificationError):
            async with open_socket(base, ssl=ssl.create_default_context()):
                pass
    with checks.check("https: SSL_CERT_FILE alone makes the same server trusted"):
        os.environ["SSL_CERT_FILE"] = authority
        found = await endings(base)
        holds("closed:3000:bye:peer" in found, f"the server knows of {found[-3:]}")


async def main(checks, port, tls_port=None, authority=None):
    base = f"ws://127.0.0.1:{port}"
    await messages(checks, base)
    await crowds(checks, base)
    await closes(checks, base)
    await handshakes(checks, base)
    if tls_port:
        await encrypted(checks, f"wss://localhost:{tls_port}", authority)


if __name__ == "__main__":
    if len(sys.argv) not in (2, 4):
        sys.exit("usage: websocket_client.py PORT [TLS_PORT CA_FILE]")
    CHECKS = Checks("websockets as client", 90)
    asyncio.run(main(CHECKS, *sys.argv[1:]))
    CHECKS.end()
