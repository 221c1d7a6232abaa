-- The counts of `effectif` are those of the dossiers, whatever moves, and each préfecture reads its own.
begin;
create extension if not exists pgtap;
select plan(6);
\ir jeu.psql

create function pg_temp.ecart() returns bigint language sql as $$
    select count(*)
    from (
        select departement_code, exercice, dispositif, etat, count(*) as nombre, sum(cout_total_ht_centimes) as cout,
            sum(montant_demande_centimes) as demande, coalesce(sum(montant_accorde_centimes), 0) as accorde
        from financement.dossier
        where etat <> 'brouillon'
        group by departement_code, exercice, dispositif, etat
    ) as compte
    full join (select * from financement.effectif where nombre > 0) as effectif using (departement_code, exercice, dispositif, etat)
    where (compte.nombre, compte.cout, compte.demande, compte.accorde)
        is distinct from (effectif.nombre, effectif.cout_centimes, effectif.demande_centimes, effectif.accorde_centimes)
$$;
create function pg_temp.nombre(p_etat text) returns bigint language sql
    return (select coalesce(sum(nombre), 0) from financement.effectif where exercice = 2099 and etat = p_etat);

create temporary table suivi as
select pg_temp.monter('s03036@test', '03036', 60000) as un, pg_temp.monter('s63@test', '63001', 40000) as autre;
reset role;
grant select on suivi to public;
call pg_temp.en_systeme();
select is(pg_temp.nombre('depose'), 0::bigint, 'a draft is not counted');

call pg_temp.en_tant_que('s03036@test');
select financement.passer(un, 'depose', '2099-01-10') from suivi;
call pg_temp.en_tant_que('s63@test');
select financement.passer(autre, 'depose', '2099-01-10') from suivi;
call pg_temp.en_tant_que('p03@test');
select is(pg_temp.nombre('recu'), 1::bigint, 'a préfecture counts the dossiers of its département');
select financement.passer(un, 'complet', '2099-02-01') from suivi;
select is(pg_temp.nombre('recu') + pg_temp.nombre('complet'), 1::bigint, 'a passage leaves one state for another');
select financement.accorder(un, '2099-03-01', 250000, 50000) from suivi;
select is(
    (select accorde_centimes from financement.effectif where exercice = 2099 and etat = 'accepte'), 50000::bigint,
    'what is granted is counted with the grant'
);

call pg_temp.en_systeme();
select is(pg_temp.ecart(), 0::bigint, 'counts are those of the dossiers');
select throws_ok(
    $$ set local role trousse_app; update financement.effectif set nombre = 0 $$, '42501', null, 'nobody writes counts but the triggers'
);
select * from finish();
rollback;
