internal import CSimRuntime

/// Facts about the machine and this process; banned wherever they could reach a result.
package enum HostClock {
  /// Processor time that all threads of the process have used.
  package static func cpuNanoseconds() -> Int64 { simrun_process_cpu_nanoseconds() }

  /// Processor time that the calling thread has used.
  package static func threadNanoseconds() -> Int64 { simrun_thread_cpu_nanoseconds() }

  /// Monotonic time since some instant in the past.
  package static func wallNanoseconds() -> Int64 { simrun_wall_nanoseconds() }

  /// The civil time that the host is set to: for what people do, never for what is simulated.
  package static func civilTime() -> UnixInstant {
    let (seconds, rest) = simrun_civil_nanoseconds().quotientAndRemainder(dividingBy: 1_000_000_000)
    return UnixInstant(seconds: seconds, nanoseconds: Int32(rest))
  }

  /// Largest resident memory of the process so far.
  package static func memoryPeakBytes() -> Int { Int(simrun_peak_memory_bytes()) }

  /// Bytes that are allocated on the heap now.
  package static func heapBytes() -> Int { Int(simrun_heap_bytes()) }
}
