internal import SimCore

/// The machines that pods run on: how many places there are, and which node goes next.
struct NodePool: Sendable {
  struct Node: Sendable {
    let number: Int
    let isSpot: Bool
    /// The zone that it stands in.
    let zone: Int
    var isReady = false
    /// Taken back soon: nothing starts on it any more.
    var isLeaving = false
    var pods = 0
    var emptySince: SimInstant?
  }

  private let spec: NodesSpec
  private(set) var nodes: [Node] = []
  private var made = 0
  private var lostZones: [Int] = []

  init(_ spec: NodesSpec) { self.spec = spec }

  /// Nodes that are paid for.
  var count: Int { nodes.count }
  var spotCount: Int { nodes.count { $0.isSpot } }

  /// A new node, not ready yet; nil where there may be none.
  mutating func make(at now: SimInstant) -> Node? {
    guard nodes.count < spec.max, let zone = emptiestZone else { return nil }
    let isSpot = Double(spotCount + 1) <= spec.spotShare * Double(count + 1)
    let node = Node(number: made, isSpot: isSpot, zone: zone, emptySince: now)
    made += 1
    nodes.append(node)
    return node
  }

  /// Where the next node goes, as a group of machines is spread over zones; nil while all are gone.
  private var emptiestZone: Int? {
    (0..<(spec.zones ?? 1)).filter { !lostZones.contains($0) }
      .min { zone, other in count(in: zone) < count(in: other) }
  }

  private func count(in zone: Int) -> Int { nodes.count { $0.zone == zone } }

  /// A zone is gone; the nodes that stood there.
  mutating func lose(zone: Int) -> [Int] {
    lostZones.append(zone)
    return nodes.filter { $0.zone == zone }.map(\.number)
  }

  mutating func regain(zone: Int) {
    if let index = lostZones.firstIndex(of: zone) { lostZones.remove(at: index) }
  }

  /// All of them are gone at once.
  mutating func clear() { nodes = [] }

  mutating func isReady(_ number: Int) -> Bool {
    guard let index = index(of: number) else { return false }
    nodes[index].isReady = true
    return true
  }

  mutating func leaves(_ number: Int) -> Bool {
    guard let index = index(of: number), !nodes[index].isLeaving else { return false }
    nodes[index].isLeaving = true
    return true
  }

  mutating func remove(_ number: Int) { nodes.removeAll { $0.number == number } }

  /// A place for a pod on the first node that has one.
  mutating func take() -> Int? {
    let index = nodes.firstIndex { node in
      node.isReady && !node.isLeaving && node.pods < spec.podsPerNode
    }
    guard let index else { return nil }
    nodes[index].pods += 1
    nodes[index].emptySince = nil
    return nodes[index].number
  }

  mutating func giveBack(_ number: Int, at now: SimInstant) {
    guard let index = index(of: number) else { return }
    nodes[index].pods -= 1
    if nodes[index].pods == 0 { nodes[index].emptySince = now }
  }

  /// Nodes to be made for so many pods that wait, beside those that come up already.
  func lacking(for pods: Int) -> Int {
    let coming = nodes.count { !$0.isReady && !$0.isLeaving } * spec.podsPerNode
    let lacking = max(pods - coming, 0)
    return (lacking + spec.podsPerNode - 1) / spec.podsPerNode
  }

  /// Nodes that have been empty for long enough; one always stays.
  func idle(at now: SimInstant) -> [Int] {
    let idle = nodes.filter { node in
      node.isReady && !node.isLeaving
        && node.emptySince.map { $0.duration(to: now) >= spec.idleAfter } ?? false
    }
    return idle.suffix(max(nodes.count - 1, 0)).map(\.number)
  }

  private func index(of number: Int) -> Int? { nodes.firstIndex { $0.number == number } }
}
