package import SimCore
package import VoicePipeline

/// Reads files of numbers that join the do-not-call registry while a run goes on.
///
/// ```
/// phone,at
/// 2125550123,20m
/// +1 310 555 0188,2026-03-02T18:25:00Z
/// ```
/// A duration counts from the operation that names the file, an instant is one of the calendar.
package struct AdditionReader {
  private let fileName: String
  private let start: UnixInstant
  /// Of the operation.
  private let offset: Duration
  private var problems: [ScenarioProblem] = []

  /// Bytes that a file has at most.
  static let bytesMax = 64 << 20
  private static let problemsMax = 20
  private static let header = "phone,at"
  private static let remedy = "Write one number and when it joins in a row: 2125550123,20m."

  /// The numbers of a file that a scenario names, relative to its `directory`.
  package static func numbers(
    _ file: InputPath,
    start: UnixInstant,
    offset: Duration
  ) throws(ScenarioError) -> [DoNotCallAdditions.Number] {
    let bytes: [UInt8]
    do throws(FileError) {
      bytes = try Files.readAll(file.absolute, limit: bytesMax + 1)
    } catch {
      throw ScenarioError([problem(.additionFile, file.written, message: error.message)])
    }
    guard bytes.count <= bytesMax else {
      let message = "it has more than \(bytesMax >> 20) MiB"
      throw ScenarioError([problem(.additionFile, file.written, message: message)])
    }
    return try numbers(bytes, fileName: file.written, start: start, offset: offset)
  }

  /// The numbers of a file's bytes; an error names the first rows that cannot be read.
  package static func numbers(
    _ bytes: [UInt8],
    fileName: String,
    start: UnixInstant,
    offset: Duration
  ) throws(ScenarioError) -> [DoNotCallAdditions.Number] {
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw ScenarioError([problem(.additionFile, fileName, message: "it is not UTF-8 text")])
    }
    var reader = AdditionReader(fileName: fileName, start: start, offset: offset)
    let numbers = reader.read(text)
    guard reader.problems.isEmpty else { throw ScenarioError(reader.problems) }
    return numbers
  }

  private init(fileName: String, start: UnixInstant, offset: Duration) {
    self.fileName = fileName
    self.start = start
    self.offset = offset
  }

  private mutating func read(_ text: String) -> [DoNotCallAdditions.Number] {
    var numbers: [DoNotCallAdditions.Number] = []
    let lines = text.split(omittingEmptySubsequences: false) { $0.isNewline }
    for (index, line) in lines.enumerated() {
      if index == 0 {
        guard line == Self.header || line == "\u{FEFF}" + Self.header else {
          add(1, 1, "the first row is not '\(Self.header)'", "Write '\(Self.header)' above them.")
          return []
        }
        continue
      }
      if line.allSatisfy(\.isWhitespace) { continue }
      if let number = number(of: line, line: index + 1) { numbers.append(number) }
      if problems.count >= Self.problemsMax { break }
    }
    return numbers
  }

  private mutating func number(
    of line: Substring,
    line row: Int
  ) -> DoNotCallAdditions.Number? {
    let cells = line.split(separator: ",", omittingEmptySubsequences: false)
    guard cells.count == 2 else {
      let one = cells.count == 1 ? "1 column" : "\(cells.count) columns"
      add(row, 1, "the row has \(one), not 2", Self.remedy)
      return nil
    }
    let phone: PhoneNumber
    do throws(RejectReason) {
      phone = try PhoneNumber(text: Self.trimmed(cells[0]))
    } catch {
      add(row, 1, "'\(cells[0])': \(error.text)", Self.remedy)
      return nil
    }
    let column = cells[0].unicodeScalars.count + 2
    guard let at = instant(Self.trimmed(cells[1]), row, column) else { return nil }
    return DoNotCallAdditions.Number(phone: phone.digits, at: at)
  }

  private mutating func instant(_ text: String, _ row: Int, _ column: Int) -> SimInstant? {
    if let instant = UnixInstant(text) {
      let seconds = instant.seconds - start.seconds
      let rest = Int64(instant.nanoseconds) - Int64(start.nanoseconds)
      // Who was listed before the run is listed from its start on.
      return SimInstant(nanoseconds: max(seconds * 1_000_000_000 + rest, 0))
    }
    do throws(ValueProblem) {
      let notation = DurationNotation(range: .zero ... .seconds(31 * 86_400))
      return SimInstant.zero.advanced(by: offset + (try notation.duration(text)))
    } catch {
      add(row, column, error.message, Self.remedy)
      return nil
    }
  }

  private mutating func add(_ line: Int, _ column: Int, _ message: String, _ remedy: String) {
    var problem = Self.problem(.additionRow, fileName, message: message)
    problem.line = line
    problem.column = column
    problem.remedy = remedy
    problems.append(problem)
  }

  private static func trimmed(_ cell: Substring) -> String {
    let start = cell.drop { $0 == " " }
    let end = start.lastIndex { $0 != " " }
    return end.map { String(start[...$0]) } ?? ""
  }

  private static func problem(
    _ code: ScenarioProblemCode,
    _ file: String,
    message: String
  ) -> ScenarioProblem {
    ScenarioProblem(code: code, file: file, path: "", message: message, remedy: code.remedy)
  }
}
