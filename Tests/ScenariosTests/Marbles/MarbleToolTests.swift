import SimCore
import Testing
import VoicePipeline

/// Tools run for three columns.
@Suite("Marbles: tools, fillers, routing")
struct MarbleToolTests {
  private func plan(_ answers: [MarblePlan.Answer]) -> MarblePlan {
    var plan = MarblePlan()
    plan.answers = answers
    return plan
  }

  @Test func `a tool runs before the answer`() {
    MarbleWorld.expect(
      """
      caller |ww----------------------|
      agent  |-------------aaaa-------|
      phase  |hheeekkkkkkkksssslllllll|
      model  |-----?-$--?-$-----------|
      tools  |-------(--)-------------|
      """,
      plan([.calls("find"), .says("Aaa aaa aaa aaa.")])
    )
  }

  @Test func `what the model says first bridges the tool`() {
    MarbleWorld.expect(
      """
      caller |ww----------------------|
      agent  |--------lll--aaaa-------|
      phase  |hheeekkkssssssssslllllll|
      model  |-----?-$--?-$-----------|
      tools  |-------(--)-------------|
      """,
      plan([.calls("find", saying: "Let me look."), .says("Aaa aaa aaa aaa.")])
    )
  }

  @Test func `a tool that fails is told to the model`() {
    var failing = plan([.calls("find"), .says("Aaa aaa.")])
    failing.toolFailure = .timedOut
    MarbleWorld.expect(
      """
      caller |ww--------------------|
      agent  |-------------aa-------|
      phase  |hheeekkkkkkkksslllllll|
      model  |-----?-$--?-$---------|
      tools  |-------(--)-----------|
      """,
      failing
    )
  }

  @Test func `speech during a tool takes the turn back, and the tool's end is still known`() {
    MarbleWorld.expect(
      """
      caller |ww------ww----------------|
      agent  |----------------aa--------|
      phase  |hheeekkkhheeekkkssllllllll|
      model  |-----?-$-----?-$----------|
      tools  |-------(x-)---------------|
      """,
      plan([.calls("find"), .says("Aaa aaa.")]),
      notes: ["took back"]
    )
  }

  @Test func `speech over the words that bridge a tool is an interruption`() {
    MarbleWorld.expect(
      """
      caller |ww-------ww---------------|
      agent  |--------l--------aa-------|
      phase  |hheeekkkshheeekkksslllllll|
      model  |-----?-$------?-$---------|
      tools  |-------(-x)---------------|
      """,
      plan([.calls("find", saying: "Let me look."), .says("Aaa aaa.")]),
      notes: ["cut"]
    )
  }

  @Test func `two tools run side by side, and one answer follows`() {
    MarbleWorld.expect(
      """
      caller |ww--------------------------|
      agent  |------------------aa--------|
      phase  |hheeekkkkkkkkkkkkkssllllllll|
      model  |-----?-$--?-$--?-$----------|
      tools  |-------(--)-(--)------------|
      """,
      plan([.calls("find"), .calls("book"), .says("Aaa aaa.")])
    )
  }

  @Test func `the last words are heard before the agent hangs up`() {
    MarbleWorld.expect(
      """
      caller |ww----------------|
      agent  |--------bbb-------|
      phase  |hheeekkksssxxxxxxx|
      """,
      plan([.calls("end_call", saying: "Bye bye bye.")])
    )
  }

  @Test func `speech over the last words keeps the call`() {
    MarbleWorld.expect(
      """
      caller |ww-------ww--------------|
      agent  |--------b--------aa------|
      phase  |hheeekkkshheeekkkssllllll|
      """,
      plan([.calls("end_call", saying: "Bye bye bye."), .says("Aaa aaa.")]),
      notes: ["cut"]
    )
  }

  @Test func `another agent goes on within the turn`() {
    MarbleWorld.expect(
      """
      caller |ww--------------------|
      agent  |--------hhbb----------|
      phase  |hheeekkkssssllllllllll|
      model  |-----?-?-$------------|
      """,
      plan([
        .calls(ToolCall(name: "hand_off", arguments: "billing"), saying: "Hold on."),
        .says("Bbb bbb."),
      ]),
      notes: ["handed off billing"]
    )
  }

  @Test func `a filler is said when the answer takes long`() {
    var slow = plan([.says("Aaa aaa aaa.")])
    slow.firstToken = .milliseconds(1_200)
    slow.settings.modelTimeout = .seconds(3)
    slow.settings.filler = FillerRule(after: .milliseconds(500), text: "Uhm uhm.")
    MarbleWorld.expect(
      """
      caller |ww------------------------|
      agent  |-----------uu-----aaa-----|
      phase  |hheeekkkkkksssssssssslllll|
      """,
      slow,
      notes: ["filled"]
    )
  }

  @Test func `no filler is said when the answer is there`() {
    var quick = plan([.says("Aaa aaa aaa.")])
    quick.settings.filler = FillerRule(after: .milliseconds(500), text: "Uhm uhm.")
    MarbleWorld.expect(
      """
      caller |ww------------------|
      agent  |--------aaa---------|
      phase  |hheeekkkssslllllllll|
      """,
      quick,
      notes: []
    )
  }

  @Test func `a known reply needs no model`() {
    var known = plan([.says("Aaa aaa.")])
    known.settings.remembersReplies = true
    known.memory = "Mmm mmm."
    MarbleWorld.expect(
      """
      caller |ww--------------|
      agent  |------mm--------|
      phase  |hheeekssllllllll|
      model  |----------------|
      """,
      known
    )
  }

  @Test func `a reply that is not known is kept`() {
    var unknown = plan([.says("Aaa aaa.")])
    unknown.settings.remembersReplies = true
    MarbleWorld.expect(
      """
      caller |ww--------------|
      agent  |--------aa------|
      phase  |hheeekkkssllllll|
      model  |-----?-+--------|
      """,
      unknown
    )
  }

  @Test func `passages and a router come before the model`() {
    var routed = plan([.says("Aaa aaa.")])
    routed.settings.retrieves = true
    routed.settings.routesRequests = true
    MarbleWorld.expect(
      """
      caller |ww--------------------|
      agent  |------------aa--------|
      phase  |hheeekkkkkkkssllllllll|
      model  |--------r?-$----------|
      tools  |-----(--)-------------|
      """,
      routed
    )
  }
}
