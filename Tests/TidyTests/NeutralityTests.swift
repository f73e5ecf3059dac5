import Testing

@Suite("Neutrality")
struct NeutralityTests {
  /// This folder names what it looks for.
  @Test func `no file names a machine, a private host or a place of work`() {
    let files = Repository.files.filter { !$0.path.hasPrefix("Tests/TidyTests/") }
    for finding in Neutrality.findings(in: files) {
      Issue.record("\(finding)")
    }
  }

  @Test(arguments: [
    "see /home/berta/notes.md", "let path = \"/work/build\"", "url: https://registry.example.com/x",
    "http://mirror.example.org/debian", "host 192.168.1.7", "server: 10.1.2.3",
    "as the prompt says",
  ])
  func `a planted trace is caught`(line: String) {
    #expect(Neutrality.findings(in: [TextFile(path: "README.md", text: line)]).count == 1)
  }

  @Test(arguments: [
    "docs/data/table.csv", "https://www.rfc-editor.org/rfc/rfc6076", "version 1.10.0.2",
    "127.0.0.1:8080", "/home/anna/voice/run.yaml", ",180,4.5.5.0,10.5.4.1440",
    "0,3.5.0.120,10.5.0.180", "scripts/setup.sh", "the proxy of a carrier",
  ])
  func `public and relative names are let through`(line: String) {
    #expect(Neutrality.findings(in: [TextFile(path: "README.md", text: line)]).isEmpty)
  }
}
