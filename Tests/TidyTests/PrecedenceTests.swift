import Testing

@Suite("Precedence")
struct PrecedenceTests {
  @Test func `no shift stands beside arithmetic without parentheses`() {
    for finding in Precedence.findings(in: Repository.swift) {
      Issue.record("\(finding)")
    }
  }

  @Test func `the trap is real: a shift binds tighter than a product`() {
    let value: UInt32 = 57
    #expect((value &* 103) &>> 10 == 5)
    #expect(value &* (103 &>> 10) == 0)
  }

  @Test(arguments: [
    "let tens = v &* 103 &>> 10", "let mid = low + high >> 1", "x = 1 << bits - 1",
    "let k = f(a * b >> 3)", "let n = table[i + j << 2]",
  ])
  func `a planted mix is caught`(line: String) {
    let file = TextFile(path: "Sources/SimCore/Planted.swift", text: line)
    #expect(Precedence.findings(in: [file]).count == 1)
  }

  @Test(arguments: [
    "let tens = (v &* 103) &>> 10", "z = (z ^ (z &>> 30)) &* 0xBF58", "let a = b << 8 | c",
    "f(a + b, c << 2)", "let x: Array<Array<Int>> = [a + b]", "let p = 1 << n, q = m + 1",
    "x ^= x &>> 27",
  ])
  func `parentheses, other chains and generics are let through`(line: String) {
    let file = TextFile(path: "Sources/SimCore/Planted.swift", text: line)
    #expect(Precedence.findings(in: [file]).isEmpty)
  }
}
