/// The places of a cell at which something waits without a task, for a deadlock report.
@safe
struct PlaceTable {
  private struct Entry {
    unowned(unsafe) let place: any WaitPlace
  }

  private var entries: [Entry?] = []
  private var vacant: [Int] = []

  mutating func insert(_ place: any WaitPlace) -> Int {
    if let number = vacant.popLast() {
      entries[number] = Entry(place: place)
      return number
    }
    entries.append(Entry(place: place))
    return entries.count - 1
  }

  mutating func remove(_ number: Int) {
    entries[number] = nil
    vacant.append(number)
  }

  /// The places, in order of their registration as far as numbers were not used again.
  var all: [any WaitPlace] { entries.compactMap { unsafe $0?.place } }
}

/// Tells the tasks of a report apart: an address, good for equality only.
struct TaskMark: Sendable, Hashable, BitwiseCopyable {
  fileprivate let bits: UInt
}

extension Cell {
  /// Lists a place until `unregister`; the place ends that when it goes.
  func register(_ place: any WaitPlace) -> Int {
    checkOwner()
    return unsafe state.pointee.places.insert(place)
  }

  func unregister(_ number: Int) { unsafe state.pointee.places.remove(number) }

  /// The task that runs now.
  var taskMark: TaskMark? {
    unsafe withUnsafeCurrentTask { task in
      unsafe task.map { unsafe TaskMark(bits: unsafeBitCast($0, to: UInt.self)) }
    }
  }

  /// The instant after a delay that is not negative; over 292 years means never.
  func deadline(after delay: Duration) -> SimInstant {
    SimInstant(nanoseconds: instant(after: max(delay, .zero)))
  }
}
