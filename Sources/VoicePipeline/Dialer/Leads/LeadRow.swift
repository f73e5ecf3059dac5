import SimCore

/// Turns the fields of one row into a lead.
struct LeadRow {
  /// What a row says.
  enum Reading {
    case lead(Lead)
    case fault(RowFault)
  }

  let columns: [LeadColumn?]
  private let phoneField: Int
  private let zoneField: Int?
  private let priorityField: Int?
  private let consentField: Int?
  private let doNotCallField: Int?
  private let smsConsentField: Int?
  private var zoneNames = ZoneNames()

  init(header: LeadHeader) {
    columns = header.columns
    phoneField = columns.firstIndex(of: .phone) ?? 0
    zoneField = columns.firstIndex(of: .timeZone)
    priorityField = columns.firstIndex(of: .priority)
    consentField = columns.firstIndex(of: .consent)
    doNotCallField = columns.firstIndex(of: .doNotCall)
    smsConsentField = columns.firstIndex(of: .smsConsent)
  }

  /// Reads the fields of a row that has as many as the header.
  ///
  /// The first fault counts, in the order phone, time zone, priority, consent, do-not-call,
  /// consent to texts.
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
      if fields.isDate(phoneField) { return fault(.phoneDate, phoneField) }
      switch PhoneReading(bytes, fields[phoneField]) {
      case .number(let number): phone = number
      case .refused(let reason): return fault(reason, phoneField)
      }
    }
    var zone: ZoneID?
    if let zoneField, !fields[zoneField].isEmpty {
      zone = zoneNames.zone(bytes, fields[zoneField])
      if zone == nil {
        let text = CellText(bytes, fields[zoneField])
        if case .text(let inner) = text { zone = zoneNames.zone(bytes, inner) }
        if zone == nil { return fault(text.fault ?? .timeZone, zoneField) }
      }
    }
    var priority = 0
    if let priorityField, !fields[priorityField].isEmpty {
      priority = Self.digit(bytes, fields[priorityField])
      if priority > 9 {
        let text = CellText(bytes, fields[priorityField])
        priority = text.integer(bytes) ?? .max
        if priority > 9 { return fault(text.fault ?? .priority, priorityField) }
      }
    }
    var consent = Consent.notRecorded
    if let consentField, !fields[consentField].isEmpty {
      let isWritten = Self.isWritten(bytes, fields[consentField])
      guard let flag = isWritten ? true : Self.answer(bytes, fields[consentField]) else {
        return fault(CellText(bytes, fields[consentField]).fault ?? .consent, consentField)
      }
      consent = isWritten ? .written : flag ? .granted : .refused
    }
    var isOnList = false
    if let doNotCallField, !fields[doNotCallField].isEmpty {
      guard let flag = Self.answer(bytes, fields[doNotCallField]) else {
        return fault(CellText(bytes, fields[doNotCallField]).fault ?? .doNotCall, doNotCallField)
      }
      isOnList = flag
    }
    var smsConsent = Consent.notRecorded
    if let smsConsentField, !fields[smsConsentField].isEmpty {
      guard let flag = Self.answer(bytes, fields[smsConsentField]) else {
        return fault(CellText(bytes, fields[smsConsentField]).fault ?? .smsConsent, smsConsentField)
      }
      smsConsent = flag ? .granted : .refused
    }
    return .lead(
      Lead(
        phone: phone,
        zones: sets.index(areaCode: phone.areaCode, adding: zone),
        priority: priority,
        consent: consent,
        isOnDoNotCallList: isOnList,
        smsConsent: smsConsent
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

  /// Yes or no, in any way that files write it; nil for anything else.
  @inline(__always)
  private static func answer(_ bytes: Span<UInt8>, _ field: Range<Int>) -> Bool? {
    flag(bytes, field) ?? word(bytes, field)
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

  /// The word `written`, in small or capital letters: consent that was given so.
  private static func isWritten(_ bytes: Span<UInt8>, _ field: Range<Int>) -> Bool {
    guard field.count == 7 else { return false }
    var word: UInt64 = 0
    for index in field { word = word << 8 | UInt64(bytes[index] | 0x20) }
    return word == 0x77_7269_7474_656E
  }

  /// The same as a spreadsheet writes it, in one of the languages that have a word of their own.
  private static func word(_ bytes: Span<UInt8>, _ field: Range<Int>) -> Bool? {
    let text = CellText(bytes, field)
    guard case .text(let range) = text, 1...11 ~= range.count else { return nil }
    if let plain = flag(bytes, range) { return plain }
    if let number = text.integer(bytes) { return number == 1 ? true : number == 0 ? false : nil }
    let letters = range.map { index -> UInt8 in
      UInt8(ascii: "A")...UInt8(ascii: "Z") ~= bytes[index] ? bytes[index] | 0x20 : bytes[index]
    }
    let word = String(decoding: letters, as: UTF8.self)
    if yesWords.contains(word) { return true }
    return noWords.contains(word) ? false : nil
  }

  /// German, French, Spanish, Italian, Dutch and Portuguese.
  private static let yesWords = [
    "wahr", "vrai", "verdadero", "vero", "waar", "verdadeiro", "ja", "oui", "si", "sí", "sÍ", "sì",
    "sÌ", "sim",
  ]
  private static let noWords = [
    "falsch", "faux", "falso", "onwaar", "nein", "non", "nee", "não", "nÃo",
  ]
}

extension CellText {
  /// Why a field of any column cannot be read; nil where only the column can say.
  fileprivate var fault: RejectReason? {
    switch self {
    case .text: nil
    case .formula: .formula
    case .error: .cellError
    }
  }

  /// The value of a small whole number, such as `5` and `5.0`.
  fileprivate func integer(_ bytes: Span<UInt8>) -> Int? {
    guard case .text(let range) = self, range.count <= 11,
      let number = WrittenNumber(bytes, range), !number.hasExponent, number.wholeDigits == 1
    else { return nil }
    return number.integer.map { Int($0) }
  }
}
