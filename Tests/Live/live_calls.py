"""Calls between two processes over loopback, against the same scenario simulated."""

import base64
import contextlib
import csv
import gzip
import hashlib
import json
import os
import re
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time

SIMRUN = sys.argv[1]
SCENARIO = "Scenarios/live-loopback.yaml"
FIGURES = [
    "response_ms", "end_of_turn_ms", "transcription_ms", "language_model_ms", "ttft_ms",
    "synthesis_ms", "network_ms",
]
TOLERANCE_MS = 5.0
# Of processor time for a message of media; where the system alone takes more, a multiple of that.
COST_US = 5.0
COST_RATIO = 2.5
# Frames that the agent sends in one system call.
BATCH = 5
failures = 0


def check(is_good, text):
    global failures
    failures += not is_good
    print(("ok      " if is_good else "FAILED  ") + text, flush=True)


class Emulator:
    """The agent's process; its model's endpoint is its own."""

    def __init__(self, *words, port=0):
        self.port = port or free_port()
        base = f"http://127.0.0.1:{self.port}/v1"
        self.process = subprocess.Popen(
            [SIMRUN, "emulate", SCENARIO, "--live", "--listen", f"127.0.0.1:{self.port}",
             "--set", f"bindings.llm.base_url={base}", *words],
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
        )
        for _ in range(3):
            self.process.stdout.readline()

    def stop(self):
        self.process.send_signal(signal.SIGINT)
        return self.process.communicate(timeout=10)[0]

    def kill(self):
        self.process.kill()
        self.process.communicate(timeout=10)


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def run(folder, *words):
    ending = subprocess.run(
        [SIMRUN, "run", SCENARIO, "--out", folder, "--force", "--quiet", *words],
        capture_output=True, text=True, timeout=200,
    )
    if ending.returncode not in (0, 1, 2):
        raise SystemExit(f"run ended {ending.returncode}: {ending.stderr}")
    return folder


def live(folder, port, *words):
    streams = f"bindings.agent.media_streams=ws://127.0.0.1:{port}/media"
    return run(folder, "--live", "--set", streams, *words)


def table(folder, name):
    with gzip.open(os.path.join(folder, name), "rt") as file:
        rows = list(csv.DictReader(file))
    return sorted(rows, key=lambda row: [int(row["call"]), int(row.get("turn", 0))])


def lags(text):
    """The p99 and the greatest of the timer lags that a text tells."""
    return map(float, re.search(r"timer lag ([0-9.]+) ms, ([0-9.]+) ms at most", text).groups())


def lag_text(folder):
    """The validity check that tells the run's own timer lag."""
    with open(os.path.join(folder, "run.json")) as file:
        checks = json.load(file)["checks"]
    return next(one["text"] for one in checks if "timer lag" in one["text"])


