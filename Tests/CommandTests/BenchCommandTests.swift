import Foundation
import Testing

@Suite("Bench")
struct BenchCommandTests {
  private struct Record: Decodable {
    struct Figure: Decodable {
      let unit: String?
      let met: Bool?
    }

    let bench: String
    let build: [String: JSONScalar]
    let calibration: [String: Double]
    let figures: [String: Figure]
    let host: [String: String]
    let notes: [String]
  }

  /// A text or a flag.
  private enum JSONScalar: Decodable, Equatable {
    case text(String)
    case flag(Bool)

    init(from decoder: any Decoder) throws {
      let container = try decoder.singleValueContainer()
      if let flag = try? container.decode(Bool.self) {
        self = .flag(flag)
      } else {
        self = .text(try container.decode(String.self))
      }
    }
  }

  private func record(_ words: String...) throws -> (Record, folder: TemporaryFolder) {
    let folder = try TemporaryFolder()
    let ending = try Binary.debug.run(["bench"] + words + ["--json"], in: folder.url)
    #expect(ending.code == 0, "\(ending.errors)")
    #expect(ending.errors.isEmpty)
    return (try JSONDecoder().decode(Record.self, from: Data(ending.output.utf8)), folder)
  }

  private static let costs = [
    "actor_callback", "actor_closure", "callback", "closure", "draw", "histogram", "hop", "message",
    "reply", "sleep", "sleep_cancel", "spawn", "timer_cancel",
  ]

  /// By workload: programs, figures of each.
  private static let workloads: [(name: String, programs: [String], figures: [String])] = [
    (
      "w1", ["actors", "callbacks", "sinks", "c_calendar", "c_heap", "ns3", "simpy", "salabim"],
      ["cpu_s", "end_s", "events_per_s", "ns_per_event", "process_cpu_s", "rss_mib"]
    ),
    (
      "w2", ["actors", "callbacks", "c", "ns3", "simpy", "simpy_queued", "salabim"],
      [
        "abandoned", "calls_per_s", "cpu_s", "end_s", "ns_per_call", "process_cpu_s", "rss_mib",
        "served", "wait_s",
      ]
    ),
    (
      "w3", ["actors", "callbacks", "c", "c_fused", "ns3", "simpy", "salabim"],
      [
        "cpu_s", "duration_s", "end_s", "ns_per_step", "peak", "process_cpu_s", "rss_mib",
        "steps_per_s", "waited",
      ]
    ),
  ]

  private static let ratios = [
    "w1.actors.cost_to_c_heap.x", "w1.actors.speed_to_ns3.x", "w1.actors.speed_to_simpy.x",
    "w1.callbacks.cost_to_c_calendar.x", "w1.callbacks.cost_to_c_heap.x",
    "w1.sinks.cost_to_c_heap.x",
    "w2.actors.cost_to_c.x", "w2.actors.speed_to_ns3.x", "w2.actors.speed_to_simpy.x",
    "w2.actors.speed_to_simpy_queued.x", "w2.callbacks.cost_to_c.x",
    "w3.actors.cost_to_c.x", "w3.actors.cost_to_c_fused.x", "w3.actors.speed_to_ns3.x",
    "w3.actors.speed_to_salabim.x", "w3.actors.speed_to_simpy.x", "w3.callbacks.cost_to_c.x",
    "w3.callbacks.cost_to_c_fused.x",
  ]

  private static let large = ["actors", "callbacks"].flatMap { program in
    [
      "cost_to_w3.x", "cpu_s", "heap_per_call_bytes", "kernel_events", "ns_per_event", "peak",
      "rss_mib",
    ].map { "large.\(program).\($0)" }
  }

  /// The keys are a promise: figures of two days are compared by them.
  private static func keys(withPeers: Bool) -> [String] {
    let costs = costs.flatMap { ["cost.\($0).ns", "cost.\($0).steps"] }
    let figures = workloads.flatMap { workload in
      workload.programs.filter { withPeers || ["actors", "callbacks", "sinks"].contains($0) }
        .flatMap { program in workload.figures.map { "\(workload.name).\(program).\($0)" } }
    }
    let verdicts = workloads.map { "\($0.name).same_work" }
    let memory = ["memory.idle_call.bytes"]
    return (costs + memory + figures + verdicts + (withPeers ? ratios + large : [])).sorted()
  }

