/// AES-256 in Galois/counter mode (NIST SP 800-38D), as a library of the host has it.
///
/// The program puts it in, as it does the compressor: nothing below it links a cipher.
package protocol AuthenticatedCipher: Sendable {
  /// The encrypted content, as long as it was, and the tag of 16 bytes behind it.
  ///
  /// The key has 32 bytes, the nonce 12; one nonce is for one content only.
  func seal(
    _ content: [UInt8],
    key: [UInt8],
    nonce: [UInt8],
    authenticating data: [UInt8]
  ) -> [UInt8]

  /// The content again; nil when a bit of it, of its tag or of the data is another, or the key or
  /// the nonce.
  func open(
    _ sealed: [UInt8],
    key: [UInt8],
    nonce: [UInt8],
    authenticating data: [UInt8]
  ) -> [UInt8]?
}
