internal import CSimRuntime

/// The reason of a failed system call, as the system numbers it.
struct SystemFailure: Error, Hashable {
  let errno: Int32

  static let wouldBlock = SystemFailure(errno: EAGAIN)

  /// The process, the system or the kernel's memory has no room for a socket more; it may come.
  var isExhaustion: Bool { [EMFILE, ENFILE, ENOBUFS, ENOMEM].contains(errno) }

  /// The listening socket itself is of no use any more.
  var isFatalToListener: Bool { [EBADF, EINVAL, ENOTSOCK, EOPNOTSUPP, EFAULT].contains(errno) }
}

/// An open socket, closed when it goes out of use; its system calls never block.
@safe
final class SocketHandle: Sendable {
  let descriptor: Int32
  // Only touched on the thread of the cell that uses the socket, and at the end.
  private nonisolated(unsafe) var isOpen = true

  private init(_ result: Int32) throws(SystemFailure) {
    if result < 0 { throw SystemFailure(errno: -result) }
    descriptor = result
  }

  deinit { close() }

  static func listening(
    at address: SocketAddress,
    backlog: Int
  ) throws(SystemFailure) -> (handle: SocketHandle, bound: SocketAddress) {
    var bound = simrun_address()
    var wanted = address.system
    let handle = try SocketHandle(
      unsafe simrun_tcp_listen(&wanted, Int32(clamping: backlog), &bound)
    )
    return (handle, SocketAddress(bound))
  }

  static func connecting(to address: SocketAddress) throws(SystemFailure) -> SocketHandle {
    var peer = address.system
    return try SocketHandle(unsafe simrun_tcp_connect(&peer))
  }

  static func datagrams(
    at address: SocketAddress
  ) throws(SystemFailure) -> (handle: SocketHandle, bound: SocketAddress) {
    var bound = simrun_address()
    var wanted = address.system
    let handle = try SocketHandle(unsafe simrun_udp_open(&wanted, &bound))
    return (handle, SocketAddress(bound))
  }

  func accept() throws(SystemFailure) -> (handle: SocketHandle, peer: SocketAddress) {
    var peer = simrun_address()
    let handle = try SocketHandle(unsafe simrun_tcp_accept(descriptor, &peer))
    return (handle, SocketAddress(peer))
  }

  /// Closes it; false when it was closed before.
  @discardableResult
  func close() -> Bool {
    if unsafe !isOpen { return false }
    unsafe isOpen = false
    _ = CSimRuntime.close(descriptor)
    return true
  }

  /// Closes it so that the peer is told that the connection is broken (RST).
  func reset() {
    if unsafe isOpen { _ = simrun_reset_on_close(descriptor) }
    close()
  }

  /// The address of this end; nil when the system does not know it any more.
  var address: SocketAddress? {
    var own = simrun_address()
    return unsafe simrun_socket_address(descriptor, &own) == 0 ? SocketAddress(own) : nil
  }

  /// What the socket has met since it was last asked; nil is nothing.
  func takeFailure() -> SystemFailure? {
    let error = simrun_socket_error(descriptor)
    return error == 0 ? nil : SystemFailure(errno: error)
  }

  func endOutput() throws(SystemFailure) {
    let result = simrun_end_output(descriptor)
    if result < 0 { throw SystemFailure(errno: -result) }
  }

  /// Bytes read into the buffer; zero at the end of the input.
  func receive(into buffer: SocketBuffer) throws(SystemFailure) -> Int {
    let count = unsafe buffer.fill { memory, size in
      unsafe simrun_receive(descriptor, memory, size)
    }
    if count < 0 { throw SystemFailure(errno: Int32(-count)) }
    return Int(count)
  }

  /// How many of the bytes from an offset on were taken.
  func send(_ bytes: [UInt8], from start: Int) throws(SystemFailure) -> Int {
    let count = unsafe bytes.withUnsafeBytes { memory in
      let rest = unsafe UnsafeRawBufferPointer(rebasing: memory[start...])
      return unsafe simrun_send(descriptor, rest.baseAddress, rest.count)
    }
    if count < 0 { throw SystemFailure(errno: Int32(-count)) }
    return Int(count)
  }
}

/// Datagrams.
extension SocketHandle {
  /// Where a datagram is in the buffer, and where it came from.
  struct Datagram {
    let start: Int
    let count: Int
    let isCut: Bool
    let peer: SocketAddress
  }

  /// Datagrams of one call at most.
  static let datagramLimit = Int(SIMRUN_DATAGRAMS)

  func fixPeer(_ address: SocketAddress) throws(SystemFailure) {
    var peer = address.system
    let result = unsafe simrun_udp_connect(descriptor, &peer)
    if result < 0 { throw SystemFailure(errno: -result) }
  }

  /// Takes datagrams that wait; each gets an equal part of the buffer.
  func receiveDatagrams(
    into buffer: SocketBuffer,
    each: Int,
    _ datagrams: inout [Datagram]
  ) throws(SystemFailure) {
    let room = min(buffer.size / each, Self.datagramLimit)
    datagrams.removeAll(keepingCapacity: true)
    let result = unsafe withUnsafeTemporaryAllocation(
      of: simrun_datagram.self,
      capacity: room
    ) { found in
      let count = unsafe buffer.fill { memory, _ in
        unsafe simrun_udp_receive(descriptor, memory, each, found.baseAddress, Int32(room))
      }
      for index in 0..<Int(max(count, 0)) {
        let one = unsafe found[index]
        let datagram = Datagram(
          start: index * each,
          count: Int(one.length),
          isCut: one.is_cut != 0,
          peer: SocketAddress(one.peer)
        )
        datagrams.append(datagram)
      }
      return count
    }
    if result < 0 { throw SystemFailure(errno: -result) }
  }

  func sendDatagram(_ bytes: [UInt8], to peer: SocketAddress?) throws(SystemFailure) {
    let result = unsafe bytes.withUnsafeBytes { memory in
      guard var address = peer?.system else {
        return unsafe simrun_udp_send(descriptor, memory.baseAddress, memory.count, nil)
      }
      return unsafe simrun_udp_send(descriptor, memory.baseAddress, memory.count, &address)
    }
    if result < 0 { throw SystemFailure(errno: -result) }
  }
}
