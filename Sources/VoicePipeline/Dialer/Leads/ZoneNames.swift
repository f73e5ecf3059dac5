import SimCore

/// Time zones by the bytes of their names, so that a row makes no string of its own.
struct ZoneNames {
  private struct Entry {
    let name: ZoneName
    let zone: ZoneID
  }

  /// Names seen so far.
  private var entries: [Entry] = []
  /// By hash, the place in `entries` plus one, or zero; the zone table has some 600 names.
  private var slots = [UInt16](repeating: 0, count: 4_096)

  /// The zone that has this IANA name; nil when there is none.
  @inline(__always)
  mutating func zone(_ bytes: Span<UInt8>, _ field: Range<Int>) -> ZoneID? {
    guard let name = ZoneName(bytes, field) else { return nil }
    var slot = name.hash & (slots.count &- 1)
    while true {
      let index = Int(slots[slot])
      if index == 0 { return add(name, bytes, field, at: slot) }
      if entries[index &- 1].name == name { return entries[index &- 1].zone }
      slot = (slot &+ 1) & (slots.count &- 1)
    }
  }

  private mutating func add(
    _ name: ZoneName,
    _ bytes: Span<UInt8>,
    _ field: Range<Int>,
    at slot: Int
  ) -> ZoneID? {
    let text = String(decoding: field.map { bytes[$0] }, as: UTF8.self)
    guard let zone = ZoneTable.zone(named: text) else { return nil }
    precondition(entries.count < slots.count / 2, "more zone names than the table holds")
    entries.append(Entry(name: name, zone: zone))
    slots[slot] = UInt16(entries.count)
    return zone
  }
}

/// A name of at most 32 bytes as five words, which tell any two names apart.
private struct ZoneName: Equatable {
  private let length: Int
  private let first: UInt64
  private let second: UInt64
  private let secondToLast: UInt64
  private let last: UInt64

  /// Nil for a name that is longer than any zone's.
  @inline(__always)
  init?(_ bytes: Span<UInt8>, _ field: Range<Int>) {
    length = field.count
    if length >= 8 {
      // The words overlap in a name of less than 32 bytes.
      guard length <= 32 else { return nil }
      first = bytes.word(at: field.lowerBound)
      second = bytes.word(at: field.lowerBound &+ min(8, length &- 8))
      secondToLast = bytes.word(at: field.upperBound &- min(16, length))
      last = bytes.word(at: field.upperBound &- 8)
    } else {
      var word: UInt64 = 0
      for index in field { word = word << 8 | UInt64(bytes[index]) }
      (first, second, secondToLast, last) = (word, 0, 0, 0)
    }
  }

  var hash: Int {
    let mixed = (first ^ secondToLast &* 3 ^ last &* 5) &* 0x9E37_79B9_7F4A_7C15
    return Int(truncatingIfNeeded: mixed >> 40)
  }
}
