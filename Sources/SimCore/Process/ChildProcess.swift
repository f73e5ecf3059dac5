private import CSimRuntime

/// Another program, run to its end with what it wrote.
///
/// For measurements and for programs that make sound: it starts what it is told to, with nearly no
/// environment, and no longer than it is told to.
package enum ChildProcess {
  /// How a program ended.
  package struct Ending: Sendable, Hashable {
    /// What it wrote to standard output, and to standard error unless that was dropped, up to a
    /// limit.
    package let bytes: [UInt8]
    /// Its exit code; 128 and the number of the signal that ended it.
    package let code: Int32
    /// Processor time of the whole process, in nanoseconds: its start included.
    package let cpuNanoseconds: Int64
    /// Whether it was stopped from here: its time was over, or the user had enough.
    package let isStopped: Bool

    /// The same as text.
    package var output: String { String(decoding: bytes, as: UTF8.self) }
  }

  /// What becomes of standard error.
  package enum ErrorOutput: Sendable {
    /// It stands between the rest, in the order of writing.
    case mixed
    /// Nobody reads it: the output is data.
    case dropped
  }

  /// Bytes of output that are kept unless the caller says otherwise.
  package static let outputLimit = 1 << 20
  /// Milliseconds between two looks at the time and the user.
  private static let pause: Int32 = 50

  /// Runs the program at the path that the words begin with.
  package static func run(
    _ words: [String],
    timeLimit: Duration,
    errorOutput: ErrorOutput = .mixed,
    outputLimit: Int = ChildProcess.outputLimit,
    isInterrupted: () -> Bool = { false }
  ) throws(FileError) -> Ending {
    let end = simrun_wall_nanoseconds() + timeLimit.nanoseconds
    var child = try start(words, errorOutput)
    defer { _ = CSimRuntime.close(child.output) }
    var text: [UInt8] = []
    var isOpen = true
    var isStopped = false
    var code: Int32 = 0
    var cpu: Int64 = 0
    while unsafe isOpen || simrun_collect(child.process, &code, &cpu) == 0 {
      if !isStopped && (simrun_wall_nanoseconds() > end || isInterrupted()) {
        isStopped = true
        _ = kill(child.process, SIGKILL)
      }
      if isOpen {
        isOpen = child.read(into: &text, limit: outputLimit, pause: pause)
      } else {
        _ = usleep(200)
      }
    }
    return Ending(
      bytes: Array(text.prefix(outputLimit)),
      code: code,
      cpuNanoseconds: cpu,
      isStopped: isStopped
    )
  }

  private struct Running {
    let process: pid_t
    let output: Int32

    /// Reads what there is within the pause; false at the end of the output.
    mutating func read(into text: inout [UInt8], limit: Int, pause: Int32) -> Bool {
      if simrun_wait_for_output(output, pause) == 0 { return true }
      var block = [UInt8](repeating: 0, count: 4_096)
      let count = unsafe block.withUnsafeMutableBytes { buffer in
        unsafe CSimRuntime.read(output, buffer.baseAddress, buffer.count)
      }
      if count < 0 { return simrun_errno() == EINTR }
      if text.count < limit { text += block[..<count] }
      return count > 0
    }
  }

  private static func start(
    _ words: [String],
    _ errors: ErrorOutput
  ) throws(FileError) -> Running {
    precondition(!words.isEmpty, "a program has a path")
    let list = unsafe words.map { unsafe strdup($0) } + [nil]
    defer { for index in unsafe list.indices { unsafe free(list[index]) } }
    var output: Int32 = -1
    let process = unsafe list.withUnsafeBufferPointer { words in
      guard let first = words.baseAddress else { return pid_t(-1) }
      return unsafe simrun_start(first, errors == .dropped ? 1 : 0, &output)
    }
    if process < 0 { throw FileError(path: words[0], operation: .start, errno: simrun_errno()) }
    return Running(process: process, output: output)
  }
}
