#include "CSimRuntime.h"

#include <linux/futex.h>
#include <pthread.h>
#include <semaphore.h>
#include <stdatomic.h>
#include <sys/syscall.h>

// Two threads that write to one line of 64 bytes slow each other down; the processor fetches pairs.
#define APART _Alignas(128)

static void rest(void) {
#if defined(__x86_64__)
  __builtin_ia32_pause();
#elif defined(__aarch64__)
  __asm__ volatile("yield");
#endif
}

// Sleeps while the word has the value; may return early.
static void futex_wait(const void *word, uint32_t value) {
  syscall(SYS_futex, word, FUTEX_WAIT_PRIVATE, value, NULL, NULL, 0);
}

static void futex_wake(const void *word, int count) {
  syscall(SYS_futex, word, FUTEX_WAKE_PRIVATE, count, NULL, NULL, 0);
}

static void *allocate(size_t size) {
  void *memory = aligned_alloc(128, (size + 127) / 128 * 128);
  if (!memory) simrun_stop("no memory is left for a thread");
  return memory;
}

// MARK: threads

typedef struct {
  void (*body)(void *context, uint32_t index);
  void *context;
  uint32_t index;
  pthread_t thread;
} member;

static void *run_member(void *argument) {
  member *self = argument;
  self->body(self->context, self->index);
  return NULL;
}

void simrun_on_threads(uint32_t count, void (*body)(void *context, uint32_t index), void *context) {
  if (count <= 1) {
    body(context, 0);
    return;
  }
  member *members = allocate(count * sizeof(member));
  for (uint32_t index = 1; index < count; index++) {
    members[index] = (member){.body = body, .context = context, .index = index};
    // The others wait for this one at their first barrier, so there is no going on with fewer.
    if (pthread_create(&members[index].thread, NULL, run_member, &members[index]))
      simrun_stop("the system gives this process no more threads; run with fewer");
  }
  body(context, 0);
  for (uint32_t index = 1; index < count; index++) pthread_join(members[index].thread, NULL);
  free(members);
}

typedef struct {
  void (*body)(void *context);
  void *context;
  pthread_t thread;
} lone;

static void *run_lone(void *argument) {
  lone *self = argument;
  self->body(self->context);
  return NULL;
}

void *simrun_thread_start(void (*body)(void *context), void *context) {
  lone *self = allocate(sizeof(lone));
  *self = (lone){.body = body, .context = context};
  if (pthread_create(&self->thread, NULL, run_lone, self) == 0) return self;
  free(self);
  return NULL;
}

void simrun_thread_join(void *thread) {
  pthread_join(((lone *)thread)->thread, NULL);
  free(thread);
}

// MARK: barrier

// A thread that sleeps is back about 20 us after the last one came, so it pays to spin for that long,
// and up to three times as long where it mostly helps. On a machine with more runnable threads than
// processors the last one may be away for milliseconds, and spinning takes the processor from it.
// So the number of spins follows the waits: it doubles after one that ended soon, and halves after one
// that did not.
enum { spins_least = 16, spins_most = 2048, wait_short_nanoseconds = 60000 };

struct simrun_barrier {
  APART _Atomic uint32_t missing;
  APART _Atomic uint32_t phase;
  APART _Atomic uint32_t sleepers;
  APART _Atomic uint32_t spins;
  uint32_t threads;
};

simrun_barrier *simrun_barrier_create(uint32_t threads) {
  simrun_barrier *barrier = allocate(sizeof *barrier);
  atomic_init(&barrier->missing, threads);
  atomic_init(&barrier->phase, 0);
  atomic_init(&barrier->sleepers, 0);
  atomic_init(&barrier->spins, spins_most);
  barrier->threads = threads;
  return barrier;
}

void simrun_barrier_destroy(simrun_barrier *barrier) { free(barrier); }

static void sleep_through(simrun_barrier *barrier, uint32_t phase) {
  atomic_fetch_add(&barrier->sleepers, 1);
  while (atomic_load(&barrier->phase) == phase) futex_wait(&barrier->phase, phase);
  atomic_fetch_sub(&barrier->sleepers, 1);
}

void simrun_barrier_wait(simrun_barrier *barrier) {
  uint32_t phase = atomic_load_explicit(&barrier->phase, memory_order_relaxed);
  if (atomic_fetch_sub_explicit(&barrier->missing, 1, memory_order_acq_rel) == 1) {
    atomic_store_explicit(&barrier->missing, barrier->threads, memory_order_relaxed);
    // Either this thread sees the sleeper, or the sleeper sees the new phase: both are sequentially
    // consistent. So nobody pays for a system call when all are still spinning.
    atomic_store(&barrier->phase, phase + 1);
    if (atomic_load(&barrier->sleepers)) futex_wake(&barrier->phase, INT32_MAX);
    return;
  }
  uint32_t spins = atomic_load_explicit(&barrier->spins, memory_order_relaxed);
  for (uint32_t spin = 0; spin < spins; spin++) {
    if (atomic_load_explicit(&barrier->phase, memory_order_acquire) != phase) return;
    rest();
  }
  int64_t start = simrun_wall_nanoseconds();
  sleep_through(barrier, phase);
  int wait_was_short = simrun_wall_nanoseconds() - start < wait_short_nanoseconds;
  uint32_t next = wait_was_short ? spins * 2 : spins / 2;
  if (next < spins_least) next = spins_least;
  if (next > spins_most) next = spins_most;
  atomic_store_explicit(&barrier->spins, next, memory_order_relaxed);
}

// MARK: tally

struct simrun_tally {
  sem_t count;
};

simrun_tally *simrun_tally_create(void) {
  simrun_tally *tally = allocate(sizeof *tally);
  sem_init(&tally->count, 0, 0);
  return tally;
}

void simrun_tally_destroy(simrun_tally *tally) {
  sem_destroy(&tally->count);
  free(tally);
}

void simrun_tally_add(simrun_tally *tally, uint32_t count) {
  while (count--) sem_post(&tally->count);
}

void simrun_tally_take(simrun_tally *tally) {
  // Only a signal interrupts.
  while (sem_wait(&tally->count)) {}
}

// MARK: jobs

enum { unclaimed, claimed, awaited, finished };

int simrun_job_claim(uint32_t *job) {
  uint32_t expected = unclaimed;
  return __atomic_compare_exchange_n(
    job, &expected, claimed, 0, __ATOMIC_ACQUIRE, __ATOMIC_RELAXED
  );
}

void simrun_job_finish(uint32_t *job) {
  if (__atomic_exchange_n(job, finished, __ATOMIC_ACQ_REL) == awaited) futex_wake(job, INT32_MAX);
}

int simrun_job_is_finished(const uint32_t *job) {
  return __atomic_load_n(job, __ATOMIC_ACQUIRE) == finished;
}

void simrun_job_await(uint32_t *job) {
  for (int spin = 0; spin < 200; spin++) {
    if (simrun_job_is_finished(job)) return;
    rest();
  }
  uint32_t expected = claimed;
  __atomic_compare_exchange_n(job, &expected, awaited, 0, __ATOMIC_ACQ_REL, __ATOMIC_RELAXED);
  while (!simrun_job_is_finished(job)) futex_wait(job, awaited);
}
