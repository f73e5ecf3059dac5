import SimCore
import Synchronization

/// What happened, in order, from whatever context it happened in.
final class Journal: Sendable {
  private let lines = Mutex<[String]>([])

  var all: [String] { lines.withLock { $0 } }

  func note(_ line: String) { lines.withLock { $0.append(line) } }
}

/// Collects the arguments that it is fired with.
final class FiringLog: EventSink {
  private let arguments = Mutex<[UInt64]>([])

  var all: [UInt64] { arguments.withLock { $0 } }

  func fire(_ code: UInt32, _ argument: UInt64) { arguments.withLock { $0.append(argument) } }

  func takeAll() -> [UInt64] {
    arguments.withLock { collected in
      defer { collected.removeAll() }
      return collected
    }
  }
}

/// Runs the closure when it is fired; for tests that need a sink's identity.
final class Action: EventSink {
  private let body: @Sendable (UInt32, UInt64) -> Void

  init(_ body: @escaping @Sendable (UInt32, UInt64) -> Void) { self.body = body }

  func fire(_ code: UInt32, _ argument: UInt64) { body(code, argument) }
}

extension Purpose {
  static let test = Purpose("kernel.test")
}

extension SimInstant {
  static func milliseconds(_ count: Int64) -> SimInstant {
    SimInstant(nanoseconds: count * 1_000_000)
  }
}
