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
    (
      "003", "Word errors are to be measured on calls, and none is rendered as sound.",
      "Give the scenario --set fidelity=audio, or a share of its calls."
    ),
    (
      "004", "Word errors are to be measured, and no word was said in an audible call.",
      "Let more calls be answered, or render a greater share of them."
    ),
    (
      "005", "The list of recordings that a scenario names cannot be read.",
      "Write 'text,file' or 'text,file,accent' above rows with a text and its sound file."
    ),
    (
      "006", "A recording that a scenario names cannot be used.",
      "Record it again, convert it, or take its row out of the list."
    ),
  ].map { Entry(code: "SND-\($0)", cause: $1, remedy: $2) }
}
