-- The whole life of a dossier, from draft to balance, and its clocks: the day when silence makes it complete is kept, not worked out again.

alter table financement.dossier
    drop constraint dossier_etat,
    add constraint dossier_etat check (etat in (
        'brouillon', 'depose', 'recu', 'a_corriger', 'complet', 'en_instruction', 'avis', 'programme', 'accepte', 'refuse',
        'classe_sans_suite', 'notifie', 'commence', 'acheve', 'solde', 'caduc', 'annule'
    )),
    -- R2334-23: day when silence makes it complete, or would have; null when no rule says it.
    add column repute_le date,
    -- The claim of pieces that suspends the delay; null when it runs, or when it was asked too late to suspend anything.
    add column suspendu_le date,
    add column repute_complet boolean not null default false,
    -- The provisional decision.
    add column depense_programmee_centimes bigint,
    add column montant_programme_centimes bigint,
    -- Shorter delay to start that the arrêté sets, in months (R2334-28, al. 2).
    add column delai_commencement_mois integer constraint dossier_delai_commencement check (delai_commencement_mois between 1 and 24),
    add column notifie_le date,
    -- Read receipt: appeals run from what the applicant received.
    add column lu_le timestamptz,
    add column lu_par bigint constraint dossier_lu_par references acces.agent,
    add column commence_le date,
    add column acheve_le date,
    add column solde_le date,
    -- What the préfet granted beyond the delay to start (R2334-28) and to finish (R2334-29).
    add column commencer_proroge_le date,
    add column achever_proroge_le date,
    drop constraint dossier_accepte_complet,
    add constraint dossier_accepte_complet check (
        etat not in ('accepte', 'notifie', 'commence', 'acheve', 'solde', 'caduc')
        or (montant_accorde_centimes is not null and decide_le is not null)
    ),
    add constraint dossier_programme check (
        (montant_programme_centimes is null) = (depense_programmee_centimes is null)
        and 0 < montant_programme_centimes and montant_programme_centimes <= depense_programmee_centimes
        and depense_programmee_centimes <= cout_total_ht_centimes
    ),
    add constraint dossier_programme_chiffre check (etat <> 'programme' or montant_programme_centimes is not null),
    add constraint dossier_horloge check (suspendu_le is null or etat = 'a_corriger'),
    add constraint dossier_suites check (decide_le <= notifie_le and recu_le <= commence_le and commence_le <= acheve_le and acheve_le <= solde_le);

update financement.dossier set
    commence_le = (select min(survenu_le) from financement.passage where passage.dossier_id = dossier.dossier_id and passage.vers = 'commence')
where etat = 'commence';

-- What was deposited and waited for a hand is received on the day of its deposit, as from now on.
insert into financement.passage (dossier_id, organisation_id, departement_code, de, vers, survenu_le, motif)
select dossier_id, organisation_id, departement_code, 'depose', 'recu', depose_le, 'Accusé d’enregistrement automatique'
from financement.dossier where etat = 'depose';
update financement.dossier set etat = 'recu', recu_le = depose_le where etat = 'depose';
delete from financement.transition where (de, vers) = ('depose', 'recu');

update financement.dossier set repute_le = recu_le + make_interval(months => parametre.valeur::integer)
from financement.parametre
where parametre.cle = case when dossier.dispositif in ('DETR', 'DSIL') then 'complete.months' else 'decret2018_514.complete_months' end
    and parametre.periode @> dossier.recu_le
    and dossier.etat in ('recu', 'a_corriger');

update financement.dossier set suspendu_le = passage.survenu_le
from financement.passage
where dossier.etat = 'a_corriger'
    and passage.passage_id = (
        select max(dernier.passage_id) from financement.passage as dernier
        where dernier.dossier_id = dossier.dossier_id and dernier.vers = 'a_corriger'
    )
    and passage.survenu_le <= dossier.repute_le;

-- The clock of completeness, in the order in which it strikes.
drop index financement.dossier_recus;
create index dossier_reputes on financement.dossier (departement_code, repute_le, dossier_id) where etat = 'recu';
create index dossier_repute_le on financement.dossier (repute_le) where etat = 'recu';

-- Which passages exist, who may make them (`chacun`: the porteur or the préfecture), and which ask why.
alter table financement.transition
    add column motif_requis boolean not null default false,
    add constraint transition_role check (role in ('secretaire', 'instructeur', 'chacun'));
insert into financement.transition (de, vers, role, motif_requis) values
    -- Completeness; what was found complete by mistake goes back to its porteur.
    ('a_corriger', 'classe_sans_suite', 'instructeur', true),
    ('complet', 'a_corriger', 'instructeur', true),
    ('en_instruction', 'a_corriger', 'instructeur', true),
    -- Instruction, opinions, programming.
    ('complet', 'en_instruction', 'instructeur', false),
    ('complet', 'avis', 'instructeur', false),
    ('complet', 'programme', 'instructeur', false),
    ('en_instruction', 'avis', 'instructeur', false),
    ('avis', 'en_instruction', 'instructeur', false),
    ('en_instruction', 'programme', 'instructeur', false),
    ('programme', 'programme', 'instructeur', false),
    ('programme', 'en_instruction', 'instructeur', true),
    -- Decision, and back to instruction.
    ('en_instruction', 'accepte', 'instructeur', false),
    ('en_instruction', 'refuse', 'instructeur', true),
    ('en_instruction', 'classe_sans_suite', 'instructeur', true),
    ('programme', 'accepte', 'instructeur', false),
    ('accepte', 'en_instruction', 'instructeur', true),
    ('refuse', 'en_instruction', 'instructeur', true),
    ('classe_sans_suite', 'en_instruction', 'instructeur', true),
    -- After the decision.
    ('accepte', 'notifie', 'instructeur', false),
    ('notifie', 'commence', 'secretaire', false),
    ('commence', 'acheve', 'chacun', false),
    ('acheve', 'commence', 'instructeur', true),
    ('acheve', 'solde', 'instructeur', false),
    ('accepte', 'caduc', 'instructeur', true),
    ('notifie', 'caduc', 'instructeur', true),
    ('caduc', 'notifie', 'instructeur', true),
    ('notifie', 'annule', 'instructeur', true),
    ('commence', 'annule', 'instructeur', true),
    -- The porteur withdraws.
    ('recu', 'annule', 'secretaire', true),
    ('a_corriger', 'annule', 'secretaire', true),
    ('complet', 'annule', 'secretaire', true),
    ('en_instruction', 'annule', 'secretaire', true),
    ('avis', 'annule', 'secretaire', true),
    ('programme', 'annule', 'secretaire', true);
update financement.transition set motif_requis = true where vers in ('a_corriger', 'refuse', 'classe_sans_suite', 'annule');

-- Where the money of a demand is set aside: as soon as it is complete (first come), or when the préfet programmes it (DETR, DSIL: more
-- is asked than there is, and completeness does not wait for money).
alter table enveloppe.enveloppe
    add column reserve_des text not null default 'complet' constraint enveloppe_reserve_des check (reserve_des in ('complet', 'programme'));

drop function if exists enveloppe.suivre(financement.dossier, date, text);
drop function if exists enveloppe.dossier_instruit(bigint);
drop function if exists financement.accorder(bigint, date, bigint, bigint, text, text);
