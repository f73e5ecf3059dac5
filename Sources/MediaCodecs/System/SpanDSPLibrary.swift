#if Audio
  internal import CSpanDSP

  /// What libspandsp says about itself.
  enum SpanDSPLibrary {
    /// The day of its release, such as `20110122` (that of 0.0.6).
    static var version: String? { "\(SPANDSP_RELEASE_DATE)" }

    static func refusal(_ operation: String) -> AudioError {
      .refused(library: "libspandsp", operation: operation, reason: "no memory is left")
    }
  }

  /// The state of libspandsp's concealment of lost frames.
  @safe
  final class ConcealmentState {
    private let state: UnsafeMutablePointer<plc_state_t>

    init() throws(AudioError) {
      guard let made = unsafe plc_init(nil) else {
        throw SpanDSPLibrary.refusal("start the concealment of lost frames")
      }
      unsafe state = made
    }

    deinit { _ = unsafe plc_free(state) }

    /// Takes a frame that has come, and blends its start into what was concealed before it.
    func hear(_ frame: inout [Int16]) {
      let count = Int32(clamping: frame.count)
      _ = unsafe plc_rx(state, &frame, count)
    }

    /// Fills a frame that has not come.
    func fill(_ frame: inout [Int16]) {
      let count = Int32(clamping: frame.count)
      _ = unsafe plc_fillin(state, &frame, count)
    }
  }

  /// The state of libspandsp's receiver of digits.
  @safe
  final class DigitReceiverState {
    /// More than a frame can hold.
    private static let digitsMax = 32

    private let state: OpaquePointer

    init() throws(AudioError) {
      guard let made = unsafe dtmf_rx_init(nil, nil, nil) else {
        throw SpanDSPLibrary.refusal("start a receiver of digits")
      }
      unsafe state = made
    }

    deinit { _ = unsafe dtmf_rx_free(state) }

    /// Listens to samples at 8 kHz, and gives the digits that became certain.
    func hear(_ samples: Span<Int16>) -> [UInt8] {
      unsafe samples.withUnsafeBufferPointer { samples in
        _ = unsafe dtmf_rx(state, samples.baseAddress, Int32(clamping: samples.count))
      }
      var digits = [CChar](repeating: 0, count: Self.digitsMax + 1)
      let count = unsafe dtmf_rx_get(state, &digits, Int32(Self.digitsMax))
      return digits.prefix(Int(count)).map { UInt8(bitPattern: $0) }
    }
  }

  /// G.711 as libspandsp has it: an independent opinion on our tables; no call uses it.
  package enum G711Oracle {
    package static func muLaw(_ sample: Int16) -> UInt8 { linear_to_ulaw(Int32(sample)) }

    package static func sample(muLaw code: UInt8) -> Int16 { ulaw_to_linear(code) }

    package static func aLaw(_ sample: Int16) -> UInt8 { linear_to_alaw(Int32(sample)) }

    package static func sample(aLaw code: UInt8) -> Int16 { alaw_to_linear(code) }
  }
#endif
