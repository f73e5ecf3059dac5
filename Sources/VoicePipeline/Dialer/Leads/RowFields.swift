/// Where the fields of one CSV row lie in a block of bytes, quotes left out.
struct RowFields {
  /// Fields whose place is kept: more than a lead file has columns, so that a row that is too long
  /// shows, and than a file of measurements should have.
  static let capacity = 64

  private(set) var starts = [64 of Int](repeating: 0)
  private(set) var ends = [64 of Int](repeating: 0)
  /// The number of fields, those beyond the capacity included.
  private(set) var count = 0
  /// Fields in which a quote is doubled, by index; rare, hence a list.
  private(set) var doubled: [Int] = []
  /// Line breaks inside quotes.
  var innerBreaks = 0
  /// The first fault that spoils the row without hiding where it ends.
  var fault: RowFault?
  /// Fields that are dates, by bit; only the cells of a sheet can be.
  private var dates: UInt64 = 0
  /// Whether a byte beyond ASCII occurs, so that the row must be checked as UTF-8.
  var hasHighBytes = false

  /// The place of a field among the first `capacity`.
  subscript(index: Int) -> Range<Int> {
    @inline(__always) get { starts[index]..<ends[index] }
  }

  @inline(__always)
  mutating func reset() {
    count = 0
    innerBreaks = 0
    fault = nil
    hasHighBytes = false
    dates = 0
    if !doubled.isEmpty { doubled = [] }
  }

  @inline(__always)
  mutating func append(start: Int, end: Int) {
    if count < Self.capacity {
      starts[count] = start
      ends[count] = end
    }
    count += 1
  }

  /// The field that comes next is a date.
  mutating func markDate() { if count < Self.capacity { dates |= 1 << UInt64(count) } }

  func isDate(_ index: Int) -> Bool { dates >> UInt64(index) & 1 == 1 }

  mutating func markDoubled() { if count < Self.capacity { doubled.append(count) } }

  mutating func note(_ reason: RejectReason) {
    if fault == nil { fault = RowFault(reason, field: count + 1) }
  }

  /// Takes the second of each doubled quote out of the block, in place.
  mutating func undouble(_ block: inout [UInt8]) {
    for field in doubled {
      var target = starts[field]
      var index = starts[field]
      while index < ends[field] {
        let byte = block[index]
        block[target] = byte
        target += 1
        index += byte == UInt8(ascii: "\"") ? 2 : 1
      }
      ends[field] = target
    }
  }
}

/// Why a row cannot be used, and the number of the field at fault, from 1.
package struct RowFault: Hashable, Sendable {
  package let reason: RejectReason
  package let field: Int

  package init(_ reason: RejectReason, field: Int) {
    self.reason = reason
    self.field = field
  }
}

/// A byte that makes no character of UTF-8, and where it stands.
package struct BadByte: Hashable, Sendable {
  /// Bytes before it in the file.
  package let offset: Int
  package let value: UInt8

  package init(offset: Int, value: UInt8) {
    self.offset = offset
    self.value = value
  }
}
