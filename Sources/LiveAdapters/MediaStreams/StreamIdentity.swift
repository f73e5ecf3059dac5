internal import SimCore
internal import VoicePipeline

/// How a call is named on a stream.
enum StreamIdentity {
  static let callNumber = "simrun_call"
  static let callKey = "simrun_key"

  /// The parameters that our carrier gives with the start of a stream.
  static func parameters(of call: CallID) -> [TwilioStart.Parameter] {
    [
      .init(StreamAside.event, "1"), .init(callNumber, "\(call.number)"),
      .init(callKey, String(call.key, radix: 16)),
    ]
  }

  static func callSID(of call: CallID) -> String { identifier("CA", call) }

  static func streamSID(of call: CallID) -> String { identifier("MZ", call) }

  /// The account that our carrier's calls belong to.
  static let accountSID = "AC" + String(repeating: "0", count: 32)

  /// The call that a stream names; a foreign carrier's is known by the digest of its name.
  static func call(of start: TwilioStart) -> CallID {
    func value(_ name: String) -> String? {
      start.customParameters.first { $0.name == name }?.value
    }
    if let number = value(callNumber).flatMap({ Int($0) }),
      let key = value(callKey).flatMap({ UInt64($0, radix: 16) })
    {
      return CallID(number: number, key: key)
    }
    let digest = SHA256.hex(of: Array(start.callSID.utf8))
    return CallID(number: 0, key: UInt64(digest.prefix(16), radix: 16) ?? 0)
  }

  /// Two letters and 32 hexadecimal digits, as Twilio's identifiers are.
  private static func identifier(_ kind: String, _ call: CallID) -> String {
    let (number, key) = (String(call.number, radix: 16), String(call.key, radix: 16))
    func padded(_ text: String) -> String { String(repeating: "0", count: 16 - text.count) + text }
    return kind + padded(number) + padded(key)
  }
}
