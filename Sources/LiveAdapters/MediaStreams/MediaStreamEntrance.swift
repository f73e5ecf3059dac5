package import SimCore
package import VoicePipeline

/// Where carriers' Media Streams come in: each stream that names its call gets its agent.
package struct MediaStreamEntrance: Sendable {
  private let cell: Cell
  private let desk: AgentDesk
  private let options: MediaStreamPath.Options
  private let resume: @Sendable (CallID) -> AgentMachine?

  /// `resume` gives the state of a conversation that another agent has left.
  package init(
    cell: Cell,
    desk: AgentDesk,
    options: MediaStreamPath.Options,
    resume: @escaping @Sendable (CallID) -> AgentMachine? = { _ in nil }
  ) {
    self.cell = cell
    self.desk = desk
    self.options = options
    self.resume = resume
  }

  /// Serves streams at a path.
  package func serve(at path: String, in routes: inout HTTPRoutes) {
    let (cell, desk, options, resume) = (cell, desk, options, resume)
    routes.on("GET", path) { _, exchange in
      let media = MediaStreamPath(cell: cell, options: options) { media, start in
        let call = StreamIdentity.call(of: start)
        desk.answer(call, over: media, observer: media, resuming: resume(call))
      }
      if let socket = exchange.upgrade(to: media) { media.carry(over: socket) }
    }
  }
}
