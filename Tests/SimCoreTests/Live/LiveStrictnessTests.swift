import Foundation
import SimCore
import Testing

private actor Callee: CellActor {
  nonisolated let cell: Cell

  init(_ cell: Cell) { self.cell = cell }

  func answer() -> Int { 42 }
}

/// What a simulated cell says to other threads.
@Suite("Strictness beside live cells")
struct LiveStrictnessTests {
  private func message(_ result: ExitTest.Result?) -> String {
    String(decoding: result?.standardErrorContent ?? [], as: UTF8.self)
  }

  @Test func `a simulated cell has no inbox`() async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = Cell(id: 7, seed: 1).inbox.post {}
    }
    #expect(message(result).contains("cell 7 is simulated, so no other thread may send it"))
  }

  @Test func `a reply of a simulated cell stays on its thread`() async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      let cell = Cell(id: 7, seed: 1)
      cell.spawn {
        _ = await Reply<Int>.wait(on: cell) { reply in
          Thread.detachNewThread { reply.send(1) }
          usleep(2_000_000)
        }
      }
      cell.run()
    }
    #expect(message(result).contains("code of cell 7 runs on a thread that does not run the cell"))
  }

  @Test func `a call from another thread into a simulated cell`() async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = await Callee(Cell(id: 7, seed: 1)).answer()
    }
    #expect(message(result).contains("came to cell 7 from a thread that does not run it"))
  }
}
