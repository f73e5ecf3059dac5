package import SimCore
package import VoicePipeline

/// How people are told from machines when a call is answered.
package struct DetectionSpec: Sendable, Hashable, Decodable {
  package var preset: String
  package var mode: DetectionMode
  /// Speech that is a machine's from here on.
  package var machineSpeech: Duration
  /// Words that are a machine's from here on; nil for a detector that counts none.
  package var machineWords: Int?
  package var speechEnd: Duration
  package var initialSilence: Duration
  package var timeout: Duration
  /// Chance that a person who was found is called a machine, and the other way.
  package var falseMachine: Double
  package var falseHuman: Double
  /// USD for each answer that is listened to.
  package var price: Double
  package var unknownIsMachine: Bool
  /// How long the message is that a machine gets; nil hangs up on it.
  package var message: Duration?
  package var greeting: GreetingSpec

  package var rules: DetectionRules {
    DetectionRules(
      machineSpeech: machineSpeech,
      machineWords: machineWords,
      speechEnd: speechEnd,
      initialSilence: initialSilence,
      timeout: timeout
    )
  }

  package var policy: AnsweringPolicy {
    AnsweringPolicy(mode: mode, unknownIsMachine: unknownIsMachine, message: message)
  }
}

/// What people say when they pick up.
package struct GreetingSpec: Sendable, Hashable, Decodable {
  /// Share of them who say anything before they hear somebody.
  package var share: Double
  /// From the answer to the first sound.
  package var delay: DurationDistribution
  package var length: DurationDistribution
}
