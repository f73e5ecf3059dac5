/// The jobs that are ready to run, first in, first out; priorities are ignored on purpose.
@safe
struct ReadyRing: ~Copyable {
  private var jobs: UnsafeMutablePointer<UnownedJob>
  private var mask = 63
  private var head = 0
  private var tail = 0

  init() { unsafe jobs = .allocate(capacity: mask + 1) }

  deinit { unsafe jobs.deallocate() }

  @inline(__always) var isEmpty: Bool { head == tail }

  @inline(__always)
  mutating func append(_ job: UnownedJob) {
    if tail &- head > mask { grow() }
    unsafe (jobs + (tail & mask)).initialize(to: job)
    tail &+= 1
  }

  /// The oldest job; the ring must not be empty.
  @inline(__always)
  mutating func removeFirst() -> UnownedJob {
    let job = unsafe jobs[head & mask]
    head &+= 1
    return job
  }

  @inline(never)
  private mutating func grow() {
    let count = mask + 1
    let larger = UnsafeMutablePointer<UnownedJob>.allocate(capacity: count * 2)
    for index in 0..<count {
      unsafe (larger + index).initialize(to: jobs[(head + index) & mask])
    }
    unsafe jobs.deallocate()
    unsafe jobs = larger
    head = 0
    tail = count
    mask = count * 2 - 1
  }
}
