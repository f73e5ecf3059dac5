import SimCore

/// Writes the carrier's messages of one stream, numbered as Twilio numbers them.
package struct TwilioCarrierWriter: Sendable {
  package let streamSID: String
  private let streamText: [UInt8]
  private var sequenceNumber = 0
  private var chunk = 0

  package init(streamSID: String) {
    self.streamSID = streamSID
    streamText = JSONWriter.line(.string(streamSID))
  }

  /// Appends the first message of a connection.
  package func connected(to output: inout [UInt8]) {
    Bytes.append(#"{"event":"connected","protocol":"Call","version":"1.0.0"}"#, to: &output)
  }

  /// Appends the message that names the call.
  package mutating func start(_ start: TwilioStart, to output: inout [UInt8]) {
    begin("start", to: &output)
    let value = JSONValue.object([
      .init("accountSid", .string(start.accountSID)),
      .init("streamSid", .string(streamSID)),
      .init("callSid", .string(start.callSID)),
      .init("tracks", .array(start.tracks.map(JSONValue.string))),
      .init(
        "mediaFormat",
        .object([
          .init("encoding", .string(start.encoding)),
          .init("sampleRate", .integer(start.sampleRate)),
          .init("channels", .integer(start.channels)),
        ])
      ),
      .init(
        "customParameters",
        .object(start.customParameters.map { .init($0.name, .string($0.value)) })
      ),
    ])
    Bytes.append(#","start":"#, to: &output)
    Bytes.append(JSONWriter.line(value).span, to: &output)
    end(to: &output)
  }

  /// Appends a piece of what the caller says, `timestamp` milliseconds after the start.
  package mutating func media(
    _ payload: Span<UInt8>,
    timestamp: Int,
    track: StaticString = "inbound",
    to output: inout [UInt8]
  ) {
    chunk &+= 1
    begin("media", to: &output)
    Bytes.append(#","media":{"track":""#, to: &output)
    Bytes.append(track.description, to: &output)
    Bytes.append(#"","chunk":""#, to: &output)
    Bytes.append(chunk, to: &output)
    Bytes.append(#"","timestamp":""#, to: &output)
    Bytes.append(timestamp, to: &output)
    Bytes.append(#"","payload":""#, to: &output)
    Base64.append(payload, to: &output)
    Bytes.append(#""}"#, to: &output)
    end(to: &output)
  }

  /// Appends that all audio before the agent's mark was played, or dropped by a clear.
  package mutating func mark(_ name: String, to output: inout [UInt8]) {
    begin("mark", to: &output)
    Bytes.append(#","mark":{"name":"#, to: &output)
    Bytes.append(JSONWriter.line(.string(name)).span, to: &output)
    Bytes.append("}", to: &output)
    end(to: &output)
  }

  /// Appends a key that the caller pressed.
  package mutating func dtmf(_ digit: String, to output: inout [UInt8]) {
    begin("dtmf", to: &output)
    Bytes.append(#","dtmf":{"track":"inbound_track","digit":"#, to: &output)
    Bytes.append(JSONWriter.line(.string(digit)).span, to: &output)
    Bytes.append("}", to: &output)
    end(to: &output)
  }

  /// Appends the end of the stream.
  package mutating func stop(accountSID: String, callSID: String, to output: inout [UInt8]) {
    begin("stop", to: &output)
    let value = JSONValue.object([
      .init("accountSid", .string(accountSID)), .init("callSid", .string(callSID)),
    ])
    Bytes.append(#","stop":"#, to: &output)
    Bytes.append(JSONWriter.line(value).span, to: &output)
    end(to: &output)
  }

  private mutating func begin(_ event: StaticString, to output: inout [UInt8]) {
    sequenceNumber &+= 1
    Bytes.append(#"{"event":""#, to: &output)
    Bytes.append(event.description, to: &output)
    Bytes.append(#"","sequenceNumber":""#, to: &output)
    Bytes.append(sequenceNumber, to: &output)
    Bytes.append(#"""#, to: &output)
  }

  private func end(to output: inout [UInt8]) {
    Bytes.append(#","streamSid":"#, to: &output)
    output.append(contentsOf: streamText)
    Bytes.append("}", to: &output)
  }
}

/// Writes the agent's messages of one stream.
package struct TwilioAgentWriter: Sendable {
  package let streamSID: String
  private let streamText: [UInt8]

  package init(streamSID: String) {
    self.streamSID = streamSID
    streamText = JSONWriter.line(.string(streamSID))
  }

  /// Appends audio to play after what was sent before: mu-law at 8 kHz, any length.
  package func media(_ payload: Span<UInt8>, to output: inout [UInt8]) {
    begin("media", to: &output)
    Bytes.append(#","media":{"payload":""#, to: &output)
    Base64.append(payload, to: &output)
    Bytes.append(#""}}"#, to: &output)
  }

  /// Appends a mark, which comes back once all audio before it was played.
  package func mark(_ name: String, to output: inout [UInt8]) {
    begin("mark", to: &output)
    Bytes.append(#","mark":{"name":"#, to: &output)
    Bytes.append(JSONWriter.line(.string(name)).span, to: &output)
    Bytes.append("}}", to: &output)
  }

  /// Appends the wish to drop the audio that was not played yet.
  package func clear(to output: inout [UInt8]) {
    begin("clear", to: &output)
    Bytes.append("}", to: &output)
  }

  private func begin(_ event: StaticString, to output: inout [UInt8]) {
    Bytes.append(#"{"event":""#, to: &output)
    Bytes.append(event.description, to: &output)
    Bytes.append(#"","streamSid":"#, to: &output)
    output.append(contentsOf: streamText)
  }
}
