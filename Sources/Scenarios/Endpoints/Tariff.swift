internal import SimCore
package import VoicePipeline

/// An amount of money in billionths of a US dollar: sums are exact and in any order the same.
package struct Nanodollars: Sendable, Hashable, Comparable {
  package var count: Int64

  package init(_ count: Int64) { self.count = count }

  package static let zero = Nanodollars(0)

  package static func < (left: Nanodollars, right: Nanodollars) -> Bool {
    left.count < right.count
  }

  package static func + (left: Nanodollars, right: Nanodollars) -> Nanodollars {
    Nanodollars(left.count + right.count)
  }

  /// The price of `amount` units when `per` of them cost this much, to the nearest nanodollar.
  package func times(_ amount: Int64, per units: Int64) -> Nanodollars {
    let (whole, rest) = (Int128(count) * Int128(amount))
      .quotientAndRemainder(dividingBy: Int128(units))
    return Nanodollars(Int64(whole) + (rest * 2 >= Int128(units) ? 1 : 0))
  }
}

/// What an endpoint charges; a price that is nil is none.
package struct Tariff: Sendable, Hashable, Decodable {
  /// Of audio that is heard or spoken.
  package var perMinute: Nanodollars?
  /// Of a million tokens that are read; of those from the cache, when that is another price.
  package var input: Nanodollars?
  package var cachedInput: Nanodollars?
  /// Of a million tokens that are written.
  package var output: Nanodollars?
  /// Of a million characters that are spoken.
  package var perMillionCharacters: Nanodollars?
  /// Of a session, whatever happens in it.
  package var perSessionMinute: Nanodollars?

  package init(
    perMinute: Nanodollars? = nil,
    input: Nanodollars? = nil,
    cachedInput: Nanodollars? = nil,
    output: Nanodollars? = nil,
    perMillionCharacters: Nanodollars? = nil,
    perSessionMinute: Nanodollars? = nil
  ) {
    self.perMinute = perMinute
    self.input = input
    self.cachedInput = cachedInput
    self.output = output
    self.perMillionCharacters = perMillionCharacters
    self.perSessionMinute = perSessionMinute
  }

  /// What one request costs; a request that was refused costs nothing, for it has used nothing.
  package func cost(of call: ModelCall) -> Nanodollars {
    let read = call.usage.input ?? 0
    let cached = min(call.usage.cachedInput, read)
    return price(perMinute, call.audio.nanoseconds, per: Self.minute)
      + price(input, Int64(read - cached), per: Self.million)
      + price(cachedInput ?? input, Int64(cached), per: Self.million)
      + price(output, Int64(call.usage.output), per: Self.million)
      + price(perMillionCharacters, Int64(call.characters), per: Self.million)
  }

  /// What a session costs beside its requests.
  package func cost(ofSession length: Duration) -> Nanodollars {
    price(perSessionMinute, length.nanoseconds, per: Self.minute)
  }

  private func price(_ price: Nanodollars?, _ amount: Int64, per units: Int64) -> Nanodollars {
    price?.times(amount, per: units) ?? .zero
  }

  private static let million: Int64 = 1_000_000
  private static let minute: Int64 = 60_000_000_000
}
