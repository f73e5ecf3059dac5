/// A priority queue of numbers, the least first.
struct RankHeap: Sendable {
  private var ranks: [UInt64] = []

  var count: Int { ranks.count }

  var least: UInt64? { ranks.first }

  mutating func insert(_ rank: UInt64) {
    ranks.append(rank)
    var index = ranks.count - 1
    while index > 0 {
      let parent = (index - 1) / 2
      guard ranks[index] < ranks[parent] else { return }
      ranks.swapAt(index, parent)
      index = parent
    }
  }

  mutating func removeLeast() -> UInt64? {
    guard let least = ranks.first, let last = ranks.popLast() else { return nil }
    guard !ranks.isEmpty else { return least }
    ranks[0] = last
    var index = 0
    while true {
      let left = 2 * index + 1
      guard left < ranks.count else { return least }
      let right = left + 1
      let child = right < ranks.count && ranks[right] < ranks[left] ? right : left
      guard ranks[child] < ranks[index] else { return least }
      ranks.swapAt(index, child)
      index = child
    }
  }
}
