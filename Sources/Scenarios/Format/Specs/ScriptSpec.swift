package import VoicePipeline

/// A recording in place of an agent, and what people do with it.
package struct ScriptSpec: Sendable, Hashable, Decodable {
  package var preset: String
  package var kind: RecordedScript.Kind
  /// Of the recording.
  package var length: Duration
  /// How long a key is waited for behind it.
  package var wait: Duration
  /// Shares of the people who answer.
  package var optOuts: Double
  package var transfers: Double
  package var hangUps: Double

  package var recording: RecordedScript { RecordedScript(kind, length: length, wait: wait) }
}
