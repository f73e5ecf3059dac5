import Foundation

/// The files of one run directory, for comparison byte by byte.
struct RunFolder: Equatable {
  /// By name, with the folder of one that lies in one; `run.json` without its host block.
  let files: [String: Data]

  init(_ path: String) throws {
    let names = try FileManager.default.subpathsOfDirectory(atPath: path).filter { name in
      let place = URL(filePath: path).appending(path: name)
      return try place.resourceValues(forKeys: [.isRegularFileKey]).isRegularFile == true
    }
    files = try Dictionary(
      uniqueKeysWithValues: names.map { name in
        let data = try Data(contentsOf: URL(filePath: path).appending(path: name))
        return (name, name == "run.json" ? Self.withoutHost(data) : data)
      }
    )
  }

  var digest: String { text("digest.txt") }

  func text(_ name: String) -> String { String(decoding: files[name] ?? Data(), as: UTF8.self) }

  /// Names of files that differ from another run's.
  func differences(from other: RunFolder) -> [String] {
    Set(files.keys).union(other.files.keys).filter { files[$0] != other.files[$0] }.sorted()
  }

  /// Our writer puts one member on a line, so the block ends at the brace of its own depth.
  static func withoutHost(_ data: Data) -> Data {
    let lines = String(decoding: data, as: UTF8.self)
      .split(separator: "\n", omittingEmptySubsequences: false)
    guard let start = lines.firstIndex(of: "  \"host\": {"),
      let end = lines[start...].firstIndex(where: { $0 == "  }" || $0 == "  }," })
    else { return data }
    let rest = lines[..<start] + lines[(end + 1)...]
    return Data(rest.joined(separator: "\n").utf8)
  }
}
