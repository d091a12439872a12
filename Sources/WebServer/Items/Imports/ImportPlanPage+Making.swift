import Assessment
import Storage

extension ImportPlanPage {
    /// How far the reading of a file is, for a page that is asked for again and again.
    struct Making: Sendable {
        let path: String
        /// `nil` where this server does not know how far it is.
        let words: String?
        /// In whole per cent of this step; `nil` while nobody knows how much there is.
        let share: String?
        let isStill: Bool
        /// When a browser without scripts asks again, and for what; `nil` when it shall not.
        let reload: String?

        init(_ progress: ImportProgress?, path: String, isStill: Bool, _ texts: Texts) {
            self.path = path
            self.isStill = isStill
            reload = isStill ? nil : "4; url=\(path)"
            switch progress {
            case nil: (words, share) = (nil, nil)
            case .reading(let items): (words, share) = (texts("plan.making.reading", count: items), nil)
            case .staging(.entries(let done, let total)):
                let counts = ["done": NumberText.whole(done), "total": NumberText.whole(total)]
                (words, share) = (texts("plan.making.entries", counts), Self.share(done, of: total))
            case .staging(.files(let done, let total)):
                let share = Self.share(done, of: total)
                (words, self.share) = (texts("plan.making.files", ["share": share]), share)
            }
        }

        private static func share(_ done: Int, of total: Int) -> String { String(total > 0 ? done * 100 / total : 0) }
    }

    /// Why there is no plan.
    static func words(_ end: ImportEnd?, _ texts: Texts) -> String {
        switch end {
        case nil: texts("plan.standing.discarded")
        case .stopped: texts("plan.end.stopped")
        case .noRoom(let needed, let free):
            texts("plan.end.no-room", ["needed": NumberText.bytes(needed), "free": NumberText.bytes(free)])
        case .diskFull: texts("plan.end.disk-full")
        case .fault: texts("plan.end.fault")
        }
    }

    /// Why what was asked of a plan was not done.
    static func words(_ refusal: ImportRefusal, _ texts: Texts) -> String {
        switch refusal {
        case .unknown: texts("plan.refused.discarded")
        case .notStaged(let state): texts("plan.refused.\(state.rawValue)")
        case .blocked(let count): texts("plan.refused.blocked", count: count)
        case .outdated: texts("plan.refused.outdated")
        case .unfinishedChoice: texts("plan.refused.unfinished-choice")
        case .noFreeIdentifier(let item): texts("plan.refused.no-free-identifier", ["item": item.rawValue])
        case .noRoom(let needed, let free): words(ImportEnd.noRoom(needed: needed, free: free), texts)
        }
    }
}
