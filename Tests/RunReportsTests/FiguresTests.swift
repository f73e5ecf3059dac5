import Foundation
import RunReports
import SimCore
import Testing

@Suite("Figures")
struct FiguresTests {
  @Test func `shares are never rounded to all or nothing`() {
    let texts: [(Double, String)] = [
      (0, "0"), (1, "100"), (0.97404, "97.4"), (0.9999, "99.99"), (0.99996, "99.996"),
      (0.0084, "0.84"), (0.00065, "0.065"), (0.0000004, "0.00004"), (1.5, "150.0"),
      (0.0781, "7.81"),
    ]
    for (share, text) in texts { #expect(Figures.percent(share) == text) }
  }

  @Test func `spans take their two largest units`() {
    let texts: [(Duration, String)] = [
      (.milliseconds(250), "250 ms"), (.milliseconds(1_500), "1.5 s"), (.seconds(40), "40 s"),
      (.seconds(290), "4 min 50 s"), (.seconds(3_600), "1 h"), (.seconds(5_400), "1 h 30 min"),
      (.seconds(200_000), "2 d 7 h"), (.zero, "0 ms"),
    ]
    for (span, text) in texts { #expect(Figures.plain(Figures.span(span)) == text) }
  }

  @Test func `points of the run read like a clock`() {
    #expect(Figures.clock(SimInstant(nanoseconds: 1_430_900_000_000)) == "23:50")
    #expect(Figures.clock(SimInstant(nanoseconds: 5_025_000_000_000)) == "1:23:45")
  }

  @Test func `counts are grouped, minus is a minus`() {
    #expect(Figures.count(-1_234_567) == "\u{2212}1,234,567")
    #expect(Figures.fixed(-0.04, decimals: 1) == "0.0")
    #expect(Figures.milliseconds(.microseconds(1_612_400)) == "1,612")
    #expect(Figures.milliseconds(.microseconds(420)) == "0.4")
  }

  @Test func `a command survives the shell`() throws {
    let words = ["plain", "two words", "it's", "$HOME `x`", "", "a\\b", EdgeCase.attack]
    for word in words where !word.contains("\0") {
      let program = "import shlex, sys; print(shlex.split(sys.stdin.read())[0], end='')"
      let quoted = Data(RunFacts.shellQuoted(word).utf8)
      guard let read = try Oracle.python(program, input: quoted) else { return }
      #expect(String(decoding: read, as: UTF8.self) == word)
    }
  }
}
