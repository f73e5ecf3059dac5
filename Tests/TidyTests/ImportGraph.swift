/// Which modules each module may import: the architecture, as data.
enum ImportGraph {
  /// From the kernel upward; what is not named may not be imported.
  static let mayImport: [String: Set<String>] = [
    "SimCore": ["CSimRuntime", "Synchronization"],
    "VoicePipeline": ["SimCore", "Synchronization", "CZlib", "CExpat"],
    "Scenarios": ["SimCore", "VoicePipeline", "CYAML", "Synchronization"],
    "RunReports": ["SimCore", "VoicePipeline", "CDeflate"],
    "LiveAdapters": [
      "SimCore", "VoicePipeline", "CSimRuntime", "COpenSSL", "Synchronization",
      "FoundationEssentials",
    ],
    "MediaCodecs": [
      "SimCore", "VoicePipeline", "COpus", "CSndFile", "CSpeexDSP", "CSpanDSP", "CWebRTCVoice",
      "CFlite", "CPocketSphinx", "Synchronization",
    ],
    "Experiments": ["SimCore", "VoicePipeline", "Scenarios", "RunReports", "Synchronization"],
    "simrun": [
      "SimCore", "VoicePipeline", "Scenarios", "RunReports", "LiveAdapters", "Experiments",
      "MediaCodecs",
    ],
  ]

  /// Modules of a C library: one Swift file each speaks to it.
  static let libraries: Set = [
    "CYAML", "CDeflate", "COpenSSL", "CZlib", "CExpat",
    "COpus", "CSndFile", "CSpeexDSP", "CSpanDSP", "CWebRTCVoice",
    "CFlite", "CPocketSphinx",
  ]

  static func findings(in files: [TextFile]) -> [Finding] {
    files.flatMap { file in
      imports(of: file).compactMap { line, name in
        mayImport[file.module, default: []].contains(name)
          ? nil : file.finding(line, "\(file.module) may not import \(name)")
      }
    }
  }

  /// Second and later files that import a C library.
  static func libraryFindings(in files: [TextFile]) -> [Finding] {
    var owners: [String: String] = [:]
    var found: [Finding] = []
    for file in files {
      for (line, name) in imports(of: file) where libraries.contains(name) {
        if let owner = owners[name] {
          found.append(file.finding(line, "\(name) is already imported by \(owner)"))
        }
        owners[name] = file.path
      }
    }
    return found
  }

  /// One-based line and module of each import declaration.
  static func imports(of file: TextFile) -> [(line: Int, name: String)] {
    file.numberedCode.compactMap { number, text in
      let words = text.split(separator: " ")
      guard let at = words.firstIndex(of: "import"), at <= 2, at + 1 < words.count else {
        return nil
      }
      let kinds: Set<Substring> = ["struct", "class", "enum", "protocol", "func", "var", "let"]
      let name =
        kinds.contains(words[at + 1]) && at + 2 < words.count ? words[at + 2] : words[at + 1]
      return (number, String(name.prefix { $0 != "." }))
    }
  }
}
