-- Messages and opinions. A message says itself whose side it is on; an opinion asked moves the dossier to `avis`, the last one given or
-- expired moves it back.

-- Who writes is named by the database.
create or replace function financement.signer() returns trigger
language plpgsql security definer set search_path = pg_catalog as $$
begin
    select nom into strict new.auteur from acces.agent where agent_id = new.auteur_id;
    return new;
end $$;
create or replace trigger signer before insert on financement.message for each row execute function financement.signer();
create or replace trigger signer before insert on financement.note for each row execute function financement.signer();
create or replace trigger signer before insert on financement.appel for each row execute function financement.signer();

create or replace function financement.ecrire_message(p_dossier bigint, p_texte text, p_attend_reponse boolean default false) returns bigint
language plpgsql security definer set search_path = pg_catalog as $$
declare
    dossier financement.dossier;
    cote text;
    cree bigint;
begin
    select * into dossier from financement.dossier where dossier_id = p_dossier;
    cote := case
        when dossier.organisation_id = any (acces.mes_organisations()) then 'porteur'
        when dossier.departement_code = any (acces.mes_departements()) and dossier.etat <> 'brouillon' then 'prefecture'
    end;
    if cote is null then
        raise exception 'dossier inconnu' using errcode = 'no_data_found', constraint = 'dossier_inconnu';
    elsif dossier.etat = 'brouillon' then
        raise exception 'le dossier n''est pas déposé' using errcode = 'check_violation', constraint = 'message_brouillon';
    end if;
    insert into financement.message (dossier_id, organisation_id, departement_code, cote, auteur_id, texte, attend_reponse)
    values (p_dossier, dossier.organisation_id, dossier.departement_code, cote, acces.agent_courant(), p_texte,
        p_attend_reponse and cote = 'prefecture')
    returning message_id into cree;
    return cree;
end $$;

-- In the transaction that wrote the message: it left with its files.
create or replace function financement.joindre_au_message(
    p_message bigint, p_rang integer, p_nom text, p_type text, p_taille bigint, p_sha256 text
) returns void
language plpgsql security definer set search_path = pg_catalog as $$
begin
    insert into financement.message_fichier (message_id, rang, nom_fichier, type_mime, taille, sha256)
    select message_id, p_rang, p_nom, p_type, p_taille, p_sha256
    from financement.message
    where message_id = p_message and auteur_id = acces.agent_courant() and envoye_le >= now();
    if not found then
        raise exception 'ce message est déjà parti' using errcode = 'insufficient_privilege', constraint = 'message_parti';
    end if;
end $$;

-- What the other side wrote is read.
create or replace function financement.lire_messages(p_dossier bigint) returns void
language sql security definer set search_path = pg_catalog
begin atomic
    update financement.message set lu_le = clock_timestamp()
    where dossier_id = p_dossier and lu_le is null
        and case cote
            when 'prefecture' then organisation_id = any (acces.mes_organisations())
            else departement_code = any (acces.mes_departements())
        end;
end;

-- The préfecture asked something and the porteur has not written since.
create or replace function financement.attend_reponse(p_dossier bigint) returns boolean
language sql stable
return coalesce((
    select max(message_id) filter (where attend_reponse) > coalesce(max(message_id) filter (where cote = 'porteur'), 0)
    from financement.message
    where dossier_id = p_dossier
), false);

create or replace function financement.annoncer_message() returns trigger
language plpgsql security definer set search_path = pg_catalog as $$
declare
    dossier financement.dossier;
    faits jsonb := jsonb_build_object('texte', new.texte, 'auteur', new.auteur, 'attend', new.attend_reponse);
begin
    select * into strict dossier from financement.dossier where dossier_id = new.dossier_id;
    if new.cote = 'prefecture' then
        perform courrier.ecrire_au_porteur('message/' || new.message_id, 'message', dossier, faits);
    else
        perform courrier.ecrire_aux_instructeurs('message/' || new.message_id, 'message_recu', dossier, faits);
    end if;
    return null;
end $$;
create or replace trigger annoncer after insert on financement.message
    for each row execute function financement.annoncer_message();

-- COM-3 (CGCT L2334-37): strictly above the threshold of the exercice, a DETR grant needs the opinion of the commission d'élus first.
create or replace function financement.avis_commission_requis(p_dossier financement.dossier, p_montant bigint) returns boolean
language sql stable security definer set search_path = pg_catalog
return p_dossier.dispositif = 'DETR' and exists (
    select from financement.parametre
    where cle = 'detr.commission.avis_above' and periode @> make_date(p_dossier.exercice, 1, 1)
        and p_montant > round(valeur::numeric * 100)
);

create or replace function financement.avis_commission_rendu(p_dossier bigint) returns boolean
language sql stable security definer set search_path = pg_catalog
return exists (select from financement.avis where dossier_id = p_dossier and nature = 'commission' and repondu_le is not null);

create or replace function financement.exiger_avis_commission() returns trigger
language plpgsql security definer set search_path = pg_catalog as $$
declare
    dossier financement.dossier;
