import SimCore
import Testing

@Suite("Special functions")
struct SpecialFunctionTests {
  /// One line of `SpecialVectors`.
  struct Vector {
    let name: String
    let arguments: [Double]
    let high: Double
    let low: Double

    static let all: [Vector] = SpecialVectors.text.split(separator: "\n").map { line in
      let parts = line.split(separator: " ")
      let count = Int(parts[1]) ?? 0
      let numbers = parts.dropFirst(2).map { Double(bitPattern: UInt64($0, radix: 16) ?? 0) }
      return Vector(
        name: String(parts[0]),
        arguments: Array(numbers.prefix(count)),
        high: numbers[count],
        low: numbers[count + 1]
      )
    }

    var computed: Double {
      let a = arguments
      return switch name {
      case "erf": Elementary.erf(a[0])
      case "erfc": Elementary.erfc(a[0])
      case "logGamma": Elementary.logGamma(a[0])
      case "gamma": Elementary.gamma(a[0])
      case "log1p": Elementary.log1p(a[0])
      case "gammaLower": IncompleteGamma.lower(a[0], a[1])
      case "gammaUpper": IncompleteGamma.upper(a[0], a[1])
      case "gammaInverse": IncompleteGamma.inverse(a[0], a[1])
      case "betaLower": IncompleteBeta.tails(a[0], a[1], a[2]).lower
      case "betaInv": IncompleteBeta.inverse(a[0], a[1], a[2])
      case "tProbability": StudentT.probability(a[1], degrees: a[0])
      case "tQuantile": StudentT.quantile(a[1], degrees: a[0])
      default: .nan
      }
    }

    var units: Double { abs((computed - high) - low) / high.ulp }
    var relative: Double { abs(((computed - high) - low) / high) }
  }

  @Test(arguments: [("erf", 2.0), ("erfc", 4), ("logGamma", 4), ("gamma", 8), ("log1p", 3)])
  func `functions of one argument are within the stated units of the last place`(
    name: String,
    units: Double
  ) {
    let vectors = Vector.all.filter { $0.name == name }
    #expect(vectors.count >= 24)
    for vector in vectors {
      #expect(vector.units < units, "\(name)(\(vector.arguments)) = \(vector.computed)")
    }
  }

  @Test(arguments: [
    ("gammaLower", 2e-14), ("gammaUpper", 2e-14), ("gammaInverse", 1e-13), ("betaLower", 2e-13),
    ("betaInv", 1e-12), ("tProbability", 1e-12), ("tQuantile", 1e-12),
  ])
  func `incomplete functions and their inverses have the stated digits`(
    name: String,
    error: Double
  ) {
    let vectors = Vector.all.filter { $0.name == name }
    #expect(vectors.count >= 9)
    for vector in vectors {
      #expect(vector.relative < error, "\(name)(\(vector.arguments)) = \(vector.computed)")
    }
  }

  @Test func `gamma of whole numbers is the factorial, exact to 22!`() {
    var factorial = 1.0
    for k in 1...23 {
      #expect(Elementary.gamma(Double(k)) == factorial)
      let error = abs(Elementary.logGamma(Double(k)) - Elementary.log(factorial))
      #expect(error <= 4 * Elementary.log(factorial).ulp)
      factorial *= Double(k)
    }
    #expect(Elementary.gamma(172) == .infinity)
    #expect(Elementary.logGamma(1) == 0 && Elementary.logGamma(2) == 0)
  }

  @Test func `functions fit together where their methods change`() {
    let eps = 0x1p-50
    for x in [0.25, 0.5, 1.25, 2.55, 8, 24] {
      for function in [Elementary.logGamma, Elementary.gamma, Elementary.stirlingError] {
        let (below, above) = (function(x * (1 - eps)), function(x * (1 + eps)))
        #expect(abs(above - below) <= 3e-13 * max(abs(above), 1), "at \(x)")
      }
    }
    for x in [0.5, 1, 1.75, 3, 5] {
      let (below, above) = (Elementary.erfc(x * (1 - eps)), Elementary.erfc(x * (1 + eps)))
      #expect(below >= above && below - above <= 1e-12 * above, "at \(x)")
      #expect(abs(Elementary.erf(x) + Elementary.erfc(x) - 1) <= 0x1p-52)
      #expect(Elementary.erf(-x) == -Elementary.erf(x))
    }
    #expect(Elementary.erfc(27) == 0 && Elementary.erfc(-9) == 2 && Elementary.erf(9) == 1)
  }

