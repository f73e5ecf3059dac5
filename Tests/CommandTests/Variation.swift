import Foundation

/// One thing that a host may have different, and that no byte of a run may depend on.
struct Variation: Sendable, CustomStringConvertible {
  let name: String
  var environment: [String: String] = [:]

  var description: String { name }

  /// Each alone: a process hashes with a random seed of its own unless it is told otherwise.
  static let environments: [Variation] = [
    Variation(name: "the first run"),
    Variation(name: "the second run"),
    Variation(name: "the third run"),
    Variation(
      name: "hash seed fixed",
      environment: ["SWIFT_DETERMINISTIC_HASHING": "1"]
    ),
    Variation(name: "Tokyo time", environment: ["TZ": "Asia/Tokyo"]),
    Variation(name: "New York time", environment: ["TZ": "America/New_York"]),
    Variation(
      name: "German locale",
      environment: ["LANG": "de_DE.UTF-8", "LC_ALL": "de_DE.UTF-8"]
    ),
    Variation(name: "Turkish locale", environment: ["LC_ALL": "tr_TR.ISO-8859-9"]),
    Variation(
      name: "a large environment",
      environment: ["FILLER": String(repeating: "x", count: 100_000)]
    ),
    Variation(
      name: "no fused multiply-add, no AVX2 in the C library",
      environment: [
        "GLIBC_TUNABLES": [
          "glibc.cpu.hwcaps=-AVX2_Usable", "-AVX2", "-FMA_Usable", "-FMA", "-FMA4",
          "-AVX512F", "-ERMS",
        ].joined(separator: ",")
      ]
    ),
    Variation(
      name: "memory filled with a pattern",
      environment: ["MALLOC_PERTURB_": "165"]
    ),
    Variation(name: "one arena of memory", environment: ["MALLOC_ARENA_MAX": "1"]),
  ]
}
