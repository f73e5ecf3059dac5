import SimCore
import VoicePipeline

/// The figures by which the trade judges a carrier, and its final responses one by one.
enum CarrierFigures {
  static func markup(_ carriers: [CarrierFacts]) -> Markup {
    figure(
      "Ratios and rates",
      "each attempt is one INVITE, failover included; ratios by ITU-T E.425 and RFC 6076",
      ratios(carriers).markup
    )
      + figure(
        "Responses",
        "final responses to INVITEs by status, with the vendor’s own code where it has one",
        responses(carriers).markup
      )
      + CarrierHealthFigures.markup(carriers)
      + profiles(carriers)
  }

  static func figure(_ title: String, _ subtitle: String, _ body: Markup) -> Markup {
    "<figure><figcaption><h3>\(title)</h3><p>\(subtitle)</p></figcaption>\(body)</figure>"
  }

  private static func ratios(_ carriers: [CarrierFacts]) -> Table {
    let rows = carriers.map { carrier -> [Markup] in
      let (legs, pace, far) = (carrier.legs, carrier.pace, carrier.farSide)
      return [
        Markup.name(carrier.name),
        "\(rate(pace.offeredMean)) / \(Figures.count(pace.offeredPeak))",
        "\(rate(pace.sentMean)) / \(Figures.count(pace.sentPeak))",
        "\(Figures.count(legs.throttled))",
        "\(seconds(carrier.duration.mean))",
        "\(percent(legs.answered, of: legs.attempts))",
        "\(percent(legs.effective, of: legs.attempts))",
        "\(percent(legs.answered, of: legs.attempts))",
        "\(seconds(far?.queueTime.max))",
        "\(far.map { Figures.count($0.channelsPeak) } ?? Figures.none)",
        "\(far.map { Figures.count($0.answersTooLate + $0.answersFalse) } ?? Figures.none)",
      ]
    }
    return Table(
      label: "Ratios and rates of carriers",
      columns: [
        .text("carrier"), .number("dials/s offered mean / peak"), .number("let through"),
        .number("refused over a limit"), .number("average call s"), .number("answer-seizure"),
        .number("NER"), .number("SER"), .number("longest queue s"), .number("calls at once"),
        .number("answered late or falsely"),
      ],
      rows: rows
    )
  }

  private static func responses(_ carriers: [CarrierFacts]) -> Table {
    let rows = carriers.flatMap { carrier in
      carrier.responses.map { row -> [Markup] in
        [
          Markup.name(carrier.name), "\(text(row.response))", "\(Figures.count(row.count))",
          "\(percent(row.count, of: carrier.legs.attempts))",
        ]
      }
    }
    return Table(
      label: "Final responses of carriers",
      columns: [.text("carrier"), .text("response"), .number("legs"), .number("share")],
      rows: rows
    )
  }

  /// A response in words: `429 Too Many Requests (90103), over a limit`.
  static func text(_ response: LegResponse) -> String {
    guard let status = response.status else { return "none: given up" }
    var text = "\(status)"
    if let phrase = SIPResponse(status).phrase { text += " \(phrase)" }
    if let code = response.vendorCode { text += " (\(code))" }
    if response.isThrottled { text += ", over a limit" }
    if response.isLocal { text += ", not sent: no way to the carrier" }
    return text
  }

  private static func profiles(_ carriers: [CarrierFacts]) -> Markup {
    let judged = carriers.filter { !$0.profile.isEmpty }
    guard !judged.isEmpty else { return "" }
    let items = judged.map { carrier -> Markup in
      let isMet = carrier.profile.allSatisfy { $0.holds == true }
      let verdict = isMet ? "would be met" : "would be refused"
      let parts = carrier.profile.map(words).joined(separator: ", ")
      return """
        <li\(isMet ? "" : " class=\"w\"" as Markup)><span>\(Markup.name(carrier.name)): a request \
        for more calls per second \(verdict): \(parts)</span></li>
        """
    }
    return figure(
      "Traffic profile",
      "what a vendor asks of the traffic before it raises its limit",
      "<ul class=\"checks\">\(items.joined())</ul>"
    )
  }

  private static func words(_ condition: ProfileCondition) -> String {
    let isShare = condition.figure != .averageDuration
    let text = { (value: Double) in
      isShare
        ? Figures.percent(value) + Figures.space + "%"
        : Figures.fixed(value, decimals: 1) + Figures.space + "s"
    }
    let measured = condition.measured.map(text) ?? Figures.none
    switch condition.figure {
    case .averageDuration:
      return "average call \(measured) (over \(text(condition.bound)) wanted)"
    case .shortShare:
      return "calls up to \(Figures.span(condition.shortCall)) \(measured) (at most "
        + "\(text(condition.bound)) wanted)"
    case .answerSeizure:
      return "answered \(measured) (over \(text(condition.bound)) wanted)"
    }
  }

  static func percent(_ part: Int, of whole: Int) -> String {
    guard whole > 0 else { return Figures.none }
    return Figures.percent(Double(part) / Double(whole)) + Figures.space + "%"
  }

  private static func rate(_ value: Double) -> String { Figures.fixed(value, decimals: 2) }

  private static func seconds(_ duration: Duration?) -> String {
    duration.map(Figures.seconds) ?? Figures.none
  }
}
