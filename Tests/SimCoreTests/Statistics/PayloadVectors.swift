/// Seed, limit, count, length and checksum of the uncompressed payload.
///
/// Written by scripts/generate-test-vectors.py from hdrhistogram.
enum PayloadVectors {
  static let text = """
    1 2000 0 40 3bca5d2969c1a5fd
    1 2000 1 43 e8ae84f19250a209
    2 300000 9000 6509 f9c81ac3b88372ee
    3 20000000 2000 2986 66d36ec1125f5909
    4 7000000000 300 649 a3e387082313626e
    5 3 7000 47 025c237e40417710
    """
}
