import RunReports
import SimCore
import VoicePipeline

// How the requests of a run that never was fared.
extension RunFactsSample {
  static let resilience: ResilienceFacts? = {
    let minute = Duration.seconds(60)
    func instant(_ minutes: Int) -> SimInstant { SimInstant.zero.advanced(by: minute * minutes) }
    var traffic = EndpointTraffic()
    for place in 0..<60 {
      for request in 0..<20 {
        let begun = instant(place)
        let isIll = (30..<40).contains(place)
        let ending: ModelCall.Ending =
          isIll && request % 3 == 0
          ? .failed(.keptBack) : isIll && request % 3 == 1 ? .failed(.timedOut) : .completed
        for attempt in 1...(ending == .failed(.timedOut) ? 3 : 1) {
          traffic.add(
            ModelCall(
              service: .languageModel,
              number: request,
              attempt: attempt,
              begun: begun,
              ended: begun,
              ending: ending
            )
          )
        }
      }
    }
    var account = ResilienceAccount()
    var guarded = ModelGuardAccount()
    guarded.openings = 2
    guarded.keptBack = 70
    guarded.slow = 9
    guarded.isOpen.set(1, at: instant(30))
    guarded.isOpen.set(0, at: instant(39))
    account.breakers = [("llm", guarded)]
    var pool = RealtimePoolAccount()
    (pool.asked, pool.hits, pool.connects, pool.failures, pool.aged) = (40, 33, 55, 2, 8)
    for _ in 0..<33 { pool.waits.record(.milliseconds(50)) }
    for _ in 0..<7 { pool.coldWaits.record(.milliseconds(640)) }
    pool.idle.set(8, at: instant(0))
    account.pool = pool
    var shedding = SheddingAccount()
    shedding.turnedAway = 412
    shedding.causes = [.modelUtilisation, .responseP95, .modelUtilisation]
    shedding.isShedding.set(1, at: instant(31))
    shedding.isShedding.set(0, at: instant(38))
    account.shedding = shedding
    return ResilienceFacts(
      account,
      traffic: traffic,
      window: MeasuredWindow(start: instant(5), end: instant(60)),
      duration: minute * 60
    )
  }()
}
