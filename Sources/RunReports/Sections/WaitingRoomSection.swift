import SimCore
import VoicePipeline

/// Who called in, who waited for how long, and what they had been told.
enum WaitingRoomSection {
  static func section(_ facts: RunFacts) -> ReportSection? {
    guard let room = facts.waitingRoom, room.arrived > 0 else { return nil }
    let rows: [(name: String, count: Int)] = [
      ("an agent at once", room.atOnce),
      ("an agent after a wait", room.afterWait),
      ("a callback promised", room.callbacksPromised),
      ("hung up on hearing the wait", room.balked),
      ("hung up while waiting", room.abandoned),
      ("turned away, the room was full", room.turnedAway),
    ]
    let bars = rows.map { row in
      BarTable.Row(
        name: "\(row.name)",
        count: row.count,
        share: "\(share(row.count, of: room.arrived))",
        style: "acc2f"
      )
    }
    return ReportSection(
      key: "waiting-room",
      title: "Waiting room",
      lead: "\(lead(room) + trace(facts))",
      body: BarTable(rows: bars).markup + waits(room).markup
    )
  }

  private static func share(_ part: Int, of whole: Int) -> String {
    "\(Figures.percent(Double(part) / Double(whole)))\(Figures.space)%"
  }

  private static func waits(_ room: WaitingRoomAccount) -> Table {
    let rows: [(String, LatencyHistogram)] = [
      ("waited, and got an agent", room.waits), ("what they had been told", room.estimates),
      ("waited, and hung up", room.patience),
    ]
    return Table(
      label: "Waits in seconds",
      columns: [.text(""), .number("p50"), .number("p95"), .number("p99"), .number("max")],
      rows: rows.filter { $0.1.count > 0 }.map { name, histogram in
        let cells = LatencyCells(histogram, text: Figures.seconds)
        return ["\(name)", "\(cells.p50)", "\(cells.p95)", "\(cells.p99)", "\(cells.max)"]
      }
    )
  }

  private static func trace(_ facts: RunFacts) -> String {
    guard let trace = facts.arrivalTrace else { return "" }
    return " They came as \(trace.file) tells, which has \(Figures.counted(trace.rows, "row"))."
  }

  private static func lead(_ room: WaitingRoomAccount) -> String {
    let answered = room.atOnce + room.afterWait
    var text = "\(Figures.counted(room.arrived, "call")) came in; "
    text += "\(Figures.count(answered)) got an agent, \(Figures.count(room.lost)) did not."
    if room.afterWait > 0 {
      text += " The estimate was enough for \(share(room.toldEnough, of: room.afterWait)) of those"
      text += " who waited and got one."
    }
    if room.callbacksPromised > 0 {
      text += " \(Figures.count(room.callbacksMade)) of "
      text += "\(Figures.counted(room.callbacksPromised, "promised callback")) were made."
    }
    return text
  }
}
