internal import CSimRuntime

/// What the machine calls itself, for host facts only.
package enum HostMachine {
  /// Such as `x86_64`.
  package static func architecture() -> String { unsafe String(cString: simrun_machine_name()) }

  /// The release of the operating system's kernel.
  package static func kernel() -> String { unsafe String(cString: simrun_kernel_release()) }

  /// Processors that are there, at least 1: how many threads are of use, never what they compute.
  package static func processors() -> Int { Int(simrun_processor_count()) }
}
