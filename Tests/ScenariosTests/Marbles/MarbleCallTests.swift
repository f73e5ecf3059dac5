import SimCore
import Testing
import VoicePipeline

@Suite("Marbles: calls")
struct MarbleCallTests {
  @Test func `a hang-up during synthesis ends everything at once`() {
    var plan = MarblePlan()
    plan.synthesis = .milliseconds(300)
    MarbleWorld.expect(
      """
      caller |ww------X---|
      agent  |------------|
      phase  |hheeekkkxxxx|
      model  |-----?-$----|
      """,
      plan
    )
  }

  @Test func `a hang-up while the model thinks calls its request off`() {
    MarbleWorld.expect(
      """
      caller |ww----X-----|
      agent  |------------|
      phase  |hheeekxxxxxx|
      model  |-----?x-----|
      """
    )
  }

  @Test func `a hang-up in the midst of the caller's own words`() {
    MarbleWorld.expect(
      """
      caller |wwwX--------|
      agent  |------------|
      phase  |hhhxxxxxxxxx|
      """
    )
  }

  @Test func `a hang-up over the agent's voice`() {
    MarbleWorld.expect(
      """
      caller |ww-------X--|
      agent  |--------a---|
      phase  |hheeekkksxxx|
      """
    )
  }

  @Test func `a hang-up before the greeting`() {
    var plan = MarblePlan(greeting: "Ggg.")
    plan.synthesis = .milliseconds(300)
    MarbleWorld.expect(
      """
      caller |-X----|
      agent  |------|
      phase  |kxxxxx|
      """,
      plan
    )
  }

  @Test func `a silent caller is asked twice and then left`() {
    var plan = MarblePlan()
    plan.settings.silence = SilenceRule(
      after: .milliseconds(500),
      prompt: "Ppp ppp.",
      promptsMax: 2
    )
    plan.settings.silence?.farewell = "Fff."
    MarbleWorld.expect(
      """
      caller |------------------------|
      agent  |------pp------pp------f-|
      phase  |lllllksslllllksslllllksx|
      """,
      plan
    )
  }

  @Test func `a caller who speaks is not asked`() {
    var plan = MarblePlan()
    plan.settings.silence = SilenceRule(
      after: .milliseconds(500),
      prompt: "Ppp ppp.",
      promptsMax: 2
    )
    MarbleWorld.expect(
      """
      caller |---ww--------------------|
      agent  |-----------aaaa------pp--|
      phase  |lllhheeekkksssslllllkssll|
      """,
      plan
    )
  }

  @Test func `keys alone are a turn, over when no further one comes`() {
    MarbleWorld.expect(
      """
      caller |-42----------------|
      agent  |--------aaaa-------|
      phase  |leeeekkksssslllllll|
      """
    )
  }

  @Test func `words that are hardly understood are asked for again, and then there is a callback`()
  {
    var plan = MarblePlan()
    plan.confidence = 0.2
    plan.settings.quality = QualityRule(confidenceMin: 0.5, confirmationsMax: 1)
    plan.settings.quality?.confirmation = "Say"
    plan.settings.quality?.callback = "Call you."
    MarbleWorld.expect(
      """
      caller |ww--------ww------------|
      agent  |------sss-------cc------|
      phase  |hheeekssslhheeekssxxxxxx|
      model  |------------------------|
      """,
      plan,
      notes: ["callback promised"]
    )
  }

  @Test func `a human takes over when one is free`() {
    var plan = MarblePlan()
    plan.answers = [.calls("transfer_to_human", saying: "One moment.")]
    plan.desk = [(.milliseconds(300), .connected)]
    MarbleWorld.expect(
      """
      caller |ww----------------|
      agent  |--------oo--------|
      phase  |hheeekkkssdddxxxxx|
      desk   |----------?--!----|
      """,
      plan,
      notes: ["escalated", "desk connected"]
    )
  }

  @Test func `the caller waits for a human`() {
    var plan = MarblePlan()
    plan.answers = [.calls("transfer_to_human", saying: "One moment.")]
    plan.desk = [
      (.milliseconds(100), .queued(expected: .seconds(1))), (.milliseconds(900), .connected),
    ]
    plan.settings.transfer.waiting = "Please wait."
    MarbleWorld.expect(
      """
      caller |ww------------------------|
      agent  |--------oo--pp------------|
      phase  |hheeekkkssdkssdddddxxxxxxx|
      desk   |----------?.-------!------|
      """,
      plan,
      notes: ["escalated", "desk queued", "desk connected"]
    )
  }

  @Test func `after hours the caller is to be called back`() {
    var plan = MarblePlan()
    plan.answers = [.calls("transfer_to_human", saying: "One moment.")]
    plan.desk = [(.milliseconds(100), .closed)]
    plan.settings.transfer.unavailable = "Nobody here."
    MarbleWorld.expect(
      """
      caller |ww------------------|
      agent  |--------oo--nn------|
      phase  |hheeekkkssdkssxxxxxx|
      desk   |----------?.--------|
      """,
      plan,
      notes: ["escalated", "desk closed", "callback promised"]
    )
  }

  @Test func `a caller who hangs up in the queue leaves it`() {
    var plan = MarblePlan()
    plan.answers = [.calls("transfer_to_human", saying: "One moment.")]
    plan.desk = [(.seconds(5), .connected)]
    MarbleWorld.expect(
      """
      caller |ww-----------X----|
      agent  |--------oo--------|
      phase  |hheeekkkssdddxxxxx|
      desk   |----------?--x----|
      """,
      plan,
      notes: ["escalated"]
    )
  }

  @Test func `a detector ends a complete turn early and waits for an incomplete one`() {
    let semantic = Endpointing.semantic(
      min: .milliseconds(200),
      max: .milliseconds(800),
      threshold: 0.5
    )
    MarbleWorld.expect(
      """
      caller |ww----------------|
      agent  |-------aaaa-------|
      phase  |hheekkksssslllllll|
      """,
      MarblePlan(endpointing: semantic)
    )
    MarbleWorld.expect(
      """
      caller |WW------ww------------|
      agent  |---------------aaaa---|
      phase  |hheeeeeehheekkksssslll|
      """,
      MarblePlan(endpointing: semantic),
      notes: []
    )
  }

  @Test func `an adaptive agent waits longer for a caller who pauses`() {
    let adaptive = Endpointing.adaptive(
      min: .milliseconds(300),
      max: .seconds(1),
      memory: 0.5
    )
    MarbleWorld.expect(
      """
      caller |WW--ww----------------|
      agent  |-------------aaaa-----|
      phase  |hheehheeeekkksssslllll|
      """,
      MarblePlan(endpointing: adaptive),
      notes: []
    )
  }
}
