internal import VoicePipeline

extension PresetFamily {
  /// How fast an autoscaler goes.
  static let autoscalers = PresetFamily(
    title: "Autoscalers",
    noun: "autoscaler",
    path: "platform.autoscaler",
    key: "preset",
    presets: [
      Preset(
        name: "kubernetes",
        summary:
          "Twice the pods or four more in 15 s, down after 300 s: the defaults of `behavior`",
        values: rules(
          up: ("0s", "[{pods: 4, period: 15s}, {percent: 100, period: 15s}]"),
          down: ("300s", "[{percent: 100, period: 15s}]"),
          .verified("kubernetes.io, Horizontal Pod Autoscaling, Default behavior")
        )
      ),
      Preset(
        name: "voice-pods",
        summary: "Half as many again in 30 s, one fewer in 60 s after 300 s: published for voice",
        values: rules(
          up: ("30s", "[{percent: 50, period: 30s}]"),
          down: ("300s", "[{pods: 1, period: 60s}]"),
          .recalled("CallSphere vs Vapi, concurrency at scale (S2)")
        )
      ),
      Preset(
        name: "without-behavior",
        summary: "What an object without `behavior` does: twice the pods or four at most, at once",
        values: []
      ),
    ]
  )

  private static func rules(
    up: (window: String, policies: String),
    down: (window: String, policies: String),
    _ provenance: Provenance
  ) -> [PresetValue] {
    [("up", up), ("down", down)].flatMap { direction, rules in
      [
        PresetValue("\(direction).window", rules.window, provenance),
        PresetValue("\(direction).policies", rules.policies, provenance),
        PresetValue("\(direction).select", "max", provenance),
      ]
    }
  }
}
