#if !Live
  internal import VoicePipeline

  /// Encryption in a build without OpenSSL: every use of it fails.
  package final class TLSContext: Sendable {
    private static let reason = "this build has no TLS, because it was built without the trait Live"

    package static func client(
      trusting extraFile: String? = nil,
      isVerifying: Bool = true,
      offersHTTP: Bool = false
    ) throws(SocketError) -> TLSContext {
      throw .encryption(reason: reason)
    }

    package static func server(
      certificates: String,
      key: String,
      offersHTTP: Bool = false
    ) throws(SocketError) -> TLSContext {
      throw .encryption(reason: reason)
    }

    func makeClient(serverName: String) throws(SocketError) -> TLSEngine {
      throw .encryption(reason: Self.reason)
    }

    func makeServer() throws(SocketError) -> TLSEngine { throw .encryption(reason: Self.reason) }
  }

  /// Never made in such a build.
  final class TLSEngine: Sendable {
    enum Step: Hashable {
      case done(Int)
      case needsInput
      case ended
      case failed(reason: String)
    }

    private init() {}

    var nameAskedFor: String? { nil }
    var agreedProtocol: String? { nil }
    var version: String { "" }
    var hasOutput: Bool { false }

    func take(_ bytes: Span<UInt8>) {}
    func shakeHands() -> Step { .ended }
    func read(into buffer: SocketBuffer) -> Step { .ended }
    func write(_ bytes: [UInt8], from start: Int, count: Int) -> Step { .ended }
    func endOutput() {}
    func moveOutput(to bytes: inout [UInt8]) {}
  }

  /// Never made in such a build.
  package struct OpenSSLCipher: AuthenticatedCipher {
    package init?() { return nil }

    package func seal(
      _ content: [UInt8],
      key: [UInt8],
      nonce: [UInt8],
      authenticating data: [UInt8]
    ) -> [UInt8] { [] }

    package func open(
      _ sealed: [UInt8],
      key: [UInt8],
      nonce: [UInt8],
      authenticating data: [UInt8]
    ) -> [UInt8]? { nil }
  }
#endif
