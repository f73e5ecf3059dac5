package import SimCore

/// A message of Twilio Media Streams with what all of them carry.
///
/// The carrier sends connected, start, media, mark, dtmf and stop; the agent sends media, mark and
/// clear. Every message is one WebSocket text message of JSON, its numbers mostly strings.
package struct TwilioFrame: Sendable, Hashable {
  package var message: TwilioMessage
  /// Counts the carrier's messages from `start`, which is 1; the agent sends none.
  package var sequenceNumber: Int?
  package var streamSID: String?

  package init(_ message: TwilioMessage, sequenceNumber: Int? = nil, streamSID: String? = nil) {
    self.message = message
    self.sequenceNumber = sequenceNumber
    self.streamSID = streamSID
  }
}

/// What a message says.
package enum TwilioMessage: Sendable, Hashable {
  case connected(version: String)
  case start(TwilioStart)
  case media(TwilioMedia)
  /// From the agent: say when all audio before this was played. From the carrier: it was played.
  case mark(name: String)
  case dtmf(digit: String)
  case stop
  /// From the agent: drop the audio that was not played yet.
  case clear
  /// From either side, when both are ours: what travels beside the audio.
  case aside(StreamAside)
  /// An event that this codec does not know; a reader passes over it.
  case unknown(event: String)
}

/// The stream that begins.
package struct TwilioStart: Sendable, Hashable {
  package var accountSID: String
  package var callSID: String
  package var tracks: [String]
  /// The parameters that the application gave, in the order of the wire.
  package var customParameters: [Parameter]
  package var encoding: String
  package var sampleRate: Int
  package var channels: Int

  /// A name with its value.
  package struct Parameter: Sendable, Hashable {
    package var name: String
    package var value: String

    package init(_ name: String, _ value: String) {
      self.name = name
      self.value = value
    }
  }

  package init(
    accountSID: String,
    callSID: String,
    tracks: [String] = ["inbound"],
    customParameters: [Parameter] = [],
    encoding: String = "audio/x-mulaw",
    sampleRate: Int = 8_000,
    channels: Int = 1
  ) {
    self.accountSID = accountSID
    self.callSID = callSID
    self.tracks = tracks
    self.customParameters = customParameters
    self.encoding = encoding
    self.sampleRate = sampleRate
    self.channels = channels
  }
}

/// A piece of audio; the agent gives the payload alone.
package struct TwilioMedia: Sendable, Hashable {
  /// Mu-law at 8 kHz, 8 bytes for a millisecond; the carrier sends 20 ms, an agent any length.
  package var payload: [UInt8]
  package var track: String?
  /// Counts the pieces of a track from 1.
  package var chunk: Int?
  /// Milliseconds since the start of the stream.
  package var timestamp: Int?

  package init(
    payload: [UInt8],
    track: String? = nil,
    chunk: Int? = nil,
    timestamp: Int? = nil
  ) {
    self.payload = payload
    self.track = track
    self.chunk = chunk
    self.timestamp = timestamp
  }
}

/// Why a text is no message of Media Streams.
package enum TwilioError: Error, Sendable, Hashable {
  case json(JSONError)
  /// A member that its message needs, by its path.
  case missing(String)
  /// A member whose value has the wrong kind or is out of range, by its path.
  case malformed(String)
  /// A member that stands twice.
  case duplicate(String)
  /// Audio that is not base64.
  case malformedPayload
  /// A stream other than the one that the connection started.
  case wrongStream
}
