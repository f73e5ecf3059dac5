internal import SimCore

extension RunMeasurements {
  /// Puts to these what another part of the run measured, which shared nothing with this one.
  ///
  /// Counts and histograms come to what one log of both would hold. Rows of the other part stand
  /// after those of this one; `expand` undoes what the tables' compressor does.
  package mutating func merge(_ other: RunMeasurements, expand: RecordTable.Compressor) {
    attempts.merge(other.attempts)
    active.merge(other.active)
    calls.append(other.calls, expand: expand)
    turns.append(other.turns, expand: expand)
    modelCalls.append(other.modelCalls, expand: expand)
    audits += other.audits
    for index in outcomes.indices { outcomes[index] += other.outcomes[index] }
    latencies.merge(other.latencies)
    conversations.merge(other.conversations)
    podLosses.merge(other.podLosses)
    podFailures += other.podFailures
    usage += other.usage
    traffic.merge(other.traffic)
    saturation.merge(other.saturation)
    costs.merge(other.costs)
    mergeTables(other)
    samples += other.samples
    mergeExamples(other)
    blockedAt += other.blockedAt
    routed += other.routed
    completedTurns += other.completedTurns
    held += other.held
    holdTotal += other.holdTotal
    holdOfAll += other.holdOfAll
  }

  /// What is listed by name, in the order of the first part that has it.
  private mutating func mergeTables(_ other: RunMeasurements) {
    for counts in other.carriers {
      if let at = carriers.firstIndex(where: { $0.name == counts.name }) {
        carriers[at].merge(counts)
      } else {
        carriers.append(counts)
      }
    }
    for counts in other.media {
      if let at = media.firstIndex(where: { $0.carrier == counts.carrier }) {
        media[at].merge(counts)
      } else {
        media.append(counts)
      }
    }
    allMedia.merge(other.allMedia)
    if let alarms = other.qualityAlarms {
      qualityAlarms = (qualityAlarms ?? QualityAlarms()) + alarms
    }
    for cell in other.wordErrors {
      let at = wordErrors.firstIndex { $0.accent == cell.accent && $0.noise == cell.noise }
      if let at { wordErrors[at].errors += cell.errors } else { wordErrors.append(cell) }
    }
    for cell in other.audible {
      let at = audible.firstIndex { $0.label == cell.label && $0.loss == cell.loss }
      guard let at else {
        audible.append(cell)
        continue
      }
      audible[at].calls += cell.calls
      audible[at].errors += cell.errors
    }
  }

  private mutating func mergeExamples(_ other: RunMeasurements) {
    wanted += other.wanted
    worst = Self.worst(of: worst + other.worst, Self.worstKept) { $0.responseMax }
    exemplars = Self.worst(of: exemplars + other.exemplars, Self.exemplarsKept) {
      $0.record.responseMax
    }
  }

  /// The slowest; among equals those that stand first.
  private static func worst<Call>(
    of calls: [Call],
    _ most: Int,
    _ response: (Call) -> Duration?
  ) -> [Call] {
    let sorted = calls.enumerated().sorted {
      let (left, right) = (response($0.element) ?? .zero, response($1.element) ?? .zero)
      return left == right ? $0.offset < $1.offset : left > right
    }
    return sorted.prefix(most).map(\.element)
  }
}

extension DialCounts {
  package mutating func merge(_ other: DialCounts) {
    offered += other.offered
    started += other.started
    dropped += other.dropped
    late += other.late
  }
}
