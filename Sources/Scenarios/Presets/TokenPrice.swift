internal import VoicePipeline

/// What a million tokens cost in US dollars, and how that is known.
struct TokenPrice {
  var input: String
  var cached: String?
  var output: String
  var provenance: Provenance

  /// What a third party says to have read on the providers' pages; nobody here has read those.
  static func tokenMix(_ input: String, cached: String? = nil, _ output: String) -> TokenPrice {
    let source = "as TokenMix lists the prices of 16 models, 2026-04-30; read in an excerpt"
    return TokenPrice(
      input: input,
      cached: cached,
      output: output,
      provenance: .recalled(source)
    )
  }

  static func comparison(_ input: String, cached: String? = nil, _ output: String) -> TokenPrice {
    let source = "as VerticalAPI compares three small models; read in an excerpt"
    return TokenPrice(
      input: input,
      cached: cached,
      output: output,
      provenance: .recalled(source)
    )
  }

  static func recalled(_ input: String, cached: String? = nil, _ output: String) -> TokenPrice {
    TokenPrice(
      input: input,
      cached: cached,
      output: output,
      provenance: .recalled("the provider's price list")
    )
  }

  var values: [PresetValue] {
    let cachedValue = cached.map { [PresetValue("price.cached_input", "$" + $0, provenance)] }
    return [PresetValue("price.input", "$" + input, provenance)] + (cachedValue ?? [])
      + [PresetValue("price.output", "$" + output, provenance)]
  }
}
