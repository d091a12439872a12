public import Foundation

/// An import as it stands.
public struct ImportRecord: Hashable, Sendable {
    public enum State: String, Hashable, Sendable { case staging, staged, applied, discarded }

    public let id: String
    public let fileName: String
    public let state: State
    public let createdAt: Date
    /// Problems of the package as a whole; with any, the import cannot be applied.
    public let problems: [String]
    /// Why there is no plan, where nobody discarded it.
    public let end: ImportEnd?
    /// What of the package is left out without harm, such as a test beside its items.
    public let notes: [String]
    /// How many entries there are of each outcome; none once the plan is discarded.
    public let counts: [PlanEntry.Outcome: Int]
    /// Those among ``counts`` that are blueprints or resource packs.
    public let fileCounts: [PlanEntry.Outcome: Int]
    /// What is chosen for those that were changed here and there.
    public let choices: [PlanEntry.Choice: Int]
}

/// One import as a list shows it.
public struct ImportSummary: Hashable, Sendable {
    public let id: String
    public let fileName: String
    public let state: ImportRecord.State
    public let createdAt: Date
    /// The name of the person who brought the file; `nil` for somebody at the machine.
    public let person: String?
    /// How many items the file held.
    public let itemCount: Int
}
