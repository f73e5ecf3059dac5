extension ErrorCatalogue {
  static let live = [
    Entry(
      code: "LIV-001",
      cause: "A live run has nothing that it is bound to.",
      remedy: "Add bindings.agent or bindings.llm to the scenario, or leave --live out."
    ),
    Entry(
      code: "LIV-002",
      cause: "A binding names a host that a run may not connect to.",
      remedy: "Allow it with --allow HOST; this host is always allowed."
    ),
    Entry(
      code: "LIV-003",
      cause: "The value of --allow is no host, address or prefix.",
      remedy: "Write api.example.com, api.example.com:443, 203.0.113.7 or 203.0.113.0/24."
    ),
    Entry(
      code: "LIV-004",
      cause: "The environment variable that holds an endpoint's key is not set.",
      remedy: "Export it, or leave key_variable out for an endpoint without a key."
    ),
    Entry(
      code: "LIV-005",
      cause: "A binding's address cannot be read.",
      remedy: "Write ws://host:port/path for an agent, http://host:port/path for a model."
    ),
    Entry(
      code: "LIV-006",
      cause: "The emulator cannot listen where it was asked to.",
      remedy: "Choose another port with --listen; port 0 takes any that is free."
    ),
    Entry(
      code: "LIV-007",
      cause: "The value of --listen is no address of this host.",
      remedy: "Write 127.0.0.1:PORT or [::1]:PORT: nothing is served to other hosts."
    ),
    Entry(
      code: "LIV-008",
      cause: "The folder for sessions cannot be made or used.",
      remedy: "Name a folder that can be written to with --sessions."
    ),
    Entry(
      code: "LIV-009",
      cause: "A live run was asked for several replications, or for a claim that compares arms.",
      remedy: "Add --set replications=1, or leave --live out."
    ),
  ]
}
