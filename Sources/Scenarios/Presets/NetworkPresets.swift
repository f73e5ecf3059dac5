internal import VoicePipeline

extension PresetFamily {
  /// Networks as engineers set them up for tests: none is a trace of a real one.
  static let networks = PresetFamily(
    title: "Networks",
    noun: "network",
    path: "callers[].network",
    key: "preset",
    presets: [
      Preset(
        name: "ideal",
        summary: "Carries every packet, each as fast as the other",
        values: []
      ),
      network(
        "landline",
        "A circuit-switched line behind a gateway",
        jitter: ("1ms", .assumed("a gateway's clock; no published figure used"))
      ),
      network(
        "wifi",
        "Wireless at home: 1 % lost, in twos",
        jitter: ("12ms", alternates),
        loss: ("0.005", "0.5"),
        spikes: ("1%", "80ms")
      ),
      network(
        "wifi-lossy",
        "Wireless at the edge of its reach: 4.8 % lost",
        jitter: ("12ms", alternates),
        loss: ("0.025", "0.5"),
        spikes: ("1%", "80ms")
      ),
      network(
        "cellular",
        "A mobile network: 2 % lost",
        delay: ("30ms", alternates),
        jitter: ("15ms", alternates),
        loss: ("0.01", "0.5"),
        spikes: ("0.5%", "80ms")
      ),
      network(
        "mobile-poor",
        "A mobile network at the edge of its cell: 5 % lost, in bursts of eight",
        delay: ("60ms", alternates),
        jitter: ("40ms", alternates),
        loss: ("0.00658", "0.125"),
        spikes: ("3%", "250ms")
      ),
      network(
        "satellite",
        "A link over a geostationary satellite: 2.9 % lost",
        delay: ("280ms", .assumed("two hops of 36,000 km, and the terminals")),
        jitter: ("10ms", .assumed("no published figure used")),
        loss: ("0.01", "0.3333")
      ),
      network(
        "congested",
        "A line that is full: 9 % lost",
        jitter: ("30ms", .assumed("no published figure used")),
        loss: ("0.05", "0.5"),
        spikes: ("1%", "80ms")
      ),
      way(
        "media-stream",
        "A WebSocket to the agent over a good network",
        [
          PresetValue("jitter", "2ms", .assumed("no published figure used")),
          PresetValue("good_to_bad", "0.0005", .assumed("0.1 % of the segments lost; ours")),
          PresetValue("transport", "websocket", .assumed("what the preset is about")),
          PresetValue("set_up", "150ms", .computed("TCP, TLS and upgrade: 3 round trips of 50 ms")),
        ]
      ),
      way(
        "webrtc-wifi",
        "A browser over wireless at home",
        [
          PresetValue("jitter", "12ms", alternates),
          PresetValue("spike_share", "1%", alternates),
          PresetValue("spike_scale", "80ms", alternates),
          PresetValue("good_to_bad", "0.005", netem),
          PresetValue("bad_to_good", "0.5", netem),
          PresetValue("transport", "webrtc", .assumed("what the preset is about")),
          PresetValue(
            "set_up",
            "300ms",
            .assumed("candidates, checks and keys: some six round trips of 50 ms")
          ),
        ]
      ),
    ]
  )

  private static let netem = Provenance.verified(
    "str0m_netem presets: chances to turn bad and good; engineering presets, no traces"
  )
  private static let alternates = Provenance.verified(
    "a network simulator's presets (jitter, spikes); engineering presets, no traces"
  )

  private static func way(_ name: String, _ summary: String, _ values: [PresetValue]) -> Preset {
    Preset(name: name, summary: summary, values: values)
  }

  private static func network(
    _ name: String,
    _ summary: String,
    delay: (String, Provenance)? = nil,
    jitter: (String, Provenance),
    loss: (String, String)? = nil,
    spikes: (String, String)? = nil
  ) -> Preset {
    var values: [PresetValue] = []
    if let delay { values.append(PresetValue("delay", delay.0, delay.1)) }
    values.append(PresetValue("jitter", jitter.0, jitter.1))
    if let spikes {
      values.append(PresetValue("spike_share", spikes.0, alternates))
      values.append(PresetValue("spike_scale", spikes.1, alternates))
    }
    if let loss {
      values.append(PresetValue("good_to_bad", loss.0, netem))
      values.append(PresetValue("bad_to_good", loss.1, netem))
    }
    return Preset(name: name, summary: summary, values: values)
  }
}
