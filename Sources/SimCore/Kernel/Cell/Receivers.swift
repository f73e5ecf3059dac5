/// A sink as it lies in memory.
struct SinkReceiver {
  let sink: any EventSink
}

/// A closure as it lies in memory; within a structure it keeps its plain form.
struct ClosureReceiver {
  let body: @Sendable () -> Void
}

extension ReceiverWords {
  /// A closure's words, without a reference of their own.
  @inline(__always)
  init(_ closure: ClosureReceiver) {
    let words = unsafe unsafeBitCast(closure, to: ReceiverWords.self)
    self.init(object: words.table, table: words.object)
  }

  /// Takes one reference more.
  @inline(__always)
  func retain() {
    if let object = unsafe UnsafeRawPointer(bitPattern: UInt(object)) {
      _ = unsafe Unmanaged<AnyObject>.fromOpaque(object).retain()
    }
  }

  /// Gives one reference up; the receiver may come back into the kernel when it was the last.
  func release() {
    if let object = unsafe UnsafeRawPointer(bitPattern: UInt(object)) {
      unsafe Unmanaged<AnyObject>.fromOpaque(object).release()
    }
  }

  /// The type of the sink, which stays where it is.
  var sinkType: Any.Type {
    var plain = self
    return unsafe withUnsafeMutableBytes(of: &plain) { bytes in
      unsafe type(
        of: bytes.baseAddress.unsafelyUnwrapped.assumingMemoryBound(to: SinkReceiver.self).pointee
          .sink
      )
    }
  }

  /// Calls the closure and gives up the reference.
  @inline(__always)
  consuming func callClosure() {
    var plain = ReceiverWords(object: table, table: object)
    unsafe withUnsafeMutableBytes(of: &plain) { bytes in
      let closure = unsafe bytes.baseAddress.unsafelyUnwrapped
        .assumingMemoryBound(to: ClosureReceiver.self).move()
      closure.body()
    }
  }

  /// Fires the sink; the reference is given up, unless `isSpent` says that a new event has it.
  @inline(__always)
  func fireSink(_ code: UInt32, _ argument: UInt64, isSpent: () -> Bool) {
    var plain = self
    unsafe withUnsafeMutableBytes(of: &plain) { bytes in
      let place = unsafe bytes.baseAddress.unsafelyUnwrapped
        .assumingMemoryBound(to: SinkReceiver.self)
      let receiver = unsafe place.move()
      receiver.sink.fire(code, argument)
      if isSpent() { unsafe place.initialize(to: receiver) }
    }
  }
}

extension Slot {
  /// Releases what a sink's or a closure's slot owns.
  func releaseReceiver() {
    if ownsReceiver { receiverWords.release() }
  }
}
