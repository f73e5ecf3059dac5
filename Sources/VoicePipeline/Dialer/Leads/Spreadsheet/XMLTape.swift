internal import CExpat

/// The XML library that this build is linked with.
package enum XMLLibrary {
  /// Such as `2.5.0`.
  package static var version: String {
    guard let text = unsafe XML_ExpatVersion() else { return "unknown" }
    let name = unsafe String(cString: text)
    return name.hasPrefix("expat_") ? String(name.dropFirst(6)) : name
  }
}

/// One piece of an XML text that the reader asked for.
struct XMLPiece: BitwiseCopyable {
  enum Kind: UInt8 {
    case start
    /// Of the element that began last.
    case attribute
    case text
    case end
  }

  let kind: Kind
  /// The place of its name among those that were asked for; 0 for text.
  let name: UInt8
  /// Of an attribute's value and of text, within the tape's bytes.
  let start: Int32
  let end: Int32

  var range: Range<Int> { Int(start)..<Int(end) }
}

/// Why an XML text cannot be read.
enum XMLFault: Error, Hashable {
  case malformed(line: Int, problem: String)
  case declaresDocumentType
  case tooDeep
  case tokenTooLong

  /// In a few words.
  var text: String {
    switch self {
    case .malformed(let line, let problem): "its XML is broken in line \(line): \(problem)"
    case .declaresDocumentType: "its XML declares a document type, as no workbook does"
    case .tooDeep: "its XML is nested over \(XMLTape.depthMax) deep"
    case .tokenTooLong: "its XML has a tag or a comment of over 1 MiB"
    }
  }
}

/// Reads an XML text with libexpat, block by block: the one file that speaks to it.
///
/// What the library calls back is copied onto a tape of bytes, which is read in safe code once the
/// block is done; so the tape is as long as a block at most. Names lose their prefix: producers of
/// workbooks differ in it. Nothing expands: a text that declares a document type, and with it
/// entities of its own, is refused.
@safe final class XMLTape {
  static let depthMax = 64
  private static let tokenBytesMax = 1 << 20

  private(set) var pieces: [XMLPiece] = []
  private(set) var bytes: [UInt8] = []
  /// Names of at most 16 bytes as numbers, so that a look-up compares no texts.
  private let names: [UInt128]
  private let parser: XML_Parser
  private var depth = 0
  private var bytesFed = 0
  private var fault: XMLFault?

  /// Elements and attributes of other names leave no trace, but for the text between them.
  init(_ names: [String]) {
    self.names = names.map { name in
      precondition(name.utf8.count <= 16, "a name of over 16 bytes")
      return name.utf8.reduce(0) { $0 << 8 | UInt128($1) }
    }
    let made = unsafe XML_ParserCreate(nil)
    guard let made = unsafe made else { preconditionFailure("expat has no memory for a parser") }
    unsafe parser = made
    unsafe XML_SetUserData(parser, Unmanaged.passUnretained(self).toOpaque())
    unsafe XML_SetElementHandler(
      parser,
      { tape, name, attributes in unsafe XMLTape.of(tape)?.begin(name, attributes) },
      { tape, name in unsafe XMLTape.of(tape)?.end(name) }
    )
    unsafe XML_SetCharacterDataHandler(parser) { tape, text, count in
      unsafe XMLTape.of(tape)?.append(text, Int(count))
    }
    unsafe XML_SetStartDoctypeDeclHandler(parser) { tape, _, _, _, _ in
      unsafe XMLTape.of(tape)?.stop(.declaresDocumentType)
    }
  }

  deinit { unsafe XML_ParserFree(parser) }

  /// Reads the next bytes of the text; what they say replaces what is on the tape.
  func feed(_ block: [UInt8], count: Int, isLast: Bool) throws(XMLFault) {
    precondition(count <= block.count, "outside the block")
    pieces.removeAll(keepingCapacity: true)
    bytes.removeAll(keepingCapacity: true)
    let status = unsafe block.withUnsafeBytes { buffer in
      let text = unsafe buffer.baseAddress?.assumingMemoryBound(to: CChar.self)
      return unsafe XML_Parse(parser, text, Int32(count), isLast ? 1 : 0)
    }
    if let fault { throw fault }
    guard status == XML_STATUS_OK else {
      let problem = unsafe XML_ErrorString(XML_GetErrorCode(parser))
      throw .malformed(
        line: Int(unsafe XML_GetCurrentLineNumber(parser)),
        problem: unsafe problem.map { unsafe String(cString: $0) } ?? "unreadable"
      )
    }
    bytesFed += count
    // What is not done yet is kept by the library, without a bound of its own.
    let known = unsafe Int(XML_GetCurrentByteIndex(parser))
    if !isLast, bytesFed - max(known, 0) > Self.tokenBytesMax { throw .tokenTooLong }
  }

  private static func of(_ pointer: UnsafeMutableRawPointer?) -> XMLTape? {
    unsafe pointer.map { unsafe Unmanaged<XMLTape>.fromOpaque($0).takeUnretainedValue() }
  }

  private func stop(_ reason: XMLFault) {
    if fault == nil { fault = reason }
    _ = unsafe XML_StopParser(parser, 0)
  }

  private func begin(
    _ name: UnsafePointer<CChar>?,
    _ attributes: UnsafeMutablePointer<UnsafePointer<CChar>?>?
  ) {
    depth += 1
    if depth > Self.depthMax { return stop(.tooDeep) }
    guard let index = unsafe index(of: name) else { return }
    pieces.append(XMLPiece(kind: .start, name: index, start: 0, end: 0))
    guard var place = unsafe attributes else { return }
    while let key = unsafe place[0], let value = unsafe place[1] {
      if let index = unsafe self.index(of: key) {
        let start = bytes.count
        var length = 0
        while unsafe value[length] != 0 { length += 1 }
        unsafe copy(value, length)
        let piece = XMLPiece(
          kind: .attribute,
          name: index,
          start: Int32(start),
          end: Int32(bytes.count)
        )
        pieces.append(piece)
      }
      unsafe place += 2
    }
  }

  private func end(_ name: UnsafePointer<CChar>?) {
    depth -= 1
    guard let index = unsafe index(of: name) else { return }
    pieces.append(XMLPiece(kind: .end, name: index, start: 0, end: 0))
  }

  private func append(_ text: UnsafePointer<CChar>?, _ count: Int) {
    guard let text = unsafe text else { return }
    var start = bytes.count
    if let last = pieces.last, last.kind == .text {
      start = Int(last.start)
      pieces.removeLast()
    }
    unsafe copy(text, count)
    let end = Int32(bytes.count)
    pieces.append(XMLPiece(kind: .text, name: 0, start: Int32(start), end: end))
  }

  private func copy(_ text: UnsafePointer<CChar>, _ count: Int) {
    unsafe text.withMemoryRebound(to: UInt8.self, capacity: count) { first in
      unsafe bytes.append(contentsOf: UnsafeBufferPointer(start: first, count: count))
    }
  }

  /// The place of a name among those asked for, its prefix left out.
  private func index(of name: UnsafePointer<CChar>?) -> UInt8? {
    guard let name = unsafe name else { return nil }
    var key: UInt128 = 0
    var length = 0
    var place = 0
    while true {
      let byte = unsafe UInt8(bitPattern: name[place])
      if byte == 0 { break }
      place += 1
      if byte == UInt8(ascii: ":") {
        (key, length) = (0, 0)
      } else {
        key = key << 8 | UInt128(byte)
        length += 1
      }
    }
    guard length <= 16 else { return nil }
    return names.firstIndex(of: key).map { UInt8($0) }
  }
}
