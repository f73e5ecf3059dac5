internal import SimCore

/// Counts over the whole text of an audit log what must be zero, where `AuditVerifier` stops at the
/// first line that is wrong.
package struct AuditCensus: Sendable, Hashable {
  /// Calls that the log names, or that were made and it does not name.
  package private(set) var calls = 0
  /// Of these, the ones without one dial and, after it, one end; all of them in a log whose chain
  /// of hashes is broken.
  package private(set) var openCalls = 0
  /// Numbers of leads in clear, however they are grouped, and whatever else names a person.
  package private(set) var personalData = 0
  /// As the log itself says; nil when its header cannot be read.
  package private(set) var retentionYears: Int?

  /// Looks at the text of a log, uncompressed; `made` is how many calls the run made, `leads` has
  /// the ten digits of each lead.
  package init(_ text: [UInt8], callsMade made: Int, leads: Set<UInt64>) {
    var (chains, links) = (CallChains(), HashLinks())
    for line in text.split(separator: UInt8(ascii: "\n")).dropFirst() {
      let row = AuditRow(line, line: 0)
      links.take(row, line)
      guard let row else {
        personalData += Self.findings(in: Array(line), leads)
        continue
      }
      chains.take(row)
      for field in row.texts { personalData += Self.findings(in: Array(field.utf8), leads) }
      let isName = row.subject.isEmpty || row.subject.utf8.count == 16
      personalData += isName ? 0 : 1
      if row.event == AuditEvent.opened.rawValue, retentionYears == nil {
        retentionYears = AuditHeader(text: row.data)?.retentionYears
      }
    }
    calls = max(chains.count, made)
    openCalls = links.areWhole ? calls - chains.closed : calls
  }

  /// What names a person in a text, each place counted once.
  static func findings(in text: [UInt8], _ leads: Set<UInt64>) -> Int {
    let known = PersonalData.ranges(in: text)
    let numbers = numbers(in: text).filter { leads.contains($0.digits) }
    let others = numbers.filter { number in !known.contains { $0.overlaps(number.range) } }
    return known.count + others.count
  }

  /// Any ten digits that follow one another, with the signs that people write between them.
  private static func numbers(in text: [UInt8]) -> [(digits: UInt64, range: Range<Int>)] {
    var found: [(digits: UInt64, range: Range<Int>)] = []
    var places: [Int] = []
    var index = 0
    while index < text.count {
      if let end = PersonalData.digest(in: text, at: index) {
        places = []
        index = end
        continue
      }
      if text[index].isDigit {
        places.append(index)
        let last = places.suffix(10)
        if last.count == 10, let first = last.first {
          let digits = last.reduce(UInt64(0)) { $0 * 10 + UInt64(text[$1] - UInt8(ascii: "0")) }
          found.append((digits, first..<index + 1))
        }
      } else if !" -.()+/".utf8.contains(text[index]) {
        places = []
      }
      index += 1
    }
    return found
  }
}

/// Whether each line of a log vouches for those before it, up to the seal.
private struct HashLinks {
  private var chain: [UInt8] = []
  private var count = 0
  private var isBroken = false
  private var isSealed = false

  var areWhole: Bool { isSealed && !isBroken }

  mutating func take(_ row: AuditRow?, _ line: ArraySlice<UInt8>) {
    let value = HashChain.value(after: chain, of: line)
    isBroken =
      isBroken || isSealed || row?.sequence != count || row?.chain != SHA256.text(value)
    isSealed = row?.event == AuditEvent.sealed.rawValue
    chain = value
    count += 1
  }
}

/// How far each call of a log has come.
private struct CallChains {
  private enum State: Sendable {
    case dialled
    case closed
    case broken
  }

  private var states: [Int: State] = [:]
  private(set) var closed = 0

  var count: Int { states.count }

  mutating func take(_ row: AuditRow) {
    guard let call = row.call else { return }
    switch AuditEvent(rawValue: row.event) {
    case .dialled: states[call] = states[call] == nil ? .dialled : end(call, .broken)
    case .ended: states[call] = states[call] == .dialled ? end(call, .closed) : end(call, .broken)
    default: break
    }
  }

  private mutating func end(_ call: Int, _ state: State) -> State {
    if states[call] == .closed { closed -= 1 }
    if state == .closed { closed += 1 }
    return state
  }
}
