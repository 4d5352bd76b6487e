/// What somebody is charged with that is a task, and no crime: *charged her with forming a government*.
extension Sentences {
  private static let charging = Inflection.forms(of: ["charge"])
  /// Gerunds, and nouns, of what is nobody's crime.
  private static let tasks: Set<String> = [
    "drafting", "guarding", "closing", "overseeing", "protecting", "defending",
    "reforming", "restoring", "implementing", "supervising", "rebuilding", "reorganizing",
    "reorganising", "modernizing", "modernising", "negotiating", "investigating", "ensuring",
    "enforcing", "improving", "reviewing", "revising", "reducing", "safeguarding", "monitoring",
    "upholding", "defence", "defense", "protection", "administration", "supervision", "oversight",
    "restoration", "reform", "task", "mission",
  ]
  /// Those who charge with crimes.
  private static let prosecutors: Set<String> = [
    "prosecutor", "prosecutors", "prosecution", "police", "court", "tribunal", "jury", "fbi",
    "authorities", "attorney", "attorneys", "sheriff", "judge", "judges", "magistrate",
    "magistrates", "officers", "investigators", "detectives", "service", "department",
  ]
  /// What it is no crime to lead.
  private static let talks: Set<String> = [
    "talks", "negotiations", "inquiry", "investigation", "delegation", "commission", "mission",
    "team", "reform", "reforms", "search",
  ]
  private static let cabinets: Set<String> = [
    "government", "cabinet", "coalition", "administration",
  ]

  /// The word that tells with what task a verb charges somebody.
  func task(under verb: Int) -> Int? {
    guard isVerb(verb), Self.charging.contains(forms[verb]) else { return nil }
    return dependents(of: verb, "advcl", "xcomp", "obl").first {
      (marks($0) + cases($0)).contains("with")
        && (isOfForming($0)
          || isByOthersThanProsecutors(verb)
            && (Self.tasks.contains(forms[$0])
              || forms[$0] == "leading"
                && dependents(of: $0, "obj").contains { Self.talks.contains(forms[$0]) }))
    }
  }

  /// Whether somebody is told to charge who charges nobody with crimes.
  private func isByOthersThanProsecutors(_ verb: Int) -> Bool {
    let doers = isPassive(verb) ? agents(of: verb) : subjects(of: verb)
    return !doers.isEmpty && !doers.contains { Self.prosecutors.contains(forms[$0.token]) }
  }

  /// Whether a task is to form a government.
  func isOfForming(_ task: Int) -> Bool {
    ["forming", "building", "assembling"].contains(forms[task])
      && dependents(of: task, "obj").contains { Self.cabinets.contains(forms[$0]) }
  }
}
