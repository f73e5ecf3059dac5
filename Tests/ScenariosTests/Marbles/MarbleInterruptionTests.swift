import SimCore
import Testing
import VoicePipeline

/// The rule of these pictures: three columns of speech take the floor, `m` never does.
@Suite("Marbles: interruptions")
struct MarbleInterruptionTests {
  private func plan(
    _ text: String = "Aaa aaa aaa aaa aaa aaa aaa aaa.",
    duration: Duration = .milliseconds(300),
    words: Int = 0,
    resumes: Bool = true
  ) -> MarblePlan {
    var plan = MarblePlan()
    plan.answers = [.says(text), .says("Bbb bbb.")]
    plan.settings.interruption.durationMin = duration
    plan.settings.interruption.wordsMin = words
    plan.settings.interruption.resumes = resumes
    return plan
  }

  @Test func `a caller who speaks for long takes the floor`() {
    MarbleWorld.expect(
      """
      caller |ww--------wwww--------------|
      agent  |--------aaaaa-------bb------|
      phase  |hheeekkksssssheeekkkssllllll|
      """,
      plan(),
      notes: ["cut"]
    )
  }

  @Test func `without a rule the first sound takes the floor`() {
    MarbleWorld.expect(
      """
      caller |ww--------wwww--------------|
      agent  |--------aa----------bb------|
      phase  |hheeekkksshhhheeekkkssllllll|
      """,
      plan(duration: .zero),
      notes: ["cut"]
    )
  }

  @Test func `a back-channel is let pass`() {
    MarbleWorld.expect(
      """
      caller |ww--------mm----------------|
      agent  |--------aaaaaaaa------------|
      phase  |hheeekkkssssssssllllllllllll|
      """,
      plan(),
      notes: ["ignored"]
    )
  }

  @Test func `a long back-channel stops an agent that goes by duration, and it goes on`() {
    MarbleWorld.expect(
      """
      caller |ww--------mmmm--------------|
      agent  |--------aaaaa-----aaa-------|
      phase  |hheeekkksssssheeekssslllllll|
      """,
      plan(),
      notes: ["cut", "ignored", "resumed"]
    )
  }

  @Test func `a long back-channel is let pass by an agent that goes by words`() {
    MarbleWorld.expect(
      """
      caller |ww--------mmmm--------------|
      agent  |--------aaaaaaaa------------|
      phase  |hheeekkkssssssssllllllllllll|
      """,
      plan(words: 1),
      notes: ["ignored"]
    )
  }

  @Test func `a short word is an interruption once it is understood`() {
    MarbleWorld.expect(
      """
      caller |ww--------w-----------------|
      agent  |--------aaaa-----bb---------|
      phase  |hheeekkksssseekkksslllllllll|
      """,
      plan(),
      notes: ["cut"]
    )
  }

  @Test func `two words are asked for, one is not enough`() {
    MarbleWorld.expect(
      """
      caller |ww--------w-----------------|
      agent  |--------aaaaaaaa------------|
      phase  |hheeekkkssssssssllllllllllll|
      """,
      plan(words: 2),
      notes: ["ignored"]
    )
  }

  @Test func `two words of partials take the floor before the caller is done`() {
    MarbleWorld.expect(
      """
      caller |ww--------wwwww-------------|
      agent  |--------aaaaa--------bb-----|
      phase  |hheeekkkssssshheeekkksslllll|
      """,
      plan(words: 2),
      notes: ["cut"]
    )
  }

  @Test func `a noise that is long stops the agent, and it goes on where it was`() {
    MarbleWorld.expect(
      """
      caller |ww--------nnnn--------------|
      agent  |--------aaaaa-----aaa-------|
      phase  |hheeekkksssssheeekssslllllll|
      """,
      plan(),
      notes: ["cut", "ignored", "resumed"]
    )
  }

  @Test func `an agent that does not resume waits for the caller`() {
    MarbleWorld.expect(
      """
      caller |ww--------nnnn--------------|
      agent  |--------aaaaa---------------|
      phase  |hheeekkksssssheeelllllllllll|
      """,
      plan(resumes: false),
      notes: ["cut", "ignored"]
    )
  }

