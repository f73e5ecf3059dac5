package import SimCore

extension ModelCall {
  /// The columns of `model-calls.csv`; times in milliseconds since the start of the run.
  package static let columns = """
    call,service,number,attempt,begun_ms,first_result_ms,duration_ms,ending,input_tokens,\
    cached_tokens,output_tokens,audio_ms,characters,tool

    """

  /// Appends the record as one row.
  package func append(of call: Int, to row: inout TextBuffer) {
    row.integer(call)
    row.word(service.rawValue)
    row.field(number)
    row.field(attempt)
    row.field(begun)
    row.field(firstResult.map { begun.duration(to: $0) })
    row.field(begun.duration(to: ended))
    row.word(ending.text)
    row.field(usage.input)
    row.field(usage.cachedInput)
    row.field(usage.output)
    row.field(audio)
    row.field(characters)
    if let tool { row.field(tool) } else { row.byte(UInt8(ascii: ",")) }
    row.byte(UInt8(ascii: "\n"))
  }
}

extension ModelCall.Ending {
  /// A word for tables: `completed`, `cancelled`, or the failure's.
  package var text: String {
    switch self {
    case .completed: "completed"
    case .cancelled: "cancelled"
    case .failed(let failure): failure.text
    }
  }

  /// Reads what `text` gives; nil for anything else.
  package init?(text: String) {
    switch text {
    case "completed": self = .completed
    case "cancelled": self = .cancelled
    default:
      guard let failure = PortFailure(text: text) else { return nil }
      self = .failed(failure)
    }
  }
}
