/// What the pool decides, without connections, clock or continuations: the shell (`Pool`) performs what it answers.
struct PoolState<Item> {
    enum Lease {
        /// Take this one; it has been idle since then.
        case reuse(Item, since: ContinuousClock.Instant)
        /// A slot is yours: open a connection, or free the slot.
        case open
        /// Wait under this number.
        case wait(Int)
        case closed
    }

    let limit: Int
    /// Leased, idle or being opened; never more than `limit`.
    private(set) var count = 0
    private(set) var isClosed = false
    /// Last in, first out: the warmest cache first, and the others may grow old.
    private var idle: [(item: Item, since: ContinuousClock.Instant)] = []
    /// First come, first served.
    private var waiters: [Int] = []
    private var lastWaiter = 0

    init(limit: Int) { self.limit = max(1, limit) }

    mutating func lease() -> Lease {
        if isClosed { return .closed }
        if let (item, since) = idle.popLast() { return .reuse(item, since: since) }
        if count < limit {
            count += 1
            return .open
        }
        lastWaiter += 1
        waiters.append(lastWaiter)
        return .wait(lastWaiter)
    }

    /// A connection comes back in good state. The answer is the waiter it goes to; without one it is kept idle.
    mutating func giveBack(_ item: Item, now: ContinuousClock.Instant) -> Int? {
        if let waiter = nextWaiter() { return waiter }
        idle.append((item, now))
        return nil
    }

    /// A connection is gone, or could not be opened. The answer is the waiter that may open one in its place.
    mutating func freeSlot() -> Int? {
        if let waiter = nextWaiter() { return waiter }
        count -= 1
        return nil
    }

    /// A waiter gives up; false when it was served in the meantime.
    mutating func leave(_ waiter: Int) -> Bool {
        guard let index = waiters.firstIndex(of: waiter) else { return false }
        waiters.remove(at: index)
        return true
    }

    /// Nothing is leased from now on. The idle connections are to be closed and the waiters to be told.
    mutating func close() -> (idle: [Item], waiters: [Int]) {
        isClosed = true
        defer {
            count -= idle.count
            idle = []
            waiters = []
        }
        return (idle.map(\.item), waiters)
    }

    private mutating func nextWaiter() -> Int? {
        waiters.isEmpty ? nil : waiters.removeFirst()
    }
}
