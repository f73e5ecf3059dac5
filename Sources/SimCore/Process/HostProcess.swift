private import CSimRuntime
private import Synchronization

/// The signal that asked this process to stop; zero before one came.
private let receivedSignal = Atomic<Int32>(0)

/// What a crash prints; replaced as a run learns more about itself, and never freed.
private let crashNote = Atomic<UInt>(0)

/// This process as its user sees it: environment, signals, exit.
///
/// For the command line only.
package enum HostProcess {
  /// A variable of the environment; nil when it is unset.
  package static func variable(_ name: String) -> String? {
    guard let text = unsafe getenv(name) else { return nil }
    return unsafe String(cString: text)
  }

  /// The number of the user whose process it is.
  package static var userID: UInt32 { getuid() }

  /// The number of this process: for names of files that no other process uses, and nothing else.
  package static var identifier: Int32 { getpid() }

  /// Ends the process with a code of `ExitCode`.
  package static func end(code: Int32) -> Never { exit(code) }

  /// From now on an interrupt (SIGINT, SIGTERM) is a request that the program polls, and a closed
  /// pipe is an error of `write`; a second interrupt ends the process at once.
  package static func takeOverSignals() {
    receivedSignal.store(0, ordering: .relaxed)
    for number in [SIGINT, SIGTERM] { _ = signal(number, note) }
    // A parent may have blocked them: threads of a worker pool have, and children inherit it.
    var stops = sigset_t()
    _ = unsafe sigemptyset(&stops)
    for number in [SIGINT, SIGTERM] { _ = unsafe sigaddset(&stops, number) }
    _ = unsafe sigprocmask(SIG_UNBLOCK, &stops, nil)
    simrun_ignore_broken_pipes()
  }

  /// The signal that asked the process to stop, as a number; nil before one came.
  package static var stopSignal: Int32? {
    let number = receivedSignal.load(ordering: .relaxed)
    return number == 0 ? nil : number
  }

  /// From now on a broken invariant prints the text and ends the process with the code, instead of
  /// leaving the user with the name of a signal.
  package static func onCrash(print text: String, code: UInt8) {
    // Kept for good: a crash may read it at any time.
    let copy = unsafe strdup("\(Character(UnicodeScalar(code)))\(text)\n")
    crashNote.store(UInt(bitPattern: copy), ordering: .releasing)
    for number in [SIGILL, SIGTRAP, SIGABRT, SIGSEGV, SIGBUS, SIGFPE] {
      _ = signal(number, report)
    }
  }

  private static let report: @convention(c) (Int32) -> Void = { number in
    let address = crashNote.load(ordering: .acquiring)
    guard let note = unsafe UnsafePointer<CChar>(bitPattern: address) else { _exit(128 + number) }
    _ = unsafe CSimRuntime.write(2, note + 1, strlen(note + 1))
    _exit(Int32(unsafe note.pointee))
  }

  private static let note: @convention(c) (Int32) -> Void = { number in
    let earlier = receivedSignal.exchange(number, ordering: .relaxed)
    if earlier != 0 { _exit(128 + number) }
  }
}
