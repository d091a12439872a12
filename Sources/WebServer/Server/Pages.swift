import Assessment
import Foundation
import Storage

/// Puts a page value into its layout.
enum Pages {
    static func reply(_ page: some Page, _ audience: Audience, _ call: Call, status: Int = 200) -> Reply {
        let layout = Layout(
            texts: call.texts,
            display: call.display,
            assets: call.website.site.assets.urls,
            audience: audience,
            csrf: call.csrf,
            signedIn: call.principal.person?.name,
            navigation: audience == .staff ? navigation(call) : [],
            notice: notice(call)
        )
        var reply = Reply(status: status, .html(call.website.site.render(page, in: layout)))
        if call.cookies["notice"] != nil { reply.cookies.append(("notice", "", 0)) }
        return reply
    }

    /// An error page, which must come even when little else works.
    static func failure(
        _ failure: Failure,
        _ website: Website,
        _ texts: Texts,
        cookies: [String: String],
        requestID: String
    ) -> Reply {
        let page = ErrorPage(
            kind: ErrorPage.Kind(status: failure.status.rawValue),
            reference: requestID,
            texts: texts
        )
        let layout = Layout(
            texts: texts,
            display: DisplaySettings(cookie: cookies["display"] ?? ""),
            assets: website.site.assets.urls,
            audience: .everyone,
            csrf: "",
            notice: failure.status.rawValue < 500 ? Layout.Notice(text: failure.message, isProblem: true) : nil
        )
        return Reply(status: failure.status.rawValue, .html(website.site.render(page, in: layout)))
    }

    /// Ways for staff, by role.
    private static func navigation(_ call: Call) -> [Layout.NavigationLink] {
        guard let person = call.principal.person else { return [] }
        let links: [(path: String, key: String, roles: Set<Role>)] = [
            ("/bank", "nav.bank", [.examiner]),
            ("/papers", "nav.papers", [.examiner, .examOfficer]),
            ("/sittings", "nav.sittings", [.examOfficer, .invigilator, .board]),
        ]
        return links.filter { !$0.roles.isDisjoint(with: person.roles) }.map {
            Layout.NavigationLink(href: $0.path, label: call.texts($0.key), isCurrent: call.path.hasPrefix($0.path))
        }
    }

    /// The sentence that the last action left for this page.
    private static func notice(_ call: Call) -> Layout.Notice? {
        guard let key = call.cookies["notice"], call.texts.has("notice.\(key)") else { return nil }
        return Layout.Notice(
            text: call.texts("notice.\(key)"),
            isProblem: key.hasPrefix("answer-") || key.hasPrefix("file-")
        )
    }
}

extension Reply {
    /// Sends the browser on and leaves a sentence for the page it comes to.
    static func seeOther(_ path: String, notice: String) -> Reply {
        var reply = seeOther(path)
        reply.cookies.append(("notice", notice, 60))
        return reply
    }
}
