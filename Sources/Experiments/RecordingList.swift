internal import RunReports
internal import SimCore
internal import VoicePipeline

/// The file in which a user says what recording stands for which text.
///
/// ```
/// text,file,accent
/// yes that is right,takes/yes.wav,
/// next tuesday please,takes/tuesday.flac,us-south
/// ```
/// Files are relative to the list; the accent may be left out, column and all.
enum RecordingList {
  /// Rows that a list has at most.
  private static let rowsMax = 100_000

  /// The recordings of a list; `name` stands in messages.
  static func read(_ path: String, named name: String) throws(RunFailure) -> [AudioRecording] {
    var rows = try open(path)
    let isUTF8: Bool
    do throws(FileError) {
      isUTF8 = try rows.skipByteOrderMark()
    } catch {
      throw RunFailure(error, code: "SND-005", class: .badInput)
    }
    guard isUTF8 else {
      throw failure(name, 1, "the list is UTF-16 or UTF-32, not UTF-8", "Save it as UTF-8.")
    }
    guard let header = try next(&rows, name) else {
      throw failure(name, 1, "the list of recordings is empty", form)
    }
    let columns = header.map { $0.lowercased() }
    guard columns == ["text", "file"] || columns == ["text", "file", "accent"] else {
      throw failure(name, 1, "the first row is not 'text,file' or 'text,file,accent'", form)
    }
    let folder = Files.directory(of: path)
    var recordings: [AudioRecording] = []
    while let fields = try next(&rows, name) {
      guard recordings.count < rowsMax else {
        throw failure(name, rows.line, "the list has more than \(rowsMax) rows", "Split it.")
      }
      guard fields.count == columns.count, !fields[0].isEmpty, !fields[1].isEmpty else {
        throw failure(name, rows.line, "the row is not a text and a file", form)
      }
      let file = fields[1]
      recordings.append(
        AudioRecording(
          text: AudioRecording.key(fields[0]),
          file: file.hasPrefix("/") ? file : folder + "/" + file,
          accent: fields.count > 2 && !fields[2].isEmpty ? fields[2] : nil,
          list: name,
          line: rows.line
        )
      )
    }
    return recordings
  }

  private static let form = "Write 'text,file' above rows such as: yes that is right,takes/yes.wav"

  private static func open(_ path: String) throws(RunFailure) -> CSVReader {
    do throws(FileError) {
      return CSVReader(try InputFile(path: path), blockSize: 64 << 10, hashes: false)
    } catch {
      throw RunFailure(error, code: "SND-005", class: .badInput)
    }
  }

  /// The fields of the next row without blanks around them; nil at the end.
  private static func next(
    _ rows: inout CSVReader,
    _ name: String
  ) throws(RunFailure) -> [String]? {
    let step: CSVReader.Step
    do throws(FileError) {
      step = try rows.next()
    } catch {
      throw RunFailure(error, code: "SND-005", class: .badInput)
    }
    switch step {
    case .end: return nil
    case .row: return rows.texts().map(\.trimmed)
    case .fault(let fault, let line):
      throw failure(name, line, fault.reason.text, fault.reason.remedy)
    }
  }

  private static func failure(
    _ file: String,
    _ line: Int,
    _ message: String,
    _ remedy: String
  ) -> RunFailure {
    RunFailure(
      code: "SND-005",
      class: .badInput,
      file: file,
      line: line,
      message: message,
      remedy: remedy
    )
  }
}

extension String {
  fileprivate var trimmed: String {
    var text = self[...]
    while text.first?.isWhitespace == true { text.removeFirst() }
    while text.last?.isWhitespace == true { text.removeLast() }
    return String(text)
  }
}
