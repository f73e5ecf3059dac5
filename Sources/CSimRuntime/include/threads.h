// Threads of the operating system, and the three ways in which they wait for one another.
#pragma once
#include <stdint.h>

// Calls `body(context, index)` once for each index below `count`, each on a thread of its own but for
// index 0, which runs on the calling thread; returns when all have returned.
void simrun_on_threads(uint32_t count, void (*body)(void *context, uint32_t index), void *context);

// One thread more, or NULL when the system gives none; to be joined once.
void *simrun_thread_start(void (*body)(void *context), void *context);
void simrun_thread_join(void *thread);

// A barrier for a fixed number of threads: spins for a while, then sleeps on a futex.
typedef struct simrun_barrier simrun_barrier;
simrun_barrier *simrun_barrier_create(uint32_t threads);
void simrun_barrier_destroy(simrun_barrier *barrier);
void simrun_barrier_wait(simrun_barrier *barrier);

// Counts what is there to be taken; takers sleep while it is nothing.
typedef struct simrun_tally simrun_tally;
simrun_tally *simrun_tally_create(void);
void simrun_tally_destroy(simrun_tally *tally);
void simrun_tally_add(simrun_tally *tally, uint32_t count);
void simrun_tally_take(simrun_tally *tally);

// A job that exactly one thread does. Its word is 0 at first.
int simrun_job_claim(uint32_t *job);
void simrun_job_finish(uint32_t *job);
int simrun_job_is_finished(const uint32_t *job);
void simrun_job_await(uint32_t *job);
