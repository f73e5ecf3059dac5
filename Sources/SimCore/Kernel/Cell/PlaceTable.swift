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
