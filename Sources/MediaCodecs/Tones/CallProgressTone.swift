private import SimCore
package import VoicePipeline

/// The tones by which a network or a machine says how a call goes, as North America has them.
///
/// Frequencies, cadences and levels of ringing, busy and reorder tone are those of the precise tone
/// plan (ANSI T1.401; ITU-T E.180 supplement 2); the others name their source.
package enum CallProgressTone: String, Sendable, Hashable, CaseIterable, Codable {
  /// 440 and 480 Hz, 2 s of 6, at -19 dBm0 each.
  case ringback
  /// 480 and 620 Hz, half a second of each second, at -24 dBm0 each.
  case busy
  /// The same twice as fast: no circuit is free.
  case reorder
  /// 950, 1400 and 1800 Hz for a third of a second each, before an announcement (ITU-T E.180, 3.6).
  case specialInformation = "special_information"
  /// 1 kHz for half a second: what most answering machines end their greeting with.
  case answeringBeep = "answering_beep"
  /// 1100 Hz, half a second of each 3.5 s: a fax that calls (ITU-T T.30, CNG).
  case faxCalling = "fax_calling"
  /// 2100 Hz for 3 s: a fax or a modem that answers (ITU-T T.30, CED; V.25).
  case faxAnswering = "fax_answering"

  /// One period of a tone that repeats, or the whole of one that does not.
  package var cadence: [Tone] {
    switch self {
    case .ringback: Self.pair(440, 480, level: -19, on: .seconds(2), off: .seconds(4))
    case .busy: Self.pair(480, 620, level: -24, on: .milliseconds(500), off: .milliseconds(500))
    case .reorder: Self.pair(480, 620, level: -24, on: .milliseconds(250), off: .milliseconds(250))
    case .specialInformation: [950, 1_400, 1_800].map { Self.single($0, -24, .milliseconds(330)) }
    case .answeringBeep: [Self.single(1_000, -12, .milliseconds(500))]
    case .faxCalling:
      [Self.single(1_100, -14, .milliseconds(500)), .silence(.seconds(3))]
    case .faxAnswering: [Self.single(2_100, -14, .seconds(3))]
    }
  }

  /// Whether the cadence goes on until somebody hangs up.
  package var repeats: Bool {
    switch self {
    case .ringback, .busy, .reorder, .faxCalling: true
    case .specialInformation, .answeringBeep, .faxAnswering: false
    }
  }

  /// The tone for so many periods.
  package func sound(periods: Int = 1, rate: SampleRate = .wideband) -> Sound {
    precondition(periods > 0 && (repeats || periods == 1), "this tone sounds once")
    return Tone.sound(of: Array(repeating: cadence, count: periods).flatMap(\.self), rate: rate)
  }

  private static func pair(
    _ low: Int,
    _ high: Int,
    level: Double,
    on: Duration,
    off: Duration
  ) -> [Tone] {
    let sines = [low, high].map { Tone.Sine(hertz: $0, level: level) }
    return [Tone(sines, on), .silence(off)]
  }

  private static func single(_ hertz: Int, _ level: Double, _ duration: Duration) -> Tone {
    Tone([Tone.Sine(hertz: hertz, level: level)], duration)
  }
}
