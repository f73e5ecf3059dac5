internal import SimCore
internal import VoicePipeline

/// What one direction of a network is like, learned from the packet tier: calls of the flow tier
/// take one of these legs each, instead of sending packets.
///
/// The legs are those of the model and of no run: every seed has the same ones.
struct NetworkSamples: Sendable {
  /// The leg after so many talk spurts.
  struct Stage: Sendable {
    /// Delay of this spurt's head, in µs.
    let delay: Int
    let counts: PlayoutCounts
    let jitter: Int
    let rating: Double
    let worstRating: Double
    /// Mean delay up to here, in µs.
    let meanDelay: Int
  }

  struct Leg: Sendable {
    let stages: [Stage]
    /// The longest run of made-up frames that touches each of many words in a row; none where
    /// nobody counts words.
    let wordGaps: [Int]
  }

  /// Enough that their mean score is off by 0.015 (standard error; 0.35 from leg to leg).
  static let count = 512
  /// Speech of some 40 s.
  fileprivate static let spurts = 24

  let legs: [Leg]

  init(
    _ pass: SpurtPass,
    policy: PlayoutPolicy,
    lengths: SpurtLengths,
    wordFrames: Int?,
    key: DrawKey
  ) {
    // A few hundred legs lose a little more or less than the network does in the long run, and
    // every run would have that error: of the last eighth, the one of two is taken that makes up
    // for it. Were all chosen so, legs that lose very much would be too few. What is sent again is
    // not lost, and how much that is nobody knows before.
    let isKnown = pass.path.transport == .datagrams(retransmits: false)
    var (lost, frames) = (0, 0)
    legs = (0..<UInt64(Self.count)).map { index in
      let candidates: UInt64 = isKnown && index >= UInt64(Self.count * 7 / 8) ? 2 : 1
      let legs = (0..<candidates).map { candidate in
        Leg(
          pass,
          policy: policy,
          lengths: lengths,
          wordFrames: wordFrames,
          draws: key.entity("leg", 2 * index + candidate)
        )
      }
      let errors = legs.map { leg in
        let ratio = Double(lost + leg.counts.lost) / Double(frames + leg.counts.frames)
        return (ratio - pass.path.loss.lossRatio).magnitude
      }
      let leg = errors[errors.count - 1] < errors[0] ? legs[legs.count - 1] : legs[0]
      lost += leg.counts.lost
      frames += leg.counts.frames
      return leg
    }
  }
}

extension NetworkSamples.Leg {
  fileprivate init(
    _ pass: SpurtPass,
    policy: PlayoutPolicy,
    lengths: SpurtLengths,
    wordFrames: Int?,
    draws: DrawKey
  ) {
    var maker = LegMaker(pass, policy: policy, draws: draws, wordFrames: wordFrames)
    for spurt in 0..<NetworkSamples.spurts {
      // Each after 1 to 9 s of the other side: of 730 gaps of 41 landline callers, nine of ten.
      let length = lengths.frames(draws, UInt64(spurt))
      maker.speak(length, after: 50 + draws.below(401, .gap, UInt64(spurt)))
    }
    stages = maker.stages
    wordGaps = maker.wordGaps
  }

  /// Of the whole leg.
  fileprivate var counts: PlayoutCounts { stages[stages.count - 1].counts }
}

/// How long talk spurts are, in frames: log-normal, but for a share that has one word.
struct SpurtLengths: Sendable {
  var median: Double
  var sigma: Double
  var most: Double
  var shortShare = 0.0
  var short = 1

  /// Replies of agents, some three seconds.
  static let agent = SpurtLengths(median: 160, sigma: 0.8, most: 2_000)

  /// As callers of a kind speak who have no matter of their own.
  init(_ caller: CallerSpec, wordFrames: Int) {
    // Pauses within turns make two spurts of one: the 380 longer ones of 41 landline callers had
    // 138 frames on average, turns of more than one word have 170.
    median = 0.8 * caller.wordsPerTurn.median * Double(wordFrames)
    sigma = caller.wordsPerTurn.sigma
    most = 31 * Double(wordFrames)
    // Half of them are back-channels, short answers and "hello?": 50 % of the 7,300 spurts of 400
    // landline callers, and 40 % of the 7,400 of 529 people with a matter, lasted half a second.
    shortShare = max(caller.oneWordShare, 0.5)
    short = wordFrames
  }

  private init(median: Double, sigma: Double, most: Double) {
    self.median = median
    self.sigma = sigma
    self.most = most
  }

  func frames(_ draws: DrawKey, _ spurt: UInt64) -> Int {
    if draws.chance(shortShare, .isShort, spurt) { return short }
    let deviation = Elementary.normalQuantile(draws.uniform(.length, spurt))
    return Int(min(median * Elementary.exp(sigma * deviation), most)) + 1
  }
}

/// Lives through one leg.
private struct LegMaker {
  private let pass: SpurtPass
  private let wordFrames: Int?
  private var leg: PacketLeg
  private var slot = 0
  private var delaySum = 0
  private(set) var stages: [NetworkSamples.Stage] = []
  private(set) var wordGaps: [Int] = []

  init(_ pass: SpurtPass, policy: PlayoutPolicy, draws: DrawKey, wordFrames: Int?) {
    self.pass = pass
    self.wordFrames = wordFrames
    leg = PacketLeg(draws, path: pass.path, policy: policy)
  }

