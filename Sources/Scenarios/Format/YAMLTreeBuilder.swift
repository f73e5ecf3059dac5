/// Builds the tree of one document within limits, and logs everything wrong with the text.
struct YAMLTreeBuilder {
  /// Thrown where building cannot go on; the reason is in the log.
  private struct Stop: Error {}

  private struct Anchored {
    var node: YAMLNode
    var nodes: Int
  }

  private let bytes: [UInt8]
  private let limits: YAMLLimits
  private let source: YAMLSource
  /// Added to the columns of the first line: the text stands behind something else there.
  private let columnOffset: Int
  private var log: ProblemLog
  /// Looked up by name only, never walked.
  private var anchors: [String: Anchored] = [:]
  private var nodes = 0
  private var depth = 0

  /// The tree of `bytes`; nil when the log says why there is none.
  static func build(
    _ bytes: [UInt8],
    limits: YAMLLimits = .scenario,
    source: YAMLSource = .file,
    columnOffset: Int = 0,
    log: inout ProblemLog
  ) -> YAMLNode? {
    var builder = YAMLTreeBuilder(
      bytes: bytes,
      limits: limits,
      source: source,
      columnOffset: columnOffset,
      log: log
    )
    defer { log = builder.log }
    guard builder.checkBytes() else { return nil }
    do throws(YAMLSyntaxError) {
      return try YAMLEventReader.withReader(of: bytes, source: source, columnOffset: columnOffset) {
        reader throws(YAMLSyntaxError) in try builder.document(reader)
      }
    } catch {
      builder.add(error)
      return nil
    }
  }

  private init(
    bytes: [UInt8],
    limits: YAMLLimits,
    source: YAMLSource,
    columnOffset: Int,
    log: ProblemLog
  ) {
    self.bytes = bytes
    self.limits = limits
    self.source = source
    self.columnOffset = columnOffset
    self.log = log
  }

