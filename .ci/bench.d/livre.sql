-- 10 000 complete dossiers that draw on one envelope, the Allier's of 2027: nothing is reserved for them yet.
alter table operation.operation disable trigger tracer;
alter table financement.dossier disable trigger tracer;
insert into operation.operation (operation_id, organisation_id, departement_code, code_insee, intitule, exercice, cree_par)
overriding system value
select 9000000 + n, mairie.organisation_id, '03', mairie.code_insee, 'Un guichet, ' || n, 2027, (select min(agent_id) from acces.agent)
from generate_series(1, 10000) as n
cross join lateral (
    select organisation_id, code_insee from acces.organisation where code_insee = '03036'
) as mairie;
insert into financement.dossier (
    operation_id, dispositif, etat, cout_total_ht_centimes, depense_subventionnable_centimes, montant_demande_centimes,
    depose_le, recu_le, complet_le, numero, organisation_id, departement_code, code_insee, exercice, recherche
)
select operation_id, 'LIEUX', 'complet', 400000, 400000, 100000, '2026-11-02', '2026-11-03', '2026-11-20', '', organisation_id,
    departement_code, code_insee, exercice, ''
from operation.operation where operation_id > 9000000 order by operation_id;
alter table operation.operation enable trigger tracer;
alter table financement.dossier enable trigger tracer;
vacuum analyze operation.operation, financement.dossier;
