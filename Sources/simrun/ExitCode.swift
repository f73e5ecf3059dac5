import Experiments
import RunReports

/// What the process says to the shell when it ends.
enum ExitCode: Int32, CaseIterable {
  case success = 0
  /// A threshold failed, a replay gave other bytes, two runs differ, or an audit log was altered.
  case failed = 1
  /// Nothing may be concluded: too few samples, the run is invalid, or runs are not comparable.
  case inconclusive = 2
  case usage = 64
  case badInput = 65
  case unavailable = 69
  case internalError = 70
  case temporary = 75
  case interrupted = 130
  case terminated = 143

  init(_ verdict: Verdict) {
    switch verdict {
    case .pass: self = .success
    case .fail: self = .failed
    case .inconclusive: self = .inconclusive
    }
  }

  /// The code of a failure; an interrupted run says by which signal.
  init(_ failure: RunFailure.Class, stopSignal: Int32?) {
    switch failure {
    case .usage: self = .usage
    case .badInput: self = .badInput
    case .unavailable: self = .unavailable
    case .internalError: self = .internalError
    case .temporary: self = .temporary
    case .invalidRun: self = .inconclusive
    case .interrupted: self = stopSignal == 15 ? .terminated : .interrupted
    }
  }

  /// One line for the help page.
  var meaning: String {
    switch self {
    case .success: "done; every threshold passed"
    case .failed: "a threshold or a comparison failed, or an audit log was altered"
    case .inconclusive: "cannot judge: too few samples, an invalid run, runs of two builds"
    case .usage: "the command line is wrong"
    case .badInput: "a file is missing or wrong, or the output cannot be placed"
    case .unavailable: "something that the command needs is not there"
    case .internalError: "a defect of simrun: seed and replay line are printed"
    case .temporary: "try again later: no space, no memory"
    case .interrupted: "interrupted (SIGINT); nothing half-written is left"
    case .terminated: "terminated (SIGTERM); nothing half-written is left"
    }
  }
}
