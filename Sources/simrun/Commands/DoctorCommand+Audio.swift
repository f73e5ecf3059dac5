import MediaCodecs
import SimCore

/// What the audio tier stands on.
extension DoctorCommand {
  /// Something that is looked for in the file system.
  private struct Tool {
    let name: String
    let path: String
    let debianPackage: String
    let purpose: String
  }

  private static let tools = [
    Tool(
      name: "recognition model",
      path: "/usr/share/pocketsphinx/model/en-us/en-us/mdef",
      debianPackage: "pocketsphinx-en-us",
      purpose: "speech recognition in English"
    ),
    Tool(
      name: "espeak-ng",
      path: "/usr/bin/espeak-ng",
      debianPackage: "espeak-ng",
      purpose: "accents of callers"
    ),
  ]

  /// One line for each library, voice and model.
  static var audio: [Finding] {
    let versions = Build.mediaLibraries
    let libraries = MediaLibraries.all.map { library in
      guard let found = versions.first(where: { $0.name == library.name }) else {
        return absent(library.name, library.debianPackage, library.purpose, "build again")
      }
      return Finding(name: library.name, detail: "\(found.version), for \(library.purpose)")
    }
    return libraries + tools.map(finding)
  }

  private static func finding(_ tool: Tool) -> Finding {
    Files.exists(tool.path)
      ? Finding(name: tool.name, detail: "\(tool.path), for \(tool.purpose)")
      : absent(tool.name, tool.debianPackage, tool.purpose, nil)
  }

  private static func absent(
    _ name: String,
    _ debianPackage: String,
    _ purpose: String,
    _ then: String?
  ) -> Finding {
    let rest = then.map { ", then \($0)" } ?? ""
    return Finding(
      name: name,
      detail: "for \(purpose), of the audio tier only: apt-get install \(debianPackage)\(rest)",
      isAbsent: true
    )
  }
}
