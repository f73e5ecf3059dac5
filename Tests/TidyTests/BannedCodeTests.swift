import Testing

@Suite("Banned code")
struct BannedCodeTests {
  @Test func `nothing in a library differs between runs or machines`() {
    for finding in BannedCode.findings(of: BannedCode.nondeterminism, in: Repository.sources) {
      Issue.record("\(finding)")
    }
  }

  @Test func `no work hides from the clock of a cell`() {
    for finding in BannedCode.findings(of: BannedCode.concurrency, in: Repository.sources) {
      Issue.record("\(finding)")
    }
    for finding in ActorShape.findings(in: Repository.sources) {
      Issue.record("\(finding)")
    }
  }

  @Test func `nothing ends the process or prints behind the back of simrun`() {
    for finding in BannedCode.findings(of: BannedCode.crashers, in: Repository.sources) {
      Issue.record("\(finding)")
    }
    for finding in ForceUnwrap.findings(in: Repository.sources) {
      Issue.record("\(finding)")
    }
  }

  @Test(arguments: [
    "let now = ContinuousClock().now", "let id = UUID()", "let x = Int.random(in: 0..<6)",
    "let order = items.shuffled()", "let bucket = key.hashValue % 8", "let zone = getenv(name)",
    "let cpu = HostClock.cpuNanoseconds()",
  ])
  func `a planted source of chance is caught`(line: String) {
    #expect(found(BannedCode.nondeterminism, line).count == 1)
  }

  @Test(arguments: [
    "Task { await run() }", "async let first = load()", "Task.detached { run() }",
    "await withTaskGroup(of: Int.self) { _ in }", "@concurrent func load() async {}",
  ])
  func `a planted stray task is caught`(line: String) {
    #expect(found(BannedCode.concurrency, line).count == 1)
  }

  @Test(arguments: ["try! load()", "fatalError(text)", "print(text)", "let x = y as! Int"])
  func `a planted crash or print is caught`(line: String) {
    #expect(found(BannedCode.crashers, line).count == 1)
  }

  @Test(arguments: [
    "// ContinuousClock is banned", "let text = \"UUID()\"", "let update = lastUpdate(of: call)",
    "let sample = distribution.sample(bits)", "footprint(of: call)", "let t: Task<Void, Never>",
  ])
  func `comments, texts and longer names are let through`(line: String) {
    let rules = BannedCode.nondeterminism + BannedCode.concurrency + BannedCode.crashers
    #expect(found(rules, line).isEmpty)
  }

  @Test func `an excepted path is let through, and its neighbour is not`() {
    let line = "Task { await body() }"
    let kernel = TextFile(path: "Sources/SimCore/Kernel/Cell.swift", text: line)
    let other = TextFile(path: "Sources/SimCore/Trace/EventTrace.swift", text: line)
    #expect(BannedCode.findings(of: BannedCode.concurrency, in: [kernel]).isEmpty)
    #expect(BannedCode.findings(of: BannedCode.concurrency, in: [other]).count == 1)
  }

  @Test(arguments: ["let first = calls.first!", "row[3]!.text", "var carrier: Carrier!", "load()!"])
  func `a planted force unwrap is caught`(line: String) {
    let file = TextFile(path: "Sources/Scenarios/Planted.swift", text: line)
    #expect(ForceUnwrap.findings(in: [file]).count == 1)
  }

  @Test(arguments: ["if a != b { return !done }", "let text = \"stop!\"", "guard !isEmpty else {}"])
  func `a negation is not taken for a force unwrap`(line: String) {
    let file = TextFile(path: "Sources/Scenarios/Planted.swift", text: line)
    #expect(ForceUnwrap.findings(in: [file]).isEmpty)
  }

  @Test func `an actor that is not tied to a cell is caught`() {
    let text = """
      package actor Stray {
      }
      package actor VoiceAgent: CellActor {
      }
      package final actor Dialer:
        Carrier,
        CellActor
      {
      }
      """
    let file = TextFile(path: "Sources/VoicePipeline/Planted.swift", text: text)
    #expect(ActorShape.findings(in: [file]).map(\.line) == [1])
  }

  private func found(_ rules: [BannedCode], _ line: String) -> [Finding] {
    let file = TextFile(path: "Sources/VoicePipeline/Planted.swift", text: line)
    return BannedCode.findings(of: rules, in: [file])
  }
}
