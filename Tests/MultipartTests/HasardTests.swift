import Foundation
import Multipart
import Testing

/// A million bodies by default; `TROUSSE_MULTIPART=10000000 swift test --filter HasardTests` for ten, `TROUSSE_GRAINE` for others.
@Suite("Un million de corps multipart")
struct HasardTests {
    static let nombre =
        ProcessInfo.processInfo.environment["TROUSSE_MULTIPART"].flatMap(Int.init) ?? 1_000_000
    static let graine =
        ProcessInfo.processInfo.environment["TROUSSE_GRAINE"].flatMap(UInt64.init) ?? 20_261_121

    @Test(
        "se lisent sans panne, de même quelle que soit la coupe, sans rien garder de plus que leurs limites",
        arguments: 0..<4)
    func million(quart: Int) {
        var hasard = Deformation(graine: Self.graine &+ UInt64(quart))
        let limites = Lecture.limites
        let borne = max(limites.entete, limites.champ + 1) + Corps.frontiere.utf8.count + 4
        var (lus, refuses, retenus) = (0, 0, 0)
        for rang in 0..<(Self.nombre / 16) {
            // Each body whole, then damaged three times.
            let corps = hasard.corps()
            let valide = corps.octets
            for essai in 0..<4 {
                let octets = essai == 0 ? valide : hasard.abime(valide)
                let entier = Lecture(octets, coupes: [Int.max >> 1])
                guard entier == Lecture(octets, coupes: hasard.coupes(), retenus: { retenus = max(retenus, $0) }) else {
                    Issue.record("corps \(rang), essai \(essai), quart \(quart) : la coupe change la lecture de \(octets)")
                    return
                }
                if case .parties = entier { lus += 1 } else { refuses += 1 }
                guard essai == 0, (entier == .parties(corps.parties)) != corps.tientDans(limites) else { continue }
                Issue.record("corps \(rang), quart \(quart) : \(entier) pour \(corps)")
                return
            }
        }
        #expect(retenus <= borne)
        // The test would say nothing if all bodies were refused, or none.
        #expect(lus > Self.nombre / 40 && refuses > Self.nombre / 40, "\(lus) lus, \(refuses) refusés")
    }
}

extension Corps {
    /// None of its parts, nor all of them, is over a limit; and no content says the boundary.
    func tientDans(_ limites: LimitesMultipart) -> Bool {
        let separateur = Array("\r\n--\(Self.frontiere)".utf8)
        return octets.count <= limites.total && parties.count <= limites.parties
            && parties.allSatisfy { partie in
                !partie.contenu.contient(separateur)
                    && (partie.fichier == nil
                        ? partie.contenu.count <= limites.champ : partie.contenu.count <= limites.fichier)
            }
            && parties.filter { $0.fichier == nil }.reduce(0) { $0 + $1.contenu.count } <= limites.champs
    }
}

extension [UInt8] {
    fileprivate func contient(_ needle: [UInt8]) -> Bool {
        count >= needle.count
            && (0...(count - needle.count)).contains {
                self[$0..<($0 + needle.count)].elementsEqual(needle)
            }
    }
}
