/// The error function and its complement, by near-minimax polynomials.
extension Elementary {
  /// The error function, within 2 ulp.
  package static func erf(_ x: Double) -> Double {
    let a = x.magnitude
    guard a > 0.5 else { return x + x * polynomial(errorNear, x * x) }
    guard a < 6 else { return x.isNaN ? x : (x < 0 ? -1 : 1) }
    let value = 1 - erfc(a)
    return x < 0 ? -value : value
  }

  /// 1 - erf(x), within 4 ulp; 0 from 26.6 on, where the result would be subnormal.
  package static func erfc(_ x: Double) -> Double {
    guard x > 0.5 else {
      guard x >= -6 else { return x.isNaN ? x : 2 }
      return x < -0.5 ? 2 - erfc(-x) : 1 - erf(x)
    }
    guard x < 26.6 else { return 0 }
    let (square, rest) = twoProduct(x, x)
    return exp(-square, tail: -rest) * scaledError(x)
  }

  /// exp(x^2) erfc(x) for x in 0.5...27.
  private static func scaledError(_ x: Double) -> Double {
    if x < 1 { return polynomial(errorFromHalf, x - 0.75) }
    if x < 1.75 { return polynomial(errorFromOne, x - 1.375) }
    if x < 3 { return polynomial(errorFromTwo, x - 2.375) }
    if x < 5 { return polynomial(errorFromThree, x - 4) }
    return polynomial(errorFromFive, 1 / (x * x)) / x
  }

  /// A polynomial of which the coefficients are given from the constant one upward.
  @usableFromInline
  package static func polynomial(_ coefficients: [Double], _ x: Double) -> Double {
    var sum = 0.0
    // An index, for the sake of debug builds: whole suites of tests draw through this.
    var index = coefficients.count
    while index > 0 {
      index -= 1
      sum = sum * x + coefficients[index]
    }
    return sum
  }

  /// (erf(x) - x) / x in x^2, to x = 1/2.
  private static let errorNear: [Double] = [
    0x1.06eba8214db68p-3, -0x1.812746b0379b5p-2, 0x1.ce2f21a03d814p-4, -0x1.b82ce30f2b287p-6,
    0x1.565bcbf8e012ap-8, -0x1.c02d4f6e3ed4dp-11, 0x1.f98db34ce5296p-14, -0x1.f224dfa2b5eb0p-17,
    0x1.8b4b5f5e72fc7p-20,
  ]

  /// The scaled complement exp(x^2) erfc(x) in x about 0.75.
  private static let errorFromHalf: [Double] = [
    0x1.038d54ea3d834p-1, -0x1.78cdd551ee51ap-2, 0x1.d90093ae108b0p-3, -0x1.09e77d40e0214p-3,
    0x1.1192f5bd775ccp-4, -0x1.054d68296477dp-5, 0x1.d43a7c4dbe650p-7, -0x1.8c97dd32ae0e1p-8,
    0x1.3f81a9597de0ap-9, -0x1.ec0d1ccb09b6fp-11, 0x1.6b80da7254f0fp-12, -0x1.02a2c5796f3cap-13,
    0x1.6be408e744acbp-15, -0x1.e34f70587b39ap-17,
  ]

  /// The same about 1.375.
  private static let errorFromOne: [Double] = [
    0x1.5f88f52f3c76bp-2, -0x1.797a639d812a0p-3, 0x1.701342cbcea7cp-4, -0x1.4bcdb9d907789p-5,
    0x1.17eba60d3191bp-6, -0x1.bdf24bce8165ap-8, 0x1.51ab9ffde7c5bp-9, -0x1.e8ae66c4678e7p-11,
    0x1.535f56eedefa9p-12, -0x1.c5fb77c3ce696p-14, 0x1.254f64e4ed09bp-15, -0x1.6eb842eeb4a55p-17,
    0x1.bd61ff6ee142cp-19, -0x1.129a2305a0655p-20, 0x1.3b2983a079b26p-22,
  ]

  /// The same about 2.375.
  private static let errorFromTwo: [Double] = [
    0x1.c3987d04d0b98p-3, -0x1.4baeac94dc8b1p-4, 0x1.cdc880a056a23p-6, -0x1.32a8abc8db6b7p-7,
    0x1.8680d28749649p-9, -0x1.deb45e9c8ea81p-11, 0x1.1b649b9aa9331p-12, -0x1.44f8e8fa9ea0cp-14,
    0x1.69c345cf8ca26p-16, -0x1.87bc3573f4877p-18, 0x1.9d57bf74fc605p-20, -0x1.a9ac5f4a74069p-22,
    0x1.ac5a47229cedfp-24, -0x1.a42e0c521fd08p-26, 0x1.95510c480f2bap-28, -0x1.a3eedb0e58a1ap-30,
    0x1.846c0284e8b9cp-32,
  ]

  /// The same about 4.
  private static let errorFromThree: [Double] = [
    0x1.18932bf08e154p-3, -0x1.094922737431ap-5, 0x1.e9412fa33c70cp-8, -0x1.b8b6382729edcp-10,
    0x1.8457bbe09abafp-12, -0x1.4f2981c3c35e6p-14, 0x1.1ba135eae285dp-16, -0x1.d727479230f4bp-19,
    0x1.806c93ce2a351p-21, -0x1.345efc8bf2b2dp-23, 0x1.e6bc6310cec0bp-26, -0x1.7a2f9ad978789p-28,
    0x1.2192758ff93b7p-30, -0x1.b4e9e01f50f43p-33, 0x1.41c067fba9754p-35, -0x1.d89b9ce5642b0p-38,
    0x1.8ef977a8d5a5cp-40, -0x1.1c7f812dc82fcp-42,
  ]

  /// x exp(x^2) erfc(x) in 1/x^2, from 5 to 27.
  private static let errorFromFive: [Double] = [
    0x1.20dd750429b6bp-1, -0x1.20dd75042819fp-2, 0x1.b14c2f82494ddp-2, -0x1.0ecf9c7083a45p+0,
    0x1.d9ead9531ce7bp+1, -0x1.0a8cea310d34bp+4, 0x1.6deffe71b1809p+6, -0x1.25686b783474ep+9,
    0x1.00ba1c5732616p+12, -0x1.ae6000ccabd1ep+14, 0x1.174b506d1c3d3p+17, -0x1.81b89014ccff0p+18,
  ]
}
