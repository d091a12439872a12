import Foundation

/// Finds the route of a request by its path components.
struct RouteTable: Sendable {
    private let root: Node

    /// Several routes may share a path and differ in method.
    init(_ routes: [Route]) { root = Node(routes.map { ($0, Self.components($0.path)) }) }

    enum Finding {
        case route(Route, parameters: [String: String])
        /// The path exists, for other methods.
        case methodNotAllowed([Route.Method])
        case nothing
    }

    /// The route for `path`, whose components are still percent-encoded.
    func find(_ method: Route.Method?, _ path: String) -> Finding {
        var parameters: [String: String] = [:]
        guard let node = root.find(path[...].utf8, &parameters), !node.routes.isEmpty else { return .nothing }
        guard let method, let route = node.routes[method] else {
            return .methodNotAllowed(node.routes.keys.sorted { $0.rawValue < $1.rawValue })
        }
        return .route(route, parameters: parameters)
    }

    private static func components(_ path: String) -> ArraySlice<Substring> {
        path.utf8.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: true).map(Substring.init)[...]
    }

    /// One component of all paths; an object, so that walking down copies nothing.
    private final class Node: Sendable {
        let routes: [Route.Method: Route]
        let literals: [Substring: Node]
        /// At most one, so that a path never has two readings.
        let parameter: (name: String, node: Node)?

        /// - Parameter routes: With the components that are left of each path.
        init(_ routes: [(route: Route, components: ArraySlice<Substring>)]) {
            var own: [Route.Method: Route] = [:]
            var below: [Substring: [(Route, ArraySlice<Substring>)]] = [:]
            for (route, components) in routes {
                guard let first = components.first else {
                    precondition(own[route.method] == nil, "two routes for \(route.method.rawValue) \(route.path)")
                    own[route.method] = route
                    continue
                }
                below[first, default: []].append((route, components.dropFirst()))
            }
            let names = below.keys.filter { $0.hasPrefix("{") }
            precondition(names.count <= 1, "two names for one component: \(names)")
            self.routes = own
            parameter = names.first.map { (String($0.dropFirst().dropLast()), Node(below[$0] ?? [])) }
            literals = below.filter { !names.contains($0.key) }.mapValues(Node.init)
        }

        /// The node at which `path` ends; empty components do not count.
        func find(_ path: Substring.UTF8View, _ parameters: inout [String: String]) -> Node? {
            let slash = UInt8(ascii: "/")
            let rest = path.drop { $0 == slash }
            guard !rest.isEmpty else { return self }
            let end = rest.firstIndex(of: slash) ?? rest.endIndex
            let component = Substring(rest[..<end])
            if let node = literals[component] { return node.find(rest[end...], &parameters) }
            guard let parameter, let value = Self.decoded(component), !value.isEmpty else { return nil }
            parameters[parameter.name] = value
            return parameter.node.find(rest[end...], &parameters)
        }

        private static func decoded(_ component: Substring) -> String? {
            guard component.utf8.contains(UInt8(ascii: "%")) else { return String(component) }
            return String(component).removingPercentEncoding
        }
    }
}
