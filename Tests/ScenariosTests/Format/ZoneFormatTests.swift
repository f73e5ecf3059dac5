import Scenarios
import Testing

@Suite("Zones in scenario files")
struct ZoneFormatTests {
  private func problems(_ text: String) -> [String] {
    Loading.problems(Loading.minimal + "\n" + text + "\n").map { "\($0)" }
  }

  @Test func `what cannot be divided is named with its remedy`() throws {
    let few = problems("platform: {zones: 8, pods: 4}")
    #expect(few.count == 1 && few[0].contains("8 zones cannot have a part each of 4"), "\(few)")
    let slots = problems(
      "platform: {zones: 8, pods: 8}\nagent: {llm: {preset: gpt-4o-mini, slots: 7}}"
    )
    #expect(slots.count == 1 && slots[0].contains("a part each of 7"), "\(slots)")
    let tenants = problems("platform: {zones: 2, pods: {min: 2, max: 4}, tenancy: shared}")
    #expect(tenants.contains { $0.contains("a plan is one for the whole platform") }, "\(tenants)")
    let sound = problems("platform: {zones: 2, pods: 4}\nfidelity: {default: flow, audio: 1%}")
    #expect(sound.contains { $0.contains("not rendered as sound") }, "\(sound)")
    #expect(problems("platform: {zones: 0, pods: 4}").count == 1)
    #expect(problems("platform: {zones: 4, pods: 4}").isEmpty)
  }

  @Test func `a scenario without zones does not speak of them`() throws {
    let scenario = try Loading.load(Loading.minimal)
    #expect(scenario.zones == 1 && scenario.platform.zones == nil)
    #expect(!scenario.resolvedText.contains("zones:"))
    let text = Loading.minimal + "\nplatform: {zones: 4, pods: 4}\n"
    let zoned = try Loading.load(text)
    #expect(zoned.zones == 4)
    #expect(try Loading.load(zoned.resolvedText).resolvedText == zoned.resolvedText)
  }
}
