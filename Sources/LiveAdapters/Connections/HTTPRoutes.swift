/// Requests by path and method: the least that a few fixed paths need.
///
/// An unknown path is answered with 404, a known one with an unknown method with 405 and the
/// methods that there are. Who serves GET serves HEAD.
package struct HTTPRoutes: HTTPHandler {
  /// What answers the requests of one route.
  package typealias Answer = @Sendable (HTTPRequest, HTTPExchange) -> Void

  private struct Route: Sendable {
    let method: String
    let parts: [Substring]
    let answer: Answer
  }

  private var routes: [Route] = []
  private var fallback: Answer?

  package init() {}

  /// Adds a route; a part of the path that is `*` stands for any one part.
  package mutating func on(_ method: String, _ path: String, _ answer: @escaping Answer) {
    routes.append(Route(method: method, parts: Self.parts(path[...]), answer: answer))
  }

  /// Adds a text that is made anew for each GET, such as `/metrics`.
  package mutating func get(
    _ path: String,
    mediaType: String = "text/plain; charset=utf-8",
    _ text: @escaping @Sendable () -> String
  ) {
    on("GET", path) { _, exchange in
      exchange.respond(
        200,
        text: text(),
        mediaType: mediaType,
        headers: ["Cache-Control": "no-store"]
      )
    }
  }

  /// Names who answers when no path fits, in place of 404.
  package mutating func otherwise(_ answer: @escaping Answer) { fallback = answer }

  package func handle(_ request: HTTPRequest, _ exchange: HTTPExchange) {
    let parts = Self.parts(request.head.path)
    let method = request.head.method
    let found = routes.filter { Self.fits($0.parts, parts) }
    let exact = found.first { $0.method == method }
    if let route = exact ?? found.first(where: { method == "HEAD" && $0.method == "GET" }) {
      return route.answer(request, exchange)
    }
    if found.isEmpty {
      if let fallback { return fallback(request, exchange) }
      exchange.respond(404, text: "no such path: \(request.head.path)\n")
      return
    }
    var allowed: [String] = []
    for route in found {
      if !allowed.contains(route.method) { allowed.append(route.method) }
      if route.method == "GET" && !allowed.contains("HEAD") { allowed.append("HEAD") }
    }
    exchange.respond(
      405,
      text: "\(request.head.path) takes \(allowed.joined(separator: ", "))\n",
      headers: ["Allow": allowed.joined(separator: ", ")]
    )
  }

  private static func parts(_ path: Substring) -> [Substring] {
    path.split(separator: "/", omittingEmptySubsequences: false)
  }

  private static func fits(_ pattern: [Substring], _ parts: [Substring]) -> Bool {
    pattern.count == parts.count
      && zip(pattern, parts).allSatisfy { $0 == "*" && !$1.isEmpty || $0 == $1 }
  }
}
