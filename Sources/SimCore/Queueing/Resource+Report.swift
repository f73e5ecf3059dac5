extension Resource: WaitPlace {
  package nonisolated func describeWait(_ key: UInt32) -> WaitDescription {
    onCell(with: Int(key)) { $0.describe($1) }
  }

  package nonisolated func describeTasklessWaits() -> [WaitDescription] {
    onCell(with: ()) { resource, _ in
      resource.line.all.filter { resource.claims[$0].user != nil }.map { resource.describe($0) }
    }
  }

  private func describe(_ slot: Int) -> WaitDescription {
    let holding = claims.slots(in: .granted, .held)
    return WaitDescription(
      place: "resource \(name), \(unitsInUse) of \(units) in use",
      owner: claims[slot].owner,
      since: SimInstant(nanoseconds: claims[slot].since),
      holders: holding.map { holder in
        HolderDescription(
          owner: claims[holder].owner,
          since: SimInstant(nanoseconds: claims[holder].since)
        )
      }
    )
  }
}
