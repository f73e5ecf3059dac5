internal import CYAML

/// The YAML library that this build is linked with.
package enum YAMLLibrary {
  /// Of libyaml, such as `0.2.5`.
  package static var version: String {
    guard let text = unsafe yaml_get_version_string() else { return "unknown" }
    return unsafe String(cString: text)
  }
}

/// One step of a YAML text.
enum YAMLEvent {
  case documentStart
  case scalar(String, isPlain: Bool, YAMLProperties)
  case alias(String)
  case sequenceStart(YAMLProperties)
  case mappingStart(YAMLProperties)
  case collectionEnd
  case streamEnd
  /// Stream start and document end: nothing to build.
  case other
}

/// What may stand before a node.
struct YAMLProperties {
  var anchor: String?
  var tag: String?
}

/// Where and why libyaml gave up.
struct YAMLSyntaxError: Error {
  var context: String?
  var problem: String
  /// Of the problem; nil when libyaml only knows the byte.
  var mark: YAMLMark?
  var byteOffset: Int
}

/// Reads the events of a text with libyaml: the one file of the module that is not memory safe.
///
/// Borrows the bytes for the duration of one `withReader` call, so no pointer outlives them.
@safe struct YAMLEventReader: ~Copyable {
  private let parser: UnsafeMutablePointer<yaml_parser_t>
  private let source: YAMLSource
  /// Added to the columns of the first line: the text stands behind something else there.
  private let columnOffset: Int

  /// Calls `body` with a reader over UTF-8 `bytes`.
  static func withReader<Result>(
    of bytes: [UInt8],
    source: YAMLSource,
    columnOffset: Int,
    _ body: (borrowing YAMLEventReader) throws(YAMLSyntaxError) -> Result
  ) throws(YAMLSyntaxError) -> Result {
    try unsafe bytes.withUnsafeBufferPointer { buffer throws(YAMLSyntaxError) in
      let reader = unsafe YAMLEventReader(buffer, source: source, columnOffset: columnOffset)
      return try body(reader)
    }
  }

  private init(_ buffer: UnsafeBufferPointer<UInt8>, source: YAMLSource, columnOffset: Int) {
    unsafe parser = .allocate(capacity: 1)
    self.source = source
    self.columnOffset = columnOffset
    let isReady = unsafe yaml_parser_initialize(parser) == 1
    precondition(isReady, "libyaml has no memory for a parser")
    unsafe yaml_parser_set_encoding(parser, YAML_UTF8_ENCODING)
    unsafe yaml_parser_set_input_string(parser, buffer.baseAddress, buffer.count)
  }

  deinit {
    unsafe yaml_parser_delete(parser)
    unsafe parser.deallocate()
  }

  /// The next event and where it starts.
  func next() throws(YAMLSyntaxError) -> (event: YAMLEvent, mark: YAMLMark) {
    var event = unsafe yaml_event_t()
    guard unsafe yaml_parser_parse(parser, &event) == 1 else { throw failure() }
    defer { unsafe yaml_event_delete(&event) }
    return unsafe (convert(event), mark(event.start_mark))
  }

  private func convert(_ event: yaml_event_t) -> YAMLEvent {
    switch unsafe event.type {
    case YAML_DOCUMENT_START_EVENT: return .documentStart
    case YAML_STREAM_END_EVENT: return .streamEnd
    case YAML_SEQUENCE_END_EVENT, YAML_MAPPING_END_EVENT: return .collectionEnd
    case YAML_ALIAS_EVENT: return unsafe .alias(text(event.data.alias.anchor) ?? "")
    case YAML_SEQUENCE_START_EVENT:
      let start = unsafe event.data.sequence_start
      return unsafe .sequenceStart(.init(anchor: text(start.anchor), tag: text(start.tag)))
    case YAML_MAPPING_START_EVENT:
      let start = unsafe event.data.mapping_start
      return unsafe .mappingStart(.init(anchor: text(start.anchor), tag: text(start.tag)))
    case YAML_SCALAR_EVENT:
      let scalar = unsafe event.data.scalar
      let bytes = unsafe UnsafeBufferPointer(start: scalar.value, count: scalar.length)
      let properties = unsafe YAMLProperties(anchor: text(scalar.anchor), tag: text(scalar.tag))
      let isPlain = unsafe scalar.style == YAML_PLAIN_SCALAR_STYLE
      return unsafe .scalar(String(decoding: bytes, as: UTF8.self), isPlain: isPlain, properties)
    default: return .other
    }
  }

  private func failure() -> YAMLSyntaxError {
    let isReaderError = unsafe parser.pointee.error == YAML_READER_ERROR
    return unsafe YAMLSyntaxError(
      context: parser.pointee.context.map { unsafe String(cString: $0) },
      problem: parser.pointee.problem.map { unsafe String(cString: $0) } ?? "unreadable text",
      mark: isReaderError ? nil : mark(parser.pointee.problem_mark),
      byteOffset: Int(parser.pointee.problem_offset)
    )
  }

  private func text(_ pointer: UnsafeMutablePointer<UInt8>?) -> String? {
    unsafe pointer.map { unsafe String(cString: $0) }
  }

  private func mark(_ mark: yaml_mark_t) -> YAMLMark {
    let offset = mark.line == 0 ? columnOffset : 0
    return YAMLMark(
      line: Int(mark.line) + 1,
      column: Int(mark.column) + 1 + offset,
      source: source
    )
  }
}
