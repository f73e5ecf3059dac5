"""Calls between two processes over loopback, against the same scenario simulated."""

import csv
import gzip
import json
import os
import re
import signal
import subprocess
import sys
import tempfile
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
COST_RATIO = 2.0
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
    import socket

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


def lag_ms(folder):
    """The bound of the run's own timer lag, from its validity check."""
    with open(os.path.join(folder, "run.json")) as file:
        checks = json.load(file)["checks"]
    found = [re.search(r"timer lag ([0-9.]+) ms", one["text"]) for one in checks]
    return max(float(one.group(1)) for one in found if one)


def compare(title, simulated, lived, emulator_text):
    lag = lag_ms(lived) + float(re.search(r"timer lag ([0-9.]+) ms", emulator_text).group(1))
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
    within = sum(gap <= TOLERANCE_MS + lag for gap in gaps) / len(gaps)
    check(
        within == 1,
        f"{title}: {within:.1%} of {len(gaps)} figures agree within 5 ms and the timers' lag of "
        f"{lag:.2f} ms; median {middle:.2f}, worst {worst:.2f} ms",
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
    takeover(work)
print("every check passed" if failures == 0 else f"{failures} checks failed")
sys.exit(failures != 0)
