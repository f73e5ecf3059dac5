import SimCore

/// Turns the fields of one row into a lead.
struct LeadRow {
  /// What a row says.
  enum Reading {
    case lead(Lead)
    case fault(RowFault)
  }

  let columns: [LeadColumn]
  private let phoneField: Int
  private let zoneField: Int?
  private let priorityField: Int?
  private let consentField: Int?
  private let doNotCallField: Int?
  private var zoneNames = ZoneNames()

  init(header: LeadHeader) {
    columns = header.columns
    phoneField = columns.firstIndex(of: .phone) ?? 0
    zoneField = columns.firstIndex(of: .timeZone)
    priorityField = columns.firstIndex(of: .priority)
    consentField = columns.firstIndex(of: .consent)
    doNotCallField = columns.firstIndex(of: .doNotCall)
  }

  /// Reads the fields of a row that has as many as the header.
  ///
  /// The first fault counts, in the order phone, time zone, priority, consent, do-not-call.
  mutating func read(
    _ block: [UInt8],
    _ fields: inout RowFields,
    _ sets: inout ZoneSets
  ) -> Reading {
    let bytes = block.span
    let phone: PhoneNumber
    if let plain = PhoneNumber(plain: bytes, fields[phoneField]) {
      phone = plain
    } else {
      switch PhoneReading(bytes, fields[phoneField]) {
      case .number(let number): phone = number
      case .refused(let reason): return fault(reason, phoneField)
      }
    }
    var zone: ZoneID?
    if let zoneField, !fields[zoneField].isEmpty {
      zone = zoneNames.zone(bytes, fields[zoneField])
      if zone == nil { return fault(.timeZone, zoneField) }
    }
    var priority = 0
    if let priorityField, !fields[priorityField].isEmpty {
      priority = Self.digit(bytes, fields[priorityField])
      if priority > 9 { return fault(.priority, priorityField) }
    }
    var consent = Consent.notRecorded
    if let consentField, !fields[consentField].isEmpty {
      guard let flag = Self.flag(bytes, fields[consentField]) else {
        return fault(.consent, consentField)
      }
      consent = flag ? .granted : .refused
    }
    var isOnList = false
    if let doNotCallField, !fields[doNotCallField].isEmpty {
      guard let flag = Self.flag(bytes, fields[doNotCallField]) else {
        return fault(.doNotCall, doNotCallField)
      }
      isOnList = flag
    }
    return .lead(
      Lead(
        phone: phone,
        zones: sets.index(areaCode: phone.areaCode, adding: zone),
        priority: priority,
        consent: consent,
        isOnDoNotCallList: isOnList
      )
    )
  }

  private func fault(_ reason: RejectReason, _ index: Int) -> Reading {
    .fault(RowFault(reason, field: index + 1))
  }

  /// The value of a field of one digit; more than 9 for anything else.
  @inline(__always)
  private static func digit(_ bytes: Span<UInt8>, _ field: Range<Int>) -> Int {
    field.count == 1 ? Int(bytes[field.lowerBound] &- UInt8(ascii: "0")) : .max
  }

  /// yes/no, true/false, y/n, 1/0, in small or capital letters; nil for anything else.
  @inline(__always)
  private static func flag(_ bytes: Span<UInt8>, _ field: Range<Int>) -> Bool? {
    guard field.count <= 5 else { return nil }
    var word: UInt64 = 0
    for index in field { word = word << 8 | UInt64(bytes[index] | 0x20) }
    switch word {
    case 0x79_6573, 0x7472_7565, 0x79, 0x31: return true
    case 0x6E6F, 0x66_616C_7365, 0x6E, 0x30: return false
    default: return nil
    }
  }
}
