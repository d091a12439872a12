extension Site {
    /// Every page for staff; the server starts only if each has its template.
    static let staffPages: [any Page.Type] = [
        AssemblePage.self, BankPage.self, BlueprintPage.self, CandidatesPage.self, ImportPage.self, ImportPlanPage.self,
        ItemAnalysisPage.self, ItemPage.self, LivePage.self, PaperPage.self, PapersPage.self,
        PlanEntryPage.self, ReleasePage.self, ResultsPage.self, SittingPage.self, SittingsPage.self, TicketsPage.self,
    ]
}