  private mutating func checkBytes() -> Bool {
    if bytes.count > limits.bytes {
      let mark = YAMLMark(line: 1, column: 1, source: source)
      let message = "the text has \(bytes.count) bytes; the limit is \(limits.bytes)"
      log.add(.tooLarge, at: mark, path: "", message)
      return false
    }
    if bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF]) {
      let mark = YAMLMark(line: 1, column: 1, source: source)
      let remedy = "Save the file as UTF-8: iconv -f UTF-16 -t UTF-8."
      log.add(.notUTF8, at: mark, path: "", "the text is UTF-16", remedy: remedy)
      return false
    }
    guard let offset = UTF8Check.firstMalformed(in: bytes) else { return true }
    let byte = "0x" + String(bytes[offset], radix: 16, uppercase: true)
    let message = "the byte \(byte) is not part of a UTF-8 character"
    log.add(.notUTF8, at: mark(of: offset), path: "", message)
    return false
  }

  private func mark(of offset: Int) -> YAMLMark {
    var mark = UTF8Check.mark(of: offset, in: bytes, source: source)
    if mark.line == 1 { mark.column += columnOffset }
    return mark
  }

  private mutating func document(
    _ reader: borrowing YAMLEventReader
  ) throws(YAMLSyntaxError) -> YAMLNode? {
    var root: YAMLNode?
    while true {
      let (event, mark) = try reader.next()
      switch event {
      case .streamEnd:
        if root == nil { log.add(.documents, at: mark, path: "", "the text is empty") }
        return root
      case .documentStart:
        guard root == nil else {
          log.add(.documents, at: mark, path: "", "a second document starts here")
          return nil
        }
        root = try rootNode(reader)
        if root == nil { return nil }
      default: continue
      }
    }
  }

  private mutating func rootNode(
    _ reader: borrowing YAMLEventReader
  ) throws(YAMLSyntaxError) -> YAMLNode? {
    do {
      return try node(reader, path: "")
    } catch let error as YAMLSyntaxError {
      throw error
    } catch {
      return nil
    }
  }

  /// The node that starts at the next event; nil at the end of the collection around it.
  private mutating func node(
    _ reader: borrowing YAMLEventReader,
    path: String
  ) throws -> YAMLNode? {
    let (event, mark) = try reader.next()
    switch event {
    case .collectionEnd, .streamEnd, .other, .documentStart: return nil
    case .alias(let name): return try alias(name, at: mark, path: path)
    case .scalar(let text, let isPlain, let properties):
      try count(1, at: mark, path: path)
      let node = YAMLNode(content: .scalar(text, isPlain: isPlain), mark: mark)
      return finish(node, properties, since: nodes - 1, path: path)
    case .sequenceStart(let properties):
      let before = nodes
      try enter(at: mark, path: path)
      let node = YAMLNode(content: .sequence(try elements(reader, path: path)), mark: mark)
      depth -= 1
      return finish(node, properties, since: before, path: path)
    case .mappingStart(let properties):
      let before = nodes
      try enter(at: mark, path: path)
      let node = YAMLNode(content: .mapping(try entries(reader, path: path)), mark: mark)
      depth -= 1
      return finish(node, properties, since: before, path: path)
    }
  }

  private mutating func elements(
    _ reader: borrowing YAMLEventReader,
    path: String
  ) throws -> [YAMLNode] {
    var elements: [YAMLNode] = []
    while let element = try node(reader, path: "\(path)[\(elements.count)]") {
      elements.append(element)
    }
    return elements
  }

  private mutating func entries(
    _ reader: borrowing YAMLEventReader,
    path: String
  ) throws -> [YAMLEntry] {
    var entries: [YAMLEntry] = []
    /// Looked up only: the entries keep the order.
    var known: [String: YAMLMark] = [:]
    while let key = try node(reader, path: path) {
      guard let name = key.text else {
        let message = "a key is \(key.kindName)"
        log.add(.wrongType, at: key.mark, path: path, message, remedy: "Write a word as the key.")
        throw Stop()
      }
      let valuePath = path.isEmpty ? name : "\(path).\(name)"
      guard let value = try node(reader, path: valuePath) else { throw Stop() }
      if let first = known[name] {
        let message = "the key '\(name)' stands here and in line \(first.line)"
        log.add(.duplicateKey, at: key.mark, path: valuePath, message)
      } else {
        known[name] = key.mark
        entries.append(YAMLEntry(key: name, keyMark: key.mark, value: value))
      }
    }
    return entries
  }

  private mutating func alias(_ name: String, at mark: YAMLMark, path: String) throws -> YAMLNode {
    guard let anchored = anchors[name] else {
      let message = "no anchor '&\(name)' stands before this alias"
      log.add(.unknownAlias, at: mark, path: path, message)
      throw Stop()
    }
    try count(anchored.nodes, at: mark, path: path)
    return anchored.node
  }

  private mutating func enter(at mark: YAMLMark, path: String) throws {
    try count(1, at: mark, path: path)
    depth += 1
    guard depth <= limits.depth else {
      let message = "nested more than \(limits.depth) levels deep"
      // The path would be as long as the nesting is deep.
      log.add(.tooDeep, at: mark, path: "", message)
      throw Stop()
    }
  }

  private mutating func count(_ added: Int, at mark: YAMLMark, path: String) throws {
    nodes += added
    guard nodes <= limits.nodes else {
      let message = "more than \(limits.nodes) values once aliases are expanded"
      log.add(.tooManyNodes, at: mark, path: path, message)
      throw Stop()
    }
  }

  private mutating func finish(
    _ node: YAMLNode,
    _ properties: YAMLProperties,
    since before: Int,
    path: String
  ) -> YAMLNode {
    if let tag = properties.tag {
      log.add(.tag, at: node.mark, path: path, "the value carries the tag '\(tag)'")
    }
    if let anchor = properties.anchor {
      anchors[anchor] = Anchored(node: node, nodes: nodes - before)
    }
    return node
  }

  private mutating func add(_ error: YAMLSyntaxError) {
    let end = self.mark(of: bytes.count)
    // At the end of the text libyaml counts a line that is not there.
    let isPast = (error.mark?.line ?? 0) > end.line
    let mark = isPast ? end : error.mark ?? self.mark(of: error.byteOffset)
    let advice = YAMLSyntaxAdvice(error, before: character(at: mark))
    log.add(.syntax, at: mark, path: "", advice.message, remedy: advice.remedy)
  }

  private func character(at mark: YAMLMark) -> Unicode.Scalar? {
    let lines = bytes.split(separator: 0x0A, omittingEmptySubsequences: false)
    guard mark.line <= lines.count else { return nil }
    let scalars = String(decoding: lines[mark.line - 1], as: UTF8.self).unicodeScalars
    return scalars.dropFirst(mark.column - 1 - (mark.line == 1 ? columnOffset : 0)).first
  }
}

extension YAMLNode {
  /// The tree of a preset's or default's text.
  static func builtIn(_ text: String, source: YAMLSource, log: inout ProblemLog) -> YAMLNode? {
    let isWord = text.utf8.allSatisfy { byte in
      (48...57).contains(byte) || (65...90).contains(byte) || (97...122).contains(byte)
        || "._-%/".utf8.contains(byte)
    }
    // Most are one word: then a parser is more than is needed.
    guard isWord, text != "---", text != "..." else {
      return YAMLTreeBuilder.build(Array(text.utf8), source: source, log: &log)
    }
    let mark = YAMLMark(line: 1, column: 1, source: source)
    return YAMLNode(content: .scalar(text, isPlain: true), mark: mark)
  }

  /// The tree of a YAML or JSON text.
  package static func parse(
    _ bytes: [UInt8],
    fileName: String,
    limits: YAMLLimits
  ) throws(ScenarioError) -> YAMLNode {
    var log = ProblemLog(fileName: fileName)
    let node = YAMLTreeBuilder.build(bytes, limits: limits, log: &log)
    try log.check()
    guard let node else {
      log.add(.documents, at: nil, path: "", "the text is empty")
      throw ScenarioError(log.problems)
    }
    return node
  }
}
