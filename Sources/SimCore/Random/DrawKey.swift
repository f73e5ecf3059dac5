/// The root of the draws of one entity: a draw is a pure function of (key, purpose, index).
///
/// Nothing is consumed, so an extra draw in one place changes nothing elsewhere, and two runs that
/// differ in one parameter share all other draws (common random numbers). The index is natural: a
/// turn, an attempt, a frame. A variate that needs an unknown number of draws takes an `entity`.
@usableFromInline
package struct DrawKey: Sendable, Hashable, BitwiseCopyable {
  /// 64 well-mixed bits; keys of equal bits draw the same, but for the mirror.
  @usableFromInline package let bits: UInt64
  /// All ones in an antithetic run, where every draw is inverted; otherwise 0.
  @usableFromInline let mirror: UInt64

  /// The root of all draws of a run.
  ///
  /// An antithetic run has `1 - u`, exactly, for every uniform `u` of the plain run of its seed:
  /// the mean of such a pair varies less than that of two runs, for every model that responds to
  /// its draws in one direction (Hammersley and Morton 1956).
  package init(seed: UInt64, isAntithetic: Bool = false) {
    bits = Mix.finish(seed &+ Mix.increment)
    mirror = isAntithetic ? .max : 0
  }

  private init(bits: UInt64, mirror: UInt64) {
    self.bits = bits
    self.mirror = mirror
  }

  /// Whether this key mirrors its draws.
  package var isAntithetic: Bool { mirror != 0 }

  /// The key of a part of this entity; derive it once and keep it.
  ///
  /// The identity must be stable (a lead, a planned arrival), never an order of allocation.
  package func entity(_ kind: StaticString, _ id: UInt64) -> DrawKey {
    entity(EntityKind(kind), id)
  }

  /// As with the kind's name, for where the key is derived again and again.
  package func entity(_ kind: EntityKind, _ id: UInt64) -> DrawKey {
    let parent = Mix.finish(bits &+ Mix.increment) ^ kind.bits
    let child = Mix.finish(Mix.finish(parent) ^ (id &* 0xD6E8_FEB8_6659_FD93 &+ 1))
    return DrawKey(bits: child, mirror: mirror)
  }

  /// 64 uniform bits.
  @inlinable @inline(__always)
  package func bits(_ purpose: Purpose, _ index: UInt64 = 0) -> UInt64 {
    Mix.draw(bits ^ purpose.bits, index) ^ mirror
  }

  /// A uniform number in the open interval (0, 1).
  @inlinable @inline(__always)
  package func uniform(_ purpose: Purpose, _ index: UInt64 = 0) -> Double {
    Mix.openUniform(bits(purpose, index))
  }

  /// True with the given probability; raising it never turns a true false.
  @inlinable @inline(__always)
  package func chance(_ probability: Double, _ purpose: Purpose, _ index: UInt64 = 0) -> Bool {
    uniform(purpose, index) < probability
  }

  /// A whole number in 0..<n, for n of at least 1.
  @inlinable @inline(__always)
  package func below(_ n: Int, _ purpose: Purpose, _ index: UInt64 = 0) -> Int {
    precondition(n > 0, "below: n must be positive")
    return Int(truncatingIfNeeded: bits(purpose, index).multipliedFullWidth(by: UInt64(n)).high)
  }
}

extension DrawKey {
  /// The draws of one variate that needs an unknown number of them.
  @inlinable @inline(__always)
  package func stream(_ purpose: Purpose, _ index: UInt64 = 0) -> DrawStream {
    DrawStream(root: Mix.finish(Mix.draw(bits ^ purpose.bits, index)), mirror: mirror)
  }
}

/// What an entity is, by its name.
package struct EntityKind: Sendable, Hashable, BitwiseCopyable {
  fileprivate let bits: UInt64

  package init(_ name: StaticString) { bits = Mix.name(name) }
}

/// Draws one after the other, for a variate that takes as many as it happens to need.
///
/// A stream belongs to one (key, purpose, index): however much a variate consumes, no other
/// changes.
@usableFromInline
package struct DrawStream: Sendable {
  @usableFromInline let root: UInt64
  @usableFromInline let mirror: UInt64
  @usableFromInline var count: UInt64 = 0

  @inlinable @inline(__always)
  init(root: UInt64, mirror: UInt64) {
    self.root = root
    self.mirror = mirror
  }

  /// The next 64 uniform bits.
  @inlinable @inline(__always)
  package mutating func bits() -> UInt64 {
    count &+= 1
    return Mix.draw(root, count) ^ mirror
  }

  /// The next uniform number in the open interval (0, 1).
  @inlinable @inline(__always)
  package mutating func uniform() -> Double { Mix.openUniform(bits()) }
}

/// What a draw is for; a name never used for two things.
///
/// Declare each once: `extension Purpose { static let turnGap = Purpose("caller.turn_gap") }`.
@usableFromInline
package struct Purpose: Sendable, Hashable, BitwiseCopyable {
  @usableFromInline package let bits: UInt64

  package init(_ name: StaticString) { bits = Mix.name(name) }
}

/// The bit mixing behind keys and draws.
@usableFromInline
package enum Mix {
  /// 2^64 divided by the golden ratio, made odd.
  @inlinable @inline(__always)
  package static var increment: UInt64 { 0x9E37_79B9_7F4A_7C15 }

  /// The output permutation of SplitMix64 (Steele, Lea and Flood 2014).
  @inlinable @inline(__always)
  package static func finish(_ value: UInt64) -> UInt64 {
    var x = value
    x = (x ^ (x &>> 30)) &* 0xBF58_476D_1CE4_E5B9
    x = (x ^ (x &>> 27)) &* 0x94D0_49BB_1331_11EB
    return x ^ (x &>> 31)
  }

  /// SplitMix64 at position `index`, with the key injected a second time.
  ///
  /// Plain SplitMix64 is one sequence: two keys that differ by a multiple of the increment give
  /// streams that overlap. The second injection breaks that.
  @inlinable @inline(__always)
  package static func draw(_ key: UInt64, _ index: UInt64) -> UInt64 {
    var x = index &* increment &+ key
    x = (x ^ (x &>> 30)) &* 0xBF58_476D_1CE4_E5B9
    x ^= (key &<< 32) | (key &>> 32)
    x = (x ^ (x &>> 27)) &* 0x94D0_49BB_1331_11EB
    return x ^ (x &>> 31)
  }

  /// A uniform in (0, 1) with 52 bits, symmetric about 1/2, so that `1 - u` is exact.
  @inlinable @inline(__always)
  package static func openUniform(_ bits: UInt64) -> Double {
    (Double(bits &>> 12) + 0.5) * 0x1p-52
  }

  /// A hash of a name: FNV-1a, then mixed.
  package static func name(_ name: StaticString) -> UInt64 {
    finish(name.description.utf8.reduce(FNV1a.start, FNV1a.fold))
  }
}
