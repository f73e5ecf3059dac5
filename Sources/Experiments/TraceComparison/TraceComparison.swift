/// Compares the traces of two runs, as the user names them.
package enum TraceComparison {
  /// Reads both, and finds the first event that they do not share.
  package static func compare(
    _ request: TraceComparisonRequest,
    progress: (RunProgress) -> Void = { _ in }
  ) throws(RunFailure) -> TraceVerdict {
    let first = try TraceSide.open(request.first, changes: ([], nil), request: request)
    let second = try TraceSide.open(
      request.second ?? request.first,
      changes: (request.overrides, request.seed),
      request: request
    )
    let search = TraceSearch(first: first, second: second)
    if let call = request.call { return try search.verdict(call: call, progress: progress) }
    return try search.verdict(progress: progress)
  }
}
