#include "CSimRuntime.h"
#include <poll.h>
#include <spawn.h>
#include <sys/wait.h>

// Nothing of the user's environment changes what is measured.
static char *const environment[] = {"PATH=/usr/bin:/bin", "LC_ALL=C", "PYTHONDONTWRITEBYTECODE=1", NULL};

static int spawn_on(int output, int drops_errors, char *const *words, pid_t *child) {
  posix_spawn_file_actions_t actions;
  posix_spawnattr_t attributes;
  sigset_t set;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
  posix_spawn_file_actions_adddup2(&actions, output, STDOUT_FILENO);
  if (drops_errors) {
    posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
  } else {
    posix_spawn_file_actions_adddup2(&actions, output, STDERR_FILENO);
  }
  posix_spawnattr_init(&attributes);
  sigemptyset(&set);
  posix_spawnattr_setsigmask(&attributes, &set);
  sigaddset(&set, SIGPIPE);
  posix_spawnattr_setsigdefault(&attributes, &set);
  posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK);
  int reason = posix_spawn(child, words[0], &actions, &attributes, words, environment);
  posix_spawnattr_destroy(&attributes);
  posix_spawn_file_actions_destroy(&actions);
  return reason;
}

pid_t simrun_start(char *const *words, int drops_errors, int *output) {
  int ends[2];
  pid_t child = -1;
  if (pipe2(ends, O_CLOEXEC) != 0) return -1;
  int reason = spawn_on(ends[1], drops_errors, words, &child);
  close(ends[1]);
  if (reason != 0) {
    close(ends[0]);
    errno = reason;
    return -1;
  }
  *output = ends[0];
  return child;
}

int simrun_wait_for_output(int output, int milliseconds) {
  struct pollfd watched = {.fd = output, .events = POLLIN};
  return poll(&watched, 1, milliseconds) > 0;
}

static int64_t nanoseconds_in(struct timeval time) {
  return time.tv_sec * INT64_C(1000000000) + time.tv_usec * INT64_C(1000);
}

int simrun_collect(pid_t child, int *code, int64_t *cpu_nanoseconds) {
  int status;
  struct rusage usage;
  if (wait4(child, &status, WNOHANG, &usage) != child) return 0;
  *code = WIFSIGNALED(status) ? 128 + WTERMSIG(status) : WEXITSTATUS(status);
  *cpu_nanoseconds = nanoseconds_in(usage.ru_utime) + nanoseconds_in(usage.ru_stime);
  return 1;
}
