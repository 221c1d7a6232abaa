-- What each passage has to say, and to whom, written with it. The porteur hears of a decision when it is notified, not before.

create or replace function courrier.suivre_passage() returns trigger
language plpgsql security definer set search_path = pg_catalog as $$
declare
    dossier financement.dossier;
    cle text := 'passage/' || new.passage_id;
    faits jsonb := jsonb_strip_nulls(jsonb_build_object('le', new.survenu_le, 'motif', nullif(trim(new.motif), '')));
begin
    select * into strict dossier from financement.dossier where dossier_id = new.dossier_id;
    case
        when new.vers = 'depose' then
            -- The accusé d'enregistrement is printed after the deposit: a minute later it leaves with it.
            perform courrier.ecrire_au_porteur(cle, 'depose', dossier, faits, 'accuse', clock_timestamp() + interval '1 minute');
            perform courrier.ecrire_aux_instructeurs(cle, 'nouveau', dossier, faits);
        when (new.de, new.vers) = ('a_corriger', 'recu') then
            perform courrier.ecrire_aux_instructeurs(cle, 'corrige', dossier, faits);
        when new.vers = 'a_corriger' then
            perform courrier.ecrire_au_porteur(cle, 'correction', dossier, faits);
        when new.vers = 'complet' then
            perform courrier.ecrire_au_porteur(
                cle, 'complet', dossier, faits || jsonb_build_object('repute', new.agent_id is null), 'completude',
                clock_timestamp() + interval '1 minute'
            );
        when new.vers = 'en_instruction' and new.de = 'complet' then
            perform courrier.ecrire_au_porteur(cle, 'en_instruction', dossier, faits);
        -- A decision that was not told is taken back without a word.
        when new.vers = 'en_instruction' and new.de in ('accepte', 'refuse', 'classe_sans_suite') and dossier.notifie_le is not null then
            perform courrier.ecrire_au_porteur(cle, 'reexamine', dossier, faits);
        when new.vers in ('caduc', 'solde') or (new.vers = 'annule' and new.de in ('accepte', 'notifie', 'commence')) then
            perform courrier.ecrire_au_porteur(cle, new.vers, dossier, faits);
        when new.vers = 'commence' and new.de <> 'acheve' then
            perform courrier.ecrire_aux_instructeurs(cle, 'commence', dossier, faits);
        when new.vers = 'acheve' then
            perform courrier.ecrire_aux_instructeurs(cle, 'acheve', dossier, faits);
        else
            null;
    end case;
    return null;
end $$;
create or replace trigger courrier after insert on financement.passage
    for each row execute function courrier.suivre_passage();

create or replace function courrier.suivre_notification() returns trigger
language plpgsql security definer set search_path = pg_catalog as $$
declare
    decision record;
begin
    select passage_id, vers, nullif(trim(motif), '') as motif into decision
    from financement.passage
    where dossier_id = new.dossier_id and vers in ('accepte', 'refuse', 'classe_sans_suite')
    order by passage_id desc
    limit 1;
    if found then
        perform courrier.ecrire_au_porteur(
            'notification/' || decision.passage_id, decision.vers, new,
            jsonb_strip_nulls(jsonb_build_object('le', new.notifie_le, 'motif', decision.motif)), 'decision',
            clock_timestamp() + interval '1 minute'
        );
    end if;
    return null;
end $$;
create or replace trigger courrier_notification after update of notifie_le on financement.dossier
    for each row when (old.notifie_le is null and new.notifie_le is not null) execute function courrier.suivre_notification();

-- Démarche numérique destroys a pre-fill that nobody opens: the porteur is told two days before, unless it was opened since.
create or replace function courrier.suivre_preremplissage() returns trigger
language plpgsql security definer set search_path = pg_catalog as $$
declare
    dossier financement.dossier;
    cle text := 'preremplissage/' || new.preremplissage_id;
begin
    if tg_op = 'UPDATE' then
        delete from courrier.courriel
        where dossier_id = new.dossier_id and courriel.cle like 'preremplissage/' || new.preremplissage_id || '/%' and envoye_le is null and modele is null;
        return null;
    end if;
    select * into strict dossier from financement.dossier where dossier_id = new.dossier_id;
    perform courrier.ecrire_au_porteur(
        cle, 'rappel', dossier,
        jsonb_build_object(
            'titre', 'Ouvrir le dossier pré-rempli sur Démarche numérique', 'echeance', new.expire_le, 'jours', least(2, new.expire_le - new.cree_le),
            'explication', 'Après ce jour, Démarche numérique détruit un dossier pré-rempli que personne n’a ouvert. Vous pourrez en refaire un.',
            'article', 'Règle de Démarche numérique'
        ),
        p_du_le => (greatest(new.cree_le, new.expire_le - 2) + time '07:00') at time zone 'Europe/Paris'
    );
    return null;
end $$;
create or replace trigger courrier_ajout after insert on financement.preremplissage
    for each row when (new.etat = 'prefilled') execute function courrier.suivre_preremplissage();
create or replace trigger courrier_suite after update of etat on financement.preremplissage
    for each row when (old.etat = 'prefilled' and new.etat <> 'prefilled') execute function courrier.suivre_preremplissage();

-- A draft that is abandoned takes with it what was to be said of it.
create or replace function courrier.oublier_brouillon() returns trigger
language plpgsql security definer set search_path = pg_catalog as $$
begin
    delete from courrier.courriel where dossier_id = old.dossier_id and envoye_le is null and modele is null;
    return old;
end $$;
create or replace trigger courrier_abandon before delete on financement.dossier
    for each row execute function courrier.oublier_brouillon();