begin
    select * into strict dossier from financement.dossier where dossier_id = new.dossier_id;
    if financement.avis_commission_requis(dossier, coalesce(dossier.montant_accorde_centimes, dossier.montant_demande_centimes))
        and not financement.avis_commission_rendu(new.dossier_id) then
        raise exception 'avis de la commission d''élus' using errcode = 'check_violation', constraint = 'dossier_avis_commission';
    end if;
    return new;
end $$;
create or replace trigger avis_commission before insert on financement.passage
    for each row when (new.vers = 'accepte') execute function financement.exiger_avis_commission();

create or replace function financement.demander_avis(
    p_dossier bigint, p_nature text, p_expert text, p_courriel text, p_question text, p_confidentiel boolean, p_demande_le date,
    p_delai_le date
) returns bigint
language plpgsql security definer set search_path = pg_catalog as $$
declare
    dossier financement.dossier;
    secret text := replace(gen_random_uuid()::text || gen_random_uuid()::text, '-', '');
    cree bigint;
begin
    select * into dossier from financement.dossier where dossier_id = p_dossier for update;
    if not found then
        raise exception 'dossier inconnu' using errcode = 'no_data_found', constraint = 'dossier_inconnu';
    end if;
    perform acces.exiger_instructeur(dossier.departement_code);
    if dossier.etat not in ('complet', 'en_instruction', 'avis') then
        raise exception 'l''avis se demande pendant l''instruction' using errcode = 'check_violation', constraint = 'avis_hors_instruction';
    end if;
    insert into financement.avis (
        dossier_id, departement_code, nature, expert, courriel, question, confidentiel, demande_le, demande_par, delai_le, empreinte
    ) values (
        p_dossier, dossier.departement_code, p_nature, p_expert, p_courriel, p_question, p_confidentiel, p_demande_le,
        acces.agent_courant(), p_delai_le, case when p_courriel is not null then encode(sha256(convert_to(secret, 'UTF8')), 'hex') end
    ) returning avis_id into cree;
    if p_courriel is not null then
        perform courrier.ecrire(
            'avis/' || cree, 'avis_demande', p_courriel, p_expert,
            courrier.faits(dossier) || jsonb_build_object('question', p_question, 'delai', p_delai_le, 'secret', secret), dossier
        );
    end if;
    if dossier.etat <> 'avis' then
        perform financement.passer(p_dossier, 'avis', p_demande_le, 'Avis demandé : ' || p_expert);
    end if;
    return cree;
end $$;

-- The last opinion came, or will not: back to instruction. By nobody: an expert has no account, a delay has no author.
create or replace function financement.quitter_avis(p_dossier bigint, p_le date) returns void
language plpgsql security definer set search_path = pg_catalog as $$
declare
    dossier financement.dossier;
begin
    select * into strict dossier from financement.dossier where dossier_id = p_dossier for update;
    if dossier.etat = 'avis' and not exists (select from financement.avis where dossier_id = p_dossier and clos_le is null) then
        perform financement.inscrire_passage(dossier, 'en_instruction', p_le, 'Les avis demandés sont rendus ou clos.', true);
    end if;
end $$;

create or replace function financement.inscrire_avis(p_avis financement.avis, p_sens text, p_texte text, p_le date, p_par bigint) returns void
language plpgsql security definer set search_path = pg_catalog as $$
declare
    dossier financement.dossier;
begin
    -- One answer at a time for a dossier: two that come at once must not both find the other open.
    select * into strict dossier from financement.dossier where dossier_id = p_avis.dossier_id for update;
    update financement.avis set sens = p_sens, texte = p_texte, repondu_le = p_le, repondu_par = p_par, clos_le = p_le
    where avis_id = p_avis.avis_id and clos_le is null;
    if not found then
        raise exception 'cet avis est clos' using errcode = 'check_violation', constraint = 'avis_clos';
    end if;
    perform courrier.ecrire_aux_instructeurs(
        'avis/' || p_avis.avis_id || '/rendu', 'avis_rendu', dossier, jsonb_build_object('expert', p_avis.expert, 'sens', p_sens)
    );
    perform financement.quitter_avis(p_avis.dossier_id, p_le);
end $$;

-- By the agent, for an answer that came otherwise; a null `p_sens` closes without an answer.
create or replace function financement.repondre_avis(p_avis bigint, p_sens text, p_texte text, p_le date) returns void
language plpgsql security definer set search_path = pg_catalog as $$
declare
    cible financement.avis;
begin
    select * into cible from financement.avis where avis_id = p_avis;
    if not found or not cible.departement_code = any (acces.mes_departements()) then
        raise exception 'avis inconnu' using errcode = 'no_data_found', constraint = 'avis_inconnu';
    elsif p_sens is not null then
        perform financement.inscrire_avis(cible, p_sens, p_texte, p_le, acces.agent_courant());
        return;
    end if;
    update financement.avis set clos_le = p_le where avis_id = p_avis and clos_le is null;
    if not found then
        raise exception 'cet avis est clos' using errcode = 'check_violation', constraint = 'avis_clos';
    end if;
    perform financement.quitter_avis(cible.dossier_id, p_le);
