import CSimRuntime

/// The system's reasons of failure in English, as glibc's C locale words them.
package enum SystemReason {
  /// The words for a reason; `error 71` when the table does not have it.
  package static func text(_ code: Int32) -> String {
    table.first { $0.code == code }?.text ?? "error \(code)"
  }

  package static let notPermitted = EPERM
  package static let notFound = ENOENT
  package static let accessDenied = EACCES
  package static let exists = EEXIST
  package static let notDirectory = ENOTDIR
  package static let isDirectory = EISDIR
  package static let invalidArgument = EINVAL
  package static let tooLarge = EFBIG
  package static let noSpace = ENOSPC
  package static let notEmpty = ENOTEMPTY
  package static let addressInUse = EADDRINUSE
  package static let connectionRefused = ECONNREFUSED
  package static let connectionReset = ECONNRESET
  package static let messageTooLong = EMSGSIZE
  package static let networkUnreachable = ENETUNREACH
  package static let hostUnreachable = EHOSTUNREACH

  private static let table: [(code: Int32, text: String)] = [
    (EPERM, "Operation not permitted"),
    (ENOENT, "No such file or directory"),
    (EINTR, "Interrupted system call"),
    (EIO, "Input/output error"),
    (ENXIO, "No such device or address"),
    (EBADF, "Bad file descriptor"),
    (EAGAIN, "Resource temporarily unavailable"),
    (ENOMEM, "Cannot allocate memory"),
    (EACCES, "Permission denied"),
    (EBUSY, "Device or resource busy"),
    (EEXIST, "File exists"),
    (EXDEV, "Invalid cross-device link"),
    (ENODEV, "No such device"),
    (ENOTDIR, "Not a directory"),
    (EISDIR, "Is a directory"),
    (EINVAL, "Invalid argument"),
    (ENFILE, "Too many open files in system"),
    (EMFILE, "Too many open files"),
    (ETXTBSY, "Text file busy"),
    (EFBIG, "File too large"),
    (ENOSPC, "No space left on device"),
    (ESPIPE, "Illegal seek"),
    (EROFS, "Read-only file system"),
    (EMLINK, "Too many links"),
    (EPIPE, "Broken pipe"),
    (ENAMETOOLONG, "File name too long"),
    (ENOTEMPTY, "Directory not empty"),
    (ELOOP, "Too many levels of symbolic links"),
    (EOVERFLOW, "Value too large for defined data type"),
    (ENOTSUP, "Operation not supported"),
    (EPROTO, "Protocol error"),
    (EADDRINUSE, "Address already in use"),
    (EADDRNOTAVAIL, "Cannot assign requested address"),
    (EAFNOSUPPORT, "Address family not supported by protocol"),
    (EMSGSIZE, "Message too long"),
    (ENETDOWN, "Network is down"),
    (ENETUNREACH, "Network is unreachable"),
    (ECONNABORTED, "Software caused connection abort"),
    (ECONNRESET, "Connection reset by peer"),
    (ENOBUFS, "No buffer space available"),
    (ENOTCONN, "Transport endpoint is not connected"),
    (ETIMEDOUT, "Connection timed out"),
    (ECONNREFUSED, "Connection refused"),
    (EHOSTDOWN, "Host is down"),
    (EHOSTUNREACH, "No route to host"),
    (EDQUOT, "Disk quota exceeded"),
    (ESTALE, "Stale file handle"),
  ]
}
