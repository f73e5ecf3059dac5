import LiveAdapters
import SimCore
import VoicePipeline

/// The counters of an emulator as Prometheus reads them (text format 0.0.4).
struct EmulatorMetrics {
  let text: String

  init(_ calls: AgentDesk.Figures, _ chat: ChatEndpoint.Figures, _ live: LiveCell) {
    let rows: [(name: String, kind: String, help: String, value: Int)] = [
      ("calls_answered_total", "counter", "Calls that were answered.", calls.answered),
      ("calls_active", "gauge", "Calls that are active now.", calls.active),
      ("calls_failed_total", "counter", "Calls that a port ended.", calls.failed),
      ("calls_resumed_total", "counter", "Calls taken over from another agent.", calls.resumed),
      ("sessions_unsaved_total", "counter", "Snapshots that were not kept.", calls.unsaved),
      ("barge_ins_total", "counter", "Replies cut short, in ended calls.", calls.bargeIns),
      (
        "cancelled_tokens_total", "counter", "Tokens billed of replies that were cut short.",
        calls.residue.tokens
      ),
      ("chat_requests_total", "counter", "Requests to the chat endpoint.", chat.requests),
      ("chat_completed_total", "counter", "Answers that were whole.", chat.completed),
      ("chat_refused_total", "counter", "Requests that were refused.", chat.refused),
      ("chat_broken_off_total", "counter", "Answers that were broken off.", chat.brokenOff),
      ("chat_cancelled_total", "counter", "Answers that clients left.", chat.cancelled),
      ("chat_malformed_total", "counter", "Requests that could not be read.", chat.malformed),
      (
        "off_loop_jobs_total", "counter", "Jobs that ran off the event loop.",
        Int(clamping: live.cell.inbox.offLoopJobs)
      ),
    ]
    text = rows.map { row in
      """
      # HELP simrun_\(row.name) \(row.help)
      # TYPE simrun_\(row.name) \(row.kind)
      simrun_\(row.name) \(row.value)

      """
    }.joined()
  }
}
