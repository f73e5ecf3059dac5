internal import SimCore
internal import VoicePipeline

/// Makes the parts of a `GoalScript` from what a file says.
struct ScriptWriter {
  private let spec: GoalSpec
  private let names: [String]
  private(set) var slots: [ScriptSlot] = []
  private(set) var steps: [ScriptStep] = []
  private(set) var lines: [ScriptLine] = []
  private(set) var index = LineIndex()
  private(set) var words = WordTable()
  private(set) var senses: [WordSense] = []
  private(set) var phrases: [[PhraseStart]] = []
  private(set) var questions: [ScriptQuestion] = []
  private(set) var special = SpecialLines()
  private(set) var goodbye: [CallerText] = []
  private(set) var firstDigitWord: Int32 = 0
  /// Where each line stands in the file.
  private var paths: [String] = []
  /// By line: the one that it is known as, for a repair may end in the step's own question.
  private var canonical: [Int] = []

  init(_ spec: GoalSpec) {
    self.spec = spec
    names = spec.slots.map(\.name)
  }

  mutating func write() throws(ScriptFault) {
    writeSenses()
    try writeSlots()
    special.opening = try line(.opening, spec.opening, "opening")
    for (number, step) in spec.steps.enumerated() { try write(step, number) }
    for (number, question) in spec.questions.enumerated() { try write(question, number) }
    special.transfer = try line(.transfer, spec.transfer, "transfer")
    special.surrender = try line(.surrender, spec.surrender, "surrender")
    special.closing = try line(.closing, spec.closing, "closing")
    goodbye = try callerTexts(spec.goodbye, "goodbye")
    try checkLines()
    guard spec.steps.contains(where: { !$0.answer.isEmpty }) else {
      throw ScriptFault(
        path: "steps",
        message: "no step has an answer: there is nothing to settle",
        remedy: "Give at least one step an answer."
      )
    }
  }

  private mutating func writeSenses() {
    for (sense, texts) in WordSense.vocabulary {
      for text in texts {
        let word = number(text[...])
        senses[word].insert(sense)
      }
    }
    firstDigitWord = Int32(senses.count)
    for text in ScriptSlot.digitWords { _ = number(text[...]) }
  }

  private mutating func number(_ text: Substring) -> Int {
    let number = Int(words.number(of: text))
    guard number >= senses.count else { return number }
    senses.append([])
    phrases.append([])
    return number
  }

  private mutating func numbers(_ text: String) -> [Int32] {
    text.split(separator: " ").compactMap { word in
      WordTable.hash(word.utf8.span) == 0 ? nil : Int32(number(word))
    }
  }

  private mutating func writeSlots() throws(ScriptFault) {
    for (slot, spec) in spec.slots.enumerated() {
      let path = "slots[\(slot)]"
      guard (spec.values == nil) != (spec.digits == nil) else {
        throw ScriptFault(
          path: path,
          message: "the slot '\(spec.name)' needs either values or digits",
          remedy: "Write one of the two."
        )
      }
      guard names.firstIndex(of: spec.name) == slot else {
        throw ScriptFault(
          path: path + ".name",
          message: "a slot before it is named '\(spec.name)'",
          remedy: "Give each slot a name of its own."
        )
      }
      let values = (spec.values ?? []).map {
        $0.lowercased().split(separator: " ").map(String.init)
      }
      slots.append(ScriptSlot(name: spec.name, values: values, digits: spec.digits ?? 0))
      for (value, words) in values.enumerated() {
        let ids = numbers(words.joined(separator: " "))
        guard let first = ids.first else {
          throw ScriptFault(
            path: "\(path).values[\(value)]",
            message: "the value has no word",
            remedy: "Write it in letters, as it is said."
          )
        }
        let start = PhraseStart(slot: slot, value: SlotValue(value), words: ids)
        phrases[Int(first)].append(start)
      }
    }
  }

  private mutating func line(
    _ role: LineRole,
    _ texts: [String],
    _ path: String,
    knownAs known: Int? = nil
  ) throws(ScriptFault) -> Int {
    var wordings: [ScriptText] = []
    for (number, text) in texts.enumerated() {
      guard let wording = ScriptText(text, slots: names) else {
        throw unknownSlot("\(path)[\(number)]", text)
      }
      wordings.append(wording)
    }
    let line = lines.count
    for wording in wordings { index.insert(wording, line: Int32(known ?? line)) }
    lines.append(ScriptLine(role: role, wordings: wordings))
    canonical.append(known ?? line)
    paths.append(path)
    return line
  }

  private func unknownSlot(_ path: String, _ text: String) -> ScriptFault {
    let known = names.isEmpty ? "there are none" : names.joined(separator: ", ")
    return ScriptFault(
      path: path,
      message: "'\(text)' names no slot in its braces, or is no words",
      remedy: "Write a slot as a word of its own, such as {day}; the slots are: \(known)."
    )
  }

