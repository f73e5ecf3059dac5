"""tshark, which knows nothing of us, reads the captures of `simrun replay --call`.

    packet_captures.py SIMRUN

Calls over a line that loses a tenth of its frames, with keys that callers press: both streams with
the losses that were drawn, the keys, reports and good-byes, and nothing malformed.
"""

import gzip
import os
import re
import shutil
import subprocess
import sys
import tempfile

from interop import Checks, Mismatch, holds, same

SCENARIO = """
scenario: captures
start: 2026-03-02T18:00:00Z
duration: 5m
load: {campaign: {leads: leads.csv, rate: 1200/h, attempts: 40}}
answers:
  {preset: warm-list, human: 100%, voicemail: 0%, no_answer: 0%, busy: 0%, unobtainable: 0%,
   declined: 0%, ring_human: 1s}
platform: {pods: 4, slots_per_pod: 25}
goals: [{share: 100%, goal: payment}]
callers:
  - {share: 100%, profile: keypad-user, loss_ratio: 10%, loss_burst_frames: 2}
"""

PACKETS_PER_KEY = 7

os.environ["CAPTURE_KEY"] = "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f"


def command(folder, *words):
    ended = subprocess.run(words, cwd=folder, capture_output=True, text=True, timeout=120)
    if ended.returncode not in (0, 1, 2):
        raise Mismatch(f"{' '.join(words[1:3])} ended with {ended.returncode}: {ended.stderr}")
    return ended.stdout


class Capture:
    """A capture as tshark reads it."""

    def __init__(self, folder, path):
        self.folder, self.path = folder, path

    def read(self, *words):
        return command(self.folder, "tshark", "-n", "-r", self.path, *words)

    def fields(self, wanted, *names):
        columns = [word for name in names for word in ("-e", name)]
        text = self.read("-Y", wanted, "-T", "fields", *columns)
        return [line.split("\t") for line in text.splitlines()]

    def streams(self):
        """Port of the receiver to packets and losses."""
        found = {}
        for line in self.read("-q", "-z", "rtp,streams").splitlines():
            match = re.search(r"(\d+) +0x\w+ +(g711\w.*?) +(\d+) +(-?\d+) \(", line)
            if match:
                found[int(match[1])] = (match[2], int(match[3]), int(match[4]))
        return found


def told(text):
    """Frames and losses of both directions, as `replay` prints them."""
    rows = re.findall(r"to the (agent|caller) +([\d,]+) frames, (\d+) lost", text)
    return {end: (int(frames.replace(",", "")), int(lost)) for end, frames, lost in rows}


def check_call(checks, folder, simrun, number, fidelity):
    words = ("replay", "run", "--call", number, "--fidelity", fidelity, "--out", fidelity)
    text = command(folder, simrun, *words, "--quiet")
    capture = Capture(folder, f"{fidelity}/{number}.pcap")
    name = f"call {number}, {fidelity}"
    keys = len(capture.fields("rtpevent && rtp.marker == 1", "rtpevent.event_id"))
    with checks.check(f"{name}: both streams are found, with the losses that were drawn") as notes:
        streams, drawn = capture.streams(), told(text)
        same(len(streams), 2, "streams")
        for port, (codec, packets, lost) in sorted(streams.items()):
            end = "agent" if port < 32_768 else "caller"
            frames, gone = drawn[end]
            events = PACKETS_PER_KEY * keys if end == "agent" else 0
            same("telephone-event" in codec, events > 0, f"codec {codec} to the {end}")
            # A loss at either end of a stream leaves no gap.
            edges = gone - lost
            holds(0 <= edges <= 4, f"to the {end}: {lost} lost, {gone} drawn")
            same(packets + lost + edges, frames + events, f"packets to the {end}")
            notes.append(f"{lost} of {frames} to the {end}")
    with checks.check(f"{name}: each key is an event with an end") as notes:
        rows = capture.fields("rtpevent", "rtpevent.end_of_event", "rtpevent.duration")
        same(len(rows), PACKETS_PER_KEY * keys, "packets of keys")
        same(sum(row[0] in ("1", "True") for row in rows), 3 * keys, "ends")
        notes.append(f"{keys} keys")
    with checks.check(f"{name}: nothing is malformed, and both ends say good-bye"):
        same(capture.read("-Y", "_ws.malformed || _ws.expert.severity >= 8388608"), "", "errors")
        goodbyes = capture.fields("rtcp.pt == 203", "udp.srcport")
        same(len({row[0] for row in goodbyes}), 2, "ends that say good-bye")
    return keys


def check_sealed(checks, folder, simrun, number):
    """Of a run whose words are sealed a capture shows that keys were pressed, and not which."""
    command(folder, simrun, "run", "captures.yaml", "--out", "sealed", "--quiet", "--seal-key",
            "env:CAPTURE_KEY")
    with checks.check("a sealed run shows no key that was pressed") as notes:
        command(folder, simrun, "replay", "sealed", "--call", number, "--quiet")
        capture = Capture(folder, f"sealed/calls/{number}.pcap")
        rows = capture.fields("rtpevent && rtp.marker == 1", "rtpevent.event_id")
        same({row[0] for row in rows}, {"0"}, "keys")
        notes.append(f"{len(rows)} keys")


def main(simrun):
    checks = Checks("tshark", 200)
    if shutil.which("tshark") is None:
        with checks.check("tshark is there"):
            raise Mismatch("apt-get install tshark")
        checks.end()
    with tempfile.TemporaryDirectory() as folder:
        with open(os.path.join(folder, "captures.yaml"), "w", encoding="utf-8") as file:
            file.write(SCENARIO)
        command(folder, simrun, "leads", "--rows", "800", "--out", "leads.csv")
        command(folder, simrun, "run", "captures.yaml", "--out", "run", "--quiet")
        with gzip.open(os.path.join(folder, "run", "calls.csv.gz"), "rt", encoding="utf-8") as file:
            rows = [line.rstrip("\n").split(",") for line in file]
        turns, answered = rows[0].index("turns"), rows[0].index("answered_ms")
        talked = [row for row in rows[1:] if row[answered]]
        longest = sorted(talked, key=lambda row: -int(row[turns] or 0))[:3]
        keys = sum(check_call(checks, folder, simrun, row[0], "packet") for row in longest)
        with checks.check("callers have pressed keys"):
            holds(keys >= 12, f"{keys} keys")
        check_sealed(checks, folder, simrun, longest[0][0])
        if "traits: Audio" in command(folder, simrun, "doctor"):
            check_call(checks, folder, simrun, longest[0][0], "audio")
    checks.end()


if __name__ == "__main__":
    main(os.path.abspath(sys.argv[1]))
