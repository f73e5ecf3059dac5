"""The three workloads in SimPy, as its documentation teaches: one process for each entity.

    models.py w1|w2|w2queued|w3 SIZE PENDING

w2 starts the timer of a caller's patience at once, as SimPy's bank example does; w2queued starts it
only for callers who have to wait, as the other programs do.
"""

import pathlib
import sys

import simpy

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


def hold(events, pending):
    world = simpy.Environment()
    done = world.event()
    fired = 0

    def entity():
        nonlocal fired
        while True:
            yield world.timeout(exponential(1.0))
            fired += 1
            if fired >= events:
                done.succeed()
                return

    for _ in range(pending):
        world.process(entity())
    start = peer.cpu_seconds()
    world.run(until=done)
    peer.print_hold("simpy", fired, world.now, peer.cpu_seconds() - start)


def queueing(calls, name, starts_timer_at_once):
    start = peer.cpu_seconds()
    world = simpy.Environment()
    agents = simpy.Resource(world, peer.AGENTS)
    counts = peer.Queueing()

    def caller():
        arrival = world.now
        with agents.request() as request:
            if starts_timer_at_once or not request.triggered:
                result = yield request | world.timeout(exponential(PATIENCE))
                is_served = request in result
            else:
                yield request
                is_served = True
            if is_served:
                counts.served += 1
                counts.waited += world.now - arrival
                yield world.timeout(exponential(SERVICE))
            else:
                counts.abandoned += 1

    def arrivals():
        for _ in range(calls):
            yield world.timeout(exponential(ARRIVAL_RATE))
            world.process(caller())

    world.process(arrivals())
    world.run()
    counts.print(name, calls, world.now, peer.cpu_seconds() - start)


def dialing(calls):
    start = peer.cpu_seconds()
    world = simpy.Environment()
    model = simpy.Resource(world, peer.MODEL_SLOTS)
    counts = peer.Dialing()
    limit = peer.CallRateLimit()

    def call():
        begin = world.now
        counts.began()
        delay = limit.delay(begin)
        if delay > 0:
            yield world.timeout(delay)
        yield world.timeout(uniform(0.2, 0.8))
        yield world.timeout(exponential(RING))
        yield world.timeout(uniform(0.05, 0.15))
        for _ in range(peer.TURNS):
            yield world.timeout(exponential(SPEECH))
            yield world.timeout(uniform(0.2, 0.4))
            yield world.timeout(uniform(0.1, 0.3))
            with model.request() as request:
                if not request.triggered:
                    counts.waited += 1
                yield request
                yield world.timeout(exponential(MODEL))
            yield world.timeout(uniform(0.1, 0.2))
            yield world.timeout(exponential(PLAYBACK))
        counts.ended(world.now - begin)

    def arrivals():
        for _ in range(calls):
            yield world.timeout(exponential(ARRIVAL_RATE))
            world.process(call())

    world.process(arrivals())
    world.run()
    counts.print("simpy", world.now, peer.cpu_seconds() - start)


if peer.workload() == "w1":
    hold(peer.size(1_000_000), peer.size(100_000, index=3))
elif peer.workload() == "w2":
    queueing(peer.size(60_000), "simpy", True)
elif peer.workload() == "w2queued":
    queueing(peer.size(60_000), "simpy_queued", False)
else:
    dialing(peer.size(20_000))
