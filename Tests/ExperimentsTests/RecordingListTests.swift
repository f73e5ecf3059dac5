import Experiments
import Foundation
import SimCore
import Synchronization
import Testing
import VoicePipeline

@Suite("Lists of recordings")
struct RecordingListTests {
  private final class FakeListener: ListeningOnly {
    let failure: AudioFailure? = nil

    func words(in speech: LineSpeech) throws(AudioFailure) -> [String] {
      speech.parts.flatMap(\.words)
    }
  }

  private final class Seen: Sendable {
    let recordings = Mutex<[AudioRecording]>([])
  }

  /// What the audio tier is asked for; `reject` is the recording that it cannot use.
  private func plan(_ list: String, rejecting: String? = nil) throws -> [AudioRecording] {
    let bench = try RunBench()
    try Data(list.utf8).write(to: bench.folder.appending(path: "takes.csv"))
    let seen = Seen()
    let audio = AudioBinding(threads: 0) { (plan) throws(AudioFailure) in
      seen.recordings.withLock { $0 = plan.recordings }
      if let bad = plan.recordings.first(where: { $0.text == rejecting }) {
        throw AudioFailure("it is cut off", recording: bad)
      }
      return FakeListener()
    }
    _ = try RunExperiment.run(
      RunRequest(
        scenarioPath: try bench.scenario("fidelity: audio\naudio: {recordings: takes.csv}"),
        build: RunBench.build,
        overrides: ["duration=1m"],
        outputDirectory: bench.path("run"),
        audio: audio
      )
    )
    return seen.recordings.withLock { $0 }
  }

  @Test func `a row is a text, a file beside the list and an accent`() throws {
    let recordings = try plan(
      """
      text,file,accent
      "Yes,  that is RIGHT",yes.wav,
      next tuesday,/takes/tuesday.flac, us-south

      """
    )
    #expect(recordings.map(\.text) == ["yes, that is right", "next tuesday"])
    #expect(recordings[0].file.hasSuffix("/yes.wav") && recordings[0].file.hasPrefix("/"))
    #expect(recordings[1].file == "/takes/tuesday.flac")
    #expect(recordings.map(\.accent) == [nil, "us-south"])
    #expect(recordings.map(\.line) == [2, 3])
  }

  @Test(arguments: [
    ("", 1, "empty"), ("texts,files\na,b.wav\n", 1, "first row"),
    ("text,file\nyes,a.wav\nno\n", 3, "not a text and a file"),
    ("text,file\nyes,\n", 2, "not a text and a file"),
  ])
  func `what cannot be read is named by its row`(list: String, line: Int, message: String) throws {
    let failure = #expect(throws: RunFailure.self) { try plan(list) }
    #expect(failure?.code == "SND-005" && failure?.file == "takes.csv" && failure?.line == line)
    #expect(failure?.message.contains(message) == true, "\(failure?.message ?? "")")
    #expect(failure?.remedy != nil)
  }

  @Test func `a recording that cannot be used is named by its row`() throws {
    let list = "text,file\nyes,a.wav\nno,b.wav\n"
    let failure = #expect(throws: RunFailure.self) { try plan(list, rejecting: "no") }
    #expect(failure?.code == "SND-006" && failure?.file == "takes.csv" && failure?.line == 3)
    #expect(failure?.message == "it is cut off")
  }
}
