import SimCore
import Testing
import VoicePipeline

@Suite("Pod router")
struct PodRouterTests {
  @Test func `calls go to the pod with the fewest, the first among equals`() {
    let cell = Cell(seed: 1)
    let router = PodRouter(cell: cell, pods: 3, slotsPerPod: 2)
    let pods = cell.enter { (0..<6).map { _ in router.onCell { $0.acquire()?.pod } } }
    #expect(pods == [0, 1, 2, 0, 1, 2])
  }

  @Test func `a full platform has no slot until one is released`() {
    let cell = Cell(seed: 1)
    let router = PodRouter(cell: cell, pods: 1, slotsPerPod: 1)
    cell.enter {
      router.onCell { router in
        let slot = router.acquire()
        #expect(slot != nil)
        #expect(router.acquire() == nil)
        if let slot { router.release(slot) }
        #expect(router.acquire() != nil)
      }
    }
  }
}
