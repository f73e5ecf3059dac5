/// The eight words of SHA-256 and the folding of one block into them (FIPS 180-4, section 6.2).
struct SHA256State: Sendable {
  private var words: [8 of UInt32] = [
    0x6a09_e667, 0xbb67_ae85, 0x3c6e_f372, 0xa54f_f53a,
    0x510e_527f, 0x9b05_688c, 0x1f83_d9ab, 0x5be0_cd19,
  ]

  /// Whether the processor's own instructions do the work, with the same result.
  private let usesHardware: Bool

  init(usesHardware: Bool) { self.usesHardware = usesHardware && HardwareSHA256.isThere }

  /// Folds as many blocks of 64 bytes, from `start` on.
  mutating func fold(_ bytes: Span<UInt8>, at start: Int, blocks: Int) {
    if usesHardware {
      HardwareSHA256.fold(&words, bytes, at: start, blocks: blocks)
    } else {
      for block in 0..<blocks { fold(bytes, at: start + 64 * block) }
    }
  }

  /// Folds the 64 bytes from `start` on.
  private mutating func fold(_ bytes: Span<UInt8>, at start: Int) {
    var schedule = [64 of UInt32](repeating: 0)
    for i in 0..<16 {
      let at = start &+ 4 &* i
      let high = UInt32(bytes[at]) &<< 24 | UInt32(bytes[at &+ 1]) &<< 16
      schedule[i] = high | UInt32(bytes[at &+ 2]) &<< 8 | UInt32(bytes[at &+ 3])
    }
    for i in 16..<64 {
      let (w15, w2) = (schedule[i &- 15], schedule[i &- 2])
      let s0 = Self.rotate(w15, 7) ^ Self.rotate(w15, 18) ^ (w15 &>> 3)
      let s1 = Self.rotate(w2, 17) ^ Self.rotate(w2, 19) ^ (w2 &>> 10)
      schedule[i] = (schedule[i &- 16] &+ s0) &+ (schedule[i &- 7] &+ s1)
    }
    let before = words
    for i in stride(from: 0, to: 64, by: 8) { eightRounds(&schedule, i) }
    for i in 0..<8 { words[i] &+= before[i] }
  }

  /// Eight rounds, after which each word is in its place again.
  ///
  /// The schedule is only read; passing it by value would copy it.
  @inline(__always)
  private mutating func eightRounds(_ schedule: inout [64 of UInt32], _ i: Int) {
    var (a, b, c, d) = (words[0], words[1], words[2], words[3])
    var (e, f, g, h) = (words[4], words[5], words[6], words[7])
    func word(_ i: Int) -> UInt32 { Self.constants[i] &+ schedule[i] }
    Self.round(a, b, c, &d, e, f, g, &h, word(i))
    Self.round(h, a, b, &c, d, e, f, &g, word(i &+ 1))
    Self.round(g, h, a, &b, c, d, e, &f, word(i &+ 2))
    Self.round(f, g, h, &a, b, c, d, &e, word(i &+ 3))
    Self.round(e, f, g, &h, a, b, c, &d, word(i &+ 4))
    Self.round(d, e, f, &g, h, a, b, &c, word(i &+ 5))
    Self.round(c, d, e, &f, g, h, a, &b, word(i &+ 6))
    Self.round(b, c, d, &e, f, g, h, &a, word(i &+ 7))
    words = [a, b, c, d, e, f, g, h]
  }

  /// One round, with the words renamed instead of moved.
  @inline(__always)
  private static func round(
    _ a: UInt32,
    _ b: UInt32,
    _ c: UInt32,
    _ d: inout UInt32,
    _ e: UInt32,
    _ f: UInt32,
    _ g: UInt32,
    _ h: inout UInt32,
    _ word: UInt32
  ) {
    let choice = g ^ (e & (f ^ g))
    let majority = (a & b) | (c & (a | b))
    h = h &+ word &+ choice &+ (rotate(e, 6) ^ rotate(e, 11) ^ rotate(e, 25))
    d = d &+ h
    h = h &+ majority &+ (rotate(a, 2) ^ rotate(a, 13) ^ rotate(a, 22))
  }

  /// The words in big-endian order.
  var digest: [32 of UInt8] {
    var bytes = [32 of UInt8](repeating: 0)
    for index in 0..<32 {
      bytes[index] = UInt8(truncatingIfNeeded: words[index / 4] >> UInt32(24 - 8 * (index % 4)))
    }
    return bytes
  }

  @inline(__always)
  private static func rotate(_ x: UInt32, _ n: UInt32) -> UInt32 { (x &>> n) | (x &<< (32 &- n)) }

  private static let constants: [64 of UInt32] = [
    0x428a_2f98, 0x7137_4491, 0xb5c0_fbcf, 0xe9b5_dba5, 0x3956_c25b, 0x59f1_11f1, 0x923f_82a4,
    0xab1c_5ed5, 0xd807_aa98, 0x1283_5b01, 0x2431_85be, 0x550c_7dc3, 0x72be_5d74, 0x80de_b1fe,
    0x9bdc_06a7, 0xc19b_f174, 0xe49b_69c1, 0xefbe_4786, 0x0fc1_9dc6, 0x240c_a1cc, 0x2de9_2c6f,
    0x4a74_84aa, 0x5cb0_a9dc, 0x76f9_88da, 0x983e_5152, 0xa831_c66d, 0xb003_27c8, 0xbf59_7fc7,
    0xc6e0_0bf3, 0xd5a7_9147, 0x06ca_6351, 0x1429_2967, 0x27b7_0a85, 0x2e1b_2138, 0x4d2c_6dfc,
    0x5338_0d13, 0x650a_7354, 0x766a_0abb, 0x81c2_c92e, 0x9272_2c85, 0xa2bf_e8a1, 0xa81a_664b,
    0xc24b_8b70, 0xc76c_51a3, 0xd192_e819, 0xd699_0624, 0xf40e_3585, 0x106a_a070, 0x19a4_c116,
    0x1e37_6c08, 0x2748_774c, 0x34b0_bcb5, 0x391c_0cb3, 0x4ed8_aa4a, 0x5b9c_ca4f, 0x682e_6ff3,
    0x748f_82ee, 0x78a5_636f, 0x84c8_7814, 0x8cc7_0208, 0x90be_fffa, 0xa450_6ceb, 0xbef9_a3f7,
    0xc671_78f2,
  ]
}
