import SimCore
import Testing

@Suite("Universal scalability law")
struct ScalabilityFitTests {
  /// The SPEC SDM91 benchmark of a SPARCcenter 2000, as Gunther gives it; the coefficients are
  /// those of the package usl 3.0.3 of R.
  @Test func `the published fit of a benchmark comes out`() throws {
    let loads: [Double] = [1, 18, 36, 72, 108, 144, 216]
    let done = [64.9, 995.9, 1652.4, 1853.2, 1828.9, 1775.0, 1702.2]
    let points = zip(loads, done).map { ScalabilityFit.Point(load: $0, throughput: $1) }
    let fit = try #require(ScalabilityFit(points))
    #expect(abs(fit.contention - 0.0277285) < 1e-6, "\(fit.contention)")
    #expect(abs(fit.coherency - 0.0001044) < 1e-7, "\(fit.coherency)")
    #expect(abs(fit.rate - 89.9952330) < 1e-3, "\(fit.rate)")
    let knee = try #require(fit.knee)
    #expect(abs(knee - 96.52) < 0.01)
    #expect(abs(fit.throughput(at: knee) - 1884) < 0.5)
    #expect(fit.determination > 0.98)
  }

  @Test func `what follows the law is found again`() throws {
    for seed in 0..<UInt64(40) {
      let key = DrawKey(seed: seed)
      let (rate, contention) = (1 + 50 * key.uniform(.law, 0), 0.01 + 0.1 * key.uniform(.law, 1))
      let coherency = contention * 0.05 * (0.02 + key.uniform(.law, 2))
      let points = (1...12).map { step in
        let load = Double(step * step * 2)
        let below = 1 + contention * (load - 1) + coherency * load * (load - 1)
        return ScalabilityFit.Point(load: load, throughput: rate * load / below)
      }
      let fit = try #require(ScalabilityFit(points))
      #expect(abs(fit.rate / rate - 1) < 1e-3, "\(seed)")
      #expect(abs(fit.contention / contention - 1) < 1e-3, "\(seed)")
      #expect(abs(fit.coherency / coherency - 1) < 1e-2, "\(seed)")
      #expect(fit.determination > 0.999_999)
    }
  }

  @Test func `what grows in proportion has no knee worth the name`() throws {
    let points = (1...10).map {
      ScalabilityFit.Point(load: Double($0) * 100, throughput: Double($0))
    }
    let fit = try #require(ScalabilityFit(points))
    #expect(abs(fit.throughput(at: 500) - 5) < 1e-3)
    #expect(fit.knee.map { $0 > 5_000 } ?? true)
  }

  @Test func `too few loads, or loads too much alike, are not fitted`() {
    let few = (1...4).map { ScalabilityFit.Point(load: Double($0), throughput: Double($0)) }
    #expect(ScalabilityFit(few) == nil)
    let alike = (10...18).map { ScalabilityFit.Point(load: Double($0), throughput: Double($0)) }
    #expect(ScalabilityFit(alike) == nil)
    let idle = (1...9).map { ScalabilityFit.Point(load: Double($0), throughput: 0) }
    #expect(ScalabilityFit(idle) == nil)
  }
}

extension Purpose {
  fileprivate static let law = Purpose("test.law")
}
