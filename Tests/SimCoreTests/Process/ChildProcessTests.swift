import SimCore
import Testing

@Suite("Child process")
struct ChildProcessTests {
  private func run(
    _ words: String...,
    timeLimit: Duration = .seconds(20),
    isInterrupted: () -> Bool = { false }
  ) throws -> ChildProcess.Ending {
    try ChildProcess.run(words, timeLimit: timeLimit, isInterrupted: isInterrupted)
  }

  @Test func `output and errors are kept in order, with the exit code`() throws {
    let ending = try run("/bin/sh", "-c", "echo one; echo two >&2; echo three; exit 7")
    #expect(ending.output == "one\ntwo\nthree\n")
    #expect(ending.code == 7)
    #expect(!ending.isStopped)
  }

  @Test func `words reach the program as they are`() throws {
    let ending = try run("/bin/sh", "-c", "printf '<%s>' \"$@\"", "sh", "a b", "", "ü'\"$HOME")
    #expect(ending.output == "<a b><><ü'\"$HOME>")
  }

  @Test func `the environment is nearly empty, and the same for everyone`() throws {
    let ending = try run("/usr/bin/env")
    let names = ending.output.split(separator: "\n").map { $0.prefix { $0 != "=" } }
    #expect(names.sorted() == ["LC_ALL", "PATH", "PYTHONDONTWRITEBYTECODE"])
  }

  @Test func `a program that is not there is an error with its path`() {
    let error = #expect(throws: FileError.self) { try run("/nowhere/program") }
    #expect(error?.description == "cannot start /nowhere/program: No such file or directory")
  }

  @Test func `a signal that ends it is told apart from a code`() throws {
    #expect(try run("/bin/sh", "-c", "kill -TERM $$").code == 128 + 15)
  }

  @Test func `a program that takes too long is stopped, also when its output is closed`() throws {
    for script in ["exec sleep 60", "exec sleep 60 >&- 2>&-"] {
      let ending = try run("/bin/sh", "-c", script, timeLimit: .milliseconds(60))
      #expect(ending.isStopped, "\(script)")
      #expect(ending.code == 128 + 9, "\(script)")
    }
  }

  @Test func `the user's interruption stops it`() throws {
    #expect(try run("/bin/sh", "-c", "exec sleep 60", isInterrupted: { true }).isStopped)
  }

  @Test func `endless output is cut, and does not block`() throws {
    let ending = try run("/bin/sh", "-c", "head -c 3000000 /dev/zero | tr '\\0' x")
    #expect(ending.output.utf8.count == 1 << 20)
    #expect(ending.code == 0)
  }

  @Test func `data comes as bytes, without what is said on standard error`() throws {
    let words = ["/bin/sh", "-c", "printf '\\377\\000a'; echo oh >&2; printf '\\200'"]
    let ending = try ChildProcess.run(words, timeLimit: .seconds(20), errorOutput: .dropped)
    #expect(ending.bytes == [0xFF, 0, 0x61, 0x80])
  }

  @Test func `the limit of the output is the caller's`() throws {
    let words = ["/bin/sh", "-c", "head -c 3000000 /dev/zero"]
    let ending = try ChildProcess.run(words, timeLimit: .seconds(20), outputLimit: 4_000_000)
    #expect(ending.bytes.count == 3_000_000)
  }

  @Test func `processor time is that of the program`() throws {
    let idle = try run("/bin/sh", "-c", "exit 0")
    let busy = try run(
      "/bin/sh",
      "-c",
      "i=0; while [ $i -lt 60000 ]; do i=$((i+1)); done"
    )
    #expect(busy.cpuNanoseconds > idle.cpuNanoseconds)
  }
}
