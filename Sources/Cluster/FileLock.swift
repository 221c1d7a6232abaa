internal import Glibc

/// A lock between processes, released by the system even when its holder is killed.
enum FileLock {
    /// Waits for the lock, two minutes at most, and holds it during the work.
    static func hold(_ path: String, _ work: () async throws -> Void) async throws {
        // Close on exec: a server started meanwhile would keep the lock for its whole life.
        let descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw ClusterError.folder(path, String(cString: strerror(errno))) }
        defer { close(descriptor) }
        let deadline = ContinuousClock.now + .seconds(120)
        while flock(descriptor, LOCK_EX | LOCK_NB) != 0 {
            guard ContinuousClock.now < deadline else { throw ClusterError.locked(path) }
            try await Task.sleep(for: .milliseconds(50))
        }
        try await work()
    }
}
