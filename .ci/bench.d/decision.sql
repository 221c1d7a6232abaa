begin isolation level read committed read write;
select set_config('trousse.agent', :agent, true), set_config('trousse.systeme', '', true);
select financement.accorder(:premier::bigint + :client_id::bigint, date '2026-11-21', 400000, 100000);
commit;
