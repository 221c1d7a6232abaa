-- Functions: nobody by default, then exactly who needs each.

revoke execute on all functions in schema acces, operation, financement, enveloppe, journal from public;

-- What policies and views evaluate.
grant execute on function
    acces.agent_courant(), acces.systeme_courant(), acces.est_proprietaire(), acces.mes_organisations(), acces.mes_departements(),
    acces.est_responsable(), acces.voit_tout(), acces.role_appelant(), acces.est_systeme(), acces.mes_communes(), acces.mes_epci()
to trousse_app, trousse_rapport;

grant execute on function
    acces.identifiants(text), acces.noter_echec(text), acces.ouvrir_session(bigint, text, text, interval),
    acces.session_ouverte(text), acces.changer_organisation(text, bigint), acces.fermer_session(text),
    operation.commander(bigint, text, date), operation.figer(bigint, date, boolean, bigint), operation.degeler(bigint, text),
    operation.inviter(bigint, text, integer), operation.repondre(bigint, boolean, text), operation.parts(bigint),
    operation.participations(text), operation.lignes_de_la_part(bigint), operation.repartir(bigint, bigint[]),
    financement.effectif_de(financement.dossier, integer), financement.pieces_manquantes(bigint), financement.passer(bigint, text, date, text),
    financement.vues_liste(text), financement.consultation_recente(text),
    financement.pieces_exigees(text, bigint), financement.en_attente_antivirus(bigint), financement.noter_antivirus(bigint, text, text),
    financement.noter_examen(text, text, integer, integer, integer, boolean, text, text, bytea),
    financement.accorder(bigint, date, bigint, bigint, text, text, integer), financement.programmer(bigint, date, bigint, bigint, text),
    financement.garder_contenu(bytea), financement.notifier(bigint, date), financement.accuser_lecture(bigint), financement.proroger(bigint, text, date),
    financement.reputer_complets(date), acces.nom_agent(bigint),
    enveloppe.allouer(text, bigint, text, date, text), enveloppe.reserver(bigint, bigint, text, date, text),
    enveloppe.engager(bigint, bigint, text, date, text), enveloppe.degager(bigint, bigint, text, date, text),
    enveloppe.liquider(bigint, bigint, text, date, text), enveloppe.payer(bigint, bigint, text, date, text),
    enveloppe.reverser(bigint, bigint, text, date, text), enveloppe.annuler(bigint, text, date, text),
    enveloppe.allouer_cp(text, bigint, text, date, text), enveloppe.transferer(text, text, bigint, date, text),
    enveloppe.statuer(bigint, boolean), enveloppe.cloturer(integer, date), enveloppe.reporter(text, text, bigint, text, date, text),
    enveloppe.preuve()
to trousse_app;

-- A function that a view calls is executed as who reads the view.
grant execute on function enveloppe.preuve() to trousse_rapport;
