public import Assessment

extension ItemVersion {
    /// The names of all files that its content shows.
    var contentMedia: [String] {
        Array(Set(content.flatMap(\.media))).sorted()
    }

    /// The names of all files that it needs: what it shows, and what its source came with.
    public var neededMedia: [String] { Array(Set(contentMedia).union(originFiles.values)).sorted() }

    private var origin: JSONValue? { metadata.kept["origin"] }

    /// The name of the resource that it came as.
    var originResource: String? { origin?["resource"]?.text }

    /// Where its source stood in its package.
    var originPath: String? { (origin?["path"]?.text).flatMap { PackagePath.isInside($0) ? $0 : nil } }

    /// The names of our content for the files of its source, by their paths.
    var originFiles: [String: String] {
        (origin?["files"]?.members ?? [:]).compactMapValues(\.text).filter { PackagePath.isInside($0.key) }
    }
}
