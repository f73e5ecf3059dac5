import SimCore
import Testing

@Suite("Parts lived on several threads")
struct ShardCrewTests {
  private static func sum(_ index: Int) -> UInt64 {
    var value = UInt64(index)
    // Parts of unequal length, so that threads overtake one another.
    for _ in 0..<((index * 7919) % 13 * 2_000) { value = value &* 0x9E37_79B9_7F4A_7C15 &+ 1 }
    return value
  }

  @Test func `parts are taken in their order, whatever the number of threads`() {
    let wanted = (0..<50).map(Self.sum)
    for threads in [0, 1, 2, 7, 100] {
      var taken: [UInt64] = []
      var done = 0.0
      ShardCrew.run(
        50,
        threads: threads,
        make: { index, tell in tell(0.5) ? nil : Self.sum(index) },
        watch: {
          #expect($0 >= 0 && $0 <= 50)
          done = max(done, $0)
          return false
        },
        take: { taken.append($0) }
      )
      #expect(taken == wanted)
      #expect(done == 50)
    }
  }

  @Test func `who stops takes a beginning, and makers are told`() {
    var taken: [Int] = []
    ShardCrew.run(
      1_000,
      threads: 2,
      make: { index, tell in tell(0.1) || Self.sum(3 + index / 1_000) == 0 ? nil : index },
      watch: { $0 > 10 },
      take: { taken.append($0) }
    )
    #expect(taken == Array(0..<taken.count) && taken.count < 1_000)
  }

  @Test func `a part that cannot be made ends it`() {
    var taken: [Int] = []
    ShardCrew.run(
      20,
      threads: 2,
      make: { index, _ in index == 5 ? nil : index },
      watch: { _ in false },
      take: { taken.append($0) }
    )
    #expect(taken == Array(0..<taken.count) && taken.count <= 5)
  }
}
