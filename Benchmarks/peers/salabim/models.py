"""The three workloads in salabim: one component for each entity.

    models.py w1|w2|w3 SIZE PENDING

In its generator mode, which is faster than its default of greenlets.
"""

import pathlib
import sys

import salabim

sys.path.append(str(pathlib.Path(__file__).resolve().parent.parent / "common"))
import peer  # noqa: E402
from peer import (  # noqa: E402
    ARRIVAL_RATE,
    MODEL,
    PATIENCE,
    PLAYBACK,
    RING,
    SERVICE,
    SPEECH,
    exponential,
    uniform,
)

salabim.yieldless(False)


def hold(events, pending):
    world = salabim.Environment(trace=False)
    fired = 0

    class Entity(salabim.Component):
        def process(self):
            nonlocal fired
            while True:
                yield self.hold(exponential(1.0))
                fired += 1
                if fired >= events:
                    world.main().activate()
                    return

    for _ in range(pending):
        Entity(suppress_trace=True)
    start = peer.cpu_seconds()
    world.run()
    peer.print_hold("salabim", fired, world.now(), peer.cpu_seconds() - start)


def queueing(calls):
    start = peer.cpu_seconds()
    world = salabim.Environment(trace=False)
    agents = salabim.Resource("agents", peer.AGENTS)
    counts = peer.Queueing()

    class Caller(salabim.Component):
        def process(self):
            arrival = world.now()
            yield self.request(agents, fail_delay=exponential(PATIENCE))
            if self.failed():
                counts.abandoned += 1
            else:
                counts.served += 1
                counts.waited += world.now() - arrival
                yield self.hold(exponential(SERVICE))
                self.release()

    class Arrivals(salabim.Component):
        def process(self):
            for _ in range(calls):
                yield self.hold(exponential(ARRIVAL_RATE))
                Caller()

    Arrivals()
    world.run()
    counts.print("salabim", calls, world.now(), peer.cpu_seconds() - start)


def dialing(calls):
    start = peer.cpu_seconds()
    world = salabim.Environment(trace=False)
    model = salabim.Resource("model", peer.MODEL_SLOTS)
    counts = peer.Dialing()
    limit = peer.CallRateLimit()

    class Call(salabim.Component):
        def process(self):
            begin = world.now()
            counts.began()
            delay = limit.delay(begin)
            if delay > 0:
                yield self.hold(delay)
            yield self.hold(uniform(0.2, 0.8))
            yield self.hold(exponential(RING))
            yield self.hold(uniform(0.05, 0.15))
            for _ in range(peer.TURNS):
                yield self.hold(exponential(SPEECH))
                yield self.hold(uniform(0.2, 0.4))
                yield self.hold(uniform(0.1, 0.3))
                if model.available_quantity() < 1:
                    counts.waited += 1
                yield self.request(model)
                yield self.hold(exponential(MODEL))
                self.release()
                yield self.hold(uniform(0.1, 0.2))
                yield self.hold(exponential(PLAYBACK))
            counts.ended(world.now() - begin)

    class Arrivals(salabim.Component):
        def process(self):
            for _ in range(calls):
                yield self.hold(exponential(ARRIVAL_RATE))
                Call()

    Arrivals()
    world.run()
    counts.print("salabim", world.now(), peer.cpu_seconds() - start)


if peer.workload() == "w1":
    hold(peer.size(300_000), peer.size(100_000, index=3))
elif peer.workload() == "w2":
    queueing(peer.size(60_000))
else:
    dialing(peer.size(20_000))
