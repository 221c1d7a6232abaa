import Foundation
import Model
import Postgres
import Store
import TestSupport
import Testing

/// The posting functions against the model: random histories, each on the same start, played and rolled back inside the database.
@Suite("Le grand livre et son modèle", .postgresql, .freshDatabase)
struct SimulationLivreTests {
    private static let dossiers = 3
    private static let alloue: Int64 = 60

    /// 600 histories of 14 gestures in each run; `TROUSSE_HISTOIRES` asks for more.
    @Test("des histoires tirées au sort finissent pareil dans PostgreSQL et dans le modèle, geste par geste")
    func histoires() async throws {
        let nombre = ProcessInfo.processInfo.environment["TROUSSE_HISTOIRES"].flatMap(Int.init) ?? 600
        let scene = try await Scene(enveloppe: Money(cents: Self.alloue))
        var ids: [ID<Dossier>] = []
        for _ in 0..<Self.dossiers { ids.append(try await scene.recu(demandant: .euros(1_000))) }
        let (code, jouees) = (try #require(scene.enveloppe), ids)
        var hasard = Hasard(graine: 20_261_121)
        var (faites, passes, ecarts) = (0, 0, 0)
        while faites < nombre {
            var lot: [(gestes: [ModeleLivre.Geste], attendu: String)] = []
            for _ in 0..<min(500, nombre - faites) {
                var modele = ModeleLivre(dossiers: Self.dossiers, alloue: Self.alloue)
                var (gestes, issue): ([ModeleLivre.Geste], String) = ([], "")
                for rang in 0..<14 {
                    let geste = ModeleLivre.tirer(rang, dossiers: Self.dossiers, &hasard)
                    gestes.append(geste)
                    issue += modele.tenter(geste) ? "1" : "0"
                }
                passes += issue.filter { $0 == "1" }.count
                lot.append((gestes, issue + " " + modele.bilan))
            }
            let textes = lot.map { $0.gestes.map(\.texte).joined(separator: ",") }
            let trouves: [String] = try await scene.base.owner.write(as: .systeme("simulation")) { tx in
                try await tx.execute(Self.joueur)
                return try await tx.values(
                    """
                    select pg_temp.jouer(\(code), \(jouees.map(\.rawValue))::bigint[], \(Self.annee)::integer, histoire)
                    from unnest(\(textes)::text[]) with ordinality as h (histoire, rang) order by rang
                    """)
            }
            for (prevu, trouve) in zip(lot, trouves) where prevu.attendu != trouve {
                ecarts += 1
                if ecarts < 4 { Issue.record("\(prevu.gestes.map(\.texte)) : \(prevu.attendu), PostgreSQL \(trouve)") }
            }
            faites += lot.count
        }
        #expect(ecarts == 0 && passes > faites * 4, "\(faites) histoires, \(passes) gestes passés, \(ecarts) écarts")
    }

    private static let annee = Scene.exercice

    /// Plays one history in a subtransaction that is always undone, and says which gestures passed and where everything stood.
    private static let joueur: SQL = """
        create or replace function pg_temp.jouer(p_code text, p_dossiers bigint[], p_annee integer, p_histoire text) returns text
        language plpgsql as $$
        declare
            geste text;
            mots text[];
            rang integer := 0;
            issue text := '';
            jour date := make_date(p_annee, 3, 1);
            dossier bigint;
            montant bigint;
            cle text;
        begin
            insert into enveloppe.enveloppe (code, nom, niveau, exercice) values ('SIM-' || p_code, 'Autre', 'volet', p_annee);
            foreach geste in array string_to_array(p_histoire, ',') loop
                mots := string_to_array(geste, ' ');
                dossier := p_dossiers[mots[2]::integer + 1];
                montant := mots[3]::bigint;
                cle := 'sim/' || p_code || '/' || rang;
                begin
                    case mots[1]
                        when 'reserver' then perform enveloppe.reserver(dossier, montant, cle, jour);
                        when 'engager' then perform enveloppe.engager(dossier, montant, cle, jour);
                        when 'degager' then perform enveloppe.degager(dossier, montant, cle, jour);
                        when 'degager_tard' then
                            perform enveloppe.degager(dossier, montant, cle, make_date(p_annee + 1, 2, 1));
                        when 'liquider' then perform enveloppe.liquider(dossier, montant, cle, jour);
                        when 'payer' then perform enveloppe.payer(dossier, montant, cle, jour);
                        when 'reverser' then perform enveloppe.reverser(dossier, montant, cle, jour);
                        when 'annuler' then
                            perform enveloppe.annuler(
                                (select mouvement_id from enveloppe.mouvement as m where m.cle = 'sim/' || p_code || '/' || mots[2]),
                                cle, jour, 'essai');
                        when 'allouer' then perform enveloppe.allouer(p_code, montant, cle, jour);
                        when 'allouer_cp' then perform enveloppe.allouer_cp(p_code, montant, cle, jour);
                        else perform enveloppe.transferer(p_code, 'SIM-' || p_code, montant, jour, 'essai');
                    end case;
                    issue := issue || '1';
                exception when check_violation or unique_violation or no_data_found then
                    issue := issue || '0';
                end;
                rang := rang + 1;
            end loop;
            raise exception '%', (
                select issue || ' ' || alloue_centimes || ' ' || retire_centimes || ' ' || cp_centimes || (
                    select string_agg(' | ' || coalesce(p.reserve_centimes, 0) || ' ' || coalesce(p.engage_centimes, 0) || ' '
                        || coalesce(p.liquide_centimes, 0) || ' ' || coalesce(p.paye_centimes, 0), '' order by d.ordre)
                    from unnest(p_dossiers) with ordinality as d (id, ordre)
                    left join enveloppe.position as p on p.dossier_id = d.id
                )
                from enveloppe.enveloppe where code = p_code
            );
        exception when raise_exception then
            return sqlerrm;
        end $$
        """
}

extension ModeleLivre {
    /// `alloué retiré cp | réservé engagé certifié payé …`, as the player says it.
    var bilan: String {
        "\(alloue) \(retire) \(cp)" + positions.map { " | \($0.reserve) \($0.engage) \($0.liquide) \($0.paye)" }.joined()
    }
}
