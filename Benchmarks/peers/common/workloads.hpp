// The parameters of workloads 2 and 3, and what is counted of them.
#pragma once
#include "peer.h"

// Seconds from one call to the next: 20,000 an hour.
constexpr double arrival_gap = 3600.0 / 20000;

// Workload 2: a queue of callers who give up.
struct Queueing {
  static constexpr int agents = 1667;
  static constexpr double service_mean = 300;
  static constexpr double patience_mean = 120;
  long served = 0, abandoned = 0;
  double waited = 0;

  void print(const char *program, long calls, double end, double cpu) const {
    printf("workload=w2 program=%s events=%ld cpu_s=%.6f rss_kib=%ld served=%ld abandoned=%ld "
           "wait_s=%.4f end_s=%.1f\n",
           program, calls, cpu, peak_memory_kib(), served, abandoned,
           waited / (served ? served : 1), end);
  }
};

// Workload 3: calls of twenty turns that share the slots of a language model.
struct Dialing {
  static constexpr int turns = 20;
  static constexpr int steps_per_call = 3 + 6 * turns;
  static constexpr int model_slots = 400;
  static constexpr double ring_mean = 8, speech_mean = 4, model_mean = 3.2, playback_mean = 5;
  long done = 0, waited = 0, live = 0, peak = 0;
  double duration = 0;

  void began() {
    if (++live > peak) peak = live;
  }

  void ended(double seconds) {
    --live;
    ++done;
    duration += seconds;
  }

  void print(const char *program, double end, double cpu) const {
    printf("workload=w3 program=%s events=%ld cpu_s=%.6f rss_kib=%ld calls=%ld duration_s=%.3f "
           "waited=%ld peak=%ld end_s=%.1f\n",
           program, done * steps_per_call, cpu, peak_memory_kib(), done, duration / done, waited,
           peak, end);
  }
};

// The carrier's limit of 30 calls a second with a burst of 30 (generic cell rate algorithm).
struct CallRateLimit {
  double next = 0;

  // Seconds that a call has to wait; it is counted.
  double delay(double now) {
    const double gap = 1.0 / 30;
    double planned = next > now ? next : now;
    next = planned + gap;
    double wait = planned - 29 * gap - now;
    return wait > 0 ? wait : 0;
  }
};