def compare(title, simulated, lived, emulator_text):
    usual, most = map(sum, zip(lags(lag_text(lived)), lags(emulator_text)))
    ours, theirs = table(simulated, "turns.csv.gz"), table(lived, "turns.csv.gz")
    check(ours[0].keys() == theirs[0].keys(), f"{title}: the records have the same columns")
    by_turn = {(row["call"], row["turn"]): row for row in theirs}
    shared = [(row, by_turn[key]) for row in ours
              if (key := (row["call"], row["turn"])) in by_turn]
    check(len(shared) >= 0.95 * len(ours), f"{title}: {len(shared)} of {len(ours)} turns lived")
    gaps = sorted(
        abs(float(one[name]) - float(other[name])) for one, other in shared for name in FIGURES
    )
    middle, worst = gaps[len(gaps) // 2], gaps[-1]
    within = sum(gap <= TOLERANCE_MS + usual for gap in gaps) / len(gaps)
    check(
        within >= 0.99 and worst <= TOLERANCE_MS + most,
        f"{title}: {within:.1%} of {len(gaps)} figures agree within 5 ms and the timers' p99 of lag, "
        f"{usual:.2f} ms; median {middle:.2f}, worst {worst:.2f} of 5 ms and {most:.2f} ms at most",
    )
    words = ["words", "substitutions", "deletions", "insertions"]
    check(
        all(one[name] == other[name] for one, other in shared for name in words),
        f"{title}: the same words were understood",
    )
    outcomes = {row["outcome"] for row in table(lived, "calls.csv.gz")}
    check(outcomes == {"completed"}, f"{title}: every dialogue is complete: {outcomes}")
    check("0 jobs off the loop" in emulator_text, f"{title}: no job ran off the agent's loop")
    print("        " + emulator_text.strip().splitlines()[-1].strip())


def bare(work, emulator_text):
    """Compares the agent's cost with what the system alone takes for its messages on this host."""
    program = f"{work}/bare_media"
    subprocess.run(["clang", "-O2", "-o", program, "Tests/Live/bare_media.c"], check=True)
    text = subprocess.run([program, "50", "5"], capture_output=True, text=True, check=True).stdout
    sent, received = (float(re.search(rf"{name} ([0-9.]+)", text).group(1))
                      for name in ("sent", "received"))
    came, went = map(int, re.search(r"messages +(\d+) in, (\d+) out", emulator_text).groups())
    ours = float(re.search(r"([0-9.]+) us of processor time a message", emulator_text).group(1))
    floor = (came * received + went * sent / BATCH) / (came + went)
    check(
        ours <= COST_US or ours <= COST_RATIO * floor,
        f"50 calls: {ours:.1f} us of processor time a message, models and audio included; bare C on "
        f"this host takes {received:.1f} to receive and {sent:.1f} to send one, so {floor:.1f} for "
        f"these: ratio {ours / floor:.2f}",
    )


def calls(work, count):
    words = ["--set", f"load.campaign.attempts={count}", "--set", "load.campaign.rate=18000/h"]
    simulated = run(f"{work}/simulated-{count}", *words)
    agent = Emulator()
    lived = live(f"{work}/live-{count}", agent.port, *words)
    text = agent.stop()
    compare(f"{count} calls", simulated, lived, text)
    if count == 50:
        bare(work, text)


def faults(work):
    for fault, failure in [
        ("refused", "refused:429"), ("broken_off", "broken_off"), ("hang", "timed_out"),
    ]:
        words = ["--set", f"agent.llm.failures.{fault}=100%", "--set", "agent.model_timeout=2s"]
        simulated = table(run(f"{work}/simulated-{fault}", *words), "calls.csv.gz")
        agent = Emulator(*words)
        lived = table(live(f"{work}/live-{fault}", agent.port), "calls.csv.gz")
        agent.stop()
        found = [(row["outcome"], row["failure"]) for row in simulated + lived]
        check(set(found) == {("failed", failure)}, f"{fault}: both worlds say {found}")


def stalled(work):
    """A model that stands still for 5 s in the midst of each answer."""
    # Callers who say nothing into the silence: a "hello?" would take the turn back, again and again.
    words = ["--set", "agent.llm.failures.stall=100%", "--set", "agent.llm.failures.stall_time=5s",
             "--set", "callers[0].patience.hello=20s"]
    simulated = run(f"{work}/simulated-stall", *words)
    agent = Emulator(*words)
    lived = live(f"{work}/live-stall", agent.port, *words)
    text = agent.stop()
    compare("stalled model", simulated, lived, text)
    held = sum(float(row["hold_ms"]) for row in table(lived, "calls.csv.gz"))
    came = int(re.search(r"messages +(\d+) in", text).group(1))
    check(came >= held / 20 - 4, f"stalled model: {came} messages in {held / 1e3:.1f} s of calls")
    slowest = max(float(row["language_model_ms"]) for row in table(lived, "turns.csv.gz"))
    check(slowest > 5000, f"stalled model: the slowest answer took {slowest:.0f} ms to begin")


class HalfCloser:
    """A server that says some of what it should, ends its output, and goes on listening."""

    def __init__(self, speak):
        self.socket = socket.create_server(("127.0.0.1", 0))
        self.port = self.socket.getsockname()[1]
        self.ended = []
        self.speak = speak
        threading.Thread(target=self.serve, daemon=True).start()

    def serve(self):
        while True:
            threading.Thread(target=self.answer, args=self.socket.accept()[:1], daemon=True).start()

    def answer(self, connection):
        request = b""
        while b"\r\n\r\n" not in request:
            request += connection.recv(65536)
        self.speak(connection, request)
        connection.shutdown(socket.SHUT_WR)
        connection.settimeout(10)
        with contextlib.suppress(ConnectionResetError):
            while connection.recv(65536):
                pass
        self.ended.append(True)


def half_an_answer(connection, request):
    text = b'data: {"choices":[{"index":0,"delta":{"content":"Well, "}}]}\n\n'
    connection.sendall(
        b"HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n\r\n"
        + b"%x\r\n%s\r\n" % (len(text), text)
    )
    time.sleep(0.2)


def half_a_stream(connection, request):
    key = re.search(rb"Sec-WebSocket-Key: *(\S+)", request, re.IGNORECASE).group(1)
    digest = hashlib.sha1(key + b"258EAFA5-E914-47DA-95CA-C5AB0DC85B11").digest()
    connection.sendall(
        b"HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
        b"Sec-WebSocket-Accept: " + base64.b64encode(digest) + b"\r\n\r\n"
    )
    time.sleep(2)


def half_closed(work):
    model = HalfCloser(half_an_answer)
    base = f"bindings.llm.base_url=http://127.0.0.1:{model.port}/v1"
    broken = ["--set", "agent.llm.failures.broken_off=100%"]
    simulated = table(run(f"{work}/simulated-half", *broken), "calls.csv.gz")
    agent = Emulator("--set", base)
    lived = table(live(f"{work}/live-half", agent.port), "calls.csv.gz")
    agent.stop()
    found = [(row["outcome"], row["failure"]) for row in simulated + lived]
    check(set(found) == {("failed", "broken_off")}, f"half-closed model: both worlds say {found}")
    check(model.ended != [], "half-closed model: its connection was ended by us")
    far = HalfCloser(half_a_stream)
    row = table(live(f"{work}/live-half-stream", far.port), "calls.csv.gz")[0]
    found = (row["outcome"], row["failure"])
    check(found == ("failed", "broken_off:1006"), f"half-closed media stream: the call is {found}")
    check(far.ended != [], "half-closed media stream: its connection was ended by us")


def takeover(work):
    sessions = f"{work}/sessions"
    agent = Emulator("--sessions", sessions)
    folder = f"{work}/takeover"
    streams = f"bindings.agent.media_streams=ws://127.0.0.1:{agent.port}/media"
    caller = subprocess.Popen(
        [SIMRUN, "run", SCENARIO, "--live", "--out", folder, "--force", "--quiet",
         "--set", streams, "--set", "bindings.agent.reconnect=10s"],
        stdout=subprocess.DEVNULL,
    )
    time.sleep(15)
    agent.kill()
    check(os.listdir(sessions) != [], "takeover: the killed agent left its conversation")
    heir = Emulator("--sessions", sessions, port=agent.port)
    caller.wait(timeout=60)
    text = heir.stop()
    row = table(folder, "calls.csv.gz")[0]
    check("1 resumed" in text, "takeover: another process has taken the call up")
    check(row["outcome"] == "completed", f"takeover: the call is {row['outcome']}")
    check(int(row["turns"]) >= 2, f"takeover: {row['turns']} turns were answered")
    check(os.listdir(sessions) == [], "takeover: nothing is left of a call that has ended")


with tempfile.TemporaryDirectory() as work:
    calls(work, 1)
    calls(work, 50)
    faults(work)
    stalled(work)
    half_closed(work)
    takeover(work)
print("every check passed" if failures == 0 else f"{failures} checks failed")
sys.exit(failures != 0)
