import Foundation

@testable import WebServer

/// Reads numbers back out of a drawing.
enum PlotReading {
    /// The `d` of each path whose class holds `style` as a word.
    static func paths(_ style: String, in svg: SafeHTML) -> [String] {
        svg.markup.matches(of: /<path class="([^"]*)" d="([^"]*)"/)
            .filter { $0.1.split(separator: " ").contains { $0 == style } }
            .map { String($0.2) }
    }

    /// Places of the circles whose class holds `style` as a word.
    static func circles(_ style: String, in svg: SafeHTML) -> [(x: Double, y: Double)] {
        svg.markup.matches(of: /<circle class="([^"]*)" cx="([^"]*)" cy="([^"]*)"/)
            .filter { $0.1.split(separator: " ").contains { $0 == style } }
            .compactMap { match in
                guard let x = Double(match.2), let y = Double(match.3) else { return nil }
                return (x, y)
            }
    }

    /// Words of the drawing.
    static func words(in svg: SafeHTML) -> [String] {
        svg.markup.matches(of: /<text[^>]*>([^<]*)<\/text>/).map { String($0.1) }
    }

    /// Every number of a path.
    static func numbers(in path: String) -> [Double] {
        path.matches(of: /-?[0-9]+(\.[0-9]+)?/).compactMap { Double($0.0) }
    }

    /// Size in bytes as it goes over the wire.
    static func gzipped(_ text: String) throws -> Int {
        let process = Process()
        let (input, output) = (Pipe(), Pipe())
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = ["gzip", "-9", "-c"]
        process.standardInput = input
        process.standardOutput = output
        try process.run()
        try input.fileHandleForWriting.write(contentsOf: Data(text.utf8))
        try input.fileHandleForWriting.close()
        let data = try output.fileHandleForReading.readToEnd() ?? Data()
        process.waitUntilExit()
        return data.count
    }
}
