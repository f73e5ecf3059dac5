"""What the peers in Python share: parameters, processor time, peak memory, the line at the end."""

import random
import sys
import time

ARRIVAL_RATE = 20000 / 3600
AGENTS = 1667
SERVICE, PATIENCE = 1 / 300, 1 / 120
TURNS, STEPS_PER_CALL, MODEL_SLOTS = 20, 123, 400
RING, SPEECH, MODEL, PLAYBACK = 1 / 8, 1 / 4, 1 / 3.2, 1 / 5

_source = random.Random(1)
uniform = _source.uniform
exponential = _source.expovariate  # takes a rate, as all constants above are rates


def size(default, index=2):
    return int(float(sys.argv[index])) if len(sys.argv) > index else default


def workload():
    return sys.argv[1] if len(sys.argv) > 1 else "w3"


def cpu_seconds():
    return time.process_time()


def peak_memory_kib():
    """The kernel's own count, which leaves out the process that started this one."""
    with open("/proc/self/status") as status:
        for line in status:
            if line.startswith("VmHWM:"):
                return int(line.split()[1])
    return 0


class CallRateLimit:
    """The carrier's limit of 30 calls a second with a burst of 30."""

    def __init__(self):
        self.next = 0.0

    def delay(self, now):
        gap = 1 / 30
        planned = max(self.next, now)
        self.next = planned + gap
        return max(0.0, planned - 29 * gap - now)


class Queueing:
    def __init__(self):
        self.served = self.abandoned = 0
        self.waited = 0.0

    def print(self, program, calls, end, cpu):
        wait = self.waited / max(1, self.served)
        print(
            f"workload=w2 program={program} events={calls} cpu_s={cpu:.6f} "
            f"rss_kib={peak_memory_kib()} served={self.served} abandoned={self.abandoned} "
            f"wait_s={wait:.4f} end_s={end:.1f}"
        )


class Dialing:
    def __init__(self):
        self.done = self.waited = self.live = self.peak = 0
        self.duration = 0.0

    def began(self):
        self.live += 1
        self.peak = max(self.peak, self.live)

    def ended(self, seconds):
        self.live -= 1
        self.done += 1
        self.duration += seconds

    def print(self, program, end, cpu):
        print(
            f"workload=w3 program={program} events={self.done * STEPS_PER_CALL} cpu_s={cpu:.6f} "
            f"rss_kib={peak_memory_kib()} calls={self.done} "
            f"duration_s={self.duration / max(1, self.done):.3f} waited={self.waited} "
            f"peak={self.peak} end_s={end:.1f}"
        )


def print_hold(program, events, end, cpu):
    print(
        f"workload=w1 program={program} events={events} cpu_s={cpu:.6f} "
        f"rss_kib={peak_memory_kib()} end_s={end:.6f}"
    )
