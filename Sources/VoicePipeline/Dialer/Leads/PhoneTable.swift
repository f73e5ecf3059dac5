/// The set of phone numbers seen so far, at four bytes a slot, without the numbers themselves.
///
/// A bijection scatters the 34 bits of a number; the upper bits choose the home slot
/// and a slot keeps the lower ones with the distance from home, so that a look-up touches one
/// stretch of memory and is exact (quotienting: Knuth, vol. 3, exercise 6.4-13).
struct PhoneTable {
  private static let keyBits = 34
  private static let keyMask: UInt64 = (1 << 34) - 1
  /// The top bit of a slot that is taken.
  private static let taken: UInt32 = 1 << 31

  private var slots: [UInt32]
  /// Bits of a home slot's number.
  private var homeBits: Int
  private(set) var count = 0

  init() {
    homeBits = 12
    slots = [UInt32](repeating: 0, count: 1 << 12)
  }

  /// Adds a number; false when it was there already.
  mutating func insert(_ phone: PhoneNumber) -> Bool {
    // At three quarters full, a search looks at some eight neighbouring slots.
    if count * 4 >= slots.count * 3 { grow() }
    let key = Self.scattered(phone.digits)
    while true {
      switch place(key) {
      case .added:
        count += 1
        return true
      case .present: return false
      case .tooFar: grow()
      }
    }
  }

  /// Makes room for as many numbers in all, so that the table need not grow on the way.
  mutating func reserve(_ total: Int) {
    while slots.count * 3 < total * 4, homeBits < 32, count == 0 {
      homeBits += 1
      slots = [UInt32](repeating: 0, count: 1 << homeBits)
    }
  }

  /// Reads the home slots of some numbers that are about to be inserted.
  ///
  /// In a large table each of them is a cache miss; read in one short loop, without anything that
  /// depends on them, the misses overlap. The result only keeps the loop from being optimized away.
  func touch(_ leads: Span<PendingLead>) -> UInt32 {
    let lowBits = UInt64(Self.keyBits - homeBits)
    var sum: UInt32 = 0
    for index in leads.indices {
      let key = Self.scattered(leads[index].lead.phone.digits)
      sum &+= slots[Int(truncatingIfNeeded: key >> lowBits)]
    }
    return sum
  }

  private enum Placing {
    case added
    case present
    /// The distance from home does not fit a slot.
    case tooFar
  }

  @inline(__always)
  private mutating func place(_ key: UInt64) -> Placing {
    let lowBits = Self.keyBits - homeBits
    let slotMask = slots.count - 1
    let step: UInt32 = 1 << UInt32(truncatingIfNeeded: lowBits)
    var slot = Int(truncatingIfNeeded: key >> UInt64(truncatingIfNeeded: lowBits))
    var entry = Self.taken | UInt32(truncatingIfNeeded: key) & (step - 1)
    while true {
      let found = slots[slot]
      if found == entry { return .present }
      if found == 0 {
        slots[slot] = entry
        return .added
      }
      slot = (slot + 1) & slotMask
      entry &+= step
      if entry < Self.taken { return .tooFar }
    }
  }

  private mutating func grow() {
    let old = slots
    let oldLowBits = UInt64(Self.keyBits - homeBits)
    let lowMask: UInt32 = (1 << UInt32(oldLowBits)) - 1
    homeBits += 1
    precondition(homeBits <= 32, "more leads than the plan has numbers")
    slots = [UInt32](repeating: 0, count: 1 << homeBits)
    for slot in old.indices where old[slot] != 0 {
      let distance = Int((old[slot] & ~Self.taken) >> UInt32(oldLowBits))
      let home = UInt64((slot - distance) & (old.count - 1))
      let placing = place(home << oldLowBits | UInt64(old[slot] & lowMask))
      precondition(placing == .added, "a larger table has shorter distances")
    }
  }

  /// A bijection of 34-bit numbers: neighbours of a block of numbers part.
  @inline(__always)
  private static func scattered(_ digits: UInt64) -> UInt64 {
    var key = digits
    key ^= key >> 17
    key = key &* 0x2_545F_4915 & keyMask
    key ^= key >> 15
    key = key &* 0x1_9E37_79B9 & keyMask
    return key ^ key >> 17
  }
}
