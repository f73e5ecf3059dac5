import MediaCodecs
import SimCore
import Testing
import VoicePipeline

@Suite("Speech bank")
struct SpeechBankTests {
  @Test func `a cold bank, a warm one and one without a folder give the same bytes`() throws {
    try SpeechSamples.withFolder { folder in
      for voice in [Voice.slt, .kal16, .american] {
        let plain = try SpeechBank().line("yes please", voice)
        let cold = try SpeechBank(folder: folder).line("yes please", voice)
        let warm = try SpeechBank(folder: folder).line("yes please", voice)
        #expect(cold == plain)
        #expect(warm == plain)
        #expect(warm.activeLevel == plain.activeLevel)
      }
      #expect(try Files.list(folder).count == 3)
    }
  }

  @Test func `a kept file is found and not made again`() throws {
    try SpeechSamples.withFolder { folder in
      _ = try SpeechBank(folder: folder).line("yes please", .american)
      let name = try #require(try Files.list(folder).first)
      let before = try Files.readAll(folder + "/" + name)
      // A program of the same version that cannot speak.
      let script = folder + "/speaker"
      let text = "#!/bin/sh\n[ \"$1\" = --version ] && exec /usr/bin/espeak-ng --version\nexit 1\n"
      try Files.write(script, Array(text.utf8))
      _ = try ChildProcess.run(["/bin/chmod", "+x", script], timeLimit: .seconds(5))
      let mute = try SpeechBank(folder: folder, espeakPath: script)
      _ = try mute.line("yes please", .american)
      #expect(throws: SpeechError.self) { try mute.line("no thanks", .american) }
      #expect(try Files.readAll(folder + "/" + name) == before)
      #expect(WaveFile(bytes: before)?.sound.rate == .wideband)
    }
  }

  @Test func `a file that was cut or changed is made anew`() throws {
    try SpeechSamples.withFolder { folder in
      let line = try SpeechBank(folder: folder).line("no thank you", .kal16)
      let path = folder + "/" + (try #require(try Files.list(folder).first))
      let whole = try Files.readAll(path)
      var changed = whole
      changed[1_000] ^= 1
      var swapped = whole
      swapped[24] ^= 1
      for damaged in [Array(whole.prefix(900)), changed, swapped, [], Array(whole.dropLast())] {
        try Files.write(path, damaged)
        #expect(try SpeechBank(folder: folder).line("no thank you", .kal16) == line)
        #expect(try Files.readAll(path) == whole)
      }
    }
  }

  @Test func `a file under another line's name is not taken for it`() throws {
    try SpeechSamples.withFolder { folder in
      let bank = try SpeechBank(folder: folder)
      let yes = try bank.line("yes", .kal16)
      let first = folder + "/" + (try #require(try Files.list(folder).first))
      let bytes = try Files.readAll(first)
      try Files.remove(first)
      let no = try bank.line("no", .kal16)
      let second = folder + "/" + (try #require(try Files.list(folder).first))
      try Files.write(second, bytes)
      #expect(try SpeechBank(folder: folder).line("no", .kal16) == no)
      #expect(yes != no)
    }
  }

  @Test func `the folder holds no more than its limit, and the newest line`() throws {
    try SpeechSamples.withFolder { folder in
      let bank = try SpeechBank(folder: folder, limit: 100_000)
      for sentence in SpeechSamples.sentences { _ = try bank.line(sentence, .kal16) }
      let sizes = try Files.list(folder).map { try Files.readAll(folder + "/" + $0).count }
      #expect(sizes.reduce(0, +) <= 100_000)
      #expect(sizes.count > 0 && sizes.count < SpeechSamples.sentences.count)
    }
  }

  @Test func `nothing unfinished stays in the folder`() throws {
    try SpeechSamples.withFolder { folder in
      _ = try SpeechBank(folder: folder).line("yes", .kal16)
      #expect(try Files.list(folder).allSatisfy { $0.hasSuffix(".wav") })
    }
  }

  @Test func `a text without words is an error`() throws {
    for text in ["", "  ", "...", "?!"] {
      #expect(throws: SpeechError.nothingToSay) { try SpeechBank().line(text, .kal16) }
    }
  }

  @Test func `silence around the speech is cut and counted`() throws {
    let line = try SpeechBank().line("can you call me back later", .slt)
    #expect(line.trimmedBefore > .milliseconds(50))
    #expect(line.trimmedAfter > .milliseconds(50))
    let edge = Array(line.speech.samples.prefix(240) + line.speech.samples.suffix(240))
    #expect(edge.contains { $0 != 0 })
  }

  @Test func `there is no digital silence in a line with its floor`() throws {
    let line = try SpeechBank().line("yes, please", .american)
    let sound = line.sound(before: .milliseconds(300), after: .milliseconds(300))
    #expect(sound.samples.count == line.speech.samples.count + 9_600)
    for start in stride(from: 0, to: sound.samples.count - 160, by: 160) {
      #expect(sound.samples[start..<start + 160].contains { $0 != 0 }, "\(start)")
    }
    let floor = SoundLevel.rootMeanSquare(sound.samples[..<4_800])
    let gap =
      SoundLevel.decibels(rootMeanSquare: line.activeLevel)
      - SoundLevel.decibels(rootMeanSquare: floor)
    #expect((gap - 40).magnitude < 3)
    #expect(line.sound(before: .milliseconds(300), after: .milliseconds(300)) == sound)
  }
}
