import Testing
import VoicePipeline

/// Tenants with calls on a platform of a hundred slots.
private struct Bench {
  var admission: TenantAdmission
  var taken = 0

  init(_ tenancy: Tenancy, _ plans: [TenantPlan], reserve: Double = 0.1) {
    admission = TenantAdmission(tenancy, plans, reserve: reserve)
  }

  /// How many of so many calls a tenant gets in.
  mutating func calls(_ count: Int, of tenant: Int) -> Int {
    (0..<count).count { _ in
      let verdict = admission.ask(for: tenant, slots: 100, taken: taken)
      guard verdict == .admitted, taken < 100 else { return false }
      admission.took(tenant)
      taken += 1
      return true
    }
  }

  mutating func end(_ count: Int, of tenant: Int) {
    for _ in 0..<count { admission.gaveBack(tenant) }
    taken -= count
  }
}

private let two = [TenantPlan(name: "victim"), TenantPlan(name: "aggressor")]

@Suite("Tenant admission")
struct TenantAdmissionTests {
  @Test func `a dedicated part ends with its own slots`() {
    var admission = TenantAdmission(.dedicated, two)
    #expect(admission.ask(for: 0, slots: 50, taken: 49) == .admitted)
    #expect(admission.ask(for: 0, slots: 50, taken: 50) == .overShare)
    #expect(admission.accounts[0].overShare == 1)
  }

  @Test func `a shared platform goes to whoever comes first`() {
    var bench = Bench(.shared, two)
    #expect(bench.calls(120, of: 1) == 100)
    #expect(bench.calls(10, of: 0) == 0)
  }

  @Test func `who goes beyond its share leaves a reserve, and the others their shares`() {
    var bench = Bench(.elastic, two)
    #expect(bench.calls(120, of: 1) == 90)
    // The victim is below its share, and takes the reserve too.
    #expect(bench.calls(30, of: 0) == 10)
    bench.end(45, of: 1)
    #expect(bench.calls(60, of: 0) == 40)
    #expect(bench.calls(9, of: 1) == 5)
  }

  @Test func `shares and pods follow weights`() {
    let plans = [TenantPlan(name: "large", weight: 3), TenantPlan(name: "small")]
    let admission = TenantAdmission(.elastic, plans)
    #expect(admission.share(of: 0, slots: 100) == 75)
    #expect(admission.share(of: 1, slots: 100) == 25)
    var pods = [0, 0]
    for _ in 0..<8 { pods[admission.nextOwner(having: pods)] += 1 }
    #expect(pods == [6, 2])
  }

  @Test func `a plan's limit holds under every tenancy, and is told apart`() {
    for tenancy in Tenancy.allCases {
      var bench = Bench(tenancy, [TenantPlan(name: "pro", callsMax: 5), TenantPlan(name: "other")])
      #expect(bench.calls(8, of: 0) == 5)
      #expect(bench.admission.accounts[0].overPlan == 3)
      #expect(bench.admission.accounts[0].overShare == 0)
      #expect(bench.admission.accounts[0].callsMax == 5)
    }
  }
}
