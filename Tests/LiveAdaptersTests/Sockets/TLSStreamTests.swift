import Foundation
import LiveAdapters
import SimCore
import Testing

/// Without the `openssl` command there are no certificates to test with.
@Suite("Sockets: TLS streams", .enabled(if: FakeAuthority.shared != nil))
struct TLSStreamTests {
  /// A server that keeps its last stream, and a client's attempt to reach it.
  private struct Setting {
    let world: SocketWorld
    let authority: FakeAuthority
    let plain = Slot<TCPStream>()
    let server = Slot<TLSStream>()
    let serverReady = Slot<Bool>()
    let serverFailure = Slot<SocketError>()
    let listener: TCPListener
    /// What the attempt gave, and its error.
    let client = Slot<TLSStream>()
    let failure = Slot<SocketError>()

    init(certificate: (FakeAuthority) -> String = \.good, offersHTTP: Bool = false) throws {
      world = try SocketWorld()
      authority = try #require(FakeAuthority.shared)
      let context = try TLSContext.server(
        certificates: certificate(authority),
        key: authority.key,
        offersHTTP: offersHTTP
      )
      let (loop, plain, server) = (world.loop, plain, server)
      let (ready, failed) = (serverReady, serverFailure)
      listener = try world.onCell {
        try TCPListener(on: loop) { stream in
          plain.value = stream
          let encrypted = try? TLSStream(over: stream, as: .server(context), on: loop)
          encrypted?.whenReady { result in
            ready.value = result.failure == nil
            failed.value = result.failure
          }
          server.value = encrypted
        }
      }
    }

    func connect(
      _ host: String = "localhost",
      name: String? = nil,
      trusts: Bool = true,
      isVerifying: Bool = true,
      offersHTTP: Bool = false
    ) throws {
      let context = try TLSContext.client(
        trusting: trusts ? authority.file : nil,
        isVerifying: isVerifying,
        offersHTTP: offersHTTP
      )
      var endpoint = Endpoint(host: host, port: listener.address.port, security: context)
      endpoint.serverName = name
      let (client, failure) = (client, failure)
      world.onCell {
        let connector = Connector(on: world.loop, allowing: .loopback)
        connector.connect(to: endpoint, within: .seconds(5)) { result in
          client.value = try? result.get() as? TLSStream
          failure.value = result.failure
        }
      }
      #expect(world.run { client.value != nil || failure.value != nil })
    }

    /// Both ends, once both have agreed.
    func ends() throws -> (client: TLSStream, server: TLSStream) {
      try connect()
      #expect(world.run { serverReady.value == true })
      return (try #require(client.value), try #require(server.value))
    }
  }

  @Test func `a megabyte goes both ways, and both sides end in order`() throws {
    let setting = try Setting()
    let (client, server) = try setting.ends()
    #expect(client.version == "TLSv1.3")
    var chance = Chance(seed: 3)
    let bytes = chance.bytes(1_000_000)
    let sender = FakeSender(client, pieces(bytes, at: [1, 17_000, 400_000]))
    let cell = setting.world.cell
    let receiver = FakeReceiver(
      onBytes: { _ in
        client.pauseReading()
        cell.after(.microseconds(50)) { client.resumeReading() }
      },
      onDrain: { sender.goOn() }
    )
    let echo = FakeEcho(server)
    setting.world.onCell {
      server.attach(echo)
      client.attach(receiver)
      sender.goOn()
    }
    #expect(setting.world.run { receiver.ending != nil && echo.ending.value != nil })
    #expect(receiver.record.bytes == bytes)
    #expect(receiver.ending == .finished && echo.ending.value == .finished)
    setting.world.end()
  }

  @Test func `the name that is asked for reaches the server, and both agree on HTTP`() throws {
    let setting = try Setting(offersHTTP: true)
    try setting.connect(name: "a.wild.test.", offersHTTP: true)
    #expect(setting.failure.value == nil)
    #expect(setting.world.run { setting.serverReady.value == true })
    #expect(setting.server.value?.nameAskedFor == "a.wild.test")
    #expect(setting.server.value?.agreedProtocol == "http/1.1")
    #expect(setting.client.value?.agreedProtocol == "http/1.1")
    setting.world.end()
  }

  @Test func `an address is checked against the certificate, and is not sent as a name`() throws {
    let setting = try Setting()
    try setting.connect("127.0.0.1")
    #expect(setting.failure.value == nil)
    #expect(setting.world.run { setting.serverReady.value == true })
    #expect(setting.server.value?.nameAskedFor == nil)
    #expect(setting.server.value?.agreedProtocol == nil)
    setting.world.end()
  }

