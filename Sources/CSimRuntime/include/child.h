// Other programs, started and watched.
#pragma once
#include <stdint.h>
#include <sys/types.h>

/// Starts a program with standard output and standard error on a pipe, whose end to read is stored.
///
/// The words are a NULL-terminated list that begins with the program's path. The program gets a
/// fixed, nearly empty environment. Gives the process, or -1 with errno set.
pid_t simrun_start(char *const *words, int drops_errors, int *output);

/// Waits for something to read, or for its end, at most so many milliseconds: 1 when there is.
int simrun_wait_for_output(int output, int milliseconds);

/// Takes note of a process that has ended: 1 with its exit code (128 and the signal that ended it)
/// and the processor time that it used, 0 while it runs.
int simrun_collect(pid_t child, int *code, int64_t *cpu_nanoseconds);
