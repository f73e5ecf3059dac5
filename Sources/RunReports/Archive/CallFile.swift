import SimCore
package import VoicePipeline

/// `calls/<number>.json`: everything that is known of one call, in seconds since its answer.
package enum CallFile {
  /// Raised when a key changes its meaning or goes.
  private static let format = 1

  /// The path within the run directory.
  package static func name(_ exemplar: ExemplarCall) -> String {
    "calls/\(exemplar.record.id.number).json"
  }

  /// The path as it stands in a run's directory, where the file may be sealed.
  package static func name(_ exemplar: ExemplarCall, in facts: RunFacts) -> String {
    name(exemplar) + (facts.atRest?.key == nil ? "" : SealedFile.suffix)
  }

  /// The paths in a sentence.
  static func list(_ facts: RunFacts) -> String {
    facts.exemplars.map { name($0, in: facts) }.joined(separator: ", ")
  }

  /// The file's content: with the numbers masked that people said, or, for a sealed file, as they
  /// were said.
  package static func text(_ exemplar: ExemplarCall, masksNumbers: Bool = true) -> String {
    JSONWriter.text(value(exemplar, masksNumbers))
  }

  private static func value(_ exemplar: ExemplarCall, _ masksNumbers: Bool) -> JSONValue {
    let record = exemplar.record
    var members: [JSONValue.Member] = [
      .init("format", .integer(format)),
      .init("call", .integer(record.id.number)),
      .init("carrier", .string(record.carrier)),
      .init("pod", record.pod.map { .integer($0) } ?? .null),
      .init("caller", record.caller.map(caller) ?? .null),
      .init("outcome", .string(record.outcome.rawValue)),
      .init("goal", record.goal.map(goal) ?? .null),
      .init("answered_at_s", time(record.answered.map { SimInstant.zero.duration(to: $0) })),
    ]
    if let story = CallStory(exemplar, masksNumbers: masksNumbers) {
      members += self.members(story)
    }
    return .object(members)
  }

  private static func members(_ story: CallStory) -> [JSONValue.Member] {
    [
      .init("length_s", .seconds(story.length)),
      .init("whole", .boolean(story.isWhole)),
      .init("caller_speech", .array(story.speech.map { said($0.words, $0.span) })),
      .init("agent_speech", .array(story.sentences.map(heard))),
      .init("turns", .array(story.turns.map(turn))),
      .init("overlaps", .array(story.overlaps.map { overlap($0.overlap, $0.span) })),
      .init("dead_air", .array(story.silences.map { .object(span($0)) })),
      .init("requests", .array(story.requests.map(request))),
      .init(
        "story",
        .array(
          story.events.map {
            .object([
              .init("at_s", .seconds($0.at)), .init("who", .string($0.who)),
              .init("what", .string(Figures.plain($0.what))),
            ])
          }
        )
      ),
    ]
  }

  private static func time(_ duration: Duration?) -> JSONValue {
    duration.map { .seconds($0) } ?? .null
  }

  private static func span(_ span: CallStory.Span) -> [JSONValue.Member] {
    [.init("start_s", .seconds(span.start)), .init("end_s", .seconds(span.end))]
  }
}

extension CallFile {
  private static func caller(_ label: CallerLabel) -> JSONValue {
    .object([
      .init("profile", .string(label.profile)), .init("accent", .string(label.accent)),
      .init("noise", .string(label.noise)),
    ])
  }

  private static func goal(_ result: GoalResult) -> JSONValue {
    .object([
      .init("name", .string(result.goal)), .init("reached", .boolean(result.isReached)),
      .init("complete", .boolean(result.isComplete)),
      .init("needs_human", .boolean(result.needsHuman)),
      .init("repairs", .integer(result.repairs)),
    ])
  }

  private static func said(_ words: SpokenWords, _ time: CallStory.Span) -> JSONValue {
    .object(
      span(time) + [
        .init("kind", .string(words.kind.rawValue)),
        .init("completes_turn", .boolean(words.completesTurn)),
        .init("words", .string(words.text)),
      ]
    )
  }

  private static func heard(_ sentence: CallStory.Sentence) -> JSONValue {
    .object(
      span(sentence.span) + [
        .init("words", sentence.heard.map(JSONValue.string) ?? .null),
        .init("words_unheard", .integer(sentence.unheard ?? 0)),
        .init("cut", .boolean(sentence.unheard != nil)),
      ]
    )
  }

  private static func turn(_ turn: CallStory.Turn) -> JSONValue {
    let errors = turn.record.account?.wordErrors
    return .object([
      .init("turn", .integer(turn.record.turn)),
      .init("speech_ended_s", .seconds(turn.response.start)),
      .init("response_ms", .milliseconds(turn.record.responseLatency)),
      .init("recognized", turn.recognized.map(JSONValue.string) ?? .null),
      .init("reference_words", errors.map { .integer($0.referenceWords) } ?? .null),
      .init("word_errors", errors.map { .integer($0.errors) } ?? .null),
      .init("origin", turn.agent.map { .string($0.origin.rawValue) } ?? .null),
      .init(
        "stages",
        .array(
          turn.stages.map {
            .object(
              span($0.span)
                + [.init("stage", .string($0.metric?.rawValue ?? "taken_for_speech"))]
            )
          }
        )
      ),
    ])
  }

  private static func overlap(_ overlap: SpeechOverlap, _ time: CallStory.Span) -> JSONValue {
    .object(
      span(time) + [
        .init("kind", .string(overlap.kind.rawValue)),
        .init("agent_was_first", .boolean(overlap.agentWasFirst)),
        .init("agent_stop_ms", .milliseconds(overlap.stopDelay)),
      ]
    )
  }

  private static func request(_ request: CallStory.Request) -> JSONValue {
    let call = request.call
    return .object(
      span(request.span) + [
        .init("service", .string(call.service.rawValue)),
        .init("number", .integer(call.number)),
        .init("attempt", .integer(call.attempt)),
        .init(
          "first_result_ms",
          .milliseconds(call.firstResult.map { call.begun.duration(to: $0) })
        ),
        .init("ending", .string(call.ending.text)),
        .init("tool", call.tool.map(JSONValue.string) ?? .null),
      ]
    )
  }
}