  @Test func `an authority that is not known is refused, and the server hears of it`() throws {
    let setting = try Setting()
    try setting.connect(trusts: false)
    #expect(reason(setting) == "unable to get local issuer certificate")
    // With TLS 1.3 the server is done before the client has looked at the certificate.
    #expect(setting.world.run { setting.serverReady.value != nil })
    setting.world.end()
  }

  @Test(arguments: [("wrong.test", "hostname mismatch"), ("127.0.0.2", "IP address mismatch")])
  func `a certificate of another host is refused`(name: String, words: String) throws {
    let setting = try Setting()
    try setting.connect(name: name)
    #expect(reason(setting)?.lowercased() == words.lowercased())
    setting.world.end()
  }

  @Test func `a certificate whose time is over is refused`() throws {
    let setting = try Setting(certificate: \.expired)
    try setting.connect()
    #expect(reason(setting) == "certificate has expired")
    setting.world.end()
  }

  @Test func `a certificate that vouches for itself is refused, unless nothing is verified`() throws
  {
    let setting = try Setting(certificate: \.selfSigned)
    try setting.connect()
    #expect(reason(setting)?.hasPrefix("self") == true)
    setting.failure.value = nil
    try setting.connect(isVerifying: false)
    #expect(setting.failure.value == nil && setting.client.value != nil)
    setting.world.end()
  }

  @Test func `a peer that speaks no TLS is a failure with a reason`() throws {
    let world = try SocketWorld()
    let result = Slot<Result<any ByteStream, SocketError>>()
    let kept = Slot<TCPStream>()
    try world.onCell {
      let listener = try TCPListener(on: world.loop) { stream in
        stream.send { $0 += Array("HTTP/1.1 400 Bad Request\r\n\r\n".utf8) }
        kept.value = stream
      }
      let security = try TLSContext.client()
      let endpoint = Endpoint(host: "localhost", port: listener.address.port, security: security)
      Connector(on: world.loop, allowing: .loopback).connect(to: endpoint, within: .seconds(2)) {
        result.value = $0
      }
    }
    #expect(world.run { result.value != nil })
    #expect(result.value?.failure == .encryption(reason: "wrong version number"))
    world.end()
  }

  @Test(arguments: [false, true])
  func `an end without close_notify is a failure, not an end of input`(isPaused: Bool) throws {
    let setting = try Setting()
    let (client, server) = try setting.ends()
    let receiver = FakeReceiver()
    setting.world.onCell {
      client.attach(receiver)
      if isPaused { client.pauseReading() }
      server.send { $0 += [1, 2, 3] }
      setting.plain.value?.finish()
    }
    if isPaused {
      setting.world.run(for: .milliseconds(10))
      #expect(receiver.count == 0)
      setting.world.onCell { client.resumeReading() }
    }
    #expect(setting.world.run { receiver.ending != nil })
    #expect(receiver.record.bytes == [1, 2, 3])
    #expect(!receiver.record.isInputOver)
    guard case .failed(.encryption(let reason)) = receiver.ending else {
      Issue.record("ended as \(String(describing: receiver.ending))")
      return
    }
    #expect(reason.contains("close_notify"))
    setting.world.end()
  }

  @Test func `what is sent before the handshake is over waits for it`() throws {
    let setting = try Setting()
    let world = setting.world
    let (first, second) = MemoryStream.pair(on: world.cell)
    let limits = StreamLimits(mark: 100, limit: 100_000)
    let (one, other) = (FakeReceiver(), FakeReceiver())
    try world.onCell {
      let identity = try TLSContext.server(
        certificates: setting.authority.good,
        key: setting.authority.key
      )
      let trust = try TLSContext.client(trusting: setting.authority.file)
      let role = TLSStream.Role.client(trust, serverName: "localhost")
      let client = try TLSStream(over: first, as: role, on: world.loop, limits: limits)
      let server = try TLSStream(over: second, as: .server(identity), on: world.loop)
      client.attach(one)
      server.attach(other)
      #expect(client.send { $0 += [UInt8](repeating: 1, count: 1_000) } == .backlogged)
      #expect(client.send { $0 += [UInt8](repeating: 2, count: 100_000) } == .overflowed)
    }
    #expect(world.run { other.count == 1_000 && one.record.drains == 1 })
    #expect(other.record.bytes == [UInt8](repeating: 1, count: 1_000))
    world.end()
  }

