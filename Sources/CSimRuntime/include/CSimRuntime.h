// The one C source of the project: hooks into the Swift concurrency runtime, the current cell of a
// thread, and the system's headers, so that no Swift file imports the C library by itself.
#pragma once
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

/// `open` without its variable arguments, which Swift cannot call.
static inline int simrun_open(const char *path, int flags, mode_t mode) {
  return open(path, flags, mode);
}

/// The reason of the last failed system call of this thread.
static inline int simrun_errno(void) { return errno; }
