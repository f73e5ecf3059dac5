internal import CSimRuntime

/// Ends the process when a rule of the kernel is broken.
///
/// A failed `precondition` prints nothing in a release build, but the user of a run needs to know
/// what happened and what to do about it.
enum KernelFault {
  /// Prints the message on standard error and aborts.
  @inline(never)
  static func stop(_ message: String) -> Never {
    unsafe simrun_stop(message)
  }

  /// Stops unless the condition holds; the message is built only then.
  @inline(__always)
  static func unless(_ condition: Bool, _ message: @autoclosure () -> String) {
    if !condition { stop(message()) }
  }
}
