/// A conversation as a picture: one line a track, one column 100 ms.
///
/// ```
/// caller |wwww--------------mm-----|
/// agent  |----------aaaaabbbbbbbb--|
/// phase  |hhhheeetkkksssssssssssll.|
/// ```
/// What goes in:
///   `caller`: a run of one letter is a stretch of speech, each column a word; `m` a back-channel,
///     `n` a noise, a capital a stretch that does not end the thought; a digit a key, `X` the end.
/// What comes out, as sampled in the midst of each column:
///   `agent`: the first letter of the sentence that the caller hears;
///   `phase`: idle `.`, listening `l`, hearing `h`, endpointing `e`, transcribing `t`,
///     thinking `k`, speaking `s`, transferring `d`, ended `x`;
///   `model`: `?` a request, `$` its end, `!` its failure, `x` its being called off;
///   `tools`: `(` a run, `)` its end, `x` its being called off.
struct MarblePicture: Sendable, Hashable, CustomStringConvertible {
  private(set) var names: [String] = []
  private var tracks: [String] = []

  init() {}

  /// Reads a picture; lines without bars are comments.
  init(_ text: String) {
    for line in text.split(separator: "\n") {
      let parts = line.split(separator: "|", omittingEmptySubsequences: false)
      guard parts.count == 3 else { continue }
      set(parts[0].filter { $0 != " " }, String(parts[1]))
    }
  }

  /// The columns of a track; nil where the picture has none of that name.
  subscript(_ name: String) -> String? {
    names.firstIndex(of: name).map { tracks[$0] }
  }

  mutating func set(_ name: String, _ track: String) {
    names.append(name)
    tracks.append(track)
  }

  /// The columns of its longest track.
  var length: Int { tracks.map(\.count).max() ?? 0 }

  /// The same tracks of another picture.
  func likewise(_ other: MarblePicture) -> MarblePicture {
    var same = MarblePicture()
    for name in names { same.set(name, other[name] ?? "") }
    return same
  }

  var description: String {
    let width = names.map(\.count).max() ?? 0
    return zip(names, tracks)
      .map { $0 + String(repeating: " ", count: width - $0.count) + " |\($1)|" }
      .joined(separator: "\n")
  }
}
