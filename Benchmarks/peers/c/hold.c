// Workload 1, the limits: N pending events; each fires and comes again after an exponential time.
//
//   hold heap|calendar EVENTS PENDING SEED
//
// heap      an implicit 4-ary heap: the four children of a node share a cache line, the comparisons
//           of a full node are branch-free, and the top is replaced instead of popped and pushed
// calendar  a ring of buckets, each sorted when its day comes (Brown 1988, with a fixed width)
#include "../common/peer.h"

typedef struct {
  uint64_t time;
  uint32_t sequence;
  uint32_t id;
} Event;

static Random source;
static uint32_t sequence;

static inline int before(Event a, Event b) {
  unsigned __int128 left = ((unsigned __int128)a.time << 32) | a.sequence;
  unsigned __int128 right = ((unsigned __int128)b.time << 32) | b.sequence;
  return left < right;
}

static inline uint64_t gap(void) { return nanoseconds(random_exponential(&source, 1)); }

static inline Event again(Event event) {
  event.time += gap();
  event.sequence = sequence++;
  return event;
}

static void print(const char *program, long events, uint64_t now, double cpu) {
  printf("workload=w1 program=%s events=%ld cpu_s=%.6f rss_kib=%ld end_s=%.6f\n", program, events,
         cpu, peak_memory_kib(), now / 1e9);
}

static Event *heap;
static long heap_count;

static void push(Event event) {
  long at = heap_count++;
  while (at > 0) {
    long parent = (at - 1) >> 2;
    if (!before(event, heap[parent])) break;
    heap[at] = heap[parent];
    at = parent;
  }
  heap[at] = event;
}

static inline void replace_top(Event event) {
  long at = 0;
  for (;;) {
    long child = 4 * at + 1;
    if (child + 3 >= heap_count) break;
    long left = child + before(heap[child + 1], heap[child]);
    long right = child + 2 + before(heap[child + 3], heap[child + 2]);
    long least = before(heap[right], heap[left]) ? right : left;
    if (!before(heap[least], event)) {
      heap[at] = event;
      return;
    }
    heap[at] = heap[least];
    at = least;
  }
  // The last node may have fewer than four children.
  for (;;) {
    long child = 4 * at + 1;
    if (child >= heap_count) break;
    long least = child;
    for (long other = child + 1; other < heap_count && other < child + 4; other++)
      if (before(heap[other], heap[least])) least = other;
    if (!before(heap[least], event)) break;
    heap[at] = heap[least];
    at = least;
  }
  heap[at] = event;
}

static void hold_in_heap(long events, long pending) {
  size_t bytes = ((size_t)(pending + 8) * sizeof(Event) + 63) & ~(size_t)63;
  // Three places in front put the children of a node on one cache line.
  heap = (Event *)aligned_alloc(64, bytes) + 3;
  for (long id = 0; id < pending; id++) {
    Event event = {gap(), sequence++, (uint32_t)id};
    push(event);
  }
  uint64_t *fired = calloc(pending, sizeof *fired);
  uint64_t now = 0;
  double start = cpu_seconds();
  for (long count = 0; count < events; count++) {
    Event event = heap[0];
    now = event.time;
    fired[event.id]++;
    replace_top(again(event));
  }
  double cpu = cpu_seconds() - start;
  print("c_heap", events, now, cpu);
}

typedef struct {
  Event *events;
  long count, room;
} Bucket;

static inline void append(Bucket *bucket, Event event) {
  if (bucket->count == bucket->room) {
    bucket->room = bucket->room ? bucket->room * 2 : 16;
    bucket->events = realloc(bucket->events, bucket->room * sizeof(Event));
  }
  bucket->events[bucket->count++] = event;
}

// Keeps a bucket in falling order, so that the next event is at its end.
static inline void insert_sorted(Bucket *bucket, Event event) {
  append(bucket, event);
  long at = bucket->count - 2;
  while (at >= 0 && before(bucket->events[at], event)) {
    bucket->events[at + 1] = bucket->events[at];
    at--;
  }
  bucket->events[at + 1] = event;
}

static inline void sort(Bucket *bucket) {
  for (long i = 1; i < bucket->count; i++) {
    Event event = bucket->events[i];
    long at = i - 1;
    while (at >= 0 && before(bucket->events[at], event)) {
      bucket->events[at + 1] = bucket->events[at];
      at--;
    }
    bucket->events[at + 1] = event;
  }
}

static void hold_in_calendar(long events, long pending) {
  // About eight events a day, and a year of forty means, which no exponential outlasts here.
  uint64_t width = (uint64_t)(1e9 / pending * 8);
  if (width < 1) width = 1;
  long days = 1;
  while ((double)days * width < 40e9) days <<= 1;
  Bucket *year = calloc(days, sizeof *year);
  for (long id = 0; id < pending; id++) {
    Event event = {gap(), sequence++, (uint32_t)id};
    append(&year[(event.time / width) & (days - 1)], event);
  }
  uint64_t now = 0;
  long count = 0;
  double start = cpu_seconds();
  for (uint64_t day = 0; count < events; day++) {
    Bucket *bucket = &year[day & (days - 1)];
    uint64_t end = (day + 1) * width;
    sort(bucket);
    while (bucket->count && count < events) {
      Event event = bucket->events[bucket->count - 1];
      if (event.time >= end) break;
      bucket->count--;
      now = event.time;
      count++;
      event = again(event);
      if (event.time < end)
        insert_sorted(bucket, event);
      else
        append(&year[(event.time / width) & (days - 1)], event);
    }
  }
  double cpu = cpu_seconds() - start;
  print("c_calendar", events, now, cpu);
}

int main(int count, char **words) {
  long events = argument(count, words, 2, 10000000);
  long pending = argument(count, words, 3, 100000);
  source = random_from(argument(count, words, 4, 1));
  if (count > 1 && !strcmp(words[1], "calendar"))
    hold_in_calendar(events, pending);
  else
    hold_in_heap(events, pending);
}
