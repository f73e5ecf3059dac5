import LiveAdapters
import Testing

@Suite("Sockets: addresses and the allow-list")
struct AllowListTests {
  @Test(arguments: [
    ("127.0.0.1", "127.0.0.1:80"), ("::1", "[::1]:80"), ("[::1]", "[::1]:80"),
    ("2001:DB8:0:0:0:0:0:1", "[2001:db8::1]:80"), ("fe80::1%2", "[fe80::1%2]:80"),
    ("::ffff:203.0.113.7", "[::ffff:203.0.113.7]:80"), ("255.255.255.255", "255.255.255.255:80"),
  ])
  func `a literal address is read and written`(literal: String, text: String) {
    #expect(SocketAddress(literal: literal, port: 80)?.description == text)
  }

  @Test(arguments: [
    "", "localhost", "127.1", "0x7f.0.0.1", "127.0.0.1.", "[127.0.0.1]", "256.0.0.1", "1.2.3",
    "::1%", "::1%eth0", "127.0.0.1%1", ":::", "127.0.0.1\0", " 127.0.0.1", "2130706433",
  ])
  func `anything else is no address`(text: String) {
    #expect(SocketAddress(literal: text, port: 80) == nil)
  }

  @Test(arguments: [
    ("127.0.0.1", true, false), ("127.255.0.1", true, false), ("::1", true, false),
    ("::ffff:127.0.0.1", true, false), ("0.0.0.0", false, false), ("::", false, false),
    ("203.0.113.7", false, true), ("2001:db8::1", false, true), ("169.254.169.254", false, false),
    ("fe80::1", false, false), ("fd00::1", false, false), ("224.0.0.1", false, false),
    ("255.255.255.255", false, false), ("128.0.0.1", false, true), ("::ffff:0.0.0.1", false, false),
    ("100.64.0.1", false, false), ("100.128.0.1", false, true), ("ff02::1", false, false),
  ])
  func `an address is of this host, of the internet, or neither`(
    literal: String,
    isLoopback: Bool,
    isPublic: Bool
  ) throws {
    let address = try #require(SocketAddress(literal: literal, port: 1))
    #expect(address.isLoopback == isLoopback)
    #expect(address.isPublic == isPublic)
  }

  @Test func `without a list only this host may be reached`() {
    let list = AllowList.loopback
    #expect(list.allows(host: "localhost", port: 80))
    #expect(list.allows(host: "Db.LocalHost.", port: 80))
    #expect(list.allows(host: "127.0.0.2", port: 80))
    #expect(list.allows(host: "::1", port: 80))
    #expect(!list.allows(host: "example.com", port: 80))
    #expect(!list.allows(host: "203.0.113.7", port: 80))
    #expect(!list.allows(host: "0.0.0.0", port: 80))
    #expect(!list.allows(host: "localhost.example.com", port: 80))
  }

  @Test func `hosts, ports, addresses and prefixes are allowed as they are listed`() throws {
    let list = try AllowList([
      "api.example.com", "Other.Example.:8443", "203.0.113.7", "198.51.100.0/24",
      "[2001:db8::1]:443", "2001:db8:7::/48", "192.0.2.9:5060",
    ])
    let table: [(String, UInt16, Bool)] = [
      ("API.example.com", 1, true), ("api.example.com.", 443, true), ("example.com", 443, false),
      ("www.api.example.com", 443, false), ("other.example", 8_443, true),
      ("other.example", 443, false), ("203.0.113.7", 9, true), ("203.0.113.8", 9, false),
      ("::ffff:203.0.113.7", 9, true), ("198.51.100.255", 9, true), ("198.51.101.0", 9, false),
      ("2001:db8::1", 443, true), ("2001:db8::1", 80, false), ("2001:db8:7:1::", 80, true),
      ("2001:db8:8::", 80, false), ("192.0.2.9", 5_060, true), ("192.0.2.9", 5_061, false),
    ]
    for (host, port, isAllowed) in table {
      #expect(list.allows(host: host, port: port) == isAllowed, "\(host) \(port)")
    }
  }

  @Test func `a name cannot be turned to where it was not meant to lead`() throws {
    let list = try AllowList(["api.example.com", "198.18.0.0/15"])
    let table: [(String, String, Bool)] = [
      ("api.example.com", "203.0.113.7", true), ("api.example.com", "127.0.0.1", true),
      ("api.example.com", "169.254.169.254", false), ("api.example.com", "fd00::1", false),
      ("api.example.com", "::ffff:169.254.169.254", false),
      ("api.example.com", "198.19.1.1", true), ("localhost", "203.0.113.7", false),
      ("localhost", "127.0.0.1", true), ("elsewhere.example.com", "203.0.113.7", false),
    ]
    for (name, literal, isAllowed) in table {
      let address = try #require(SocketAddress(literal: literal, port: 443))
      #expect(list.allows(address, of: name) == isAllowed, "\(name) \(literal)")
    }
  }

  @Test(arguments: [
    "", ":443", "host:", "host:0", "host:65536", "host:http", "a b", "a/b", "203.0.113.0/33",
    "2001:db8::/129", "127.1", "1.2.3", "a..b", "*.example.com", "https://example.com", "/24",
    "203.0.113.0/", "203.0.113.0/+1", "[example.com]:1",
  ])
  func `an entry that says nothing is refused`(entry: String) {
    let error = #expect(throws: AllowListError.self) { _ = try AllowList([entry]) }
    #expect(error?.entry == entry)
  }
}
