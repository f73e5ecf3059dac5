/// Those who wait, by arrival or by urgency.
struct WaitingLine {
  private let isByRank: Bool
  private var arrivals = ArrivalLine()
  private var ranks = UrgencyHeap()

  init(byRank isByRank: Bool) { self.isByRank = isByRank }

  var count: Int { isByRank ? ranks.count : arrivals.count }

  /// Who is next.
  var first: Int? { isByRank ? ranks.first : arrivals.first }

  /// Whether a newcomer would be next.
  func isAheadOfAll(rank: Int) -> Bool {
    if count == 0 { return true }
    guard isByRank, let first = ranks.firstRank else { return false }
    return rank < first
  }

  mutating func insert(_ number: Int, rank: Int, sequence: UInt64) {
    if isByRank {
      ranks.insert(number, rank: rank, sequence: sequence)
    } else {
      arrivals.append(number)
    }
  }

  mutating func remove(_ number: Int) {
    if isByRank { ranks.remove(number) } else { arrivals.remove(number) }
  }

  /// Everybody, in the order of service.
  var all: [Int] { isByRank ? ranks.all : arrivals.all }
}
