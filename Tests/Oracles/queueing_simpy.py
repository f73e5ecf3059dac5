"""Vectors for Tests/SimCoreTests/Queueing/SimPyVectors.swift: python3 queueing_simpy.py (SimPy 4.1.2).

Prints, for each case, the order of the queue and the number of units, then its customers: arrival,
service, priority, patience (-1 for none), whether it may preempt; and what became of them in SimPy:
the instant of the grant (-1 for none), how the visit ended (d done, r reneged, p preempted), the
instant of its end, and what was left of the service. Whoever is preempted goes away. Times are whole
numbers.
"""
import random
import simpy


def visit(env, resource, customer, priorities, outcome):
    arrival, service, priority, patience, may_preempt = customer
    yield env.timeout(arrival)
    if priorities == "preemptive":
        request = resource.request(priority=priority, preempt=bool(may_preempt))
    elif priorities == "priority":
        request = resource.request(priority=priority)
    else:
        request = resource.request()
    granted = -1
    try:
        if patience >= 0:
            yield request | env.timeout(patience)
        else:
            yield request
        if not request.triggered:
            request.cancel()
            # SimPy does not look at the queue again when its head gives up, although the next in line
            # may preempt where the head would not.
            resource._trigger_put(None)
            outcome[:] = [granted, "r", env.now, 0]
            return
        granted = env.now
        yield env.timeout(service)
        resource.release(request)
        outcome[:] = [granted, "d", env.now, 0]
    except simpy.Interrupt:
        outcome[:] = [granted, "p", env.now, granted + service - env.now]


def run(seed, priorities):
    draw = random.Random(seed)
    capacity = draw.randint(1, 3)
    env = simpy.Environment()
    kinds = {
        "arrival": simpy.Resource,
        "priority": simpy.PriorityResource,
        "preemptive": simpy.PreemptiveResource,
    }
    resource = kinds[priorities](env, capacity)
    customers, outcomes = [], []
    for _ in range(10):
        customers.append((
            draw.randint(1, 1_000_000),
            draw.randint(1, 900_000),
            draw.randint(0, 3),
            draw.randint(1, 400_000) if draw.random() < 0.5 else -1,
            int(draw.random() < 0.7),
        ))
        outcomes.append([])
        env.process(visit(env, resource, customers[-1], priorities, outcomes[-1]))
    env.run()
    print(priorities, capacity)
    for customer, outcome in zip(customers, outcomes):
        print(*customer, *outcome)


for kind in ("arrival", "priority", "preemptive"):
    for seed in range(4 if kind != "preemptive" else 8):
        run(seed, kind)
