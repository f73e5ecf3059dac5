import Foundation

/// The checked-out tree, read once.
enum Repository {
  static let root = URL(filePath: #filePath)
    .deletingLastPathComponent()
    .deletingLastPathComponent()
    .deletingLastPathComponent()

  /// Every text file of the tree that could be committed, by path.
  static let files: [TextFile] = read()

  static let sources = files.filter { $0.path.hasPrefix("Sources/") && $0.isSwift }
  static let tests = files.filter { $0.path.hasPrefix("Tests/") && $0.isSwift }
  static let swift = sources + tests

  /// Folders that git does not track, or that hold what a run wrote.
  private static let skipped: Set = [
    ".build", ".git", ".swiftpm", "__pycache__", "Reports", "out",
  ]

  private static func read() -> [TextFile] {
    let base = root.resolvingSymlinksInPath().path + "/"
    guard let walker = FileManager.default.enumerator(atPath: base) else { return [] }
    var found: [TextFile] = []
    while let path = walker.nextObject() as? String {
      if skipped.contains((path as NSString).lastPathComponent) {
        walker.skipDescendants()
      } else if let data = FileManager.default.contents(atPath: base + path),
        let text = String(data: data, encoding: .utf8)
      {
        found.append(TextFile(path: path, text: text))
      }
    }
    return found.sorted { $0.path < $1.path }
  }
}

/// One place that breaks one rule.
struct Finding: Hashable, CustomStringConvertible {
  let path: String
  /// One-based.
  let line: Int
  let message: String

  var description: String { "\(path):\(line): \(message)" }
}
