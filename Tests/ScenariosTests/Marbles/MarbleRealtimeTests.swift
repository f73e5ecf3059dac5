import SimCore
import Testing
import VoicePipeline

/// A speech-to-speech model that takes a turn as over after 3 columns and answers after 6.
@Suite("Marbles: speech to speech")
struct MarbleRealtimeTests {
  private func plan(age: Duration? = nil) -> MarblePlan {
    var plan = MarblePlan()
    plan.settings.isRealtime = true
    plan.settings.failures.retries = 1
    plan.realtime = (.milliseconds(600), age)
    return plan
  }

  @Test func `it hears and answers by itself`() {
    MarbleWorld.expect(
      """
      caller |ww----------------|
      agent  |--------aaaa------|
      phase  |hheeekkkssssllllll|
      model  |o----?--$---------|
      """,
      plan()
    )
  }

  @Test func `speech over its voice stops it`() {
    MarbleWorld.expect(
      """
      caller |ww-------ww-------------|
      agent  |--------a--------aaaa---|
      phase  |hheeekkkshheeekkksssslll|
      model  |o----?--$x----?--$------|
      """,
      plan(),
      notes: ["cut"]
    )
  }

  @Test func `speech while it thinks takes the turn back`() {
    MarbleWorld.expect(
      """
      caller |ww----ww----------------|
      agent  |--------------aaaa------|
      phase  |hheeekhheeekkkssssllllll|
      model  |o----?x----?--$---------|
      """,
      plan(),
      notes: ["took back"]
    )
  }

  @Test func `its greatest age falls into the midst of a turn`() {
    MarbleWorld.expect(
      """
      caller |wwww------------------|
      agent  |----------aaaa--------|
      phase  |hhhheeekkkssssllllllll|
      model  |o-o----?--$-----------|
      """,
      plan(age: .milliseconds(250)),
      notes: ["reconnected"]
    )
  }

  @Test func `its greatest age falls into its thinking`() {
    MarbleWorld.expect(
      """
      caller |ww--------------------|
      agent  |----------aaaa--------|
      phase  |hheeekkkkkssssllllllll|
      """,
      plan(age: .milliseconds(750)),
      notes: ["reconnected"]
    )
  }

  @Test func `a tool's result is answered`() {
    var tooled = plan()
    tooled.answers = [.calls("find"), .says("Aaa aaa.")]
    MarbleWorld.expect(
      """
      caller |ww----------------------|
      agent  |--------------aa--------|
      phase  |hheeekkkkkkkkkssllllllll|
      tools  |--------(--)------------|
      """,
      tooled
    )
  }

  @Test func `a failure reconnects and asks again`() {
    var failing = plan()
    failing.answers = [.fails(.brokenOff(code: 1011)), .says("Aaa aaa.")]
    MarbleWorld.expect(
      """
      caller |ww------------------|
      agent  |-----------aa-------|
      phase  |hheeekkkkkksslllllll|
      model  |o----?--?--$--------|
      """,
      failing,
      notes: ["reconnected"]
    )
  }

  @Test func `a greeting is the model's own`() {
    var greeting = plan()
    greeting.settings.greeting = "Hello."
    MarbleWorld.expect(
      """
      caller |------------|
      agent  |---aaaa-----|
      phase  |kkksssslllll|
      model  |?--$--------|
      """,
      greeting
    )
  }
}
