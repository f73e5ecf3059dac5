/// What became of a job that was given away.
package enum OffloadResult<Value: Sendable, Failure: Error>: Sendable {
  case value(Value)
  case failure(Failure)
  /// The task that waited was cancelled before the job was due; what the job found is dropped.
  case cancelled

  /// What the job found, if it did.
  package var value: Value? {
    if case .value(let value) = self { value } else { nil }
  }
}

extension OffloadResult: Equatable where Value: Equatable, Failure: Equatable {}

extension Cell {
  /// Lets a pool do the cell's jobs from now on; without one the cell does them itself.
  package func useOffload(_ pool: OffloadPool?) {
    checkOwner()
    unsafe state.pointee.pool = pool
  }

  /// Gives a pure, heavy job away and waits until it is due; other events go on meanwhile.
  ///
  /// The result is there at exactly the modelled instant, by one event, however long the job takes
  /// the host; the cell stands still there if it is not finished. The job may read what it captures
  /// and nothing else: no cell, no actor, no clock.
  nonisolated(nonsending)
    package func offload<Value, Failure>(
      due delay: Duration,
      _ work: @escaping @Sendable () throws(Failure) -> Value
    ) async -> OffloadResult<Value, Failure>
  {
    let slot = OffloadSlot<OffloadResult<Value, Failure>>()
    let job = submit(work, slot)
    do {
      try await clock.sleep(for: delay)
    } catch {
      // Nobody begins it any more; if somebody has, what it finds goes with it.
      _ = job.claim()
      return .cancelled
    }
    return settle(job, slot)
  }

  /// The same for what has no task: the result is handed over at the modelled instant.
  package func offload<Value, Failure>(
    due delay: Duration,
    _ work: @escaping @Sendable () throws(Failure) -> Value,
    then receive: @escaping @Sendable (OffloadResult<Value, Failure>) -> Void
  ) {
    let slot = OffloadSlot<OffloadResult<Value, Failure>>()
    let job = submit(work, slot)
    after(max(delay, .zero)) { receive(self.settle(job, slot)) }
  }

  private func submit<Value, Failure>(
    _ work: @escaping @Sendable () throws(Failure) -> Value,
    _ slot: OffloadSlot<OffloadResult<Value, Failure>>
  ) -> OffloadJob {
    checkOwner()
    let job = OffloadJob {
      do throws(Failure) {
        let value = try work()
        unsafe slot.value = .value(value)
      } catch {
        unsafe slot.value = .failure(error)
      }
    }
    unsafe state.pointee.pool?.submit(job)
    return job
  }

  private func settle<Value, Failure>(
    _ job: OffloadJob,
    _ slot: OffloadSlot<OffloadResult<Value, Failure>>
  ) -> OffloadResult<Value, Failure> {
    if let pool = unsafe state.pointee.pool {
      pool.settle(job)
    } else if job.claim() {
      job.performHere()
    } else {
      // Given to a pool that the cell has left since.
      job.await()
    }
    guard let result = unsafe slot.value else {
      KernelFault.stop("a job of cell \(id) fell due without a result")
    }
    return result
  }
}
