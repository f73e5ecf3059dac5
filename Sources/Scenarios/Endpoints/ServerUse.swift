package import VoicePipeline

/// What a model server of our own needed in a run.
package struct ServerUse: Sendable, Hashable {
  /// Weights, and the cache at its fullest, in gigabytes.
  package var memory: Double
  /// Requests of the mean length that fit into memory and batch at the same time; nil without one.
  package var slots: Double?
}

extension BatchingServer {
  /// The server that a language model runs on; of two models, that of the heavy one.
  package static func behind(_ model: any LanguageModel) -> BatchingServer? {
    switch model {
    case let server as BatchingServer: server
    case let hedged as HedgedLanguageModel: behind(hedged.inner)
    case let tiered as TieredLanguageModel: behind(tiered.heavy)
    case let guarded as GuardedLanguageModel: behind(guarded.inner)
    default: nil
    }
  }

  package nonisolated var use: ServerUse {
    let figures = figures
    let cache = Double(figures.cacheTokensMax) * Double(machine.cacheBytesPerToken)
    let slots = Double(machine.cacheTokensMax) * Double(figures.taken) / Double(figures.cacheTokens)
    return ServerUse(
      memory: (machine.weightBytes + cache) / 1e9,
      slots: figures.cacheTokens > 0 ? min(slots, Double(machine.batch)) : nil
    )
  }
}
