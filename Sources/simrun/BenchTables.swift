import Experiments
import SimCore
import VoicePipeline

/// The parts of `simrun bench` that measure one module by itself.
enum BenchTables {
  /// What each kind of kernel event costs, also in steps of a loop of plain arithmetic, so that
  /// machines can be compared.
  static func kernel() -> String {
    let rows = KernelBenchmark.run().map { cost in
      row(
        cost.name,
        [
          (FixedDecimal.text(cost.nanoseconds, decimals: 1), 10),
          (FixedDecimal.text(cost.steps, decimals: 1), 10),
        ]
      )
    }
    let head = row("kernel event", [("ns", 10), ("steps", 10)])
    return ([head] + rows).joined(separator: "\n") + "\n"
  }

  /// How fast a lead file is read and checked, without and with its digest.
  static func leads(_ path: String) throws(RunFailure) -> String {
    let result: LeadBenchmark.Result
    do {
      result = try LeadBenchmark.measure(path) { HostClock.cpuNanoseconds() }
    } catch {
      throw RunFailure(error, file: path)
    }
    let rows = [
      row("rows", [(FixedDecimal.grouped(result.rows), 14)]),
      row("accepted", [(FixedDecimal.grouped(result.accepted), 14)]),
      row("rows/CPU s", [(FixedDecimal.grouped(result.rowsPerSecond), 14)]),
      row("rows/CPU s, hashed", [(FixedDecimal.grouped(result.rowsPerSecondHashed), 14)]),
    ]
    return rows.joined(separator: "\n") + "\n"
  }

  private static func row(_ name: String, _ cells: [(text: String, width: Int)]) -> String {
    let padded = name + String(repeating: " ", count: max(0, 30 - name.count))
    return cells.reduce(padded) { line, cell in
      line + String(repeating: " ", count: max(0, cell.width - cell.text.count)) + cell.text
    }
  }
}