  private mutating func callerTexts(
    _ texts: [String],
    _ path: String
  ) throws(ScriptFault) -> [CallerText] {
    var result: [CallerText] = []
    for (number, text) in texts.enumerated() {
      guard let script = ScriptText(text, slots: names) else {
        throw unknownSlot("\(path)[\(number)]", text)
      }
      let pieces = script.pieces.map { piece in
        switch piece {
        case .word(let word): CallerText.Piece.word(word.lowercased())
        case .slot(let slot, _): CallerText.Piece.slot(slot)
        }
      }
      result.append(CallerText(pieces: pieces))
    }
    return result
  }

  private mutating func write(_ step: StepSpec, _ number: Int) throws(ScriptFault) {
    let path = "steps[\(number)]"
    var asks: [Int] = []
    for (place, name) in step.asks.enumerated() {
      guard let slot = names.firstIndex(of: name) else {
        throw ScriptFault(
          path: "\(path).asks[\(place)]",
          message: "there is no slot '\(name)'",
          remedy: Suggestion.remedy(for: name, in: names, listing: "The slots are")
        )
      }
      asks.append(slot)
    }
    guard !step.answer.isEmpty || asks.isEmpty && step.hears.isEmpty && step.confirm.isEmpty else {
      throw ScriptFault(
        path: path,
        message: "the step '\(step.name)' waits for an answer, and has none",
        remedy: "Add answer, or take asks, hears and confirm away."
      )
    }
    let say = try line(.step(number), step.say, path + ".say")
    steps.append(
      ScriptStep(
        say: say,
        confirm: try optional(.confirmation(number), step.confirm, path + ".confirm"),
        repair: step.repair.isEmpty
          ? nil : try line(.step(number), step.repair, path + ".repair", knownAs: say),
        filler: try optional(.filler(number), step.filler, path + ".filler"),
        asks: asks,
        hears: step.hears.flatMap { numbers($0) },
        answers: try callerTexts(step.answer, path + ".answer"),
        cues: step.cues.map { numbers($0.lowercased()) },
        tool: step.tool,
        arguments: ToolArguments(step.arguments, slots: names),
        handOff: step.handOff,
        human: step.human,
        complex: step.complex,
        required: step.required,
        takes: step.takes
      )
    )
    try checkAnswers(of: number, path)
  }

  private mutating func optional(
    _ role: LineRole,
    _ texts: [String],
    _ path: String
  ) throws(ScriptFault) -> Int? {
    texts.isEmpty ? nil : try line(role, texts, path)
  }

  /// An answer that a perfect recognizer would not take for one leads round in circles.
  private func checkAnswers(of number: Int, _ path: String) throws(ScriptFault) {
    let step = steps[number]
    for (place, answer) in step.answers.enumerated() {
      let said = answer.pieces.compactMap { piece in
        if case .slot(let slot) = piece { slot } else { nil }
      }
      let heard = answer.pieces.compactMap { piece in
        if case .word(let word) = piece { words.known(word) } else { nil }
      }
      let hears = step.hears.isEmpty || heard.contains { step.hears.contains($0) }
      guard step.asks.allSatisfy(said.contains), hears else {
        throw ScriptFault(
          path: "\(path).answer[\(place)]",
          message: "the answer has not all that the step asks for",
          remedy: "Put every slot of asks, and a word of hears, into each answer."
        )
      }
    }
  }

  private mutating func write(_ question: QuestionSpec, _ number: Int) throws(ScriptFault) {
    let path = "questions[\(number)]"
    let hears = question.hears.flatMap { numbers($0.lowercased()) }
    let asks = try callerTexts(question.ask, path + ".ask")
    for (place, ask) in asks.enumerated() {
      let said = ask.pieces.compactMap { piece in
        if case .word(let word) = piece { words.known(word) } else { nil }
      }
      guard hears.allSatisfy(said.contains) else {
        throw ScriptFault(
          path: "\(path).ask[\(place)]",
          message: "the question has not all words of hears",
          remedy: "Put every word of hears into each wording."
        )
      }
    }
    let answer = try line(.reply(number), question.answer, path + ".answer")
    questions.append(ScriptQuestion(asks: asks, hears: hears, answer: answer))
  }

  /// A line that cannot be told from others would lead both sides astray.
  private func checkLines() throws(ScriptFault) {
    for (number, line) in lines.enumerated() {
      for (place, wording) in line.wordings.enumerated() {
        guard !index.tellsApart(wording, line: Int32(canonical[number])) else { continue }
        throw ScriptFault(
          path: "\(paths[number])[\(place)]",
          message: "no sentence of '\(wording.text)' tells the line from the others",
          remedy: "Begin one of its sentences, before any slot, as no other line does."
        )
      }
    }
  }
}
