import Synchronization

/// Numbers for names of folders, each once.
enum Counter {
  private static let count = Atomic(0)

  static func next() -> Int { count.add(1, ordering: .relaxed).newValue }
}