  @Test func `a noise of one column is let pass`() {
    MarbleWorld.expect(
      """
      caller |ww--------n-----------------|
      agent  |--------aaaaaaaa------------|
      phase  |hheeekkkssssssssllllllllllll|
      """,
      plan(),
      notes: ["ignored"]
    )
  }

  @Test func `speech over the first sentence drops the others`() {
    MarbleWorld.expect(
      """
      caller |ww--------wwww--------------|
      agent  |--------aaaab-------bb------|
      phase  |hheeekkksssssheeekkkssllllll|
      """,
      plan("Aaa aaa aaa aaa. Bbb bbb. Ccc ccc."),
      notes: ["cut"]
    )
  }

  @Test func `what is said over the last word is a turn of its own`() {
    MarbleWorld.expect(
      """
      caller |ww-------------www----------|
      agent  |--------aaaaaaaa--------bb--|
      phase  |hheeekkksssssssshheeekkkssll|
      """,
      plan(),
      notes: []
    )
  }

  @Test func `a word over the last word is answered`() {
    MarbleWorld.expect(
      """
      caller |ww-------------w------------|
      agent  |--------aaaaaaaa------bb----|
      phase  |hheeekkksssssssseeekkkssllll|
      """,
      plan(),
      notes: []
    )
  }

  @Test func `a back-channel over the last word is not answered`() {
    MarbleWorld.expect(
      """
      caller |ww-------------m------------|
      agent  |--------aaaaaaaa------------|
      phase  |hheeekkksssssssseeelllllllll|
      """,
      plan(),
      notes: ["ignored"]
    )
  }

  @Test func `speech between two sentences of a slow model is an interruption`() {
    var slow = plan()
    slow.answers = [.stalls("Aaa aaa.", .milliseconds(800), " Bbb bbb."), .says("Ccc.")]
    MarbleWorld.expect(
      """
      caller |ww---------wwww-------------|
      agent  |--------aa-----------c------|
      phase  |hheeekkkssssssheeekkksllllll|
      model  |-----?--------x---?-$-------|
      """,
      slow,
      notes: ["cut"]
    )
  }

  @Test func `two stretches over the agent count as one`() {
    MarbleWorld.expect(
      """
      caller |ww--------m-www-------------|
      agent  |--------aaaaaaa------bb-----|
      phase  |hheeekkkssssssseeekkksslllll|
      """,
      plan(),
      notes: ["ignored", "cut"]
    )
  }

  @Test func `an interruption of the greeting is heard`() {
    var greeting = MarblePlan(greeting: "Ggg ggg ggg ggg ggg ggg.")
    greeting.settings.interruption.durationMin = .milliseconds(300)
    MarbleWorld.expect(
      """
      caller |--wwww----------------|
      agent  |-gggg-------aaaa------|
      phase  |kssssheeekkkssssllllll|
      """,
      greeting,
      notes: ["cut"]
    )
  }

  @Test func `an interruption before the greeting sounds keeps it from sounding`() {
    var greeting = MarblePlan(greeting: "Ggg ggg ggg.")
    greeting.synthesis = .milliseconds(600)
    MarbleWorld.expect(
      """
      caller |-wwww-----------------|
      agent  |----------------aaaa--|
      phase  |khhhheeekkkkkkkkssssll|
      """,
      greeting,
      notes: ["cut"]
    )
  }

  @Test func `the caller interrupts twice`() {
    MarbleWorld.expect(
      """
      caller |ww--------www--------www------------|
      agent  |--------aaaaa------bbbbb------bbbbbb|
      phase  |hheeekkkssssseeekkkssssseeekkkssssss|
      """,
      {
        var plan = plan()
        plan.answers[1] = .says("Bbb bbb bbb bbb bbb bbb bbb bbb.")
        return plan
      }(),
      notes: ["cut", "cut"]
    )
  }
}
