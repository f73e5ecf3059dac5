/// Seed, limit, count, and the compressed encoding.
///
/// Written by scripts/generate-test-vectors.py from hdrhistogram.
enum EncodedVectors {
  static let text = """
    1 2000 1 /
    HISTFAAAACJ4nJNpmSzMwMDAzAABMJoRhNeqezDYf4AIzOZiAgBT1wRB
    /
    3 20000000 150 /
    HISTFAAAASF4nC2OMUuCURSGv/Ncv0IcRD4soiJCQiIsIkIiQiKixCFqaWiQhmhq6AdIRC3h6CQSIY3i8E3R4NBPaG
    iU5nBpk4ao92b3crj3nvu+z3lnbhtRENhRMFru/zRf3fx+UPocNVpZusu0k9xMEMNXSH2MpwQPMHS8G/UEccgxL0Y/
    5IKe45y+sU3H4djkilV2qdAyHuHVscC1kaFKLIsjzYdJ1DP5BlDmGyIvyXFKw/ykN2OdPDukRNyiyHyiQImkdk2D7o
    ymQ6MyPBtZIbwqkmOKE/2f6VVjWr5FQjHmGHpZWklyDDzb99aYVZW1U1zqHrKiAHsSpUQwfMyKKOOyRmIdilzVzf+3
    TegiHEj3F2GJgqrCj6mtfBswyT10jF8R6zkz
    /
    4 7000000000 60 /
    HISTFAAAAKx4nC2MIQvCUBSF3/32tiKiYjEIBoPYBdMwiGjxB5iMBhGT0SBoNIjFIkMWDGPBbDKJyBCTwWiw2i2+MS
    9czvnOPdzifJ1XSm1UMtZfJd6w0lGNTxKEOyFwiGq8CoQpbllGuLw1VdpYLIWjpsVXOAmm7LKFLlcY0jfmIqR5wEw4
    CD0DNhGUaTIlw5iFw10QQ3thJUxMmsODOk/wMSdf8HT8qcSAQHO2+QGrOSLX
    /
    """
}
