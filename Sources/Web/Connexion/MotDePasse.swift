import CryptoExtras
import Foundation
import NIOPosix

/// Passwords are kept as Scrypt hashes with their parameters: `scrypt$N$r$p$salt$hash`, base64. It is slow on purpose, so it runs
/// on the blocking thread pool, never on Swift's own.
public enum MotDePasse {
    private static let (rounds, blockSize, parallelism) = (1 << 15, 8, 1)
    private static let taille = 32

    /// - Parameter clair: what the person typed.
    public static func hacher(_ clair: String) async throws -> String {
        var generator = SystemRandomNumberGenerator()
        let salt = Data((0..<16).map { _ in UInt8.random(in: .min ... .max, using: &generator) })
        let key = try await deriver(clair, salt, rounds, blockSize, parallelism)
        return ["scrypt", "\(rounds)", "\(blockSize)", "\(parallelism)", salt.base64EncodedString(), key.base64EncodedString()].joined(
            separator: "$")
    }

    /// False for a wrong password and for a hash that cannot be read.
    static func verifier(_ clair: String, contre hash: String) async throws -> Bool {
        let parts = hash.split(separator: "$").map(String.init)
        guard parts.count == 6, parts[0] == "scrypt", let n = Int(parts[1]), let r = Int(parts[2]), let p = Int(parts[3]),
            let salt = Data(base64Encoded: parts[4])
        else { return false }
        let key = try await deriver(clair, salt, n, r, p)
        return constantTimeEqual(key.base64EncodedString(), parts[5])
    }

    /// A hash that no password matches: sign-in takes as long for an unknown address.
    static let leurre =
        "scrypt$\(rounds)$\(blockSize)$\(parallelism)$AAAAAAAAAAAAAAAAAAAAAA==$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA="

    private static func deriver(_ clair: String, _ salt: Data, _ n: Int, _ r: Int, _ p: Int) async throws -> Data {
        try await NIOThreadPool.singleton.runIfActive {
            let key = try KDF.Scrypt.deriveKey(
                from: Data(clair.utf8), salt: salt, outputByteCount: taille, rounds: n, blockSize: r, parallelism: p,
                maxMemory: 256 * n * r)
            return key.withUnsafeBytes { Data($0) }
        }
    }
}
