package import SimCore
package import VoicePipeline

/// Remembers replies by the words that they answered, the least recently used given up first.
package final class SimulatedReplyCache: ReplyCache {
  /// What was asked of it so far.
  package struct Counts: Sendable, Hashable {
    package var finds = 0
    package var hits = 0
    /// Replies given up for want of room, and for their age.
    package var evictions = 0
    package var expiries = 0
  }

  private let cell: Cell
  private let spec: ReplyCacheSpec
  private let memory: ReplyMemory

  package init(cell: Cell, spec: ReplyCacheSpec) {
    self.cell = cell
    self.spec = spec
    memory = ReplyMemory(cell: cell, capacity: spec.capacity, age: spec.age)
  }

  package var counts: Counts { memory.onCell(with: ()) { memory, _ in memory.counts } }

  package func find(_ request: GenerationRequest, for agent: any AgentEventReceiver) {
    let number = request.request
    let draws = request.call.draws(from: cell.key)
    let key = Self.key(request)
    // The store is read when the question reaches it, at the end of the latency.
    cell.after(spec.latency.sample(draws.bits(.lookUp, request.drawIndex))) { [memory] in
      let reply = memory.onCell { $0.find(key) }
      agent.receive(.remembered(request: number, reply: reply))
    }
  }

  package func keep(_ reply: String, to request: GenerationRequest) {
    let key = Self.key(request)
    memory.onCell { $0.keep(reply, for: key) }
  }

  /// The caller's last words in lower case, without punctuation, for the agent's task.
  package static func key(_ request: GenerationRequest) -> String {
    guard case .caller(let words) = request.conversation.turns.last else { return "" }
    let plain = words.map { word in
      word.lowercased().filter { $0.isLetter || $0.isNumber || $0 == "'" }
    }
    return (request.task ?? "") + ":" + plain.filter { !$0.isEmpty }.joined(separator: " ")
  }
}

/// The replies, in a list that is linked by their order of use.
private actor ReplyMemory: CellActor {
  private struct Entry {
    var key: String
    var reply: String
    var since: SimInstant
    var newer: Int?
    var older: Int?
  }

  nonisolated let cell: Cell
  private let capacity: Int
  private let age: Duration
  private var entries: [Entry] = []
  private var places: [String: Int] = [:]
  private var newest: Int?
  private var oldest: Int?
  var counts = SimulatedReplyCache.Counts()

  init(cell: Cell, capacity: Int, age: Duration) {
    self.cell = cell
    self.capacity = capacity
    self.age = age
  }

  func find(_ key: String) -> String? {
    counts.finds += 1
    guard let place = places[key] else { return nil }
    guard entries[place].since.duration(to: cell.now) < age else {
      // Its place in the list is free again once it is the oldest.
      counts.expiries += 1
      places[key] = nil
      return nil
    }
    counts.hits += 1
    unlink(place)
    link(place)
    return entries[place].reply
  }

  func keep(_ reply: String, for key: String) {
    let place: Int
    if let known = places[key] {
      place = known
      unlink(place)
    } else if entries.count < capacity {
      place = entries.count
      entries.append(Entry(key: key, reply: reply, since: cell.now))
    } else if let oldest {
      place = oldest
      unlink(place)
      if places[entries[place].key] == place {
        places[entries[place].key] = nil
        counts.evictions += 1
      }
    } else {
      return
    }
    entries[place].key = key
    entries[place].reply = reply
    entries[place].since = cell.now
    places[key] = place
    link(place)
  }

  private func unlink(_ place: Int) {
    let (newer, older) = (entries[place].newer, entries[place].older)
    if let newer { entries[newer].older = older } else { newest = older }
    if let older { entries[older].newer = newer } else { oldest = newer }
  }

  private func link(_ place: Int) {
    entries[place].newer = nil
    entries[place].older = newest
    if let newest { entries[newest].newer = place } else { oldest = place }
    newest = place
  }
}

extension Purpose {
  fileprivate static let lookUp = Purpose("reply_cache.latency")
}
