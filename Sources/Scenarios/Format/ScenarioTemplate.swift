/// What `simrun init` writes beside a few leads: a commented scenario that runs as it is.
package enum ScenarioTemplate {
  /// The scenario; `name` is the name of the scenario, `leads` that of the file beside it.
  package static func text(name: String, leads: String = "leads.csv") -> String {
    """
    # A scenario for simrun. `simrun validate` checks it, `simrun explain` prints every parameter
    # with its source, `simrun run` runs it, and `simrun presets` lists what can be named here.
    scenario: \(YAMLText.quoted(name))
    description: A small campaign to start from.

    start: 2026-03-02T18:00:00Z     # civil time of the run: a Monday, 13:00 in New York
    duration: 5m
    seed: 1                         # the same seed gives the same report, byte for byte

    load:
      campaign:
        leads: \(YAMLText.quoted(leads))
        rate: 240/h                 # planned dials; 4/m or 0.1/s are the same kind of value

    answers: warm-list              # who answers; or {preset: warm-list, ring_timeout: 20s}

    carriers:
      - {name: trunk, preset: elastic-trunk, cps: 5}

    platform: {pods: 2, slots_per_pod: 30}

    agent:
      endpointing: 500ms            # silence that ends the caller's turn
      stt: deepgram-nova-3
      llm: gpt-4o-mini
      tts: cartesia-sonic-3
      greeting: Hello, this is an automated call about your appointment.

    callers:                        # the shares make 100 %
      - {share: 70%, profile: us-landline-quiet}
      - {share: 30%, profile: mobile-street}

    compliance:
      hours: 08:00-21:00            # local time of the called party, in every zone it may be in

    thresholds:                     # a run that breaks one ends with exit code 1
      - response_latency.p95 < 3500ms
      - call_success_rate > 50%
      - dnc_violations == 0

    """
  }
}
