/// What must hold of a platform in every run, whatever is drawn.
enum PlatformInvariant: String, CaseIterable {
  /// A conversation is on one pod at a time, and goes to another one only when its own has died.
  case onePod = "one_pod"
  /// A pod never holds more calls than it has slots.
  case cap
  /// Every slot is given back: by the end of its call, and all of them by the end of the run.
  case slotLeak = "slot_leak"
  /// No slot is given on a pod that does not take calls, and no conversation begins on such a pod
  /// while another one has room.
  case readyPod = "ready_pod"
  /// Every planned call has one record or is dropped once, and every conversation ends once.
  case oneRecord = "one_record"
  /// With a sound store, no conversation is lost for want of its state while a pod has a slot.
  case lostState = "lost_state"
  /// What is kept in a pod alone dies with it.
  case resurrection
  /// There are never more pods than the most, nor fewer than the least.
  case podBounds = "pod_bounds"
  /// No tenant has more calls than its plan allows, or a slot on the own pod of another.
  case tenantPlan = "tenant_plan"
  /// Nobody is served where the conversation may not be.
  case residency
  /// Who waits is served in the order of arrival, and nobody who has left.
  case waitingRoom = "waiting_room"
  /// A layer never works on more than it has places for, and on nothing in the end.
  case layerSlots = "layer_slots"
  /// While load is shed, nobody new is given a slot.
  case shedding
  /// A breaker that is open lets nothing through but one trial after each pause.
  case breaker
}

/// A broken invariant of a platform, and how.
struct PlatformViolation {
  var invariant: PlatformInvariant
  var text: String
}
