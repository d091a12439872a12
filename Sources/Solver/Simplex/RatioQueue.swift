/// Candidates of a ratio test, smallest ratio first; only as many are put in order as are asked for.
struct RatioQueue {
    private var heap: [(column: Int, ratio: Double)] = []

    mutating func append(_ column: Int, ratio: Double) { heap.append((column, ratio)) }

    /// Makes the queue ready to pop; nothing may be appended afterwards.
    mutating func order() {
        for index in stride(from: heap.count / 2 - 1, through: 0, by: -1) { sink(index) }
    }

    mutating func popFirst(within most: Double = .infinity) -> (column: Int, ratio: Double)? {
        guard let first = heap.first, first.ratio <= most else { return nil }
        let last = heap.removeLast()
        if !heap.isEmpty {
            heap[0] = last
            sink(0)
        }
        return first
    }

    private mutating func sink(_ start: Int) {
        var parent = start
        while true {
            var least = parent
            for child in [2 * parent + 1, 2 * parent + 2] where child < heap.count && precedes(child, least) {
                least = child
            }
            if least == parent { return }
            heap.swapAt(parent, least)
            parent = least
        }
    }

    private func precedes(_ first: Int, _ second: Int) -> Bool {
        (heap[first].ratio, heap[first].column) < (heap[second].ratio, heap[second].column)
    }
}
