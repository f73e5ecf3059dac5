import SimCore
import Testing

@Suite("Edit distance")
struct EditDistanceTests {
  @Test(arguments: [
    ("kitten", "sitting", 3), ("", "abc", 3), ("abc", "", 3), ("same", "same", 0),
    ("endpionting", "endpointing", 1), ("ca", "abc", 3), ("phone", "Phone", 1),
  ])
  func `published pairs have their distance`(left: String, right: String, distance: Int) {
    #expect(EditDistance.between(left, right) == distance)
  }

  @Test func `a word of absurd length is far from everything, at no cost`() {
    #expect(EditDistance.between(String(repeating: "a", count: 1_000_000), "a") == 1_000_000)
  }
}
