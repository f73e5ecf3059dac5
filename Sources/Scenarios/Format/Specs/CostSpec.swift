package import VoicePipeline

/// What has a price of its own, beside endpoints, carriers and pods that come and go.
package struct CostSpec: Sendable, Hashable, Decodable {
  /// An hour of a pod that stands.
  package var podPerHour: Nanodollars
  /// A minute of somebody who has called in.
  package var inboundPerMinute: Nanodollars
  package var bandwidth: BandwidthCostSpec
  /// Nil where pods are paid for as long as they are there.
  package var serverless: ServerlessCostSpec?
}

/// What leaves the platform's network.
package struct BandwidthCostSpec: Sendable, Hashable, Decodable {
  /// Of 10^9 bytes.
  package var perGigabyte: Nanodollars
  /// To the carrier, in kilobits a second of a conversation.
  package var carrierKbps: Double
  /// To models that are somebody else's.
  package var modelKbps: Double

  /// An hour of one conversation.
  var perHour: Double {
    perGigabyte.dollars * (carrierKbps + modelKbps) * 3_600 / 8e6
  }
}

/// Pods that cost nothing while nobody talks.
package struct ServerlessCostSpec: Sendable, Hashable, Decodable {
  /// What a call is given.
  package var processors: Double
  /// In gigabytes.
  package var memory: Double
  package var perProcessorSecond: Nanodollars
  package var perGigabyteSecond: Nanodollars

  /// An hour of one conversation.
  var perHour: Double {
    (processors * perProcessorSecond.dollars + memory * perGigabyteSecond.dollars) * 3_600
  }
}
