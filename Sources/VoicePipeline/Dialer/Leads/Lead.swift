/// What is known of a person's consent to be called.
package enum Consent: UInt8, Sendable, Hashable, CaseIterable {
  /// The file does not say; counts as no consent.
  case notRecorded
  case granted
  case refused
  /// Granted in writing, for recordings too (47 CFR 64.1200(f)(9)).
  case written

  /// Whether an agent may call.
  package var isGranted: Bool { self == .granted || self == .written }
}

/// The stable identity of a lead, the phone number, from which its draws derive.
///
/// Row order plays no part in it, so that adding a row leaves every other lead's fate as it was.
package struct LeadKey: Sendable, Hashable {
  /// The ten digits of the number as an integer.
  package let phone: UInt64

  package init(phone: UInt64) { self.phone = phone }
}

/// One person to call, packed into eight bytes.
package struct Lead: Sendable, Hashable, BitwiseCopyable {
  /// Phone 34 bits, candidate zones 16, priority 4, consent 2, do-not-call 1, consent to texts 2.
  let bits: UInt64

  init(bits: UInt64) { self.bits = bits }

  package init(
    phone: PhoneNumber,
    zones: ZoneSetIndex,
    priority: Int = 0,
    consent: Consent = .notRecorded,
    isOnDoNotCallList: Bool = false,
    smsConsent: Consent = .notRecorded
  ) {
    precondition((0...9).contains(priority), "a priority is 0 to 9")
    bits =
      phone.digits | UInt64(zones.value) << 34 | UInt64(priority) << 50
      | UInt64(consent.rawValue) << 54 | (isOnDoNotCallList ? 1 << 56 : 0)
      | UInt64(smsConsent.rawValue) << 57
  }

  package var phone: PhoneNumber { PhoneNumber(digits: bits & ((1 << 34) - 1)) }

  package var key: LeadKey { LeadKey(phone: phone.digits) }

  /// The set of every zone that the person may be in; an index into the store's `zoneSets`.
  package var zones: ZoneSetIndex { ZoneSetIndex(value: UInt16(truncatingIfNeeded: bits >> 34)) }

  /// 0 to 9; the higher is called first.
  package var priority: Int { Int(bits >> 50 & 0xF) }

  package var consent: Consent { Consent(rawValue: UInt8(bits >> 54 & 3)) ?? .notRecorded }

  /// To texts from this one sender, which consent to calls is not.
  package var smsConsent: Consent { Consent(rawValue: UInt8(bits >> 57 & 3)) ?? .notRecorded }

  /// Whether the file says that the person is on a do-not-call list.
  package var isOnDoNotCallList: Bool { bits >> 56 & 1 == 1 }
}
