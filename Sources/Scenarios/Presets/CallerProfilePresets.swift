internal import VoicePipeline

extension PresetFamily {
  /// Who speaks, from where: what differs from the defaults of `callers`.
  ///
  /// No publication gives these as a set; each is our assumption. Signal-to-noise ratios are for
  /// speech at the telephone's microphone.
  static let callerProfiles = PresetFamily(
    title: "Caller profiles",
    noun: "caller profile",
    path: "callers",
    key: "profile",
    presets: [
      profile("us-landline-quiet", "US speaker on a landline at home", "us-general", "quiet", "30"),
      profile(
        "mobile-street",
        "US speaker on a mobile in the street",
        "us-general",
        "street",
        "10"
      ),
      profile(
        "mobile-street-l2-accent",
        "Second-language speaker on a mobile in the street",
        "l2",
        "street",
        "10",
        [
          PresetValue("word_error_factor", "2.5", .assumed("odds for a marked accent")),
          PresetValue(
            "words_per_minute",
            "{median: 140, sigma: 0.18}",
            .assumed("slower in a second language; 165 is our figure for native speakers")
          ),
        ]
      ),
      profile("car-us", "US speaker in a moving car", "us-general", "car", "8"),
      profile("office-us", "US speaker in an open office", "us-general", "office", "18"),
      profile("babble-us", "US speaker among other voices", "us-general", "babble", "6"),
      profile(
        "elderly-quiet",
        "Elderly US speaker at home",
        "us-general",
        "quiet",
        "25",
        [
          PresetValue("word_error_factor", "1.5", .assumed("odds for a light accent, taken over")),
          PresetValue(
            "words_per_minute",
            "{median: 140, sigma: 0.18}",
            .assumed("elderly speakers are slower (Yuan 2006); by how much is ours")
          ),
          PresetValue(
            "turn_gap",
            "{median: 550ms, sigma: 0.6}",
            .assumed("200 ms over the default")
          ),
          PresetValue(
            "patience.hello",
            "{median: 3s, sigma: 0.3}",
            .assumed("more patient; ours")
          ),
        ]
      ),
    ] + PresetFamily.callerPersonas
  )

  private static func profile(
    _ name: String,
    _ summary: String,
    _ accent: String,
    _ noise: String,
    _ snr: String,
    _ more: [PresetValue] = []
  ) -> Preset {
    let description = Provenance.assumed("what the profile stands for")
    let values = [
      PresetValue("accent", accent, description),
      PresetValue("noise", noise, description),
      PresetValue("snr_db", snr, .assumed("our figure for the place")),
    ]
    return Preset(name: name, summary: summary, values: values + more)
  }
}
