extension [Double] {
  /// The middle value, the upper one of an even number; not to be asked of an empty list.
  package var median: Double {
    precondition(!isEmpty, "median: there are no values")
    return sorted()[count / 2]
  }
}
