extension ErrorCatalogue {
  static let sounds = [
    (
      "001", "A call that was to be rendered as sound could not be, or not be listened to.",
      "Install what the message names; scripts/setup.sh --audio does, and simrun doctor looks."
    ),
    (
      "002", "A command that renders nothing was given a scenario that renders calls as sound.",
      "Give it --set fidelity=packet."
    ),
  ].map { Entry(code: "SND-\($0)", cause: $1, remedy: $2) }
}
