internal import SimCore

/// The columns that a lead file may have, in any order.
package enum LeadColumn: UInt8, Sendable, Hashable, CaseIterable {
  case phone
  case timeZone
  case priority
  case consent
  case doNotCall
  /// To texts from this one sender.
  case smsConsent
  /// A name of the user's own; not kept, for a lead's identity is its number.
  case leadID

  /// Whether its fields are read; a row may hold anything in the others.
  var isRead: Bool { self != .leadID }

  /// As the header spells it.
  package var name: String {
    switch self {
    case .phone: "phone"
    case .timeZone: "time_zone"
    case .priority: "priority"
    case .consent: "consent"
    case .doNotCall: "do_not_call"
    case .smsConsent: "sms_consent"
    case .leadID: "lead_id"
    }
  }

  init?(name: String) {
    guard let column = Self.allCases.first(where: { $0.name == name }) else { return nil }
    self = column
  }

  /// The column whose name needs the fewest edits, if fewer than half of its letters.
  static func nearest(to name: String) -> LeadColumn? {
    let wanted = canonical(name)
    // So short a word is also near to "phone".
    if wanted == "zone" { return .timeZone }
    var best: (column: LeadColumn, distance: Int)?
    for column in allCases {
      for spelling in [column.name] + aliases(of: column) {
        let distance = EditDistance.between(wanted, canonical(spelling))
        guard distance * 2 < max(spelling.utf8.count, 2) else { continue }
        if distance < best?.distance ?? .max { best = (column, distance) }
      }
    }
    return best?.column
  }

  /// Other words that files use for a column.
  private static func aliases(of column: LeadColumn) -> [String] {
    switch column {
    case .phone: ["phone_number", "mobile", "telephone", "msisdn"]
    case .timeZone: ["tz"]
    case .priority: ["prio", "score", "rank"]
    case .consent: ["opt_in", "consented"]
    case .doNotCall: ["dnc"]
    case .smsConsent: ["text_consent", "sms_opt_in"]
    case .leadID: ["id", "contact_id"]
    }
  }

  /// Lower case, with blanks and hyphens as underscores.
  private static func canonical(_ name: String) -> String {
    let bytes = name.utf8.prefix(64).map { byte in
      switch byte {
      case UInt8(ascii: "A")...UInt8(ascii: "Z"): byte | 0x20
      case UInt8(ascii: " "), UInt8(ascii: "-"): UInt8(ascii: "_")
      default: byte
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}