  @Test func `every figure of the kernel keeps its key`() throws {
    let (record, folder) = try record("kernel", "--events", "1000", "--runs", "1")
    #expect(record.figures.keys.sorted() == Self.keys(withPeers: false))
    #expect(record.bench == "kernel" && record.notes.count > 3)
    #expect(record.build["is_optimised"] == .flag(false))
    #expect(
      record.build.keys.sorted() == ["compiler", "is_optimised", "source_digest", "version"]
    )
    #expect(record.calibration.keys.sorted() == ["step_after_ns", "step_before_ns"])
    #expect(record.host.keys.sorted() == ["kernel", "machine"])
    #expect(record.figures["cost.sleep.ns"]?.unit == "ns")
    #expect(record.figures["cost.sleep.ns"]?.met != nil)
    #expect(try folder.names().isEmpty)
  }

  @Test func `peers that are not built are named with the remedy, and are no failure`() throws {
    let (record, _) = try record(
      "kernel",
      "--events",
      "1000",
      "--runs",
      "1",
      "--peers",
      "--large"
    )
    #expect(record.figures.keys.sorted() == Self.keys(withPeers: true))
    #expect(record.figures["w3.actors.speed_to_simpy.x"]?.met == nil)
    let missing = record.notes.filter { $0.contains("was not run") }
    #expect(missing.count == 15)
    #expect(missing.allSatisfy { $0.contains("Benchmarks/peers/setup.sh") })
  }

  @Test func `only the wanted figures are measured`() throws {
    let (one, _) = try record("kernel", "--only", "cost.hop", "--events", "1000")
    #expect(one.figures.keys.sorted() == ["cost.hop.ns", "cost.hop.steps"])
    let (two, _) = try record("kernel", "--only", "w2.actors", "--events", "1000", "--runs", "1")
    let keys = two.figures.keys.sorted()
    #expect(keys.filter { $0.hasPrefix("w2.actors.") }.count == 9 && keys.count == 10)
  }

  @Test func `tables say what was measured, with what, and which bars were met`() throws {
    let ending = try Binary.debug("bench", "kernel", "--only", "cost", "--events", "1000")
    #expect(ending.code == 0)
    let text = ending.output
    #expect(text.hasPrefix("cost of one operation, 1,000 of them pending\n"))
    #expect(text.contains("\nbars\n  timer callback to a class: ns "))
    #expect(text.contains("calibration step: "))
    #expect(text.contains("This is a debug build: its figures mean nothing."))
    #expect(text.split(separator: "\n").allSatisfy { $0.count <= 100 })
  }

  @Test func `a workload runs as a program of its own`() throws {
    let words = ["bench", "kernel", "--program", "w3.actors", "--events", "3000"]
    let ending = try Binary.debug.run(words)
    #expect(ending.code == 0 && ending.errors.isEmpty)
    #expect(ending.output.hasPrefix("workload=w3 program=actors events="))
    #expect(ending.output.split(separator: "\n").count == 1)
  }

  @Test func `a scenario and a lead file are measured as before, also as JSON`() throws {
    let folder = try TemporaryFolder()
    try folder.write("good.yaml", BadInput.scenario())
    try folder.write("leads.csv", BadInput.leads)
    let table = try Binary.debug("bench", "good.yaml", "--runs", "2", in: folder.url)
    #expect(table.code == 0, "\(table.errors)")
    #expect(table.output.contains("CPU s") && table.output.contains("  run 2 "))
    #expect(try folder.names() == ["Reports", "good.yaml", "leads.csv"])
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path("Reports")).isEmpty)
    let json = try Binary.debug(
      "bench",
      "good.yaml",
      "--runs",
      "1",
      "--json",
      in: folder.url
    )
    let record = try JSONDecoder().decode(Record.self, from: Data(json.output.utf8))
    #expect(record.bench == "scenario")
    #expect(
      record.figures.keys.filter { !$0.hasPrefix("scenario.run_") }.sorted() == [
        "scenario.calls_per_s", "scenario.cpu_s", "scenario.events_per_s", "scenario.peak_mb",
        "scenario.turns_per_s", "scenario.wall_s",
      ]
    )
    let leads = try Binary.debug("bench", "--leads", "leads.csv", "--json", in: folder.url)
    let read = try JSONDecoder().decode(Record.self, from: Data(leads.output.utf8))
    #expect(
      read.figures.keys.sorted() == [
        "leads.accepted", "leads.hashed_rows_per_s", "leads.rows", "leads.rows_per_s",
      ]
    )
  }

  @Test(arguments: [["bench", "nowhere.yaml"], ["bench", "--leads", "nowhere.csv"]])
  func `a file that is not there is bad input`(words: [String]) throws {
    let ending = try Binary.debug.run(words)
    #expect(ending.code == 65)
    #expect(ending.output.isEmpty && ending.errors.hasPrefix("simrun: error["))
  }
}
