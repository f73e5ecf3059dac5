internal import VoicePipeline

extension PresetFamily {
  /// Detectors as their vendors document them.
  static let detectors = PresetFamily(
    title: "Answering-machine detectors",
    noun: "detector",
    path: "answers.detection",
    key: "preset",
    presets: [
      Preset(
        name: "perfect",
        summary: "No detector: the carrier knows at the answer, and never errs",
        values: [PresetValue("mode", "perfect", .assumed("no detector does"))]
      ),
      Preset(
        name: "off",
        summary: "Nobody asks: the agent talks to whoever answers",
        values: [PresetValue("mode", "off", .assumed("what off means"))]
      ),
      Preset(
        name: "twilio",
        summary: "Twilio: 2.4 s of speech are a machine's, 1.2 s of silence end a greeting",
        values: [
          PresetValue("mode", "synchronous", .assumed("the verb waits unless told otherwise")),
          PresetValue("machine_speech", "2400ms", twilio),
          PresetValue("speech_end", "1200ms", twilio),
          PresetValue("initial_silence", "5s", twilio),
          PresetValue("timeout", "30s", .recalled("Twilio, machine detection: 30 s, range 3-59")),
          PresetValue("price", "0.0075", .verified("Twilio: USD 0.0075 per call")),
        ]
      ),
      Preset(
        name: "signalwire",
        summary: "SignalWire: 1.25 s of speech or six words are a machine's",
        values: [
          PresetValue("mode", "asynchronous", .assumed("detect runs beside the call")),
          PresetValue("machine_speech", "1250ms", signalwire),
          PresetValue("machine_words", "6", signalwire),
          PresetValue("speech_end", "1s", signalwire),
          PresetValue("initial_silence", "4500ms", signalwire),
          PresetValue("timeout", "30s", .assumed("as Twilio")),
          PresetValue("price", "0.0075", .assumed("as Twilio")),
        ]
      ),
      Preset(
        name: "bandwidth",
        summary: "Bandwidth: 10 s of speech are a machine's, 5 s of silence end a greeting",
        values: [
          PresetValue("mode", "asynchronous", .recalled("Bandwidth: mode async by default")),
          PresetValue("machine_speech", "10s", bandwidth),
          PresetValue("speech_end", "5s", bandwidth),
          PresetValue("initial_silence", "10s", bandwidth),
          PresetValue("timeout", "15s", bandwidth),
          PresetValue("price", "0.0075", .assumed("as Twilio")),
        ]
      ),
      Preset(
        name: "jambonz",
        summary: "jambonz: nine words are a machine's",
        values: [
          PresetValue("mode", "asynchronous", .recalled("jambonz: amd runs beside the call")),
          PresetValue("machine_speech", "15s", .assumed("it counts words; its decision timeout")),
          PresetValue("machine_words", "9", .verified("jambonz documentation, amd: nine words")),
          PresetValue("speech_end", "2s", .recalled("jambonz, amd: greeting completion 2 s")),
          PresetValue("initial_silence", "5s", .recalled("jambonz, amd: no speech 5 s")),
          PresetValue("timeout", "15s", .recalled("jambonz, amd: decision 15 s")),
          PresetValue("price", "0", .assumed("self-hosted; the recognizer's price is not in it")),
        ]
      ),
    ]
  )

  private static let twilio = Provenance.verified("Twilio, machine detection parameters")
  private static let signalwire = Provenance.verified("SignalWire, detect: machine defaults")
  private static let bandwidth = Provenance.verified("Bandwidth, machine detection: 15/10/10/5 s")
}
