// The three workloads in ns-3: callbacks of its simulator, with its priority-queue scheduler, the
// fastest of those that Debian's package has.
//
//   models w1|w2|w3 SIZE PENDING
#include "../common/workloads.hpp"
#include "ns3/core-module.h"

#include <deque>

using ns3::Create;
using ns3::EventId;
using ns3::Ptr;
using ns3::Seconds;
using ns3::Simulator;

static Random source = random_from(1);

static double exponential(double mean) { return random_exponential(&source, mean); }

static double uniform(double low, double high) { return random_uniform(&source, low, high); }

static double now() { return Simulator::Now().GetSeconds(); }

namespace hold {
static long fired = 0, limit = 0;

static void fire(int id) {
  if (++fired >= limit) {
    Simulator::Stop();
    return;
  }
  Simulator::Schedule(Seconds(exponential(1)), &fire, id);
}

static void run(long events, long pending) {
  limit = events;
  for (int id = 0; id < pending; id++) Simulator::Schedule(Seconds(exponential(1)), &fire, id);
  double start = cpu_seconds();
  Simulator::Run();
  double cpu = cpu_seconds() - start;
  printf("workload=w1 program=ns3 events=%ld cpu_s=%.6f rss_kib=%ld end_s=%.6f\n", fired, cpu,
         peak_memory_kib(), now());
}
} // namespace hold

namespace queueing {
struct Caller {
  EventId patience;
  double arrival;
  bool is_waiting;
};

static Queueing counts;
static int free_agents = Queueing::agents;
static long arrivals = 0, limit = 0;
static std::deque<Caller *> queue;

static void service_ended() {
  while (!queue.empty()) {
    Caller *caller = queue.front();
    queue.pop_front();
    bool is_served = caller->is_waiting;
    if (is_served) {
      caller->patience.Cancel();
      counts.served++;
      counts.waited += now() - caller->arrival;
    }
    delete caller;
    if (is_served) {
      Simulator::Schedule(Seconds(exponential(Queueing::service_mean)), &service_ended);
      return;
    }
  }
  free_agents++;
}

static void patience_ended(Caller *caller) {
  caller->is_waiting = false;
  counts.abandoned++;
}

static void arrive() {
  arrivals++;
  if (free_agents > 0) {
    free_agents--;
    counts.served++;
    Simulator::Schedule(Seconds(exponential(Queueing::service_mean)), &service_ended);
  } else {
    Caller *caller = new Caller{EventId(), now(), true};
    caller->patience = Simulator::Schedule(
        Seconds(exponential(Queueing::patience_mean)), &patience_ended, caller);
    queue.push_back(caller);
  }
  if (arrivals < limit) Simulator::Schedule(Seconds(exponential(arrival_gap)), &arrive);
}

static void run(long calls) {
  limit = calls;
  double start = cpu_seconds();
  Simulator::Schedule(Seconds(exponential(arrival_gap)), &arrive);
  Simulator::Run();
  counts.print("ns3", calls, now(), cpu_seconds() - start);
}
} // namespace queueing

namespace dialing {
static Dialing counts;
static CallRateLimit rate_limit;
static int free_slots = Dialing::model_slots;
static long arrivals = 0, limit = 0;

class Call : public ns3::SimpleRefCount<Call> {
public:
  void begin() {
    start = now();
    counts.began();
    wait(rate_limit.delay(start) + uniform(.2, .8));
  }

private:
  double start = 0;
  int step = 0, turn = 0;
  static std::deque<Ptr<Call>> queue;

  void wait(double seconds) {
    Simulator::Schedule(Seconds(seconds), &Call::next, Ptr<Call>(this));
  }

  void next() {
    switch (step++) {
    case 0: wait(exponential(Dialing::ring_mean)); break;
    case 1: wait(uniform(.05, .15)); break;
    case 2: wait(exponential(Dialing::speech_mean)); break;
    case 3: wait(uniform(.2, .4)); break;
    case 4: wait(uniform(.1, .3)); break;
    case 5:
      if (free_slots > 0) {
        free_slots--;
        wait(exponential(Dialing::model_mean));
      } else {
        counts.waited++;
        queue.push_back(this);
      }
      break;
    case 6:
      if (queue.empty()) {
        free_slots++;
      } else {
        Ptr<Call> other = queue.front();
        queue.pop_front();
        other->wait(exponential(Dialing::model_mean));
      }
      wait(uniform(.1, .2));
      break;
    case 7: wait(exponential(Dialing::playback_mean)); break;
    case 8:
      if (++turn < Dialing::turns) {
        step = 3;
        wait(exponential(Dialing::speech_mean));
      } else {
        counts.ended(now() - start);
      }
      break;
    }
  }
};

std::deque<Ptr<Call>> Call::queue;

static void arrive() {
  arrivals++;
  Create<Call>()->begin();
  if (arrivals < limit) Simulator::Schedule(Seconds(exponential(arrival_gap)), &arrive);
}

static void run(long calls) {
  limit = calls;
  double start = cpu_seconds();
  Simulator::Schedule(Seconds(exponential(arrival_gap)), &arrive);
  Simulator::Run();
  counts.print("ns3", now(), cpu_seconds() - start);
}
} // namespace dialing

int main(int count, char **words) {
  ns3::ObjectFactory scheduler;
  scheduler.SetTypeId("ns3::PriorityQueueScheduler");
  Simulator::SetScheduler(scheduler);
  const char *workload = count > 1 ? words[1] : "w3";
  if (!strcmp(workload, "w1"))
    hold::run(argument(count, words, 2, 10000000), argument(count, words, 3, 100000));
  else if (!strcmp(workload, "w2"))
    queueing::run(argument(count, words, 2, 60000));
  else
    dialing::run(argument(count, words, 2, 20000));
  Simulator::Destroy();
}
