import SimCore
import Testing

@Suite("Student's t")
struct StudentTTests {
  @Test func `quantiles agree with the incomplete beta function to nine digits`() throws {
    for line in StudentVectors.text.split(separator: "\n") {
      let parts = line.split(separator: " ")
      let degrees = try #require(Int(parts[0]))
      let confidence = try #require(Double(parts[1]))
      let expected = try #require(Double(parts[2]))
      let t = StudentT.twoSidedQuantile(confidence: confidence, degrees: degrees)
      #expect(abs(t - expected) < 1e-9 * expected, "\(line): \(t)")
    }
  }

  @Test func `quantiles fall with the degrees of freedom, across the change of method too`() {
    var last = Double.infinity
    for degrees in 1...400 {
      let t = StudentT.twoSidedQuantile(confidence: 0.95, degrees: degrees)
      #expect(t < last, "\(degrees) degrees")
      last = t
    }
    #expect(last > 1.959963984540054)
  }
}
