extension Site {
    /// Every page for candidates and for everybody; the server starts only if each has its template.
    static let pages: [any Page.Type] = [
        CodeSignInPage.self, DisplayPage.self, ErrorPage.self, FeedbackPage.self, HandInPage.self, HelpPage.self,
        HomePage.self, KeysPage.self, LinkSignInPage.self, LobbyPage.self, LockpointPage.self, MessagesPage.self,
        MyPage.self,
        QuestionPage.self,
        ReceiptPage.self, ResourcePage.self, ReviewPage.self, SignInPage.self,
    ]
}
