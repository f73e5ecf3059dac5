/// Numbers in order of arrival; any of them leaves in constant time.
struct ArrivalLine {
  private static let none: UInt32 = .max

  private struct Link {
    var previous: UInt32
    var next: UInt32
  }

  /// Neighbours of each number that is in the line.
  private var links: [Link] = []
  private var head = none
  private var tail = none
  private(set) var count = 0

  /// The number that arrived first.
  var first: Int? { head == Self.none ? nil : Int(head) }

  /// Adds a number that is not in the line.
  mutating func append(_ number: Int) {
    while links.count <= number { links.append(Link(previous: Self.none, next: Self.none)) }
    let added = UInt32(truncatingIfNeeded: number)
    links[number] = Link(previous: tail, next: Self.none)
    if tail == Self.none { head = added } else { links[Int(tail)].next = added }
    tail = added
    count += 1
  }

  /// Removes a number that is in the line.
  mutating func remove(_ number: Int) {
    let link = links[number]
    if link.previous == Self.none {
      head = link.next
    } else {
      links[Int(link.previous)].next = link.next
    }
    if link.next == Self.none {
      tail = link.previous
    } else {
      links[Int(link.next)].previous = link.previous
    }
    count -= 1
  }

  /// The number that arrived next after one that is in the line.
  func after(_ number: Int) -> Int? {
    let next = links[number].next
    return next == Self.none ? nil : Int(next)
  }

  /// All numbers by arrival.
  var all: [Int] {
    Array(
      sequence(first: first, next: { $0.map { after($0) } }).prefix { $0 != nil }.compactMap(\.self)
    )
  }
}
