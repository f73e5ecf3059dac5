internal import RunReports
internal import SimCore

extension BenchmarkRecord {
  /// One JSON object: sorted keys, every figure under its own.
  package var json: String {
    JSONWriter.text(
      .object([
        .init("bench", .string(name)),
        .init("build", buildValue),
        .init("calibration", calibrationValue),
        .init("figures", .object(report.figures.map { .init($0.key, Self.value($0)) })),
        .init("host", hostValue),
        .init("notes", .array(report.tables.flatMap(\.notes).map { .string($0) })),
      ])
    )
  }

  private var buildValue: JSONValue {
    .object([
      .init("compiler", .string(build.compiler)),
      .init("is_optimised", .boolean(Self.isOptimised)),
      .init("source_digest", .string(build.sourceDigest)),
      .init("version", .string(build.version)),
    ])
  }

  private var calibrationValue: JSONValue {
    .object([
      .init("step_after_ns", Self.number(calibrationSteps.last ?? .nan)),
      .init("step_before_ns", Self.number(calibrationSteps.first ?? .nan)),
    ])
  }

  private var hostValue: JSONValue {
    .object([
      .init("kernel", .string(HostMachine.kernel())),
      .init("machine", .string(HostMachine.architecture())),
    ])
  }

  private static func value(_ figure: BenchmarkFigure) -> JSONValue {
    var members: [JSONValue.Member] = [.init("value", value(figure.value))]
    if !figure.unit.isEmpty { members.append(.init("unit", .string(figure.unit))) }
    switch figure.bar {
    case .atMost(let limit): members.append(.init("at_most", number(limit)))
    case .atLeast(let limit): members.append(.init("at_least", number(limit)))
    case .holds, nil: break
    }
    if figure.bar != nil {
      members.append(.init("met", figure.isMet.map { .boolean($0) } ?? .null))
    }
    return .object(members)
  }

  private static func value(_ value: BenchmarkFigure.Value) -> JSONValue {
    switch value {
    case .number(let value): number(value)
    case .text(let text): .string(text)
    case .flag(let flag): .boolean(flag)
    case .missing: .null
    }
  }

  /// Six digits: more than any measurement is worth.
  private static func number(_ value: Double) -> JSONValue {
    value.isFinite ? .number(FixedDecimal.significant(value, 6)) : .null
  }
}
