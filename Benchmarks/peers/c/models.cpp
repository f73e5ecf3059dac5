// Workloads 2 and 3 as state machines by hand over a 4-ary heap that pushes and pops: how one would
// write a fast simulation without a simulator.
//
//   models w2|w3 CALLS SEED
#include "../common/workloads.hpp"

#include <deque>
#include <vector>

struct Event {
  uint64_t time;
  uint32_t sequence, id;
};

static inline bool before(const Event &a, const Event &b) {
  return (((unsigned __int128)a.time << 32) | a.sequence) <
         (((unsigned __int128)b.time << 32) | b.sequence);
}

class EventHeap {
public:
  bool empty() const { return events.empty(); }

  void push(uint64_t time, uint32_t id) {
    Event event{time, sequence++, id};
    size_t at = events.size();
    events.push_back(event);
    while (at) {
      size_t parent = (at - 1) >> 2;
      if (!before(event, events[parent])) break;
      events[at] = events[parent];
      at = parent;
    }
    events[at] = event;
  }

  Event pop() {
    Event first = events[0], last = events.back();
    events.pop_back();
    size_t count = events.size(), at = 0;
    if (count == 0) return first;
    for (;;) {
      size_t child = 4 * at + 1;
      if (child >= count) break;
      size_t least = child, end = child + 4 < count ? child + 4 : count;
      for (size_t other = child + 1; other < end; other++)
        if (before(events[other], events[least])) least = other;
      if (!before(events[least], last)) break;
      events[at] = events[least];
      at = least;
    }
    events[at] = last;
    return first;
  }

private:
  std::vector<Event> events;
  uint32_t sequence = 0;
};

static Random source;
static EventHeap heap;

static uint64_t exponential(double mean) { return nanoseconds(random_exponential(&source, mean)); }

static uint64_t uniform(double low, double high) {
  return nanoseconds(random_uniform(&source, low, high));
}

// Event 0 is the next arrival, 2i + 1 the end of the patience of call i, 2i + 2 the end of its
// service. The patience of a call that was served in time stays queued, and is ignored.
static void run_queueing(long calls) {
  enum State : uint8_t { arrived, waiting, gone, in_service };
  double start = cpu_seconds();
  Queueing counts;
  int free_agents = Queueing::agents;
  std::vector<double> arrival(calls);
  std::vector<State> state(calls, arrived);
  std::deque<uint32_t> queue;
  double now = 0;
  long next = 0;
  heap.push(exponential(arrival_gap), 0);
  while (!heap.empty()) {
    Event event = heap.pop();
    if (event.id == 0) {
      uint32_t call = next++;
      now = event.time * 1e-9;
      arrival[call] = now;
      if (free_agents > 0) {
        free_agents--;
        counts.served++;
        heap.push(event.time + exponential(Queueing::service_mean), 2 * call + 2);
      } else {
        queue.push_back(call);
        state[call] = waiting;
        heap.push(event.time + exponential(Queueing::patience_mean), 2 * call + 1);
      }
      if (next < calls) heap.push(event.time + exponential(arrival_gap), 0);
    } else if (event.id & 1) {
      uint32_t call = event.id >> 1;
      if (state[call] == waiting) {
        state[call] = gone;
        counts.abandoned++;
        now = event.time * 1e-9;
      }
    } else {
      now = event.time * 1e-9;
      free_agents++;
      while (free_agents > 0 && !queue.empty()) {
        uint32_t call = queue.front();
        queue.pop_front();
        if (state[call] != waiting) continue;
        state[call] = in_service;
        free_agents--;
        counts.served++;
        counts.waited += now - arrival[call];
        heap.push(event.time + exponential(Queueing::service_mean), 2 * call + 2);
      }
    }
  }
  counts.print("c", calls, now, cpu_seconds() - start);
}

// Event 0 is the next arrival, i + 1 the next step of call i.
static void run_dialing(long calls) {
  struct Call {
    double start;
    uint16_t step, turn;
  };
  double start = cpu_seconds();
  Dialing counts;
  CallRateLimit limit;
  std::vector<Call> all(calls);
  int free_slots = Dialing::model_slots;
  std::deque<uint32_t> queue;
  long next = 0;
  double now = 0;
  heap.push(exponential(arrival_gap), 0);
  while (!heap.empty()) {
    Event event = heap.pop();
    uint64_t time = event.time;
    now = time * 1e-9;
    if (event.id == 0) {
      uint32_t index = next++;
      all[index] = {now, 0, 0};
      counts.began();
      heap.push(time + nanoseconds(limit.delay(now)) + uniform(.2, .8), index + 1);
      if (next < calls) heap.push(time + exponential(arrival_gap), 0);
      continue;
    }
    uint32_t index = event.id - 1;
    Call &call = all[index];
    switch (call.step++) {
    case 0: heap.push(time + exponential(Dialing::ring_mean), event.id); break;
    case 1: heap.push(time + uniform(.05, .15), event.id); break;
    case 2: heap.push(time + exponential(Dialing::speech_mean), event.id); break;
    case 3: heap.push(time + uniform(.2, .4), event.id); break;
    case 4: heap.push(time + uniform(.1, .3), event.id); break;
    case 5:
      if (free_slots > 0) {
        free_slots--;
        heap.push(time + exponential(Dialing::model_mean), event.id);
      } else {
        counts.waited++;
        queue.push_back(index);
      }
      break;
    case 6:
      if (queue.empty()) {
        free_slots++;
      } else {
        heap.push(time + exponential(Dialing::model_mean), queue.front() + 1);
        queue.pop_front();
      }
      heap.push(time + uniform(.1, .2), event.id);
      break;
    case 7: heap.push(time + exponential(Dialing::playback_mean), event.id); break;
    case 8:
      if (++call.turn < Dialing::turns) {
        call.step = 3;
        heap.push(time + exponential(Dialing::speech_mean), event.id);
      } else {
        counts.ended(now - call.start);
      }
      break;
    }
  }
  counts.print("c", now, cpu_seconds() - start);
}

int main(int count, char **words) {
  source = random_from(argument(count, words, 3, 1));
  if (count > 1 && !strcmp(words[1], "w2"))
    run_queueing(argument(count, words, 2, 60000));
  else
    run_dialing(argument(count, words, 2, 20000));
}
