#if Live
  internal import COpenSSL
  internal import VoicePipeline

  /// Certificates, trust and rules of encrypted connections; may be shared by all cells.
  ///
  /// TLS 1.2 and 1.3 through the host's OpenSSL 3, with its choice of ciphers.
  @safe
  package final class TLSContext: Sendable {
    private nonisolated(unsafe) let context: OpaquePointer
    private let isVerifying: Bool

    /// For connections that we make.
    ///
    /// The peer's certificate is verified with what the host trusts (`SSL_CERT_FILE` and
    /// `SSL_CERT_DIR` say otherwise), and with the certificates of one file more.
    package static func client(
      trusting extraFile: String? = nil,
      isVerifying: Bool = true,
      offersHTTP: Bool = false
    ) throws(SocketError) -> TLSContext {
      let context = try TLSContext(isVerifying: isVerifying, offersHTTP: offersHTTP)
      if !isVerifying { return context }
      try context.require(
        unsafe SSL_CTX_set_default_verify_paths(context.context),
        "the host's trusted certificates"
      )
      if let extraFile {
        try context.require(
          unsafe SSL_CTX_load_verify_locations(context.context, extraFile, nil),
          extraFile
        )
      }
      return context
    }

    /// For connections that others make to us, with the chain of certificates and the key of two
    /// PEM files.
    package static func server(
      certificates: String,
      key: String,
      offersHTTP: Bool = false
    ) throws(SocketError) -> TLSContext {
      let context = try TLSContext(isVerifying: false, offersHTTP: offersHTTP)
      try context.require(
        unsafe SSL_CTX_use_certificate_chain_file(context.context, certificates),
        certificates
      )
      try context.require(
        unsafe SSL_CTX_use_PrivateKey_file(context.context, key, SSL_FILETYPE_PEM),
        key
      )
      return context
    }

    private init(isVerifying: Bool, offersHTTP: Bool) throws(SocketError) {
      guard let context = unsafe SSL_CTX_new(TLS_method()) else {
        throw .encryption(reason: TLSEngine.libraryReason ?? "the library cannot start")
      }
      unsafe self.context = context
      self.isVerifying = isVerifying
      try require(unsafe copenssl_set_rules(context), "the rules")
      if offersHTTP { try require(unsafe copenssl_offer_http(context), "the protocol") }
    }

    deinit { unsafe SSL_CTX_free(context) }

    private func require(_ result: Int32, _ subject: String) throws(SocketError) {
      if result == 1 { return }
      throw .encryption(reason: "\(subject): \(TLSEngine.libraryReason ?? "cannot be used")")
    }

    func makeClient(serverName: String) throws(SocketError) -> TLSEngine {
      let engine = try makeEngine()
      let address = SocketAddress(literal: serverName, port: 0)
      let name = address?.host ?? Self.withoutRoot(serverName)
      try engine.become(clientOf: name, isAddress: address != nil, isVerifying: isVerifying)
      return engine
    }

    func makeServer() throws(SocketError) -> TLSEngine {
      let engine = try makeEngine()
      engine.becomeServer()
      return engine
    }

    private func makeEngine() throws(SocketError) -> TLSEngine {
      guard let connection = unsafe SSL_new(context), let engine = unsafe TLSEngine(connection)
      else { throw .encryption(reason: TLSEngine.libraryReason ?? "no memory is left") }
      return engine
    }

    /// Certificates and SNI name hosts without the dot of the root (RFC 6066, section 3).
    private static func withoutRoot(_ name: String) -> String {
      name.hasSuffix(".") ? String(name.dropLast()) : name
    }
  }

  /// One encrypted connection without its socket, used on one cell.
  @safe
  final class TLSEngine: Sendable {
    // Only touched on the thread of the cell, and at the end.
    private nonisolated(unsafe) let connection: OpaquePointer
    private nonisolated(unsafe) let input: OpaquePointer
    private nonisolated(unsafe) let output: OpaquePointer

    /// What came of a step.
    enum Step: Hashable {
      /// So many bytes; zero of a step that has none.
      case done(Int)
      /// More of the peer's bytes are needed first.
      case needsInput
      /// The peer has ended its output in order.
      case ended
      case failed(reason: String)
    }

    /// Takes the connection over.
    init?(_ connection: OpaquePointer) {
      guard let input = unsafe BIO_new(BIO_s_mem()), let output = unsafe BIO_new(BIO_s_mem())
      else {
        unsafe SSL_free(connection)
        return nil
      }
      unsafe SSL_set_bio(connection, input, output)
      unsafe self.connection = connection
      unsafe self.input = input
      unsafe self.output = output
    }

    deinit { unsafe SSL_free(connection) }

    func become(clientOf name: String, isAddress: Bool, isVerifying: Bool) throws(SocketError) {
      unsafe SSL_set_connect_state(connection)
      unsafe copenssl_verify_peer(connection, isVerifying ? 1 : 0)
      if unsafe copenssl_set_peer(connection, name, isAddress ? 1 : 0) != 1 {
        throw .encryption(reason: "\(name) cannot be the name of a server")
      }
    }

    func becomeServer() { unsafe SSL_set_accept_state(connection) }

    /// The name that the client asked for (SNI).
    var nameAskedFor: String? {
      unsafe copenssl_name_asked_for(connection).map { unsafe String(cString: $0) }
    }

    /// The protocol that both sides have agreed on (ALPN).
    var agreedProtocol: String? {
      var name: UnsafePointer<UInt8>?
      var count: UInt32 = 0
      unsafe SSL_get0_alpn_selected(connection, &name, &count)
      guard let name = unsafe name else { return nil }
      let bytes = unsafe UnsafeBufferPointer(start: name, count: Int(count))
      return unsafe String(decoding: bytes, as: UTF8.self)
    }

    /// Such as `TLSv1.3`.
    var version: String { unsafe String(cString: SSL_get_version(connection)) }

    /// Takes encrypted bytes of the peer.
    func take(_ bytes: Span<UInt8>) {
      _ = unsafe bytes.withUnsafeBufferPointer { bytes in
        unsafe BIO_write(input, bytes.baseAddress, Int32(clamping: bytes.count))
      }
    }

    func shakeHands() -> Step {
      ERR_clear_error()
      let result = unsafe SSL_do_handshake(connection)
      return result == 1 ? .done(0) : step(result)
    }

    /// Decrypts into a buffer.
    func read(into buffer: SocketBuffer) -> Step {
      ERR_clear_error()
      let count = unsafe buffer.fill { memory, size in
        unsafe SSL_read(connection, memory, Int32(clamping: size))
      }
      return count > 0 ? .done(Int(count)) : step(count)
    }

    /// Encrypts some of the bytes from an offset on.
    func write(_ bytes: [UInt8], from start: Int, count: Int) -> Step {
      ERR_clear_error()
      let result = unsafe bytes.withUnsafeBytes { memory in
        let part = unsafe UnsafeRawBufferPointer(rebasing: memory[start..<(start + count)])
        return unsafe SSL_write(connection, part.baseAddress, Int32(clamping: part.count))
      }
      return result > 0 ? .done(Int(result)) : step(result)
    }

    /// Ends the output (close_notify).
    func endOutput() {
      ERR_clear_error()
      _ = unsafe SSL_shutdown(connection)
      ERR_clear_error()
    }

    /// Whether encrypted bytes wait for the peer.
    var hasOutput: Bool { unsafe BIO_ctrl_pending(output) > 0 }

    /// Appends the encrypted bytes for the peer.
    func moveOutput(to bytes: inout [UInt8]) {
      var start: UnsafePointer<UInt8>?
      let count = unsafe copenssl_output(output, &start)
      unsafe bytes.append(contentsOf: UnsafeBufferPointer(start: start, count: count))
      unsafe copenssl_clear(output)
    }

    private func step(_ result: Int32) -> Step {
      switch unsafe SSL_get_error(connection, result) {
      case SSL_ERROR_WANT_READ, SSL_ERROR_WANT_WRITE: .needsInput
      case SSL_ERROR_ZERO_RETURN: .ended
      default: .failed(reason: reason)
      }
    }

    private var reason: String {
      let verdict = unsafe SSL_get_verify_result(connection)
      if unsafe verdict != Int(X509_V_OK) && SSL_get_verify_mode(connection) != SSL_VERIFY_NONE {
        let words = unsafe String(cString: X509_verify_cert_error_string(verdict))
        return "the peer's certificate is not accepted: \(words)"
      }
      return Self.libraryReason ?? "the library gives no reason"
    }

    /// The library's words for what has failed last on this thread, which it then forgets.
    static var libraryReason: String? {
      let code = ERR_peek_last_error()
      ERR_clear_error()
      if code == 0 { return nil }
      guard let words = unsafe ERR_reason_error_string(code) else { return "error \(code)" }
      return unsafe String(cString: words)
    }
  }

  /// AES-256-GCM of the host's OpenSSL, which is the one library of ours that has a cipher.
  package struct OpenSSLCipher: AuthenticatedCipher {
    private static let tagBytes = 16

    /// Nil in a build without OpenSSL.
    package init?() {}

    package func seal(
      _ content: [UInt8],
      key: [UInt8],
      nonce: [UInt8],
      authenticating data: [UInt8]
    ) -> [UInt8] {
      Self.check(content.count, key, nonce, data)
      var output = [UInt8](repeating: 0, count: content.count + Self.tagBytes)
      let done = unsafe content.withUnsafeBufferPointer { content in
        unsafe data.withUnsafeBufferPointer { data in
          unsafe output.withUnsafeMutableBufferPointer { output in
            unsafe copenssl_seal(
              key,
              nonce,
              data.baseAddress,
              Int32(data.count),
              content.baseAddress,
              Int32(content.count),
              output.baseAddress
            )
          }
        }
      }
      precondition(done == 1, "OpenSSL has no AES-256-GCM, or no memory is left")
      return output
    }

    package func open(
      _ sealed: [UInt8],
      key: [UInt8],
      nonce: [UInt8],
      authenticating data: [UInt8]
    ) -> [UInt8]? {
      guard sealed.count >= Self.tagBytes else { return nil }
      let count = sealed.count - Self.tagBytes
      Self.check(count, key, nonce, data)
      // One byte more, for a library that is handed no memory at all takes it for a question.
      var output = [UInt8](repeating: 0, count: count + 1)
      let done = unsafe sealed.withUnsafeBufferPointer { sealed in
        unsafe data.withUnsafeBufferPointer { data in
          unsafe output.withUnsafeMutableBufferPointer { output in
            unsafe copenssl_open(
              key,
              nonce,
              data.baseAddress,
              Int32(data.count),
              sealed.baseAddress,
              Int32(count),
              output.baseAddress
            )
          }
        }
      }
      ERR_clear_error()
      output.removeLast()
      return done == 1 ? output : nil
    }

    private static func check(_ count: Int, _ key: [UInt8], _ nonce: [UInt8], _ data: [UInt8]) {
      precondition(key.count == 32 && nonce.count == 12, "a key has 32 bytes, a nonce 12")
      precondition(count < 1 << 30 && data.count < 1 << 30, "a file of more than a gibibyte")
    }
  }
#endif
