// The one C source of the project: hooks into the Swift concurrency runtime, the current kernel of a
// thread, and the system's headers, so that no Swift file imports the C library by itself.
#pragma once
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "child.h"
#include "loop.h"
#include "sockets.h"
#include "threads.h"

/// `open` without its variable arguments, which Swift cannot call.
static inline int simrun_open(const char *path, int flags, mode_t mode) {
  return open(path, flags, mode);
}

/// Waits until no other process has the file locked, and locks it.
static inline int simrun_lock(int descriptor) { return flock(descriptor, LOCK_EX); }

/// A write to a closed pipe fails from now on, instead of ending the process.
static inline void simrun_ignore_broken_pipes(void) { signal(SIGPIPE, SIG_IGN); }

/// The reason of the last failed system call of this thread.
static inline int simrun_errno(void) { return errno; }

// The kernel that runs on this thread, or NULL.
extern _Thread_local void *simrun_kernel_of_thread;

static inline void *simrun_current_kernel(void) { return simrun_kernel_of_thread; }

static inline void *simrun_exchange_kernel(void *kernel) {
  void *previous = simrun_kernel_of_thread;
  simrun_kernel_of_thread = kernel;
  return previous;
}

// What the runtime calls back: a job meant for the global pool while a kernel runs on the thread; a
// job meant for the global pool from any other thread while that is forbidden; a cancelled sleep.
typedef struct {
  void (*redirect)(void *kernel, void *job);
  void (*escaped)(void);
  void (*cancelled)(uintptr_t context);
} simrun_callbacks;

// Takes over swift_task_enqueueGlobal. To be called once, before the first task of a cell.
void simrun_install(simrun_callbacks callbacks);

// Whether an enqueue to the global pool from a thread without a kernel calls `escaped`.
void simrun_forbid_off_cell_jobs(int forbidden);

// A cancellation record of the current task without a closure; records are removed last in, first out.
void *simrun_add_cancellation(uintptr_t context);
void simrun_remove_cancellation(void *record);

// The task that runs on this thread, or NULL; the same pointer as its job.
void *simrun_current_task(void);

/// Has the processor fetch the cache line of an address, whatever is there.
static inline void simrun_prefetch(const void *address) { __builtin_prefetch(address); }

/// The same for a suspended task: its status and its allocator.
static inline void simrun_prefetch_task(const void *task) {
  for (int line = 0; line < 3; line++) __builtin_prefetch((const char *)task + 64 * line);
}

/// The same for the innermost frame of a suspended task, and for what its allocator looks at first.
///
/// The pinned runtime keeps the addresses of the frame, of the last allocation and of the first slab
/// in words 8, 14 and 15 of a task. Were they others, the processor would fetch something useless,
/// and no more.
static inline void simrun_prefetch_frame(const void *task) {
  const char *const *words = (const char *const *)task;
  for (int line = 0; line < 5; line++) __builtin_prefetch(words[8] + 64 * line);
  __builtin_prefetch(words[14]);
  __builtin_prefetch(words[15]);
}

/// The same for an object of a class, up to `lines` lines of it.
static inline void simrun_prefetch_object(const void *object, int lines) {
  for (int line = 0; line < lines; line++) __builtin_prefetch((const char *)object + 64 * line);
}

/// The same for what the fields of an object of a class point to.
///
/// The runtime keeps the length of an instance 24 bytes into its class. Which word is a pointer is
/// a guess: those into the same 4 GiB. A wrong one costs a fetch of something useless, and no more.
static inline void simrun_prefetch_fields(const void *object, int lines) {
  const uint64_t *words = (const uint64_t *)object;
  uint32_t bytes = *(const uint32_t *)((const char *)words[0] + 24);
  for (uint32_t word = 2; word < bytes / 8; word++) {
    uint64_t value = words[word];
    if ((value ^ (uint64_t)(uintptr_t)object) >> 32 == 0) {
      simrun_prefetch_object((const void *)(uintptr_t)value, lines);
    }
  }
}

// Writes the message to standard error and ends the process.
_Noreturn void simrun_stop(const char *message);

int64_t simrun_wall_nanoseconds(void);

/// Civil time since 1970-01-01T00:00:00Z, as the host has it set.
int64_t simrun_civil_nanoseconds(void);
int64_t simrun_process_cpu_nanoseconds(void);
int64_t simrun_thread_cpu_nanoseconds(void);
int64_t simrun_peak_memory_bytes(void);
int64_t simrun_heap_bytes(void);

// The machine's architecture and the release of its kernel, as uname(2) names them.
const char *simrun_machine_name(void);
const char *simrun_kernel_release(void);

// Processors that are there now, at least 1.
int simrun_processor_count(void);

/// Whether the processor has instructions for SHA-256.
int simrun_sha256_is_in_hardware(void);

/// Folds blocks of 64 bytes into a digest's eight words; only on a processor that can.
void simrun_sha256_fold(uint32_t *state, const uint8_t *bytes, size_t blocks);
