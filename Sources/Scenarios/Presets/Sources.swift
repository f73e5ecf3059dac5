internal import VoicePipeline

/// The publications behind the presets.
///
/// The date is that of the state which was read; publications without one have none.
extension Provenance {
  /// Read in a publication.
  static func verified(_ source: String, _ date: String? = nil) -> Provenance {
    Provenance(grade: .verified, source: source, date: date)
  }

  /// Computed from published figures.
  static func computed(_ source: String, _ date: String? = nil) -> Provenance {
    Provenance(grade: .computed, source: source, date: date)
  }

  /// Recalled, not checked.
  static func recalled(_ source: String) -> Provenance {
    Provenance(grade: .memory, source: source)
  }

  /// Our assumption; `reason` says what it leans on.
  static func assumed(_ reason: String, _ date: String? = nil) -> Provenance {
    Provenance(grade: .default, source: reason, date: date)
  }

  static let recognizerBenchmark = verified(
    "pipecat-ai/stt-benchmark README, 1,000 samples, semantic pooled word error rate",
    "2026-06-22"
  )
  static let modelBenchmark = verified(
    "kwindla/aiewf-eval README, 30 turns, 12K-token knowledge base",
    "2026-08-18"
  )
}
