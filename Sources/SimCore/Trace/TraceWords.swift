/// What one of the two values of an event says.
package enum TraceValue: Sendable, Hashable {
  case unused
  /// A whole number with its name: "turn 3".
  case count(String)
  /// Nanoseconds: "delay 31.4 ms".
  case duration(String)
  /// 64 bits that only identify: "lead 9f86d081884c7d65".
  case key(String)
  /// One of several words, by its number: "outcome completed".
  case choice(String, [String])

  /// The value in words; nil for one that says nothing.
  package func text(_ bits: UInt64) -> String? {
    switch self {
    case .unused: nil
    case .count(let name): "\(name) \(bits)"
    case .duration(let name): "\(name) \(Self.text(nanoseconds: Int64(bitPattern: bits)))"
    case .key(let name): "\(name) \(SHA256.text(bits.bigEndianBytes))"
    case .choice(let name, let words):
      bits < UInt64(words.count) ? "\(name) \(words[Int(bits)])" : "\(name) \(bits)"
    }
  }
}

extension TraceValue {
  /// Exact: in seconds, milliseconds or microseconds, with the decimals that it needs.
  private static func text(nanoseconds: Int64) -> String {
    let (decimals, unit) =
      switch nanoseconds.magnitude {
      case 1_000_000_000...: (9, "s")
      case 1_000_000...: (6, "ms")
      default: (3, "us")
      }
    var buffer = TextBuffer()
    buffer.fixed(nanoseconds, decimals: decimals)
    var digits = buffer.contents[...]
    while digits.hasSuffix("0") { digits.removeLast() }
    if digits.hasSuffix(".") { digits.removeLast() }
    return "\(digits) \(unit)"
  }
}

/// The name of a kind of event, and what its values say.
package struct TraceWords: Sendable, Hashable {
  package var name: String
  package var a: TraceValue
  package var b: TraceValue

  package init(_ name: String, a: TraceValue = .unused, b: TraceValue = .unused) {
    self.name = name
    self.a = a
    self.b = b
  }

  /// `dial started: delay 31.4 ms`.
  package func sentence(_ event: EventTrace.Event) -> String {
    let values = [a.text(event.a), b.text(event.b)].compactMap(\.self)
    return values.isEmpty ? name : "\(name): \(values.joined(separator: ", "))"
  }
}

extension TraceEntry {
  /// What happened, without its time and its entity; `words` names the kinds of the models.
  package func sentence(_ words: (UInt32) -> TraceWords?) -> String {
    if isKernel { return "event \(event.a) of the kernel: \(receiver ?? "unknown")" }
    let unknown = TraceWords("kind \(event.kind)", a: .count("a"), b: .count("b"))
    return (words(event.kind) ?? unknown).sentence(event)
  }
}

extension UInt64 {
  var bigEndianBytes: [UInt8] {
    (0..<8).map { UInt8(truncatingIfNeeded: self >> UInt64(56 - 8 * $0)) }
  }
}
