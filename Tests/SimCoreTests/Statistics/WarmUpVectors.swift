/// Seed, count, first excess, its decay, values to drop.
///
/// Written by scripts/generate-test-vectors.py from pymser.
enum WarmUpVectors {
  static let text = """
    1 500 10.0 0.97 120
    2 800 4.0 0.99 280
    3 400 0.0 0.5 0
    4 2000 -30.0 0.98 220
    5 1003 2.0 0.995 435
    """
}
