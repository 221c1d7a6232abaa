\set dossier random(:premier, :premier + 9999)
\set cle random(1, 9000000000000000000)
begin isolation level read committed read write;
select set_config('trousse.agent', :agent, true), set_config('trousse.systeme', '', true);
select enveloppe.reserver(:dossier, 100, 'mesure/' || :cle, date '2026-11-21');
commit;
