import SimCore
import Testing
import VoicePipeline

/// Models that fail: two retries after 1 and 2 columns, then `F`; the second `F` in a row is a `Z`.
@Suite("Marbles: failures")
struct MarbleFailureTests {
  private func plan(_ answers: [MarblePlan.Answer], retries: Int = 2) -> MarblePlan {
    var plan = MarblePlan()
    plan.answers = answers
    plan.settings.failures.retries = retries
    plan.settings.failures.backoff = .milliseconds(100)
    plan.settings.failures.fallback = "Fff fff."
    plan.settings.failures.farewell = "Zzz."
    return plan
  }

  @Test func `a failed request is asked again`() {
    MarbleWorld.expect(
      """
      caller |ww------------------|
      agent  |-----------aaaa-----|
      phase  |hheeekkkkkksssslllll|
      model  |-----?-!?-$---------|
      """,
      plan([.fails(.refused(code: 503)), .says("Aaa aaa aaa aaa.")]),
      notes: []
    )
  }

  @Test func `after two retries the script takes over`() {
    MarbleWorld.expect(
      """
      caller |ww--------------------|
      agent  |---------------ff-----|
      phase  |hheeekkkkkkkkkksslllll|
      model  |-----?-!?-!-?-!-------|
      """,
      plan([.fails(.refused(code: 503))]),
      notes: ["fell back refused:503"]
    )
  }

  @Test func `what a retry cannot mend is not retried`() {
    MarbleWorld.expect(
      """
      caller |ww--------------------|
      agent  |--------ff------------|
      phase  |hheeekkkssllllllllllll|
      model  |-----?-!--------------|
      """,
      plan([.fails(.refused(code: 401))]),
      notes: ["fell back refused:401"]
    )
  }

  @Test func `a wait that the endpoint asks for is kept if it is short`() {
    MarbleWorld.expect(
      """
      caller |ww----------------------|
      agent  |---------------aaaa-----|
      phase  |hheeekkkkkkkkkksssslllll|
      model  |-----?-!----?-$---------|
      """,
      plan([
        .fails(.refused(code: 429, retryAfter: .milliseconds(500))), .says("Aaa aaa aaa aaa."),
      ]),
      notes: []
    )
  }

  @Test func `a wait that is too long is not waited for`() {
    MarbleWorld.expect(
      """
      caller |ww----------------------|
      agent  |--------ff--------------|
      phase  |hheeekkkssllllllllllllll|
      model  |-----?-!----------------|
      """,
      plan([.fails(.refused(code: 429, retryAfter: .seconds(60)))]),
      notes: ["fell back refused:429"]
    )
  }

  @Test func `two scripted replies in a row end the call`() {
    MarbleWorld.expect(
      """
      caller |ww---------ww-------------|
      agent  |--------ff---------z------|
      phase  |hheeekkksslhheeekkksxxxxxx|
      """,
      plan([.fails(.refused(code: 401))]),
      notes: ["fell back refused:401", "fell back refused:401"]
    )
  }

  @Test func `a reply between them counts from the start again`() {
    MarbleWorld.expect(
      """
      caller |ww---------ww---------ww--------|
      agent  |--------ff---------aa---------ff|
      phase  |hheeekkksslhheeekkksslhheeekkkss|
      """,
      plan([
        .fails(.refused(code: 401)), .says("Aaa aaa."), .fails(.refused(code: 401)),
      ]),
      notes: ["fell back refused:401", "fell back refused:401"]
    )
  }

  @Test func `a model that hangs is given up and asked again`() {
    MarbleWorld.expect(
      """
      caller |ww------------------------|
      agent  |-------------------aaaa---|
      phase  |hheeekkkkkkkkkkkkkksssslll|
      model  |-----?---------x?-$-------|
      """,
      plan([.hangs, .says("Aaa aaa aaa aaa.")]),
      notes: []
    )
  }

  @Test func `a stream that breaks off leaves what was said`() {
    MarbleWorld.expect(
      """
      caller |ww------------------|
      agent  |--------aa----------|
      phase  |hheeekkkssllllllllll|
      model  |-----?-!------------|
      """,
      plan([.breaksOff(after: "Aaa aaa. Bbb")]),
      notes: []
    )
  }

  @Test func `without a script a failure ends the call`() {
    var bare = MarblePlan()
    bare.answers = [.fails(.refused(code: 503))]
    MarbleWorld.expect(
      """
      caller |ww----------------|
      agent  |------------------|
      phase  |hheeekkxxxxxxxxxxx|
      model  |-----?-!----------|
      """,
      bare
    )
  }

  @Test func `a model that says nothing leaves the floor to the caller`() {
    MarbleWorld.expect(
      """
      caller |ww--------ww------------|
      agent  |------------------aa----|
      phase  |hheeekklllhheeekkkssllll|
      """,
      plan([.says(""), .says("Aaa aaa.")]),
      notes: []
    )
  }

  @Test func `a sentence whose synthesis fails is synthesized again`() {
    var muted = plan([.says("Aaa aaa. Bbb bbb.")])
    muted.mute = ["Bbb bbb."]
    MarbleWorld.expect(
      """
      caller |ww----------------|
      agent  |--------aabb------|
      phase  |hheeekkkssssllllll|
      """,
      muted,
      notes: []
    )
  }

  @Test func `the caller speaks while the agent waits to ask again`() {
    MarbleWorld.expect(
      """
      caller |ww------ww--------------|
      agent  |----------------aaaa----|
      phase  |hheeekkkhheeekkkssssllll|
      model  |-----?-!-----?-$--------|
      """,
      {
        var plan = plan([.fails(.refused(code: 503)), .says("Aaa aaa aaa aaa.")])
        plan.settings.failures.backoff = .milliseconds(800)
        return plan
      }(),
      notes: ["took back"]
    )
  }
}
