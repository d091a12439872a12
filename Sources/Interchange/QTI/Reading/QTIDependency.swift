import Assessment

/// A resource of a package on which items depend: a shared text, a style sheet, a template of processing, a module.
///
/// Kept beside the item, so that an export can name it again as what it was.
struct QTIDependency: Hashable {
    var identifier: String
    var type: String
    /// The resource's own file, when it has one inside the package.
    var path: String?
    var files: [String]
    var dependencies: [String]

    init(_ resource: QTIManifest.Resource) {
        identifier = resource.identifier
        type = resource.type
        path = resource.path
        files = resource.files
        dependencies = resource.dependencies
    }

    /// A resource that depends on nothing, of which `files` names all files.
    init(_ identifier: String, _ type: String, at path: String, files: [String]) {
        (self.identifier, self.type, self.path, self.files, dependencies) = (identifier, type, path, files, [])
    }

    /// The same resource with its files in the folder `base`, which ends with a slash or is empty.
    func moved(into base: String) -> QTIDependency {
        var moved = self
        moved.path = path.map { base + $0 }
        moved.files = files.map { base + $0 }
        return moved
    }

    /// `nil` when `json` is no resource that could be written.
    init?(_ json: JSONValue) {
        guard let identifier = json["identifier"]?.text, !identifier.isEmpty, let type = json["type"]?.text else {
            return nil
        }
        self.identifier = identifier
        self.type = type
        path = (json["path"]?.text).flatMap { PackagePath.isInside($0) ? $0 : nil }
        files = (json["files"]?.elements ?? []).compactMap(\.text).filter { PackagePath.isInside($0) }
        dependencies = (json["dependencies"]?.elements ?? []).compactMap(\.text)
    }

    var json: JSONValue {
        var members: [String: JSONValue] = [
            "identifier": .string(identifier), "type": .string(type),
            "files": .array(files.map(JSONValue.string)),
            "dependencies": .array(dependencies.map(JSONValue.string)),
        ]
        if let path { members["path"] = .string(path) }
        return .object(members)
    }

    /// All files, the resource's own first.
    var allFiles: [String] { [path].compactMap(\.self) + files.filter { $0 != path } }
}

extension QTIManifest {
    /// Every resource that `resource` depends on, directly or through another, without items and tests.
    func dependencies(of resource: Resource) -> [QTIDependency] {
        var found: [QTIDependency] = []
        var seen: Set<String> = [resource.identifier]
        var waiting = resource.dependencies
        while !waiting.isEmpty {
            let name = waiting.removeFirst()
            guard seen.insert(name).inserted, let next = self.resource(name), !next.isItem,
                !next.type.contains("test")
            else { continue }
            found.append(QTIDependency(next))
            waiting += next.dependencies
        }
        return found
    }
}

extension ItemVersion {
    /// The resources that its source depended on, and which of them directly.
    var originDependencies: (direct: [String], resources: [QTIDependency]) {
        let origin = metadata.kept["origin"]
        let resources = (origin?["resources"]?.elements ?? []).compactMap(QTIDependency.init)
        let names = Set(resources.map(\.identifier))
        return ((origin?["dependencies"]?.elements ?? []).compactMap(\.text).filter(names.contains), resources)
    }
}
