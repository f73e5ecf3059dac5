internal import VoicePipeline

/// What a million tokens cost in US dollars, and how that is known.
struct TokenPrice {
  var input: String
  var cached: String?
  var output: String
  var provenance: Provenance

  /// A third party that read the providers' pages.
  static func tokenMix(_ input: String, cached: String? = nil, _ output: String) -> TokenPrice {
    let source = "TokenMix, prices of 16 models, checked on the providers' pages"
    return TokenPrice(
      input: input,
      cached: cached,
      output: output,
      provenance: .verified(source, "2026-04-30")
    )
  }

  static func comparison(_ input: String, cached: String? = nil, _ output: String) -> TokenPrice {
    let source = "VerticalAPI, Claude Haiku vs GPT-4o mini vs Gemini Flash: half price when cached"
    return TokenPrice(
      input: input,
      cached: cached,
      output: output,
      provenance: .verified(source)
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
