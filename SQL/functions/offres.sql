-- What each line of an offer seems to be: our own code first, then what was accepted before under the same identifier, then the same CPV with
-- words alike, then words alone when they are close.
create or replace function catalogue.rapprocher_offre(p_offre bigint) returns void
language sql security definer set search_path = pg_catalog
begin atomic
    update catalogue.offre_ligne as cible set
        article_code = trouve.code,
        rapprochement = trouve.rapprochement
    from (
        select distinct on (ligne.rang) ligne.rang, candidat.code, candidat.rapprochement
        from catalogue.offre_ligne as ligne
        inner join catalogue.offre using (offre_id)
        cross join lateral (
            select article.code, 'code' as rapprochement, 3::real as score
            from catalogue.article
            where article.retire_le is null and article.code in (upper(ligne.reference), upper(ligne.numero))
            union all
            select connue.article_code, 'connu', 2
            from catalogue.offre_ligne as connue
            inner join catalogue.offre as ancienne on ancienne.offre_id = connue.offre_id
            inner join catalogue.article on article.code = connue.article_code and article.retire_le is null
            where connue.etat = 'acceptee' and (
                connue.standard = ligne.standard
                or (ancienne.fournisseur = offre.fournisseur and connue.reference = ligne.reference)
            )
            union all
            select article.code, 'mots',
                public.word_similarity(public.unaccent(lower(ligne.nom)), public.unaccent(lower(article.libelle)))
                + case when article.cpv = ligne.cpv then 0.3 else 0 end
            from catalogue.article
            where article.retire_le is null
                and public.word_similarity(public.unaccent(lower(ligne.nom)), public.unaccent(lower(article.libelle)))
                    > case when article.cpv = ligne.cpv then 0.3 else 0.6 end
        ) as candidat
        where ligne.offre_id = p_offre and ligne.etat = 'a_voir'
        order by ligne.rang, candidat.score desc, candidat.code
    ) as trouve
    where cible.offre_id = p_offre and cible.rang = trouve.rang;
end;

-- Accepts or refuses one line. Accepting opens a price from today at the earliest, with its supplier as source; the price before ends the day
-- before, the price after stays.
create or replace function catalogue.decider_offre(p_offre bigint, p_rang integer, p_accepte boolean, p_article text, p_motif text) returns void
language plpgsql security definer set search_path = pg_catalog as $$
declare
    ligne catalogue.offre_ligne;
    auteur text;
    debut date;
    fin date;
begin
    if not (acces.est_systeme() or acces.est_responsable()) then
        raise exception 'seul le programme peut le faire' using errcode = 'insufficient_privilege', constraint = 'programme_requis';
    end if;
    perform pg_advisory_xact_lock(hashtext('catalogue.import'));
    select * into ligne from catalogue.offre_ligne where offre_id = p_offre and rang = p_rang for update;
    if not found then
        raise exception 'ligne inconnue' using errcode = 'no_data_found', constraint = 'offre_inconnue';
    elsif ligne.etat <> 'a_voir' then
        raise exception 'déjà décidée' using errcode = 'check_violation', constraint = 'offre_deja_decidee';
    end if;
    if not p_accepte then
        update catalogue.offre_ligne set etat = 'refusee', motif = p_motif, decide_par = acces.agent_courant(), decide_le = clock_timestamp()
        where offre_id = p_offre and rang = p_rang;
        return;
    end if;
    if ligne.prix_centimes is null then
        raise exception 'sans prix' using errcode = 'check_violation', constraint = 'offre_sans_prix';
    elsif not exists (select from catalogue.article where code = p_article and retire_le is null) then
        raise exception 'article inconnu' using errcode = 'check_violation', constraint = 'offre_article_inconnu';
    elsif ligne.au < concours.aujourdhui() then
        raise exception 'prix expiré' using errcode = 'check_violation', constraint = 'offre_expiree';
    end if;
    select left(fournisseur || ', catalogue ' || numero, 300) into strict auteur from catalogue.offre where offre_id = p_offre;
    debut := greatest(ligne.du, concours.aujourdhui());
    select least(ligne.au + 1, min(lower(periode))) into fin
    from catalogue.article_prix where article_code = p_article and lower(periode) > debut;
    delete from catalogue.article_prix where article_code = p_article and lower(periode) = debut;
    update catalogue.article_prix set periode = daterange(lower(periode), debut) where article_code = p_article and periode @> debut;
    insert into catalogue.article_prix (article_code, periode, min_centimes, ref_centimes, max_centimes, source)
    values (p_article, daterange(debut, fin), ligne.prix_centimes, ligne.prix_centimes, ligne.prix_centimes, auteur);
    -- Running servers read the prices again.
    insert into catalogue.import (nature, resume) values ('catalogue', '{"lignes": []}');
    update catalogue.offre_ligne set
        etat = 'acceptee', article_code = p_article, motif = p_motif, decide_par = acces.agent_courant(), decide_le = clock_timestamp()
    where offre_id = p_offre and rang = p_rang;
end $$;
