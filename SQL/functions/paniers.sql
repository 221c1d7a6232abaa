-- Only an intercommunality proposes a basket, to its own members.
create or replace function operation.proposer_panier() returns trigger
language plpgsql security definer set search_path = pg_catalog as $$
begin
    if new.propose_par is not null and not exists (
        select from acces.organisation where organisation_id = new.organisation_id and epci_siren = new.propose_par
    ) then
        raise exception 'seule une intercommunalité propose un panier à ses communes'
            using errcode = 'check_violation', constraint = 'panier_propose';
    end if;
    return new;
end $$;

create or replace trigger proposer before insert or update on operation.panier
    for each row execute function operation.proposer_panier();

-- A unit is lent once at a time.
create or replace function operation.verifier_pret() returns trigger
language plpgsql security definer set search_path = pg_catalog as $$
declare
    achetees numeric;
    pretees numeric;
begin
    select ligne.quantite into achetees
    from operation.ligne
    inner join operation.pret on pret.operation_id = ligne.operation_id
    where ligne.ligne_id = new.ligne_id and pret.pret_id = new.pret_id
    for update of ligne;
    if not found then
        raise exception 'ligne d''une autre opération' using errcode = 'check_violation', constraint = 'pret_ligne_etrangere';
    end if;
    select coalesce(sum(pret_ligne.quantite), 0) into pretees
    from operation.pret_ligne
    inner join operation.pret using (pret_id)
    where pret_ligne.ligne_id = new.ligne_id and pret.rendu_le is null;
    if pretees + new.quantite > achetees then
        raise exception 'plus que ce qui reste à prêter'
            using errcode = 'check_violation', constraint = 'pret_quantite', detail = trunc(achetees - pretees)::text;
    end if;
    return new;
end $$;

create or replace trigger verifier before insert on operation.pret_ligne
    for each row execute function operation.verifier_pret();
