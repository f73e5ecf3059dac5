/// Memory that all sockets of a cell read into, one after the other.
@safe
final class SocketBuffer: Sendable {
  let size: Int
  // Both are only touched within an event of the cell.
  private nonisolated(unsafe) let memory: UnsafeMutableRawPointer
  private nonisolated(unsafe) var isLent = false

  init(size: Int) {
    self.size = size
    unsafe memory = .allocate(byteCount: size, alignment: 64)
  }

  deinit { unsafe memory.deallocate() }

  /// Has a C function write, and gives what it gave.
  func fill<Count>(_ write: (UnsafeMutableRawPointer, Int) -> Count) -> Count {
    unsafe precondition(!isLent, "a receiver is still looking at what was read before")
    return unsafe write(memory, size)
  }

  /// Hands out some of the bytes.
  @inline(__always)
  func withBytes(from start: Int = 0, count: Int, _ body: (Span<UInt8>) -> Void) {
    precondition(start >= 0 && count >= 0 && start + count <= size, "outside the buffer")
    let bytes = unsafe UnsafeBufferPointer(
      start: memory.advanced(by: start).assumingMemoryBound(to: UInt8.self),
      count: count
    )
    unsafe isLent = true
    unsafe body(bytes.span)
    unsafe isLent = false
  }
}
