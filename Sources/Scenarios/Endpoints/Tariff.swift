internal import SimCore
package import VoicePipeline

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

  /// What requests cost; one that was refused costs nothing, for it has used nothing.
  package func cost(of usage: ServiceUsage) -> Nanodollars {
    let cached = min(usage.cachedTokens, usage.inputTokens)
    return price(perMinute, usage.audio.nanoseconds, per: Self.minute)
      + price(input, Int64(usage.inputTokens - cached), per: Self.million)
      + price(cachedInput ?? input, Int64(cached), per: Self.million)
      + price(output, Int64(usage.outputTokens), per: Self.million)
      + price(perMillionCharacters, Int64(usage.characters), per: Self.million)
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
