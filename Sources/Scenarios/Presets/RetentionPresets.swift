internal import VoicePipeline

extension PresetFamily {
  /// For how long an audit log is kept, and the words of calls, by what the campaign is about.
  ///
  /// Federal law only, as a default for a simulation; what holds for a campaign is for its counsel.
  static let retentionClasses = PresetFamily(
    title: "Retention classes",
    noun: "retention class",
    path: "audit",
    key: "preset",
    presets: [
      retention(
        "general",
        "What no other class fits",
        years: 7,
        .recalled("published for audit logs of voice agents: 7 and 2 years, here the longer"),
        media: "30d",
        month
      ),
      retention(
        "service",
        "Reminders and service calls that sell nothing",
        years: 2,
        .recalled("published for audit logs of voice agents: 7 and 2 years, here the shorter"),
        media: "30d",
        month
      ),
      retention(
        "telemarketing",
        "Calls that sell",
        years: 5,
        .verified("FTC, final rule of 7 March 2024, 16 CFR 310.5: five years", "2024-04-16"),
        media: "90d",
        .assumed("no rule names a term for recordings; a quarter, in which most disputes come up")
      ),
      retention(
        "collections",
        "Calls of a debt collector",
        years: 3,
        .verified(
          "12 CFR 1006.100(a): until three years after the last collection activity",
          "2026-04-05"
        ),
        // Three years never have more days than that.
        media: "1096d",
        .verified(
          "12 CFR 1006.100(b): recordings of calls have to be kept for three years",
          "2026-04-05"
        )
      ),
      retention(
        "health",
        "Calls of a health plan or provider",
        years: 6,
        .verified("45 CFR 164.316(b)(2)(i): six years from creation", "2026-06-20"),
        media: "30d",
        .assumed("45 CFR 164.316 is about documents, not recordings; as short as any other's")
      ),
    ]
  )

  private static let month = Provenance.assumed(
    "no law names a term: no longer than needed (GDPR art. 5(1)(e)), here a month"
  )

  private static func retention(
    _ name: String,
    _ summary: String,
    years: Int,
    _ provenance: Provenance,
    media: String,
    _ mediaProvenance: Provenance
  ) -> Preset {
    Preset(
      name: name,
      summary: summary,
      values: [
        PresetValue("keep_years", "\(years)", provenance),
        PresetValue("keep_media", media, mediaProvenance),
      ]
    )
  }
}
