/// The name of a place or a task in reports: `llm`, or `call 3` for one of many.
package struct EntityName: Sendable, CustomStringConvertible, ExpressibleByStringLiteral {
  private let word: StaticString
  private let index: Int?

  package init(_ word: StaticString, _ index: Int? = nil) {
    self.word = word
    self.index = index
  }

  package init(stringLiteral word: StaticString) { self.init(word) }

  package var description: String {
    index.map { "\(word) \($0)" } ?? word.description
  }
}
