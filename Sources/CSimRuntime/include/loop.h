// What a live cell waits with: a set of descriptors (epoll) and a bell that any thread may ring
// (eventfd). Every function gives a negative error number when it fails.
#pragma once
#include <stdint.h>

// What a descriptor is watched for, and what was found: a failed or closed one is always found.
enum {
  SIMRUN_READABLE = 1,
  SIMRUN_WRITABLE = 2,
  SIMRUN_CLOSED = 4,
};

typedef struct {
  uint64_t token;
  uint32_t found;
} simrun_ready;

/// A new set of descriptors.
int simrun_poll_open(void);

/// Adds a descriptor to a set; what is found bears the token.
int simrun_poll_add(int poll, int descriptor, uint64_t token, uint32_t wanted);

/// Changes what a descriptor is watched for.
int simrun_poll_change(int poll, int descriptor, uint64_t token, uint32_t wanted);

/// Takes a descriptor out of a set.
int simrun_poll_remove(int poll, int descriptor);

/// Waits for a descriptor, for a time (negative: for ever) or for a signal; gives the number of
/// descriptors found, which is zero after a signal too.
int simrun_poll_wait(int poll, simrun_ready *ready, int capacity, int64_t nanoseconds);

/// A new bell in a set. It is edge-triggered: each ring wakes once, and nobody has to silence it.
int simrun_bell_open(int poll, uint64_t token);

/// Wakes the set of a bell, from any thread.
void simrun_bell_ring(int bell);
