import Foundation

/// A reader of the tags of a page, strict where browsers forgive.
struct PageReader {
  let text: String
  private(set) var problems: [String] = []
  private(set) var ids: [String] = []
  /// What `aria-labelledby`, `aria-describedby` and fragments point to.
  private(set) var references: [String] = []
  private var tags: [String: Int] = [:]

  func count(of tag: String) -> Int { tags[tag] ?? 0 }

  init(_ text: String) {
    self.text = text
    var open: [String] = []
    var rest = text[...]
    while let start = rest.firstIndex(of: "<") {
      guard let end = rest[start...].firstIndex(of: ">") else {
        problems.append("a tag is not ended")
        break
      }
      let tag = String(rest[rest.index(after: start)..<end])
      rest = rest[rest.index(after: end)...]
      let name = String(tag.prefix { $0.isLetter || $0 == "/" || $0.isNumber || $0 == "!" })
      if name.hasPrefix("!") { continue }
      if name.hasPrefix("/") {
        if open.popLast() != String(name.dropFirst()) { problems.append("<\(tag)> closes another") }
        continue
      }
      tags[name, default: 0] += 1
      ids += Self.values(of: "id", in: tag)
      for attribute in ["aria-labelledby", "aria-describedby"] {
        references += Self.values(of: attribute, in: tag)
      }
      references += Self.values(of: "href", in: tag).map { String($0.dropFirst()) }
      if name == "script" || name == "style" {
        guard let close = rest.range(of: "</\(name)>") else { break }
        rest = rest[close.upperBound...]
      } else if !tag.hasSuffix("/"), !["meta", "br"].contains(name) {
        open.append(name)
      }
    }
    if !open.isEmpty { problems.append("never closed: \(open)") }
  }

  private static func values(of attribute: String, in tag: String) -> [String] {
    guard let start = tag.range(of: " \(attribute)=\"") else { return [] }
    return [String(tag[start.upperBound...].prefix { $0 != "\"" })]
  }
}
