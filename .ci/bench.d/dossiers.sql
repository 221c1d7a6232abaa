-- Dossiers of ranks :de to :a; two in five are of the Allier (03), the perimeter of the instructor, the others of the rest of France.
-- What a row says comes from its rank: two runs make the same dossiers. The audit's trigger is off, the time of the insertion only;
-- with :rapide (half a million rows) every trigger is, foreign keys included: the keys are copied from rows that hold them.
alter table operation.operation disable trigger tracer;
alter table financement.dossier disable trigger tracer;
\if :rapide
set session_replication_role = replica;
\endif

create temporary table lieu as
select organisation_id, nom, departement_code, code_insee, departement_code = '03' as ici,
    row_number() over (partition by departement_code = '03' order by code_insee) - 1 as rang
from acces.organisation where nature = 'commune';
analyze lieu;

create temporary table voulu as
select
    n, lieu.nom, lieu.organisation_id, lieu.departement_code, lieu.code_insee, 2022 + n % 6 as exercice,
    (array['Un guichet pour les démarches', 'Espace numérique de la médiathèque', 'Atelier collectif du mardi', 'Borne d’accueil',
        'Équipement de la France Services', 'Postes pour la salle communale', 'Visio-démarches', 'Ordinateurs reconditionnés'])[1 + n % 8]
        || ', lot ' || n as intitule,
    (array['en_instruction', 'recu', 'recu', 'complet', 'complet', 'accepte', 'accepte', 'refuse', 'a_corriger', 'commence'])[1 + n / 7 % 10] as etat,
    (array['DETR', 'LIEUX', 'DSIL'])[1 + n / 3 % 3] as dispositif,
    300000 + n::bigint * 7919 % 4000000 as cout,
    make_date(2021 + n % 6, 1 + n / 11 % 12, 1 + n / 5 % 28) as depose_le
from generate_series(:de, :a) as n
inner join (select ici, count(*) as nombre from lieu group by ici) as taille on taille.ici = (n % 5 < 2)
inner join lieu on lieu.ici = taille.ici and lieu.rang = n / 5 % taille.nombre;

insert into operation.operation (operation_id, organisation_id, departement_code, code_insee, intitule, exercice, cree_par)
overriding system value
select 1000000 + n, organisation_id, departement_code, code_insee, intitule, exercice, (select min(agent_id) from acces.agent)
from voulu order by n;

insert into financement.dossier (
    numero, operation_id, organisation_id, departement_code, code_insee, dispositif, exercice, etat, cout_total_ht_centimes,
    depense_subventionnable_centimes, montant_demande_centimes, depense_retenue_centimes, montant_accorde_centimes,
    depose_le, recu_le, repute_le, complet_le, decide_le, recherche
)
select
    'TR-M-' || n, 1000000 + n, organisation_id, departement_code, code_insee, dispositif, exercice, etat, cout,
    cout * 9 / 10, cout * 4 / 10,
    case when etat in ('accepte', 'commence') then cout * 9 / 10 end,
    case when etat in ('accepte', 'commence') then cout * 4 / 10 end,
    depose_le,
    depose_le,
    depose_le + make_interval(months => 3),
    case when etat not in ('recu', 'a_corriger') then depose_le + 20 end,
    case when etat in ('accepte', 'commence', 'refuse') then depose_le + 60 end,
    lower(public.unaccent(nom || ' ' || intitule || ' TR-M-' || n))
from voulu order by n;

-- What the triggers would have kept.
\if :rapide
truncate financement.effectif;
select financement.reporter(array(select financement.effectif_de(dossier, 1) from financement.dossier));
\endif
set session_replication_role = origin;
alter table operation.operation enable trigger tracer;
alter table financement.dossier enable trigger tracer;
vacuum analyze operation.operation, financement.dossier;
