// One direction of the media of many calls, as a C programmer would write it: one frame after the
// other, a uniform for each decision, the C library's log and pow.
//
//   packets GOOD_TO_BAD LEGS SPURTS SEED
//
// Losses of a Gilbert chain (bad to good 1/2); delay 40 ms, AR(1) jitter with Gamma(2) values, rare
// Pareto spikes, order kept; an adaptive jitter buffer; RFC 3550 jitter; a rating of the E-model
// (ITU-T G.107, G.711 with concealment) every 400 frames. Times in microseconds. The parameters,
// and the lengths of spurts and gaps, are those of `simrun bench media`.
#include "../common/peer.h"

enum { FRAME = 20000, BIN = 4096, BINS = 128, WINDOW = 400 };

static const double BAD_TO_GOOD = 0.5;
static const double BASE = 40000;
static const double JITTER_SCALE = 3000;
static const double CORRELATION = 0.7;
static const double SPIKE_SHARE = 0.005;
static const double SPIKE_SCALE = 20000;
static const double SPIKE_ALPHA = 1.8;
static const double SPIKE_MAX = 2e6;
static const double DEPTH_START = 40000;
static const double DEPTH_MIN = 20000;
static const double DEPTH_MAX = 200000;
static const double FIXED_DELAY = 20000;
static const double CONCEALMENT = 25.1;

typedef struct {
  Random random;
  double jitter, last_sent, last_received, interarrival, playout, floor;
  uint16_t delays[BINS];
  int delays_seen, frames, concealed, window_bursts;
  long sent, lost, late, bursts, windows;
  double rating_sum;
} Leg;

static double good_to_bad;
static double delay_ratings[257];

static double level(double x) { return pow(10, x / 10); }
static double soft_maximum(double x, double n) { return pow(1 + pow(x, n), 1 / n); }

// Ro - Is - Id of G.107 (06/2015) with the defaults of its table 2, for a one-way delay in ms.
static double delay_rating(double ms) {
  double room = 35 - 10 - 3 - 14, effective = 35 + 10 * log10(1 + level(10 - 18));
  double send = 35 - 8 - 3 - 100 + 0.004 * room * room;
  double receive = 2 - 121 + effective + 0.008 * (effective - 35) * (effective - 35);
  double noise = 10 * log10(level(-70) + level(send) + level(receive) + level(-62));
  double basic = 15 - 1.5 * (8 + noise);
  double excess = (10 + 0.2 * (64 + noise - 2)) / 8;
  double loudness = 20 * (soft_maximum(excess, 8) - excess);
  double masking = -10 * log10(level(-15) + exp(-ms / 4) * level(-65));
  double sidetone = 12 * soft_maximum((masking - 13) / 6, 8)
      - 28 * soft_maximum((masking + 1) / 19.4, 35) - 13 * soft_maximum((masking - 3) / 33, 13) + 29;
  double g = 1.07 + 0.258 * 37 + 0.0602 * 37 * 37;
  double quantising = 15 * log10(1 + pow(10, (basic - 100) / 15 + 46 / 8.4 - g / 9)
                                 + pow(10, 46.0 / 30 - g / 40));
  double talker = 0, absolute = 0;
  if (ms >= 1) {
    double heard = 65 - 40 * log10((1 + ms / 10) / (1 + ms / 150)) + 6 * exp(-0.3 * ms * ms);
    double half = (-1.5 * (noise - 2) - 80 - 2.5 * (heard - 14)) / 2;
    talker = (half + sqrt(half * half + 100) - 1) * (1 - exp(-ms));
  }
  double half = (basic - 10.5 * 117 / sqrt(sqrt(2 * ms + 1))) / 2;
  double listener = half + sqrt(half * half + 169);
  if (ms > 100) {
    double x = log2(ms / 100);
    absolute = 25 * (soft_maximum(x, 6) - 3 * soft_maximum(x / 3, 6) + 2);
  }
  return basic - loudness - sidetone - quantising - talker - listener - absolute;
}

static double rating(const Leg *leg) {
  double place = fmin((leg->playout + FIXED_DELAY) / BIN, 255), row = floor(place);
  double left = delay_ratings[(int)row], right = delay_ratings[(int)row + 1];
  double r = left + (place - row) * (right - left);
  if (!leg->concealed) return r;
  double loss = leg->concealed / (double)WINDOW;
  double burst = leg->concealed / (double)leg->window_bursts * (1 - loss);
  return r - 95 * 100 * loss / (100 * loss / fmax(burst, 1) + CONCEALMENT);
}

// Before a spurt: the buffer aims at what 99 of 100 frames have kept.
static void retarget(Leg *leg, double silence) {
  if (leg->delays_seen >= 2048) {
    leg->delays_seen = 0;
    for (int bin = 0; bin < BINS; bin++) leg->delays_seen += leg->delays[bin] >>= 1;
  }
  if (leg->delays_seen < 16) return;
  int allowed = leg->delays_seen * 10 / 1024, above = 0, high = BINS - 1, low = 0;
  if (allowed < 1) allowed = 1;
  for (; high > 0; high--) {
    above += leg->delays[high];
    if (above > allowed) break;
  }
  while (low < high && !leg->delays[low]) low++;
  leg->floor = low * (double)BIN;
  double depth = (high + 1 - low) * (double)BIN;
  double target = leg->floor + fmin(fmax(depth, DEPTH_MIN), DEPTH_MAX);
  leg->playout = fmax(target, leg->playout - silence);
}

