/// A duration in half the room: whole nanoseconds, as all simulated times are.
///
/// For what is kept by the hundred thousand.
@propertyWrapper
package struct WholeNanoseconds: Sendable, Hashable {
  @usableFromInline var count: Int64

  @inlinable
  package init(wrappedValue: Duration) { count = wrappedValue.nanoseconds }

  @inlinable
  package var wrappedValue: Duration {
    get { .nanoseconds(count) }
    set { count = newValue.nanoseconds }
  }
}
