import SimCore
import Testing

/// A station in steady state: Poisson arrivals, holding times, patience; for closed forms.
///
/// One actor is the user of all requests, told apart by their number.
struct QueueModel: Sendable {
  var servers: Int
  var queueLimit: Int? = nil
  /// Between two arrivals, on average.
  var gap: Duration
  var holding: DurationDistribution
  var patience: DurationDistribution? = nil
  /// What is simulated before the statistics begin.
  var warmUp: Duration
  /// The length of a batch.
  var batch: Duration

  /// The statistics of so many batches of one run, each closed by a reset; both sides of Little's
  /// law agree to the nanosecond in every one.
  func run(seed: UInt64, batches: Int, isAntithetic: Bool = false) -> [QueueStatistics] {
    let cell = Cell(seed: seed, isAntithetic: isAntithetic)
    let resource = Resource(cell: cell, capacity: servers, queueLimit: queueLimit)
    let station = Station(self, resource)
    cell.enter { station.onCell { $0.start() } }
    return (0...batches).compactMap { number in
      cell.run(until: .zero.advanced(by: warmUp + batch * number))
      return cell.enter {
        let statistics = resource.statistics
        #expect(statistics.queueGap == 0)
        #expect(statistics.useGap == 0)
        resource.resetStatistics()
        return number == 0 ? nil : statistics
      }
    }
  }
}

/// A figure of a batch, as a ratio: what was lost of what came, what was waited by how many.
struct Ratio {
  var part: Double
  var whole: Double

  init(_ part: Double, of whole: Double) {
    self.part = part
    self.whole = whole
  }

  init(_ part: Int, of whole: Int) { self.init(Double(part), of: Double(whole)) }
}

/// Ratios over batches of antithetic pairs of runs, against their closed forms.
///
/// The estimate is the sum of the parts over the sum of the wholes: the mean of the batches' ratios
/// is biased. Its standard error is that of the residuals (the delta method).
struct ReplicatedRatios {
  /// By figure and pair of batches.
  private var samples: [[Ratio]]

  /// One pair of runs for each seed; a release build takes ten times as many.
  init(
    _ model: QueueModel,
    seeds: Int = 1,
    from firstSeed: UInt64,
    batches: Int,
    _ figures: (QueueStatistics) -> [Ratio]
  ) {
    #if DEBUG
      let scale = 1
    #else
      let scale = 10
    #endif
    samples = []
    for seed in 0..<UInt64(seeds * scale) {
      let seed = firstSeed << 16 | seed
      let plain = model.run(seed: seed, batches: batches).map(figures)
      let mirrored = model.run(seed: seed, batches: batches, isAntithetic: true).map(figures)
      if samples.isEmpty { samples = plain[0].map { _ in [] } }
      for (left, right) in zip(plain, mirrored) {
        for (index, (one, other)) in zip(left, right).enumerated() {
          samples[index].append(Ratio(one.part + other.part, of: one.whole + other.whole))
        }
      }
    }
  }

  /// Expects each figure within three standard errors, and these no wider than a share of it: a
  /// wide interval would prove nothing.
  func expect(_ expected: [Double], within share: Double, _ model: String) {
    for (sample, value) in zip(samples, expected) {
      let whole = sample.reduce(0) { $0 + $1.whole }
      let estimate = sample.reduce(0) { $0 + $1.part } / whole
      let squares = sample.reduce(0) { sum, ratio in
        let residual = ratio.part - estimate * ratio.whole
        return sum + residual * residual
      }
      let count = Double(sample.count)
      let error = (squares * count / (count - 1)).squareRoot() / whole
      let found = "\(model): \(estimate) with a standard error of \(error), not \(value)"
      #expect(abs(estimate - value) <= 3 * error, "\(found)")
      #expect(error <= share * value, "\(found)")
    }
  }
}

private actor Station: TimedActor, ResourceUser {
  enum Due: UInt32 { case arrival }

  nonisolated let cell: Cell
  private let model: QueueModel
  private let resource: Resource
  private let gaps: DurationDistribution
  private var arrivals: UInt64 = 0

  init(_ model: QueueModel, _ resource: Resource) {
    self.model = model
    self.resource = resource
    cell = resource.cell
    gaps = .exponential(mean: model.gap)
  }

  func start() { planNext() }

  private func planNext() {
    schedule(.arrival, after: gaps.sample(cell.key.bits(.gap, arrivals)), arrivals)
    arrivals += 1
  }

  func fired(_ due: Due, _ argument: UInt64) {
    let patience = model.patience?.sample(cell.key.bits(.patience, argument))
    let entry = resource.request(for: self, argument: argument, patience: patience)
    if case .granted(let claim) = entry { begin(claim, argument) }
    planNext()
  }

  nonisolated func heard(_ news: ResourceNews, code: UInt32, argument: UInt64) {
    switch news {
    case .granted(let claim): onCell(with: (claim, argument)) { $0.begin($1.0, $1.1) }
    case .completed(let claim): resource.release(claim)
    case .reneged, .preempted: break
    }
  }

  private func begin(_ claim: Claim, _ number: UInt64) {
    resource.beginHold(claim, for: model.holding.sample(cell.key.bits(.holding, number)))
  }
}

extension Purpose {
  fileprivate static let gap = Purpose("queueing.gap")
  fileprivate static let patience = Purpose("queueing.patience")
  fileprivate static let holding = Purpose("queueing.holding")
}