  @Test func `a connection that ends during the handshake is a failure`() throws {
    let setting = try Setting()
    let world = setting.world
    let (first, second) = MemoryStream.pair(on: world.cell)
    let receiver = FakeReceiver()
    try world.onCell {
      let role = TLSStream.Role.client(try TLSContext.client(), serverName: "localhost")
      try TLSStream(over: first, as: role, on: world.loop).attach(receiver)
      second.finish()
    }
    #expect(world.run { receiver.ending != nil })
    let reason = "the peer ended the connection during the handshake"
    #expect(receiver.ending == .failed(.encryption(reason: reason)))
    world.end()
  }

  @Test func `one side can end its output and still read`() throws {
    let setting = try Setting()
    let (client, server) = try setting.ends()
    let (first, second) = (FakeReceiver(), FakeReceiver())
    setting.world.onCell {
      client.attach(first)
      server.attach(second)
      client.finish()
      #expect(client.send { $0 += [1] } == .closed)
    }
    #expect(setting.world.run { second.record.isInputOver })
    setting.world.onCell {
      server.send { $0 += [UInt8](repeating: 5, count: 200_000) }
      server.finish()
    }
    #expect(setting.world.run { first.ending != nil && second.ending != nil })
    #expect(first.count == 200_000 && first.record.isInputOver)
    #expect(first.ending == .finished && second.ending == .finished)
    setting.world.end()
  }

  @Test func `a sender is told to wait, refused past the limit, and told when to go on`() throws {
    let setting = try Setting()
    let (client, server) = try setting.ends()
    let (sending, reading) = (FakeReceiver(), FakeReceiver())
    let piece = [UInt8](repeating: 7, count: 200_000)
    var accepted = 0
    var outcomes: Set<SendOutcome> = []
    setting.world.onCell {
      client.attach(sending)
      for _ in 0..<1_000 where !outcomes.contains(.overflowed) {
        let outcome = client.send { $0 += piece }
        outcomes.insert(outcome)
        if outcome != .overflowed { accepted += piece.count }
      }
    }
    #expect(outcomes == [.accepted, .backlogged, .overflowed])
    setting.world.onCell { server.attach(reading) }
    #expect(setting.world.run { sending.record.drains == 1 && reading.count == accepted })
    setting.world.end()
  }

  @Test func `a connection that breaks is the failure of the stream below`() throws {
    let setting = try Setting()
    let (client, server) = try setting.ends()
    let (first, second) = (FakeReceiver(), FakeReceiver())
    setting.world.onCell {
      client.attach(first)
      server.attach(second)
      server.abort()
    }
    #expect(setting.world.run { first.ending != nil && second.ending != nil })
    #expect(first.ending == .failed(.system(operation: .read, errno: SystemReason.connectionReset)))
    #expect(second.ending == .aborted)
    setting.world.end()
  }

  @Test func `the openssl command is understood as a client`() throws {
    let setting = try Setting()
    let process = FakeAuthority.command([
      "s_client", "-connect", "\(setting.listener.address)", "-servername", "b.wild.test",
      "-CAfile", setting.authority.file, "-quiet", "-verify_return_error",
    ])
    let (input, output) = (Pipe(), Pipe())
    process.standardInput = input
    process.standardOutput = output
    try process.run()
    #expect(setting.world.run { setting.serverReady.value == true })
    let server = try #require(setting.server.value)
    #expect(server.nameAskedFor == "b.wild.test")
    let receiver = FakeReceiver(onBytes: { bytes in
      server.send { $0 += bytes }
      server.finish()
    })
    setting.world.onCell { server.attach(receiver) }
    input.fileHandleForWriting.write(Data("hello\n".utf8))
    #expect(setting.world.run { receiver.ending != nil })
    #expect(receiver.record.bytes == Array("hello\n".utf8))
    #expect(output.fileHandleForReading.readDataToEndOfFile() == Data("hello\n".utf8))
    process.waitUntilExit()
    setting.world.end()
  }

  @Test func `files that cannot be read are named`() {
    let error = #expect(throws: SocketError.self) {
      _ = try TLSContext.server(certificates: "/nonexistent.pem", key: "/nonexistent.key")
    }
    #expect(error?.description.contains("/nonexistent.pem") == true)
  }

  private func reason(_ setting: Setting) -> String? {
    guard case .encryption(let reason) = setting.failure.value else { return nil }
    let start = "the peer's certificate is not accepted: "
    return reason.hasPrefix(start) ? String(reason.dropFirst(start.count)) : reason
  }
}
