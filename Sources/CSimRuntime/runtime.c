#include "CSimRuntime.h"
#include <sys/utsname.h>

#include <malloc.h>
#include <stdatomic.h>

#define SWIFT_CC __attribute__((swiftcall))
#define SWIFT_CONTEXT __attribute__((swift_context))

_Thread_local void *simrun_kernel_of_thread;

static simrun_callbacks installed;
static atomic_int off_cell_forbidden;

// The runtime's own symbols (libswift_Concurrency); their form belongs to the pinned toolchain.
typedef SWIFT_CC void (*enqueue_original)(void *job);
typedef SWIFT_CC void (*cancellation_handler)(SWIFT_CONTEXT void *context);
extern SWIFT_CC void (*swift_task_enqueueGlobal_hook)(void *job, enqueue_original original);
extern SWIFT_CC void *swift_task_addCancellationHandler(cancellation_handler handler, void *context);
extern SWIFT_CC void swift_task_removeCancellationHandler(void *record);
extern SWIFT_CC void *swift_task_getCurrent(void);

static SWIFT_CC void enqueue_global(void *job, enqueue_original original) {
  void *kernel = simrun_kernel_of_thread;
  if (kernel) {
    installed.redirect(kernel, job);
    return;
  }
  if (atomic_load_explicit(&off_cell_forbidden, memory_order_relaxed)) installed.escaped();
  original(job);
}

static SWIFT_CC void on_cancellation(SWIFT_CONTEXT void *context) {
  installed.cancelled((uintptr_t)context);
}

void simrun_install(simrun_callbacks callbacks) {
  installed = callbacks;
  swift_task_enqueueGlobal_hook = enqueue_global;
}

void simrun_forbid_off_cell_jobs(int forbidden) {
  atomic_store_explicit(&off_cell_forbidden, forbidden, memory_order_relaxed);
}

void *simrun_add_cancellation(uintptr_t context) {
  return swift_task_addCancellationHandler(on_cancellation, (void *)context);
}

void simrun_remove_cancellation(void *record) { swift_task_removeCancellationHandler(record); }

void *simrun_current_task(void) { return swift_task_getCurrent(); }

_Noreturn void simrun_stop(const char *message) {
  static atomic_flag stopping = ATOMIC_FLAG_INIT;
  // Two threads may break a rule at once: one speaks, the other waits for the end of the process.
  while (atomic_flag_test_and_set(&stopping)) pause();
  fprintf(stderr, "simrun: %s\n", message);
  abort();
}

static int64_t nanoseconds_of(clockid_t clock) {
  struct timespec time;
  clock_gettime(clock, &time);
  return time.tv_sec * INT64_C(1000000000) + time.tv_nsec;
}

int64_t simrun_wall_nanoseconds(void) { return nanoseconds_of(CLOCK_MONOTONIC); }

int64_t simrun_civil_nanoseconds(void) { return nanoseconds_of(CLOCK_REALTIME); }

int64_t simrun_process_cpu_nanoseconds(void) { return nanoseconds_of(CLOCK_PROCESS_CPUTIME_ID); }

int64_t simrun_thread_cpu_nanoseconds(void) { return nanoseconds_of(CLOCK_THREAD_CPUTIME_ID); }

// getrusage would count the process that started this one, too, until it became this program.
int64_t simrun_peak_memory_bytes(void) {
  struct rusage usage;
  getrusage(RUSAGE_SELF, &usage);
  long long peak = usage.ru_maxrss;
  FILE *status = fopen("/proc/self/status", "re");
  char line[256];
  while (status && fgets(line, sizeof line, status))
    if (sscanf(line, "VmHWM: %lld", &peak) == 1) break;
  if (status) fclose(status);
  return peak * INT64_C(1024);
}

int64_t simrun_heap_bytes(void) {
  struct mallinfo2 heap = mallinfo2();
  return (int64_t)(heap.uordblks + heap.hblkhd);
}

static const struct utsname *machine(void) {
  static struct utsname names;
  if (names.machine[0] == 0) uname(&names);
  return &names;
}

const char *simrun_machine_name(void) { return machine()->machine; }

const char *simrun_kernel_release(void) { return machine()->release; }

int simrun_processor_count(void) {
  long count = sysconf(_SC_NPROCESSORS_ONLN);
  return count > 0 && count < 4096 ? (int)count : 1;
}