  mutating func speak(_ frames: Int, after gap: Int) {
    slot += gap
    let trace = pass.traced(&leg, Spurt(slot: slot, frames: frames))
    slot += frames
    delaySum += trace.startDelay
    if let wordFrames {
      for first in stride(from: 0, through: frames - wordFrames, by: wordFrames) {
        // A word begins and ends within frames: it touches one more than it is long.
        let range = first..<first + wordFrames + 1
        wordGaps.append(trace.longestConcealedRun(touching: range))
      }
    }
    stages.append(
      NetworkSamples.Stage(
        delay: trace.startDelay + trace.leadingConcealed * FrameBlock.frameMicros,
        counts: leg.buffer.counts,
        jitter: leg.buffer.interarrivalJitter,
        rating: leg.windows.overall(leg.buffer.counts, by: pass.ratings) ?? 0,
        worstRating: leg.windows.ratingMin,
        meanDelay: delaySum / (stages.count + 1)
      )
    )
  }
}

/// The flow tier over a network that is not ideal: one draw for a call stands for its packets.
final class SampledMedia: LineMedia {
  private let distance: Duration
  private let up: NetworkSamples.Leg
  private let down: NetworkSamples.Leg
  private var spoken = SpokenTime()
  private var played = SpokenTime()
  /// Words that the caller has said.
  private var words = 0

  let setUp: Duration

  /// `distance` is what the way of this call takes longer than others over the network.
  init(_ network: CallNetwork, _ samples: CallSamples, draws: DrawKey, distance: Duration) {
    setUp = network.setUp
    self.distance = distance
    up = samples.uplink.legs[draws.below(NetworkSamples.count, .sample)]
    down = samples.downlink.legs[draws.below(NetworkSamples.count, .sample, 1)]
  }

  func callerBegins(_ utterance: Utterance, at now: SimInstant) -> SpurtArrival {
    let delay = spoken.begin(at: now, for: utterance.duration, up) + distance
    let gaps = utterance.words.indices.map { up.wordGaps[(words + $0) % up.wordGaps.count] }
    words += utterance.words.count
    return SpurtArrival(delay: delay, lastDelay: delay, wordGaps: gaps)
  }

  func callerStops(at now: SimInstant) -> Duration { spoken.stop(at: now) + distance }

  func agentPlays(from start: SimInstant, for length: Duration) -> SpurtArrival {
    let delay = played.begin(at: start, for: length, down) + distance
    return SpurtArrival(delay: delay, lastDelay: delay)
  }

  func agentStops(at now: SimInstant) { _ = played.stop(at: now) }

  func account() -> CallMedia? {
    CallMedia(uplink: up.media(of: spoken.total), downlink: down.media(of: played.total))
  }
}

/// What has been said in one direction.
private struct SpokenTime {
  private(set) var total = Duration.zero
  private var spurts = 0
  private var end = SimInstant.zero
  /// Of the latest spurt.
  private var latest = Duration.zero

  mutating func begin(
    at start: SimInstant,
    for length: Duration,
    _ leg: NetworkSamples.Leg
  ) -> Duration {
    // Sentences that follow each other without a pause are one spurt.
    if start > end || spurts == 0 {
      spurts += 1
      // Nothing is heard before what was said ahead of it is over.
      latest = max(Self.delay(leg, spurts), latest - end.duration(to: start))
    }
    total += length
    end = start.advanced(by: length)
    return latest
  }

  mutating func stop(at now: SimInstant) -> Duration {
    if now < end {
      total -= min(now.duration(to: end), total)
      end = now
    }
    return latest
  }

  private static func delay(_ leg: NetworkSamples.Leg, _ spurt: Int) -> Duration {
    Duration(wholeMicros: leg.stages[min(spurt, leg.stages.count) - 1].delay)
  }
}

extension NetworkSamples.Leg {
  /// The stage that comes nearest; a longer call is as the whole leg.
  private func nearest(to frames: Int) -> NetworkSamples.Stage {
    let above = stages.firstIndex { $0.counts.frames >= frames } ?? stages.count - 1
    guard above > 0 else { return stages[above] }
    let (less, more) = (stages[above - 1], stages[above])
    return frames - less.counts.frames < more.counts.frames - frames ? less : more
  }

  /// As this leg was after about so much speech.
  fileprivate func media(of speech: Duration) -> LegMedia {
    let frames = speech.wholeMicros / FrameBlock.frameMicros
    let stage = nearest(to: frames)
    return LegMedia(
      counts: stage.counts.scaled(to: frames),
      jitter: Duration(wholeMicros: stage.jitter),
      playoutDelay: Duration(wholeMicros: stage.meanDelay),
      rating: frames > 0 ? stage.rating : nil,
      worstRating: frames >= QualityWindows.windowFrames ? stage.worstRating : nil
    )
  }
}

extension PlayoutCounts {
  /// The same shares of another number of frames, rounded to the nearest.
  fileprivate func scaled(to whole: Int) -> PlayoutCounts {
    let share = { (part: Int) in (part * whole + frames / 2) / max(frames, 1) }
    var scaled = PlayoutCounts()
    scaled.frames = whole
    scaled.lost = share(lost)
    scaled.late = share(late)
    scaled.discarded = share(discarded)
    scaled.recovered = share(recovered)
    scaled.concealed = share(concealed)
    scaled.bursts = share(bursts)
    scaled.stretches = share(stretches)
    scaled.stretchedMicros = share(stretchedMicros)
    return scaled
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
      lengths: network.callerSpurts,
      wordFrames: network.wordFrames,
      key: key.entity("uplink", 0)
    )
    downlink = NetworkSamples(
      network.downlink,
      policy: network.callerPolicy,
      lengths: .agent,
      wordFrames: nil,
      key: key.entity("downlink", 0)
    )
  }
}

extension Purpose {
  fileprivate static let sample = Purpose("media.sample")
  fileprivate static let length = Purpose("media.sample_length")
  fileprivate static let gap = Purpose("media.sample_gap")
  fileprivate static let isShort = Purpose("media.sample_short")
}
