// What the peers in C and C++ share: random numbers, processor time, peak memory.
#pragma once
#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

// xoshiro256++ (Blackman and Vigna 2019), seeded by SplitMix64.
typedef struct {
  uint64_t state[4];
} Random;

static inline uint64_t rotate_left(uint64_t value, int bits) {
  return (value << bits) | (value >> (64 - bits));
}

static inline Random random_from(uint64_t seed) {
  Random random;
  for (int i = 0; i < 4; i++) {
    seed += 0x9e3779b97f4a7c15u;
    uint64_t mixed = seed;
    mixed = (mixed ^ (mixed >> 30)) * 0xbf58476d1ce4e5b9u;
    mixed = (mixed ^ (mixed >> 27)) * 0x94d049bb133111ebu;
    random.state[i] = mixed ^ (mixed >> 31);
  }
  return random;
}

static inline uint64_t random_next(Random *random) {
  uint64_t *s = random->state;
  uint64_t result = rotate_left(s[0] + s[3], 23) + s[0];
  uint64_t shifted = s[1] << 17;
  s[2] ^= s[0];
  s[3] ^= s[1];
  s[1] ^= s[2];
  s[0] ^= s[3];
  s[2] ^= shifted;
  s[3] = rotate_left(s[3], 45);
  return result;
}

// In (0, 1].
static inline double random_unit(Random *random) {
  return ((random_next(random) >> 11) + 1) * 0x1.0p-53;
}

static inline double random_exponential(Random *random, double mean) {
  return -log(random_unit(random)) * mean;
}

static inline double random_uniform(Random *random, double low, double high) {
  return low + (high - low) * random_unit(random);
}

static inline double cpu_seconds(void) {
  struct timespec time;
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
  return time.tv_sec + 1e-9 * time.tv_nsec;
}

// Peak resident memory of this program. Unlike getrusage, the kernel's own count leaves out the
// memory of the process that started the program.
static inline long peak_memory_kib(void) {
  FILE *status = fopen("/proc/self/status", "r");
  char line[256];
  long peak = 0;
  while (status && fgets(line, sizeof line, status))
    if (sscanf(line, "VmHWM: %ld", &peak) == 1) break;
  if (status) fclose(status);
  return peak;
}

static inline uint64_t nanoseconds(double seconds) { return (uint64_t)(seconds * 1e9); }

// A number on the command line, or what stands for it.
static inline long argument(int count, char **words, int index, long otherwise) {
  return count > index ? (long)atof(words[index]) : otherwise;
}
