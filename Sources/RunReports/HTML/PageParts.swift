import SimCore
import VoicePipeline

/// A part of the page with its own heading; it is left out when there is nothing to say.
struct ReportSection {
  /// The fragment of its address.
  let key: String
  let title: String
  let lead: Markup
  let body: Markup

  func markup(number: Int) -> Markup {
    """
    <section id="\(key)"><h2><a href="#\(key)"><span class="no">\(number)</span>\(title)</a></h2>
    <p class="lead">\(lead)</p>
    \(body)
    </section>

    """
  }
}

/// A chart: the finding as title, what is plotted, the drawing, and the same data as a table.
struct ChartFigure {
  /// The id that the drawing's `aria-labelledby` names.
  let name: String
  let title: String
  let subtitle: String
  let drawing: Markup
  /// Whether it shares the cross-hair, and so needs a line for its values.
  var hasReadOut = false
  var data: Table?

  var markup: Markup {
    let output: Markup = hasReadOut ? "<output></output>" : ""
    let details: Markup =
      if let data {
        "<details class=\"data\"><summary>Data</summary>\(data.markup)</details>"
      } else {
        ""
      }
    return """
      <figure><figcaption><h3 id="\(name)">\(title)</h3><p>\(subtitle)</p></figcaption>
      \(drawing)\(output)\(details)</figure>
      """
  }
}

/// Small pieces that many sections use.
enum PageParts {
  /// A judgement: glyph and word, so that colour says nothing alone.
  static func chip(_ style: String, glyph: String, _ text: String) -> Markup {
    "<span class=\"chip \(style)\"><i aria-hidden=\"true\">\(glyph)</i>\(text)</span>"
  }

  static func chip(_ finding: ClaimFinding) -> Markup {
    let glyph =
      switch finding {
      case .confirmed: "✓"
      case .refuted: "✕"
      case .depends: "≈"
      case .undecided: "?"
      }
    return chip(finding.rawValue, glyph: glyph, finding.rawValue)
  }

  /// A verdict's glyph before a row; the word is its title.
  static func sign(_ verdict: Verdict) -> Markup {
    "<b class=\"\(verdict.rawValue)\" title=\"\(verdict.rawValue)\">\(verdict.glyph)</b>"
  }

  static func grade(_ grade: Grade) -> Markup {
    let letter = Self.letter(grade)
    return "<abbr class=\"grade g\(letter)\" title=\"\(words(grade))\">\(letter)</abbr>"
  }

  static func letter(_ grade: Grade) -> String {
    switch grade {
    case .verified: "V"
    case .computed: "C"
    case .memory: "M"
    case .default: "D"
    }
  }

  static func words(_ grade: Grade) -> String {
    switch grade {
    case .verified: "verified in the named source"
    case .computed: "computed from verified figures"
    case .memory: "from memory, not verified"
    case .default: "our default: an assumption"
    }
  }

  /// A shell command: the dollar sign is drawn by the style sheet, so that it is not copied, and an
  /// option never parts from its value.
  static func command(_ text: String) -> Markup {
    var parts: [Markup] = []
    var words = text.split(separator: " ", omittingEmptySubsequences: false).map(String.init)[...]
    while let word = words.popFirst() {
      guard word.hasPrefix("--") else {
        parts.append("\(word)")
        continue
      }
      var option = word
      if let value = words.first, !value.hasPrefix("-"), (option + value).count < 48 {
        option += " " + value
        words.removeFirst()
      }
      parts.append(option.count < 48 ? "<b>\(option)</b>" : "\(option)")
    }
    return "<code class=\"cmd\"><span>\(parts.joined(separator: " "))</span></code>"
  }

  /// Two things side by side where there is room.
  static func two(_ left: Markup, _ right: Markup) -> Markup {
    "<div class=\"two\">\(left)\(right)</div>"
  }

  static func keyValues(_ pairs: [(String, Markup)]) -> Markup {
    let rows = pairs.map { "<dt>\($0.0)</dt><dd>\($0.1)</dd>" as Markup }
    return "<dl class=\"kv\">\(rows.joined(separator: "\n"))</dl>"
  }
}
