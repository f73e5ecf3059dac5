import VoicePipeline

extension RecordShares {
  /// Of which calls something shown is, where it is of those alone whose turns are kept; empty for
  /// all calls.
  var ofKeptTurns: String {
    turns < 1 ? "of \(Figures.percent(turns))\(Figures.space)% of the calls" : ""
  }
}
