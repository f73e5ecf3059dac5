"""A carrier in Python, as Twilio Media Streams speaks, that calls the agent of `simrun emulate`.

    media_stream_carrier.py SIMRUN
"""

import asyncio
import base64
import contextlib
import json
import math
import sys
import time
from socket import SOL_TCP, TCP_CORK

import websockets
from interop import Checks, Emulator, holds, same

RATE = 8_000
SILENCE = 0xFF


def mu_law(sample):
    """One 16-bit sample as G.711 mu-law has it."""
    sign = 0x80 if sample < 0 else 0
    magnitude = min(abs(sample), 32_635) + 132
    exponent = max(magnitude.bit_length() - 8, 0)
    return ~(sign | exponent << 4 | (magnitude >> (exponent + 3)) & 0x0F) & 0xFF


TONE = bytes(mu_law(int(20_000 * math.sin(2 * math.pi * 440 * n / RATE))) for n in range(RATE))


def is_loud(audio):
    """Whether there is more than a hiss in it: the mantissa is above that of about -30 dBFS."""
    return any((~byte & 0x7F) >= 0x50 for byte in audio)


class Carrier:
    """One call: it sends frames in real time, plays what comes, and gives marks back."""

    def __init__(self, emulator, call, *, frame=160, spaced=False):
        self.emulator = emulator
        self.call = call
        self.frame = frame
        self.spaced = spaced
        self.stream = "MZ" + f"{call:032x}"
        self.sequence = 0
        self.sent = 0
        self.voice = b""
        self.plays_until = 0.0
        self.ahead = 0.0
        self.audio = b""
        self.sizes = set()
        self.marks = []
        self.waiting = []
        self.clears = 0
        self.others = []
        self.first_audio = None
        # What a task of the call ended with, if that was an error.
        self.problem = None

    async def __aenter__(self):
        self.socket = await websockets.connect(
            self.emulator.media, ping_interval=None, open_timeout=5, close_timeout=5
        )
        await self.say({"event": "connected", "protocol": "Call", "version": "1.0.0"})
        start = {
            "accountSid": "AC" + "0" * 32,
            "streamSid": self.stream,
            "callSid": "CA" + f"{self.call:032x}",
            "tracks": ["inbound"],
            "mediaFormat": {"encoding": "audio/x-mulaw", "sampleRate": RATE, "channels": 1},
            "customParameters": {},
        }
        await self.say(self.numbered("start", start=start))
        self.began = time.monotonic()
        self.tasks = [asyncio.create_task(job()) for job in (self.speak, self.listen, self.play)]
        return self

    async def __aexit__(self, *_):
        for task in self.tasks:
            task.cancel()
        for result in await asyncio.gather(*self.tasks, return_exceptions=True):
            if isinstance(result, Exception):
                self.problem = repr(result)
        await self.socket.close()

    def numbered(self, event, **more):
        self.sequence += 1
        return {
            "event": event, "sequenceNumber": str(self.sequence), **more, "streamSid": self.stream
        }

    async def say(self, message):
        separators = None if self.spaced else (",", ":")
        await self.socket.send(json.dumps(message, separators=separators))

    async def speak(self):
        """Sends a frame each time that one is over, silence included, as a carrier does."""
        with contextlib.suppress(websockets.ConnectionClosed):
            while True:
                audio, self.voice = self.voice[: self.frame], self.voice[self.frame :]
                audio += bytes([SILENCE]) * (self.frame - len(audio))
                self.sent += 1
                media = {
                    "track": "inbound",
                    "chunk": str(self.sent),
                    "timestamp": str(self.sent * self.frame // 8),
                    "payload": base64.b64encode(audio).decode(),
                }
                await self.say(self.numbered("media", media=media))
                due = self.began + self.sent * self.frame / RATE
                await asyncio.sleep(max(due - time.monotonic(), 0))

    async def listen(self):
        with contextlib.suppress(websockets.ConnectionClosed):
            async for text in self.socket:
                message = json.loads(text)
                same(message["streamSid"], self.stream, "stream")
                match message["event"]:
                    case "media":
                        self.take(base64.b64decode(message["media"]["payload"], validate=True))
                    case "mark":
                        self.waiting.append((message["mark"]["name"], self.plays_until))
                    case "clear":
                        self.clears += 1
                        self.plays_until = time.monotonic()
                        self.waiting = [(name, 0.0) for name, _ in self.waiting]
                    case other:
                        self.others.append(other)

    def take(self, audio):
        now = time.monotonic()
        if self.first_audio is None:
            self.first_audio = now - self.began
        self.plays_until = max(self.plays_until, now) + len(audio) / RATE
        self.ahead = max(self.ahead, self.plays_until - now)
        self.audio += audio
        self.sizes.add(len(audio))

    async def play(self):
        """Gives each mark back when what was before it has been played."""
        with contextlib.suppress(websockets.ConnectionClosed):
            while True:
                while self.waiting and self.waiting[0][1] <= time.monotonic():
                    name, _ = self.waiting.pop(0)
                    self.marks.append(name)
                    await self.say(self.numbered("mark", mark={"name": name}))
                await asyncio.sleep(0.01)

    async def until(self, condition, seconds):
        """Waits for something; False when it did not happen in time."""
        end = time.monotonic() + seconds
        while not condition() and time.monotonic() < end:
            await asyncio.sleep(0.01)
        return condition()

    async def stop(self):
        await self.say(
            self.numbered(
                "stop", stop={"accountSid": "AC" + "0" * 32, "callSid": f"CA{self.call:032x}"}
            )
        )
        await asyncio.wait_for(self.socket.wait_closed(), 5)
        return self.socket.close_code


def greeted(carrier, notes):
    """What the greeting has to be like."""
    holds(carrier.sizes and max(carrier.sizes) == 160, f"pieces of {carrier.sizes} bytes")
    length = len(carrier.audio) / RATE
    holds(2 < length < 10, f"the greeting is {length:.2f} s long")
    holds(is_loud(carrier.audio), "it is silence")
    holds(carrier.ahead < 1.0, f"audio was sent {carrier.ahead:.2f} s ahead of its time")
    same(carrier.others, [], "messages that Twilio does not know")
    notes.append(f"{length:.2f} s of audio from {carrier.first_audio:.2f} s on")
    notes.append(f"{carrier.ahead:.2f} s ahead")


async def whole_call(checks, emulator, kind, number, **how):
    before = emulator.metrics()
    carrier = Carrier(emulator, number, **how)
    async with carrier:
        with checks.check(f"{kind}: the greeting comes as media, and its mark behind it") as notes:
            holds(await carrier.until(lambda: carrier.marks, 15), "no mark came")
            greeted(carrier, notes)
            same(carrier.clears, 0, "clears")
        with checks.check(f"{kind}: a tone after it disturbs nothing"):
            carrier.voice = TONE
            await asyncio.sleep(2.5)
            same(emulator.metric("calls_active"), before["calls_active"] + 1, "active calls")
            holds(carrier.socket.close_code is None, "the agent has closed")
        with checks.check(f"{kind}: stop ends the call and the connection in order") as notes:
            notes.append(f"closed with {await carrier.stop()}")
            same(carrier.socket.close_code, 1000, "close code")
            emulator.reaches("calls_active", before["calls_active"])
            found = emulator.metrics()
            same(found["calls_answered_total"] - before["calls_answered_total"], 1, "answered")
            same(found["calls_failed_total"], before["calls_failed_total"], "failed")
    with checks.check(f"{kind}: every message of the agent could be read"):
        same(carrier.problem, None, "problem")


async def barge_in(checks, emulator):
    before = emulator.metrics()
    async with Carrier(emulator, 0xB) as carrier:
        with checks.check("a tone over the greeting cuts it: clear, and all marks back") as notes:
            holds(await carrier.until(lambda: len(carrier.audio) > RATE, 10), "no greeting")
            carrier.voice = TONE
            holds(await carrier.until(lambda: carrier.clears, 5), "no clear came")
            length = len(carrier.audio)
            holds(await carrier.until(lambda: carrier.marks, 2), "no mark came")
            await asyncio.sleep(0.5)
            same(len(carrier.audio), length, "audio after the clear, in bytes,")
            # It is counted with its call, once that is over.
            await carrier.stop()
            emulator.reaches("barge_ins_total", before["barge_ins_total"] + 1)
            notes.append(f"{length / RATE:.2f} s of audio, marks {', '.join(carrier.marks)}")


async def crowd(checks, emulator, count=20):
    async def one(number):
        async with Carrier(emulator, number) as carrier:
            holds(await carrier.until(lambda: carrier.marks, 20), "a call without a mark")
            greeted(carrier, [])
            return await carrier.stop()

    with checks.check(f"{count} calls at once are all greeted and all end") as notes:
        began = time.monotonic()
        codes = await asyncio.gather(*[one(0x100 + n) for n in range(count)])
        same(set(codes), {1000}, "close codes")
        emulator.reaches("calls_active", 0)
        notes.append(f"{time.monotonic() - began:.1f} s")


async def broken_rules(checks, emulator):
    start = json.dumps({
        "event": "start", "streamSid": "MZ1", "start": {"accountSid": "AC1", "callSid": "CA1"}
    })
    media = {"event": "media", "streamSid": "MZ1", "media": {"payload": "no base64!"}}
    for kind, texts in {
        "text that is no JSON": ["this is no JSON"],
        "JSON that ends in the middle": ['{"event":"media","media":{"payload":"//'],
        "a start without a call": ['{"event":"start","streamSid":"MZ1","start":{}}'],
        "audio that is no base64": [start, json.dumps(media)],
        "a message of another stream": [start, '{"event":"stop","streamSid":"MZ2"}'],
    }.items():
        with checks.check(f"{kind} closes with 1008") as notes:
            async with websockets.connect(emulator.media) as socket:
                for text in texts:
                    await socket.send(text)
                    await asyncio.sleep(0.1)
                with contextlib.suppress(websockets.ConnectionClosed):
                    async with asyncio.timeout(5):
                        async for _ in socket:
                            pass
                same(socket.close_code, 1008, "close code")
                notes.append(socket.close_reason)
    with checks.check("unknown events and binary messages are passed over"):
        async with websockets.connect(emulator.media) as socket:
            await socket.send('{"event":"unheard-of","streamSid":"MZ9","more":[1,{"a":null}]}')
            await socket.send(b"\x00\x01")
            await asyncio.wait_for(await socket.ping(), 5)
            same(socket.close_code, None, "close code")


async def hard_end(checks, emulator):
    with checks.check("a carrier that is cut off takes its call with it"):
        before = emulator.metric("calls_active")
        async with Carrier(emulator, 0xC) as carrier:
            await carrier.until(lambda: carrier.audio, 10)
            same(emulator.metric("calls_active"), before + 1, "active calls")
            carrier.socket.transport.abort()
            await asyncio.to_thread(emulator.reaches, "calls_active", before)


async def quick_ends(checks, emulator):
    """What comes behind a start in the same segment of TCP is read before the call is answered."""
    for name, last in (
        ("a stop", '{"event":"stop","streamSid":"MZ1"}'),
        ("a broken message", "this is no JSON"),
    ):
        with checks.check(f"{name} right behind the start ends the call and the connection"):
            before = emulator.metric("calls_active")
            async with websockets.connect(emulator.media, close_timeout=1) as socket:
                raw = socket.transport.get_extra_info("socket")
                raw.setsockopt(SOL_TCP, TCP_CORK, 1)
                start = {"accountSid": "AC1", "callSid": "CA1"}
                await socket.send(
                    json.dumps({"event": "start", "streamSid": "MZ1", "start": start})
                )
                await socket.send(last)
                raw.setsockopt(SOL_TCP, TCP_CORK, 0)
                with contextlib.suppress(TimeoutError):
                    await asyncio.wait_for(socket.wait_closed(), 3)
                code = socket.close_code
            holds(code, "the connection stays open")
            await asyncio.to_thread(emulator.reaches, "calls_active", before)


async def calls(checks, emulator):
    await whole_call(checks, emulator, "as Twilio", 1)
    await whole_call(checks, emulator, "spaces in JSON, frames of 40 ms", 2, frame=320, spaced=True)
    await barge_in(checks, emulator)
    await crowd(checks, emulator)
    await broken_rules(checks, emulator)
    await quick_ends(checks, emulator)
    await hard_end(checks, emulator)


def main(binary):
    checks = Checks("media stream", 120)
    with Emulator(checks, binary) as emulator:
        asyncio.run(calls(checks, emulator))
    checks.end()


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit("usage: media_stream_carrier.py SIMRUN")
    main(sys.argv[1])
