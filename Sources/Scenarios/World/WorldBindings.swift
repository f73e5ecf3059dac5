package import SimCore
package import VoicePipeline

/// What stands in for parts of the simulated world: nothing, unless it is said.
package struct WorldBindings: Sendable {
  /// The cell of a live run; nil makes a simulated one.
  package var cell: Cell?
  /// Changes the ports of our agents.
  package var ports: @Sendable (AgentPorts) -> AgentPorts
  /// Lays the lines between callers and agents.
  package var lines: any LineProvider
  /// Hears the calls that are rendered as sound; a scenario that has any needs one.
  package var listener: (any SpeechListener)?
  /// Does heavy work beside the cell; nil lets the cell do it.
  package var offload: OffloadPool?
  /// Names people in the audit log; nil takes a key from the seed, which is no secret.
  package var subjects: SubjectKey?
  /// Whether the agents are at the far ends of those lines, and none are ours.
  package var agentsAreBeyondLines: Bool
  /// Sees what goes over the wires of the carriers.
  package var tap: (any WireTap)?
  /// Calls whose stories are kept.
  package var stories: StoryWish?
  /// Planted by a test.
  package var defect: PlantedDefect?
  /// Put in by a proof of the platform.
  package var probe: PlatformProbe?

  package init(
    cell: Cell? = nil,
    lines: any LineProvider = FlowLines(),
    agentsAreBeyondLines: Bool = false,
    listener: (any SpeechListener)? = nil,
    offload: OffloadPool? = nil,
    subjects: SubjectKey? = nil,
    tap: (any WireTap)? = nil,
    stories: StoryWish? = nil,
    defect: PlantedDefect? = nil,
    probe: PlatformProbe? = nil,
    ports: @escaping @Sendable (AgentPorts) -> AgentPorts = { $0 }
  ) {
    self.cell = cell
    self.lines = lines
    self.agentsAreBeyondLines = agentsAreBeyondLines
    self.listener = listener
    self.offload = offload
    self.subjects = subjects
    self.tap = tap
    self.stories = stories
    self.defect = defect
    self.probe = probe
    self.ports = ports
  }
}
