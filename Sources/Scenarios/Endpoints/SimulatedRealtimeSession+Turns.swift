internal import SimCore
internal import VoicePipeline

// Hearing: from speech to the end of the turn.
extension SimulatedRealtimeSession {
  /// Silence after a turn that sounds complete, for semantic detection.
  private static let completeSilence = Duration.milliseconds(200)

  func listen(to audio: any AudioStream, turn: Int) {
    guard agent != nil else { return }
    guard let speech = audio as? any HeardSpeech else {
      preconditionFailure("the simulated model hears speech that carries its text only")
    }
    stopCommit()
    hearing.append(speech)
  }

  func silenceBegan(turn: Int) {
    guard agent != nil, let latest = hearing.last else { return }
    speechEnd = cell.now
    stopCommit()
    commitTimer = schedule(.commit, after: silence(after: latest), UInt64(turn))
  }

  private func silence(after speech: any HeardSpeech) -> Duration {
    switch spec.turnDetection {
    case .serverVAD: spec.silence
    case .semantic:
      speech.soundsComplete(at: cell.now) ? Self.completeSilence : spec.silenceMax
    }
  }

  func commit(turn: Int) {
    commitTimer = nil
    guard agent != nil, !hearing.isEmpty else { return }
    let heard = hearing
    hearing = []
    let words = heard.flatMap { $0.words(at: cell.now) }
    let length = heard.reduce(Duration.zero) { $0 + $1.length(at: cell.now) }
    request.conversation.callerSaid(words)
    request.contextTokens += spec.tokens(in: length, perMinute: spec.inputTokensPerMinute)
    tell(.committed(turn: turn))
    transcripts.append((turn, words))
    schedule(.transcript, after: spec.transcriptDelay.sample(draws.bits(.delay, UInt64(turn))))
    if draws.chance(spec.noAnswerShare, .noAnswer, UInt64(turn)) { return }
    beginAnswer(request.request + 1, spec.voiceToVoice, .voiceToVoice)
  }

  func tellTranscript() {
    guard agent != nil, !transcripts.isEmpty else { return }
    let heard = transcripts.removeFirst()
    tell(.transcript(turn: heard.turn, Transcript(heard.words)))
  }
}

// Answering: from the end of the turn to the bill.
extension SimulatedRealtimeSession {
  func answer(_ number: Int, after result: String?) {
    guard agent != nil else { return }
    if let result {
      request.contextTokens += TokenEstimate.tokens(in: result)
      beginAnswer(number, spec.toolVoiceToVoice, .toolVoiceToVoice)
    } else {
      beginAnswer(number, spec.voiceToVoice, .voiceToVoice)
    }
  }

  private func beginAnswer(_ number: Int, _ latency: DurationDistribution, _ purpose: Purpose) {
    dropAnswer()
    request.request = number
    let effect = model.health?.effect(at: cell.now) ?? .none
    let index = request.drawIndex
    let luck = draws.uniform(.answer, index)
    let errors = max(effect.errorShare, spec.failures?.brokenOff ?? 0)
    if effect.isDown || luck < errors {
      return fail(.brokenOff(code: 1011), after: SimulatedRealtimeModel.refusalDelay)
    }
    let reply = model.replies.reply(to: request, draws: draws)
    var answer = RealtimeAnswer(
      request: number,
      sentences: reply.sentences,
      toolCall: reply.toolCall
    )
    let response = spec.response(latency.sample(draws.bits(purpose, index)))
    let delay = response.scaled(by: effect.latencyFactor)
    answer.timer = schedule(.audio, after: firstByte(delay, index), UInt64(number))
    self.answer = answer
  }

  /// The silence at the head of the first audio is part of the time that was measured.
  private func firstByte(_ response: Duration, _ index: UInt64) -> Duration {
    max(response - spec.leadingSilence.sample(draws.bits(.leadingSilence, index)), .zero)
  }

  func speak(request number: Int) {
    guard agent != nil, var answer, answer.request == number else { return }
    guard answer.spoken < answer.sentences.count else { return complete(answer) }
    let text = answer.sentences[answer.spoken]
    let silence =
      answer.spoken == 0
      ? spec.leadingSilence.sample(draws.bits(.leadingSilence, request.drawIndex)) : .zero
    let word = Duration.nanoseconds(Int64(60e9 / spec.wordsPerMinute))
    let duration = silence + word * TokenEstimate.words(in: text)
    answer.spoken += 1
    answer.outputTokens += spec.tokens(in: duration, perMinute: spec.outputTokensPerMinute)
    answer.timer = schedule(.audio, after: duration.scaled(by: 1 / spec.speed), UInt64(number))
    self.answer = answer
    request.conversation.agentSaid(text)
    let audio = SynthesizedSpeech(text: text, duration: duration, leadingSilence: silence)
    tell(.audio(request: number, audio, text: text))
  }

  private func complete(_ answer: RealtimeAnswer) {
    self.answer = nil
    var output = answer.outputTokens
    if let call = answer.toolCall {
      output += 4 + (call.name.utf8.count + call.arguments.utf8.count) / 4
      tell(.toolCall(request: answer.request, call))
    }
    let usage = bill(output: output)
    tell(.completed(request: answer.request, usage))
  }

  /// Counts an answer: it has read the whole conversation again.
  private func bill(output: Int) -> TokenUsage {
    let read = request.contextTokens
    let cached = Int(Double(billedTokens) * spec.cachedShare)
    billedTokens = read
    request.contextTokens += output
    return TokenUsage(input: read, cachedInput: cached, output: output)
  }

  func stopAnswer(_ number: Int) {
    guard answer?.request == number else { return }
    dropAnswer()
  }

  /// Ends the answer in the making; what has been made of it is billed.
  private func dropAnswer() {
    guard let dropped = answer else { return }
    answer = nil
    if let timer = dropped.timer { cell.cancel(timer) }
    guard dropped.spoken > 0 else { return }
    tell(.completed(request: dropped.request, bill(output: dropped.outputTokens)))
  }
}

extension PlannedReply {
  /// The text by sentences.
  fileprivate var sentences: [String] {
    guard let head = chunks.first else { return [] }
    // The first chunk is one word, most often of a sentence that the second one ends.
    let isWhole = head.last == "." || head.last == "?" || head.last == "!"
    let rest = chunks.dropFirst().map { $0.first == " " ? String($0.dropFirst()) : $0 }
    guard !isWhole, let second = rest.first else { return [head] + rest }
    return [head + " " + second] + rest.dropFirst()
  }
}

extension Purpose {
  fileprivate static let delay = Purpose("realtime.transcript_delay")
  fileprivate static let noAnswer = Purpose("realtime.no_answer")
  fileprivate static let voiceToVoice = Purpose("realtime.voice_to_voice")
  fileprivate static let toolVoiceToVoice = Purpose("realtime.tool_voice_to_voice")
  fileprivate static let answer = Purpose("realtime.answer")
  fileprivate static let leadingSilence = Purpose("realtime.leading_silence")
}
