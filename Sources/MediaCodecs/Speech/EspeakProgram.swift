private import SimCore
internal import VoicePipeline

/// The program `espeak-ng`, started anew for every line.
///
/// It is never linked: it is under the GPL-3, and a line spoken by a process that has spoken before
/// is not the same line.
struct EspeakProgram: Sendable {
  /// The Debian package that the program comes from.
  static let package = "espeak-ng"

  /// Where Debian puts it.
  static let usualPath = "/usr/bin/espeak-ng"

  /// Words a minute that the program takes.
  static let paces = 80...450

  private static let timeLimit = Duration.seconds(60)
  /// Bytes of the longest line: twelve minutes at 22,050 Hz.
  private static let outputLimit = 1 << 25

  let path: String
  /// What the program says of itself.
  let version: String

  /// Asks the program for its version.
  init(path: String = EspeakProgram.usualPath) throws(SpeechError) {
    self.path = path
    let ending = try Self.run([path, "--version"], dropsErrors: false)
    let words = ending.output.split(separator: " ")
    guard let found = words.first(where: { $0.first?.isNumber ?? false }) else {
      throw .synthesisFailed(voice: Self.package, reason: "it does not tell its version")
    }
    version = String(found)
  }

  /// A text as sound at 22,050 Hz; `pitch` is the factor on the voice's own.
  func sound(
    of text: String,
    voice: String,
    wordsPerMinute: Int,
    pitch: Double
  ) throws(SpeechError) -> Sound {
    let pace = min(max(wordsPerMinute, Self.paces.lowerBound), Self.paces.upperBound)
    let words = [
      path, "-b", "1", "-v", voice, "-s", "\(pace)", "-p", "\(Self.pitchValue(pitch))", "--stdout",
      "--", text,
    ]
    let ending = try Self.run(words, dropsErrors: true)
    if let file = WaveFile(bytes: ending.bytes), ending.code == 0 { return file.sound }
    let reason = try Self.run(words, dropsErrors: false).output
    if reason.contains("voice does not exist") {
      throw .missing("the voice \(voice)", package: "espeak-ng-data")
    }
    throw .synthesisFailed(voice: "espeak-ng:\(voice)", reason: String(reason.prefix(200)))
  }

  /// The program's scale of 0 to 99, of which 50 is the voice's own pitch.
  private static func pitchValue(_ factor: Double) -> Int {
    let octaves = Elementary.log(factor) / Elementary.log(2)
    return min(99, max(0, Int((50 + 50 * octaves).rounded())))
  }

  private static func run(
    _ words: [String],
    dropsErrors: Bool
  ) throws(SpeechError) -> ChildProcess.Ending {
    do {
      return try ChildProcess.run(
        words,
        timeLimit: timeLimit,
        errorOutput: dropsErrors ? .dropped : .mixed,
        outputLimit: outputLimit
      )
    } catch {
      throw .missing(words[0], package: package)
    }
  }
}
