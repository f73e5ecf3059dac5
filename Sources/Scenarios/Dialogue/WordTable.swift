internal import SimCore

/// Words by number: a look-up hashes the letters once and allocates nothing.
struct WordTable: Sendable {
  /// Open addressing; a key of 0 marks a free place.
  private var keys: [UInt64]
  private var values: [Int32]
  private(set) var count = 0

  init() {
    keys = [UInt64](repeating: 0, count: 64)
    values = [Int32](repeating: -1, count: 64)
  }

  /// The hash of a word's letters and digits without regard to case; 0 for a word that has none.
  static func hash(_ text: Span<UInt8>) -> UInt64 {
    var hash: UInt64 = 0
    for place in text.indices {
      if let letter = letter(text[place]) { hash = fold(hash, letter) }
    }
    return hash
  }

  /// The hash of a word, as far as it has come, and of one letter more.
  @inline(__always)
  static func fold(_ hash: UInt64, _ letter: UInt8) -> UInt64 {
    FNV1a.fold(hash == 0 ? FNV1a.start : hash, letter)
  }

  /// What counts of a byte: punctuation does not.
  @inline(__always)
  static func letter(_ byte: UInt8) -> UInt8? {
    switch byte {
    case 97...122, 48...57, 128...: byte
    case 65...90: byte | 0x20
    default: nil
    }
  }

  /// The value under a hash, or -1.
  func value(_ hash: UInt64) -> Int32 {
    guard hash != 0 else { return -1 }
    var place = Self.place(hash, keys.count)
    while keys[place] != 0 {
      if keys[place] == hash { return values[place] }
      place = (place + 1) & (keys.count - 1)
    }
    return -1
  }

  /// Keeps a value under a hash that has none yet.
  mutating func insert(_ hash: UInt64, _ value: Int32) {
    if count * 2 >= keys.count { grow() }
    var place = Self.place(hash, keys.count)
    while keys[place] != 0 { place = (place + 1) & (keys.count - 1) }
    keys[place] = hash
    values[place] = value
    count += 1
  }

  /// The number of a word, a new one for a new word.
  mutating func number(of word: Substring) -> Int32 {
    let hash = Self.hash(word.utf8.span)
    guard hash != 0 else { return -1 }
    let known = value(hash)
    if known >= 0 { return known }
    let number = Int32(count)
    insert(hash, number)
    return number
  }

  /// The number of a word, or -1.
  func known(_ word: String) -> Int32 { value(Self.hash(word.utf8.span)) }

  private static func place(_ hash: UInt64, _ count: Int) -> Int {
    Int(truncatingIfNeeded: (hash &* 0x9E37_79B9_7F4A_7C15) &>> 32) & (count - 1)
  }

  private mutating func grow() {
    let (oldKeys, oldValues) = (keys, values)
    keys = [UInt64](repeating: 0, count: oldKeys.count * 2)
    values = [Int32](repeating: -1, count: oldKeys.count * 2)
    count = 0
    for index in oldKeys.indices where oldKeys[index] != 0 {
      insert(oldKeys[index], oldValues[index])
    }
  }
}
