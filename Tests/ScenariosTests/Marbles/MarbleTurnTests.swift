import SimCore
import Testing
import VoicePipeline

/// Times of the plan: endpointing 3 columns, final 1, first token 2, synthesis 1.
@Suite("Marbles: turns")
struct MarbleTurnTests {
  @Test func `a turn is answered after endpointing, first token and synthesis`() {
    MarbleWorld.expect(
      """
      caller |wwww----------------|
      agent  |----------aaaa------|
      phase  |hhhheeekkkssssllllll|
      model  |-------?-$----------|
      """
    )
  }

  @Test func `a transcript that comes late holds the turn back`() {
    var plan = MarblePlan()
    plan.recognition = .milliseconds(600)
    MarbleWorld.expect(
      """
      caller |wwww-----------------|
      agent  |-------------aaaa----|
      phase  |hhhheeetttkkkssssllll|
      """,
      plan
    )
  }

  @Test func `an agent with a greeting speaks first`() {
    MarbleWorld.expect(
      """
      caller |--------------|
      agent  |-ggg----------|
      phase  |ksssllllllllll|
      """,
      MarblePlan(greeting: "Ggg ggg ggg.")
    )
  }

  @Test func `a pause shorter than the endpointing belongs to the turn`() {
    MarbleWorld.expect(
      """
      caller |WW--ww---------------|
      agent  |------------aaaa-----|
      phase  |hheehheeekkksssslllll|
      """,
      notes: []
    )
  }

  @Test func `a pause longer than the endpointing is mistaken for the end of the turn`() {
    MarbleWorld.expect(
      """
      caller |WW----ww-------------|
      agent  |--------------aaaa---|
      phase  |hheeekhheeekkksssslll|
      model  |-----?x----?-$-------|
      """,
      notes: ["took back"]
    )
  }

  @Test func `a longer endpointing forgives the pause and costs every other turn`() {
    MarbleWorld.expect(
      """
      caller |WW----ww----------------|
      agent  |-----------------aaaa---|
      phase  |hheeeehheeeeeekkksssslll|
      """,
      MarblePlan(endpointing: .fixed(.milliseconds(600))),
      notes: []
    )
  }

  @Test func `a caller who goes on as the answer is being made takes the turn back`() {
    MarbleWorld.expect(
      """
      caller |www-----ww-------------|
      agent  |----------------aaaa---|
      phase  |hhheeekkhheeekkksssslll|
      model  |------?-$----?-$-------|
      """,
      notes: ["took back"]
    )
  }

  @Test func `both start at once: the caller has the floor`() {
    MarbleWorld.expect(
      """
      caller |--wwww--------------|
      agent  |-------------aaaa---|
      phase  |kkhhhheeekkkksssslll|
      """,
      MarblePlan.startingTogether
    )
  }

  @Test func `an agent that speaks first may be answered at once`() {
    MarbleWorld.expect(
      """
      caller |----ww--------------|
      agent  |-ggg--------aaaa----|
      phase  |kssshheeekkkssssllll|
      """,
      MarblePlan(greeting: "Ggg ggg ggg.")
    )
  }

  @Test func `noise alone is no turn`() {
    MarbleWorld.expect(
      """
      caller |nnnn------------|
      agent  |----------------|
      phase  |hhhheeelllllllll|
      model  |----------------|
      """,
      notes: ["ignored"]
    )
  }

  @Test func `an empty transcript leaves the floor to the caller`() {
    var plan = MarblePlan()
    plan.emptyFinals = [0]
    MarbleWorld.expect(
      """
      caller |wwww--------ww------------|
      agent  |--------------------aaaa--|
      phase  |hhhheeelllllhheeekkkssssll|
      """,
      plan,
      notes: ["ignored"]
    )
  }

  @Test func `a recognizer that fails leaves what it had understood`() {
    var plan = MarblePlan()
    plan.failedFinals = [0]
    MarbleWorld.expect(
      """
      caller |wwww--ww----------------|
      agent  |--------------aaaa------|
      phase  |hhhheehheeekkkssssllllll|
      """,
      plan
    )
  }

  @Test func `a batch recognizer begins when the turn is over`() {
    var plan = MarblePlan()
    plan.settings.recognizesWhileSpoken = false
    plan.recognition = .milliseconds(400)
    MarbleWorld.expect(
      """
      caller |WW-ww-----------------|
      agent  |---------------aaaa---|
      phase  |hhehheeettttkkksssslll|
      """,
      plan
    )
  }

  @Test func `whole replies are synthesized when the text is whole`() {
    var plan = MarblePlan()
    plan.answers = [.stalls("Aaa aaa.", .milliseconds(300), " Bbb bbb.")]
    MarbleWorld.expect(
      """
      caller |ww----------------|
      agent  |--------aa-bb-----|
      phase  |hheeekkkssssslllll|
      """,
      plan
    )
    plan.settings.synthesizesSentences = false
    MarbleWorld.expect(
      """
      caller |ww----------------|
      agent  |-----------aaaa---|
      phase  |hheeekkkkkksssslll|
      """,
      plan
    )
  }

  @Test func `sentences play one after the other`() {
    var plan = MarblePlan()
    plan.answers = [.says("Aaa aaa. Bbb bbb bbb.")]
    MarbleWorld.expect(
      """
      caller |ww----------------|
      agent  |--------aabbb-----|
      phase  |hheeekkkssssslllll|
      """,
      plan
    )
  }

  @Test func `a caller who speaks after keys goes on with the same turn`() {
    MarbleWorld.expect(
      """
      caller |-4-2-ww-----------|
      agent  |-------------aaaa-|
      phase  |leeeehheeekkkssssl|
      """
    )
  }
}

extension MarblePlan {
  /// The caller begins in the moment in which the greeting is to be heard.
  static var startingTogether: MarblePlan {
    var plan = MarblePlan(greeting: "Ggg ggg ggg.")
    plan.synthesis = .milliseconds(200)
    return plan
  }
}
