import SimCore
import Testing
import VoicePipeline

@Suite("Load shedding")
struct LoadShedderTests {
  private static func shedder(
    _ bounds: (SheddingSignal, Double)...,
    resume: Double
  ) -> LoadShedder {
    LoadShedder(
      SheddingRule(
        bounds: bounds.map { SheddingBound($0.0, $0.1) },
        resume: resume,
        every: .seconds(1)
      )
    )
  }

  @Test func `calls are turned away from the bound on, and taken again well below it`() {
    var shedder = Self.shedder((.modelUtilisation, 2), resume: 0.5)
    var states: [Bool] = []
    for value in [1.9, 2, 1.9, 1.1, 1, 1.9, 2.5] {
      shedder.look { _ in value }
      states.append(shedder.isShedding)
    }
    #expect(states == [false, true, true, true, false, false, true])
    #expect(shedder.causes == [.modelUtilisation, .modelUtilisation])
  }

  @Test func `the signal nearest to its bound decides, and one without a value says nothing`() {
    var shedder = Self.shedder((.responseP95, 4), (.podUtilisation, 0.9), resume: 0.8)
    shedder.look { $0 == .podUtilisation ? 0.95 : nil }
    #expect(shedder.isShedding && shedder.causes == [.podUtilisation])
    shedder.look { $0 == .podUtilisation ? 0.1 : 3.9 }
    #expect(shedder.isShedding)
    shedder.look { _ in nil }
    #expect(!shedder.isShedding)
  }

  @Test func `a router that sheds gives nothing out, and tells who waits when it does again`() {
    let cell = Cell(seed: 1)
    cell.enter {
      let router = PodRouter(cell: cell, pods: 1, slotsPerPod: 2)
      router.onCell { router in
        let slot = router.acquire()
        router.turnAway(true)
        #expect(router.acquire() == nil && !router.hasFreeSlot && router.turnedAway == 1)
        router.whenFree { router.onCell { #expect($0.acquire() != nil) } }
        router.turnAway(false)
        if let slot { router.release(slot) }
      }
      cell.after(.seconds(1)) {
        router.onCell { #expect($0.utilisation == 0.5) }
      }
    }
    _ = cell.run()
  }
}
