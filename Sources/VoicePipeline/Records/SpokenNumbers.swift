/// Numbers in digits as English words, as they are said on the telephone.
enum SpokenNumbers {
  private static let small = [
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
    "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen",
    "nineteen",
  ]
  private static let tens = [
    "", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety",
  ]
  private static let powers = [
    (1_000_000_000, "billion"), (1_000_000, "million"), (1_000, "thousand"), (100, "hundred"),
  ]
  private static let ordinals = [
    ("one", "first"), ("two", "second"), ("three", "third"), ("five", "fifth"),
    ("eight", "eighth"), ("nine", "ninth"), ("twelve", "twelfth"),
  ]

  /// The text with its numbers in words: `1,200` and `1200` are "one thousand two hundred".
  ///
  /// `2nd` is "second", `3.5` is "three point five"; five digits and more without commas, or a zero
  /// at the front, are read digit by digit, as telephone numbers and codes are.
  static func replaced(in text: String) -> String {
    var rest = Array(text.unicodeScalars)[...]
    var result = ""
    while let scalar = rest.first {
      if isDigit(scalar) {
        result += number(&rest)
        if let next = rest.first, next.properties.isAlphabetic { result += " " }
      } else {
        result.unicodeScalars.append(scalar)
        rest.removeFirst()
        if let next = rest.first, isDigit(next), scalar.properties.isAlphabetic { result += " " }
      }
    }
    return result
  }

  private static func isDigit(_ scalar: Unicode.Scalar) -> Bool { ("0"..."9").contains(scalar) }

  /// Takes one number off the front.
  private static func number(_ rest: inout ArraySlice<Unicode.Scalar>) -> String {
    var digits = leadingDigits(&rest)
    let isGrouped = digits.count <= 3 && digits[0] != 0 && groups(rest) > 0
    if isGrouped {
      for _ in 0..<groups(rest) {
        rest.removeFirst()
        digits += rest.prefix(3).map(value)
        rest.removeFirst(3)
      }
    }
    let isSpelled =
      digits.count > 12 || !isGrouped && digits.count > 4 || digits.count > 1 && digits[0] == 0
    if isSpelled { return spelled(digits) }
    let words = cardinal(digits.reduce(0) { $0 * 10 + $1 })
    if let next = rest.dropFirst().first, rest.first == ".", isDigit(next) {
      rest.removeFirst()
      return words + " point " + spelled(leadingDigits(&rest))
    }
    return takeOrdinalEnding(&rest) ? ordinal(words) : words
  }

  private static func leadingDigits(_ rest: inout ArraySlice<Unicode.Scalar>) -> [Int] {
    let digits = rest.prefix(while: isDigit)
    rest.removeFirst(digits.count)
    return digits.map(value)
  }

  private static func value(_ digit: Unicode.Scalar) -> Int { Int(digit.value) - 48 }

  /// How many groups of a comma and exactly three digits come next.
  private static func groups(_ rest: ArraySlice<Unicode.Scalar>) -> Int {
    var rest = rest
    var count = 0
    while rest.first == ",", rest.dropFirst().prefix(while: isDigit).count == 3 {
      rest.removeFirst(4)
      count += 1
    }
    return count
  }

  private static func takeOrdinalEnding(_ rest: inout ArraySlice<Unicode.Scalar>) -> Bool {
    let letters = rest.prefix { $0.properties.isAlphabetic }
    let ending = String(String.UnicodeScalarView(letters))
    guard ["st", "nd", "rd", "th"].contains(ending) else { return false }
    rest.removeFirst(2)
    return true
  }

  private static func spelled(_ digits: [Int]) -> String {
    digits.map { small[$0] }.joined(separator: " ")
  }

  private static func cardinal(_ number: Int) -> String {
    if number < 20 { return small[number] }
    if number < 100 {
      return tens[number / 10] + (number % 10 == 0 ? "" : " " + small[number % 10])
    }
    let (power, name) = powers.first { number >= $0.0 } ?? (100, "hundred")
    let rest = number % power
    return cardinal(number / power) + " " + name + (rest == 0 ? "" : " " + cardinal(rest))
  }

  private static func ordinal(_ words: String) -> String {
    let split = words.split(separator: " ").map { String($0) }
    let last = split.last ?? ""
    let changed = ordinals.first { $0.0 == last }?.1
    let stem = last.last == "y" ? last.dropLast() + "ie" : last[...]
    return (split.dropLast() + [changed ?? stem + "th"]).joined(separator: " ")
  }
}
