-- Who the measure works as: an instructor of the Allier with an open session (cookie `mesure`), every mairie, and a tree of
-- envelopes in which money is not what lacks.
set role trousse_owner;

insert into acces.organisation (nature, nom, departement_code, code_insee)
select 'commune', 'Mairie de ' || nom, departement_code, code_insee from territoire.commune
on conflict do nothing;
insert into acces.organisation (nature, nom, departement_code)
select 'prefecture', 'Préfecture ' || charniere || nom, code from territoire.departement
on conflict do nothing;

insert into acces.agent (courriel, nom, mot_de_passe) values ('mesure@trousse.invalid', 'Instructrice de mesure', '!');
insert into acces.droit (agent_id, organisation_id, role)
select agent.agent_id, organisation.organisation_id, 'instructeur'
from acces.agent
inner join acces.organisation on organisation.nature = 'prefecture' and organisation.departement_code = '03'
where agent.courriel = 'mesure@trousse.invalid';
insert into acces.session (empreinte, agent_id, organisation_id, jeton_csrf, expire_le)
select encode(sha256('mesure'), 'hex'), agent_id, organisation_id, 'mesure', now() + interval '1 day'
from acces.droit inner join acces.agent using (agent_id)
where agent.courriel = 'mesure@trousse.invalid';

insert into enveloppe.enveloppe (code, nom, niveau, exercice)
select 'M-' || exercice, 'Lieux ' || exercice, 'volet', exercice from generate_series(2022, 2027) as exercice;
insert into enveloppe.enveloppe (code, nom, parent_id, niveau, territoire_code, exercice, dispositif)
select 'M-' || departement.code || '-' || volet.exercice, 'Lieux, ' || departement.nom, volet.enveloppe_id, 'departement',
    departement.code, volet.exercice, 'LIEUX'
from enveloppe.enveloppe as volet cross join territoire.departement
where volet.niveau = 'volet' and volet.code like 'M-%';
select count(enveloppe.allouer(code, 1000000000000000, 'mesure/' || code, '2026-01-01')) from enveloppe.enveloppe where code ~ '^M-20..$';
select count(enveloppe.allouer(code, 1000000000000, 'mesure/' || code, '2026-01-01')) from enveloppe.enveloppe where code ~ '^M-.+-20..$';
reset role;
vacuum analyze acces.organisation, acces.droit, acces.session, enveloppe.enveloppe;
