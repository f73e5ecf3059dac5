import Scenarios
import SimCore
import Testing
import VoicePipeline

@Suite("Batching server")
struct BatchingServerTests {
  /// 1 billion weights in fp16 are 2 GB: at 1,000 GB/s a step takes 2 ms, and 1 ms overhead.
  private static let machine = """
    parameters: 1, precision: fp16, memory: 3, bandwidth: 1000, compute: 1, step_overhead: 1ms,
    cache_bytes_per_token: 100000
    """

  private func serve(
    _ count: Int,
    _ keys: String = "batch: 100",
    context: Int = 0,
    text: String
  ) throws -> (bench: EndpointBench, figures: BatchingServer.Figures, use: ServerUse) {
    let bench = EndpointBench()
    let spec = try EndpointBench.agent("llm: {server: {\(Self.machine), \(keys)}}").llm
    let machine = try #require(spec.server)
    let server = bench.cell.enter {
      let replies = OneReply(text: text)
      let server = BatchingServer(cell: bench.cell, machine: machine, replies: replies)
      for number in 1...count {
        _ = server.generate(EndpointBench.request(number, context: context), for: bench.ear)
      }
      return server
    }
    bench.run()
    return bench.cell.enter { (bench, server.figures, server.use) }
  }

  @Test func `a lone request takes a step for each token`() throws {
    let run = try serve(1, text: "Yes.")
    // One token; no cache is read before it.
    #expect(run.bench.generations.map(\.at) == [.milliseconds(3), .milliseconds(3)])
    #expect(run.figures.steps == 1)
  }

  @Test func `a step reads the weights, the batch's cache and new contexts`() throws {
    // The first request begins a step alone; the other nine join in the second one.
    let run = try serve(10, context: 100, text: "Yes.")
    let ends = run.bench.generations.filter(\.event.isEnding).map(\.at)
    // 100 tokens: 2e11 operations at 1e12/s are 200 ms; 1e7 bytes of cache are 10 us.
    let first = Duration.microseconds(3_000 + 10 + 200_000)
    let second = Duration.microseconds(3_000 + 90 + 1_800_000)
    #expect(ends == [first] + [Duration](repeating: first + second, count: 9))
    #expect(run.figures.tokens == 10)
    #expect(run.figures.batchMax == 9)
  }

  @Test func `throughput grows with the batch while memory bounds the step`() throws {
    let text = "One two three four five six seven eight nine ten eleven twelve."
    let one = try serve(32, "batch: 1", text: text)
    let many = try serve(32, "batch: 32", text: text)
    let (slow, fast) = (one.bench.heard.last?.at, many.bench.heard.last?.at)
    #expect(one.figures.tokens == many.figures.tokens)
    #expect(one.figures.steps == one.figures.tokens)
    // The first step holds one request only.
    #expect(many.figures.steps == 16 + 1)
    #expect(try #require(slow) > (try #require(fast)) * 20)
  }

  @Test func `the cache never holds more than its memory, and what never fits is refused`() throws {
    // 1 GB beside the weights: 10,000 tokens. Requests of 3,001 tokens: three at a time.
    let run = try serve(12, context: 3_000, text: "Yes.")
    #expect(run.figures.cacheTokensMax == 9_003)
    #expect(run.figures.batchMax == 3)
    // 2 GB of weights and 9,003 tokens of 0.1 MB; 10,000 tokens are 3.3 such requests.
    #expect((run.use.memory - 2.9003).magnitude < 1e-9)
    #expect((try #require(run.use.slots) - 10_000.0 / 3_001).magnitude < 1e-9)
    #expect(run.bench.generations.count(where: { $0.event.isEnding }) == 12)
    let large = try serve(1, context: 10_000, text: "Yes.")
    #expect(large.bench.refusals == [.refused(code: 413)])
  }

  @Test func `int8 takes a quarter of the memory of fp32, and the cache what it took`() throws {
    func machine(_ preset: String) throws -> ModelServerSpec {
      try #require(try EndpointBench.agent("llm: \(preset)").llm.server)
    }
    let (full, small) = (
      try machine("self-hosted-8b-fp32"), try machine("self-hosted-8b-int8")
    )
    #expect(full.weightBytes == 32e9)
    #expect(small.weightBytes == 8e9)
    #expect(small.cacheBytesPerToken == full.cacheBytesPerToken)
    // 24 GB less of weights are 24 GB more of cache.
    let gained = small.cacheTokensMax - full.cacheTokensMax
    #expect((gained - 24_000_000_000 / 131_072).magnitude <= 1)
    let step = full.stepTime(cacheTokensRead: 0, prefillTokens: 0) - full.stepOverhead
    let shorter = small.stepTime(cacheTokensRead: 0, prefillTokens: 0) - small.stepOverhead
    #expect((step - shorter * 4).nanoseconds.magnitude <= 4)
  }

  @Test func `a student is faster, and wrong in the share of its penalty`() throws {
    let run = try serve(2_000, "batch: 1000, quality_penalty: 10%", text: "Yes.")
    #expect((run.figures.poor - 200).magnitude < 41)
    let teacher = try #require(try EndpointBench.agent("llm: self-hosted-8b-fp16").llm.server)
    let student = try #require(try EndpointBench.agent("llm: self-hosted-student-1b").llm.server)
    #expect(
      student.stepTime(cacheTokensRead: 1000, prefillTokens: 100)
        < teacher.stepTime(cacheTokensRead: 1000, prefillTokens: 100)
    )
    #expect(student.qualityPenalty == 0.05)
  }

  @Test func `a cancelled request gives its memory back and says what it had written`() throws {
    let bench = EndpointBench()
    let spec = try EndpointBench.agent("llm: {server: {\(Self.machine)}}").llm
    let machine = try #require(spec.server)
    bench.cell.enter {
      let replies = OneReply(text: "One two three four five six seven eight nine ten.")
      let server = BatchingServer(cell: bench.cell, machine: machine, replies: replies)
      let stream = server.generate(EndpointBench.request(1, context: 0), for: bench.ear)
      _ = bench.cell.after(.milliseconds(10)) { stream.cancel() }
    }
    bench.run()
    guard case .cancelled(let tokens) = bench.generations.last?.event else {
      Issue.record("the request was not cancelled")
      return
    }
    // Noticed after 60 ms, with the answer long done.
    #expect(tokens == 14)
    #expect(bench.generations.last?.at == .milliseconds(60))
  }
}
