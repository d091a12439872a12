/// Nodes still to be looked at.
///
/// Without a solution the newest comes first, now and then the one of the best bound; with one, always the best bound.
struct OpenNodes {
    private var heap: [Int] = []
    private var stack: [Int] = []
    private var isOpen: [Bool] = []
    private var removals = 0

    mutating func insert(_ node: Int, in nodes: [TreeSearch.Node]) {
        while isOpen.count <= node { isOpen.append(false) }
        isOpen[node] = true
        stack.append(node)
        heap.append(node)
        var child = heap.count - 1
        while child > 0, precedes(heap[child], heap[(child - 1) / 2], in: nodes) {
            heap.swapAt(child, (child - 1) / 2)
            child = (child - 1) / 2
        }
    }

    mutating func removeNext(in nodes: [TreeSearch.Node], hasSolution: Bool) -> Int? {
        removals += 1
        if !hasSolution, removals % 16 != 0 {
            while let node = stack.popLast() {
                if isOpen[node] {
                    isOpen[node] = false
                    return node
                }
            }
            return nil
        }
        while let node = popFirst(in: nodes) {
            if isOpen[node] {
                isOpen[node] = false
                return node
            }
        }
        return nil
    }

    func leastBound(in nodes: [TreeSearch.Node]) -> Int? {
        heap.lazy.filter { isOpen[$0] }.map { nodes[$0].bound }.min()
    }

    private mutating func popFirst(in nodes: [TreeSearch.Node]) -> Int? {
        guard let first = heap.first else { return nil }
        let last = heap.removeLast()
        guard !heap.isEmpty else { return first }
        heap[0] = last
        var parent = 0
        while true {
            var least = parent
            for child in [2 * parent + 1, 2 * parent + 2]
            where child < heap.count && precedes(heap[child], heap[least], in: nodes) {
                least = child
            }
            if least == parent { return first }
            heap.swapAt(parent, least)
            parent = least
        }
    }

    /// Lower bound first, newer first among equals.
    private func precedes(_ first: Int, _ second: Int, in nodes: [TreeSearch.Node]) -> Bool {
        (nodes[first].bound, second) < (nodes[second].bound, first)
    }
}
