/// Numbers ordered by rank, then by sequence; any of them leaves in logarithmic time.
struct UrgencyHeap {
  private struct Entry {
    var rank: Int
    var sequence: UInt64
    var number: UInt32

    static func < (left: Entry, right: Entry) -> Bool {
      left.rank != right.rank ? left.rank < right.rank : left.sequence < right.sequence
    }
  }

  /// A binary heap.
  private var entries: [Entry] = []
  /// Where each number stands in the heap.
  private var positions: [UInt32] = []

  var count: Int { entries.count }

  /// The number of the lowest rank, the lowest sequence among equals.
  var first: Int? { entries.first.map { Int($0.number) } }

  /// The rank of the first number.
  var firstRank: Int? { entries.first?.rank }

  /// Adds a number that is not in the heap.
  mutating func insert(_ number: Int, rank: Int, sequence: UInt64) {
    while positions.count <= number { positions.append(0) }
    let entry = Entry(rank: rank, sequence: sequence, number: UInt32(truncatingIfNeeded: number))
    entries.append(entry)
    rise(entry, from: entries.count - 1)
  }

  /// Removes a number that is in the heap.
  mutating func remove(_ number: Int) {
    let hole = Int(positions[number])
    let last = entries.removeLast()
    guard hole < entries.count else { return }
    if hole > 0 && last < entries[(hole - 1) / 2] {
      rise(last, from: hole)
    } else {
      sink(last, from: hole)
    }
  }

  /// All numbers in order.
  var all: [Int] { entries.sorted { $0 < $1 }.map { Int($0.number) } }

  private mutating func rise(_ entry: Entry, from start: Int) {
    var hole = start
    while hole > 0 {
      let parent = (hole - 1) / 2
      if !(entry < entries[parent]) { break }
      place(entries[parent], at: hole)
      hole = parent
    }
    place(entry, at: hole)
  }

  private mutating func sink(_ entry: Entry, from start: Int) {
    var hole = start
    while true {
      var child = 2 * hole + 1
      if child >= entries.count { break }
      if child + 1 < entries.count && entries[child + 1] < entries[child] { child += 1 }
      if !(entries[child] < entry) { break }
      place(entries[child], at: hole)
      hole = child
    }
    place(entry, at: hole)
  }

  private mutating func place(_ entry: Entry, at position: Int) {
    entries[position] = entry
    positions[Int(entry.number)] = UInt32(truncatingIfNeeded: position)
  }
}
