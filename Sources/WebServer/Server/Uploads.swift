import Synchronization

/// How much work there is that is held in memory whole until it is done, so only so much at a time.
final class Uploads: Sendable {
    private let taken = Mutex(0)
    private let limit: Int

    init(limit: Int = 2) { self.limit = limit }

    /// What is smaller needs no place, in bytes.
    static let smallest = 1 << 20

    /// The place of one request, not yet taken; whoever makes it lets go of it at the end.
    func place() -> Place { Place(uploads: self) }

    final class Place: Sendable {
        private let uploads: Uploads
        private let isTaken = Mutex(false)

        fileprivate init(uploads: Uploads) { self.uploads = uploads }

        /// The same place in other hands, taken if it was: whoever had it has nothing to let go of any more.
        func passedOn() -> Place {
            let place = Place(uploads: uploads)
            let wasTaken = isTaken.withLock { isTaken in
                defer { isTaken = false }
                return isTaken
            }
            place.isTaken.withLock { $0 = wasTaken }
            return place
        }

        /// Takes the place, or keeps it.
        ///
        /// - Throws: ``Failure`` 503 while all are taken.
        func take() throws(Failure) {
            let isFull = isTaken.withLock { isTaken in
                guard !isTaken else { return false }
                isTaken = uploads.taken.withLock { taken in
                    guard taken < uploads.limit else { return false }
                    taken += 1
                    return true
                }
                return !isTaken
            }
            guard !isFull else {
                throw Failure(.unavailable, "uploads.many", "other large files are being read; send it again shortly")
            }
        }

        func leave() {
            isTaken.withLock { isTaken in
                if isTaken { uploads.taken.withLock { $0 -= 1 } }
                isTaken = false
            }
        }
    }
}