end $$;

create or replace function financement.avis_du_lien(p_secret text) returns financement.avis
language sql stable security definer set search_path = pg_catalog
begin atomic
    select avis from financement.avis where empreinte = encode(sha256(convert_to(p_secret, 'UTF8')), 'hex');
end;

-- By the link that the expert received: no account, one answer.
create or replace function financement.repondre_par_lien(p_secret text, p_sens text, p_texte text, p_le date) returns void
language plpgsql security definer set search_path = pg_catalog as $$
declare
    cible financement.avis := financement.avis_du_lien(p_secret);
begin
    if cible.avis_id is null then
        raise exception 'lien inconnu' using errcode = 'no_data_found', constraint = 'avis_inconnu';
    elsif cible.clos_le is not null or cible.delai_le < p_le then
        raise exception 'cet avis est clos' using errcode = 'check_violation', constraint = 'avis_clos';
    end if;
    perform financement.inscrire_avis(cible, p_sens, p_texte, p_le, null);
end $$;

-- What the expert reads: the demand, and what others who do not hide it have answered.
create or replace function financement.demande_par_lien(p_secret text)
returns table (
    dossier_id bigint, expert text, question text, delai_le date, clos_le date, repondu_le date, numero text, intitule text, porteur text,
    commune text, prefecture text, dispositif text, cout_total_ht_centimes bigint, depense_subventionnable_centimes bigint,
    montant_demande_centimes bigint, autres jsonb
)
language plpgsql stable security definer set search_path = pg_catalog as $$
#variable_conflict use_column
declare
    cible financement.avis := financement.avis_du_lien(p_secret);
begin
    return query select
        dossier.dossier_id, cible.expert, cible.question, cible.delai_le, cible.clos_le, cible.repondu_le, dossier.numero,
        operation.intitule, organisation.nom, commune.nom, 'Préfecture ' || departement.charniere || departement.nom,
        dispositif.nom_court, dossier.cout_total_ht_centimes, dossier.depense_subventionnable_centimes, dossier.montant_demande_centimes,
        (
            select coalesce(jsonb_agg(jsonb_build_object('expert', autre.expert, 'sens', autre.sens, 'texte', autre.texte) order by autre.avis_id), '[]')
            from financement.avis as autre
            where autre.dossier_id = cible.dossier_id and autre.avis_id <> cible.avis_id and autre.sens is not null and not autre.confidentiel
        )
    from financement.dossier
    inner join operation.operation using (operation_id)
    inner join acces.organisation on organisation.organisation_id = dossier.organisation_id
    inner join territoire.commune on commune.code_insee = dossier.code_insee
    inner join territoire.departement on departement.code = dossier.departement_code
    inner join financement.dispositif on dispositif.code = dossier.dispositif
    where dossier.dossier_id = cible.dossier_id;
end $$;

-- The pieces of that dossier, while the question stands. `p_piece` null lists them, without their bytes.
create or replace function financement.pieces_par_lien(p_secret text, p_le date, p_piece bigint default null)
returns table (piece_id bigint, code text, nom_fichier text, type_mime text, taille bigint, octets bytea)
language plpgsql stable security definer set search_path = pg_catalog as $$
#variable_conflict use_column
declare
    cible financement.avis := financement.avis_du_lien(p_secret);
begin
    return query select
        piece.piece_id, piece.code, piece.nom_fichier, piece.type_mime, piece.taille, case when p_piece is not null then contenu.octets end
    from financement.dossier
    inner join financement.piece on piece.operation_id = dossier.operation_id
        and (piece.dossier_id is null or piece.dossier_id = dossier.dossier_id)
    inner join financement.contenu using (sha256)
    where dossier.dossier_id = cible.dossier_id and cible.clos_le is null and cible.delai_le >= p_le and piece.nature = 'piece'
        and (p_piece is null or piece.piece_id = p_piece)
    order by piece.code nulls last, piece.piece_id;
end $$;

-- The postman's daily round: what was not answered in time is closed.
create or replace function financement.expirer_avis(p_le date) returns integer
language plpgsql security definer set search_path = pg_catalog as $$
declare
    expire record;
    nombre integer := 0;
begin
    perform courrier.exiger_facteur();
    for expire in
        update financement.avis set clos_le = p_le where clos_le is null and delai_le < p_le returning dossier_id, avis_id, expert
    loop
        perform courrier.ecrire_aux_instructeurs(
            'avis/' || expire.avis_id || '/expire', 'avis_expire', dossier, jsonb_build_object('expert', expire.expert)
        ) from financement.dossier where dossier.dossier_id = expire.dossier_id;
        perform financement.quitter_avis(expire.dossier_id, p_le);
        nombre := nombre + 1;
    end loop;
    return nombre;
end $$;
