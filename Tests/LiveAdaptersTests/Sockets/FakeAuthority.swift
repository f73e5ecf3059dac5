import Foundation

/// Certificates of an authority that nobody trusts by itself, made with the `openssl` command.
struct FakeAuthority {
  /// Made once for all tests; nil when there is no such command.
  static let shared = try? FakeAuthority()

  private let folder: URL

  /// The authority's own certificate.
  var file: String { path("authority.pem") }
  /// For `localhost`, `*.wild.test` and 127.0.0.1.
  var good: String { path("good.pem") }
  /// For the same, but its time is over.
  var expired: String { path("expired.pem") }
  /// Of a server that has signed its certificate itself.
  var selfSigned: String { path("self.pem") }
  /// The key of all of them.
  var key: String { path("key.pem") }

  private init() throws {
    folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("simrun-authority-\(ProcessInfo.processInfo.processIdentifier)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    let names = "subjectAltName=DNS:localhost,DNS:*.wild.test,IP:127.0.0.1\n"
    try Data(names.utf8).write(to: folder.appendingPathComponent("names"))
    try openssl("genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-256 -out key.pem")
    try openssl("req -x509 -new -key key.pem -subj /CN=authority -days 2 -out authority.pem")
    try openssl("req -new -key key.pem -subj /CN=server -out server.csr")
    try openssl("x509 -req -in server.csr -signkey key.pem -days 2 -extfile names -out self.pem")
    for (name, days) in [("good", 2), ("expired", -1)] {
      try openssl(
        "x509 -req -in server.csr -CA authority.pem -CAkey key.pem -set_serial 7 -days \(days) "
          + "-extfile names -out \(name).pem"
      )
    }
  }

  private func path(_ name: String) -> String { folder.appendingPathComponent(name).path }

  private func openssl(_ words: String) throws {
    let process = Self.command(words.split(separator: " ").map(String.init))
    process.currentDirectoryURL = folder
    process.standardOutput = FileHandle.nullDevice
    try process.run()
    process.waitUntilExit()
    if process.terminationStatus != 0 { throw CocoaError(.executableLoad) }
  }

  /// The command, not yet started.
  static func command(_ words: [String]) -> Process {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = ["openssl"] + words
    process.standardError = FileHandle.nullDevice
    return process
  }
}
