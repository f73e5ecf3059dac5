private import CSimRuntime

/// Standard output for data, standard error for everything else.
package enum StandardStream: Int32, Sendable {
  case output = 1
  case error = 2

  /// Writes all bytes; a reader that has gone away (`head`) is a `FileError` with `EPIPE`.
  package func write(_ bytes: [UInt8]) throws(FileError) {
    var written = 0
    while written < bytes.count {
      let count = unsafe bytes.withUnsafeBytes { buffer in
        unsafe CSimRuntime.write(
          rawValue,
          buffer.baseAddress.map { unsafe $0 + written },
          buffer.count - written
        )
      }
      if count >= 0 {
        written += count
      } else if simrun_errno() != EINTR {
        throw FileError(path: name, operation: .write, errno: simrun_errno())
      }
    }
  }

  /// Whether a person may be looking at it.
  package var isTerminal: Bool { isatty(rawValue) == 1 }

  private var name: String {
    switch self {
    case .output: "standard output"
    case .error: "standard error"
    }
  }
}

extension FileError {
  /// Whether the reader of a pipe has gone away: no error of the command that wrote.
  package var isBrokenPipe: Bool { errno == EPIPE }
}
