internal import SimCore
internal import VoicePipeline

// Prices that no other section has.
extension ScenarioFormat {
  static let costs = Section(
    title: "costs",
    summary: "Prices of what no other section has a price for, in US dollars.",
    fields: [
      Field(
        "pod_per_hour",
        .value(DollarNotation(most: 10_000)),
        .assumed("$0.20", "4 vCPU and 8 GB on demand cost so much at large clouds"),
        "An hour of a pod, where a number of pods stands; others have a price_per_hour."
      ),
      Field(
        "inbound_per_minute",
        .value(DollarNotation(most: 100)),
        .text("$0.0085", .recalled("Twilio, inbound in the US")),
        "A minute of somebody who has called in."
      ),
      Field("bandwidth", .section(bandwidth), .assumed("{}"), "What leaves the platform."),
      Field(
        "serverless",
        .section(serverless),
        .absent,
        "Pods, nodes and what stands by cost nothing while nobody talks, and every second of a "
          + "conversation does instead; without it they are paid for as long as they are there."
      ),
    ]
  )

  private static let bandwidth = Section(
    title: "costs.bandwidth",
    summary: "What leaves the platform's network; what comes in costs nothing.",
    fields: [
      Field(
        "per_gigabyte",
        .value(DollarNotation(most: 100)),
        .text("$0.09", .recalled("AWS, the first 10 TB a month to the internet")),
        "10^9 bytes."
      ),
      Field(
        "carrier_kbps",
        .value(NumberNotation(range: 0...100_000, unit: "kbit/s")),
        .text("80", .computed("G.711: 160 bytes and 40 of RTP, UDP and IPv4, 50 times a second")),
        "To the carrier, while a conversation lasts."
      ),
      Field(
        "model_kbps",
        .value(NumberNotation(range: 0...100_000, unit: "kbit/s")),
        .text("256", .computed("PCM of 16 bits at 16 kHz to a recognizer; others take more")),
        "To models that are somebody else's; nothing leaves for those of one's own."
      ),
    ]
  )

  private static let serverless = Section(
    title: "costs.serverless",
    summary: "What a second of a conversation costs.",
    fields: [
      Field(
        "processors",
        .value(NumberNotation(range: 0...1_024, unit: "")),
        .assumed("0.25"),
        "Processors that a conversation is given."
      ),
      Field(
        "memory",
        .value(NumberNotation(range: 0...100_000, unit: "GB")),
        .assumed("0.25"),
        "Memory that a conversation is given."
      ),
      Field(
        "per_processor_second",
        .value(DollarNotation(most: 1)),
        .text("$0.000024", .recalled("Google Cloud Run, billed by request")),
        "A second of one processor."
      ),
      Field(
        "per_gigabyte_second",
        .value(DollarNotation(most: 1)),
        .text("$0.0000025", .recalled("Google Cloud Run, billed by request")),
        "A second of one gigabyte."
      ),
    ]
  )
}
