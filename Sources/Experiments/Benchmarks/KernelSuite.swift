internal import SimCore

/// `simrun bench kernel`: what each kind of operation costs, and whole workloads beside peers.
package enum KernelSuite: BenchmarkSuite {
  package static let name = "kernel"
  package static let summary =
    "what each operation of the kernel costs, and three whole workloads; half a minute, with "
    + "--peers and their usual 5 rounds about six minutes, with --large two more"

  package static func run(
    _ request: BenchmarkRequest,
    progress: (String) -> Void
  ) throws(RunFailure) -> BenchmarkReport {
    var tables: [BenchmarkTable] = []
    if request.wants("cost") { tables.append(try KernelCosts.table(request, progress: progress)) }
    if request.wants("memory.idle_call.bytes") { tables.append(Self.memory(request)) }
    let runs = request.runs ?? (request.comparesPeers ? 5 : 3)
    let peers =
      request.comparesPeers ? Contestant.peers(in: request.peerFolder, request.events) : []
    let wanted = (Contestant.own(request.events) + peers).filter { request.wants($0.key) }
    let race = try WorkloadRace(wanted, runs: runs, request, progress: progress)
    for workload in CommonWorkload.allCases
    where wanted.contains(where: { $0.workload == workload }) {
      let table = WorkloadTable(workload: workload, race: race, events: request.events)
      tables.append(table.table)
    }
    if request.comparesPeers { tables.append(WorkloadRatios.table(race)) }
    if request.isLarge { tables.append(try LargeTable.measure(request, progress: progress)) }
    return BenchmarkReport(tables: tables)
  }

  private static func memory(_ request: BenchmarkRequest) -> BenchmarkTable {
    let calls = request.events ?? 100_000
    return BenchmarkTable(
      title: "memory",
      figures: [
        BenchmarkFigure(
          key: "memory.idle_call.bytes",
          label: "idle call: a task that sleeps and seven actors",
          column: "bytes",
          value: IdleCallMemory.bytes(calls: calls),
          unit: "bytes",
          bar: .atMost(2_253)
        )
      ],
      notes: []
    )
  }
}
