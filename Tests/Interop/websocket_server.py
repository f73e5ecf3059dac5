"""The `websockets` package as the server of the WebSocket client of the interoperation tests.

    websocket_server.py [CERTIFICATE KEY]

Prints its port, and the one with TLS if it has a certificate; ends when its input does. What it
has found by then it prints as one line per check.
"""

import asyncio
import http
import logging
import ssl
import sys

from interop import Checks, holds, same
from websockets.asyncio.server import serve
from websockets.exceptions import ConnectionClosed

KNOWN = ("two.v1", "one.v1")
GOOD_ORIGIN = "https://good.example"


class Server:
    """Answers by path, and remembers what the checks at the end need."""

    def __init__(self):
        self.endings = []
        self.pongs = []
        self.offers = []
        self.masks = []
        self.open = 0

    async def handle(self, socket):
        self.open += 1
        self.offers.append(socket.request.headers.get("Sec-WebSocket-Extensions"))
        name, *words = socket.request.path.strip("/").split("/")
        try:
            await getattr(self, name)(socket, *words)
            await socket.wait_closed()
        except ConnectionClosed:
            pass
        finally:
            self.open -= 1
            self.endings.append(f"{name} {socket.close_code} {socket.close_reason}")

    async def echo(self, socket):
        async for message in socket:
            await socket.send(message)

    async def pieces(self, socket):
        """Says back what comes in pieces of a third, an empty one, and a ping between."""
        async for message in socket:
            third = max(len(message) // 3, 1)

            async def parts():
                yield message[:third]
                self.pongs.append(await asyncio.wait_for(await socket.ping(b"between"), 5))
                yield message[third:third]
                yield message[third : 2 * third]
                yield message[2 * third :]

            await socket.send(parts())

    async def ping(self, socket):
        for payload in (b"", b"ping", bytes(125)):
            self.pongs.append(await asyncio.wait_for(await socket.ping(payload), 5))
        await socket.send("pongs came")

    async def close(self, socket, code, reason=""):
        await socket.close(int(code), reason.replace("_", " "))

    async def cut(self, socket):
        await socket.recv()
        socket.transport.abort()

    def process_request(self, connection, request):
        """What is no WebSocket here."""
        # A name that does not begin with a letter, or that the class has not, is no path of ours.
        path = request.path
        if path == "/forbidden":
            return connection.respond(http.HTTPStatus.FORBIDDEN, "not for you\n")
        if path == "/health":
            return connection.respond(http.HTTPStatus.OK, "ok\n")
        if path.strip("/").split("/")[0] not in ("echo", "pieces", "ping", "close", "cut"):
            return connection.respond(http.HTTPStatus.NOT_FOUND, "no such path\n")
        return None


async def main(checks, certificate=None, key=None):
    server = Server()
    options = {
        "process_request": server.process_request,
        "origins": [None, GOOD_ORIGIN],
        # By itself the package insists on a subprotocol once it has any.
        "select_subprotocol": lambda _, offered: next((o for o in offered if o in KNOWN), None),
        "ping_interval": None,
    }
    context = None
    if certificate:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(certificate, key)
    async with (
        serve(server.handle, "127.0.0.1", 0, **options) as plain,
        serve(server.handle, "127.0.0.1", 0, ssl=context, **options) as encrypted,
    ):
        ports = [each.sockets[0].getsockname()[1] for each in (plain, encrypted)]
        print(*ports[: 2 if context else 1], flush=True)
        await asyncio.to_thread(sys.stdin.read)
        with checks.check("all connections have ended"):
            await asyncio.sleep(0.2)
            same(server.open, 0, "open connections")
    with checks.check("no extension was offered") as notes:
        same(set(server.offers), {None}, "offers")
        notes.append(f"{len(server.offers)} connections")
    with checks.check("every ping had its pong") as notes:
        holds(len(server.pongs) >= 3, f"there were {len(server.pongs)}")
        notes.append(f"{len(server.pongs)} pings")
    with checks.check("the client's closes came with their codes"):
        for wanted in ("echo 1000 ", "echo 1001 leaving", "echo 3000 bis später", "echo 4999 why"):
            holds(wanted in server.endings, f"{wanted!r} is not in {server.endings}")
    with checks.check("the server's own closes were answered with the same codes"):
        for wanted in ("close 1000 ", "close 1001 ", "close 3000 ", "close 4999 "):
            holds(wanted in server.endings, f"{wanted!r} is not in {server.endings}")
    with checks.check("the server broke no connection for a breach of the rules"):
        bad = [e for e in server.endings if e.split()[1] in ("1002", "1007", "1009", "1011")]
        same(bad, [], "endings")


if __name__ == "__main__":
    if len(sys.argv) not in (1, 3):
        sys.exit("usage: websocket_server.py [CERTIFICATE KEY]")
    logging.getLogger("websockets").setLevel(logging.CRITICAL)
    CHECKS = Checks("websockets as server", 90)
    asyncio.run(main(CHECKS, *sys.argv[1:]))
    CHECKS.end()
