import LiveAdapters
import SimCore
import Synchronization
import Testing

/// A live cell with sockets, for one test.
final class SocketWorld {
  let live: LiveCell
  let loop: SocketLoop

  init() throws {
    live = try LiveCell(seed: 1)
    loop = SocketLoop(live)
  }

  var cell: Cell { live.cell }

  /// Runs until the condition holds; false when it did not in time.
  @discardableResult
  func run(for limit: Duration = .seconds(5), until condition: () -> Bool) -> Bool {
    let end = cell.now.advanced(by: limit)
    return live.run(until: end, whenIdle: .waits, isStopped: condition) == .stopped
  }

  /// Runs for a time, whatever happens.
  func run(for time: Duration) { run(for: time) { false } }

  func onCell<Value>(_ body: () throws -> Value) rethrows -> Value { try cell.enter(body) }

  func end(_ location: SourceLocation = #_sourceLocation) {
    #expect(cell.inbox.offLoopJobs == 0, sourceLocation: location)
    live.shutdown()
  }

  /// A connection of two streams, neither of which has a receiver.
  func pair(
    limits: StreamLimits = .standard
  ) throws -> (client: any ByteStream, server: TCPStream) {
    let accepted = Slot<TCPStream>()
    let connected = Slot<any ByteStream>()
    var endpoint = Endpoint(host: "127.0.0.1", port: 0)
    endpoint.limits = limits
    let listener = try onCell {
      let listener = try TCPListener(on: loop) { accepted.value = $0 }
      endpoint.port = listener.address.port
      Connector(on: loop, allowing: .loopback).connect(to: endpoint, within: .seconds(5)) {
        connected.value = try? $0.get()
      }
      return listener
    }
    run { accepted.value != nil && connected.value != nil }
    onCell { listener.close() }
    return (try #require(connected.value), try #require(accepted.value))
  }
}

/// A value that events of a cell leave for the test.
final class Slot<Value: Sendable>: Sendable {
  private let stored = Mutex<Value?>(nil)

  var value: Value? {
    get { stored.withLock { $0 } }
    set { stored.withLock { $0 = newValue } }
  }
}

/// Keeps everything that a stream brings, and does what a test wants with it.
final class FakeReceiver: ByteStreamReceiver {
  struct Record {
    var bytes: [UInt8] = []
    var pieces = 0
    var drains = 0
    var isInputOver = false
    var ending: StreamEnding?
  }

  private let stored = Mutex(Record())
  private let onBytes: @Sendable ([UInt8]) -> Void
  private let onInputEnd: @Sendable () -> Void
  private let onDrain: @Sendable () -> Void

  init(
    onBytes: @escaping @Sendable ([UInt8]) -> Void = { _ in },
    onInputEnd: @escaping @Sendable () -> Void = {},
    onDrain: @escaping @Sendable () -> Void = {}
  ) {
    self.onBytes = onBytes
    self.onInputEnd = onInputEnd
    self.onDrain = onDrain
  }

  var record: Record { stored.withLock { $0 } }
  var count: Int { stored.withLock { $0.bytes.count } }
  var ending: StreamEnding? { stored.withLock { $0.ending } }

  func received(_ bytes: Span<UInt8>) {
    var copy: [UInt8] = []
    for index in bytes.indices { copy.append(bytes[index]) }
    stored.withLock {
      $0.bytes += copy
      $0.pieces += 1
    }
    onBytes(copy)
  }

  func inputEnded() {
    stored.withLock { $0.isInputOver = true }
    onInputEnd()
  }

  func drained() {
    stored.withLock { $0.drains += 1 }
    onDrain()
  }

  func ended(_ ending: StreamEnding) {
    stored.withLock {
      #expect($0.ending == nil)
      $0.ending = ending
    }
  }
}

/// Sends all that comes in back, and reads no faster than the peer does.
final class FakeEcho: ByteStreamReceiver {
  private let stream: any ByteStream
  let ending = Slot<StreamEnding>()

  init(_ stream: any ByteStream) { self.stream = stream }

  func received(_ bytes: Span<UInt8>) {
    let outcome = stream.send { buffer in
      for index in bytes.indices { buffer.append(bytes[index]) }
    }
    if outcome == .backlogged { stream.pauseReading() }
    if outcome == .overflowed { Issue.record("an echo that pauses does not overflow") }
  }

  func inputEnded() { stream.finish() }
  func drained() { stream.resumeReading() }
  func ended(_ ending: StreamEnding) { self.ending.value = ending }
}

/// Sends bytes in pieces as fast as the stream takes them, then ends the output.
final class FakeSender: Sendable {
  private let stream: any ByteStream
  private let rest: Mutex<ArraySlice<[UInt8]>>

  init(_ stream: any ByteStream, _ pieces: [[UInt8]]) {
    self.stream = stream
    rest = Mutex(pieces[...])
  }

  func goOn() {
    while let piece = rest.withLock({ $0.popFirst() }) {
      switch stream.send({ $0 += piece }) {
      case .accepted: continue
      case .backlogged: return
      case .overflowed, .closed:
        Issue.record("a sender that waits is not refused")
        return
      }
    }
    stream.finish()
  }
}
