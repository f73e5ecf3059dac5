package import SimCore
import VoicePipeline

/// What a generated lead file is made of.
package struct LeadMix: Sendable, Hashable {
  /// Share of leads who have agreed to be called; half of the others have refused.
  package var consentShare = 0.95
  /// Share of leads on a do-not-call list.
  package var doNotCallShare = 0.02
  /// Share of rows that name a time zone.
  package var zoneShare = 0.9
  /// Share of people who live outside the zones of their area code, as owners of mobiles do.
  package var movedShare = 0.05
  /// Share of leads who have agreed to texts; half of the others have refused.
  ///
  /// Without it the file has no such column.
  package var smsConsentShare: Double?
  /// Share of those who have agreed to calls that have done so in writing; nil for none.
  package var writtenShare: Double?

  package init() {}
}

extension Purpose {
  fileprivate static let zone = Purpose("lead.zone")
  fileprivate static let hasZone = Purpose("lead.has_zone")
  fileprivate static let hasMoved = Purpose("lead.has_moved")
  fileprivate static let priority = Purpose("lead.priority")
  fileprivate static let consent = Purpose("lead.consent")
  fileprivate static let doNotCall = Purpose("lead.do_not_call")
  fileprivate static let smsConsent = Purpose("lead.sms_consent")
}

/// Writes a lead file of the United States as a pure function of seed and number of rows.
///
/// Numbers are drawn evenly over area codes by a permutation, so that none comes twice; a longer
/// file of the same seed starts with the rows of a shorter one.
package struct LeadGenerator: Sendable {
  private let key: DrawKey
  private let mix: LeadMix
  private let numbers: NumberPermutation
  /// By place in `NumberPermutation.areaCodes`.
  private let areaZones: [[[UInt8]]]

  /// The first line, without consent to texts.
  package static let header = Array("phone,time_zone,priority,consent,do_not_call\n".utf8)
  private static let longHeader = header.dropLast() + Array(",sms_consent\n".utf8)

  package init(seed: UInt64, mix: LeadMix = LeadMix()) {
    key = DrawKey(seed: seed).entity("lead_file", 0)
    self.mix = mix
    numbers = NumberPermutation(key: key)
    areaZones = numbers.areaCodes.map { areaCode in
      (AreaCodes.zones(of: areaCode)?.zones ?? []).map { Array($0.name.utf8) }
    }
  }

  /// The most rows that a file can have: one for each number.
  package var rowsMax: Int { numbers.count }

  /// Writes a whole file, header and rows, a block at a time.
  package func write(rows: Int, to path: String) throws(FileError) {
    var file = try OutputFile(path: path)
    try file.write(mix.smsConsentShare == nil ? Self.header : Array(Self.longHeader))
    var block: [UInt8] = []
    block.reserveCapacity(Self.blockSize + 128)
    for row in 0..<rows {
      append(row, to: &block)
      if block.count >= Self.blockSize {
        try file.write(block)
        block.removeAll(keepingCapacity: true)
      }
    }
    try file.write(block)
    try file.finish(sync: false)
  }

  /// The lines of some rows, counted from 0.
  package func lines(_ rows: Range<Int>) -> [UInt8] {
    var bytes: [UInt8] = []
    for row in rows { append(row, to: &bytes) }
    return bytes
  }

  private static let blockSize = 64 << 10

  private func append(_ row: Int, to bytes: inout [UInt8]) {
    let number = numbers[row]
    let lead = key.entity("lead", UInt64(number.digits))
    bytes.append(UInt8(ascii: "+"))
    bytes.append(UInt8(ascii: "1"))
    var divisor = 1_000_000_000
    while divisor > 0 {
      bytes.append(UInt8(ascii: "0") + UInt8(number.digits / divisor % 10))
      divisor /= 10
    }
    bytes.append(UInt8(ascii: ","))
    if lead.chance(mix.zoneShare, .hasZone) {
      bytes.append(contentsOf: zone(of: lead, areaCode: number.areaCodeIndex))
    }
    bytes.append(UInt8(ascii: ","))
    bytes.append(UInt8(ascii: "0") + UInt8(lead.below(10, .priority)))
    let isWritten = mix.writtenShare.map { lead.uniform(.consent) < mix.consentShare * $0 }
    bytes.append(
      contentsOf: isWritten == true
        ? Self.written : Self.consentText(lead.uniform(.consent), share: mix.consentShare)
    )
    bytes.append(contentsOf: lead.chance(mix.doNotCallShare, .doNotCall) ? Self.yes : Self.no)
    if let share = mix.smsConsentShare {
      bytes.append(contentsOf: Self.consentText(lead.uniform(.smsConsent), share: share))
    }
    bytes.append(UInt8(ascii: "\n"))
  }

  private func zone(of lead: DrawKey, areaCode: Int) -> [UInt8] {
    if lead.chance(mix.movedShare, .hasMoved) {
      return Self.mainZones[lead.below(Self.mainZones.count, .zone)]
    }
    let zones = areaZones[areaCode]
    return zones[lead.below(zones.count, .zone)]
  }

  private static func consentText(_ draw: Double, share: Double) -> [UInt8] {
    if draw < share { return yes }
    return draw < share + (1 - share) / 2 ? no : unknown
  }

  private static let yes = Array(",yes".utf8)
  private static let written = Array(",written".utf8)
  private static let no = Array(",no".utf8)
  private static let unknown = Array(",".utf8)
  private static let mainZones = [
    "America/New_York", "America/Chicago", "America/Denver", "America/Los_Angeles",
  ].map { Array($0.utf8) }
}