static double next_delay(Leg *leg) {
  Random *random = &leg->random;
  double added = 0;
  if (random_unit(random) >= CORRELATION) added += random_exponential(random, 1);
  if (random_unit(random) >= CORRELATION) added += random_exponential(random, 1);
  leg->jitter = CORRELATION * leg->jitter + JITTER_SCALE * added;
  double delay = BASE + leg->jitter;
  if (random_unit(random) < SPIKE_SHARE)
    delay += fmin(SPIKE_MAX, SPIKE_SCALE * (pow(random_unit(random), -1 / SPIKE_ALPHA) - 1));
  leg->last_sent = fmax(delay, leg->last_sent - FRAME);
  return leg->last_sent;
}

// The frame's delay, as its receiver notes it; whether it is late.
static int receive(Leg *leg, double delay) {
  if (leg->last_received < 0) {
    leg->floor = delay;
    leg->playout = delay + DEPTH_START;
  } else {
    leg->interarrival += (fabs(delay - leg->last_received) - leg->interarrival) / 16;
  }
  leg->last_received = delay;
  int bin = (int)delay / BIN;
  leg->delays[bin < BINS ? bin : BINS - 1]++;
  leg->delays_seen++;
  return delay > leg->playout;
}

static void spurt(Leg *leg, int gap, int frames) {
  Random *random = &leg->random;
  // After 20 slots of silence and more the chain is anywhere, and so is the jitter.
  int bad = random_unit(random) < good_to_bad / (good_to_bad + BAD_TO_GOOD);
  leg->jitter = random_exponential(random, JITTER_SCALE) + random_exponential(random, JITTER_SCALE);
  leg->last_sent -= gap * (double)FRAME;
  retarget(leg, gap * (double)FRAME);
  for (int frame = 0, run = 0; frame < frames; frame++) {
    double luck = random_unit(random);
    bad = bad ? luck >= BAD_TO_GOOD : luck < good_to_bad;
    double delay = next_delay(leg);
    int late = !bad && receive(leg, delay);
    if (late && run >= 3)
      leg->playout = fmax(leg->playout, fmin(delay + FRAME, leg->floor + DEPTH_MAX));
    leg->lost += bad;
    leg->late += late;
    if (bad || late) {
      leg->concealed++;
      leg->bursts += run == 0;
      leg->window_bursts += run == 0 || leg->frames == 0;
      run++;
    } else {
      run = 0;
    }
    if (++leg->frames == WINDOW) {
      leg->rating_sum += rating(leg);
      leg->windows++;
      leg->frames = leg->concealed = leg->window_bursts = 0;
    }
  }
  leg->sent += frames;
}

// The same lengths for every program.
static uint64_t length_bits(uint64_t index) {
  uint64_t mixed = (index + 1) * 0x9e3779b97f4a7c15u;
  mixed = (mixed ^ (mixed >> 30)) * 0xbf58476d1ce4e5b9u;
  mixed = (mixed ^ (mixed >> 27)) * 0x94d049bb133111ebu;
  return mixed ^ (mixed >> 31);
}

int main(int count, char **words) {
  good_to_bad = count > 1 ? atof(words[1]) : 0.005;
  long legs = argument(count, words, 2, 200);
  long spurts = argument(count, words, 3, 100);
  long seed = argument(count, words, 4, 1);
  for (int row = 0; row <= 256; row++) delay_ratings[row] = delay_rating(row * 4.096);
  Leg *all = calloc((size_t)legs, sizeof *all);
  for (long leg = 0; leg < legs; leg++) {
    all[leg].random = random_from((uint64_t)seed * 1000003 + (uint64_t)leg);
    all[leg].last_received = -1;
    all[leg].last_sent = -1e18;
  }
  double start = cpu_seconds();
  for (long round = 0; round < spurts; round++)
    for (long leg = 0; leg < legs; leg++) {
      uint64_t bits = length_bits((uint64_t)(round * legs + leg));
      spurt(&all[leg], 20 + (int)(bits % 131), 50 + (int)((bits >> 32) % 451));
    }
  double spent = cpu_seconds() - start;
  long sent = 0, lost = 0, late = 0, bursts = 0, windows = 0;
  double ratings = 0, jitter = 0;
  for (long leg = 0; leg < legs; leg++) {
    sent += all[leg].sent;
    lost += all[leg].lost;
    late += all[leg].late;
    bursts += all[leg].bursts;
    windows += all[leg].windows;
    ratings += all[leg].rating_sum;
    jitter += all[leg].interarrival;
  }
  printf("workload=packets program=c events=%ld cpu_s=%.6f rss_kib=%ld loss=%.6f late=%.6f "
         "burst=%.6f jitter_us=%.3f rating=%.4f\n",
         sent, spent, peak_memory_kib(), lost / (double)sent, late / (double)sent,
         (lost + late) / (double)bursts, jitter / (double)legs, ratings / (double)windows);
  free(all);
}
