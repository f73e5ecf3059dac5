// Workload 3, the limit: the state machine fused with the heap, so that the usual step replaces the
// top of the heap instead of popping and pushing; branch-free comparisons, aligned nodes.
//
//   fused CALLS SEED
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

// Room for all calls that can be live at once, and the next arrival.
constexpr size_t heap_room = 65536;
static Event *heap;
static int heap_count = 0;
static uint32_t sequence = 0;

static void push(uint64_t time, uint32_t id) {
  Event event{time, sequence++, id};
  int at = heap_count++;
  while (at) {
    int parent = (at - 1) >> 2;
    if (!before(event, heap[parent])) break;
    heap[at] = heap[parent];
    at = parent;
  }
  heap[at] = event;
}

static inline void sink(Event event) {
  int at = 0;
  for (;;) {
    int child = 4 * at + 1;
    if (child + 3 >= heap_count) break;
    int left = child + before(heap[child + 1], heap[child]);
    int right = child + 2 + before(heap[child + 3], heap[child + 2]);
    int least = before(heap[right], heap[left]) ? right : left;
    if (!before(heap[least], event)) {
      heap[at] = event;
      return;
    }
    heap[at] = heap[least];
    at = least;
  }
  for (;;) {
    int child = 4 * at + 1;
    if (child >= heap_count) break;
    int least = child, end = child + 4 < heap_count ? child + 4 : heap_count;
    for (int other = child + 1; other < end; other++)
      if (before(heap[other], heap[least])) least = other;
    if (!before(heap[least], event)) break;
    heap[at] = heap[least];
    at = least;
  }
  heap[at] = event;
}

static inline void replace_top(uint64_t time, uint32_t id) { sink({time, sequence++, id}); }

static inline void pop() {
  Event last = heap[--heap_count];
  if (heap_count) sink(last);
}

static Random source;

static inline uint64_t exponential(double mean) {
  return nanoseconds(random_exponential(&source, mean));
}

static inline uint64_t uniform(double low, double high) {
  return nanoseconds(random_uniform(&source, low, high));
}

int main(int count, char **words) {
  struct Call {
    double start;
    uint16_t step, turn;
  };
  long calls = argument(count, words, 1, 20000);
  source = random_from(argument(count, words, 2, 1));
  heap = (Event *)aligned_alloc(64, heap_room * sizeof(Event)) + 3;
  double start = cpu_seconds();
  Dialing counts;
  CallRateLimit limit;
  std::vector<Call> all(calls);
  int free_slots = Dialing::model_slots;
  std::deque<uint32_t> queue;
  long next = 0;
  double now = 0;
  push(exponential(arrival_gap), 0);
  while (heap_count) {
    Event event = heap[0];
    uint64_t time = event.time;
    now = time * 1e-9;
    if (event.id == 0) {
      uint32_t index = next++;
      all[index] = {now, 0, 0};
      counts.began();
      if (next < calls)
        replace_top(time + exponential(arrival_gap), 0);
      else
        pop();
      push(time + nanoseconds(limit.delay(now)) + uniform(.2, .8), index + 1);
      continue;
    }
    uint32_t index = event.id - 1;
    Call &call = all[index];
    switch (call.step++) {
    case 0: replace_top(time + exponential(Dialing::ring_mean), event.id); break;
    case 1: replace_top(time + uniform(.05, .15), event.id); break;
    case 2: replace_top(time + exponential(Dialing::speech_mean), event.id); break;
    case 3: replace_top(time + uniform(.2, .4), event.id); break;
    case 4: replace_top(time + uniform(.1, .3), event.id); break;
    case 5:
      if (free_slots > 0) {
        free_slots--;
        replace_top(time + exponential(Dialing::model_mean), event.id);
      } else {
        counts.waited++;
        queue.push_back(index);
        pop();
      }
      break;
    case 6:
      replace_top(time + uniform(.1, .2), event.id);
      if (queue.empty()) {
        free_slots++;
      } else {
        push(time + exponential(Dialing::model_mean), queue.front() + 1);
        queue.pop_front();
      }
      break;
    case 7: replace_top(time + exponential(Dialing::playback_mean), event.id); break;
    case 8:
      if (++call.turn < Dialing::turns) {
        call.step = 3;
        replace_top(time + exponential(Dialing::speech_mean), event.id);
      } else {
        counts.ended(now - call.start);
        pop();
      }
      break;
    }
  }
  counts.print("c_fused", now, cpu_seconds() - start);
}
