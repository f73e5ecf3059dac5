/// Why one row of a lead file was not taken.
package enum RejectReason: UInt8, Error, Sendable, Hashable, CaseIterable {
  case columnCount
  case quote
  case unterminatedQuote
  case fieldTooLong
  case rowTooLong
  case nulByte
  case encoding
  case phoneMissing
  case phoneMalformed
  case phoneLength
  case phoneInternational
  case phoneAreaCode
  case phoneExchange
  case phoneService
  case phonePremium
  case phoneFictitious
  case timeZone
  case priority
  case consent
  case doNotCall
  case duplicatePhone
  case phoneScientific
  case phoneDate
  case phoneTwoNumbers
  case formula
  case cellError
  case smsConsent

  /// The code in the error catalogue, `LEAD-101` onwards.
  package var code: String { "LEAD-\(101 + Int(rawValue))" }

  /// What is wrong, in a few words; the key of counts and of the rejects file.
  package var text: String {
    switch self {
    case .columnCount: "wrong number of columns"
    case .quote: "misplaced quote"
    case .unterminatedQuote: "quote never closed"
    case .fieldTooLong: "field over 64 KiB"
    case .rowTooLong: "row over 256 KiB"
    case .nulByte: "NUL byte"
    case .encoding: "not UTF-8"
    case .phoneMissing: "phone missing"
    case .phoneMalformed: "phone malformed"
    case .phoneLength: "phone with too few or too many digits"
    case .phoneInternational: "phone outside the United States and Canada"
    case .phoneAreaCode: "phone with an unknown area code"
    case .phoneExchange: "phone with an impossible exchange"
    case .phoneService: "phone is an emergency or service number"
    case .phonePremium: "phone is a premium number"
    case .phoneFictitious: "phone is reserved for fiction"
    case .timeZone: "unknown time zone"
    case .priority: "priority not 0 to 9"
    case .consent: "consent not yes or no"
    case .doNotCall: "do_not_call not yes or no"
    case .duplicatePhone: "phone of an earlier row"
    case .phoneScientific: "phone cut to scientific notation"
    case .phoneDate: "phone turned into a date"
    case .phoneTwoNumbers: "more than one phone"
    case .formula: "formula without its result"
    case .cellError: "error value of a spreadsheet"
    case .smsConsent: "sms_consent not yes or no"
    }
  }

  /// What to do about it.
  package var remedy: String {
    switch self {
    case .columnCount: "give every row as many fields as the header; quote a field with a comma"
    case .quote: "quote the whole field, and write a quote inside it twice (RFC 4180)"
    case .unterminatedQuote: "close the quote, or remove it; reading went on with the next line"
    case .fieldTooLong, .rowTooLong: "shorten the row; no column of a lead file needs as much"
    case .nulByte: "export the file again as plain text"
    case .encoding: "save the file as UTF-8; spreadsheets call it CSV UTF-8"
    case .phoneMissing: "give the row a phone number"
    case .phoneMalformed: "write digits with + - . ( ) and blanks only"
    case .phoneLength:
      "write ten digits, or +1 and ten; a spreadsheet drops leading zeros of what is not text"
    case .phoneInternational: "leave the row out; only +1 numbers of the US and Canada are dialled"
    case .phoneAreaCode: "check the first three digits; toll-free codes are not dialled either"
    case .phoneExchange: "check digits four to six: they never start with 0 or 1"
    case .phoneService, .phonePremium, .phoneFictitious: "leave the row out; it is never dialled"
    case .timeZone: "write an IANA name such as America/Chicago, or leave the field empty"
    case .priority: "write one digit; 9 is called first"
    case .consent: "write yes, no or written (true, false, 1 and 0 will do)"
    case .doNotCall, .smsConsent: "write yes or no (true, false, 1 and 0 will do)"
    case .duplicatePhone: "keep one row for each number; the first one was taken"
    case .phoneScientific:
      "digits are lost: format the column as text where they are still there, and export again"
    case .phoneDate: "the number is lost: format the column as text, and enter it again"
    case .phoneTwoNumbers: "write one number in each row"
    case .formula: "paste the column as values in the spreadsheet, and export again"
    case .cellError: "mend the cell in the spreadsheet, or leave it empty, and export again"
    }
  }
}
