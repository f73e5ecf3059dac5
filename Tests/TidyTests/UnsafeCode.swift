/// Where `unsafe` may stand: everything else is memory-safe by the compiler's word.
enum UnsafeCode {
  /// Path prefixes, each with its reason.
  static let allowed: [String: String] = [
    "Sources/SimCore/Kernel/": "job slots, executor references and the runtime's hooks",
    "Sources/SimCore/Files/": "system calls on buffers",
    "Sources/SimCore/Process/": "standard streams, environment and signals",
    "Sources/Scenarios/Format/": "the parser of libyaml",
    "Sources/VoicePipeline/Dialer/Leads/Spreadsheet/Inflater.swift": "the inflater of zlib",
    "Sources/VoicePipeline/Dialer/Leads/Spreadsheet/XMLTape.swift": "the parser of libexpat",
    "Sources/RunReports/": "the compressor of libdeflate",
    "Sources/MediaCodecs/System/": "codecs, filters, sound files and speech of C libraries",
    "Sources/LiveAdapters/Sockets/System/": "sockets, OpenSSL, and state that a cell guards",
  ]

  private static let marks = [
    "unsafe", "withUnsafe", "UnsafePointer", "UnsafeMutable", "UnsafeRaw",
  ]

  static func findings(in files: [TextFile]) -> [Finding] {
    files.filter { file in !allowed.keys.contains { file.path.hasPrefix($0) } }.flatMap { file in
      file.numberedCode.compactMap { number, line in
        isUnsafe(line) ? file.finding(number, "unsafe code belongs in the files that wrap C") : nil
      }
    }
  }

  /// Files of a module that hold unsafe code.
  static func users(of module: String, in files: [TextFile]) -> [String] {
    files.filter { $0.module == module && $0.code.contains { isUnsafe($0) } }.map(\.path)
  }

  private static func isUnsafe(_ line: Substring) -> Bool {
    line.containsWord("unsafe") || marks.dropFirst().contains { line.contains($0) }
  }
}
