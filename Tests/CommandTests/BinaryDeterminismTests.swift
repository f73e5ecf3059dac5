import Foundation
import Testing

/// The kernel's determinism model, lived by the binaries as they were built.
@Suite("Determinism of the binaries")
struct BinaryDeterminismTests {
  /// What `bench determinism` says that hangs on nothing but the seeds.
  private struct Digests: Equatable {
    let model: String
    let hops: String
    let mutant: String
    let mismatches: Double
    let seeds: Double
    let hopsOutOfOrder: Double
  }

  private func digests(
    _ simrun: Binary,
    mode: String? = nil,
    environment: [String: String] = [:]
  ) throws -> Digests {
    let size = ["--events", "1500", "--seeds", "4"]
    let words = ["bench", "determinism", "--json"] + size + (mode.map { ["--mode", $0] } ?? [])
    let ending = try simrun.run(words, environment: environment)
    try #require(ending.code == 0, "\(ending.errors)")
    let json = try JSONSerialization.jsonObject(with: Data(ending.output.utf8))
    let figures = try #require((json as? [String: Any])?["figures"] as? [String: [String: Any]])
    func value<Value>(_ key: String) throws -> Value {
      try #require(figures["determinism.\(key)"]?["value"] as? Value, "\(key)")
    }
    return Digests(
      model: try value("model.digest"),
      hops: try value("hops.digest"),
      mutant: try value("hops.mutant_digest"),
      mismatches: try value("model.mismatches"),
      seeds: try value("model.seeds"),
      hopsOutOfOrder: try value("hops.out_of_order_mixes")
    )
  }

  @Test(arguments: Binary.built)
  func `no environment changes a history or an order`(simrun: Binary) throws {
    let expected = try digests(simrun)
    #expect(expected.seeds == 4)
    #expect(expected.mismatches == 0 && expected.hopsOutOfOrder == 0)
    for variation in Variation.environments {
      let found = try digests(simrun, environment: variation.environment)
      #expect(found == expected, "\(simrun), \(variation)")
    }
  }

  @Test(arguments: Binary.built)
  func `neither does the mode of the kernel`(simrun: Binary) throws {
    let modes = try ["hooked", "preference"].map { try digests(simrun, mode: $0) }
    #expect(modes[0] == modes[1])
    #expect(modes[0].model == (try digests(simrun)).model)
  }

  /// The mutant, which wakes four tasks inside one job, differs: so the comparison can tell.
  @Test(.enabled(if: Binary.built.contains { $0.description == "release" }))
  func `debug and release live the same histories, and the planted mutant does not`() throws {
    for mode in ["hooked", "preference"] {
      let (debug, release) = (try digests(.debug, mode: mode), try digests(.release, mode: mode))
      #expect(debug.model == release.model)
      #expect(debug.hops == release.hops)
      #expect(debug.mutant != release.mutant)
      #expect(debug.hops != debug.mutant && release.hops != release.mutant)
    }
  }

  @Test(arguments: [
    ["--mode", "turbo"], ["--seeds", "0"], ["--first-seed", "-1"], ["--seconds", "soon"],
  ])
  func `an option that makes no sense is a usage error`(words: [String]) throws {
    let ending = try Binary.debug.run(["bench", "determinism"] + words)
    #expect(ending.code == 64, "\(ending.errors)")
    #expect(try Binary.debug.run(["bench", "kernel", "--mode", "hooked"]).code == 64)
  }
}
