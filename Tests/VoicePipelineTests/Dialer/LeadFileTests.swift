import SimCore
import Testing
import VoicePipeline

@Suite("Lead file")
struct LeadFileTests {
  @Test func `columns may stand in any order, and all but the phone may be missing`() throws {
    let file = try load(
      """
      do_not_call,priority,lead_id,phone,consent,time_zone
      yes,9,A-1,+12125550123,no,America/New_York
      ,,,(312) 233-4567,,
      0,0,"a, ""b",602.233.4567,TRUE,America/Phoenix
      """
    )
    #expect(file.rejects.rows == [RejectedRow(line: 2, column: 4, reason: .phoneFictitious)])
    #expect(file.rows == 3)
    #expect(file.leads[0].phone.e164 == "+13122334567")
    #expect(file.leads[0].consent == .notRecorded)
    #expect(file.leads[0].priority == 0)
    #expect(!file.leads[0].isOnDoNotCallList)
    #expect(file.leads[1].consent == .granted)
    #expect(file.leads.zones(of: file.leads[1]).map(\.name) == ["America/Phoenix"])
    #expect(try load("phone\n2122334567").accepted == 1)
  }

  @Test func `consent to texts has a column of its own, and says nothing of calls`() throws {
    let file = try load(
      "phone,sms_consent,consent\n2122334567,yes,no\n3122334567,Nein,wahr\n4152334567,,\n"
    )
    #expect((0..<3).map { file.leads[$0].smsConsent } == [.granted, .refused, .notRecorded])
    #expect((0..<3).map { file.leads[$0].consent } == [.refused, .granted, .notRecorded])
    #expect(try load("phone,consent\n2122334567,yes").leads[0].smsConsent == .notRecorded)
  }

  @Test func `a lead keeps all that was packed into it`() throws {
    let phone = try PhoneNumber(text: "9892339999")
    for priority in 0...9 {
      for consent in Consent.allCases {
        for isOnList in [false, true] {
          for zones in [0, 1, 777, UInt16.max] {
            let smsConsent = Consent.allCases[(priority + Int(zones)) % 3]
            let lead = Lead(
              phone: phone,
              zones: ZoneSetIndex(value: zones),
              priority: priority,
              consent: consent,
              isOnDoNotCallList: isOnList,
              smsConsent: smsConsent
            )
            #expect(lead.phone == phone)
            #expect(lead.key.phone == 9_892_339_999)
            #expect(lead.priority == priority)
            #expect(lead.consent == consent)
            #expect(lead.isOnDoNotCallList == isOnList)
            #expect(lead.smsConsent == smsConsent)
            #expect(lead.zones.value == zones)
          }
        }
      }
    }
    #expect(MemoryLayout<Lead>.size == 8)
  }

  @Test func `a lead's own zone joins those of its area code, and never replaces them`() throws {
    func zones(_ row: String) throws -> [String] {
      let file = try load("phone,time_zone\n\(row)\n")
      return file.leads.zones(of: file.leads[0]).map(\.name).sorted()
    }
    #expect(try zones("2122334567,") == ["America/New_York"])
    #expect(try zones("2122334567,America/New_York") == ["America/New_York"])
    #expect(
      try zones("2122334567,America/Los_Angeles") == ["America/Los_Angeles", "America/New_York"]
    )
    #expect(
      try zones("2082334567,Pacific/Honolulu")
        == ["America/Boise", "America/Denver", "America/Los_Angeles", "Pacific/Honolulu"]
    )
    for areaCode in AreaCodes.all where AreaCodes.country(of: areaCode) == "US" {
      let expected = (AreaCodes.zones(of: areaCode)?.zones.map(\.name) ?? []) + ["Asia/Tokyo"]
      #expect(try zones("\(areaCode)2334567,Asia/Tokyo") == expected.sorted())
    }
  }

  @Test func `every zone of the table is known by its name, and no other word is`() throws {
    let names = ZoneTable.all.map(\.name)
    #expect(names.count > 400)
    let text = names.enumerated().map { "212233\(1_000 + $0.offset),\($0.element)\n" }.joined()
    let file = try load("phone,time_zone\n\(text)")
    #expect(file.accepted == names.count)
    for (index, name) in names.enumerated() {
      #expect(file.leads.zones(of: file.leads[index]).map(\.name).contains(name))
    }
    for name in ["america/new_york", "America/New_Yor", "America/New_Yorkx", "EST5", "Z", "U TC"] {
      let log = try load("phone,time_zone\n2122334567,\(name)\n").rejects
      #expect(log.rows == [RejectedRow(line: 2, column: 2, reason: .timeZone)], "\(name)")
    }
    let long = String(repeating: "America/", count: 100)
    #expect(try load("phone,time_zone\n2122334567,\(long)\n").rejects.count(.timeZone) == 1)
  }

  @Test func `a byte-order mark is passed over, and the digest covers it`() throws {
    for mark in [[], [0xEF, 0xBB, 0xBF]] as [[UInt8]] {
      let bytes = mark + Array("phone\r\n2122334567\r\n".utf8)
      for blockSize in [1, 2, 3, 4, 100] {
        let summary = try LeadFileSummary(bytes, blockSize: blockSize)
        #expect(summary.leads.count == 1)
        #expect(SHA256.text(summary.digest) == SHA256.hex(of: bytes))
      }
    }
  }

  @Test func `one number in several spellings is one lead`() throws {
    let file = try load(
      """
      phone,priority
      2122334567,1
      +12122334567,2
      bad,3
      (212) 233-4567,4
      1-212-233-4567,5
      2122334568,6
      """
    )
    #expect((0..<file.accepted).map { file.leads[$0].priority } == [1, 6])
    #expect(file.rejects.rows.map(\.line) == [3, 4, 5, 6])
    #expect(file.rejects.count(.duplicatePhone) == 3)
    #expect(file.rejects.count(.phoneMalformed) == 1)
  }

  @Test func `duplicates are found exactly, as a set finds them`() throws {
    for seed in 0..<3 as Range<UInt64> {
      let key = DrawKey(seed: seed)
      let purpose = Purpose("test.phone")
      // 30,000 draws from 40,000 numbers that lie side by side, over several table sizes.
      let numbers = (0..<30_000).map { 2_122_330_000 + key.below(40_000, purpose, UInt64($0)) }
      let text = "phone\n" + numbers.map { "\($0)\n" }.joined()
      var seen: Set<Int> = []
      let isNew = numbers.map { seen.insert($0).inserted }
      let isDialled = numbers.map { !(2_125_550_000...2_125_559_999).contains($0) }
      #expect(isDialled.allSatisfy { $0 })
      let file = try load(text)
      #expect(file.accepted == seen.count)
      let lines = zip(isNew, 2...).filter { !$0.0 }.map(\.1)
      #expect(file.rejects.rows.map(\.line) == lines, "seed \(seed)")
    }
  }
}