  @Test func `an inverse undoes its function`() {
    for a in [0.1, 0.5, 1, 2.5, 17, 400, 5_000] {
      for step in 1..<20 {
        let p = Double(step) / 20
        let x = IncompleteGamma.inverse(a, p)
        #expect(abs(IncompleteGamma.lower(a, x) - p) < 1e-12, "gamma \(a), \(p)")
        #expect(abs(IncompleteGamma.upper(a, IncompleteGamma.inverseUpper(a, p)) - p) < 1e-12)
        let y = IncompleteBeta.inverse(a, 3, p)
        #expect(abs(IncompleteBeta.tails(a, 3, y).lower - p) < 1e-12, "beta \(a), \(p)")
        let t = StudentT.quantile(p, degrees: a)
        #expect(abs(StudentT.probability(t, degrees: a) - p) < 1e-12, "t \(a), \(p)")
      }
    }
  }

  @Test func `an exponential, a sum of two and a chi-square of two have their closed forms`() {
    for step in 1..<200 {
      let x = Double(step) / 10
      let tail = Elementary.exp(-x)
      #expect(abs(IncompleteGamma.upper(1, x) / tail - 1) < 1e-14)
      #expect(abs(IncompleteGamma.upper(2, x) / (tail * (1 + x)) - 1) < 1e-14)
      #expect(abs(ChiSquare.upperProbability(2 * x, degrees: 2) / tail - 1) < 1e-14)
      let z = Elementary.erfc((x / 2).squareRoot())
      #expect(abs(ChiSquare.upperProbability(x, degrees: 1) / z - 1) < 1e-13)
      #expect(abs(ChiSquare.probability(x, degrees: 1) - (1 - z)) < 1e-13)
    }
    // Tables: 95 % of chi-square with 1, 10 and 100 degrees.
    for (degrees, value) in [(1.0, 3.841458820694124), (10, 18.30703805327515), (100, 124.342113)] {
      #expect(abs(ChiSquare.quantile(0.95, degrees: degrees) - value) < 1e-6)
    }
  }

  @Test func `whole degrees of freedom agree with the finite series`() {
    for degrees in [1, 2, 3, 9, 30, 120, 200] {
      for confidence in [0.8, 0.95, 0.999] {
        let series = StudentT.twoSidedQuantile(confidence: confidence, degrees: degrees)
        let newton = StudentT.twoSidedQuantile(confidence: confidence, degrees: Double(degrees))
        #expect(abs(newton / series - 1) < 1e-12, "\(degrees), \(confidence)")
      }
    }
  }

  /// The golden value holds for debug and release and for every CPU.
  @Test func `the bits never change`() {
    var text = TextBuffer()
    let key = DrawKey(seed: 8)
    for index in 0..<400 {
      let u = key.uniform(.specialGolden, UInt64(index))
      let a = 0.1 + 40 * u
      let x = IncompleteGamma.inverse(a, u)
      let values = [
        Elementary.erf(4 * u), Elementary.erfc(20 * u - 3), Elementary.logGamma(a),
        Elementary.gamma(a), Elementary.stirlingError(a), x, IncompleteGamma.lower(a, a),
        IncompleteBeta.tails(a, 2.5, u).lower, IncompleteBeta.inverse(a, 7, u),
        StudentT.quantile(u, degrees: a), Elementary.log1p(u - 0.5),
      ]
      for value in values { text.integer(Int(bitPattern: UInt(value.bitPattern))) }
    }
    #expect(
      SHA256.hex(of: text.bytes)
        == "c54c260600ad243cc65689b94a1102846c89cc91b9a8696b2fc5f873124e9330"
    )
  }
}

extension Purpose {
  fileprivate static let specialGolden = Purpose("test.special_golden")
}
