import SimCore
import Testing

@Suite("Elementary functions")
struct ElementaryTests {
  /// One line of `ElementaryVectors`.
  struct Vector {
    let name: String
    let x: Double
    let y: Double
    let high: Double
    let low: Double

    static let all: [Vector] = ElementaryVectors.text.split(separator: "\n").map { line in
      let parts = line.split(separator: " ")
      let numbers = parts.dropFirst().map { Double(bitPattern: UInt64($0, radix: 16) ?? 0) }
      return Vector(
        name: String(parts[0]),
        x: numbers[0],
        y: numbers[1],
        high: numbers[2],
        low: numbers[3]
      )
    }

    var computed: Double {
      switch name {
      case "log": Elementary.log(x)
      case "log2": Elementary.log2(x)
      case "log10": Elementary.log10(x)
      case "exp": Elementary.exp(x)
      case "pow": Elementary.pow(x, y)
      case "sin": Elementary.sin(x)
      case "cos": Elementary.cos(x)
      case "normalQuantile": Elementary.normalQuantile(x)
      case "normalProbability": Elementary.normalProbability(x)
      case "logFactorial": Elementary.logFactorial(Int(x))
      default: .nan
      }
    }

    /// Distance from the true value, in units of the last place.
    var error: Double { abs((computed - high) - low) / high.ulp }
  }

  @Test(arguments: ["log", "log2", "log10", "exp"])
  func `logarithms and the exponential are within one unit of the last place`(name: String) {
    let vectors = Vector.all.filter { $0.name == name }
    #expect(vectors.count > 40)
    for vector in vectors {
      #expect(vector.error < 1, "\(name)(\(vector.x)) = \(vector.computed)")
    }
  }

  @Test func `a power is within one unit and a share that grows with its logarithm`() {
    for vector in Vector.all where vector.name == "pow" {
      let bound = 1 + abs(vector.y * Elementary.log(vector.x)) / 128
      #expect(vector.error < bound, "pow(\(vector.x), \(vector.y))")
    }
  }

  @Test(arguments: ["sin", "cos"])
  func `sine and cosine are within one unit, or 1e-22 next to a zero`(name: String) {
    for vector in Vector.all where vector.name == name {
      let distance = abs((vector.computed - vector.high) - vector.low)
      #expect(vector.error < 1 || distance < 1e-22, "\(name)(\(vector.x))")
    }
  }

  @Test func `the normal quantile has sixteen digits or loses eight units`() {
    for vector in Vector.all where vector.name == "normalQuantile" {
      let distance = abs((vector.computed - vector.high) - vector.low)
      #expect(vector.error < 8 || distance < 1e-16, "normalQuantile(\(vector.x))")
    }
  }

  @Test func `the normal probability is right to 1e-15, and its tail to 1e-13 of itself`() {
    for vector in Vector.all where vector.name == "normalProbability" {
      let distance = abs((vector.computed - vector.high) - vector.low)
      #expect(distance < 1e-15, "normalProbability(\(vector.x))")
      #expect(distance <= 1e-13 * vector.high, "normalProbability(\(vector.x))")
    }
  }

  @Test func `the logarithm of a factorial has fourteen digits`() {
    for vector in Vector.all where vector.name == "logFactorial" {
      #expect(abs(vector.computed - vector.high) < 1e-14 * max(1, vector.high))
    }
    #expect(Elementary.logFactorial(0) == 0)
    #expect(Elementary.logFactorial(1) == 0)
  }

  @Test func `logarithms of powers of the base are exact`() {
    for exponent in -1_022...1_023 {
      let power = Double(sign: .plus, exponent: exponent, significand: 1)
      #expect(Elementary.log2(power) == Double(exponent))
    }
    var power = 1.0
    for exponent in 0...22 {
      #expect(Elementary.log10(power) == Double(exponent))
      power *= 10
    }
    for exponent in 0...22 { #expect(Elementary.pow(10, Double(exponent)).isPowerOfTen(exponent)) }
  }

  @Test func `arguments at the edge of the domain give the limits`() {
    #expect(Elementary.log(0) == -.infinity)
    #expect(Elementary.log(-1).isNaN)
    #expect(Elementary.log(.infinity) == .infinity)
    #expect(abs(Elementary.log(.leastNonzeroMagnitude) + 744.4400719213812) < 1e-12)
    #expect(Elementary.exp(-1_000) == 0)
    #expect(Elementary.exp(1_000) == .infinity)
    #expect(Elementary.exp(709.75) > 1.7e308)
    #expect(Elementary.exp(.nan).isNaN)
    #expect(Elementary.pow(0, 2) == 0)
    #expect(Elementary.pow(0, -1) == .infinity)
    #expect(Elementary.pow(0, 0) == 1)
    #expect(Elementary.pow(-2, 2).isNaN)
    #expect(Elementary.normalQuantile(0) == -.infinity)
    #expect(Elementary.normalQuantile(1) == .infinity)
    #expect(Elementary.normalProbability(.infinity) == 1)
  }

  @Test func `a quantile undoes a probability`() {
    for step in 1..<1_000 {
      let p = Double(step) / 1_000
      let back = Elementary.normalProbability(Elementary.normalQuantile(p))
      #expect(abs(back - p) < 1e-15 * 4, "p = \(p)")
    }
  }

  /// The golden value holds for debug and release and for every CPU.
  @Test func `the bits never change`() {
    var state = SHA256()
    var text = TextBuffer()
    let key = DrawKey(seed: 7)
    for index in 0..<20_000 {
      let u = key.uniform(.elementaryGolden, UInt64(index))
      let x = u * 600
      let sinCos = Elementary.sinCos(x)
      let values = [
        Elementary.log(x), Elementary.exp(x - 300), Elementary.pow(x, u * 8), Elementary.log2(x),
        Elementary.log10(x), sinCos.sin, sinCos.cos, Elementary.normalQuantile(u),
        Elementary.normalProbability(8 * u - 4),
      ]
      for value in values { text.integer(Int(bitPattern: UInt(value.bitPattern))) }
    }
    text.write(to: &state)
    #expect(state.hexDigest == "6e75fc282f320f83834850b60abd5840c3a2ad736e486da2f8d364b73387038f")
  }
}

extension Purpose {
  fileprivate static let elementaryGolden = Purpose("test.elementary_golden")
}

extension Double {
  fileprivate func isPowerOfTen(_ exponent: Int) -> Bool {
    abs(self - (0..<exponent).reduce(1.0) { power, _ in power * 10 }) <= self.ulp
  }
}
