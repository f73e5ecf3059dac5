import SimCore
import Testing
import VoicePipeline

@Suite("Phone numbers")
struct PhoneNumberTests {
  private func reason(_ text: String) -> RejectReason? {
    do throws(RejectReason) {
      _ = try PhoneNumber(text: text)
      return nil
    } catch {
      return error
    }
  }

  @Test(arguments: [
    "2122334567", "12122334567", "+12122334567", "+1 (212) 233-4567", "212.233.4567",
    " 212 233 4567 ", "212\u{a0}233\u{202f}4567", "\u{202a}2122334567\u{202c}", "2122334567\t",
    "212\u{2013}233\u{2212}4567", "1-212-233-4567", "(212)2334567", "+1.212.233.4567",
  ])
  func `separators do not matter`(_ text: String) throws {
    #expect(try PhoneNumber(text: text).e164 == "+12122334567")
  }

  @Test(arguments: [
    ("", RejectReason.phoneMissing), ("  ", .phoneMissing), ("()", .phoneMissing),
    ("+", .phoneMalformed), ("n/a", .phoneMalformed),
    ("tel:+12122334567", .phoneMalformed), ("sip:2122334567@a", .phoneMalformed),
    ("2122334567x12", .phoneMalformed), ("++12122334567", .phoneMalformed),
    ("1+2122334567", .phoneMalformed), ("２１２２３３４５６７", .phoneMalformed),
    ("٢١٢٢٣٣٤٥٦٧", .phoneMalformed), ("=2122334567", .formula),
    ("212233456", .phoneLength), ("21223345678", .phoneLength), ("2334567", .phoneLength),
    ("+1212233456", .phoneLength), ("121223345678", .phoneLength), ("12345", .phoneLength),
    (String(repeating: "2", count: 60_000), .phoneLength),
    ("+442079460958", .phoneInternational), ("+2122334567", .phoneInternational),
    ("011442079460958", .phoneInternational), ("00442079460958", .phoneInternational),
    ("8762334567", .phoneInternational), ("+1 809 233 4567", .phoneInternational),
    ("911", .phoneService), ("+1 911", .phoneService), ("1-9-1-1", .phoneService),
    ("9112334567", .phoneService), ("+14112334567", .phoneService), ("988", .phoneService),
    ("9882334567", .phoneService), ("2129112345", .phoneService), ("2124112345", .phoneService),
    ("2125551212", .phoneService), ("2129501234", .phoneService), ("311", .phoneService),
    ("9002334567", .phonePremium), ("2129762345", .phonePremium), ("9762334567", .phonePremium),
    ("2125550100", .phoneFictitious), ("2125550199", .phoneFictitious),
    ("0122334567", .phoneAreaCode), ("1122334567", .phoneAreaCode), ("5002334567", .phoneAreaCode),
    ("8002334567", .phoneAreaCode), ("9992334567", .phoneAreaCode), ("2001234567", .phoneAreaCode),
    ("2120334567", .phoneExchange), ("2121334567", .phoneExchange),
  ])
  func `what may not be dialled is refused with its reason`(
    _ text: String,
    _ expected: RejectReason
  ) {
    #expect(reason(text) == expected)
  }

  @Test func `555 is fiction from 0100 to 0199 only`() {
    for line in [0, 99, 200, 1_211, 1_213, 9_999] {
      let text = String(line + 10_000).dropFirst()
      #expect(reason("212555\(text)") == nil, "\(text)")
    }
  }

  @Test func `of a million numbers in odd spellings none escapes the rules`() throws {
    let key = DrawKey(seed: 911)
    let shapes = ["", "+1", "1", "+", "tel:", "+1 ", "00", "011"]
    var taken = 0
    // A loop of 1,000,000 in release builds; debug builds draw a twentieth of it.
    var rounds: UInt64 = 1_000_000
    assert({ rounds = 50_000 }() == ())
    for round in 0..<rounds {
      let draw = key.bits(Purpose.shape, round)
      let length = [3, 7, 10, 10, 10, 10, 11, 12][Int(draw % 8)]
      var digits = (0..<length).map { Int(key.bits(.digit, round &* 16 &+ UInt64($0)) % 10) }
      // Half of the numbers begin with a code that matters.
      if draw >> 3 & 1 == 0, length >= 7 {
        let codes = [
          [9, 1, 1], [9, 0, 0], [2, 1, 2], [9, 8, 8], [4, 1, 1], [8, 7, 6], [3, 1, 2],
        ]
        digits.replaceSubrange(0..<3, with: codes[Int((draw >> 8) % 7)])
      }
      let prefix = shapes[Int(draw >> 16 & 7)]
      let text = prefix + digits.map(String.init).joined(separator: draw >> 24 & 7 == 0 ? "-" : "")
      guard let number = try? PhoneNumber(text: text) else { continue }
      taken += 1
      let plain = String(number.digits)
      #expect(plain.count == 10 && "23456789".contains(plain.prefix(1)), "\(text)")
      #expect(["US", "CA", "PR", "GU", "MP"].contains(AreaCodes.country(of: number.areaCode)))
      let exchange = String(plain.dropFirst(3).prefix(3))
      #expect("23456789".contains(exchange.prefix(1)) && !exchange.hasSuffix("11"), "\(text)")
      #expect(exchange != "976", "\(text)")
      #expect(text.filter(\.isNumber).hasSuffix(plain), "\(text)")
    }
    #expect(taken > Int(rounds) / 20)
  }
}

extension Purpose {
  fileprivate static let shape = Purpose("test.shape")
  fileprivate static let digit = Purpose("test.digit")
}
