import SimCore
import VoicePipeline

extension RunJSON {
  static func outcomeWrites(_ writes: OutcomeWrites) -> JSONValue {
    let (account, store) = (writes.account, writes.store)
    return .object([
      .init("rows", .integer(account.offered)),
      .init("written", .integer(account.written)),
      .init(
        "lost",
        .object(OutcomeLoss.allCases.map { .init(key($0), .integer(account.lost(by: $0))) })
      ),
      .init("batches", .integer(account.batches)),
      .init("batch_rows_max", .integer(account.batchMax)),
      .init("failed_writes", .integer(account.failures)),
      .init("delay_p50_ms", .milliseconds(account.delays.quantile(0.5))),
      .init("delay_p99_ms", .milliseconds(account.delays.quantile(0.99))),
      .init("delay_max_ms", .milliseconds(account.delays.max)),
      .init("locks", .integer(store.lockWaits.count)),
      .init("locks_waited_for", .integer(store.contended)),
      .init("lock_timeouts", .integer(store.lockTimeouts)),
      .init("lock_wait_p50_ms", .milliseconds(store.lockWaits.quantile(0.5))),
      .init("lock_wait_p99_ms", .milliseconds(store.lockWaits.quantile(0.99))),
      .init("lock_wait_max_ms", .milliseconds(store.lockWaits.max)),
    ])
  }

  private static func key(_ loss: OutcomeLoss) -> String {
    switch loss {
    case .podKilled: "pod_killed"
    case .overflow: "overflow"
    case .refused: "refused"
    }
  }
}

extension RunJSON {
  static func arrivalTrace(_ facts: ArrivalTraceFacts) -> JSONValue {
    .object([
      .init("file", .string(facts.file)),
      .init("digest", .string(facts.digest)),
      .init("rows", .integer(facts.rows)),
    ])
  }
}
