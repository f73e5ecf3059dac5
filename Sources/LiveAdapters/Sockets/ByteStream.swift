package import SimCore

/// What became of bytes that were to be sent.
package enum SendOutcome: Sendable, Hashable {
  /// They are on their way or wait for the peer; more may follow.
  case accepted
  /// They wait behind more than the stream's mark: send no more before `drained`.
  case backlogged
  /// They would have gone past the stream's limit and were dropped, all of them.
  case overflowed
  /// The output has ended; they were dropped.
  case closed
}

/// How a stream of bytes came to its end.
package enum StreamEnding: Sendable, Hashable {
  /// Both sides have ended in order.
  case finished
  /// This side has given it up.
  case aborted
  case failed(SocketError)
}

/// Who takes what a stream of bytes brings; each call is an event of the stream's cell.
package protocol ByteStreamReceiver: AnyObject, Sendable {
  /// Bytes of the peer, gone when the call returns.
  func received(_ bytes: Span<UInt8>)
  /// The peer has ended its output and may still read: the stream is half-closed.
  func inputEnded()
  /// What waited has left; more may be sent.
  func drained()
  /// Nothing more comes or goes. The last call, and the only one that is always made.
  func ended(_ ending: StreamEnding)
}

/// A connected stream of bytes in both directions: plain, encrypted, or in memory.
///
/// Everything is called on the cell, and nothing waits. What a receiver does not want to read yet
/// it holds back with `pauseReading`: then the peer has to wait, and no memory is filled.
///
/// No call of a stream calls its receiver: what follows comes as an event of its own. So a receiver
/// may call everything from within its own methods, and after `pauseReading`, `attach` or `abort`
/// it gets no more bytes.
package protocol ByteStream: AnyObject, Sendable {
  var cell: Cell { get }
  /// Who takes what comes in from now on; what has come in before is kept until then.
  func attach(_ receiver: any ByteStreamReceiver)
  /// Appends bytes to what is to be sent, in one go, and sends what the peer takes at once.
  @discardableResult
  func send(_ write: (inout [UInt8]) -> Void) -> SendOutcome
  /// Runs a body; what it sends leaves together behind it, so that it costs one system call.
  func gather(_ body: () -> Void)
  func pauseReading()
  func resumeReading()
  /// Ends the output behind what was sent; the peer may go on.
  func finish()
  /// Drops what waits and breaks the connection off.
  func abort()
}
