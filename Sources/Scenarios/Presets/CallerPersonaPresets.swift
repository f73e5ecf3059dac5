internal import VoicePipeline

extension PresetFamily {
  /// Whole people: each has pauses, overlaps, habits and patience, and what makes it this one.
  ///
  /// No publication gives such a set. The habits lean on `turn_taking`, `pauses` and the sources
  /// named there; how often who does what is ours.
  static let callerPersonas: [Preset] = [
    person(
      "home-landline",
      "A calm caller on a landline at home",
      .init("us-general", "quiet", 30)
    ),
    person(
      "open-office",
      "A caller among colleagues who talk",
      .init("us-general", "office", 18, drift: 3, bursts: "0.5"),
      ["habits.asides": "4%"]
    ),
    person(
      "mobile-walker",
      "A caller who walks along a street with a mobile",
      .init("us-general", "street", 10, drift: 5, bursts: "2"),
      ["habits.silences": "3%"]
    ),
    person(
      "driver",
      "A caller in a moving car, hands free",
      .init("us-general", "car", 8, drift: 4, bursts: "1"),
      ["habits.silences": "6%", "habits.keypad": "0%"]
    ),
    person(
      "construction-site",
      "A caller beside machines that come and go",
      .init("us-general", "construction", 4, drift: 8, bursts: "4"),
      ["emotion": "impatient"]
    ),
    person(
      "cafe",
      "A caller in a café among other voices",
      .init("us-general", "babble", 7, drift: 4, bursts: "2"),
      ["habits.asides": "4%"]
    ),
    person(
      "strong-accent",
      "A second-language speaker with a strong accent",
      .init("l2", "quiet", 22, drift: 2, tier: "strong"),
      ["words_per_minute": "{median: 140, sigma: 0.18}"]
    ),
    person(
      "second-language-thinker",
      "A second-language speaker who looks for words",
      .init("l2", "quiet", 24, drift: 2, tier: "moderate"),
      [
        "words_per_minute": "{median: 130, sigma: 0.18}", "pauses.share": "18%",
        "pauses.short": "35%", "pauses.medium": "48%", "pauses.thinking": "2.5",
        "turn_taking.median": "450ms",
      ]
    ),
    person(
      "elderly-slow",
      "An elderly caller who takes time",
      .init("us-general", "quiet", 25, drift: 1, tier: "mild"),
      [
        "words_per_minute": "{median: 140, sigma: 0.18}", "turn_taking.median": "400ms",
        "pauses.share": "12%", "patience.hello": "{median: 3s, sigma: 0.3}",
        "habits.interruptions": "4%", "habits.keypad": "0%", "habits.holds": "4%",
      ]
    ),
    person(
      "impatient",
      "A caller in a hurry",
      .init("us-general", "office", 18, drift: 2),
      [
        "emotion": "impatient", "escalation": "0.4", "habits.talks_over": "60%",
        "turn_taking.median": "50ms", "patience.hello": "{median: 1800ms, sigma: 0.3}",
      ]
    ),
    person(
      "angry",
      "A caller who is angry already, and gets angrier",
      .init("us-general", "quiet", 24, drift: 2),
      [
        "emotion": "angry", "escalation": "0.8", "habits.talks_over": "85%",
        "habits.backchannels": "2%", "patience.midcall_per_second": "0.001",
      ]
    ),
    person(
      "anxious",
      "An anxious caller who doubts every word",
      .init("us-general", "quiet", 26, drift: 2),
      ["emotion": "anxious", "pauses.share": "13%", "habits.talks_over": "15%"]
    ),
    person(
      "chatty",
      "A cheerful caller who hums along",
      .init("us-general", "quiet", 28, drift: 1),
      ["emotion": "cheerful", "habits.backchannels": "35%", "habits.asides": "3%"]
    ),
    person(
      "corrector",
      "A caller who breaks in, at once when something is wrong",
      .init("us-general", "quiet", 26, drift: 1),
      ["habits.interruptions": "15%", "habits.corrections": "100%", "habits.talks_over": "75%"]
    ),
    person(
      "holder",
      "A caller who falls silent and puts the agent off",
      .init("us-general", "quiet", 24, drift: 2, bursts: "1"),
      ["habits.silences": "15%", "habits.holds": "12%"]
    ),
    person(
      "keypad-user",
      "A caller who types digits instead of saying them",
      .init("us-general", "office", 18, drift: 2),
      ["habits.keypad": "100%"]
    ),
    person(
      "family-home",
      "A caller with a child and a television in the room",
      .init("us-general", "television", 12, drift: 5, bursts: "3"),
      ["habits.asides": "15%", "habits.holds": "5%"]
    ),
    Preset(
      name: "voicemail-undetected",
      summary: "A voicemail greeting that machine detection takes for a person",
      values: [
        PresetValue("noise", "quiet", .assumed("what the profile stands for")),
        PresetValue("machine", "true", .assumed("what the profile stands for")),
      ]
    ),
  ]

  /// A voice and the noise behind it.
  private struct Voice {
    var accent: String
    var noise: String
    var snr: Int
    var drift: Int
    var bursts: String
    var tier: String

    init(
      _ accent: String,
      _ noise: String,
      _ snr: Int,
      drift: Int = 1,
      bursts: String = "0",
      tier: String = "native"
    ) {
      self.accent = accent
      self.noise = noise
      self.snr = snr
      self.drift = drift
      self.bursts = bursts
      self.tier = tier
    }
  }

  /// What people have in common; `more` takes the place of these, or adds to them.
  private static let common: [(path: String, text: String, reason: String)] = [
    ("short_turn_pace", "0.7", "short turns are slower (Yuan 2006); 0.7 is ours"),
    ("pauses.share", "8%", "a pause every dozen words; ours"),
    ("turn_taking.anticipates", "true", "people foresee the ends of turns (Levinson 2015)"),
    ("patience.hellos_max", "3", "three times without an answer; ours"),
    ("patience.midcall_per_second", "0.0003", "1 in 20 calls of three minutes; ours"),
    ("habits.backchannels", "12%", "12 % of the agent's turns; no published rate used"),
    ("habits.interruptions", "10%", "middle of 8-15 % of the agent's turns; ours"),
    ("habits.corrections", "50%", "ours"),
    ("habits.talks_over", "40%", "ours"),
    ("habits.silences", "2%", "ours"),
    ("habits.holds", "1%", "ours"),
    ("habits.asides", "1%", "ours"),
    ("habits.keypad", "5%", "ours"),
  ]

  private static func person(
    _ name: String,
    _ summary: String,
    _ voice: Voice,
    _ more: KeyValuePairs<String, String> = [:]
  ) -> Preset {
    let stands = Provenance.assumed("what the persona stands for")
    let place = Provenance.assumed("our figure for the place")
    var values = [
      PresetValue("accent", voice.accent, stands),
      PresetValue("noise", voice.noise, stands),
      PresetValue("snr_db", "\(voice.snr)", place),
      PresetValue("accent_tier", voice.tier, stands),
      PresetValue("noise_over_time.drift", "\(voice.drift)", place),
      PresetValue("noise_over_time.bursts_per_minute", voice.bursts, place),
    ]
    let own = Array(more)
    for (path, text, reason) in common where !own.contains(where: { $0.key == path }) {
      values.append(PresetValue(path, text, .assumed(reason)))
    }
    values += own.map { PresetValue($0.key, $0.value, stands) }
    return Preset(name: name, summary: summary, values: values)
  }
}
