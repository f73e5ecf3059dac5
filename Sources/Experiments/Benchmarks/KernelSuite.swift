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
}
