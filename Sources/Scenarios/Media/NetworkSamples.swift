internal import SimCore
internal import VoicePipeline

/// What one direction of a network is like, learned from the packet tier: calls of the flow tier
/// take one of these legs each, instead of sending packets.
///
/// The legs are those of the model and of no run: every seed has the same ones.
struct NetworkSamples: Sendable {
  struct Leg: Sendable {
    /// Delay of each talk spurt, in µs; later ones are like the last.
    let delays: [Int]
    let counts: PlayoutCounts
    let jitter: Int
    let rating: Double
    let worstRating: Double
  }

  static let count = 64
  private static let spurts = 16
  private static let frames = 100
  private static let gap = 120

  let legs: [Leg]
  /// What a recognizer gets to hear of it: concealed frames, whatever made them so.
  let loss: LineLoss

  init(_ pass: SpurtPass, policy: PlayoutPolicy, key: DrawKey) {
    legs = (0..<Self.count).map { index in
      var leg = PacketLeg(key.entity("leg", UInt64(index)), path: pass.path, policy: policy)
      let delays = (0..<Self.spurts).map { spurt in
        let slot = spurt * (Self.frames + Self.gap)
        return pass.traced(&leg, Spurt(slot: slot, frames: Self.frames)).startDelay
      }
      return Leg(
        delays: delays,
        counts: leg.buffer.counts,
        jitter: leg.buffer.interarrivalJitter,
        rating: leg.windows.overall(leg.buffer.counts, by: pass.ratings) ?? 0,
        worstRating: leg.windows.ratingMin
      )
    }
    let all = legs.reduce(PlayoutCounts()) { $0 + $1.counts }
    loss = LineLoss(
      ratio: min(all.concealedRatio, 0.95),
      burstFrames: max(all.burstLength, 1)
    )
  }
}

/// The flow tier over a network that is not ideal: one draw for a call stands for its packets.
final class SampledMedia: LineMedia {
  private let samples: CallSamples
  private let distance: Duration
  private let up: NetworkSamples.Leg
  private let down: NetworkSamples.Leg
  private var spoken = SpokenTime()
  private var played = SpokenTime()

  let setUp: Duration

  /// `distance` is what the way of this call takes longer than others over the network.
  init(_ network: CallNetwork, _ samples: CallSamples, draws: DrawKey, distance: Duration) {
    setUp = network.setUp
    self.distance = distance
    self.samples = samples
    up = samples.uplink.legs[draws.below(NetworkSamples.count, .sample)]
    down = samples.downlink.legs[draws.below(NetworkSamples.count, .sample, 1)]
  }

  func callerBegins(at now: SimInstant, for length: Duration) -> SpurtArrival {
    let delay = spoken.begin(at: now, for: length, up.delays) + distance
    return SpurtArrival(delay: delay, lastDelay: delay, loss: samples.uplink.loss)
  }

  func callerStops(at now: SimInstant) -> Duration { spoken.stop(at: now, up.delays) + distance }

  func agentPlays(from start: SimInstant, for length: Duration) -> SpurtArrival {
    let delay = played.begin(at: start, for: length, down.delays) + distance
    return SpurtArrival(delay: delay, lastDelay: delay)
  }

  func agentStops(at now: SimInstant) { _ = played.stop(at: now, down.delays) }

  func account() -> CallMedia? {
    CallMedia(uplink: up.media(of: spoken.total), downlink: down.media(of: played.total))
  }
}

/// What has been said in one direction.
private struct SpokenTime {
  private(set) var total = Duration.zero
  private var spurts = 0
  private var end = SimInstant.zero

  mutating func begin(at start: SimInstant, for length: Duration, _ delays: [Int]) -> Duration {
    // Sentences that follow each other without a pause are one spurt.
    if start > end || spurts == 0 { spurts += 1 }
    total += length
    end = start.advanced(by: length)
    return delay(delays)
  }

  mutating func stop(at now: SimInstant, _ delays: [Int]) -> Duration {
    if now < end {
      total -= now.duration(to: end)
      end = now
    }
    return delay(delays)
  }

  private func delay(_ delays: [Int]) -> Duration {
    Duration(wholeMicros: delays[min(max(spurts, 1), delays.count) - 1])
  }
}

extension NetworkSamples.Leg {
  /// As this leg, for so much speech.
  fileprivate func media(of speech: Duration) -> LegMedia {
    let frames = max(speech, .zero).wholeMicros / FrameDuration.micros
    var scaled = PlayoutCounts()
    scaled.frames = frames
    scaled.lost = share(counts.lost, of: frames)
    scaled.late = share(counts.late, of: frames)
    scaled.discarded = share(counts.discarded, of: frames)
    scaled.recovered = share(counts.recovered, of: frames)
    scaled.concealed = share(counts.concealed, of: frames)
    scaled.bursts = share(counts.bursts, of: frames)
    return LegMedia(
      counts: scaled,
      jitter: Duration(wholeMicros: jitter),
      playoutDelay: Duration(wholeMicros: delays.reduce(0, +) / delays.count),
      rating: frames > 0 ? rating : nil,
      worstRating: frames >= QualityWindows.windowFrames ? worstRating : nil
    )
  }

  /// Rounded to the nearest.
  private func share(_ part: Int, of frames: Int) -> Int {
    (part * frames + counts.frames / 2) / max(counts.frames, 1)
  }
}

/// Both directions of a network, as the flow tier knows it.
struct CallSamples: Sendable {
  let uplink: NetworkSamples
  let downlink: NetworkSamples

  init(_ network: CallNetwork) {
    let key = DrawKey(seed: 0).entity("network samples", 0)
    uplink = NetworkSamples(
      network.uplink,
      policy: network.agentPolicy,
      key: key.entity("uplink", 0)
    )
    downlink = NetworkSamples(
      network.downlink,
      policy: network.callerPolicy,
      key: key.entity("downlink", 0)
    )
  }
}

extension Purpose {
  fileprivate static let sample = Purpose("media.sample")
}
