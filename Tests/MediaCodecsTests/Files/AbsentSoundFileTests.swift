import MediaCodecs
import SimCore
import Testing
import VoicePipeline

@Suite("Sound files without libraries", .enabled(if: !MediaLibraries.isPresent))
struct AbsentSoundFileTests {
  @Test func `a build without the libraries says so`() throws {
    let folder = try SoundFolder()
    let path = folder.path("a.wav")
    try WaveFile.write([Sound(silence: 8, rate: .wideband)], to: path)
    #expect(throws: SoundFileError.failed(path: path, .absent(library: "libsndfile"))) {
      _ = try SoundFile.read(path)
    }
    #expect(throws: AudioError.absent(library: "libopus")) { _ = try OpusEncoder() }
    #expect(MediaLibraries.versions(pocketSphinx: "", speexDSP: "1", webRTC: "1").isEmpty)
  }
}
