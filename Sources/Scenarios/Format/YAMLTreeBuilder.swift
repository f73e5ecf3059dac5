/// Builds the tree of one document within limits, and logs everything wrong with the text.
struct YAMLTreeBuilder {
  /// Thrown where building cannot go on; the reason is in the log.
  private struct Stop: Error {}

  /// A node that aliases can stand for, and what it adds to the tree where one does.
  private struct Anchored {
    var node: YAMLNode
    var nodes: Int
    var height: Int
  }

  /// A step of the path to the node at hand.
  private enum Step {
    case key(String)
    case index(Int)
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
  /// The greatest depth within the collection at hand, aliases expanded.
  private var deepest = 0
  private var steps: [Step] = []

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
      return try node(reader)
    } catch let error as YAMLSyntaxError {
      throw error
    } catch {
      return nil
    }
  }

  /// The node that starts at the next event; nil at the end of the collection around it.
  private mutating func node(_ reader: borrowing YAMLEventReader) throws -> YAMLNode? {
    let (event, mark) = try reader.next()
    switch event {
    case .collectionEnd, .streamEnd, .other, .documentStart: return nil
    case .alias(let name): return try alias(name, at: mark)
    case .scalar(let text, let isPlain, let properties):
      try count(1, at: mark)
      let node = YAMLNode(content: .scalar(text, isPlain: isPlain), mark: mark)
      return finish(node, properties, nodes: 1, height: 0)
    case .sequenceStart(let properties):
      return try collection(reader, properties, at: mark, isMapping: false)
    case .mappingStart(let properties):
      return try collection(reader, properties, at: mark, isMapping: true)
    }
  }

  private mutating func collection(
    _ reader: borrowing YAMLEventReader,
    _ properties: YAMLProperties,
    at mark: YAMLMark,
    isMapping: Bool
  ) throws -> YAMLNode {
    let (before, outer) = (nodes, deepest)
    try count(1, at: mark)
    depth += 1
    deepest = depth
    try checkDepth(at: mark)
    let content: YAMLNode.Content =
      isMapping ? .mapping(try entries(reader)) : .sequence(try elements(reader))
    depth -= 1
    let height = deepest - depth
    deepest = max(outer, deepest)
    let node = YAMLNode(content: content, mark: mark)
    return finish(node, properties, nodes: nodes - before, height: height)
  }

  private mutating func elements(_ reader: borrowing YAMLEventReader) throws -> [YAMLNode] {
    var elements: [YAMLNode] = []
    steps.append(.index(0))
    while let element = try node(reader) {
      elements.append(element)
      steps[steps.count - 1] = .index(elements.count)
    }
    steps.removeLast()
    return elements
  }

  private mutating func entries(_ reader: borrowing YAMLEventReader) throws -> [YAMLEntry] {
    var entries: [YAMLEntry] = []
    // Looked up only: the entries keep the order.
    var known: [String: YAMLMark] = [:]
    while let key = try node(reader) {
      guard let name = key.text else {
        let message = "a key is \(key.kindName)"
        log.add(.wrongType, at: key.mark, path: path, message, remedy: "Write a word as the key.")
        throw Stop()
      }
      steps.append(.key(name))
      guard let value = try node(reader) else { throw Stop() }
      if let first = known[name] {
        let message = "the key '\(name)' stands here and in line \(first.line)"
        log.add(.duplicateKey, at: key.mark, path: path, message)
      } else {
        known[name] = key.mark
        entries.append(YAMLEntry(key: name, keyMark: key.mark, value: value))
      }
      steps.removeLast()
    }
    return entries
  }

  private mutating func alias(_ name: String, at mark: YAMLMark) throws -> YAMLNode {
    guard let anchored = anchors[name] else {
      let message = "no anchor '&\(name)' stands before this alias"
      log.add(.unknownAlias, at: mark, path: path, message)
      throw Stop()
    }
    try count(anchored.nodes, at: mark)
    deepest = max(deepest, depth + anchored.height)
    try checkDepth(at: mark)
    return anchored.node
  }

  private mutating func checkDepth(at mark: YAMLMark) throws {
    guard deepest > limits.depth else { return }
    // Without a path: it would be as long as the nesting is deep.
    log.add(.tooDeep, at: mark, path: "", "nested more than \(limits.depth) levels deep")
    throw Stop()
  }

  private mutating func count(_ added: Int, at mark: YAMLMark) throws {
    nodes += added
    guard nodes > limits.nodes else { return }
    let message = "more than \(limits.nodes) values once aliases are expanded"
    log.add(.tooManyNodes, at: mark, path: path, message)
    throw Stop()
  }

  private mutating func finish(
    _ node: YAMLNode,
    _ properties: YAMLProperties,
    nodes: Int,
    height: Int
  ) -> YAMLNode {
    if let tag = properties.tag {
      log.add(.tag, at: node.mark, path: path, "the value carries the tag '\(tag)'")
    }
    if let anchor = properties.anchor {
      anchors[anchor] = Anchored(node: node, nodes: nodes, height: height)
    }
    return node
  }

  /// The path of the node at hand.
  private var path: String {
    var path = ""
    for step in steps {
      switch step {
      case .key(let key): path += path.isEmpty ? key : "." + key
      case .index(let index): path += "[\(index)]"
      }
    }
    return path
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
