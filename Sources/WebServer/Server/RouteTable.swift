import Foundation

/// Finds the route of a request by its path components.
struct RouteTable: Sendable {
    private let root: Node

    /// Several routes may share a path and differ in method.
    init(_ routes: [Route]) {
        var root = Node()
        for route in routes { root.add(route, at: Self.components(route.path)) }
        self.root = root
    }

    enum Finding {
        case route(Route, parameters: [String: String])
        /// The path exists, for other methods.
        case methodNotAllowed([Route.Method])
        case nothing
    }

    /// The route for `path`, whose components are still percent-encoded.
    func find(_ method: Route.Method?, _ path: String) -> Finding {
        var parameters: [String: String] = [:]
        guard let node = root.find(Self.components(path), &parameters), !node.routes.isEmpty else { return .nothing }
        guard let method, let route = node.routes[method] else {
            return .methodNotAllowed(node.routes.keys.sorted { $0.rawValue < $1.rawValue })
        }
        return .route(route, parameters: parameters)
    }

    private static func components(_ path: String) -> ArraySlice<Substring> {
        path.split(separator: "/", omittingEmptySubsequences: true)[...]
    }

    private struct Node: Sendable {
        var routes: [Route.Method: Route] = [:]
        var literals: [Substring: Node] = [:]
        /// At most one, so that a path never has two readings.
        var parameter: Parameter?

        struct Parameter: Sendable {
            let name: String
            var nodes: [Node]
        }

        mutating func add(_ route: Route, at components: ArraySlice<Substring>) {
            guard let first = components.first else {
                precondition(routes[route.method] == nil, "two routes for \(route.method.rawValue) \(route.path)")
                routes[route.method] = route
                return
            }
            if first.hasPrefix("{") {
                let name = String(first.dropFirst().dropLast())
                var own = parameter ?? Parameter(name: name, nodes: [Node()])
                precondition(own.name == name, "two names for one component of \(route.path)")
                own.nodes[0].add(route, at: components.dropFirst())
                parameter = own
            } else {
                literals[first, default: Node()].add(route, at: components.dropFirst())
            }
        }

        func find(_ components: ArraySlice<Substring>, _ parameters: inout [String: String]) -> Node? {
            guard let first = components.first else { return self }
            if let node = literals[first] { return node.find(components.dropFirst(), &parameters) }
            guard let parameter, let value = String(first).removingPercentEncoding, !value.isEmpty else { return nil }
            parameters[parameter.name] = value
            return parameter.nodes[0].find(components.dropFirst(), &parameters)
        }
    }
}
