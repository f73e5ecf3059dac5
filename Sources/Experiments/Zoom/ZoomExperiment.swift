internal import RunReports
internal import Scenarios
internal import SimCore
internal import VoicePipeline

/// Zooms into one call of a recorded run: its packets, its time line and its picture.
///
/// To render is to simulate the run again as it was, and to send the call's story over its network
/// packet by packet: the story stays what it was. To live in is to simulate the run once more with
/// that call alone at the finer tier: its story may change, and where it does is said. Either way
/// the call may be rendered as sound.
package enum ZoomExperiment {
  package static func zoom(
    _ request: ZoomRequest,
    progress: (RunProgress) -> Void = { _ in }
  ) throws(RunFailure) -> ZoomOutcome {
    let recorded = try RecordedRun(directory: request.directory)
    let scenario = try recorded.scenario().body
    let leads = try LoadedLeads.read(scenario, strict: false)
    let place = try ZoomPlace(request, of: recorded)
    var doubts = try Self.doubts(recorded, scenario, leads, request)
    let source = ZoomSource(
      scenario: scenario,
      leads: leads,
      audio: request.audio,
      zone: scenario.zones > 1 ? ZonePlace.index(of: request.call, zones: scenario.zones) : nil,
      isInterrupted: request.isInterrupted
    )
    let life = try source.life(of: StoryWish(.number(request.call)), progress: progress)
    if doubts.isEmpty, life.traceDigest != recorded.traceDigest(zone: source.zone) {
      let failure = RunFailure.unrepeatable(recorded.directory)
      guard request.force else { throw failure }
      doubts.append("\(recorded.directory): \(failure.message)")
    }
    let told = try life.call(request.call)
    var (call, divergence) = (told, StoryDivergence?.none)
    if request.isLivedAgain {
      let wish = StoryWish(
        .key(told.exemplar.record.id.key),
        raisesToPackets: true,
        raisesToSound: request.isAudible
      )
      let again = try source.life(
        of: wish,
        codec: told.codec,
        part: "live-in",
        progress: progress
      )
      call = try again.call(request.call)
      divergence = StoryDivergence(of: told.story, and: call.story)
    }
    let heard = try request.isAudible ? Self.heard(call, scenario, request) : nil
    let report = ZoomReport(
      call: call,
      told: told,
      heard: heard,
      stem: place.stem,
      divergence: divergence,
      isLivedAgain: request.isLivedAgain,
      doubts: doubts,
      scenario: scenario,
      build: request.build,
      absence: place.absence,
      directory: request.directory
    )
    let payload = request.payload?(call.story) ?? Self.payload(of: call, heard)
    let capture = CallCapture(call, payload: payload, hidesKeys: place.absence != nil)
      .bytes(start: scenario.start)
    let files = try place.write(
      [("pcap", capture), ("trace.json", report.trace), ("html", report.page)]
        + (heard?.files ?? [])
    )
    return ZoomOutcome(
      call: call,
      divergence: divergence,
      isLivedAgain: request.isLivedAgain,
      doubts: doubts,
      files: files,
      text: report.text(files)
    )
  }

  private static func heard(
    _ call: ZoomedCall,
    _ scenario: Scenario,
    _ request: ZoomRequest
  ) throws(RunFailure) -> HeardCall {
    guard let audio = request.audio else { throw RunFailure.noAudio }
    return try HeardCall(call, by: audio.renderer(of: scenario, [call.codec]))
  }

  private static func payload(of call: ZoomedCall, _ heard: HeardCall?) -> any FramePayload {
    heard.map { EncodedSpeech(call, $0.sound) } ?? ComfortNoise(call: call.story.call)
  }

  /// Why this may not be the recorded run; thrown unless the user has said to go on.
  private static func doubts(
    _ recorded: RecordedRun,
    _ scenario: Scenario,
    _ leads: LoadedLeads,
    _ request: ZoomRequest
  ) throws(RunFailure) -> [String] {
    var failures = [recorded.obstacle(for: request.build)].compactMap(\.self)
    if SHA256.hex(of: Array(scenario.resolvedText.utf8)) != recorded.text("scenario", "digest") {
      failures.append(.otherScenario(recorded.directory))
    }
    if recorded.leadDigest != leads.facts.digest {
      failures.append(.otherLeads(scenario, recorded.directory))
    }
    if recorded.arrivalDigest != leads.arrivalFacts?.digest ?? "" {
      failures.append(.otherArrivals(recorded.directory))
    }
    if let failure = failures.first, !request.force { throw failure }
    return failures.map { "\($0.file ?? recorded.directory): \($0.message)" }
  }
}

extension ZoomLife {
  /// The call with its packets.
  func call(_ number: Int) throws(RunFailure) -> ZoomedCall {
    guard number <= planned else {
      throw .zoom(
        "the run has no call \(number): its calls are 1 to \(FixedDecimal.grouped(planned))"
      )
    }
    guard let exemplar else {
      throw .zoom("call \(number) was planned, but never made: there is nothing to look into")
    }
    guard exemplar.record.answered != nil else {
      let outcome = exemplar.record.outcome.label
      throw .zoom("nobody answered call \(number) (\(outcome)): there is no sound to look into")
    }
    guard let line else {
      throw .zoom(
        "a machine that says nothing answered call \(number): there is no sound to look into"
      )
    }
    return ZoomedCall(
      exemplar: exemplar,
      story: line.story,
      frames: line.frames(),
      codec: line.codec,
      setUp: line.setUp,
      accent: line.voice.accent,
      soundKey: line.voice.key
    )
  }
}

extension RunFailure {
  fileprivate static func zoom(_ message: String) -> RunFailure {
    RunFailure(
      code: "ZOM-001",
      class: .badInput,
      message: message,
      remedy: "the first column of calls.csv.gz has the numbers, the column outcome who answered"
    )
  }

  fileprivate static func otherScenario(_ directory: String) -> RunFailure {
    RunFailure(
      code: "ZOM-002",
      class: .invalidRun,
      file: "\(directory)/scenario.resolved.yaml",
      message: "it is not the scenario that the run was made with"
    )
  }

  fileprivate static func otherArrivals(_ directory: String) -> RunFailure {
    RunFailure(
      code: "ZOM-002",
      class: .invalidRun,
      file: directory,
      message: "the trace of arrivals is not the one that the run was made with"
    )
  }
}
