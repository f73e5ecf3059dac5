package import VoicePipeline

/// Of how many calls the large tables of a run have the rows.
package struct RecordSpec: Sendable, Hashable, Decodable {
  package var turns: Double
  package var modelCalls: Double

  package var shares: RecordShares { RecordShares(turns: turns, modelCalls: modelCalls) }
}
