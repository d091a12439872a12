import Storage

/// The page of an import: how far it is, then its plan, and what becomes of it.
struct ImportPlanRoutes: RouteGroup {
    var routes: [Route] {
        [
            Route(.get, "/bank/imports/{import}", .bank, "An import plan.") { call in
                Pages.reply(try await ImportPlanPage(call), .staff, call)
            },
            Route(
                .post,
                "/bank/imports/{import}/apply",
                .bank,
                body: .smallForm,
                audit: .importApplied,
                "Applies an import plan whole, or all of it that is not blocked.",
                handle: apply
            ),
            Route(
                .post,
                "/bank/imports/{import}/discard",
                .bank,
                body: .smallForm,
                audit: .importDiscarded,
                "Forgets an import plan, or ends the reading of its file."
            ) { call in
                try await Self.discard(call)
                return .seeOther("/bank/imports/\(call.parameter("import"))")
            },
        ]
    }

    /// Forgets the plan that `call` names; a file that is still being read is read no further.
    static func discard(_ call: Call) async throws {
        let id = call.parameter("import")
        // First of all nothing more is written: each chunk of rows asks whether the plan is still wanted.
        try await call.store.discardImport(id, by: call.actor, now: call.now)
        try await call.website.runningImports.stop(id)
    }

    /// Leads to the plan once `work` is done; what stands against it is said on the plan, where it can be mended.
    static func showing(_ call: Call, after work: () async throws -> Void) async throws -> Reply {
        do {
            try await work()
        } catch let refusal as ImportRefusal where refusal != .unknown {
            let page = try await ImportPlanPage(call, refusal: refusal)
            return Pages.reply(page, .staff, call, status: Failure(refusal).status.rawValue)
        }
        return .seeOther("/bank/imports/\(call.parameter("import"))")
    }

    private func apply(_ call: Call) async throws -> Reply {
        try await Self.showing(call) {
            try await call.store.applyImport(
                call.parameter("import"),
                leavingOut: call.form["leaving-out"] == "yes",
                by: call.actor,
                now: call.now
            )
        }
    }
}
