import SimCore
import Testing

@Suite("Sums of concurrency curves")
struct ConcurrencyCurveSumTests {
  @Test func `at each instant both levels together`() {
    for seed in 0..<UInt64(200) {
      let key = DrawKey(seed: seed)
      var curves = [ConcurrencyCurve(), ConcurrencyCurve()]
      for (index, _) in curves.enumerated() {
        var time: Int64 = 0
        for step in 0..<Int(key.bits(.steps, UInt64(index)) % 40) {
          let bits = key.entity("step", UInt64(step)).bits(.steps, UInt64(index))
          // Often the same instant, in both curves and in one.
          time += Int64(bits % 3)
          curves[index].set(Int((bits >> 8) % 5), at: SimInstant(nanoseconds: time))
        }
      }
      var sum = curves[0]
      sum.merge(curves[1])
      var other = curves[1]
      other.merge(curves[0])
      #expect(sum == other)
      for time in 0..<Int64(90) {
        let at = SimInstant(nanoseconds: time)
        #expect(sum.level(at: at) == curves[0].level(at: at) + curves[1].level(at: at))
      }
    }
  }
}

extension Purpose {
  fileprivate static let steps = Purpose("test.steps")
}
