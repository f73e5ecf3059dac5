import SimCore

/// The frame of a page: policy, style, contents, sections, script.
struct Page {
  let title: String
  /// What stands beside the name of the program.
  let kind: String
  let head: Markup
  let sections: [ReportSection]
  /// What stands after the sections, outside the contents.
  var appendix: Markup = ""
  let footer: Markup

  var text: String {
    let script = "\n\(PageScript.text)\n"
    let style = "\n\(StyleSheet.text)\n"
    let page: Markup = """
      <!doctype html>
      <html lang="en"><head><meta charset="utf-8">
      <meta name="viewport" content="width=device-width,initial-scale=1">
      <meta name="color-scheme" content="light dark">
      <meta http-equiv="Content-Security-Policy" content="\(Self.policy(script, style))">
      <title>\(title) · simrun</title>
      <style>\(.verbatim(style))</style></head><body>
      \(Self.patterns)
      <header class="top"><b>simrun</b><span class="mut">\(kind)</span></header>
      <div class="page"><nav class="rail" aria-label="Contents"><ol>\(contents)</ol></nav>
      <main>\(head)
      \(body)\(appendix)<footer><p>\(footer)</p></footer></main></div>
      <script>\(.verbatim(script))</script></body></html>

      """
    return page.text
  }

  private var contents: Markup {
    let entries =
      [(key: "verdict", title: "Verdict")] + sections.map { (key: $0.key, title: $0.title) }
    return entries.enumerated().map { index, entry -> Markup in
      """
      <li><a href="#\(entry.key)"><span class="no">\(index + 1)</span>\(entry.title)</a></li>
      """
    }.joined(separator: "\n")
  }

  private var body: Markup {
    sections.enumerated().map { $0.element.markup(number: $0.offset + 2) }.joined()
  }

  /// Nothing is loaded, and only these two texts are obeyed.
  private static func policy(_ script: String, _ style: String) -> String {
    "default-src 'none'; script-src 'sha256-\(digest(script))'; "
      + "style-src 'sha256-\(digest(style))'; base-uri 'none'; form-action 'none'"
  }

  private static func digest(_ text: String) -> String {
    var hash = SHA256()
    hash.update(Array(text.utf8))
    return Base64.text(hash.finalize())
  }

  /// Fills that the style sheet names, under ids that nothing else has.
  private static let patterns: Markup = """
    <svg class="defs" width="0" height="0" aria-hidden="true"><defs><pattern id="hatch" width="6" \
    height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">\
    <path class="hatch" d="M0 0V6"/></pattern><pattern id="hatchbad" width="6" height="6" \
    patternUnits="userSpaceOnUse" patternTransform="rotate(-45)"><path class="hatchb" \
    d="M0 0V6"/></pattern></defs></svg>
    """
}
