import Foundation
import Glibc

/// What the kernel says of the machine we run on.
enum Machine {
    /// Where this program lies.
    static var ownPath: URL { URL(filePath: "/proc/self/exe").resolvingSymlinksInPath() }

    /// Runnable and waiting threads, averaged over the last minute.
    static var load: String {
        // A machine without this file has no load to print.
        (try? text(of: "/proc/loadavg").split(separator: " ").first).map(String.init) ?? "unknown"
    }

    /// Processor time since the start of the machine, over all processors, in ticks: spent on work, and in all.
    static func ticks() throws -> (busy: Double, all: Double) {
        // user, nice, system, idle, iowait, irq, softirq, steal; guest time is in user time already (proc(5)).
        let counts = try text(of: "/proc/stat").prefix { $0 != "\n" }.split(separator: " ").dropFirst().prefix(8)
            .compactMap { Double($0) }
        guard counts.count == 8 else { throw Problem("/proc/stat cannot be read") }
        let all = counts.reduce(0, +)
        return (all - counts[3] - counts[4], all)
    }

    /// Processor time that the process has used, with all its threads, in ticks.
    static func ticks(ofProcess process: pid_t) throws -> Double {
        // The name in parentheses may hold anything; fields 14 and 15 are utime and stime (proc(5)).
        let fields = try text(of: "/proc/\(process)/stat").split(separator: ")").last?.split(separator: " ") ?? []
        guard fields.count > 12, let user = Double(fields[11]), let system = Double(fields[12]) else {
            throw Problem("/proc/\(process)/stat cannot be read")
        }
        return user + system
    }

    static var ticksPerSecond: Double { Double(sysconf(Int32(_SC_CLK_TCK))) }

    /// Memory of the process that is in the machine's memory now, in MiB.
    static func residentMiB(ofProcess process: pid_t) throws -> Double {
        let line = try text(of: "/proc/\(process)/status").split(separator: "\n").first { $0.hasPrefix("VmRSS:") }
        guard let kibibytes = line?.split(whereSeparator: \.isWhitespace).dropFirst().first.flatMap({ Double($0) })
        else { throw Problem("/proc/\(process)/status cannot be read") }
        return kibibytes / 1024
    }

    /// A port of 127.0.0.1 where nobody listens.
    static func freePort() throws -> Int {
        let listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
        defer { close(listener) }
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = inet_addr("127.0.0.1")
        var size = socklen_t(MemoryLayout<sockaddr_in>.size)
        let result = withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(listener, $0, size) == 0 ? getsockname(listener, $0, &size) : -1
            }
        }
        guard result == 0 else { throw Problem("no port is free: \(String(cString: strerror(errno)))") }
        return Int(in_port_t(bigEndian: address.sin_port))
    }

    /// The text of a small file; those of the kernel have no size, so it is read to its end.
    static func text(of path: String) throws -> String {
        let file = open(path, O_RDONLY | O_CLOEXEC)
        guard file >= 0 else { throw Problem("\(path): \(String(cString: strerror(errno)))") }
        defer { close(file) }
        var bytes: [UInt8] = []
        var piece = [UInt8](repeating: 0, count: 4096)
        while case let count = read(file, &piece, piece.count), count > 0 { bytes += piece[..<count] }
        return String(decoding: bytes, as: UTF8.self)
    }
}

/// A folder of our own on a real disk: an fsync into memory would cost nothing.
struct Scratch {
    let url: URL

    /// - Throws: ``Problem`` when the folder that was asked for, or every usual one, lies in memory.
    init(in folder: String?) throws {
        let places = folder.map { [$0] } ?? [FileManager.default.temporaryDirectory.path, "/var/tmp"]
        guard let place = places.first(where: Self.isOnDisk) else {
            throw Problem("\(places.joined(separator: ", ")): not on a disk; name another folder with --folder")
        }
        var name = Array("\(place)/avicenna-benchmarks-XXXXXX".utf8CString)
        guard mkdtemp(&name) != nil else { throw Problem("\(place): \(String(cString: strerror(errno)))") }
        url = URL(filePath: String(decoding: name.dropLast().map(UInt8.init(bitPattern:)), as: UTF8.self))
    }

    func remove() {
        // What cannot be removed from a temporary folder harms no figure.
        try? FileManager.default.removeItem(at: url)
    }

    private static func isOnDisk(_ path: String) -> Bool {
        // A folder without a known mount is not one that fsync could be trusted on.
        guard let resolved = realpath(path, nil), let mounts = try? Machine.text(of: "/proc/self/mounts") else {
            return false
        }
        defer { free(resolved) }
        let place = String(cString: resolved) + "/"
        // Device, folder, file system, … (proc(5)); of mounts one over the other the last one counts.
        let lines = mounts.split(separator: "\n").map { $0.split(separator: " ") }.filter { $0.count > 2 }.reversed()
        let mount = lines.filter { place.hasPrefix($0[1] == "/" ? "/" : "\($0[1])/") }
            .max { $0[1].utf8.count < $1[1].utf8.count }
        return mount.map { !["tmpfs", "ramfs"].contains($0[2]) } ?? false
    }
}

/// Why a benchmark could not be run to its end.
struct Problem: Error, CustomStringConvertible {
    let description: String

    init(_ description: String) { self.description = description }
}
