"""What the interoperation checks share: result lines, time limits, and an emulator to talk to.

Each check prints one line, `ok` or `FAILED`; a program ends 1 if any check failed.
"""

import contextlib
import os
import select
import signal
import subprocess
import sys
import time
import traceback
import urllib.request

SCENARIO = os.path.join(
    os.path.dirname(os.path.abspath(__file__)), "..", "..", "Scenarios", "smoke.yaml"
)


class Checks:
    """Counts and prints what was found; ends the program when its time is over."""

    def __init__(self, subject, seconds):
        self.subject = subject
        self.passed = 0
        self.failed = 0
        self.running = "the start"
        self.children = []
        self.seconds = seconds
        signal.signal(signal.SIGALRM, self._time_is_over)
        signal.signal(signal.SIGTERM, self._time_is_over)
        signal.alarm(seconds)

    @contextlib.contextmanager
    def check(self, text):
        """One check: what it holds raises nothing. It may put figures into the list it gets."""
        self.running = text
        notes = []
        try:
            yield notes
        except Mismatch as error:
            self._tell(False, text, str(error))
        except Exception as error:
            traceback.print_exc()
            self._tell(False, text, f"{type(error).__name__}: {error}"[:300])
        else:
            self._tell(True, text, ", ".join(notes))

    def _tell(self, passed, text, more):
        if passed:
            self.passed += 1
        else:
            self.failed += 1
        more = f" ({more})" if more else ""
        print(f"{'ok' if passed else 'FAILED':6} {self.subject}: {text}{more}", flush=True)

    def end(self):
        """Prints the total and ends the program."""
        print(f"{self.subject}: {self.passed} passed, {self.failed} failed", flush=True)
        sys.exit(1 if self.failed or not self.passed else 0)

    def _time_is_over(self, *_):
        for child in self.children:
            with contextlib.suppress(Exception):
                child.kill()
        self._tell(False, self.running, f"not done {self.seconds} s after the start")
        os._exit(1)


class Mismatch(Exception):
    """Something is not as it should be."""


def same(got, wanted, what="value"):
    if got != wanted:
        raise Mismatch(f"{what}: got {got!r:.200}, wanted {wanted!r:.200}")


def holds(condition, what):
    if not condition:
        raise Mismatch(what)


@contextlib.contextmanager
def raises(kind):
    """The error that the block has to end with; its attribute `error` is set afterwards."""
    caught = type("Caught", (), {"error": None})()
    try:
        yield caught
    except kind as error:
        caught.error = error
    else:
        raise Mismatch(f"no {kind.__name__} was raised")


class Emulator:
    """`simrun emulate` on a free port of this host, ended with an interrupt."""

    def __init__(self, checks, binary, *settings):
        self.checks = checks
        self.settings = settings
        arguments = [binary, "emulate", SCENARIO, "--listen", "127.0.0.1:0", "--quiet"]
        for setting in settings:
            arguments += ["--set", setting]
        self.process = subprocess.Popen(
            arguments, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, text=True
        )
        checks.children.append(self.process)
        if not select.select([self.process.stdout], [], [], 20)[0]:
            self.process.kill()
            raise RuntimeError("the emulator says nothing")
        self.base = self.process.stdout.readline().strip()
        if not self.base.startswith("http://127.0.0.1:"):
            raise RuntimeError(f"the emulator says {self.base!r}, not where it is")
        self.url = self.base + "/v1"
        self.media = self.base.replace("http://", "ws://") + "/media"

    def __enter__(self):
        return self

    def __exit__(self, *_):
        with self.checks.check(f"the emulator ends in order [{' '.join(self.settings)}]"):
            same(self.metric("off_loop_jobs_total"), 0, "jobs off the loop")
            began = time.monotonic()
            self.process.send_signal(signal.SIGINT)
            try:
                same(self.process.wait(10), 0, "exit code")
            finally:
                self.process.kill()
            holds(time.monotonic() - began < 5, "it takes 5 s or more to end")

    def metrics(self):
        with urllib.request.urlopen(self.base + "/metrics", timeout=5) as answer:
            lines = answer.read().decode().splitlines()
        rows = [line.split() for line in lines if line and not line.startswith("#")]
        return {name.removeprefix("simrun_"): int(value) for name, value in rows}

    def metric(self, name):
        return self.metrics()[name]

    def reaches(self, name, value, seconds=5):
        """Waits until a metric has a value, or says what it has."""
        end = time.monotonic() + seconds
        while (found := self.metric(name)) != value and time.monotonic() < end:
            time.sleep(0.05)
        same(found, value, name)
