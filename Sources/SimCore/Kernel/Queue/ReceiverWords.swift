/// The two words of a sink (object, witness table) or of a closure (context, function).
@frozen
@usableFromInline
package struct ReceiverWords: BitwiseCopyable, Sendable {
  @usableFromInline var object: UInt64
  @usableFromInline var table: UInt64

  /// A sink's words, without a reference of their own.
  @inlinable
  @inline(__always)
  package init(_ sink: some EventSink) {
    self = unsafe unsafeBitCast(sink as any EventSink, to: ReceiverWords.self)
  }

  @inline(__always)
  init(object: UInt64, table: UInt64) {
    self.object = object
    self.table = table
  }
}
