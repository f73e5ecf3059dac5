package import VoicePipeline

/// The arms of a claim: every combination of the levels of what is compared and varied.
package struct ClaimGrid: Sendable, Hashable {
  /// A direction of the grid.
  package struct Dimension: Sendable, Hashable {
    package var label: String
    /// The path that is varied; nil for the named arms, which set several.
    package var path: String?
    package var levels: [Level]
    package var role: ClaimFactor.Role
  }

  /// One value along a dimension.
  package struct Level: Sendable, Hashable {
    package var name: String
    var settings: [ClaimSetting]
    /// Where the level stands on a scale; nil for a word.
    package var position: Double?
    package var kind: MetricName.Kind?
  }

  /// The most arms that a claim may have.
  package static let countMax = 4_096
  /// What the dimension of the named arms is called.
  package static let armLabel = "arm"

  package let dimensions: [Dimension]
  /// The arm that a report shows in full.
  package let baseline: Int

  package init(_ claim: ClaimSpec) {
    let arms = (claim.arms ?? []).map {
      Level(name: $0.name, settings: $0.set.settings, position: nil, kind: nil)
    }
    let factors = (claim.vary ?? []).map { factor in
      Dimension(
        label: factor.label ?? factor.path.text,
        path: factor.path.text,
        levels: factor.values.map { Level($0, at: factor.path) },
        role: factor.role
      )
    }
    let compared = Dimension(label: Self.armLabel, path: nil, levels: arms, role: .treatment)
    dimensions = (arms.isEmpty ? [] : [compared]) + factors
    let named = arms.firstIndex { $0.name == claim.baseline } ?? 0
    baseline = named * dimensions.dropFirst().reduce(1) { $0 * $1.levels.count }
  }

  /// The number of arms; 1 for a scenario that is compared with nothing.
  package var count: Int { Self.count(of: dimensions.map(\.levels.count)) ?? Int.max }

  static func count(of levels: [Int]) -> Int? {
    var count = 1
    for number in levels {
      let (product, isOver) = count.multipliedReportingOverflow(by: number)
      if isOver { return nil }
      count = product
    }
    return count
  }

  /// The level of each dimension in an arm; the last dimension changes fastest.
  package func levels(of arm: Int) -> [Int] {
    var rest = arm
    var levels = [Int](repeating: 0, count: dimensions.count)
    for index in dimensions.indices.reversed() {
      levels[index] = rest % dimensions[index].levels.count
      rest /= dimensions[index].levels.count
    }
    return levels
  }

  /// The arm of these levels.
  package func arm(_ levels: [Int]) -> Int {
    zip(dimensions, levels).reduce(0) { $0 * $1.0.levels.count + $1.1 }
  }

  /// The arm that a formula means when it is evaluated for the arm of these levels.
  package func arm(_ reference: MeasuredQuantity.Arm, from levels: [Int]) -> Int {
    var levels = levels
    switch reference {
    case .own: break
    case .named(let name):
      levels[0] = dimensions[0].levels.firstIndex { $0.name == name } ?? 0
    case .first, .last:
      for (index, dimension) in dimensions.enumerated() where dimension.role == .treatment {
        levels[index] = reference == .first ? 0 : dimension.levels.count - 1
      }
    }
    return arm(levels)
  }

  /// Whether a figure has a value of its own for each level of a dimension.
  package func varies(_ formula: ClaimFormula, along index: Int) -> Bool {
    let dimension = dimensions[index]
    return formula.quantities.contains { quantity in
      switch quantity.arm {
      case .own: true
      case .named: dimension.path != nil
      case .first, .last: dimension.role == .context
      }
    }
  }

  /// What is set in an arm.
  func settings(of arm: Int) -> [ClaimSetting] {
    zip(dimensions, levels(of: arm)).flatMap { $0.levels[$1].settings }
  }

  /// The names of an arm's levels.
  package func name(of arm: Int) -> String {
    zip(dimensions, levels(of: arm)).map { $0.levels[$1].name }.joined(separator: ", ")
  }
}

extension ClaimGrid.Level {
  fileprivate init(_ value: SettingValue, at path: SettingPath) {
    let literal = try? FigureLiteral.read(value.display)
    self.init(
      name: value.display,
      settings: [ClaimSetting(path: path, value: value)],
      position: literal?.0,
      kind: literal?.1
    )
  }
}
