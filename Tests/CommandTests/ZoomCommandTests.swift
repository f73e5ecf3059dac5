import Foundation
import Testing

@Suite("Zooming in by command")
struct ZoomCommandTests {
  /// A folder with a run of people who answer.
  private func folder(_ options: String...) throws -> TemporaryFolder {
    let folder = try TemporaryFolder()
    try folder.write(
      "good.yaml",
      BadInput.good + """

        answers:
          {preset: warm-list, human: 100%, voicemail: 0%, no_answer: 0%, busy: 0%,
           unobtainable: 0%, declined: 0%, ring_human: 1s}
        """
    )
    try folder.write("leads.csv", BadInput.leads)
    let ending = try Binary.debug.run(
      ["run", "good.yaml", "--out", "run"] + options,
      in: folder.url
    )
    try #require([0, 1, 2].contains(ending.code), "\(ending.errors)")
    return folder
  }

  @Test(arguments: Binary.built)
  func `one call is shown, twice with the same bytes, and the run stays whole`(
    simrun: Binary
  ) throws {
    let folder = try folder()
    let words = ["replay", "run", "--call", "2", "--fidelity", "packet"]
    let first = try simrun.run(words, in: folder.url)
    #expect(first.code == 0, "\(first.output)\(first.errors)")
    #expect(first.errors.isEmpty && first.output.hasPrefix("call 2: packets rendered from"))
    let names = ["run/calls/2.pcap", "run/calls/2.trace.json", "run/calls/2.html"]
    for name in names { #expect(first.output.contains("  \(name)\n"), "\(name)") }
    let bytes = try names.map { try Data(contentsOf: folder.url.appending(path: $0)) }
    #expect(try simrun.run(words, in: folder.url).output == first.output)
    let again = try names.map { try Data(contentsOf: folder.url.appending(path: $0)) }
    #expect(bytes == again && bytes.allSatisfy { $0.count > 1_000 })
    #expect(try simrun("replay", "run", in: folder.url).code == 0)
    let report = try folder.text("run/report.html")
    #expect(report.contains("<b>--fidelity packet</b>"))
  }

  #if Audio
    @Test func `a call that is heard has the same bytes each time, on any number of threads`()
      throws
    {
      let folder = try folder()
      let suffixes = ["pcap", "trace.json", "html", "caller.wav", "agent.wav", "mix.wav"]
      var known: [Data] = []
      for simrun in Binary.built {
        for (place, threads) in ["1", "2", "1"].enumerated() {
          let words = ["replay", "run", "--call", "2", "--fidelity", "audio", "--threads", threads]
          let ending = try simrun.run(words + ["--out", "zoom\(place)"], in: folder.url)
          #expect(ending.code == 0 && ending.errors.isEmpty, "\(ending.errors)")
          #expect(ending.output.hasPrefix("call 2: packets and sound rendered from the story"))
          #expect(ending.output.contains("  heard          "))
          let bytes = try suffixes.map {
            try Data(contentsOf: folder.url.appending(path: "zoom\(place)/2.\($0)"))
          }
          if known.isEmpty { known = bytes }
          for (mine, other) in zip(bytes, known) { #expect(mine == other, "\(words)") }
        }
      }
      #expect(known.allSatisfy { $0.count > 1_000 })
      // Both legs and the mix are as long as one another, in one and two channels.
      #expect(known[3].count == known[4].count && known[5].count == 2 * known[3].count - 44)
    }

    @Test func `the sound of sealed or purged words is refused`() throws {
      let folder = try SealedRunTests.folder("--seal-key", "k")
      let call = try #require(try SealedRunTests.calls(folder).first)
      let words = ["replay", "run", "--call", call, "--fidelity", "audio", "--out", "zoom"]
      let sealed = try Binary.debug.run(words, in: folder.url)
      #expect(sealed.code == 65 && sealed.errors.hasPrefix("simrun: error[ZOM-006]"))
      #expect(!folder.exists("zoom"))
    }
  #else
    @Test func `a build without audio says so, and what mends it`() throws {
      let folder = try folder()
      let words = ["replay", "run", "--call", "2", "--fidelity", "audio"]
      let ending = try Binary.debug.run(words, in: folder.url)
      #expect(ending.code == 69 && ending.errors.hasPrefix("simrun: error[ZOM-004]"))
      #expect(ending.errors.contains("make audio"))
    }
  #endif

  @Test func `a call that is lived again says where its story parts`() throws {
    let folder = try folder()
    let ending = try Binary.debug(
      "replay",
      "run",
      "--call",
      "2",
      "--live-in",
      "--out",
      "zoom",
      in: folder.url
    )
    #expect(ending.code == 0, "\(ending.errors)")
    #expect(ending.output.contains("the stories"))
    #expect(folder.exists("zoom/2.live-in.pcap") && !folder.exists("run/calls/2.live-in.pcap"))
  }

  @Test func `bad input is refused with its code and a remedy`() throws {
    let folder = try folder()
    let cases: [(words: [String], code: Int32, error: String)] = [
      (["run", "--call"], 64, "CLI-003"), (["run", "--call", "x"], 64, "CLI-007"),
      (["run", "--call", "0"], 64, "CLI-007"), (["run", "--call", "-1"], 64, "CLI-007"),
      (["run", "--live-in"], 64, "CLI-015"), (["run", "--fidelity", "packet"], 64, "CLI-015"),
      (["run", "--out", "x"], 64, "CLI-015"), (["run", "--force"], 64, "CLI-015"),
      (["run", "--call", "1", "--fidelity", "flow"], 64, "ZOM-005"),
      (["run", "--call", "99999"], 65, "ZOM-001"), (["nowhere", "--call", "1"], 65, "RUN-004"),
      (["good.yaml", "--call", "1"], 65, "RUN-004"), (["--call", "1"], 64, "CLI-005"),
      (["run", "--call", "1", "--out", "leads.csv"], 65, "CLI-012"),
    ]
    for (words, code, error) in cases {
      let ending = try Binary.debug.run(["replay"] + words, in: folder.url)
      #expect(ending.code == code, "\(words): \(ending.errors)")
      #expect(ending.errors.hasPrefix("simrun: error[\(error)]"), "\(words): \(ending.errors)")
      #expect(ending.output.isEmpty)
    }
    let json = try folder.text("run/run.json")
    let digest = try #require(json.split(separator: "\n").first { $0.contains("source_digest") })
    try folder.write("run/run.json", json.replacing(digest, with: "\"source_digest\": \"0\","))
    let other = try Binary.debug("replay", "run", "--call", "2", in: folder.url)
    #expect(other.code == 2 && other.errors.hasPrefix("simrun: error[TRC-001]"))
    let forced = try Binary.debug("replay", "run", "--call", "2", "--force", in: folder.url)
    #expect(forced.code == 0 && forced.output.contains("NOT THE RECORDED RUN"))
  }

  @Test func `a sealed run shows its calls without what was said`() throws {
    let folder = try SealedRunTests.folder("--seal-key", "k")
    let call = try #require(try SealedRunTests.calls(folder).first)
    let ending = try Binary.debug("replay", "run", "--call", call, in: folder.url)
    #expect(ending.code == 0, "\(ending.errors)")
    let page = try folder.text("run/calls/\(call).html")
    #expect(!page.contains("<!--said-->") && page.contains("What was said is left out"))
    #expect(try folder.text("run/calls/\(call).trace.json").contains("\"name\":\"sentence\""))
    #expect(try Binary.debug("replay", "run", in: folder.url).code == 0)
    #expect(try Binary.debug("audit", "verify", "run", in: folder.url).code == 0)
  }

  @Test func `a purge takes the files of zoomed calls, and none comes back beside the run`() throws
  {
    let folder = try SealedRunTests.folder()
    let call = try #require(try SealedRunTests.calls(folder).first)
    let zoom = { try Binary.debug.run(["replay", "run", "--call", call] + $0, in: folder.url) }
    #expect(try zoom([]).code == 0)
    let purge = try Binary.debug("audit", "purge", "run", "--on", "2020-03-12", in: folder.url)
    #expect(purge.code == 0, "\(purge.errors)")
    for suffix in ["pcap", "trace.json", "html"] {
      #expect(!folder.exists("run/calls/\(call).\(suffix)"))
    }
    let refused = try zoom([])
    #expect(refused.code == 65 && refused.errors.hasPrefix("simrun: error[ZOM-003]"))
    #expect(try zoom(["--out", "zoom"]).code == 0)
    #expect(!(try folder.text("zoom/\(call).html")).contains("<!--said-->"))
    #expect(try Binary.debug("audit", "verify", "run", in: folder.url).code == 0)
  }
}
