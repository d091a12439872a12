extension Site {
    /// Every page for staff; the server starts only if each has its template.
    static let staffPages: [any Page.Type] = []
}
