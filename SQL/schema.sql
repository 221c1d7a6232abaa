-- The schema of a migrated database. Written by «make schema»: do not edit.

CREATE SCHEMA acces;

COMMENT ON SCHEMA acces IS 'Organisations, agents, droits, sessions';

CREATE SCHEMA catalogue;

COMMENT ON SCHEMA catalogue IS 'Articles, prix datés, kits et leurs versions';

CREATE SCHEMA concours;

COMMENT ON SCHEMA concours IS 'Consultations, propositions des concepteurs, notes du jury, intentions de commande';

CREATE SCHEMA courrier;

COMMENT ON SCHEMA courrier IS 'Courriels à envoyer et envoyés, préférences, résumés';

CREATE SCHEMA enveloppe;

COMMENT ON SCHEMA enveloppe IS 'Arbre des enveloppes, mouvements, positions';

CREATE SCHEMA financement;

COMMENT ON SCHEMA financement IS 'Dispositifs, règles datées, plans, dossiers, pièces, états';

CREATE SCHEMA journal;

COMMENT ON SCHEMA journal IS 'Journal d''audit, en ajout seul';

CREATE SCHEMA migration;

CREATE SCHEMA operation;

COMMENT ON SCHEMA operation IS 'Opérations, lignes, commandes';

CREATE SCHEMA programmation;

COMMENT ON SCHEMA programmation IS 'Simulations des enveloppes arbitrées, travaux en nombre, modèles d’arrêtés et documents de décision';

CREATE SCHEMA rapport;

COMMENT ON SCHEMA rapport IS 'Vues lues par les responsables de programme et par psql';

CREATE SCHEMA territoire;

COMMENT ON SCHEMA territoire IS 'Régions, départements, EPCI et communes';

CREATE EXTENSION IF NOT EXISTS btree_gist WITH SCHEMA public;

COMMENT ON EXTENSION btree_gist IS 'support for indexing common datatypes in GiST';

CREATE EXTENSION IF NOT EXISTS fuzzystrmatch WITH SCHEMA public;

COMMENT ON EXTENSION fuzzystrmatch IS 'determine similarities and distance between strings';

CREATE EXTENSION IF NOT EXISTS pg_trgm WITH SCHEMA public;

COMMENT ON EXTENSION pg_trgm IS 'text similarity measurement and index searching based on trigrams';

CREATE EXTENSION IF NOT EXISTS unaccent WITH SCHEMA public;

COMMENT ON EXTENSION unaccent IS 'text search dictionary that removes accents';

CREATE DOMAIN financement.taux AS numeric(12,10)
	CONSTRAINT taux_borne CHECK (((VALUE >= (0)::numeric) AND (VALUE <= (1)::numeric)));

CREATE DOMAIN territoire.code_insee AS text
	CONSTRAINT code_insee_forme CHECK ((VALUE ~ '^([0-9]{2}|2[AB])[0-9]{3}$'::text));

CREATE DOMAIN territoire.siren AS text
	CONSTRAINT siren_forme CHECK ((VALUE ~ '^[0-9]{9}$'::text));

CREATE FUNCTION acces.agent_courant() RETURNS bigint
    LANGUAGE sql STABLE PARALLEL SAFE
    RETURN (NULLIF(current_setting('trousse.agent'::text, true), ''::text))::bigint;

CREATE TABLE acces.session (
    empreinte text NOT NULL,
    agent_id bigint NOT NULL,
    organisation_id bigint NOT NULL,
    jeton_csrf text NOT NULL,
    cree_le timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    expire_le timestamp with time zone NOT NULL
);

ALTER TABLE ONLY acces.session FORCE ROW LEVEL SECURITY;

CREATE FUNCTION acces.changer_organisation(p_empreinte text, p_organisation bigint) RETURNS void
    LANGUAGE sql SECURITY DEFINER
    SET search_path TO 'pg_catalog'
    BEGIN ATOMIC
 UPDATE acces.session SET organisation_id = changer_organisation.p_organisation
   WHERE (session.empreinte = changer_organisation.p_empreinte);
END;

CREATE FUNCTION acces.systeme_courant() RETURNS text
    LANGUAGE sql STABLE PARALLEL SAFE
    RETURN NULLIF(current_setting('trousse.systeme'::text, true), ''::text);

CREATE FUNCTION acces.est_facteur() RETURNS boolean
    LANGUAGE sql STABLE PARALLEL SAFE
    RETURN ((acces.agent_courant() IS NULL) AND COALESCE((acces.systeme_courant() = 'courrier'::text), false));

CREATE FUNCTION acces.est_proprietaire() RETURNS boolean
    LANGUAGE sql STABLE PARALLEL SAFE
    RETURN pg_has_role(CURRENT_USER, 'trousse_owner'::name, 'usage'::text);

CREATE FUNCTION acces.est_relecteur() RETURNS boolean
    LANGUAGE plpgsql STABLE SECURITY DEFINER PARALLEL SAFE
    SET search_path TO 'pg_catalog'
    AS $$
begin
    return exists (select from acces.droit where agent_id = acces.agent_courant() and role in ('instructeur', 'responsable'));
end $$;

CREATE FUNCTION acces.est_responsable() RETURNS boolean
    LANGUAGE plpgsql STABLE SECURITY DEFINER PARALLEL SAFE
    SET search_path TO 'pg_catalog'
    AS $$
begin
    return exists (select from acces.droit where agent_id = acces.agent_courant() and role = 'responsable');
end $$;

CREATE FUNCTION acces.role_appelant() RETURNS text
    LANGUAGE sql STABLE PARALLEL SAFE
    RETURN COALESCE(NULLIF(current_setting('role'::text, true), 'none'::text), (SESSION_USER)::text);

CREATE FUNCTION acces.est_systeme() RETURNS boolean
    LANGUAGE sql STABLE PARALLEL SAFE
    RETURN (pg_has_role((acces.role_appelant())::name, 'trousse_owner'::name, 'usage'::text) AND (acces.agent_courant() IS NULL));

CREATE FUNCTION acces.exiger_instructeur(p_departement text) RETURNS void
    LANGUAGE plpgsql STABLE
    AS $$
begin
    if not (acces.est_systeme() or p_departement = any (acces.mes_departements())) then
        raise exception 'seule la préfecture du département peut le faire'
            using errcode = 'insufficient_privilege', constraint = 'instructeur_requis';
    end if;
end $$;

CREATE FUNCTION acces.exiger_porteur(p_organisation bigint) RETURNS void
    LANGUAGE plpgsql STABLE
    AS $$
begin
    if not (acces.est_systeme() or p_organisation = any (acces.mes_organisations())) then
        raise exception 'seul le porteur peut le faire'
            using errcode = 'insufficient_privilege', constraint = 'porteur_requis';
    end if;
end $$;

CREATE FUNCTION acces.exiger_responsable() RETURNS void
    LANGUAGE plpgsql STABLE
    AS $$
begin
    if not (acces.est_systeme() or acces.est_responsable()) then
        raise exception 'seul le responsable du programme peut le faire'
            using errcode = 'insufficient_privilege', constraint = 'responsable_requis';
    end if;
end $$;

CREATE FUNCTION acces.fermer_session(p_empreinte text) RETURNS void
    LANGUAGE sql SECURITY DEFINER
    SET search_path TO 'pg_catalog'
    BEGIN ATOMIC
 DELETE FROM acces.session
   WHERE (session.empreinte = fermer_session.p_empreinte);
END;

CREATE TABLE acces.agent (
    agent_id bigint NOT NULL,
    courriel text NOT NULL,
    nom text NOT NULL,
    mot_de_passe text NOT NULL,
    est_demonstration boolean DEFAULT false NOT NULL,
    cree_le timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    CONSTRAINT agent_courriel CHECK (((courriel = lower(courriel)) AND (courriel ~~ '%_@_%'::text)))
);

ALTER TABLE ONLY acces.agent FORCE ROW LEVEL SECURITY;

CREATE TABLE acces.tentative (
    courriel text NOT NULL,
    tentee_le timestamp with time zone DEFAULT clock_timestamp() NOT NULL
);

ALTER TABLE ONLY acces.tentative FORCE ROW LEVEL SECURITY;

CREATE FUNCTION acces.identifiants(p_courriel text) RETURNS TABLE(agent_id bigint, mot_de_passe text, est_verrouille boolean)
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog'
    BEGIN ATOMIC
 SELECT agent.agent_id,
     agent.mot_de_passe,
     ( SELECT (count(*) >= 5)
            FROM acces.tentative
           WHERE ((tentative.courriel = lower(identifiants.p_courriel)) AND (tentative.tentee_le > (now() - '00:15:00'::interval))))
    FROM acces.agent
   WHERE (agent.courriel = lower(identifiants.p_courriel));
END;

CREATE FUNCTION acces.mes_ateliers() RETURNS bigint[]
    LANGUAGE plpgsql STABLE SECURITY DEFINER PARALLEL SAFE
    SET search_path TO 'pg_catalog'
    AS $$
begin
    return array(select organisation_id from acces.droit where agent_id = acces.agent_courant() and role = 'concepteur');
end $$;

CREATE FUNCTION acces.mes_communes() RETURNS text[]
    LANGUAGE plpgsql STABLE SECURITY DEFINER PARALLEL SAFE
    SET search_path TO 'pg_catalog'
    AS $$
begin
    return array(
        select organisation.code_insee::text
        from acces.droit
        inner join acces.organisation using (organisation_id)
        where droit.agent_id = acces.agent_courant() and droit.role = 'secretaire' and organisation.code_insee is not null
    );
end $$;

CREATE FUNCTION acces.mes_departements() RETURNS text[]
    LANGUAGE plpgsql STABLE SECURITY DEFINER PARALLEL SAFE
    SET search_path TO 'pg_catalog'
    AS $$
begin
    return array(
        select organisation.departement_code
        from acces.droit
        inner join acces.organisation using (organisation_id)
        where droit.agent_id = acces.agent_courant() and droit.role = 'instructeur'
    );
end $$;

CREATE FUNCTION acces.mes_epci() RETURNS text[]
    LANGUAGE plpgsql STABLE SECURITY DEFINER PARALLEL SAFE
    SET search_path TO 'pg_catalog'
    AS $$
begin
    return array(
        select distinct commune.epci_siren::text
        from territoire.commune
        where commune.code_insee::text = any (acces.mes_communes()) and commune.epci_siren is not null
    );
end $$;

CREATE FUNCTION acces.mes_organisations() RETURNS bigint[]
    LANGUAGE plpgsql STABLE SECURITY DEFINER PARALLEL SAFE
    SET search_path TO 'pg_catalog'
    AS $$
begin
    return array(select organisation_id from acces.droit where agent_id = acces.agent_courant() and role = 'secretaire');
end $$;

CREATE FUNCTION acces.nom_agent(p_agent bigint) RETURNS text
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog'
    RETURN (SELECT agent.nom FROM acces.agent WHERE (agent.agent_id = nom_agent.p_agent));

CREATE FUNCTION acces.noter_echec(p_courriel text) RETURNS void
    LANGUAGE sql SECURITY DEFINER
    SET search_path TO 'pg_catalog'
    BEGIN ATOMIC
 INSERT INTO acces.tentative (courriel)
   VALUES ("left"(lower(noter_echec.p_courriel), 200));
END;

CREATE FUNCTION acces.ouvrir_session(p_agent bigint, p_empreinte text, p_csrf text, p_duree interval) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog'
    AS $$
begin
    delete from acces.session where expire_le < now();
    delete from acces.tentative where courriel = (select courriel from acces.agent where agent_id = p_agent);
    insert into acces.session (empreinte, agent_id, organisation_id, jeton_csrf, expire_le)
    select p_empreinte, p_agent, min(organisation_id), p_csrf, now() + p_duree
    from acces.droit
    where agent_id = p_agent
    having min(organisation_id) is not null;
    if not found then
        raise exception 'aucune organisation' using errcode = 'insufficient_privilege', constraint = 'agent_sans_organisation';
    end if;
end $$;

CREATE FUNCTION acces.session_ouverte(p_empreinte text) RETURNS TABLE(agent_id bigint, nom text, courriel text, jeton_csrf text, role text, organisation_id bigint, organisation_nature text, organisation_nom text, departement_code text, departement_nom text, code_insee text, epci_siren text, organisations jsonb)
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog'
    AS $$
#variable_conflict use_column
begin
    return query select
        agent.agent_id, agent.nom, agent.courriel, session.jeton_csrf, droit.role,
        organisation.organisation_id, organisation.nature, organisation.nom,
        organisation.departement_code, departement.nom,
        organisation.code_insee::text, organisation.epci_siren::text,
        (
            select jsonb_agg(jsonb_build_object('id', autre.organisation_id, 'nom', autre.nom) order by autre.nom)
            from acces.droit as ses_droits
            inner join acces.organisation as autre using (organisation_id)
            where ses_droits.agent_id = agent.agent_id
        )
    from acces.session
    inner join acces.agent using (agent_id)
    inner join acces.droit on droit.agent_id = session.agent_id and droit.organisation_id = session.organisation_id
    inner join acces.organisation on organisation.organisation_id = session.organisation_id
    left join territoire.departement on departement.code = organisation.departement_code
    where session.empreinte = p_empreinte and session.expire_le > now();
end $$;

CREATE FUNCTION acces.voit_tout() RETURNS boolean
    LANGUAGE sql STABLE PARALLEL SAFE
    RETURN (acces.est_proprietaire() OR pg_has_role(CURRENT_USER, 'trousse_rapport'::name, 'usage'::text) OR acces.est_responsable());

CREATE FUNCTION catalogue.chercher(p_texte text, OUT codes text, OUT corrige text, OUT ignores text[], OUT page text, OUT sens jsonb) RETURNS record
    LANGUAGE plpgsql STABLE PARALLEL SAFE
    AS $$
declare
    lu record;
    connue catalogue.expression;
    suite text;
    place integer := 1;
    longueur integer;
    demandes text[] := '{}';
    code_tape text := catalogue.code_tape(p_texte);
begin
    select fiche.code into code_tape from catalogue.fiche where fiche.code = code_tape;
    sens := '[]';
    lu := catalogue.lire(p_texte);
    ignores := lu.ignores;
    if lu.corrige then corrige := array_to_string(lu.mots, ' '); end if;
    while place <= cardinality(lu.racines) loop
        -- The longest expression that begins here.
        longueur := least(4, cardinality(lu.racines) - place + 1);
        loop
            suite := array_to_string(lu.racines[place:place + longueur - 1], ' ');
            select * into connue from catalogue.expression where expression.cle = suite;
            exit when found or longueur = 1;
            longueur := longueur - 1;
        end loop;
        page := coalesce(page, connue.page);
        sens := sens || coalesce(connue.sens, '[]');
        if connue.est_vide is distinct from true and suite <> all (demandes) then demandes := demandes || suite; end if;
        place := place + longueur;
    end loop;

    with note as (
        select mention.code, mention.ordre, sum(mention.force) as note, count(*) filter (where mention.est_dit) as vus
        from catalogue.mention
        where mention.cle = any (demandes)
        group by mention.code, mention.ordre
    ), voulu as (
        select code_tape as code, 0 as premier where code_tape is not null
        union all
        select s.un ->> 'code', s.rang::integer from jsonb_array_elements(sens) with ordinality as s (un, rang)
    ), complet as (
        -- What a kit merely holds does not make it the answer.
        select count(*) filter (where note.vus = cardinality(demandes)) as nombre from note
    )
    select string_agg(
        coalesce(note.code, voulu.code), ' '
        order by voulu.premier, note.vus = cardinality(demandes) desc nulls last, note.note desc, note.ordre
    )
    into codes
    from note
    full join voulu on voulu.code = note.code
    cross join complet
    where voulu.code is not null or note.vus = cardinality(demandes) or complet.nombre < 3;
    codes := coalesce(codes, '');
end
$$;

CREATE FUNCTION catalogue.normal(p_texte text) RETURNS text
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN btrim(regexp_replace(lower(public.unaccent('public.unaccent'::regdictionary, COALESCE(p_texte, ''::text))), '[^a-z0-9]+'::text, ' '::text, 'g'::text));

CREATE FUNCTION catalogue.code_tape(p_texte text) RETURNS text
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN (SELECT CASE WHEN (compact.compact ~ '^k[0-9]{1,4}$'::text) THEN ('K'::text || lpad(ltrim(substr(compact.compact, 2), '0'::text), GREATEST(2, length(ltrim(substr(compact.compact, 2), '0'::text))), '0'::text)) WHEN (compact.compact ~ '^[a-z]{3}[0-9]{1,3}$'::text) THEN ((upper("left"(compact.compact, 3)) || '-'::text) || lpad(substr(compact.compact, 4), 3, '0'::text)) WHEN (compact.compact ~ '^[a-z]{3}[a-z0-9]{3}$'::text) THEN ((upper("left"(compact.compact, 3)) || '-'::text) || upper(substr(compact.compact, 4))) ELSE NULL::text END AS "case" FROM replace(catalogue.normal(code_tape.p_texte), ' '::text, ''::text) compact(compact));

CREATE FUNCTION catalogue.decider_offre(p_offre bigint, p_rang integer, p_accepte boolean, p_article text, p_motif text) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog'
    AS $$
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

CREATE FUNCTION catalogue.figer_version() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog'
    AS $$
declare
    touchee catalogue.kit_ligne;
begin
    if tg_op = 'DELETE' then
        touchee := old;
    else
        touchee := new;
    end if;
    if exists (select from operation.ligne where kit_code = touchee.kit_code and kit_version = touchee.kit_version) then
        raise exception 'le kit % version % est dans un projet', touchee.kit_code, touchee.kit_version
            using errcode = 'check_violation', constraint = 'kit_version_utilisee',
                detail = touchee.kit_code || ' version ' || touchee.kit_version;
    end if;
    return null;
end $$;

CREATE FUNCTION catalogue.indexer() RETURNS void
    LANGUAGE plpgsql
    SET work_mem TO '64MB'
    AS $$
begin
    refresh materialized view catalogue.fiche;
    refresh materialized view catalogue.mention;
    refresh materialized view catalogue.mot;
    analyze catalogue.fiche, catalogue.mention, catalogue.mot;
end
$$;

CREATE FUNCTION catalogue.lire(p_texte text, OUT racines text[], OUT mots text[], OUT corrige boolean, OUT ignores text[]) RETURNS record
    LANGUAGE plpgsql STABLE PARALLEL SAFE
    AS $$
declare
    tape constant text[] := (regexp_split_to_array(catalogue.normal(p_texte), ' '))[1:12];
    rang integer := 1;
    un text;
    forme text;
    proche catalogue.mot;
begin
    racines := '{}';
    mots := '{}';
    corrige := false;
    ignores := '{}';
    while rang <= cardinality(tape) loop
        un := tape[rang];
        rang := rang + 1;
        if rang <= cardinality(tape) and exists (select from catalogue.mot as connu where connu.mot = tape[rang - 1] || tape[rang]) then
            un := un || tape[rang];
            rang := rang + 1;
        end if;
        forme := un;
        continue when catalogue.racine(un) is null or (length(un) = 1 and un !~ '[0-9]');
        if not exists (select from catalogue.mot as connu where connu.racine = catalogue.racine(un)) then
            proche := null;
            if un ~ '^(d|l|qu)[a-z]{4}' then
                select * into proche from catalogue.mot as connu where connu.mot = regexp_replace(un, '^(d|l|qu)', '');
            end if;
            if proche.mot is null and length(un) > 3 then
                -- One slip in a short word, two in a longer one, three in a long one; the word that looks the nearest.
                select * into proche
                from catalogue.mot as connu
                where length(connu.mot) between length(un) - 3 and length(un) + 3
                    and public.levenshtein_less_equal(connu.mot, un, 1 + length(un) / 6) <= least(3, 1 + length(un) / 6)
                order by public.levenshtein(connu.mot, un), public.similarity(connu.mot, un) desc, connu.nombre desc, connu.mot
                limit 1;
            end if;
            if proche.mot is null then
                ignores := ignores || un;
                continue;
            end if;
            un := proche.mot;
            forme := proche.forme;
            corrige := true;
        end if;
        racines := racines || catalogue.racine(un);
        mots := mots || forme;
    end loop;
end
$$;

CREATE FUNCTION catalogue.racine(p_mot text) RETURNS text
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN (ts_lexize('french_stem'::regdictionary, p_mot))[1];

CREATE FUNCTION catalogue.racines(p_texte text) RETURNS text
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN (SELECT COALESCE(string_agg(racine.racine, ' '::text ORDER BY mot.rang), ''::text) AS "coalesce" FROM (regexp_split_to_table(catalogue.normal(racines.p_texte), ' '::text) WITH ORDINALITY mot(mot, rang) CROSS JOIN LATERAL catalogue.racine(mot.mot) racine(racine)) WHERE ((length(mot.mot) > 1) OR (mot.mot ~ '[0-9]'::text)));

CREATE TABLE catalogue.article (
    code text NOT NULL,
    libelle text NOT NULL,
    famille text NOT NULL,
    besoins text[] NOT NULL,
    etat text NOT NULL,
    unite text NOT NULL,
    taux_tva numeric(6,4) NOT NULL,
    cpv text NOT NULL,
    section text NOT NULL,
    regle_imputation text NOT NULL,
    eligible text NOT NULL,
    compte_m57 text NOT NULL,
    compte_m57_abrege text NOT NULL,
    compte_si_investissement text,
    garantie_mois integer,
    delai_jours_ouvres integer,
    dimensions text,
    accessibilite text,
    famille_agec text,
    quantite_min integer NOT NULL,
    quantite_max integer NOT NULL,
    nature_donnee text NOT NULL,
    remarque text,
    retire_le date,
    fonction text,
    puissance_w integer,
    poids_g integer,
    pmr boolean DEFAULT false NOT NULL,
    contenant jsonb,
    date_prix date,
    CONSTRAINT article_code CHECK ((code ~ '^[A-Z]{3}-[A-Z0-9]{3}$'::text)),
    CONSTRAINT article_cpv CHECK ((cpv ~ '^[0-9]{8}-[0-9]$'::text)),
    CONSTRAINT article_eligible CHECK ((eligible = ANY (ARRAY['oui'::text, 'si_deliberation'::text, 'non'::text]))),
    CONSTRAINT article_poids CHECK ((poids_g > 0)),
    CONSTRAINT article_puissance CHECK ((puissance_w > 0)),
    CONSTRAINT article_quantites CHECK (((0 < quantite_min) AND (quantite_min <= quantite_max))),
    CONSTRAINT article_section CHECK ((section = ANY (ARRAY['I'::text, 'F'::text]))),
    CONSTRAINT article_tva CHECK (((taux_tva >= (0)::numeric) AND (taux_tva <= (1)::numeric)))
);

CREATE TABLE catalogue.offre (
    offre_id bigint NOT NULL,
    fournisseur text NOT NULL,
    identifiant text,
    numero text NOT NULL,
    emise_le date,
    fichier text NOT NULL,
    sha256 text NOT NULL,
    importee_le timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    CONSTRAINT offre_fournisseur CHECK (((length(fournisseur) >= 1) AND (length(fournisseur) <= 200))),
    CONSTRAINT offre_sha256 CHECK ((sha256 ~ '^[0-9a-f]{64}$'::text))
);

ALTER TABLE ONLY catalogue.offre FORCE ROW LEVEL SECURITY;

CREATE TABLE catalogue.offre_ligne (
    offre_id bigint NOT NULL,
    rang integer NOT NULL,
    ligne integer NOT NULL,
    numero text NOT NULL,
    nom text NOT NULL,
    reference text,
    standard text,
    cpv text,
    prix_centimes bigint,
    du date,
    au date,
    article_code text,
    rapprochement text NOT NULL,
    etat text DEFAULT 'a_voir'::text NOT NULL,
    motif text DEFAULT ''::text NOT NULL,
    decide_par bigint,
    decide_le timestamp with time zone,
    CONSTRAINT offre_ligne_acceptee CHECK (((etat <> 'acceptee'::text) OR ((article_code IS NOT NULL) AND (prix_centimes IS NOT NULL)))),
    CONSTRAINT offre_ligne_etat CHECK ((etat = ANY (ARRAY['a_voir'::text, 'acceptee'::text, 'refusee'::text]))),
    CONSTRAINT offre_ligne_motif CHECK ((length(motif) <= 1000)),
    CONSTRAINT offre_ligne_prix CHECK ((prix_centimes >= 0)),
    CONSTRAINT offre_ligne_rang CHECK ((rang > 0)),
    CONSTRAINT offre_ligne_rapprochement CHECK ((rapprochement = ANY (ARRAY['code'::text, 'connu'::text, 'mots'::text, 'aucun'::text])))
);

ALTER TABLE ONLY catalogue.offre_ligne FORCE ROW LEVEL SECURITY;

CREATE FUNCTION catalogue.rapprocher_offre(p_offre bigint) RETURNS void
    LANGUAGE sql SECURITY DEFINER
    SET search_path TO 'pg_catalog'
    BEGIN ATOMIC
 UPDATE catalogue.offre_ligne cible SET article_code = trouve.code, rapprochement = trouve.rapprochement
    FROM ( SELECT DISTINCT ON (ligne.rang) ligne.rang,
             candidat.code,
             candidat.rapprochement
            FROM ((catalogue.offre_ligne ligne
              JOIN catalogue.offre USING (offre_id))
              CROSS JOIN LATERAL ( SELECT article.code,
                     'code'::text AS rapprochement,
                     (3)::real AS score
                    FROM catalogue.article
                   WHERE ((article.retire_le IS NULL) AND (article.code = ANY (ARRAY[upper(ligne.reference), upper(ligne.numero)])))
                 UNION ALL
                  SELECT connue.article_code,
                     'connu'::text,
                     2
                    FROM ((catalogue.offre_ligne connue
                      JOIN catalogue.offre ancienne ON ((ancienne.offre_id = connue.offre_id)))
                      JOIN catalogue.article ON (((article.code = connue.article_code) AND (article.retire_le IS NULL))))
                   WHERE ((connue.etat = 'acceptee'::text) AND ((connue.standard = ligne.standard) OR ((ancienne.fournisseur = offre.fournisseur) AND (connue.reference = ligne.reference))))
                 UNION ALL
                  SELECT article.code,
                     'mots'::text,
                     (public.word_similarity(public.unaccent(lower(ligne.nom)), public.unaccent(lower(article.libelle))) + (
                         CASE
                             WHEN (article.cpv = ligne.cpv) THEN 0.3
                             ELSE (0)::numeric
                         END)::double precision)
                    FROM catalogue.article
                   WHERE ((article.retire_le IS NULL) AND (public.word_similarity(public.unaccent(lower(ligne.nom)), public.unaccent(lower(article.libelle))) > (
                         CASE
                             WHEN (article.cpv = ligne.cpv) THEN 0.3
                             ELSE 0.6
                         END)::double precision))) candidat)
           WHERE ((ligne.offre_id = rapprocher_offre.p_offre) AND (ligne.etat = 'a_voir'::text))
           ORDER BY ligne.rang, candidat.score DESC, candidat.code) trouve
   WHERE ((cible.offre_id = rapprocher_offre.p_offre) AND (cible.rang = trouve.rang));
END;

CREATE FUNCTION concours.atelier(p_organisation bigint) RETURNS text
    LANGUAGE plpgsql STABLE SECURITY DEFINER PARALLEL SAFE
    SET search_path TO 'pg_catalog'
    AS $$
begin
    return (select nom from acces.organisation where organisation_id = p_organisation and nature = 'atelier');
end $$;

CREATE FUNCTION concours.aujourdhui() RETURNS date
    LANGUAGE sql STABLE PARALLEL SAFE
    RETURN ((now() AT TIME ZONE 'Europe/Paris'::text))::date;

CREATE TABLE concours.proposition (
    proposition_id bigint NOT NULL,
    consultation_id bigint NOT NULL,
    organisation_id bigint NOT NULL,
    auteur_id bigint NOT NULL,
    titre text NOT NULL,
    phrase text NOT NULL,
    besoin text NOT NULL,
    destinataire text NOT NULL,
    licence_plans text,
    fabrication text,
    etat text DEFAULT 'brouillon'::text NOT NULL,
    est_laureate boolean DEFAULT false NOT NULL,
    kit_code text,
    kit_version integer,
    cree_le timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    CONSTRAINT proposition_besoin CHECK (((length(besoin) >= 2) AND (length(besoin) <= 80))),
    CONSTRAINT proposition_destinataire CHECK (((length(destinataire) >= 2) AND (length(destinataire) <= 300))),
    CONSTRAINT proposition_etat CHECK ((etat = ANY (ARRAY['brouillon'::text, 'en_revue'::text, 'jury'::text, 'non_retenu'::text, 'publie'::text, 'retire'::text]))),
    CONSTRAINT proposition_fabrication CHECK (((length(fabrication) >= 2) AND (length(fabrication) <= 2000))),
    CONSTRAINT proposition_licence CHECK (((length(licence_plans) >= 2) AND (length(licence_plans) <= 200))),
    CONSTRAINT proposition_phrase CHECK (((length(phrase) >= 10) AND (length(phrase) <= 400))),
    CONSTRAINT proposition_publiee CHECK (((etat <> ALL (ARRAY['publie'::text, 'retire'::text])) OR (kit_code IS NOT NULL))),
    CONSTRAINT proposition_titre CHECK (((length(titre) >= 3) AND (length(titre) <= 120)))
);

ALTER TABLE ONLY concours.proposition FORCE ROW LEVEL SECURITY;

CREATE FUNCTION concours.passer(p_proposition bigint, p_vers text, p_motif text DEFAULT ''::text) RETURNS concours.proposition
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog'
    AS $$
declare
    proposition concours.proposition;
    transition concours.transition;
    fin date;
begin
    select * into proposition from concours.proposition where proposition_id = p_proposition for update;
    if not found then
        raise exception 'proposition inconnue' using errcode = 'no_data_found', constraint = 'proposition_inconnue';
    end if;
    select * into transition from concours.transition where de = proposition.etat and vers = p_vers;
    if not found then
        raise exception 'de « % » on ne passe pas à « % »', proposition.etat, p_vers
            using errcode = 'check_violation', constraint = 'proposition_passage_impossible', detail = proposition.etat;
    end if;
    if transition.role = 'concepteur' and not (acces.est_systeme() or proposition.organisation_id = any (acces.mes_ateliers())) then
        raise exception 'seul le concepteur peut le faire' using errcode = 'insufficient_privilege', constraint = 'concepteur_requis';
    elsif transition.role = 'responsable' and not (acces.est_systeme() or acces.est_responsable()) then
        raise exception 'seul le programme peut le faire' using errcode = 'insufficient_privilege', constraint = 'programme_requis';
    end if;
    if transition.motif_requis and length(trim(p_motif)) < 3 then
        raise exception 'motif obligatoire' using errcode = 'check_violation', constraint = 'proposition_motif_obligatoire';
    end if;
    if transition.role = 'concepteur' then
        select cloture_le into strict fin from concours.consultation where consultation_id = proposition.consultation_id;
        if concours.aujourdhui() > fin then
            raise exception 'consultation close' using errcode = 'check_violation', constraint = 'consultation_close', detail = fin::text;
        end if;
        if p_vers = 'en_revue' and not exists (select from concours.ligne where proposition_id = p_proposition and not est_option) then
            raise exception 'aucun article' using errcode = 'check_violation', constraint = 'proposition_vide';
        end if;
    end if;
    insert into concours.passage (proposition_id, de, vers, motif, agent_id)
    values (p_proposition, proposition.etat, p_vers, coalesce(trim(p_motif), ''), acces.agent_courant());
    if p_vers = 'publie' and proposition.etat = 'jury' then
        proposition := concours.publier(proposition);
    elsif p_vers in ('publie', 'retire') then
        perform pg_advisory_xact_lock(hashtext('catalogue.import'));
        update catalogue.kit set est_courant = (p_vers = 'publie')
        where kit.code = proposition.kit_code and kit.version = proposition.kit_version;
    end if;
    if p_vers in ('publie', 'retire') then
        -- The search finds it, and running servers read the catalogue again.
        perform catalogue.indexer();
        insert into catalogue.import (nature, resume) values ('catalogue', '{"lignes": []}');
    end if;
    update concours.proposition set etat = p_vers where proposition_id = p_proposition returning * into strict proposition;
    return proposition;
end $$;

CREATE TABLE acces.organisation (
    organisation_id bigint NOT NULL,
    nature text NOT NULL,
    nom text NOT NULL,
    departement_code text,
    code_insee territoire.code_insee,
    epci_siren territoire.siren,
    CONSTRAINT organisation_coherente CHECK ((((nature = 'commune'::text) = (code_insee IS NOT NULL)) AND ((nature = 'epci'::text) = (epci_siren IS NOT NULL)) AND ((nature = 'programme'::text) = (departement_code IS NULL)))),
    CONSTRAINT organisation_nature CHECK ((nature = ANY (ARRAY['commune'::text, 'epci'::text, 'prefecture'::text, 'programme'::text, 'atelier'::text])))
);

ALTER TABLE ONLY acces.organisation FORCE ROW LEVEL SECURITY;

CREATE TABLE concours.consultation (
    consultation_id bigint NOT NULL,
    titre text NOT NULL,
    objet text NOT NULL,
    jury text NOT NULL,
    ouverte_le date NOT NULL,
    cloture_le date NOT NULL,
    jury_le date NOT NULL,
    cree_par bigint NOT NULL,
    cree_le timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    CONSTRAINT consultation_dates CHECK (((ouverte_le <= cloture_le) AND (cloture_le <= jury_le))),
    CONSTRAINT consultation_jury CHECK (((length(jury) >= 3) AND (length(jury) <= 500))),
    CONSTRAINT consultation_objet CHECK (((length(objet) >= 10) AND (length(objet) <= 4000))),
    CONSTRAINT consultation_titre CHECK (((length(titre) >= 3) AND (length(titre) <= 200)))
);

ALTER TABLE ONLY concours.consultation FORCE ROW LEVEL SECURITY;

CREATE TABLE concours.passage (
    passage_id bigint NOT NULL,
    proposition_id bigint NOT NULL,
    de text NOT NULL,
    vers text NOT NULL,
    motif text DEFAULT ''::text NOT NULL,
    agent_id bigint,
    survenu_le timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    CONSTRAINT passage_motif CHECK ((length(motif) <= 2000))
);

ALTER TABLE ONLY concours.passage FORCE ROW LEVEL SECURITY;

CREATE FUNCTION concours.provenance(p_kit text) RETURNS TABLE(proposition_id bigint, consultation text, atelier text, titre text, est_laureate boolean, deposee_le timestamp with time zone, publiee_le timestamp with time zone, version integer, licence_plans text)
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog'
    BEGIN ATOMIC
 SELECT proposition.proposition_id,
     consultation.titre,
     organisation.nom,
     proposition.titre,
     proposition.est_laureate,
     ( SELECT max(passage.survenu_le) AS max
            FROM concours.passage
           WHERE ((passage.proposition_id = proposition.proposition_id) AND (passage.vers = 'en_revue'::text))) AS max,
     ( SELECT max(passage.survenu_le) AS max
            FROM concours.passage
           WHERE ((passage.proposition_id = proposition.proposition_id) AND (passage.vers = 'publie'::text))) AS max,
     proposition.kit_version,
     proposition.licence_plans
    FROM ((concours.proposition
      JOIN concours.consultation USING (consultation_id))
      JOIN acces.organisation USING (organisation_id))
   WHERE ((proposition.kit_code = provenance.p_kit) AND (proposition.etat = 'publie'::text));
END;

CREATE FUNCTION concours.publier(p_proposition concours.proposition) RETURNS concours.proposition
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog'
    AS $$
declare
    resultat concours.proposition;
    code text := p_proposition.kit_code;
    numero integer := 1;
    concepteur text;
begin
    perform pg_advisory_xact_lock(hashtext('catalogue.import'));
    if not exists (select from concours.ligne where proposition_id = p_proposition.proposition_id and not est_option) then
        raise exception 'aucun article' using errcode = 'check_violation', constraint = 'proposition_vide';
    end if;
    if code is null then
        -- Kits of the files are numbered from K01: those of a contest begin at K1001.
        select 'K' || greatest(1000, max(substr(kit.code, 2)::integer)) + 1 into strict code from catalogue.kit;
    else
        select max(version) + 1 into strict numero from catalogue.kit where kit.code = p_proposition.kit_code;
        update catalogue.kit set est_courant = false where kit.code = p_proposition.kit_code and est_courant;
    end if;
    select nom into strict concepteur from acces.organisation where organisation_id = p_proposition.organisation_id;
    insert into catalogue.kit (
        code, version, nom, phrase, besoin, destinataire, concepteur, licence_plans, fabrication, nature_donnee, est_courant
    ) values (
        code, numero, p_proposition.titre, p_proposition.phrase, p_proposition.besoin, p_proposition.destinataire, concepteur,
        p_proposition.licence_plans, p_proposition.fabrication, 'illustratif', true
    );
    insert into catalogue.kit_ligne (kit_code, kit_version, rang, article_code, quantite, est_option)
    select code, numero, row_number() over (order by ligne.est_option, ligne.article_code), ligne.article_code, ligne.quantite, ligne.est_option
    from concours.ligne
    where ligne.proposition_id = p_proposition.proposition_id;
    update concours.proposition set kit_code = code, kit_version = numero, est_laureate = true
    where proposition_id = p_proposition.proposition_id
    returning * into strict resultat;
    return resultat;
end $$;

CREATE FUNCTION concours.tenir_intention() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog'
    AS $$
declare
    touchee concours.intention;
    fin date;
begin
    if tg_op = 'DELETE' then
        touchee := old;
    else
        touchee := new;
    end if;
    select cloture_le into strict fin from concours.lot where lot_id = touchee.lot_id;
    if concours.aujourdhui() > fin then
        raise exception 'lot clos' using errcode = 'check_violation', constraint = 'intention_close', detail = fin::text;
    end if;
    if tg_op = 'DELETE' then
        return old;
    end if;
    select departement_code into strict new.departement_code from acces.organisation where organisation_id = new.organisation_id;
    new.declaree_le := clock_timestamp();
    return new;
end $$;

CREATE FUNCTION concours.tenir_note() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog'
    AS $$
declare
    proposition concours.proposition;
begin
    select * into strict proposition from concours.proposition where proposition_id = new.proposition_id;
    if proposition.etat not in ('en_revue', 'jury') then
        raise exception 'la revue est finie' using errcode = 'check_violation', constraint = 'revue_finie';
    end if;
    -- A colleague of the designer's is no judge either.
    if exists (select from acces.droit where agent_id = new.agent_id and organisation_id = proposition.organisation_id) then
        raise exception 'on ne juge pas son atelier' using errcode = 'check_violation', constraint = 'note_de_soi';
    end if;
    new.auteur_id := proposition.auteur_id;
    if tg_table_name = 'note' then
        new.consultation_id := proposition.consultation_id;
    end if;
    return new;
end $$;

CREATE FUNCTION courrier.abandonner(p_avant timestamp with time zone, p_le timestamp with time zone) RETURNS integer
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog'
    AS $$
declare
    nombre integer;
begin
    perform courrier.exiger_facteur();
    update courrier.courriel set abandonne_le = p_le, derniere_erreur = 'Abandonné par l’exploitant : trop ancien.'
    where envoye_le is null and abandonne_le is null and cree_le < p_avant and (bail_jusqua is null or bail_jusqua <= p_le);
    get diagnostics nombre = row_count;
    return nombre;
end $$;

CREATE TABLE courrier.preference (
    agent_id bigint NOT NULL,
    rythme text NOT NULL,
    CONSTRAINT preference_rythme CHECK ((rythme = ANY (ARRAY['immediat'::text, 'quotidien'::text])))
);

ALTER TABLE ONLY courrier.preference FORCE ROW LEVEL SECURITY;

CREATE FUNCTION courrier.choisir_rythme(p_rythme text) RETURNS void
    LANGUAGE sql SECURITY DEFINER
    SET search_path TO 'pg_catalog'
    BEGIN ATOMIC
 INSERT INTO courrier.preference (agent_id, rythme)
   VALUES (acces.agent_courant(), choisir_rythme.p_rythme) ON CONFLICT(agent_id) DO UPDATE SET rythme = excluded.rythme;
END;

CREATE FUNCTION courrier.conclure(p_courriel bigint, p_bail uuid, p_le timestamp with time zone, p_reponse text) RETURNS boolean
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog'
    AS $$
begin
    perform courrier.exiger_facteur();
    update courrier.courriel set
        envoye_le = p_le, reponse = left(p_reponse, 500), derniere_erreur = null, bail = null, bail_jusqua = null,
        faits = faits - 'secret', texte = case when faits ? 'secret' then '' else texte end,
        html = case when faits ? 'secret' then '' else html end
    where courriel_id = p_courriel and bail = p_bail;
    return found;
end $$;

CREATE FUNCTION courrier.echouer(p_courriel bigint, p_bail uuid, p_le timestamp with time zone, p_erreur text, p_gravite text) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog'
    AS $$
begin
    perform courrier.exiger_facteur();
    update courrier.courriel set
        bail = null, bail_jusqua = null, derniere_erreur = left(p_erreur, 500),
        refus = refus + case when p_gravite = 'injoignable' then 0 else 1 end,
        abandonne_le = case when p_gravite = 'definitif' or (p_gravite = 'provisoire' and refus >= 9) then p_le end,
        prochaine_le = p_le + case
            when p_gravite = 'injoignable' then least(interval '1 minute' * power(2, least(tentatives, 12) - 1), interval '1 hour')
            else least(interval '1 minute' * power(2, least(refus, 12)), interval '6 hours')
        end
    where courriel_id = p_courriel and bail = p_bail;
end $$;

CREATE TABLE courrier.courriel (
    courriel_id bigint NOT NULL,
    cle text NOT NULL,
    genre text NOT NULL,
    destinataire text NOT NULL,
    destinataire_nom text DEFAULT ''::text NOT NULL,
    agent_id bigint,
    dossier_id bigint,
    departement_code text,
    faits jsonb NOT NULL,
    papier text,
    cree_le timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    du_le timestamp with time zone NOT NULL,
    identifiant uuid DEFAULT gen_random_uuid() NOT NULL,
    modele integer,
    objet text,
    texte text,
    html text,
    tentatives integer DEFAULT 0 NOT NULL,
    refus integer DEFAULT 0 NOT NULL,
    prochaine_le timestamp with time zone NOT NULL,
    bail uuid,
    bail_jusqua timestamp with time zone,
    derniere_erreur text,
    envoye_le timestamp with time zone,
    reponse text,
    abandonne_le timestamp with time zone,
    CONSTRAINT courriel_bail CHECK (((bail IS NULL) = (bail_jusqua IS NULL))),
    CONSTRAINT courriel_destinataire CHECK ((destinataire ~ '^[^@[:space:]<>,;:]+@[^@[:space:]<>,;:]+$'::text)),
    CONSTRAINT courriel_ecrit CHECK (((modele IS NULL) = (objet IS NULL))),
    CONSTRAINT courriel_fin CHECK (((envoye_le IS NULL) OR (abandonne_le IS NULL))),
    CONSTRAINT courriel_genre CHECK ((genre ~ '^[a-z_]{3,40}$'::text)),
    CONSTRAINT courriel_nom CHECK ((destinataire_nom !~ '[[:cntrl:]]'::text)),
    CONSTRAINT courriel_papier CHECK ((papier = ANY (ARRAY['accuse'::text, 'completude'::text, 'decision'::text])))
);

ALTER TABLE ONLY courrier.courriel FORCE ROW LEVEL SECURITY;

CREATE TABLE financement.dossier (
    dossier_id bigint NOT NULL,
    numero text NOT NULL,
    operation_id bigint NOT NULL,
    organisation_id bigint NOT NULL,
    departement_code text NOT NULL,
    code_insee territoire.code_insee NOT NULL,
    dispositif text NOT NULL,
    exercice integer NOT NULL,
    plan_id bigint,
    etat text DEFAULT 'brouillon'::text NOT NULL,
    cout_total_ht_centimes bigint NOT NULL,
    depense_subventionnable_centimes bigint NOT NULL,
    montant_demande_centimes bigint NOT NULL,
    depense_retenue_centimes bigint,
    montant_accorde_centimes bigint,
    depose_le date,
    recu_le date,
    complet_le date,
    decide_le date,
    numero_ej text,
    recherche text NOT NULL,
    cree_le timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    repute_le date,
    suspendu_le date,
    repute_complet boolean DEFAULT false NOT NULL,
    depense_programmee_centimes bigint,
    montant_programme_centimes bigint,
    delai_commencement_mois integer,
    notifie_le date,
    lu_le timestamp with time zone,
    lu_par bigint,
    commence_le date,
    acheve_le date,
    solde_le date,
    commencer_proroge_le date,
    achever_proroge_le date,
    formulaire_debut integer,
    categorie text,
    rang integer,
    CONSTRAINT dossier_accepte_complet CHECK (((etat <> ALL (ARRAY['accepte'::text, 'notifie'::text, 'commence'::text, 'acheve'::text, 'solde'::text, 'caduc'::text])) OR ((montant_accorde_centimes IS NOT NULL) AND (decide_le IS NOT NULL)))),
    CONSTRAINT dossier_dates CHECK (((depose_le <= recu_le) AND (recu_le <= complet_le) AND (complet_le <= decide_le))),
    CONSTRAINT dossier_decision CHECK (((montant_accorde_centimes IS NULL) OR ((0 < montant_accorde_centimes) AND (montant_accorde_centimes <= depense_retenue_centimes) AND (depense_retenue_centimes <= cout_total_ht_centimes)))),
    CONSTRAINT dossier_delai_commencement CHECK (((delai_commencement_mois >= 1) AND (delai_commencement_mois <= 24))),
    CONSTRAINT dossier_etat CHECK ((etat = ANY (ARRAY['brouillon'::text, 'depose'::text, 'recu'::text, 'a_corriger'::text, 'complet'::text, 'en_instruction'::text, 'avis'::text, 'programme'::text, 'accepte'::text, 'refuse'::text, 'classe_sans_suite'::text, 'notifie'::text, 'commence'::text, 'acheve'::text, 'solde'::text, 'caduc'::text, 'annule'::text]))),
    CONSTRAINT dossier_horloge CHECK (((suspendu_le IS NULL) OR (etat = 'a_corriger'::text))),
    CONSTRAINT dossier_montants CHECK (((0 < montant_demande_centimes) AND (montant_demande_centimes <= depense_subventionnable_centimes) AND (depense_subventionnable_centimes <= cout_total_ht_centimes))),
    CONSTRAINT dossier_programme CHECK ((((montant_programme_centimes IS NULL) = (depense_programmee_centimes IS NULL)) AND (0 < montant_programme_centimes) AND (montant_programme_centimes <= depense_programmee_centimes) AND (depense_programmee_centimes <= cout_total_ht_centimes))),
    CONSTRAINT dossier_programme_chiffre CHECK (((etat <> 'programme'::text) OR (montant_programme_centimes IS NOT NULL))),
    CONSTRAINT dossier_suites CHECK (((decide_le <= notifie_le) AND (recu_le <= commence_le) AND (commence_le <= acheve_le) AND (acheve_le <= solde_le)))
);

ALTER TABLE ONLY financement.dossier FORCE ROW LEVEL SECURITY;

CREATE FUNCTION courrier.ecrire(p_cle text, p_genre text, p_destinataire text, p_nom text, p_faits jsonb, p_dossier financement.dossier DEFAULT NULL::financement.dossier, p_agent bigint DEFAULT NULL::bigint, p_papier text DEFAULT NULL::text, p_du_le timestamp with time zone DEFAULT clock_timestamp()) RETURNS bigint
    LANGUAGE sql SECURITY DEFINER
    SET search_path TO 'pg_catalog'
    BEGIN ATOMIC
 INSERT INTO courrier.courriel (cle, genre, destinataire, destinataire_nom, agent_id, dossier_id, departement_code, faits, papier, du_le, prochaine_le)
   VALUES (ecrire.p_cle, ecrire.p_genre, ecrire.p_destinataire, regexp_replace(ecrire.p_nom, '[[:cntrl:]]'::text, ' '::text, 'g'::text), ecrire.p_agent, (ecrire.p_dossier).dossier_id, (ecrire.p_dossier).departement_code, ecrire.p_faits, ecrire.p_papier, ecrire.p_du_le, ecrire.p_du_le) ON CONFLICT(cle) DO NOTHING
   RETURNING courriel.courriel_id;
END;

CREATE TABLE financement.dispositif (
    code text NOT NULL,
    nom text NOT NULL,
    nom_court text NOT NULL,
    pieces text[] NOT NULL,
    contenu jsonb DEFAULT '{}'::jsonb NOT NULL
);

CREATE TABLE operation.operation (
    operation_id bigint NOT NULL,
    organisation_id bigint NOT NULL,
    departement_code text NOT NULL,
    code_insee territoire.code_insee NOT NULL,
    intitule text NOT NULL,
    objet text DEFAULT ''::text NOT NULL,
    exercice integer NOT NULL,
    decision_petit_materiel boolean DEFAULT false NOT NULL,
    sans_aide boolean DEFAULT false NOT NULL,
    livraison_prevue date,
    cree_par bigint NOT NULL,
    cree_le timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    copie_de bigint,
    travaux boolean DEFAULT false NOT NULL,
    acquisition boolean DEFAULT false NOT NULL,
    CONSTRAINT operation_exercice CHECK (((exercice >= 2020) AND (exercice <= 2100))),
    CONSTRAINT operation_intitule CHECK (((length(intitule) >= 3) AND (length(intitule) <= 200)))
);

ALTER TABLE ONLY operation.operation FORCE ROW LEVEL SECURITY;

CREATE TABLE territoire.departement (
    code text NOT NULL,
    nom text NOT NULL,
    charniere text NOT NULL,
    region_code text NOT NULL
);

CREATE FUNCTION courrier.faits(p_dossier financement.dossier) RETURNS jsonb
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog'
    RETURN (SELECT jsonb_strip_nulls(jsonb_build_object('numero', (faits.p_dossier).numero, 'operation', (faits.p_dossier).operation_id, 'dossier', (faits.p_dossier).dossier_id, 'dispositif', dispositif.nom_court, 'dispositif_nom', dispositif.nom, 'intitule', operation.intitule, 'porteur', organisation.nom, 'etat', (faits.p_dossier).etat, 'prefecture', (('Préfecture '::text || departement.charniere) || departement.nom), 'demande', (faits.p_dossier).montant_demande_centimes, 'accorde', (faits.p_dossier).montant_accorde_centimes, 'depense', (faits.p_dossier).depense_retenue_centimes)) AS jsonb_strip_nulls FROM (((operation.operation JOIN acces.organisation ON ((organisation.organisation_id = (faits.p_dossier).organisation_id))) JOIN financement.dispositif ON ((dispositif.code = (faits.p_dossier).dispositif))) JOIN territoire.departement ON ((departement.code = (faits.p_dossier).departement_code))) WHERE (operation.operation_id = (faits.p_dossier).operation_id));

CREATE TABLE acces.droit (
    agent_id bigint NOT NULL,
    organisation_id bigint NOT NULL,
    role text NOT NULL,
    CONSTRAINT droit_role CHECK ((role = ANY (ARRAY['secretaire'::text, 'instructeur'::text, 'responsable'::text, 'concepteur'::text])))
);

ALTER TABLE ONLY acces.droit FORCE ROW LEVEL SECURITY;

CREATE FUNCTION courrier.ecrire_au_porteur(p_cle text, p_genre text, p_dossier financement.dossier, p_faits jsonb, p_papier text DEFAULT NULL::text, p_du_le timestamp with time zone DEFAULT clock_timestamp()) RETURNS void
    LANGUAGE sql SECURITY DEFINER
    SET search_path TO 'pg_catalog'
    BEGIN ATOMIC
 SELECT courrier.ecrire(((ecrire_au_porteur.p_cle || '/'::text) || agent.agent_id), ecrire_au_porteur.p_genre, agent.courriel, agent.nom, (courrier.faits(ecrire_au_porteur.p_dossier) || ecrire_au_porteur.p_faits), ecrire_au_porteur.p_dossier, agent.agent_id, ecrire_au_porteur.p_papier, ecrire_au_porteur.p_du_le) AS ecrire
    FROM (acces.droit
      JOIN acces.agent USING (agent_id))
   WHERE ((droit.organisation_id = (ecrire_au_porteur.p_dossier).organisation_id) AND (droit.role = 'secretaire'::text));
END;

CREATE FUNCTION courrier.ecrire_aux_instructeurs(p_cle text, p_genre text, p_dossier financement.dossier, p_faits jsonb) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog'
    AS $$
declare
    lecteur record;
    faits jsonb := courrier.faits(p_dossier) || p_faits;
begin
    for lecteur in
        select agent.agent_id, agent.courriel, agent.nom, coalesce(preference.rythme, 'quotidien') as rythme
        from acces.droit
        inner join acces.organisation using (organisation_id)
        inner join acces.agent using (agent_id)
        left join courrier.preference using (agent_id)
        where organisation.departement_code = p_dossier.departement_code and organisation.nature = 'prefecture'
            and droit.role = 'instructeur'
    loop
        if lecteur.rythme = 'immediat' then
            perform courrier.ecrire(
                p_cle || '/' || lecteur.agent_id, p_genre, lecteur.courriel, lecteur.nom, faits, p_dossier, lecteur.agent_id
            );
        else
            insert into courrier.nouvelle (cle, agent_id, dossier_id, genre, faits)
            values (p_cle || '/' || lecteur.agent_id, lecteur.agent_id, p_dossier.dossier_id, p_genre, faits)
            on conflict (cle) do nothing;
        end if;
    end loop;
end $$;

CREATE FUNCTION courrier.ecrire_resumes(p_jour date) RETURNS integer
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog'
    AS $$
declare
    lecteur record;
    courriel bigint;
    ecrits integer := 0;
begin
    perform courrier.exiger_facteur();
    for lecteur in
        select agent.agent_id, agent.courriel, agent.nom, count(*) as nombre, max(nouvelle_id) as derniere
        from courrier.nouvelle
        inner join acces.agent using (agent_id)
        where nouvelle.courriel_id is null
        group by agent.agent_id
        order by agent.agent_id
    loop
        courriel := courrier.ecrire(
            format('resume/%s/%s', lecteur.agent_id, p_jour), 'resume', lecteur.courriel, lecteur.nom,
            jsonb_build_object(
                'jour', p_jour, 'nombre', lecteur.nombre,
                'comptes', (
                    select jsonb_object_agg(genre, nombre)
                    from (
                        select genre, count(*) as nombre
                        from courrier.nouvelle
                        where agent_id = lecteur.agent_id and courriel_id is null and nouvelle_id <= lecteur.derniere
                        group by genre
                    ) as compte
                ),
                'lignes', (
                    select jsonb_agg(faits || jsonb_build_object('genre', genre) order by nouvelle_id)
                    from (
                        select nouvelle_id, genre, faits
                        from courrier.nouvelle
                        where agent_id = lecteur.agent_id and courriel_id is null and nouvelle_id <= lecteur.derniere
                        order by nouvelle_id
                        limit 40
                    ) as premiere
                )
            ),
            p_agent => lecteur.agent_id
        );
        -- Already written today: what came since waits for tomorrow.
        continue when courriel is null;
        update courrier.nouvelle set courriel_id = courriel
        where agent_id = lecteur.agent_id and courriel_id is null and nouvelle_id <= lecteur.derniere;
        ecrits := ecrits + 1;
    end loop;
    return ecrits;
end $$;

CREATE FUNCTION courrier.exiger_facteur() RETURNS void
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog'
    AS $$
begin
    if not (acces.est_facteur() or acces.est_systeme()) then
        raise exception 'seul le service d''envoi peut le faire' using errcode = 'insufficient_privilege', constraint = 'facteur_requis';
    end if;
end $$;

CREATE FUNCTION courrier.jointes(p_courriel bigint) RETURNS TABLE(nom_fichier text, type_mime text, octets bytea)
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog'
    AS $$
begin
    perform courrier.exiger_facteur();
    return query select jointe.nom_fichier, jointe.type_mime, contenu.octets
    from courrier.jointe
    inner join financement.contenu using (sha256)
    where jointe.courriel_id = p_courriel
    order by jointe.rang;
end $$;

CREATE FUNCTION courrier.oublier_brouillon() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog'
    AS $$
begin
    delete from courrier.courriel where dossier_id = old.dossier_id and envoye_le is null and modele is null;
    return old;
end $$;

CREATE FUNCTION courrier.prendre(p_maintenant timestamp with time zone, p_bail uuid, p_duree interval) RETURNS TABLE(courriel_id bigint, genre text, destinataire text, destinataire_nom text, faits jsonb, identifiant uuid, objet text, texte text, html text, tentatives integer)
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog'
    AS $$
#variable_conflict use_column
begin
    perform courrier.exiger_facteur();
    return query update courrier.courriel as pris set
        bail = p_bail, bail_jusqua = p_maintenant + p_duree, tentatives = pris.tentatives + 1
    where pris.courriel_id = (
        select courriel_id
        from courrier.courriel
        where envoye_le is null and abandonne_le is null and prochaine_le <= p_maintenant
            and (bail_jusqua is null or bail_jusqua <= p_maintenant)
        order by prochaine_le, courriel_id
        limit 1
        for update skip locked
    )
    returning pris.courriel_id, pris.genre, pris.destinataire, pris.destinataire_nom, pris.faits, pris.identifiant, pris.objet, pris.texte,
        pris.html, pris.tentatives;
end $$;

CREATE FUNCTION courrier.preparer(p_courriel bigint, p_bail uuid, p_modele integer, p_objet text, p_texte text, p_html text) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog'
    AS $$
begin
    perform courrier.exiger_facteur();
    update courrier.courriel set modele = p_modele, objet = p_objet, texte = p_texte, html = p_html
    where courriel_id = p_courriel and bail = p_bail and modele is null;
    if not found then
        return;
    end if;
    insert into courrier.jointe (courriel_id, rang, nom_fichier, type_mime, sha256)
    select courriel.courriel_id, 1, papier.nom_fichier, papier.type_mime, papier.sha256
    from courrier.courriel
    cross join lateral (
        -- Receipts are written in this order: registration, then completeness.
        select piece.nom_fichier, piece.type_mime, piece.sha256
        from financement.piece
        where piece.dossier_id = courriel.dossier_id and piece.taille <= 5242880
            and piece.nature = case courriel.papier when 'decision' then 'decision' else 'accuse' end
            and (courriel.papier <> 'accuse' or piece.nom_fichier like 'accuse-d-enregistrement%')
            and (courriel.papier <> 'completude' or piece.nom_fichier like 'accuse-de-completude%')
        order by piece.piece_id desc
        limit 1
    ) as papier
    where courriel.courriel_id = p_courriel and courriel.papier is not null;
end $$;

CREATE FUNCTION courrier.rappeler(p_cle text, p_genre text, p_dossier bigint, p_aux text, p_faits jsonb) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog'
    AS $$
declare
    dossier financement.dossier;
begin
    perform courrier.exiger_facteur();
    select * into dossier from financement.dossier where dossier_id = p_dossier;
    if not found then
        return;
    elsif p_aux = 'prefecture' then
        perform courrier.ecrire_aux_instructeurs(p_cle, p_genre, dossier, p_faits);
    else
        perform courrier.ecrire_au_porteur(p_cle, p_genre, dossier, p_faits);
    end if;
end $$;

CREATE FUNCTION courrier.relancer(p_courriel bigint, p_le timestamp with time zone) RETURNS integer
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog'
    AS $$
declare
    nombre integer;
begin
    if not acces.est_responsable() then
        perform courrier.exiger_facteur();
    end if;
    update courrier.courriel set abandonne_le = null, refus = 0, tentatives = 0, prochaine_le = p_le
    where abandonne_le is not null and (p_courriel is null or courriel_id = p_courriel);
    get diagnostics nombre = row_count;
    return nombre;
end $$;

CREATE FUNCTION courrier.situation(p_maintenant timestamp with time zone) RETURNS TABLE(a_envoyer integer, en_retard integer, en_cours integer, envoyes integer, abandonnes integer, plus_ancien timestamp with time zone, derniere_erreur text)
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog'
    AS $$
#variable_conflict use_column
begin
    if not acces.est_responsable() then
        perform courrier.exiger_facteur();
    end if;
    return query select
        (count(*) filter (where envoye_le is null and abandonne_le is null))::integer,
        (count(*) filter (where envoye_le is null and abandonne_le is null and du_le < p_maintenant - interval '15 minutes'))::integer,
        (count(*) filter (where bail_jusqua > p_maintenant))::integer,
        (count(*) filter (where envoye_le > p_maintenant - interval '1 day'))::integer,
        (count(*) filter (where abandonne_le is not null))::integer,
        min(du_le) filter (where envoye_le is null and abandonne_le is null),
        (
            select courriel.derniere_erreur
            from courrier.courriel
            where envoye_le is null and abandonne_le is null and courriel.derniere_erreur is not null
            order by prochaine_le desc
            limit 1
        )
    from courrier.courriel
    where envoye_le is null or envoye_le > p_maintenant - interval '1 day';
end $$;

CREATE FUNCTION courrier.suivre_notification() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog'
    AS $$
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

CREATE FUNCTION courrier.suivre_passage() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog'
    AS $$
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

CREATE FUNCTION courrier.suivre_preremplissage() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog'
    AS $$
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

CREATE TABLE enveloppe.mouvement (
    mouvement_id bigint NOT NULL,
    cle text NOT NULL,
    empreinte text NOT NULL,
    nature text NOT NULL,
    enveloppe_id bigint NOT NULL,
    dossier_id bigint,
    code_insee territoire.code_insee,
    montant_centimes bigint NOT NULL,
    alloue_avant bigint NOT NULL,
    alloue_apres bigint NOT NULL,
    reserve_avant bigint NOT NULL,
    reserve_apres bigint NOT NULL,
    engage_avant bigint NOT NULL,
    engage_apres bigint NOT NULL,
    survenu_le date NOT NULL,
    enregistre_le timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    agent_id bigint,
    systeme text,
    motif text DEFAULT ''::text NOT NULL,
    retire_avant bigint DEFAULT 0 NOT NULL,
    retire_apres bigint DEFAULT 0 NOT NULL,
    liquide_avant bigint DEFAULT 0 NOT NULL,
    liquide_apres bigint DEFAULT 0 NOT NULL,
    paye_avant bigint DEFAULT 0 NOT NULL,
    paye_apres bigint DEFAULT 0 NOT NULL,
    cp_avant bigint DEFAULT 0 NOT NULL,
    cp_apres bigint DEFAULT 0 NOT NULL,
    annule_id bigint,
    sceau text DEFAULT ''::text NOT NULL,
    CONSTRAINT mouvement_annulation CHECK (((nature = 'annuler'::text) = (annule_id IS NOT NULL))),
    CONSTRAINT mouvement_dossier_requis CHECK (((nature = 'annuler'::text) OR ((nature = ANY (ARRAY['allouer'::text, 'allouer_cp'::text, 'transferer'::text, 'reporter'::text, 'cloturer'::text])) = (dossier_id IS NULL)))),
    CONSTRAINT mouvement_montant CHECK ((montant_centimes > 0)),
    CONSTRAINT mouvement_nature CHECK ((nature = ANY (ARRAY['allouer'::text, 'allouer_cp'::text, 'transferer'::text, 'reporter'::text, 'cloturer'::text, 'reserver'::text, 'engager'::text, 'degager'::text, 'liquider'::text, 'payer'::text, 'reverser'::text, 'annuler'::text])))
);

ALTER TABLE ONLY enveloppe.mouvement FORCE ROW LEVEL SECURITY;

CREATE FUNCTION enveloppe.allouer(p_code text, p_montant bigint, p_cle text, p_survenu_le date, p_motif text DEFAULT ''::text) RETURNS enveloppe.mouvement
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog'
    AS $$
declare
    cible enveloppe.enveloppe;
    mouvement enveloppe.mouvement;
begin
    perform acces.exiger_responsable();
    -- Parent and child, in key order.
    perform from enveloppe.enveloppe
    where enveloppe_id in (
        select unnest(array[fille.enveloppe_id, fille.parent_id]) from enveloppe.enveloppe as fille where fille.code = p_code
    )
    order by enveloppe_id for update;
    select * into cible from enveloppe.enveloppe where code = p_code;
    if not found then
        raise exception 'enveloppe inconnue : %', p_code using errcode = 'no_data_found', constraint = 'enveloppe_inconnue';
    end if;
    mouvement := enveloppe.deja_inscrit(p_cle, 'allouer', cible.enveloppe_id, null, p_montant, p_survenu_le);
    if mouvement.mouvement_id is not null then
        return mouvement;
    end if;
    if cible.parent_id is not null then
        update enveloppe.enveloppe set delegue_centimes = delegue_centimes + p_montant
        where enveloppe_id = cible.parent_id
            and delegue_centimes + p_montant + reserve_centimes + engage_centimes + retire_centimes <= alloue_centimes
            and cloture_le is null;
        if not found then
            perform enveloppe.refuser_faute_de_disponible(cible.parent_id);
        end if;
    end if;
    return enveloppe.inscrire('allouer', cible.enveloppe_id, null, p_montant, p_montant, 0, 0, p_cle, p_survenu_le, p_motif);
end $$;

CREATE FUNCTION enveloppe.allouer_cp(p_code text, p_montant bigint, p_cle text, p_survenu_le date, p_motif text DEFAULT ''::text) RETURNS enveloppe.mouvement
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog'
    AS $$
declare
    cible enveloppe.enveloppe;
    mouvement enveloppe.mouvement;
begin
    perform acces.exiger_responsable();
    perform from enveloppe.enveloppe
    where enveloppe_id in (
        select unnest(array[fille.enveloppe_id, fille.parent_id]) from enveloppe.enveloppe as fille where fille.code = p_code
    )
    order by enveloppe_id for update;
    select * into cible from enveloppe.enveloppe where code = p_code;
    if not found then
        raise exception 'enveloppe inconnue : %', p_code using errcode = 'no_data_found', constraint = 'enveloppe_inconnue';
    end if;
    mouvement := enveloppe.deja_inscrit(p_cle, 'allouer_cp', cible.enveloppe_id, null, p_montant, p_survenu_le);
    if mouvement.mouvement_id is not null then
        return mouvement;
    end if;
    update enveloppe.enveloppe set cp_delegue_centimes = cp_delegue_centimes + p_montant where enveloppe_id = cible.parent_id;
    return enveloppe.inscrire(
        'allouer_cp', cible.enveloppe_id, null, p_montant, 0, 0, 0, p_cle, p_survenu_le, p_motif, p_cp => p_montant
    );
end $$;

CREATE FUNCTION enveloppe.annuler(p_mouvement bigint, p_cle text, p_survenu_le date, p_motif text) RETURNS enveloppe.mouvement
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog'
    AS $$
declare
    origine enveloppe.mouvement;
    dossier financement.dossier;
    deja enveloppe.mouvement;
begin
    select * into origine from enveloppe.mouvement where mouvement_id = p_mouvement;
    if not found then
        raise exception 'mouvement inconnu' using errcode = 'no_data_found', constraint = 'mouvement_inconnu';
    end if;
    if origine.nature not in ('liquider', 'payer', 'reverser') then
        raise exception 'ce mouvement ne s''annule pas' using errcode = 'check_violation', constraint = 'mouvement_non_annulable';
    end if;
    if length(trim(p_motif)) < 3 then
        raise exception 'motif obligatoire' using errcode = 'check_violation', constraint = 'mouvement_motif';
    end if;
    dossier := financement.a_instruire(origine.dossier_id);
    deja := enveloppe.deja_inscrit(p_cle, 'annuler', origine.enveloppe_id, origine.dossier_id, origine.montant_centimes, p_survenu_le);
    if deja.mouvement_id is not null then
        return deja;
    end if;
    if exists (select from enveloppe.mouvement where annule_id = p_mouvement) then
        raise exception 'déjà annulé' using errcode = 'unique_violation', constraint = 'mouvement_annule_une_fois';
    end if;
    update enveloppe.position set
        liquide_centimes = liquide_centimes - (origine.liquide_apres - origine.liquide_avant),
        paye_centimes = paye_centimes - (origine.paye_apres - origine.paye_avant)
    where dossier_id = origine.dossier_id;
    return enveloppe.inscrire(
        'annuler', origine.enveloppe_id, dossier, origine.montant_centimes, 0, 0, 0, p_cle, p_survenu_le, p_motif,
        p_liquide => origine.liquide_avant - origine.liquide_apres, p_paye => origine.paye_avant - origine.paye_apres, p_annule => p_mouvement
    );
end $$;

CREATE FUNCTION enveloppe.cloturer(p_exercice integer, p_le date) RETURNS integer
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog'
    AS $$
declare
    cible enveloppe.enveloppe;
    reste bigint;
    nombre integer := 0;
begin
    perform acces.exiger_responsable();
    if extract(year from p_le) < p_exercice then
        raise exception 'exercice ouvert' using errcode = 'check_violation', constraint = 'exercice_en_cours';
    end if;
    for cible in
        select * from enveloppe.enveloppe where exercice = p_exercice and cloture_le is null order by enveloppe_id for update
    loop
        reste := enveloppe.disponible(cible);
        if reste > 0 then
            perform enveloppe.inscrire(
                'cloturer', cible.enveloppe_id, null, reste, 0, 0, 0, 'cloture/' || cible.code, p_le, 'Clôture de ' || p_exercice,
                p_retire => reste
            );
        end if;
        update enveloppe.enveloppe set cloture_le = p_le where enveloppe_id = cible.enveloppe_id;
        nombre := nombre + 1;
    end loop;
    return nombre;
end $$;

CREATE FUNCTION enveloppe.degager(p_dossier bigint, p_montant bigint, p_cle text, p_survenu_le date, p_motif text DEFAULT ''::text) RETURNS enveloppe.mouvement
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog'
    AS $$
begin
    return enveloppe.poster_degagement(financement.a_instruire(p_dossier), p_montant, p_cle, p_survenu_le, p_motif);
end $$;

CREATE FUNCTION enveloppe.deja_inscrit(p_cle text, p_nature text, p_enveloppe bigint, p_dossier bigint, p_montant bigint, p_survenu_le date) RETURNS enveloppe.mouvement
    LANGUAGE plpgsql STABLE
    AS $$
declare
    mouvement enveloppe.mouvement;
begin
    select * into mouvement from enveloppe.mouvement where cle = p_cle;
    if mouvement.mouvement_id is not null
        and mouvement.empreinte <> enveloppe.empreinte(p_nature, p_enveloppe, p_dossier, p_montant, p_survenu_le)
    then
        raise exception 'la clé % a déjà servi à un autre mouvement', p_cle
            using errcode = 'unique_violation', constraint = 'mouvement_cle_reutilisee';
    end if;
    return mouvement;
end $$;

CREATE FUNCTION enveloppe.deplacer(p_de bigint, p_vers bigint, p_montant bigint, p_cle text, p_survenu_le date, p_motif text) RETURNS void
    LANGUAGE plpgsql
    AS $$
declare
    sortie bigint[] := enveloppe.lignee(p_de);
    entree bigint[] := enveloppe.lignee(p_vers);
    ici bigint;
begin
    if p_de = any (entree) or p_vers = any (sortie) then
        raise exception 'l''une est sous l''autre' using errcode = 'check_violation', constraint = 'transfert_lignee';
    end if;
    select
        array(select id from unnest(sortie) with ordinality as montee (id, rang) where not id = any (entree) order by rang),
        array(select id from unnest(entree) with ordinality as montee (id, rang) where not id = any (sortie) order by rang desc)
    into sortie, entree;
    perform from enveloppe.enveloppe where enveloppe_id = any (sortie || entree || (
        select array_agg(parent_id) from enveloppe.enveloppe where enveloppe_id = any (sortie || entree) and parent_id is not null
    )) order by enveloppe_id for update;
    foreach ici in array sortie loop
        perform enveloppe.inscrire('transferer', ici, null, p_montant, -p_montant, 0, 0, p_cle || '/de/' || ici, p_survenu_le, p_motif);
        update enveloppe.enveloppe set delegue_centimes = delegue_centimes - p_montant
        where enveloppe_id = (select parent_id from enveloppe.enveloppe where enveloppe_id = ici);
    end loop;
    foreach ici in array entree loop
        update enveloppe.enveloppe set delegue_centimes = delegue_centimes + p_montant
        where enveloppe_id = (select parent_id from enveloppe.enveloppe where enveloppe_id = ici);
        perform enveloppe.inscrire('transferer', ici, null, p_montant, p_montant, 0, 0, p_cle || '/vers/' || ici, p_survenu_le, p_motif);
    end loop;
end $$;

CREATE TABLE enveloppe.enveloppe (
    enveloppe_id bigint NOT NULL,
    code text NOT NULL,
    nom text NOT NULL,
    parent_id bigint,
    niveau text NOT NULL,
    territoire_code text,
    exercice integer NOT NULL,
    dispositif text,
    alloue_centimes bigint DEFAULT 0 NOT NULL,
    delegue_centimes bigint DEFAULT 0 NOT NULL,
    reserve_centimes bigint DEFAULT 0 NOT NULL,
    engage_centimes bigint DEFAULT 0 NOT NULL,
    paye_centimes bigint DEFAULT 0 NOT NULL,
    reserve_des text DEFAULT 'complet'::text NOT NULL,
    retire_centimes bigint DEFAULT 0 NOT NULL,
    liquide_centimes bigint DEFAULT 0 NOT NULL,
    cp_centimes bigint DEFAULT 0 NOT NULL,
    cp_delegue_centimes bigint DEFAULT 0 NOT NULL,
    cloture_le date,
    sceau text DEFAULT ''::text NOT NULL,
    CONSTRAINT enveloppe_cp_insuffisants CHECK (((cp_delegue_centimes + paye_centimes) <= cp_centimes)),
    CONSTRAINT enveloppe_disponible_insuffisant CHECK (((((delegue_centimes + reserve_centimes) + engage_centimes) + retire_centimes) <= alloue_centimes)),
    CONSTRAINT enveloppe_liquide_engage CHECK ((liquide_centimes <= engage_centimes)),
    CONSTRAINT enveloppe_niveau CHECK ((niveau = ANY (ARRAY['programme'::text, 'volet'::text, 'region'::text, 'departement'::text, 'arrondissement'::text]))),
    CONSTRAINT enveloppe_paye_engage CHECK ((paye_centimes <= engage_centimes)),
    CONSTRAINT enveloppe_paye_liquide CHECK ((paye_centimes <= liquide_centimes)),
    CONSTRAINT enveloppe_reserve_des CHECK ((reserve_des = ANY (ARRAY['complet'::text, 'programme'::text]))),
    CONSTRAINT enveloppe_soldes_positifs CHECK ((LEAST(alloue_centimes, delegue_centimes, reserve_centimes, engage_centimes, paye_centimes, retire_centimes, liquide_centimes, cp_centimes, cp_delegue_centimes) >= 0))
);

ALTER TABLE ONLY enveloppe.enveloppe FORCE ROW LEVEL SECURITY;

CREATE FUNCTION enveloppe.disponible(p_enveloppe enveloppe.enveloppe) RETURNS bigint
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN (((((p_enveloppe).alloue_centimes - (p_enveloppe).delegue_centimes) - (p_enveloppe).reserve_centimes) - (p_enveloppe).engage_centimes) - (p_enveloppe).retire_centimes);

CREATE FUNCTION enveloppe.du_dossier(p_dossier financement.dossier) RETURNS bigint
    LANGUAGE plpgsql STABLE
    AS $$
declare
    cible bigint;
begin
    select enveloppe_id into cible from enveloppe.enveloppe
    where dispositif = p_dossier.dispositif and territoire_code = p_dossier.departement_code and exercice = p_dossier.exercice;
    if not found then
        raise exception 'aucune enveloppe % pour le département % en %', p_dossier.dispositif, p_dossier.departement_code, p_dossier.exercice
            using errcode = 'check_violation', constraint = 'enveloppe_absente';
    end if;
    return cible;
end $$;

CREATE FUNCTION enveloppe.empreinte(p_nature text, p_enveloppe bigint, p_dossier bigint, p_montant bigint, p_survenu_le date) RETURNS text
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN ((((((((p_nature || '|'::text) || (p_enveloppe)::text) || '|'::text) || (COALESCE(p_dossier, (0)::bigint))::text) || '|'::text) || (p_montant)::text) || '|'::text) || ((p_survenu_le - '2000-01-01'::date))::text);

CREATE FUNCTION enveloppe.engager(p_dossier bigint, p_montant bigint, p_cle text, p_survenu_le date, p_motif text DEFAULT ''::text) RETURNS enveloppe.mouvement
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog'
    AS $$
begin
    return enveloppe.poster_engagement(financement.a_instruire(p_dossier), p_montant, p_cle, p_survenu_le, p_motif);
end $$;

CREATE FUNCTION enveloppe.inscrire(p_nature text, p_enveloppe bigint, p_dossier financement.dossier, p_montant bigint, p_alloue bigint, p_reserve bigint, p_engage bigint, p_cle text, p_survenu_le date, p_motif text, p_retire bigint DEFAULT 0, p_liquide bigint DEFAULT 0, p_paye bigint DEFAULT 0, p_cp bigint DEFAULT 0, p_annule bigint DEFAULT NULL::bigint) RETURNS enveloppe.mouvement
    LANGUAGE plpgsql
    AS $$
declare
    requete constant text := enveloppe.empreinte(p_nature, p_enveloppe, p_dossier.dossier_id, p_montant, p_survenu_le);
    agent constant bigint := acces.agent_courant();
    apres enveloppe.enveloppe;
    mouvement enveloppe.mouvement;
begin
    update enveloppe.enveloppe set
        alloue_centimes = alloue_centimes + p_alloue,
        reserve_centimes = reserve_centimes + p_reserve,
        engage_centimes = engage_centimes + p_engage,
        retire_centimes = retire_centimes + p_retire,
        liquide_centimes = liquide_centimes + p_liquide,
        paye_centimes = paye_centimes + p_paye,
        cp_centimes = cp_centimes + p_cp,
        sceau = enveloppe.sceller(
            sceau, p_cle, requete, alloue_centimes + p_alloue, reserve_centimes + p_reserve, engage_centimes + p_engage,
            retire_centimes + p_retire, liquide_centimes + p_liquide, paye_centimes + p_paye, cp_centimes + p_cp, agent
        )
    where enveloppe_id = p_enveloppe
        and delegue_centimes + reserve_centimes + p_reserve + engage_centimes + p_engage + retire_centimes + p_retire
        <= alloue_centimes + p_alloue
        and (cloture_le is null or (p_alloue <= 0 and p_reserve <= 0 and p_engage <= 0))
    returning * into apres;
    if not found then
        perform enveloppe.refuser_faute_de_disponible(p_enveloppe);
    end if;
    insert into enveloppe.mouvement (
        cle, empreinte, nature, enveloppe_id, dossier_id, code_insee, montant_centimes,
        alloue_avant, alloue_apres, reserve_avant, reserve_apres, engage_avant, engage_apres, retire_avant, retire_apres,
        liquide_avant, liquide_apres, paye_avant, paye_apres, cp_avant, cp_apres,
        survenu_le, agent_id, systeme, motif, annule_id, sceau
    ) values (
        p_cle, requete, p_nature, p_enveloppe, p_dossier.dossier_id, p_dossier.code_insee, p_montant,
        apres.alloue_centimes - p_alloue, apres.alloue_centimes,
        apres.reserve_centimes - p_reserve, apres.reserve_centimes,
        apres.engage_centimes - p_engage, apres.engage_centimes,
        apres.retire_centimes - p_retire, apres.retire_centimes,
        apres.liquide_centimes - p_liquide, apres.liquide_centimes,
        apres.paye_centimes - p_paye, apres.paye_centimes,
        apres.cp_centimes - p_cp, apres.cp_centimes,
        p_survenu_le, agent, acces.systeme_courant(), p_motif, p_annule, apres.sceau
    )
    returning * into mouvement;
    return mouvement;
end $$;

CREATE FUNCTION enveloppe.lignee(p_enveloppe bigint) RETURNS bigint[]
    LANGUAGE plpgsql STABLE
    AS $$
declare
    lignee bigint[] := '{}';
    ici bigint := p_enveloppe;
begin
    while ici is not null loop
        lignee := lignee || ici;
        select parent_id into ici from enveloppe.enveloppe where enveloppe_id = ici;
    end loop;
    return lignee;
end $$;

CREATE FUNCTION enveloppe.poster_paiement(p_nature text, p_dossier bigint, p_montant bigint, p_liquide bigint, p_paye bigint, p_cle text, p_survenu_le date, p_motif text) RETURNS enveloppe.mouvement
    LANGUAGE plpgsql
    AS $$
declare
    dossier financement.dossier := financement.a_instruire(p_dossier);
    cible bigint := enveloppe.du_dossier(dossier);
    mouvement enveloppe.mouvement := enveloppe.deja_inscrit(p_cle, p_nature, cible, p_dossier, p_montant, p_survenu_le);
begin
    if mouvement.mouvement_id is not null then
        return mouvement;
    end if;
    update enveloppe.position set liquide_centimes = liquide_centimes + p_liquide, paye_centimes = paye_centimes + p_paye
    where dossier_id = p_dossier;
    if not found then
        raise exception 'rien n''est engagé' using errcode = 'check_violation', constraint = 'position_liquide_engage';
    end if;
    return enveloppe.inscrire(
        p_nature, cible, dossier, p_montant, 0, 0, 0, p_cle, p_survenu_le, p_motif, p_liquide => p_liquide, p_paye => p_paye
    );
end $$;

CREATE FUNCTION enveloppe.liquider(p_dossier bigint, p_montant bigint, p_cle text, p_survenu_le date, p_motif text DEFAULT ''::text) RETURNS enveloppe.mouvement
    LANGUAGE sql SECURITY DEFINER
    SET search_path TO 'pg_catalog'
    BEGIN ATOMIC
 SELECT enveloppe.poster_paiement('liquider'::text, p_dossier, p_montant, p_montant, (0)::bigint, p_cle, p_survenu_le, p_motif) AS poster_paiement;
END;

CREATE FUNCTION enveloppe.payer(p_dossier bigint, p_montant bigint, p_cle text, p_survenu_le date, p_motif text DEFAULT ''::text) RETURNS enveloppe.mouvement
    LANGUAGE sql SECURITY DEFINER
    SET search_path TO 'pg_catalog'
    BEGIN ATOMIC
 SELECT enveloppe.poster_paiement('payer'::text, p_dossier, p_montant, (0)::bigint, p_montant, p_cle, p_survenu_le, p_motif) AS poster_paiement;
END;

CREATE FUNCTION enveloppe.poster_degagement(p_dossier financement.dossier, p_montant bigint, p_cle text, p_survenu_le date, p_motif text) RETURNS enveloppe.mouvement
    LANGUAGE plpgsql
    AS $$
declare
    cible bigint := enveloppe.du_dossier(p_dossier);
    mouvement enveloppe.mouvement := enveloppe.deja_inscrit(p_cle, 'degager', cible, p_dossier.dossier_id, p_montant, p_survenu_le);
    tenu enveloppe.position;
    sur_reserve bigint;
    sur_engage bigint;
begin
    if mouvement.mouvement_id is not null then
        return mouvement;
    end if;
    select * into tenu from enveloppe.position where dossier_id = p_dossier.dossier_id;
    if not found or tenu.reserve_centimes + tenu.engage_centimes - tenu.liquide_centimes < p_montant then
        raise exception 'rien de tel à dégager' using errcode = 'check_violation', constraint = 'degagement_excessif';
    end if;
    sur_reserve := least(p_montant, tenu.reserve_centimes);
    sur_engage := p_montant - sur_reserve;
    update enveloppe.position set
        reserve_centimes = reserve_centimes - sur_reserve,
        engage_centimes = engage_centimes - sur_engage
    where dossier_id = p_dossier.dossier_id;
    return enveloppe.inscrire(
        'degager', cible, p_dossier, p_montant, 0, -sur_reserve, -sur_engage, p_cle, p_survenu_le, p_motif,
        p_retire => case when extract(year from p_survenu_le) > p_dossier.exercice then sur_engage else 0 end
    );
end $$;

CREATE FUNCTION enveloppe.poster_engagement(p_dossier financement.dossier, p_montant bigint, p_cle text, p_survenu_le date, p_motif text) RETURNS enveloppe.mouvement
    LANGUAGE plpgsql
    AS $$
declare
    cible bigint := enveloppe.du_dossier(p_dossier);
    mouvement enveloppe.mouvement := enveloppe.deja_inscrit(p_cle, 'engager', cible, p_dossier.dossier_id, p_montant, p_survenu_le);
    reserve bigint;
begin
    if mouvement.mouvement_id is not null then
        return mouvement;
    end if;
    select reserve_centimes into reserve from enveloppe.position where dossier_id = p_dossier.dossier_id;
    insert into enveloppe.position (dossier_id, enveloppe_id, code_insee, departement_code, organisation_id, engage_centimes)
    values (p_dossier.dossier_id, cible, p_dossier.code_insee, p_dossier.departement_code, p_dossier.organisation_id, p_montant)
    on conflict (dossier_id) do update
        set reserve_centimes = 0, engage_centimes = position.engage_centimes + excluded.engage_centimes;
    return enveloppe.inscrire('engager', cible, p_dossier, p_montant, 0, -coalesce(reserve, 0), p_montant, p_cle, p_survenu_le, p_motif);
end $$;

CREATE FUNCTION enveloppe.poster_reservation(p_dossier financement.dossier, p_montant bigint, p_cle text, p_survenu_le date, p_motif text) RETURNS enveloppe.mouvement
    LANGUAGE plpgsql
    AS $$
declare
    cible bigint := enveloppe.du_dossier(p_dossier);
    mouvement enveloppe.mouvement := enveloppe.deja_inscrit(p_cle, 'reserver', cible, p_dossier.dossier_id, p_montant, p_survenu_le);
begin
    if mouvement.mouvement_id is not null then
        return mouvement;
    end if;
    insert into enveloppe.position (dossier_id, enveloppe_id, code_insee, departement_code, organisation_id, reserve_centimes)
    values (p_dossier.dossier_id, cible, p_dossier.code_insee, p_dossier.departement_code, p_dossier.organisation_id, p_montant)
    on conflict (dossier_id) do update set reserve_centimes = position.reserve_centimes + excluded.reserve_centimes;
    return enveloppe.inscrire('reserver', cible, p_dossier, p_montant, 0, p_montant, 0, p_cle, p_survenu_le, p_motif);
end $$;

CREATE FUNCTION enveloppe.preuve() RETURNS TABLE(controle text, verifies bigint, ecarts bigint, gauche_centimes bigint, droite_centimes bigint)
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog'
    AS $$
begin
    if not (
        acces.est_systeme() or acces.est_responsable() or pg_has_role(acces.role_appelant(), 'trousse_rapport', 'usage')
    ) then
        return;
    end if;
    return query
    with mouvements as (
        select
            mouvement.enveloppe_id,
            sum(alloue_apres - alloue_avant) as alloue, sum(reserve_apres - reserve_avant) as reserve, sum(engage_apres - engage_avant) as engage,
            sum(retire_apres - retire_avant) as retire, sum(liquide_apres - liquide_avant) as liquide, sum(paye_apres - paye_avant) as paye,
            sum(cp_apres - cp_avant) as cp
        from enveloppe.mouvement
        group by mouvement.enveloppe_id
    ),

    positions as (
        select position.enveloppe_id, sum(reserve_centimes) as reserve, sum(engage_centimes) as engage, sum(liquide_centimes) as liquide,
            sum(paye_centimes) as paye
        from enveloppe.position group by position.enveloppe_id
    ),

    filles as (
        select parent_id, sum(alloue_centimes) as alloue, sum(cp_centimes) as cp
        from enveloppe.enveloppe where parent_id is not null group by parent_id
    ),

    communes as (
        select mouvement.code_insee, sum(engage_apres - engage_avant) as engage, sum(paye_apres - paye_avant) as paye
        from enveloppe.mouvement where mouvement.code_insee is not null group by mouvement.code_insee
    ),

    positions_communes as (
        select position.code_insee, sum(engage_centimes) as engage, sum(paye_centimes) as paye
        from enveloppe.position group by position.code_insee
    ),

    chaine as (
        select
            mouvement.*,
            lag(sceau, 1, '') over suite as sceau_precedent,
            lag(alloue_apres, 1, 0::bigint) over suite as alloue_precedent,
            lag(reserve_apres, 1, 0::bigint) over suite as reserve_precedent,
            lag(engage_apres, 1, 0::bigint) over suite as engage_precedent,
            lag(paye_apres, 1, 0::bigint) over suite as paye_precedent
        from enveloppe.mouvement
        window suite as (partition by mouvement.enveloppe_id order by mouvement.mouvement_id)
    ),

    derniers as (
        select distinct on (mouvement.dossier_id) mouvement.dossier_id, mouvement.mouvement_id
        from enveloppe.mouvement where nature = 'engager'
        order by mouvement.dossier_id, mouvement.mouvement_id desc
    ),

    -- Released by hand since the grant: the arrêté stays what it was.
    degages as (
        select derniers.dossier_id, sum(mouvement.engage_avant - mouvement.engage_apres) as centimes
        from derniers
        inner join enveloppe.mouvement on mouvement.dossier_id = derniers.dossier_id and mouvement.mouvement_id > derniers.mouvement_id
            and mouvement.nature = 'degager'
        group by derniers.dossier_id
    ),

    arretes as (
        select dossier.montant_accorde_centimes as accorde, position.engage_centimes + coalesce(degages.centimes, 0) as engage
        from financement.dossier
        inner join enveloppe.position using (dossier_id)
        left join degages using (dossier_id)
        where dossier.etat in ('accepte', 'notifie', 'commence', 'acheve', 'solde')
    )

    select
        'Soldes des enveloppes = somme de leurs mouvements'::text, count(*),
        count(*) filter (where (
            enveloppe.alloue_centimes, enveloppe.reserve_centimes, enveloppe.engage_centimes, enveloppe.retire_centimes,
            enveloppe.liquide_centimes, enveloppe.paye_centimes, enveloppe.cp_centimes
        ) is distinct from (
            coalesce(m.alloue, 0), coalesce(m.reserve, 0), coalesce(m.engage, 0), coalesce(m.retire, 0), coalesce(m.liquide, 0),
            coalesce(m.paye, 0), coalesce(m.cp, 0)
        )),
        coalesce(sum(enveloppe.engage_centimes), 0)::bigint, coalesce(sum(m.engage), 0)::bigint
    from enveloppe.enveloppe left join mouvements as m using (enveloppe_id)
    union all
    select
        'Soldes des enveloppes = somme de ce que tiennent les dossiers', count(*),
        count(*) filter (where (enveloppe.reserve_centimes, enveloppe.engage_centimes, enveloppe.liquide_centimes, enveloppe.paye_centimes)
            is distinct from (coalesce(p.reserve, 0), coalesce(p.engage, 0), coalesce(p.liquide, 0), coalesce(p.paye, 0))),
        coalesce(sum(enveloppe.engage_centimes), 0)::bigint, coalesce(sum(p.engage), 0)::bigint
    from enveloppe.enveloppe left join positions as p using (enveloppe_id)
    union all
    select
        'Délégué par chaque enveloppe = alloué à ses filles', count(*),
        count(*) filter (where (enveloppe.delegue_centimes, enveloppe.cp_delegue_centimes)
            is distinct from (coalesce(f.alloue, 0), coalesce(f.cp, 0))),
        coalesce(sum(enveloppe.delegue_centimes), 0)::bigint, coalesce(sum(f.alloue), 0)::bigint
    from enveloppe.enveloppe left join filles as f on f.parent_id = enveloppe.enveloppe_id
    union all
    select
        'Engagé et payé par commune = somme des mouvements de la commune', count(*),
        count(*) filter (where (coalesce(pc.engage, 0), coalesce(pc.paye, 0)) is distinct from (coalesce(c.engage, 0), coalesce(c.paye, 0))),
        coalesce(sum(pc.engage), 0)::bigint, coalesce(sum(c.engage), 0)::bigint
    from communes as c full join positions_communes as pc using (code_insee)
    union all
    select
        'Arrêtés en vigueur = engagements, et ce qui en fut dégagé', count(*), count(*) filter (where accorde is distinct from engage),
        coalesce(sum(accorde), 0)::bigint, coalesce(sum(engage), 0)::bigint
    from arretes
    union all
    select
        'Chaque mouvement repart du précédent, sceau compris', count(*),
        count(*) filter (where
            (alloue_avant, reserve_avant, engage_avant, paye_avant)
            is distinct from (alloue_precedent, reserve_precedent, engage_precedent, paye_precedent)
            or sceau is distinct from enveloppe.sceller(
                sceau_precedent, cle, empreinte, alloue_apres, reserve_apres, engage_apres, retire_apres, liquide_apres, paye_apres, cp_apres,
                agent_id
            )
        ),
        coalesce(sum(engage_apres - engage_avant), 0)::bigint, coalesce(sum(engage_apres - engage_precedent), 0)::bigint
    from chaine;
end $$;

CREATE FUNCTION enveloppe.refuser_faute_de_disponible(p_enveloppe bigint) RETURNS void
    LANGUAGE plpgsql
    AS $$
declare
    cible enveloppe.enveloppe;
begin
    select * into cible from enveloppe.enveloppe where enveloppe_id = p_enveloppe;
    if cible.cloture_le is not null then
        raise exception 'enveloppe close' using
            errcode = 'check_violation', constraint = 'enveloppe_close', detail = cible.cloture_le::text;
    end if;
    raise exception 'disponible insuffisant' using
        errcode = 'check_violation', constraint = 'enveloppe_disponible_insuffisant', detail = enveloppe.disponible(cible)::text;
end $$;

CREATE FUNCTION enveloppe.reporter(p_de text, p_vers text, p_montant bigint, p_cle text, p_survenu_le date, p_motif text) RETURNS enveloppe.mouvement
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog'
    AS $$
declare
    de enveloppe.enveloppe;
    vers enveloppe.enveloppe;
    mouvement enveloppe.mouvement;
    clos bigint;
begin
    perform acces.exiger_responsable();
    perform from enveloppe.enveloppe where code in (p_de, p_vers) order by enveloppe_id for update;
    select * into de from enveloppe.enveloppe where code = p_de;
    select * into vers from enveloppe.enveloppe where code = p_vers;
    if de.cloture_le is null or vers.exercice <> de.exercice + 1 or vers.parent_id is not null then
        raise exception 'report impossible' using errcode = 'check_violation', constraint = 'report_impossible';
    end if;
    mouvement := enveloppe.deja_inscrit(p_cle, 'reporter', vers.enveloppe_id, null, p_montant, p_survenu_le);
    if mouvement.mouvement_id is not null then
        return mouvement;
    end if;
    -- Only what closing withdrew, in the whole tree under it, less what was already carried over.
    with recursive sous as (
        select de.enveloppe_id as id
        union all
        select fille.enveloppe_id from enveloppe.enveloppe as fille inner join sous on fille.parent_id = sous.id
    )

    select
        coalesce(sum(montant_centimes) filter (where nature = 'cloturer'), 0)
        - (
            select coalesce(sum(reporte.montant_centimes), 0)
            from enveloppe.report
            inner join enveloppe.mouvement as reporte using (mouvement_id)
            where report.de_id = de.enveloppe_id
        )
    into clos
    from enveloppe.mouvement where enveloppe_id in (select id from sous);
    if p_montant > clos then
        raise exception 'report excessif' using errcode = 'check_violation', constraint = 'report_excessif', detail = clos::text;
    end if;
    mouvement := enveloppe.inscrire('reporter', vers.enveloppe_id, null, p_montant, p_montant, 0, 0, p_cle, p_survenu_le, p_motif);
    insert into enveloppe.report (mouvement_id, de_id) values (mouvement.mouvement_id, de.enveloppe_id);
    return mouvement;
end $$;

CREATE FUNCTION enveloppe.reserver(p_dossier bigint, p_montant bigint, p_cle text, p_survenu_le date, p_motif text DEFAULT ''::text) RETURNS enveloppe.mouvement
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog'
    AS $$
begin
    return enveloppe.poster_reservation(financement.a_instruire(p_dossier), p_montant, p_cle, p_survenu_le, p_motif);
end $$;

CREATE FUNCTION enveloppe.reserver_au_mieux(p_dossier financement.dossier, p_montant bigint, p_cle text, p_survenu_le date, p_motif text) RETURNS void
    LANGUAGE plpgsql
    AS $$
begin
    perform enveloppe.poster_reservation(p_dossier, p_montant, p_cle, p_survenu_le, p_motif);
exception when check_violation then
    null; -- nothing is set aside; the decision will ask again
end $$;

CREATE FUNCTION enveloppe.reverser(p_dossier bigint, p_montant bigint, p_cle text, p_survenu_le date, p_motif text DEFAULT ''::text) RETURNS enveloppe.mouvement
    LANGUAGE sql SECURITY DEFINER
    SET search_path TO 'pg_catalog'
    BEGIN ATOMIC
 SELECT enveloppe.poster_paiement('reverser'::text, p_dossier, p_montant, (- p_montant), (- p_montant), p_cle, p_survenu_le, p_motif) AS poster_paiement;
END;

CREATE FUNCTION enveloppe.sceller(p_precedent text, p_cle text, p_empreinte text, p_alloue bigint, p_reserve bigint, p_engage bigint, p_retire bigint, p_liquide bigint, p_paye bigint, p_cp bigint, p_agent bigint) RETURNS text
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN encode(sha256(convert_to(((((((((((((((((((((p_precedent || '|'::text) || p_cle) || '|'::text) || p_empreinte) || '|'::text) || p_alloue) || '|'::text) || p_reserve) || '|'::text) || p_engage) || '|'::text) || p_retire) || '|'::text) || p_liquide) || '|'::text) || p_paye) || '|'::text) || p_cp) || '|'::text) || COALESCE(p_agent, (0)::bigint)), 'UTF8'::name)), 'hex'::text);

CREATE FUNCTION enveloppe.statuer(p_transfert bigint, p_approuve boolean) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog'
    AS $$
declare
    transfert enveloppe.transfert;
begin
    perform acces.exiger_responsable();
    select * into transfert from enveloppe.transfert where transfert_id = p_transfert for update;
    if not found or transfert.approuve_le is not null or transfert.refuse_le is not null then
        raise exception 'rien à approuver' using errcode = 'check_violation', constraint = 'transfert_deja_tranche';
    end if;
    if not p_approuve then
        update enveloppe.transfert set refuse_le = clock_timestamp() where transfert_id = p_transfert;
        return;
    end if;
    if transfert.propose_par is not distinct from acces.agent_courant() then
        raise exception 'une autre personne approuve' using errcode = 'check_violation', constraint = 'transfert_deux_personnes';
    end if;
    update enveloppe.transfert set approuve_le = clock_timestamp(), approuve_par = acces.agent_courant() where transfert_id = p_transfert;
    perform enveloppe.deplacer(
        transfert.de_id, transfert.vers_id, transfert.montant_centimes, 'transfert/' || p_transfert, transfert.survenu_le,
        transfert.motif
    );
end $$;

CREATE FUNCTION enveloppe.suivre(p_dossier financement.dossier, p_passage bigint, p_survenu_le date, p_motif text, p_souple boolean) RETURNS void
    LANGUAGE plpgsql
    AS $$
declare
    des text;
    tenu enveloppe.position;
    reserve bigint;
    engage bigint;
    cle text := 'dossier/' || p_dossier.dossier_id || '/' || p_passage || '/';
begin
    select reserve_des into des from enveloppe.enveloppe
    where dispositif = p_dossier.dispositif and territoire_code = p_dossier.departement_code and exercice = p_dossier.exercice;
    if not found then
        -- DETR and DSIL of a département whose envelope is not in Trousse: nothing to follow. A dispositif that has some must have this one.
        if p_dossier.etat in ('complet', 'programme', 'accepte')
            and exists (select from enveloppe.enveloppe where dispositif = p_dossier.dispositif and reserve_des = 'complet')
        then
            perform enveloppe.du_dossier(p_dossier);
        end if;
        return;
    end if;
    select cible.reserve, cible.engage into reserve, engage from enveloppe.tenue(p_dossier, des) as cible;
    select * into tenu from enveloppe.position where dossier_id = p_dossier.dossier_id;
    tenu.reserve_centimes := coalesce(tenu.reserve_centimes, 0);
    tenu.engage_centimes := coalesce(tenu.engage_centimes, 0);
    if engage = 0 and tenu.engage_centimes > 0 then
        if tenu.reserve_centimes + tenu.engage_centimes > coalesce(tenu.liquide_centimes, 0) then
            perform enveloppe.poster_degagement(
                p_dossier, tenu.reserve_centimes + tenu.engage_centimes - tenu.liquide_centimes, cle || 'degager', p_survenu_le, p_motif
            );
        end if;
        tenu.reserve_centimes := 0;
    elsif engage > 0 and tenu.engage_centimes = 0 then
        perform enveloppe.poster_engagement(p_dossier, engage, cle || 'engager', p_survenu_le, p_motif);
        return;
    elsif reserve < tenu.reserve_centimes and engage = 0 then
        perform enveloppe.poster_degagement(p_dossier, tenu.reserve_centimes - reserve, cle || 'degager', p_survenu_le, p_motif);
    end if;
    if reserve > tenu.reserve_centimes then
        if p_souple then
            perform enveloppe.reserver_au_mieux(p_dossier, reserve - tenu.reserve_centimes, cle || 'reserver', p_survenu_le, p_motif);
        else
            perform enveloppe.poster_reservation(p_dossier, reserve - tenu.reserve_centimes, cle || 'reserver', p_survenu_le, p_motif);
        end if;
    end if;
end $$;

CREATE FUNCTION enveloppe.tenue(p_dossier financement.dossier, p_reserve_des text, OUT reserve bigint, OUT engage bigint) RETURNS record
    LANGUAGE sql IMMUTABLE
    RETURN ROW(CASE WHEN ((p_dossier).etat = 'programme'::text) THEN (p_dossier).montant_programme_centimes WHEN ((p_reserve_des = 'complet'::text) AND ((p_dossier).etat = ANY (ARRAY['complet'::text, 'en_instruction'::text, 'avis'::text]))) THEN (p_dossier).montant_demande_centimes ELSE (0)::bigint END, CASE WHEN ((p_dossier).etat = ANY (ARRAY['accepte'::text, 'notifie'::text, 'commence'::text, 'acheve'::text, 'solde'::text])) THEN (p_dossier).montant_accorde_centimes ELSE (0)::bigint END);

CREATE FUNCTION enveloppe.transferer(p_de text, p_vers text, p_montant bigint, p_survenu_le date, p_motif text) RETURNS bigint
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog'
    AS $$
declare
    de enveloppe.enveloppe;
    vers enveloppe.enveloppe;
    numero bigint;
    seuil bigint;
begin
    perform acces.exiger_responsable();
    select * into de from enveloppe.enveloppe where code = p_de;
    select * into vers from enveloppe.enveloppe where code = p_vers;
    if de.enveloppe_id is null or vers.enveloppe_id is null then
        raise exception 'enveloppe inconnue' using errcode = 'no_data_found', constraint = 'enveloppe_inconnue';
    end if;
    if de.exercice <> vers.exercice then
        raise exception 'exercices différents' using errcode = 'check_violation', constraint = 'transfert_exercice';
    end if;
    insert into enveloppe.transfert (de_id, vers_id, montant_centimes, survenu_le, motif, propose_par)
    values (de.enveloppe_id, vers.enveloppe_id, p_montant, p_survenu_le, p_motif, acces.agent_courant())
    returning transfert_id into numero;
    select round(valeur::numeric * 100) into seuil
    from financement.parametre where cle = 'transfert.double_approbation' and periode @> p_survenu_le;
    if p_montant <= coalesce(seuil, 0) or acces.est_systeme() then
        perform enveloppe.deplacer(
            de.enveloppe_id, vers.enveloppe_id, p_montant, 'transfert/' || numero, p_survenu_le, p_motif
        );
        update enveloppe.transfert set approuve_le = clock_timestamp() where transfert_id = numero;
    end if;
    return numero;
end $$;

CREATE FUNCTION financement.a_instruire(p_dossier bigint) RETURNS financement.dossier
    LANGUAGE plpgsql
    AS $$
declare
    dossier financement.dossier;
begin
    select * into dossier from financement.dossier where dossier_id = p_dossier for update;
    if not found then
        raise exception 'dossier inconnu' using errcode = 'no_data_found', constraint = 'dossier_inconnu';
    end if;
    perform acces.exiger_instructeur(dossier.departement_code);
    return dossier;
end $$;

CREATE FUNCTION financement.accorder(p_dossier bigint, p_decide_le date, p_depense_retenue bigint, p_montant bigint, p_numero_ej text DEFAULT NULL::text, p_motif text DEFAULT ''::text, p_delai_mois integer DEFAULT NULL::integer) RETURNS financement.dossier
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog'
    AS $$
begin
    perform financement.a_instruire(p_dossier);
    update financement.dossier set
        depense_retenue_centimes = p_depense_retenue,
        montant_accorde_centimes = p_montant,
        numero_ej = p_numero_ej,
        decide_le = p_decide_le,
        delai_commencement_mois = p_delai_mois
    where dossier_id = p_dossier and etat in ('complet', 'en_instruction', 'programme');
    return financement.passer(p_dossier, 'accepte', p_decide_le, p_motif);
end $$;

CREATE FUNCTION financement.accuser_lecture(p_dossier bigint) RETURNS void
    LANGUAGE sql SECURITY DEFINER
    SET search_path TO 'pg_catalog'
    BEGIN ATOMIC
 UPDATE financement.dossier SET lu_le = clock_timestamp(), lu_par = acces.agent_courant()
   WHERE ((dossier.dossier_id = accuser_lecture.p_dossier) AND (dossier.notifie_le IS NOT NULL) AND (dossier.lu_le IS NULL) AND (dossier.organisation_id = ANY (acces.mes_organisations())));
END;

CREATE FUNCTION financement.annoncer_message() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog'
    AS $$
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

CREATE FUNCTION financement.approbation_de(p_dossier bigint) RETURNS TABLE(approbation_id bigint, etat text, destinataire text, demandee_par bigint, demandeur text, demandee_le date, expire_le date, commentaire text, repondue_le timestamp with time zone, repondant text)
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog'
    AS $$
#variable_conflict use_column
begin
    return query
    select accord.approbation_id, accord.etat, accord.destinataire, accord.demandee_par, agent.nom, accord.demandee_le, accord.expire_le,
        accord.commentaire, accord.repondue_le, repondant.nom
    from financement.approbation as accord
    left join acces.agent on agent.agent_id = accord.demandee_par
    left join acces.agent as repondant on repondant.agent_id = accord.repondue_par
    where accord.dossier_id = p_dossier and (acces.est_systeme() or accord.organisation_id = any (acces.mes_organisations()))
    order by accord.approbation_id desc
    limit 1;
end $$;

CREATE FUNCTION financement.approbation_du_lien(p_empreinte text, p_le date) RETURNS TABLE(etat text, destinataire text, message text, demandee_par text, demandee_le date, expire_le date, numero text, intitule text, porteur text, dispositif text, cout_total_ht_centimes bigint, montant_demande_centimes bigint, plan jsonb, commentaire text)
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog'
    AS $$
#variable_conflict use_column
begin
    return query
    select accord.etat, accord.destinataire, accord.message, agent.nom, accord.demandee_le, accord.expire_le, dossier.numero,
        operation.intitule, organisation.nom, dispositif.nom, dossier.cout_total_ht_centimes, dossier.montant_demande_centimes, plan.contenu,
        accord.commentaire
    from financement.approbation as accord
    inner join financement.dossier using (dossier_id)
    inner join operation.operation on operation.operation_id = dossier.operation_id
    inner join acces.organisation on organisation.organisation_id = dossier.organisation_id
    inner join financement.dispositif on dispositif.code = dossier.dispositif
    left join acces.agent on agent.agent_id = accord.demandee_par
    left join financement.plan on plan.plan_id = dossier.plan_id
    where accord.empreinte = p_empreinte and accord.expire_le >= p_le and accord.etat <> 'retiree';
end $$;

CREATE TABLE financement.message (
    message_id bigint NOT NULL,
    dossier_id bigint NOT NULL,
    organisation_id bigint NOT NULL,
    departement_code text NOT NULL,
    cote text NOT NULL,
    auteur_id bigint NOT NULL,
    auteur text NOT NULL,
    texte text NOT NULL,
    attend_reponse boolean DEFAULT false NOT NULL,
    envoye_le timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    lu_le timestamp with time zone,
    CONSTRAINT message_attente CHECK (((cote = 'prefecture'::text) OR (NOT attend_reponse))),
    CONSTRAINT message_cote CHECK ((cote = ANY (ARRAY['porteur'::text, 'prefecture'::text]))),
    CONSTRAINT message_texte CHECK (((length(TRIM(BOTH FROM texte)) >= 2) AND (length(TRIM(BOTH FROM texte)) <= 5000)))
);

ALTER TABLE ONLY financement.message FORCE ROW LEVEL SECURITY;

CREATE FUNCTION financement.attend_reponse(p_dossier bigint) RETURNS boolean
    LANGUAGE sql STABLE
    RETURN COALESCE((SELECT (max(message.message_id) FILTER (WHERE message.attend_reponse) > COALESCE(max(message.message_id) FILTER (WHERE (message.cote = 'porteur'::text)), (0)::bigint)) FROM financement.message WHERE (message.dossier_id = attend_reponse.p_dossier)), false);

CREATE FUNCTION financement.attribuer_numero() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog'
    AS $$
declare
    cible operation.operation;
begin
    select * into strict cible from operation.operation where operation_id = new.operation_id;
    new.organisation_id := cible.organisation_id;
    new.departement_code := cible.departement_code;
    new.code_insee := cible.code_insee;
    new.exercice := cible.exercice;
    new.numero := format('TR-%s-%s-%s', cible.exercice, cible.departement_code,
        lpad(nextval('financement.numero_dossier')::text, 6, '0'));
    return new;
end $$;

CREATE TABLE financement.avis (
    avis_id bigint NOT NULL,
    dossier_id bigint NOT NULL,
    departement_code text NOT NULL,
    nature text NOT NULL,
    expert text NOT NULL,
    courriel text,
    question text NOT NULL,
    confidentiel boolean DEFAULT true NOT NULL,
    demande_le date NOT NULL,
    demande_par bigint,
    delai_le date NOT NULL,
    empreinte text,
    sens text,
    texte text,
    repondu_le date,
    repondu_par bigint,
    clos_le date,
    CONSTRAINT avis_courriel CHECK ((courriel ~ '^[^@[:space:]<>,;:]+@[^@[:space:]<>,;:]+$'::text)),
    CONSTRAINT avis_delai CHECK ((delai_le >= demande_le)),
    CONSTRAINT avis_expert CHECK (((length(TRIM(BOTH FROM expert)) >= 2) AND (length(TRIM(BOTH FROM expert)) <= 200))),
    CONSTRAINT avis_lien CHECK (((courriel IS NULL) = (empreinte IS NULL))),
    CONSTRAINT avis_motive CHECK (((sens IS NULL) OR (sens = 'favorable'::text) OR (texte IS NOT NULL))),
    CONSTRAINT avis_nature CHECK ((nature = ANY (ARRAY['commission'::text, 'expert'::text]))),
    CONSTRAINT avis_question CHECK (((length(TRIM(BOTH FROM question)) >= 5) AND (length(TRIM(BOTH FROM question)) <= 2000))),
    CONSTRAINT avis_reponse CHECK ((((sens IS NULL) = (repondu_le IS NULL)) AND ((repondu_le IS NULL) OR (clos_le IS NOT NULL)))),
    CONSTRAINT avis_sens CHECK ((sens = ANY (ARRAY['favorable'::text, 'reserve'::text, 'defavorable'::text]))),
    CONSTRAINT avis_texte CHECK (((length(TRIM(BOTH FROM texte)) >= 2) AND (length(TRIM(BOTH FROM texte)) <= 5000)))
);

ALTER TABLE ONLY financement.avis FORCE ROW LEVEL SECURITY;

CREATE FUNCTION financement.avis_commission_rendu(p_dossier bigint) RETURNS boolean
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog'
    RETURN (EXISTS (SELECT FROM financement.avis WHERE ((avis.dossier_id = avis_commission_rendu.p_dossier) AND (avis.nature = 'commission'::text) AND (avis.repondu_le IS NOT NULL))));

CREATE TABLE financement.parametre (
    cle text NOT NULL,
    valeur text NOT NULL,
    periode daterange NOT NULL,
    source text NOT NULL,
    confiance text NOT NULL,
    "precision" text,
    CONSTRAINT parametre_confiance CHECK ((confiance = ANY (ARRAY['V'::text, 'P'::text, 'K'::text, 'interpretation'::text]))),
    CONSTRAINT parametre_periode CHECK ((NOT isempty(periode)))
);

CREATE FUNCTION financement.avis_commission_requis(p_dossier financement.dossier, p_montant bigint) RETURNS boolean
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog'
    RETURN (((p_dossier).dispositif = 'DETR'::text) AND (EXISTS (SELECT FROM financement.parametre WHERE ((parametre.cle = 'detr.commission.avis_above'::text) AND (parametre.periode @> make_date((avis_commission_requis.p_dossier).exercice, 1, 1)) AND ((avis_commission_requis.p_montant)::numeric > round(((parametre.valeur)::numeric * (100)::numeric)))))));

CREATE FUNCTION financement.avis_du_lien(p_secret text) RETURNS financement.avis
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog'
    BEGIN ATOMIC
 SELECT avis.*::financement.avis AS avis
    FROM financement.avis
   WHERE (avis.empreinte = encode(sha256(convert_to(avis_du_lien.p_secret, 'UTF8'::name)), 'hex'::text));
END;

CREATE FUNCTION financement.compter() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog'
    AS $$
begin
    case tg_op
        when 'INSERT' then
            perform financement.reporter(array(select financement.effectif_de(nouveau, 1) from nouveau));
        when 'DELETE' then
            perform financement.reporter(array(select financement.effectif_de(ancien, -1) from ancien));
        else
            perform financement.reporter(array(
                select financement.effectif_de(nouveau, 1) from nouveau
                union all
                select financement.effectif_de(ancien, -1) from ancien
            ));
    end case;
    return null;
end $$;

CREATE FUNCTION financement.consultation_recente(p_departement text) RETURNS TABLE(dossier_id bigint, vue_le timestamp with time zone)
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog'
    AS $$
begin
    if p_departement <> all (acces.mes_departements()) then return; end if;
    return query
    select consultation.dossier_id, max(consultation.vue_le)
    from financement.consultation
    inner join financement.dossier on dossier.dossier_id = consultation.dossier_id
    where dossier.departement_code = p_departement and dossier.etat = 'recu'
    group by consultation.dossier_id;
end $$;

CREATE FUNCTION financement.demande_par_lien(p_secret text) RETURNS TABLE(dossier_id bigint, expert text, question text, delai_le date, clos_le date, repondu_le date, numero text, intitule text, porteur text, commune text, prefecture text, dispositif text, cout_total_ht_centimes bigint, depense_subventionnable_centimes bigint, montant_demande_centimes bigint, autres jsonb)
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog'
    AS $$
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

CREATE FUNCTION financement.demander_approbation(p_dossier bigint, p_destinataire text, p_message text, p_empreinte text, p_le date, p_expire date) RETURNS bigint
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog'
    AS $$
declare
    cible financement.dossier;
    cree bigint;
begin
    select * into cible from financement.dossier where dossier_id = p_dossier for update;
    if not found then
        raise exception 'dossier inconnu' using errcode = 'no_data_found', constraint = 'dossier_inconnu';
    end if;
    perform acces.exiger_porteur(cible.organisation_id);
    if cible.etat <> 'brouillon' then
        raise exception 'le dossier est déposé' using errcode = 'check_violation', constraint = 'dossier_reponses_closes';
    end if;
    insert into financement.approbation (
        dossier_id, organisation_id, destinataire, message, empreinte, demandee_par, demandee_le, expire_le, revision, montant_demande_centimes
    )
    select
        p_dossier, cible.organisation_id, p_destinataire, p_message, p_empreinte, acces.agent_courant(), p_le, p_expire,
        coalesce(max(donnee.revision), 0), cible.montant_demande_centimes
    from financement.reponses_de(p_dossier) as donnee
    returning approbation_id into cree;
    return cree;
end $$;

CREATE FUNCTION financement.demander_avis(p_dossier bigint, p_nature text, p_expert text, p_courriel text, p_question text, p_confidentiel boolean, p_demande_le date, p_delai_le date) RETURNS bigint
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog'
    AS $$
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

CREATE FUNCTION financement.ecrire_message(p_dossier bigint, p_texte text, p_attend_reponse boolean DEFAULT false) RETURNS bigint
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog'
    AS $$
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

CREATE TABLE financement.effectif (
    departement_code text NOT NULL,
    exercice integer NOT NULL,
    dispositif text NOT NULL,
    etat text NOT NULL,
    nombre bigint NOT NULL,
    cout_centimes bigint NOT NULL,
    demande_centimes bigint NOT NULL,
    accorde_centimes bigint NOT NULL,
    mouvements bigint DEFAULT 0 NOT NULL
);

ALTER TABLE ONLY financement.effectif FORCE ROW LEVEL SECURITY;

CREATE FUNCTION financement.effectif_de(p_dossier financement.dossier, p_signe integer) RETURNS financement.effectif
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN ROW((p_dossier).departement_code, (p_dossier).exercice, (p_dossier).dispositif, (p_dossier).etat, (p_signe)::bigint, (p_signe * (p_dossier).cout_total_ht_centimes), (p_signe * (p_dossier).montant_demande_centimes), (p_signe * COALESCE((p_dossier).montant_accorde_centimes, (0)::bigint)), (0)::bigint)::financement.effectif;

CREATE TABLE financement.contenu (
    sha256 text NOT NULL,
    octets bytea NOT NULL,
    CONSTRAINT contenu_exact CHECK ((sha256 = encode(sha256(octets), 'hex'::text))),
    CONSTRAINT contenu_sha256 CHECK ((sha256 ~ '^[0-9a-f]{64}$'::text)),
    CONSTRAINT contenu_taille CHECK (((length(octets) >= 1) AND (length(octets) <= 20971520)))
);

ALTER TABLE ONLY financement.contenu FORCE ROW LEVEL SECURITY;

CREATE TABLE financement.examen (
    sha256 text NOT NULL,
    type_mime text NOT NULL,
    pages integer NOT NULL,
    largeur integer,
    hauteur integer,
    est_protege boolean DEFAULT false NOT NULL,
    antivirus text NOT NULL,
    virus text,
    vignette bytea NOT NULL,
    examine_le timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    CONSTRAINT examen_antivirus CHECK ((antivirus = ANY (ARRAY['sans'::text, 'sain'::text, 'infecte'::text, 'en_attente'::text]))),
    CONSTRAINT examen_pages CHECK (((pages >= 1) AND (pages <= 500))),
    CONSTRAINT examen_type CHECK ((type_mime = ANY (ARRAY['application/pdf'::text, 'image/png'::text, 'image/jpeg'::text]))),
    CONSTRAINT examen_vignette CHECK ((length(vignette) <= 200000))
);

ALTER TABLE ONLY financement.examen FORCE ROW LEVEL SECURITY;

CREATE TABLE financement.piece (
    piece_id bigint NOT NULL,
    operation_id bigint NOT NULL,
    organisation_id bigint NOT NULL,
    departement_code text NOT NULL,
    code text,
    nature text NOT NULL,
    dossier_id bigint,
    nom_fichier text NOT NULL,
    type_mime text NOT NULL,
    taille bigint NOT NULL,
    sha256 text NOT NULL,
    origine text NOT NULL,
    depose_par bigint,
    depose_le timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    date_document date,
    CONSTRAINT piece_date_document CHECK (((date_document >= '2000-01-01'::date) AND (date_document <= '2100-01-01'::date))),
    CONSTRAINT piece_nature CHECK ((nature = ANY (ARRAY['piece'::text, 'accuse'::text, 'decision'::text, 'commande'::text]))),
    CONSTRAINT piece_nom CHECK ((nom_fichier ~ '^[^/\\[:cntrl:]]{1,160}$'::text)),
    CONSTRAINT piece_origine CHECK ((origine = ANY (ARRAY['generee'::text, 'deposee'::text]))),
    CONSTRAINT piece_type CHECK ((type_mime = ANY (ARRAY['application/pdf'::text, 'image/png'::text, 'image/jpeg'::text])))
);

ALTER TABLE ONLY financement.piece FORCE ROW LEVEL SECURITY;

CREATE FUNCTION financement.en_attente_antivirus(p_piece bigint) RETURNS bytea
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog'
    RETURN (SELECT contenu.octets FROM ((financement.piece JOIN financement.contenu ON ((contenu.sha256 = piece.sha256))) JOIN financement.examen ON (((examen.sha256 = piece.sha256) AND (examen.antivirus = 'en_attente'::text)))) WHERE ((piece.piece_id = en_attente_antivirus.p_piece) AND ((piece.organisation_id = ANY (acces.mes_organisations())) OR (piece.departement_code = ANY (acces.mes_departements())))));

CREATE FUNCTION financement.exiger_avis_commission() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog'
    AS $$
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

CREATE FUNCTION financement.exiger_demande(p_dossier financement.dossier, p_le date) RETURNS void
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog'
    AS $$
declare
    manquantes text;
    accord financement.approbation;
begin
    select string_agg(libelle, '|') into manquantes from financement.reponses_manquantes(p_dossier.dossier_id, p_le);
    if manquantes is not null then
        raise exception 'réponses manquantes : %', manquantes
            using errcode = 'check_violation', constraint = 'dossier_reponses_manquantes', detail = manquantes;
    end if;
    -- The agreement is for the deposit: a correction that the préfecture asks for needs no other.
    if p_dossier.etat <> 'brouillon' then
        return;
    end if;
    select * into accord from financement.approbation where dossier_id = p_dossier.dossier_id order by approbation_id desc limit 1;
    if accord.etat in ('attendue', 'renvoyee') then
        raise exception 'accord %', accord.etat
            using errcode = 'check_violation', constraint = 'approbation_' || accord.etat, detail = accord.destinataire;
    elsif accord.etat = 'approuvee' and (
        accord.montant_demande_centimes <> p_dossier.montant_demande_centimes
        or exists (select from financement.reponses_de(p_dossier.dossier_id) as donnee where donnee.revision > accord.revision)
    ) then
        raise exception 'accord dépassé' using errcode = 'check_violation', constraint = 'approbation_perimee', detail = accord.destinataire;
    end if;
end $$;

CREATE FUNCTION financement.exiger_deposable(p_dossier financement.dossier) RETURNS void
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog'
    AS $$
declare
    manquantes text[] := financement.pieces_manquantes(p_dossier.dossier_id);
begin
    if exists (select from operation.ligne where operation_id = p_dossier.operation_id and prix_unitaire_ht_centimes is null) then
        raise exception 'une ligne attend un devis' using errcode = 'check_violation', constraint = 'operation_prix_non_publie';
    elsif array_length(manquantes, 1) > 0 then
        raise exception 'pièces manquantes : %', array_to_string(manquantes, ', ')
            using errcode = 'check_violation', constraint = 'dossier_pieces_manquantes', detail = array_to_string(manquantes, ',');
    end if;
end $$;

CREATE FUNCTION financement.expirer_avis(p_le date) RETURNS integer
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog'
    AS $$
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

CREATE TABLE financement.formulaire (
    code text NOT NULL,
    version integer NOT NULL,
    depuis date NOT NULL,
    dispositifs text[] NOT NULL,
    contenu jsonb NOT NULL,
    CONSTRAINT formulaire_contenu CHECK ((contenu ? 'sections'::text)),
    CONSTRAINT formulaire_version CHECK ((version > 0))
);

CREATE FUNCTION financement.formulaire_de(p_dispositif text, p_le date) RETURNS financement.formulaire
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog'
    RETURN (SELECT formulaire.*::financement.formulaire AS formulaire FROM financement.formulaire WHERE ((formulaire_de.p_dispositif = ANY (formulaire.dispositifs)) AND (formulaire.depuis <= formulaire_de.p_le)) ORDER BY formulaire.depuis DESC, formulaire.version DESC LIMIT 1);

CREATE FUNCTION financement.garder_contenu(p_octets bytea) RETURNS text
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog'
    AS $$
declare
    cle constant text := encode(sha256(p_octets), 'hex');
begin
    if acces.agent_courant() is null and not acces.est_systeme() then
        raise exception 'un fichier se garde au nom de quelqu''un' using errcode = 'insufficient_privilege', constraint = 'contenu_agent_requis';
    end if;
    loop
        insert into financement.contenu (sha256, octets) values (cle, p_octets) on conflict do nothing;
        perform from financement.contenu where sha256 = cle for key share;
        if found then
            return cle;
        end if;
    end loop;
end $$;

CREATE FUNCTION financement.histoire_reponses(p_dossier bigint, p_limite integer) RETURNS TABLE(revision bigint, champ text, ancienne text[], nouvelle text[], agent text, enregistre_le timestamp with time zone)
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog'
    AS $$
#variable_conflict use_column
begin
    return query
    select changement.revision, changement.champ, changement.ancienne, changement.nouvelle, agent.nom, changement.enregistre_le
    from financement.dossier
    inner join financement.reponse_changement as changement on changement.operation_id = dossier.operation_id
        and (changement.dossier_id is null or changement.dossier_id = dossier.dossier_id)
    left join acces.agent on agent.agent_id = changement.agent_id
    where dossier.dossier_id = p_dossier and (acces.est_systeme() or dossier.organisation_id = any (acces.mes_organisations()))
    order by changement.revision desc
    limit p_limite;
end $$;

CREATE FUNCTION financement.indexer() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog'
    AS $$
begin
    select lower(public.unaccent(organisation.nom || ' ' || operation.intitule || ' ' || new.numero)) into strict new.recherche
    from operation.operation
    inner join acces.organisation using (organisation_id)
    where operation.operation_id = new.operation_id;
    return new;
end $$;

CREATE FUNCTION financement.inscrire_avis(p_avis financement.avis, p_sens text, p_texte text, p_le date, p_par bigint) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog'
    AS $$
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

CREATE FUNCTION financement.inscrire_passage(p_dossier financement.dossier, p_vers text, p_survenu_le date, p_motif text, p_automatique boolean DEFAULT false) RETURNS financement.dossier
    LANGUAGE plpgsql
    AS $$
declare
    passage bigint;
    horloge record;
    remis constant boolean := p_vers in ('recu', 'a_corriger', 'en_instruction');
    apres financement.dossier;
begin
    insert into financement.passage (dossier_id, organisation_id, departement_code, de, vers, survenu_le, motif, agent_id)
    values (
        p_dossier.dossier_id, p_dossier.organisation_id, p_dossier.departement_code, p_dossier.etat, p_vers, p_survenu_le, p_motif,
        case when not p_automatique then acces.agent_courant() end
    )
    returning passage_id into passage;
    select * into horloge from financement.regler_horloge(p_dossier, p_vers, p_survenu_le);
    update financement.dossier set
        etat = p_vers,
        depose_le = case when p_vers = 'depose' then p_survenu_le else depose_le end,
        -- The first receipt stays the receipt: a correction does not move the day from which one may order.
        recu_le = case when p_vers = 'recu' then coalesce(recu_le, p_survenu_le) else recu_le end,
        repute_le = horloge.repute_le,
        suspendu_le = horloge.suspendu_le,
        complet_le = case when p_vers = 'complet' then p_survenu_le when p_vers in ('recu', 'a_corriger') then null else complet_le end,
        repute_complet = case when p_vers = 'complet' then p_automatique when p_vers in ('recu', 'a_corriger') then false else repute_complet end,
        -- Back in instruction, there is no decision any more; the passages tell that there was one.
        depense_programmee_centimes = case when not remis then depense_programmee_centimes end,
        montant_programme_centimes = case when not remis then montant_programme_centimes end,
        depense_retenue_centimes = case when not remis then depense_retenue_centimes end,
        montant_accorde_centimes = case when not remis then montant_accorde_centimes end,
        numero_ej = case when not remis then numero_ej end,
        decide_le = case when p_vers in ('accepte', 'refuse', 'classe_sans_suite') then p_survenu_le when not remis then decide_le end,
        notifie_le = case when p_vers = 'notifie' then coalesce(notifie_le, p_survenu_le) when not remis then notifie_le end,
        lu_le = case when not remis then lu_le end,
        lu_par = case when not remis then lu_par end,
        commence_le = case when p_vers = 'commence' then coalesce(commence_le, p_survenu_le) else commence_le end,
        acheve_le = case when p_vers = 'acheve' then p_survenu_le when p_vers <> 'commence' then acheve_le end,
        solde_le = case when p_vers = 'solde' then p_survenu_le end
    where dossier_id = p_dossier.dossier_id
    returning * into apres;
    perform enveloppe.suivre(apres, passage, p_survenu_le, p_motif, p_automatique);
    return apres;
end $$;

CREATE FUNCTION financement.joindre_au_message(p_message bigint, p_rang integer, p_nom text, p_type text, p_taille bigint, p_sha256 text) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog'
    AS $$
begin
    insert into financement.message_fichier (message_id, rang, nom_fichier, type_mime, taille, sha256)
    select message_id, p_rang, p_nom, p_type, p_taille, p_sha256
    from financement.message
    where message_id = p_message and auteur_id = acces.agent_courant() and envoye_le >= now();
    if not found then
        raise exception 'ce message est déjà parti' using errcode = 'insufficient_privilege', constraint = 'message_parti';
    end if;
end $$;

CREATE FUNCTION financement.lire_messages(p_dossier bigint) RETURNS void
    LANGUAGE sql SECURITY DEFINER
    SET search_path TO 'pg_catalog'
    BEGIN ATOMIC
 UPDATE financement.message SET lu_le = clock_timestamp()
   WHERE ((message.dossier_id = lire_messages.p_dossier) AND (message.lu_le IS NULL) AND
         CASE message.cote
             WHEN 'prefecture'::text THEN (message.organisation_id = ANY (acces.mes_organisations()))
             ELSE (message.departement_code = ANY (acces.mes_departements()))
         END);
END;

CREATE FUNCTION financement.mois_de_completude(p_dispositif text, p_recu_le date) RETURNS integer
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog'
    RETURN (SELECT (parametre.valeur)::integer AS valeur FROM financement.parametre WHERE ((parametre.cle = CASE WHEN (mois_de_completude.p_dispositif = ANY (ARRAY['DETR'::text, 'DSIL'::text, 'DPV'::text, 'DSID'::text])) THEN 'complete.months'::text ELSE 'decret2018_514.complete_months'::text END) AND (parametre.periode @> mois_de_completude.p_recu_le)));

CREATE FUNCTION financement.noter_antivirus(p_piece bigint, p_verdict text, p_virus text) RETURNS void
    LANGUAGE sql SECURITY DEFINER
    SET search_path TO 'pg_catalog'
    BEGIN ATOMIC
 UPDATE financement.examen SET antivirus = noter_antivirus.p_verdict, virus = noter_antivirus.p_virus, examine_le = clock_timestamp()
    FROM financement.piece
   WHERE ((piece.piece_id = noter_antivirus.p_piece) AND (examen.sha256 = piece.sha256) AND (examen.antivirus = 'en_attente'::text) AND (noter_antivirus.p_verdict = ANY (ARRAY['sain'::text, 'infecte'::text])) AND ((piece.organisation_id = ANY (acces.mes_organisations())) OR (piece.departement_code = ANY (acces.mes_departements()))));
END;

CREATE FUNCTION financement.noter_examen(p_sha256 text, p_type text, p_pages integer, p_largeur integer, p_hauteur integer, p_protege boolean, p_antivirus text, p_virus text, p_vignette bytea) RETURNS void
    LANGUAGE sql SECURITY DEFINER
    SET search_path TO 'pg_catalog'
    BEGIN ATOMIC
 INSERT INTO financement.examen (sha256, type_mime, pages, largeur, hauteur, est_protege, antivirus, virus, vignette)  SELECT noter_examen.p_sha256 AS p_sha256,
             noter_examen.p_type AS p_type,
             noter_examen.p_pages AS p_pages,
             noter_examen.p_largeur AS p_largeur,
             noter_examen.p_hauteur AS p_hauteur,
             noter_examen.p_protege AS p_protege,
             noter_examen.p_antivirus AS p_antivirus,
             noter_examen.p_virus AS p_virus,
             noter_examen.p_vignette AS p_vignette
           WHERE (acces.agent_courant() IS NOT NULL) ON CONFLICT(sha256) DO UPDATE SET antivirus = excluded.antivirus, virus = excluded.virus, examine_le = excluded.examine_le
   WHERE ((examen.antivirus <> 'infecte'::text) AND (excluded.antivirus <> ALL (ARRAY['sans'::text, 'en_attente'::text])));
END;

CREATE FUNCTION financement.notifier(p_dossier bigint, p_le date) RETURNS financement.dossier
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog'
    AS $$
declare
    dossier financement.dossier := financement.a_instruire(p_dossier);
begin
    if dossier.etat not in ('refuse', 'classe_sans_suite') then
        return financement.passer(p_dossier, 'notifie', p_le);
    end if;
    update financement.dossier set notifie_le = coalesce(notifie_le, p_le) where dossier_id = p_dossier returning * into dossier;
    return dossier;
end $$;

CREATE FUNCTION financement.passer(p_dossier bigint, p_vers text, p_survenu_le date, p_motif text DEFAULT ''::text) RETURNS financement.dossier
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog'
    AS $$
declare
    dossier financement.dossier;
    passage financement.transition;
begin
    select * into dossier from financement.dossier where dossier_id = p_dossier for update;
    if not found then
        raise exception 'dossier inconnu' using errcode = 'no_data_found', constraint = 'dossier_inconnu';
    end if;
    select * into passage from financement.transition where de = dossier.etat and vers = p_vers;
    if not found then
        raise exception 'de « % » on ne passe pas à « % »', dossier.etat, p_vers
            using errcode = 'check_violation', constraint = 'dossier_passage_impossible', detail = dossier.etat;
    end if;
    case passage.role
        when 'instructeur' then
            perform acces.exiger_instructeur(dossier.departement_code);
        when 'secretaire' then
            perform acces.exiger_porteur(dossier.organisation_id);
        else
            if not dossier.departement_code = any (acces.mes_departements()) then
                perform acces.exiger_porteur(dossier.organisation_id);
            end if;
    end case;
    if passage.motif_requis and length(trim(p_motif)) < 3 then
        raise exception 'motif obligatoire' using errcode = 'check_violation', constraint = 'dossier_motif_obligatoire';
    end if;
    if p_vers = 'depose' then
        perform financement.exiger_deposable(dossier);
        perform financement.exiger_demande(dossier, p_survenu_le);
        dossier := financement.inscrire_passage(dossier, 'depose', p_survenu_le, p_motif);
        return financement.inscrire_passage(dossier, 'recu', p_survenu_le, 'Accusé d’enregistrement automatique', true);
    end if;
    if dossier.etat = 'a_corriger' and p_vers = 'recu' then
        perform financement.exiger_demande(dossier, p_survenu_le);
    end if;
    return financement.inscrire_passage(dossier, p_vers, p_survenu_le, p_motif);
end $$;

CREATE TABLE financement.piece_exigee (
    code text NOT NULL,
    nom text NOT NULL,
    fichier text NOT NULL,
    description text NOT NULL,
    source text NOT NULL,
    generee boolean NOT NULL,
    quand text DEFAULT 'toujours'::text NOT NULL,
    perimee_mois integer,
    CONSTRAINT piece_exigee_perimee CHECK (((perimee_mois >= 1) AND (perimee_mois <= 120))),
    CONSTRAINT piece_exigee_quand CHECK ((quand = ANY (ARRAY['toujours'::text, 'travaux'::text, 'acquisition'::text])))
);

CREATE FUNCTION financement.pieces_exigees(p_dispositif text, p_operation bigint) RETURNS text[]
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog'
    RETURN (SELECT COALESCE(array_agg(exigee.code ORDER BY exigee.code), '{}'::text[]) AS "coalesce" FROM ((financement.dispositif CROSS JOIN operation.operation) JOIN financement.piece_exigee exigee ON ((exigee.code = ANY (dispositif.pieces)))) WHERE ((dispositif.code = pieces_exigees.p_dispositif) AND (operation.operation_id = pieces_exigees.p_operation) AND CASE exigee.quand WHEN 'travaux'::text THEN operation.travaux WHEN 'acquisition'::text THEN operation.acquisition ELSE true END));

CREATE FUNCTION financement.pieces_manquantes(p_dossier bigint) RETURNS text[]
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog'
    RETURN (SELECT COALESCE(array_agg(exigee.code ORDER BY exigee.code), '{}'::text[]) AS "coalesce" FROM (financement.dossier CROSS JOIN LATERAL unnest(financement.pieces_exigees(dossier.dispositif, dossier.operation_id)) exigee(code)) WHERE ((dossier.dossier_id = pieces_manquantes.p_dossier) AND (NOT (EXISTS (SELECT FROM financement.piece WHERE ((piece.operation_id = dossier.operation_id) AND (piece.code = exigee.code) AND ((piece.dossier_id IS NULL) OR (piece.dossier_id = dossier.dossier_id)) AND (NOT (EXISTS (SELECT FROM financement.examen WHERE ((examen.sha256 = piece.sha256) AND (examen.antivirus = ANY (ARRAY['infecte'::text, 'en_attente'::text]))))))))))));

CREATE FUNCTION financement.pieces_par_lien(p_secret text, p_le date, p_piece bigint DEFAULT NULL::bigint) RETURNS TABLE(piece_id bigint, code text, nom_fichier text, type_mime text, taille bigint, octets bytea)
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog'
    AS $$
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

CREATE FUNCTION financement.programmer(p_dossier bigint, p_le date, p_depense bigint, p_montant bigint, p_motif text DEFAULT ''::text) RETURNS financement.dossier
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog'
    AS $$
begin
    perform financement.a_instruire(p_dossier);
    update financement.dossier set depense_programmee_centimes = p_depense, montant_programme_centimes = p_montant
    where dossier_id = p_dossier and etat in ('complet', 'en_instruction', 'programme');
    return financement.passer(p_dossier, 'programme', p_le, p_motif);
end $$;

CREATE FUNCTION financement.proroger(p_dossier bigint, p_terme text, p_jusquau date) RETURNS financement.dossier
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog'
    AS $$
declare
    dossier financement.dossier := financement.a_instruire(p_dossier);
begin
    if (p_terme, dossier.etat) not in (('commencement', 'accepte'), ('commencement', 'notifie'), ('achevement', 'commence')) then
        raise exception 'rien à proroger' using errcode = 'check_violation', constraint = 'dossier_prorogation_impossible', detail = dossier.etat;
    end if;
    update financement.dossier set
        commencer_proroge_le = case when p_terme = 'commencement' then p_jusquau else commencer_proroge_le end,
        achever_proroge_le = case when p_terme = 'achevement' then p_jusquau else achever_proroge_le end
    where dossier_id = p_dossier
    returning * into dossier;
    return dossier;
end $$;

CREATE FUNCTION financement.purger_contenu() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog'
    AS $$
declare
    orphelin text;
begin
    for orphelin in select distinct sha256 from retire loop
        begin
            delete from financement.contenu where sha256 = orphelin;
        exception when foreign_key_violation then
            -- Another piece, a message or a mail still shows them.
            null;
        end;
    end loop;
    return null;
end $$;

CREATE FUNCTION financement.quitter_avis(p_dossier bigint, p_le date) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog'
    AS $$
declare
    dossier financement.dossier;
begin
    select * into strict dossier from financement.dossier where dossier_id = p_dossier for update;
    if dossier.etat = 'avis' and not exists (select from financement.avis where dossier_id = p_dossier and clos_le is null) then
        perform financement.inscrire_passage(dossier, 'en_instruction', p_le, 'Les avis demandés sont rendus ou clos.', true);
    end if;
end $$;

CREATE FUNCTION financement.regler_horloge(p_dossier financement.dossier, p_vers text, p_survenu_le date) RETURNS TABLE(repute_le date, suspendu_le date)
    LANGUAGE plpgsql STABLE
    AS $$
declare
    terme date := coalesce(
        p_dossier.repute_le,
        p_dossier.recu_le + make_interval(months => financement.mois_de_completude(p_dossier.dispositif, p_dossier.recu_le))
    );
begin
    case p_vers
        when 'recu' then
            if p_dossier.recu_le is null then
                terme := p_survenu_le + make_interval(months => financement.mois_de_completude(p_dossier.dispositif, p_survenu_le));
            end if;
            return query select terme + greatest(0, p_survenu_le - coalesce(p_dossier.suspendu_le, p_survenu_le)), null::date;
        when 'a_corriger' then
            return query select terme, case when p_survenu_le <= terme then p_survenu_le end;
        else
            return query select p_dossier.repute_le, null::date;
    end case;
end $$;

CREATE FUNCTION financement.repondre(p_dossier bigint, p_reponses jsonb, p_vu bigint, p_le date) RETURNS bigint
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog'
    AS $$
declare
    cible financement.dossier;
    formulaire financement.formulaire;
    ouvertes text[];
    une record;
    avant financement.reponse;
    operation bigint;
    dossier bigint;
    conflits text[] := '{}';
    derniere bigint := p_vu;
begin
    select * into cible from financement.dossier where dossier_id = p_dossier;
    if not found then
        raise exception 'dossier inconnu' using errcode = 'no_data_found', constraint = 'dossier_inconnu';
    end if;
    perform acces.exiger_porteur(cible.organisation_id);
    if cible.etat not in ('brouillon', 'a_corriger') then
        raise exception 'le dossier est déposé' using errcode = 'check_violation', constraint = 'dossier_reponses_closes';
    end if;
    formulaire := financement.formulaire_de(cible.dispositif, p_le);
    ouvertes := financement.sections_a_corriger(p_dossier);
    -- One at a time for a porteur: two dossiers share most of their answers.
    perform pg_advisory_xact_lock(hashtextextended('reponses', cible.organisation_id));
    for une in
        select lue.champ, lue.valeur, question.section, question.contenu
        from jsonb_to_recordset(p_reponses) as lue (champ text, valeur text[])
        left join lateral (
            select section ->> 'code' as section, trouve as contenu
            from jsonb_array_elements(formulaire.contenu -> 'sections') as section
            cross join lateral jsonb_array_elements(section -> 'champs') as trouve
            where trouve ->> 'code' = lue.champ and not trouve ? 'connu'
        ) as question on true
    loop
        if une.contenu is null then
            raise exception 'question inconnue : %', une.champ using errcode = 'check_violation', constraint = 'reponse_champ_inconnu';
        end if;
        if une.valeur is not null and jsonb_array_length(coalesce(une.contenu -> 'choix', '[]')) > 0
            and not une.valeur <@ array(select jsonb_array_elements(une.contenu -> 'choix') ->> 'valeur') then
            raise exception 'choix inconnu : %', une.champ using errcode = 'check_violation', constraint = 'reponse_choix', detail = une.champ;
        end if;
        operation := case when une.contenu ->> 'portee' <> 'porteur' then cible.operation_id end;
        dossier := case when une.contenu ->> 'portee' = 'dossier' then p_dossier end;
        select * into avant
        from financement.reponse
        where organisation_id = cible.organisation_id and operation_id is not distinct from operation
            and dossier_id is not distinct from dossier and champ = une.champ;
        continue when une.valeur is not distinct from avant.valeur;
        if cardinality(ouvertes) > 0 and not une.section = any (ouvertes) then
            raise exception 'section close : %', une.section
                using errcode = 'check_violation', constraint = 'dossier_section_close', detail = une.contenu ->> 'libelle';
        end if;
        if avant.revision > p_vu then
            conflits := conflits || une.champ;
            continue;
        end if;
        derniere := nextval('financement.revision_reponse');
        insert into financement.reponse as cible_reponse (organisation_id, operation_id, dossier_id, champ, valeur, revision, repondu_par)
        values (cible.organisation_id, operation, dossier, une.champ, une.valeur, derniere, acces.agent_courant())
        on conflict on constraint reponse_unique do update set
            valeur = excluded.valeur, revision = excluded.revision, repondu_par = excluded.repondu_par, repondu_le = clock_timestamp();
        insert into financement.reponse_changement (
            revision, organisation_id, operation_id, dossier_id, champ, ancienne, nouvelle, agent_id
        ) values (derniere, cible.organisation_id, operation, dossier, une.champ, avant.valeur, une.valeur, acces.agent_courant());
    end loop;
    if conflits <> '{}' then
        raise exception 'réponses changées entre-temps : %', array_to_string(conflits, ', ')
            using errcode = 'check_violation', constraint = 'reponse_conflit', detail = array_to_string(conflits, ',');
    end if;
    update financement.dossier set formulaire_debut = formulaire.version where dossier_id = p_dossier and formulaire_debut is null;
    return derniere;
end $$;

CREATE FUNCTION financement.repondre_approbation(p_approbation bigint, p_empreinte text, p_approuve boolean, p_commentaire text, p_le date) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog'
    AS $$
declare
    accord financement.approbation;
begin
    select * into accord
    from financement.approbation
    where approbation_id = p_approbation or (p_approbation is null and empreinte = p_empreinte)
    for update;
    if not found or (p_approbation is null and accord.expire_le < p_le) then
        raise exception 'accord inconnu' using errcode = 'no_data_found', constraint = 'approbation_inconnue';
    end if;
    if p_approbation is not null then
        perform acces.exiger_porteur(accord.organisation_id);
    end if;
    -- Not by the link either, while signed in as who asked.
    if accord.demandee_par = acces.agent_courant() then
        raise exception 'accord de soi' using errcode = 'insufficient_privilege', constraint = 'approbation_de_soi';
    end if;
    if accord.etat <> 'attendue' then
        raise exception 'déjà répondu' using errcode = 'check_violation', constraint = 'approbation_deja_repondue';
    end if;
    update financement.approbation set
        etat = case when p_approuve then 'approuvee' else 'renvoyee' end, commentaire = p_commentaire,
        repondue_par = acces.agent_courant(), repondue_le = clock_timestamp()
    where approbation_id = accord.approbation_id;
end $$;

CREATE FUNCTION financement.repondre_avis(p_avis bigint, p_sens text, p_texte text, p_le date) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog'
    AS $$
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

CREATE FUNCTION financement.repondre_par_lien(p_secret text, p_sens text, p_texte text, p_le date) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog'
    AS $$
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

CREATE TABLE financement.demande (
    demande_id bigint NOT NULL,
    dossier_id bigint NOT NULL,
    organisation_id bigint NOT NULL,
    formulaire_code text NOT NULL,
    formulaire_version integer NOT NULL,
    envoyee_le date NOT NULL,
    contenu jsonb NOT NULL,
    enregistre_le timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    CONSTRAINT demande_contenu CHECK ((contenu ? 'sections'::text))
);

ALTER TABLE ONLY financement.demande FORCE ROW LEVEL SECURITY;

CREATE FUNCTION financement.reponse_envoyee(p_demande financement.demande, p_champ text) RETURNS text
    LANGUAGE sql STABLE
    SET search_path TO 'pg_catalog'
    RETURN (SELECT (ligne.value ->> 'texte'::text) FROM ((((financement.formulaire CROSS JOIN LATERAL jsonb_array_elements((formulaire.contenu -> 'sections'::text)) demandee(value)) CROSS JOIN LATERAL jsonb_array_elements((demandee.value -> 'champs'::text)) champ(value)) CROSS JOIN LATERAL jsonb_array_elements(((reponse_envoyee.p_demande).contenu -> 'sections'::text)) section(value)) CROSS JOIN LATERAL jsonb_array_elements((section.value -> 'lignes'::text)) ligne(value)) WHERE ((formulaire.code = (reponse_envoyee.p_demande).formulaire_code) AND (formulaire.version = (reponse_envoyee.p_demande).formulaire_version) AND ((champ.value ->> 'code'::text) = reponse_envoyee.p_champ) AND ((ligne.value ->> 'libelle'::text) = (champ.value ->> 'libelle'::text))) LIMIT 1);

CREATE TABLE financement.reponse (
    reponse_id bigint NOT NULL,
    organisation_id bigint NOT NULL,
    operation_id bigint,
    dossier_id bigint,
    champ text NOT NULL,
    valeur text[],
    revision bigint NOT NULL,
    repondu_par bigint,
    repondu_le timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    CONSTRAINT reponse_champ CHECK ((champ ~ '^[a-z][a-z0-9_]{1,39}$'::text)),
    CONSTRAINT reponse_portee CHECK (((dossier_id IS NULL) OR (operation_id IS NOT NULL))),
    CONSTRAINT reponse_valeur CHECK ((((array_length(valeur, 1) >= 1) AND (array_length(valeur, 1) <= 30)) AND ((length(array_to_string(valeur, ''::text)) >= 1) AND (length(array_to_string(valeur, ''::text)) <= 4000))))
);

ALTER TABLE ONLY financement.reponse FORCE ROW LEVEL SECURITY;

CREATE FUNCTION financement.reponses_de(p_dossier bigint) RETURNS SETOF financement.reponse
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog'
    BEGIN ATOMIC
 SELECT reponse.reponse_id,
     reponse.organisation_id,
     reponse.operation_id,
     reponse.dossier_id,
     reponse.champ,
     reponse.valeur,
     reponse.revision,
     reponse.repondu_par,
     reponse.repondu_le
    FROM (financement.dossier
      JOIN financement.reponse ON (((reponse.organisation_id = dossier.organisation_id) AND ((reponse.operation_id IS NULL) OR (reponse.operation_id = dossier.operation_id)) AND ((reponse.dossier_id IS NULL) OR (reponse.dossier_id = dossier.dossier_id)))))
   WHERE (dossier.dossier_id = reponses_de.p_dossier);
END;

CREATE FUNCTION financement.reponses_manquantes(p_dossier bigint, p_le date) RETURNS TABLE(section text, champ text, libelle text)
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog'
    AS $$
#variable_conflict use_column
begin
    return query
    with questions as (
        select une.contenu ->> 'code' as section, question.contenu as champ, une.rang as rang_section, question.rang as rang
        from financement.dossier
        cross join lateral financement.formulaire_de(dossier.dispositif, p_le) as formulaire
        cross join lateral jsonb_array_elements(formulaire.contenu -> 'sections') with ordinality as une (contenu, rang)
        cross join lateral jsonb_array_elements(une.contenu -> 'champs') with ordinality as question (contenu, rang)
        where dossier.dossier_id = p_dossier
    ),

    -- What stands as the answer of each, when there is one.
    valeurs as (
        select questions.champ ->> 'code' as code, coalesce(donnee.valeur, array[questions.champ ->> 'defaut']) as valeur
        from questions
        left join financement.reponses_de(p_dossier) as donnee on donnee.champ = questions.champ ->> 'code'
    )

    select questions.section, questions.champ ->> 'code', questions.champ ->> 'libelle'
    from questions
    where (questions.champ ->> 'requis')::boolean
        and not questions.champ ?| array['connu', 'propose', 'defaut']
        and (
            not questions.champ ? 'si'
            or exists (
                select from valeurs
                where valeurs.code = questions.champ -> 'si' ->> 'champ'
                    and valeurs.valeur && array(select jsonb_array_elements_text(questions.champ -> 'si' -> 'valeurs'))
            )
        )
        and not exists (
            select from financement.reponses_de(p_dossier) as donnee
            where donnee.champ = questions.champ ->> 'code' and donnee.valeur is not null
        )
    order by questions.rang_section, questions.rang;
end $$;

CREATE FUNCTION financement.reporter(p_lignes financement.effectif[]) RETURNS void
    LANGUAGE sql SECURITY DEFINER
    SET search_path TO 'pg_catalog'
    BEGIN ATOMIC
 INSERT INTO financement.effectif AS cible (departement_code, exercice, dispositif, etat, nombre, cout_centimes, demande_centimes, accorde_centimes, mouvements)  SELECT unnest.departement_code,
             unnest.exercice,
             unnest.dispositif,
             unnest.etat,
             sum(unnest.nombre) AS sum,
             sum(unnest.cout_centimes) AS sum,
             sum(unnest.demande_centimes) AS sum,
             sum(unnest.accorde_centimes) AS sum,
             1
            FROM unnest(reporter.p_lignes) unnest(departement_code, exercice, dispositif, etat, nombre, cout_centimes, demande_centimes, accorde_centimes, mouvements)
           WHERE (unnest.etat <> 'brouillon'::text)
           GROUP BY unnest.departement_code, unnest.exercice, unnest.dispositif, unnest.etat
           ORDER BY unnest.departement_code, unnest.exercice, unnest.dispositif, unnest.etat ON CONFLICT(departement_code, exercice, dispositif, etat) DO UPDATE SET nombre = (cible.nombre + excluded.nombre), cout_centimes = (cible.cout_centimes + excluded.cout_centimes), demande_centimes = (cible.demande_centimes + excluded.demande_centimes), accorde_centimes = (cible.accorde_centimes + excluded.accorde_centimes), mouvements = (cible.mouvements + 1);
END;

CREATE FUNCTION financement.reprendre_demande() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog'
    AS $_$
begin
    update financement.dossier set
        categorie = left(nullif(trim(financement.reponse_envoyee(new, 'categorie')), ''), 200),
        rang = substring(financement.reponse_envoyee(new, 'rang') from '^[0-9]{1,4}$')::integer
    where dossier_id = new.dossier_id;
    return null;
end $_$;

CREATE FUNCTION financement.reputer_complets(p_le date) RETURNS integer
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog'
    AS $$
declare
    dossier financement.dossier;
    nombre integer := 0;
begin
    for dossier in
        select * from financement.dossier where etat = 'recu' and repute_le <= p_le order by dossier_id for update skip locked
    loop
        perform financement.inscrire_passage(dossier, 'complet', dossier.repute_le, 'Réputé complet : silence de l’administration', true);
        nombre := nombre + 1;
    end loop;
    return nombre;
end $$;

CREATE FUNCTION financement.retenir_faits() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog'
    AS $$
begin
    update operation.operation set
        travaux = case new.champ when 'travaux' then coalesce(new.valeur = '{oui}', false) else travaux end,
        acquisition = case new.champ when 'acquisition' then coalesce(new.valeur = '{oui}', false) else acquisition end
    where operation_id = new.operation_id;
    return null;
end $$;

CREATE FUNCTION financement.retirer_approbation(p_dossier bigint) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog'
    AS $$
declare
    organisation bigint;
begin
    select organisation_id into organisation from financement.dossier where dossier_id = p_dossier;
    perform acces.exiger_porteur(organisation);
    update financement.approbation set etat = 'retiree', repondue_par = acces.agent_courant(), repondue_le = clock_timestamp()
    where approbation_id = (
        select max(approbation_id) from financement.approbation as derniere where derniere.dossier_id = p_dossier
    ) and etat in ('attendue', 'renvoyee', 'approuvee');
end $$;

CREATE TABLE financement.correction (
    passage_id bigint NOT NULL,
    objet text NOT NULL,
    CONSTRAINT correction_objet CHECK ((objet ~ '^(section|piece):[a-z0-9_.]{1,60}$'::text))
);

ALTER TABLE ONLY financement.correction FORCE ROW LEVEL SECURITY;

CREATE TABLE financement.passage (
    passage_id bigint NOT NULL,
    dossier_id bigint NOT NULL,
    organisation_id bigint NOT NULL,
    departement_code text NOT NULL,
    de text NOT NULL,
    vers text NOT NULL,
    survenu_le date NOT NULL,
    motif text DEFAULT ''::text NOT NULL,
    agent_id bigint,
    enregistre_le timestamp with time zone DEFAULT clock_timestamp() NOT NULL
);

ALTER TABLE ONLY financement.passage FORCE ROW LEVEL SECURITY;

CREATE FUNCTION financement.sections_a_corriger(p_dossier bigint) RETURNS text[]
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog'
    RETURN (SELECT COALESCE((SELECT array_agg(substr(correction.objet, 9) ORDER BY correction.objet) AS array_agg FROM financement.correction WHERE ((correction.passage_id = demande.passage_id) AND (correction.objet ~~ 'section:%'::text))), '{}'::text[]) AS "coalesce" FROM (financement.dossier CROSS JOIN LATERAL (SELECT max(passage.passage_id) AS passage_id FROM financement.passage WHERE ((passage.dossier_id = dossier.dossier_id) AND (passage.vers = 'a_corriger'::text))) demande) WHERE ((dossier.dossier_id = sections_a_corriger.p_dossier) AND (dossier.etat = 'a_corriger'::text)));

CREATE FUNCTION financement.signer() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog'
    AS $$
begin
    select nom into strict new.auteur from acces.agent where agent_id = new.auteur_id;
    return new;
end $$;

CREATE FUNCTION financement.vues_liste(p_departement text) RETURNS TABLE(vue_id bigint, nom text, requete text, est_partagee boolean, agent_id bigint, auteur text)
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog'
    AS $$
begin
    if p_departement <> all (acces.mes_departements()) then return; end if;
    return query
    select vue.vue_id, vue.nom, vue.requete, vue.est_partagee, vue.agent_id, agent.nom
    from financement.vue_liste as vue
    inner join acces.agent on agent.agent_id = vue.agent_id
    where vue.departement_code = p_departement and (vue.est_partagee or vue.agent_id = acces.agent_courant());
end $$;

CREATE FUNCTION journal.refuser_modification() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
begin
    raise exception '% est en ajout seul : une correction est une nouvelle ligne', tg_table_schema || '.' || tg_table_name
        using errcode = 'restrict_violation', constraint = 'ajout_seul';
end $$;

CREATE FUNCTION journal.tracer() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog'
    AS $$
begin
    insert into journal.evenement (agent_id, systeme, relation, action, ancien, nouveau)
    values (
        acces.agent_courant(),
        coalesce(acces.systeme_courant(), case when acces.agent_courant() is null then session_user::text end),
        tg_table_schema || '.' || tg_table_name,
        lower(tg_op),
        case when tg_op <> 'INSERT' then to_jsonb(old) - 'mot_de_passe' end,
        case when tg_op <> 'DELETE' then to_jsonb(new) - 'mot_de_passe' end
    );
    return null;
end $$;

CREATE TABLE operation.commande (
    commande_id bigint NOT NULL,
    operation_id bigint NOT NULL,
    organisation_id bigint NOT NULL,
    departement_code text NOT NULL,
    numero text NOT NULL,
    fournisseur text NOT NULL,
    passee_le date NOT NULL,
    total_ht_centimes bigint NOT NULL,
    total_ttc_centimes bigint NOT NULL,
    cree_par bigint,
    cree_le timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    CONSTRAINT commande_fournisseur CHECK (((length(fournisseur) >= 2) AND (length(fournisseur) <= 200)))
);

ALTER TABLE ONLY operation.commande FORCE ROW LEVEL SECURITY;

CREATE FUNCTION operation.commander(p_operation bigint, p_fournisseur text, p_passee_le date) RETURNS operation.commande
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog'
    AS $$
declare
    cible operation.operation;
    commande operation.commande;
    dossier financement.dossier;
begin
    select * into cible from operation.operation where operation_id = p_operation for update;
    if not found then
        raise exception 'opération inconnue' using errcode = 'no_data_found', constraint = 'operation_inconnue';
    end if;
    perform acces.exiger_porteur(cible.organisation_id);
    if exists (select from operation.ligne where operation_id = p_operation and prix_unitaire_ht_centimes is null) then
        raise exception 'une ligne attend un devis' using errcode = 'check_violation', constraint = 'operation_prix_non_publie';
    end if;
    -- Numbers run without a hole for each porteur and year.
    perform pg_advisory_xact_lock(hashtextextended('commande', cible.organisation_id));
    insert into operation.commande (
        operation_id, organisation_id, departement_code, numero, fournisseur, passee_le,
        total_ht_centimes, total_ttc_centimes, cree_par
    )
    select
        p_operation, cible.organisation_id, cible.departement_code,
        'BC-' || extract(year from p_passee_le) || '-' || lpad((
            select count(*) + 1
            from operation.commande as deja
            where deja.organisation_id = cible.organisation_id
                and extract(year from deja.passee_le) = extract(year from p_passee_le)
        )::text, 4, '0'),
        p_fournisseur, p_passee_le,
        sum(round(ligne.quantite * ligne.prix_unitaire_ht_centimes)),
        -- TTC is rounded line by line.
        sum(round(round(ligne.quantite * ligne.prix_unitaire_ht_centimes) * (1 + ligne.taux_tva))),
        acces.agent_courant()
    from operation.ligne
    where ligne.operation_id = p_operation
    having count(*) > 0
    returning * into commande;
    if commande.commande_id is null then
        raise exception 'rien à commander' using errcode = 'check_violation', constraint = 'commande_vide';
    end if;
    for dossier in select * from financement.dossier where operation_id = p_operation and etat in ('accepte', 'notifie') order by dossier_id loop
        perform financement.passer(dossier.dossier_id, 'commence', p_passee_le, 'Commande ' || commande.numero);
    end loop;
    return commande;
end $$;

CREATE FUNCTION operation.completer_operation() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog'
    AS $$
declare
    porteur acces.organisation;
begin
    select * into porteur from acces.organisation where organisation_id = new.organisation_id;
    if porteur.nature not in ('commune', 'epci') then
        raise exception 'un porteur est une commune ou un EPCI' using errcode = 'check_violation', constraint = 'operation_porteur';
    end if;
    new.departement_code := porteur.departement_code;
    new.code_insee := coalesce(porteur.code_insee, new.code_insee);
    if porteur.nature = 'epci' and not exists (
        select from territoire.commune where commune.code_insee = new.code_insee and commune.epci_siren = porteur.epci_siren
    ) then
        raise exception 'le lieu doit être dans une commune membre' using errcode = 'check_violation', constraint = 'operation_lieu_membre';
    end if;
    return new;
end $$;

CREATE FUNCTION operation.degeler(p_operation bigint, p_motif text) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog'
    AS $$
declare
    cible operation.operation;
begin
    select * into cible from operation.operation where operation_id = p_operation for update;
    if not found then
        raise exception 'opération inconnue' using errcode = 'no_data_found', constraint = 'operation_inconnue';
    end if;
    perform acces.exiger_porteur(cible.organisation_id);
    if exists (select from financement.dossier where operation_id = p_operation and etat <> 'brouillon') then
        raise exception 'un dossier est déposé' using errcode = 'check_violation', constraint = 'operation_figee';
    elsif exists (select from operation.commande where operation_id = p_operation) then
        raise exception 'le projet est commandé' using errcode = 'check_violation', constraint = 'operation_commandee';
    end if;
    update operation.gel set leve_le = clock_timestamp(), leve_par = acces.agent_courant(), motif = p_motif
    where operation_id = p_operation and leve_le is null;
    if not found then
        raise exception 'rien n''est figé' using errcode = 'check_violation', constraint = 'gel_absent';
    end if;
end $$;

CREATE TABLE operation.gel (
    gel_id bigint NOT NULL,
    operation_id bigint NOT NULL,
    fige_le date NOT NULL,
    est_automatique boolean NOT NULL,
    total_ht_centimes bigint NOT NULL,
    total_ttc_centimes bigint NOT NULL,
    lignes jsonb NOT NULL,
    fige_par bigint,
    enregistre_le timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    leve_le timestamp with time zone,
    leve_par bigint,
    motif text,
    parts jsonb,
    CONSTRAINT gel_leve CHECK (((leve_le IS NULL) = (motif IS NULL))),
    CONSTRAINT gel_lignes CHECK (((jsonb_typeof(lignes) = 'array'::text) AND (jsonb_array_length(lignes) > 0))),
    CONSTRAINT gel_motif CHECK (((length(motif) >= 5) AND (length(motif) <= 500))),
    CONSTRAINT gel_parts CHECK ((jsonb_typeof(parts) = 'array'::text))
);

ALTER TABLE ONLY operation.gel FORCE ROW LEVEL SECURITY;

CREATE FUNCTION operation.figer(p_operation bigint, p_jour date, p_automatique boolean, p_reste bigint) RETURNS operation.gel
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog'
    AS $$
declare
    cible operation.operation;
    ouvert operation.gel;
begin
    select * into cible from operation.operation where operation_id = p_operation for update;
    if not found then
        raise exception 'opération inconnue' using errcode = 'no_data_found', constraint = 'operation_inconnue';
    end if;
    perform acces.exiger_porteur(cible.organisation_id);
    select * into ouvert from operation.gel where operation_id = p_operation and leve_le is null;
    if found then
        if p_automatique or not ouvert.est_automatique then
            return ouvert;
        end if;
        update operation.gel set leve_le = clock_timestamp(), leve_par = acces.agent_courant(), motif = 'Confirmé par le porteur'
        where gel_id = ouvert.gel_id;
    end if;
    perform operation.verifier_composition(p_operation);
    insert into operation.gel (operation_id, fige_le, est_automatique, total_ht_centimes, total_ttc_centimes, lignes, parts, fige_par)
    select
        p_operation, p_jour, p_automatique,
        sum(round(ligne.quantite * ligne.prix_unitaire_ht_centimes)),
        sum(round(round(ligne.quantite * ligne.prix_unitaire_ht_centimes) * (1 + ligne.taux_tva))),
        jsonb_agg(to_jsonb(ligne) - 'operation_id' order by ligne.ligne_id),
        operation.parts_figees(p_operation, p_reste),
        acces.agent_courant()
    from operation.ligne
    where ligne.operation_id = p_operation
    returning * into ouvert;
    return ouvert;
end $$;

CREATE FUNCTION operation.inviter(p_operation bigint, p_code_insee text, p_poids integer) RETURNS bigint
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog'
    AS $$
declare
    cible operation.operation;
    porteur acces.organisation;
    invitee territoire.commune;
    nouveau bigint;
begin
    select * into cible from operation.operation where operation_id = p_operation for update;
    if not found then
        raise exception 'opération inconnue' using errcode = 'no_data_found', constraint = 'operation_inconnue';
    end if;
    perform acces.exiger_porteur(cible.organisation_id);
    select * into strict porteur from acces.organisation where organisation_id = cible.organisation_id;
    select * into invitee from territoire.commune where code_insee = p_code_insee;
    if not found then
        raise exception 'commune inconnue' using errcode = 'check_violation', constraint = 'membre_commune_inconnue';
    end if;
    if not exists (select from operation.membre where operation_id = p_operation and est_chef) then
        insert into operation.membre (operation_id, code_insee, nom, est_chef, poids, etat, invite_par, repondu_le, repondu_par)
        select
            p_operation, porteur.code_insee, porteur.nom, true,
            coalesce((select greatest(population, 1) from territoire.commune where code_insee = porteur.code_insee), 0), 'accepte',
            acces.agent_courant(), clock_timestamp(), acces.agent_courant();
    end if;
    insert into operation.membre (operation_id, code_insee, nom, poids, invite_par)
    values (p_operation, invitee.code_insee, invitee.nom, coalesce(p_poids, greatest(invitee.population, 1)), acces.agent_courant())
    returning membre_id into nouveau;
    return nouveau;
end $$;

CREATE FUNCTION operation.lignes_de_la_part(p_membre bigint) RETURNS TABLE(libelle text, quantite numeric, prix_unitaire_ht_centimes bigint, taux_tva text, est_propre boolean)
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog'
    AS $$
#variable_conflict use_column
begin
    return query
    select ligne.libelle, ligne.quantite, ligne.prix_unitaire_ht_centimes, ligne.taux_tva::text, ligne.membre_id is not null
    from operation.membre
    inner join operation.ligne on ligne.operation_id = membre.operation_id
    where membre.membre_id = p_membre and membre.etat <> 'refuse' and membre.code_insee::text = any (acces.mes_communes())
        and (ligne.membre_id is null or ligne.membre_id = membre.membre_id)
    order by ligne.ligne_id;
end $$;

CREATE FUNCTION operation.participations(p_code_insee text) RETURNS TABLE(membre_id bigint, operation_id bigint, intitule text, objet text, chef text, lieu text, exercice integer, etat text, invite_le timestamp with time zone, repondu_le timestamp with time zone, message text, fige_le date, depose_le date, commandee_le date, accorde_centimes bigint, part_ht_centimes bigint, part_ttc_centimes bigint, reste_centimes bigint, total_ht_centimes bigint, total_ttc_centimes bigint, participants integer)
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog'
    AS $$
#variable_conflict use_column
begin
    if not p_code_insee = any (acces.mes_communes()) then
        return;
    end if;
    return query
    select
        membre.membre_id, operation.operation_id, operation.intitule, operation.objet, organisation.nom, commune.nom, operation.exercice,
        membre.etat, membre.invite_le, membre.repondu_le, membre.message, gel.fige_le,
        (select min(dossier.depose_le) from financement.dossier where dossier.operation_id = operation.operation_id),
        (select min(commande.passee_le) from operation.commande where commande.operation_id = operation.operation_id),
        (
            select sum(dossier.montant_accorde_centimes)::bigint
            from financement.dossier
            where dossier.operation_id = operation.operation_id and dossier.etat in ('accepte', 'notifie', 'commence', 'acheve', 'solde')
        ),
        part.ht, part.ttc, reste.centimes, total.ht, total.ttc, total.participants
    from operation.membre
    inner join operation.operation using (operation_id)
    inner join acces.organisation on organisation.organisation_id = operation.organisation_id
    inner join territoire.commune on commune.code_insee = operation.code_insee
    left join operation.gel on gel.operation_id = operation.operation_id and gel.leve_le is null
    left join lateral (select ht, ttc from operation.parts(operation.operation_id) where membre_id = membre.membre_id) as part on true
    left join lateral (
        select (partie ->> 'reste')::bigint as centimes
        from jsonb_array_elements(gel.parts) as partie
        where (partie ->> 'membre_id')::bigint = membre.membre_id
    ) as reste on true
    left join lateral (
        select sum(ht)::bigint as ht, sum(ttc)::bigint as ttc, count(*)::integer as participants
        from operation.parts(operation.operation_id)
    ) as total on true
    where membre.code_insee = p_code_insee and not membre.est_chef
    order by membre.membre_id desc
    limit 50;
end $$;

CREATE FUNCTION operation.parts(p_operation bigint) RETURNS TABLE(membre_id bigint, nom text, est_chef boolean, etat text, ht bigint, ttc bigint)
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog'
    AS $$
#variable_conflict use_column
begin
    if not operation.voit_partage(p_operation) then
        return;
    end if;
    return query
    with cout as (
        select
            ligne.membre_id,
            sum(round(ligne.quantite * coalesce(ligne.prix_unitaire_ht_centimes, 0)))::bigint as ht,
            sum(round(round(ligne.quantite * coalesce(ligne.prix_unitaire_ht_centimes, 0)) * (1 + ligne.taux_tva)))::bigint as ttc
        from operation.ligne
        where ligne.operation_id = p_operation
        group by ligne.membre_id
    ),

    participant as (
        select
            membre.*,
            row_number() over (order by membre.est_chef desc, membre.membre_id) as rang,
            -- Nobody has a weight: the lead takes all.
            case when sum(membre.poids) over () = 0 then case when membre.est_chef then 1 else 0 end else membre.poids end as part
        from operation.membre
        where membre.operation_id = p_operation and membre.etat <> 'refuse'
    ),

    commun as (
        select
            operation.repartir(coalesce((select ht from cout where membre_id is null), 0), array_agg(part::bigint order by rang)) as ht,
            operation.repartir(coalesce((select ttc from cout where membre_id is null), 0), array_agg(part::bigint order by rang)) as ttc
        from participant
    )

    select
        participant.membre_id, participant.nom, participant.est_chef, participant.etat,
        commun.ht[participant.rang] + coalesce(cout.ht, 0), commun.ttc[participant.rang] + coalesce(cout.ttc, 0)
    from participant
    cross join commun
    left join cout on cout.membre_id = participant.membre_id
    order by participant.rang;
end $$;

CREATE FUNCTION operation.repartir(p_montant bigint, p_poids bigint[]) RETURNS bigint[]
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    BEGIN ATOMIC
 WITH part AS (
          SELECT donnee.rang,
             donnee.poids,
             sum(donnee.poids) OVER () AS total,
             div(((repartir.p_montant)::numeric * (donnee.poids)::numeric), NULLIF(sum(donnee.poids) OVER (), (0)::numeric)) AS plancher,
             mod(((repartir.p_montant)::numeric * (donnee.poids)::numeric), NULLIF(sum(donnee.poids) OVER (), (0)::numeric)) AS reste
            FROM unnest(repartir.p_poids) WITH ORDINALITY donnee(poids, rang)
         ), classee AS (
          SELECT part.rang,
             part.plancher,
             row_number() OVER (ORDER BY part.reste DESC, part.rang) AS place,
             ((repartir.p_montant)::numeric - sum(part.plancher) OVER ()) AS manque
            FROM part
         )
  SELECT COALESCE(array_agg(((COALESCE(classee.plancher, (0)::numeric) + (
         CASE
             WHEN ((classee.place)::numeric <= classee.manque) THEN 1
             ELSE 0
         END)::numeric))::bigint ORDER BY classee.rang), '{}'::bigint[]) AS "coalesce"
    FROM classee;
END;

CREATE FUNCTION operation.parts_figees(p_operation bigint, p_reste bigint) RETURNS jsonb
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog'
    BEGIN ATOMIC
 WITH part AS (
          SELECT parts.membre_id,
             parts.nom,
             parts.est_chef,
             parts.etat,
             parts.ht,
             parts.ttc,
             row_number() OVER (ORDER BY parts.est_chef DESC, parts.membre_id) AS rang
            FROM operation.parts(parts_figees.p_operation) parts(membre_id, nom, est_chef, etat, ht, ttc)
         ), reste AS (
          SELECT operation.repartir(parts_figees.p_reste, array_agg(part_1.ttc ORDER BY part_1.rang)) AS parts
            FROM part part_1
         )
  SELECT jsonb_agg(jsonb_build_object('membre_id', part.membre_id, 'nom', part.nom, 'ht', part.ht, 'ttc', part.ttc, 'reste',
         CASE
             WHEN (parts_figees.p_reste IS NOT NULL) THEN reste.parts[part.rang]
             ELSE NULL::bigint
         END) ORDER BY part.rang) AS jsonb_agg
    FROM (part
      CROSS JOIN reste);
END;

CREATE FUNCTION operation.proposer_panier() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog'
    AS $$
begin
    if new.propose_par is not null and not exists (
        select from acces.organisation where organisation_id = new.organisation_id and epci_siren = new.propose_par
    ) then
        raise exception 'seule une intercommunalité propose un panier à ses communes'
            using errcode = 'check_violation', constraint = 'panier_propose';
    end if;
    return new;
end $$;

CREATE FUNCTION operation.proteger_gel() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
begin
    if tg_op = 'UPDATE' then
        if old.leve_le is null and new.leve_le is not null
            and (to_jsonb(old) - array['leve_le', 'leve_par', 'motif']) = (to_jsonb(new) - array['leve_le', 'leve_par', 'motif'])
        then
            return new;
        end if;
    end if;
    raise exception 'des prix figés ne changent pas : on les dégèle' using errcode = 'restrict_violation', constraint = 'gel_immuable';
end $$;

CREATE FUNCTION operation.refuser_si_deposee() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog'
    AS $$
declare
    cible bigint := case when tg_op = 'DELETE' then old.operation_id else new.operation_id end;
begin
    if exists (select from financement.dossier where operation_id = cible and etat <> 'brouillon') then
        raise exception 'un dossier est déposé : l''équipement ne change plus'
            using errcode = 'check_violation', constraint = 'operation_figee';
    end if;
    return case when tg_op = 'DELETE' then old else new end;
end $$;

CREATE FUNCTION operation.refuser_si_gelee() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog'
    AS $$
declare
    cible bigint := case when tg_op = 'DELETE' then old.operation_id else new.operation_id end;
    ouvert operation.gel;
begin
    if exists (select from operation.commande where operation_id = cible) then
        raise exception 'le projet est commandé : l''équipement ne change plus'
            using errcode = 'check_violation', constraint = 'operation_commandee';
    end if;
    select * into ouvert from operation.gel where operation_id = cible and leve_le is null for update;
    if found and ouvert.est_automatique then
        update operation.gel set leve_le = clock_timestamp(), leve_par = acces.agent_courant(), motif = 'Équipement modifié avant le dépôt'
        where gel_id = ouvert.gel_id;
    elsif found then
        raise exception 'les prix sont figés depuis le %', ouvert.fige_le
            using errcode = 'check_violation', constraint = 'operation_prix_figes', detail = ouvert.fige_le::text;
    end if;
    return case when tg_op = 'DELETE' then old else new end;
end $$;

CREATE FUNCTION operation.repondre(p_membre bigint, p_accepte boolean, p_message text) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog'
    AS $$
declare
    cible operation.membre;
begin
    select * into cible from operation.membre where membre_id = p_membre for update;
    if not found or cible.est_chef or cible.code_insee is null or not cible.code_insee::text = any (acces.mes_communes()) then
        raise exception 'invitation inconnue' using errcode = 'no_data_found', constraint = 'membre_inconnu';
    end if;
    if exists (select from operation.gel where operation_id = cible.operation_id and leve_le is null) then
        raise exception 'les prix sont figés' using errcode = 'check_violation', constraint = 'membre_apres_gel';
    end if;
    update operation.membre set
        etat = case when p_accepte then 'accepte' else 'refuse' end,
        repondu_le = clock_timestamp(), repondu_par = acces.agent_courant(), message = p_message
    where membre_id = p_membre;
end $$;

CREATE FUNCTION operation.verifier_commencement() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog'
    AS $$
declare
    sans_aide boolean;
    dossiers integer;
    sans_accuse text;
    recu_le date;
begin
    select operation.sans_aide into strict sans_aide from operation.operation where operation_id = new.operation_id for share;
    -- Asking no aid frees an operation that asks none: a dossier that is there still commands.
    if sans_aide and not exists (select from financement.dossier where operation_id = new.operation_id) then
        return new;
    end if;
    select count(*), string_agg(dispositif, ', ') filter (where dossier.recu_le is null), max(dossier.recu_le)
    into dossiers, sans_accuse, recu_le
    from financement.dossier
    where operation_id = new.operation_id and etat not in ('annule', 'refuse', 'classe_sans_suite');
    if dossiers = 0 and not exists (select from financement.dossier where operation_id = new.operation_id) then
        raise exception 'aucun dossier n''est déposé'
            using errcode = 'check_violation', constraint = 'commande_avant_depot';
    elsif sans_accuse is not null then
        raise exception 'accusé d''enregistrement attendu pour %', sans_accuse
            using errcode = 'check_violation', constraint = 'commande_avant_accuse', detail = sans_accuse;
    elsif new.passee_le < recu_le then
        raise exception 'la commande porte une date antérieure à la réception du %', recu_le
            using errcode = 'check_violation', constraint = 'commande_avant_reception', detail = recu_le::text;
    end if;
    return new;
end $$;

CREATE FUNCTION operation.verifier_composition(p_operation bigint) RETURNS void
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog'
    AS $$
declare
    manques text;
begin
    if not exists (select from operation.ligne where operation_id = p_operation) then
        raise exception 'rien à figer' using errcode = 'check_violation', constraint = 'gel_vide';
    end if;
    select string_agg(libelle, ', ' order by ligne_id) into manques
    from operation.ligne
    where operation_id = p_operation and prix_unitaire_ht_centimes is null;
    if manques is not null then
        raise exception 'sans prix : %', manques using errcode = 'check_violation', constraint = 'gel_prix_non_publie', detail = manques;
    end if;
    select string_agg(libelle, ', ' order by ligne_id) into manques
    from operation.ligne
    where operation_id = p_operation and article_code is null and kit_code is null and devis_id is null;
    if manques is not null then
        raise exception 'sans devis : %', manques using errcode = 'check_violation', constraint = 'gel_sans_devis', detail = manques;
    end if;
    select string_agg(nom, ', ' order by membre_id) into manques
    from operation.membre
    where operation_id = p_operation and etat = 'invite';
    if manques is not null then
        raise exception 'sans réponse : %', manques using errcode = 'check_violation', constraint = 'membre_sans_reponse', detail = manques;
    end if;
    -- Who refused is left out by itself, but not with lines that were for it alone.
    select string_agg(distinct membre.nom, ', ') into manques
    from operation.ligne
    inner join operation.membre using (operation_id, membre_id)
    where ligne.operation_id = p_operation and membre.etat = 'refuse';
    if manques is not null then
        raise exception 'des lignes restent à %', manques using errcode = 'check_violation', constraint = 'membre_refuse_lignes', detail = manques;
    end if;
end $$;

CREATE FUNCTION operation.verifier_ligne() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog'
    AS $$
declare
    bornes record;
begin
    if new.kit_code is null and new.article_code is not null then
        select quantite_min, quantite_max, libelle into strict bornes from catalogue.article where code = new.article_code;
        if new.quantite < bornes.quantite_min or new.quantite > bornes.quantite_max then
            raise exception 'quantité hors des bornes de l''article'
                using errcode = 'check_violation', constraint = 'ligne_quantite_article',
                detail = bornes.quantite_min || ' ' || bornes.quantite_max;
        end if;
    end if;
    if new.remplace_article is not null and not exists (
        select from catalogue.article as neuf
        inner join catalogue.article as ancien using (fonction)
        where neuf.code = new.article_code and ancien.code = new.remplace_article
    ) then
        raise exception 'un article ne remplace qu''un article de même fonction'
            using errcode = 'check_violation', constraint = 'ligne_fonction';
    end if;
    return new;
end $$;

CREATE FUNCTION operation.verifier_pret() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog'
    AS $$
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

CREATE FUNCTION operation.voit_partage(p_operation bigint) RETURNS boolean
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog'
    AS $$
begin
    return exists (
        select from operation.operation
        where operation.operation_id = p_operation and (
            acces.est_systeme() or acces.est_responsable()
            or operation.organisation_id = any (acces.mes_organisations())
            or (
                operation.departement_code = any (acces.mes_departements())
                and exists (select from financement.dossier where dossier.operation_id = p_operation and dossier.etat <> 'brouillon')
            )
            or exists (
                select from operation.membre
                where membre.operation_id = p_operation and membre.etat <> 'refuse' and membre.code_insee::text = any (acces.mes_communes())
            )
        )
    );
end $$;

CREATE FUNCTION programmation.controler_ligne() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog'
    AS $$
begin
    if not exists (
        select from programmation.simulation
        inner join enveloppe.enveloppe using (enveloppe_id)
        inner join financement.dossier on dossier.dispositif = enveloppe.dispositif
            and dossier.departement_code = enveloppe.territoire_code and dossier.exercice = enveloppe.exercice
        where simulation.simulation_id = new.simulation_id and dossier.dossier_id = new.dossier_id and dossier.etat <> 'brouillon'
    ) then
        raise exception 'demande d’une autre enveloppe' using errcode = 'check_violation', constraint = 'ligne_hors_enveloppe';
    end if;
    return new;
end $$;

CREATE TABLE enveloppe."position" (
    dossier_id bigint NOT NULL,
    enveloppe_id bigint NOT NULL,
    code_insee territoire.code_insee NOT NULL,
    departement_code text NOT NULL,
    organisation_id bigint NOT NULL,
    reserve_centimes bigint DEFAULT 0 NOT NULL,
    engage_centimes bigint DEFAULT 0 NOT NULL,
    paye_centimes bigint DEFAULT 0 NOT NULL,
    liquide_centimes bigint DEFAULT 0 NOT NULL,
    CONSTRAINT position_liquide_engage CHECK (((0 <= liquide_centimes) AND (liquide_centimes <= engage_centimes))),
    CONSTRAINT position_paye_engage CHECK ((paye_centimes <= engage_centimes)),
    CONSTRAINT position_paye_liquide CHECK ((paye_centimes <= liquide_centimes)),
    CONSTRAINT position_positive CHECK ((LEAST(reserve_centimes, engage_centimes, paye_centimes) >= 0))
);

ALTER TABLE ONLY enveloppe."position" FORCE ROW LEVEL SECURITY;

CREATE TABLE programmation.ligne (
    simulation_id bigint NOT NULL,
    dossier_id bigint NOT NULL,
    statut text DEFAULT 'en_traitement'::text NOT NULL,
    sort text DEFAULT 'libre'::text NOT NULL,
    depense_centimes bigint,
    montant_centimes bigint DEFAULT 0 NOT NULL,
    montant_fixe boolean DEFAULT false NOT NULL,
    rang integer DEFAULT 1 NOT NULL,
    categorie text DEFAULT ''::text NOT NULL,
    premiere_demande boolean DEFAULT false NOT NULL,
    secteur text DEFAULT ''::text NOT NULL,
    etat_acquis_centimes bigint DEFAULT 0 NOT NULL,
    publics_acquis_centimes bigint DEFAULT 0 NOT NULL,
    points bigint DEFAULT 0 NOT NULL,
    motif text DEFAULT ''::text NOT NULL,
    CONSTRAINT ligne_categorie CHECK ((length(categorie) <= 300)),
    CONSTRAINT ligne_depense CHECK ((depense_centimes > 0)),
    CONSTRAINT ligne_montant CHECK ((montant_centimes >= 0)),
    CONSTRAINT ligne_montant_accepte CHECK (((statut = 'accepte'::text) OR (montant_centimes = 0))),
    CONSTRAINT ligne_montant_sous_assiette CHECK ((montant_centimes <= depense_centimes)),
    CONSTRAINT ligne_motif CHECK ((length(motif) <= 2000)),
    CONSTRAINT ligne_rang CHECK (((rang >= 1) AND (rang <= 99))),
    CONSTRAINT ligne_sort CHECK ((sort = ANY (ARRAY['libre'::text, 'force'::text, 'exclu'::text]))),
    CONSTRAINT ligne_statut CHECK ((statut = ANY (ARRAY['en_traitement'::text, 'accepte'::text, 'refuse'::text, 'classe_sans_suite'::text])))
);

ALTER TABLE ONLY programmation.ligne FORCE ROW LEVEL SECURITY;

CREATE TABLE programmation.simulation (
    simulation_id bigint NOT NULL,
    enveloppe_id bigint NOT NULL,
    departement_code text NOT NULL,
    titre text NOT NULL,
    filtres jsonb DEFAULT '{}'::jsonb NOT NULL,
    criteres jsonb,
    resultat jsonb,
    retouchee boolean DEFAULT false NOT NULL,
    cree_par bigint NOT NULL,
    cree_le timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    CONSTRAINT simulation_titre CHECK (((length(TRIM(BOTH FROM titre)) >= 3) AND (length(TRIM(BOTH FROM titre)) <= 120)))
);

ALTER TABLE ONLY programmation.simulation FORCE ROW LEVEL SECURITY;

CREATE FUNCTION programmation.disponible(p_simulation bigint) RETURNS bigint
    LANGUAGE sql STABLE
    RETURN (SELECT (((((enveloppe.alloue_centimes - enveloppe.delegue_centimes) - enveloppe.reserve_centimes) - enveloppe.engage_centimes) - enveloppe.retire_centimes) + (SELECT (COALESCE(sum("position".reserve_centimes), (0)::numeric))::bigint AS "coalesce" FROM (programmation.ligne JOIN enveloppe."position" USING (dossier_id)) WHERE ((ligne.simulation_id = simulation.simulation_id) AND ("position".enveloppe_id = simulation.enveloppe_id)))) FROM (programmation.simulation JOIN enveloppe.enveloppe USING (enveloppe_id)) WHERE (simulation.simulation_id = disponible.p_simulation));

CREATE FUNCTION programmation.garder_notifie() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog'
    AS $$
begin
    if exists (select from financement.dossier where dossier_id = old.dossier_id and notifie_le is not null)
        and not (tg_op = 'UPDATE' and old.piece_id is null and new.piece_id is not null and new.octets = old.octets)
    then
        raise exception 'décision notifiée' using errcode = 'check_violation', constraint = 'document_notifie';
    end if;
    return case tg_op when 'DELETE' then old else new end;
end $$;

CREATE FUNCTION programmation.inscrire_engagement() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog'
    AS $$
begin
    update financement.dossier set numero_ej = new.numero_ej
    where dossier_id = new.dossier_id and etat in ('accepte', 'notifie', 'commence', 'acheve', 'solde');
    if not found then
        raise exception 'rien n’est accordé' using errcode = 'check_violation', constraint = 'engagement_sans_decision';
    end if;
    return new;
end $$;

CREATE FUNCTION programmation.situer_dossier() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog'
    AS $$
begin
    select departement_code into strict new.departement_code from financement.dossier where dossier_id = new.dossier_id;
    return new;
end $$;

CREATE FUNCTION programmation.situer_simulation() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog'
    AS $$
begin
    select territoire_code into new.departement_code from enveloppe.enveloppe
    where enveloppe_id = new.enveloppe_id and dispositif is not null and niveau = 'departement';
    if new.departement_code is null then
        raise exception 'cette enveloppe ne se programme pas' using errcode = 'check_violation', constraint = 'simulation_enveloppe_departement';
    end if;
    return new;
end $$;

CREATE FUNCTION territoire.cle_nom(p_nom text) RETURNS text
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN translate(lower(public.unaccent('public.unaccent'::regdictionary, replace(replace(p_nom, 'œ'::text, 'oe'::text), 'Œ'::text, 'oe'::text))), '-’'' '::text, ''::text);

CREATE TEXT SEARCH CONFIGURATION public.francais (
    PARSER = pg_catalog."default" );

ALTER TEXT SEARCH CONFIGURATION public.francais
    ADD MAPPING FOR asciiword WITH french_stem;

ALTER TEXT SEARCH CONFIGURATION public.francais
    ADD MAPPING FOR word WITH public.unaccent, french_stem;

ALTER TEXT SEARCH CONFIGURATION public.francais
    ADD MAPPING FOR numword WITH simple;

ALTER TEXT SEARCH CONFIGURATION public.francais
    ADD MAPPING FOR email WITH simple;

ALTER TEXT SEARCH CONFIGURATION public.francais
    ADD MAPPING FOR url WITH simple;

ALTER TEXT SEARCH CONFIGURATION public.francais
    ADD MAPPING FOR host WITH simple;

ALTER TEXT SEARCH CONFIGURATION public.francais
    ADD MAPPING FOR sfloat WITH simple;

ALTER TEXT SEARCH CONFIGURATION public.francais
    ADD MAPPING FOR version WITH simple;

ALTER TEXT SEARCH CONFIGURATION public.francais
    ADD MAPPING FOR hword_numpart WITH simple;

ALTER TEXT SEARCH CONFIGURATION public.francais
    ADD MAPPING FOR hword_part WITH public.unaccent, french_stem;

ALTER TEXT SEARCH CONFIGURATION public.francais
    ADD MAPPING FOR hword_asciipart WITH french_stem;

ALTER TEXT SEARCH CONFIGURATION public.francais
    ADD MAPPING FOR numhword WITH simple;

ALTER TEXT SEARCH CONFIGURATION public.francais
    ADD MAPPING FOR asciihword WITH french_stem;

ALTER TEXT SEARCH CONFIGURATION public.francais
    ADD MAPPING FOR hword WITH public.unaccent, french_stem;

ALTER TEXT SEARCH CONFIGURATION public.francais
    ADD MAPPING FOR url_path WITH simple;

ALTER TEXT SEARCH CONFIGURATION public.francais
    ADD MAPPING FOR file WITH simple;

ALTER TEXT SEARCH CONFIGURATION public.francais
    ADD MAPPING FOR "float" WITH simple;

ALTER TEXT SEARCH CONFIGURATION public.francais
    ADD MAPPING FOR "int" WITH simple;

ALTER TEXT SEARCH CONFIGURATION public.francais
    ADD MAPPING FOR uint WITH simple;

ALTER TABLE acces.agent ALTER COLUMN agent_id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME acces.agent_agent_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

ALTER TABLE acces.organisation ALTER COLUMN organisation_id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME acces.organisation_organisation_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE catalogue.article_prix (
    article_code text NOT NULL,
    periode daterange NOT NULL,
    min_centimes bigint NOT NULL,
    ref_centimes bigint NOT NULL,
    max_centimes bigint NOT NULL,
    source text,
    CONSTRAINT prix_ordre CHECK (((0 <= min_centimes) AND (min_centimes <= ref_centimes) AND (ref_centimes <= max_centimes))),
    CONSTRAINT prix_periode_non_vide CHECK ((NOT isempty(periode))),
    CONSTRAINT prix_source CHECK (((length(source) >= 2) AND (length(source) <= 300)))
);

CREATE TABLE catalogue.besoin (
    etiquette text NOT NULL,
    besoin text NOT NULL
);

CREATE TABLE catalogue.expression (
    cle text NOT NULL,
    terme text NOT NULL,
    equivalents text[] DEFAULT '{}'::text[] NOT NULL,
    sens jsonb DEFAULT '[]'::jsonb NOT NULL,
    page text,
    est_vide boolean DEFAULT false NOT NULL,
    CONSTRAINT expression_cle_non_vide CHECK ((cle <> ''::text))
);

CREATE TABLE catalogue.fonction (
    code text NOT NULL,
    rang integer NOT NULL,
    nom text NOT NULL,
    un_suffit boolean NOT NULL,
    CONSTRAINT fonction_code CHECK ((code ~ '^[a-z0-9]+(-[a-z0-9]+)*$'::text))
);

CREATE TABLE catalogue.kit (
    code text NOT NULL,
    version integer NOT NULL,
    nom text NOT NULL,
    phrase text NOT NULL,
    besoin text NOT NULL,
    destinataire text NOT NULL,
    concepteur text,
    licence_plans text,
    nature_donnee text NOT NULL,
    remarque text,
    est_courant boolean NOT NULL,
    itinerant boolean DEFAULT false NOT NULL,
    fabrication text,
    CONSTRAINT kit_code CHECK ((code ~ '^K[0-9]{2,4}$'::text)),
    CONSTRAINT kit_version CHECK ((version > 0))
);

CREATE TABLE catalogue.kit_ligne (
    kit_code text NOT NULL,
    kit_version integer NOT NULL,
    rang integer NOT NULL,
    article_code text NOT NULL,
    quantite integer NOT NULL,
    est_option boolean NOT NULL,
    remplace text[] DEFAULT '{}'::text[] NOT NULL,
    CONSTRAINT kit_ligne_quantite CHECK ((quantite > 0))
);

CREATE MATERIALIZED VIEW catalogue.fiche AS
 SELECT kit.code,
    true AS est_kit,
    kit.nom,
    catalogue.normal(kit.nom) AS cle,
    concat_ws(' '::text, kit.nom, kit.besoin, kit.phrase, kit.destinataire, kit.concepteur, kit.remarque) AS texte,
    (((setweight(to_tsvector('public.francais'::regconfig, catalogue.normal(concat_ws(' '::text, kit.nom, kit.besoin))), 'A'::"char") || setweight(to_tsvector('public.francais'::regconfig, catalogue.normal(concat_ws(' '::text, kit.phrase, kit.destinataire))), 'B'::"char")) || setweight(to_tsvector('public.francais'::regconfig, catalogue.normal(concat_ws(' '::text, kit.concepteur, kit.remarque))), 'C'::"char")) || setweight(to_tsvector('public.francais'::regconfig, COALESCE(contenu.mots, ''::text)), 'D'::"char")) AS recherche,
    (1)::bigint AS kits
   FROM (catalogue.kit
     LEFT JOIN LATERAL ( SELECT catalogue.normal(string_agg(article.libelle, ' '::text ORDER BY ligne.rang)) AS mots
           FROM (catalogue.kit_ligne ligne
             JOIN catalogue.article ON ((article.code = ligne.article_code)))
          WHERE ((ligne.kit_code = kit.code) AND (ligne.kit_version = kit.version) AND (NOT ligne.est_option))) contenu ON (true))
  WHERE kit.est_courant
UNION ALL
 SELECT article.code,
    false AS est_kit,
    article.libelle AS nom,
    catalogue.normal(article.libelle) AS cle,
    concat_ws(' '::text, article.libelle, fonction.nom, article.famille, article.accessibilite, article.remarque) AS texte,
    (((setweight(to_tsvector('public.francais'::regconfig, concat_ws(' '::text, tete.mots, catalogue.normal(fonction.nom))), 'A'::"char") || setweight(to_tsvector('public.francais'::regconfig, catalogue.normal(article.libelle)), 'B'::"char")) || setweight(to_tsvector('public.francais'::regconfig, catalogue.normal(concat_ws(' '::text, article.famille, (article.besoins)::text, remarquable.etat))), 'C'::"char")) || setweight(to_tsvector('public.francais'::regconfig, catalogue.normal(concat_ws(' '::text, article.accessibilite, article.remarque))), 'D'::"char")) AS recherche,
    ( SELECT count(DISTINCT ligne.kit_code) AS count
           FROM (catalogue.kit_ligne ligne
             JOIN catalogue.kit ON (((kit.code = ligne.kit_code) AND (kit.version = ligne.kit_version))))
          WHERE ((ligne.article_code = article.code) AND kit.est_courant AND (NOT ligne.est_option))) AS kits
   FROM (((catalogue.article
     LEFT JOIN catalogue.fonction ON ((fonction.code = article.fonction)))
     CROSS JOIN LATERAL ( SELECT string_agg(premier.mot, ' '::text ORDER BY premier.rang) AS mots
           FROM ( SELECT m.mot,
                    m.rang
                   FROM regexp_split_to_table(catalogue.normal(article.libelle), ' '::text) WITH ORDINALITY m(mot, rang)
                  WHERE ((catalogue.racine(m.mot) IS NOT NULL) AND (length(m.mot) > 1))
                  ORDER BY m.rang
                 LIMIT 1) premier) tete)
     CROSS JOIN LATERAL ( SELECT NULLIF(NULLIF(article.etat, 'neuf'::text), 'sans objet'::text) AS etat) remarquable)
  WHERE (article.retire_le IS NULL)
  WITH NO DATA;

CREATE TABLE catalogue.import (
    import_id bigint NOT NULL,
    nature text NOT NULL,
    resume jsonb NOT NULL,
    importe_le timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    CONSTRAINT import_nature CHECK ((nature = ANY (ARRAY['catalogue'::text, 'communes'::text, 'attributions'::text, 'lieux'::text])))
);

ALTER TABLE catalogue.import ALTER COLUMN import_id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME catalogue.import_import_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE MATERIALIZED VIEW catalogue.mention AS
 WITH occurrence AS (
         SELECT DISTINCT ON (fiche.code, mot.lexeme, poids.valeur) mot.lexeme AS racine,
            fiche.code,
            fiche.ordre,
            fiche.kits,
            lettre.un AS lettre,
            poids.valeur
           FROM (((( SELECT fiche_1.code,
                    fiche_1.kits,
                    fiche_1.recherche,
                    (row_number() OVER (ORDER BY fiche_1.est_kit DESC, (length(fiche_1.nom)), fiche_1.code))::integer AS ordre
                   FROM catalogue.fiche fiche_1) fiche
             CROSS JOIN LATERAL unnest(fiche.recherche) mot(lexeme, positions, weights))
             CROSS JOIN LATERAL unnest(mot.weights) lettre(un))
             JOIN ( VALUES ('A'::text,1.0), ('B'::text,0.4), ('C'::text,0.15), ('D'::text,0.05)) poids(lettre, valeur) ON ((poids.lettre = lettre.un)))
        ), classee AS (
         SELECT occurrence.racine,
            occurrence.code,
            occurrence.ordre,
            occurrence.kits,
            occurrence.lettre,
            occurrence.valeur,
            row_number() OVER (PARTITION BY occurrence.code, occurrence.racine ORDER BY occurrence.valeur DESC) AS rang
           FROM occurrence
        ), par_racine AS MATERIALIZED (
         SELECT classee.racine,
            classee.code,
            classee.ordre,
            (min(classee.lettre) < 'D'::text) AS est_dit,
            ((((sum((classee.valeur / ((classee.rang * classee.rang))::numeric)) / 1.64493))::double precision * ((1)::double precision + ((0.25)::double precision * ln(((1 + classee.kits))::double precision)))))::real AS force
           FROM classee
          GROUP BY classee.racine, classee.code, classee.ordre, classee.kits
        ), variante AS MATERIALIZED (
         SELECT expression.cle,
            variante.rang,
            variante.poids,
            mot.racine,
            cardinality(string_to_array(variante.racines, ' '::text)) AS mots
           FROM ((catalogue.expression
             CROSS JOIN LATERAL ( SELECT expression.cle AS racines,
                    (1)::real AS poids,
                    (0)::bigint AS rang
                UNION ALL
                 SELECT equivalent.un,
                    (0.7)::real AS float4,
                    equivalent.rang
                   FROM unnest(expression.equivalents) WITH ORDINALITY equivalent(un, rang)) variante)
             CROSS JOIN LATERAL regexp_split_to_table(variante.racines, ' '::text) mot(racine))
          WHERE (NOT expression.est_vide)
        ), par_variante AS (
         SELECT variante.cle,
            par_racine.code,
            par_racine.ordre,
            bool_and(par_racine.est_dit) AS est_dit,
            (min(par_racine.force) * variante.poids) AS force
           FROM (par_racine
             JOIN variante ON ((variante.racine = par_racine.racine)))
          GROUP BY variante.cle, variante.rang, variante.poids, variante.mots, par_racine.code, par_racine.ordre
         HAVING (count(*) = variante.mots)
        ), reunie AS (
         SELECT par_variante.cle,
            par_variante.code,
            par_variante.ordre,
            bool_or(par_variante.est_dit) AS est_dit,
            max(par_variante.force) AS force
           FROM par_variante
          GROUP BY par_variante.cle, par_variante.code, par_variante.ordre
        UNION ALL
         SELECT par_racine.racine,
            par_racine.code,
            par_racine.ordre,
            par_racine.est_dit,
            par_racine.force
           FROM par_racine
          WHERE (NOT (EXISTS ( SELECT
                   FROM catalogue.expression
                  WHERE ((expression.cle = par_racine.racine) AND (NOT expression.est_vide)))))
        )
 SELECT reunie.cle,
    reunie.code,
    reunie.ordre,
    reunie.est_dit,
    ((reunie.force * (ln(((1)::numeric + (1000.0 / (count(*) OVER (PARTITION BY reunie.cle))::numeric))))::double precision))::real AS force
   FROM reunie
  ORDER BY reunie.cle
  WITH NO DATA;

CREATE TABLE catalogue.terme (
    terme text NOT NULL
);

CREATE MATERIALIZED VIEW catalogue.mot AS
 SELECT catalogue.normal(ecrit.forme) AS mot,
    max(ecrit.forme) AS forme,
    catalogue.racine(catalogue.normal(ecrit.forme)) AS racine,
    (count(*))::integer AS nombre
   FROM ( SELECT regexp_split_to_table(lower(lu.texte), '[][\s''’"«»(){},.:;!?/+×°%&≤≥–—-]+'::text) AS forme
           FROM ( SELECT fiche.texte
                   FROM catalogue.fiche
                UNION ALL
                 SELECT ((array_to_string(article.besoins, ' '::text) || ' '::text) || article.etat)
                   FROM catalogue.article
                  WHERE (article.retire_le IS NULL)
                UNION ALL
                 SELECT terme.terme
                   FROM catalogue.terme) lu(texte)) ecrit
  WHERE ((catalogue.normal(ecrit.forme) ~ '^[a-z0-9]*[a-z][a-z0-9]*$'::text) AND (catalogue.racine(catalogue.normal(ecrit.forme)) IS NOT NULL))
  GROUP BY (catalogue.normal(ecrit.forme))
  WITH NO DATA;

ALTER TABLE catalogue.offre ALTER COLUMN offre_id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME catalogue.offre_offre_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE catalogue.questionnaire (
    seul boolean DEFAULT true NOT NULL,
    contenu jsonb NOT NULL,
    CONSTRAINT questionnaire_contenu CHECK (((contenu ? 'questions'::text) AND (contenu ? 'besoins'::text))),
    CONSTRAINT questionnaire_seul CHECK (seul)
);

CREATE TABLE concours.avis (
    proposition_id bigint NOT NULL,
    auteur_id bigint NOT NULL,
    agent_id bigint NOT NULL,
    texte text NOT NULL,
    donne_le timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    CONSTRAINT avis_de_soi CHECK ((agent_id <> auteur_id)),
    CONSTRAINT avis_texte CHECK (((length(texte) >= 3) AND (length(texte) <= 4000)))
);

ALTER TABLE ONLY concours.avis FORCE ROW LEVEL SECURITY;

ALTER TABLE concours.consultation ALTER COLUMN consultation_id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME concours.consultation_consultation_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE concours.critere (
    consultation_id bigint NOT NULL,
    rang integer NOT NULL,
    nom text NOT NULL,
    poids integer NOT NULL,
    CONSTRAINT critere_nom CHECK (((length(nom) >= 2) AND (length(nom) <= 120))),
    CONSTRAINT critere_poids CHECK (((poids >= 1) AND (poids <= 100))),
    CONSTRAINT critere_rang CHECK (((rang >= 1) AND (rang <= 10)))
);

ALTER TABLE ONLY concours.critere FORCE ROW LEVEL SECURITY;

CREATE TABLE concours.intention (
    lot_id bigint NOT NULL,
    organisation_id bigint NOT NULL,
    departement_code text NOT NULL,
    quantite integer NOT NULL,
    "precision" text DEFAULT ''::text NOT NULL,
    agent_id bigint NOT NULL,
    declaree_le timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    CONSTRAINT intention_precision CHECK ((length("precision") <= 1000)),
    CONSTRAINT intention_quantite CHECK (((quantite >= 1) AND (quantite <= 1000)))
);

ALTER TABLE ONLY concours.intention FORCE ROW LEVEL SECURITY;

CREATE TABLE concours.ligne (
    proposition_id bigint NOT NULL,
    article_code text NOT NULL,
    quantite integer NOT NULL,
    est_option boolean DEFAULT false NOT NULL,
    CONSTRAINT ligne_quantite CHECK (((quantite >= 1) AND (quantite <= 1000)))
);

ALTER TABLE ONLY concours.ligne FORCE ROW LEVEL SECURITY;

CREATE TABLE concours.lot (
    lot_id bigint NOT NULL,
    titre text NOT NULL,
    objet text DEFAULT ''::text NOT NULL,
    kit_code text,
    kit_version integer,
    article_code text,
    cloture_le date NOT NULL,
    cree_par bigint NOT NULL,
    cree_le timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    CONSTRAINT lot_objet CHECK ((length(objet) <= 2000)),
    CONSTRAINT lot_titre CHECK (((length(titre) >= 3) AND (length(titre) <= 200))),
    CONSTRAINT lot_un_objet CHECK (((kit_code IS NULL) <> (article_code IS NULL)))
);

ALTER TABLE ONLY concours.lot FORCE ROW LEVEL SECURITY;

ALTER TABLE concours.lot ALTER COLUMN lot_id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME concours.lot_lot_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE concours.note (
    proposition_id bigint NOT NULL,
    auteur_id bigint NOT NULL,
    consultation_id bigint NOT NULL,
    critere_rang integer NOT NULL,
    agent_id bigint NOT NULL,
    note integer NOT NULL,
    donnee_le timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    CONSTRAINT note_bornes CHECK (((note >= 0) AND (note <= 20))),
    CONSTRAINT note_de_soi CHECK ((agent_id <> auteur_id))
);

ALTER TABLE ONLY concours.note FORCE ROW LEVEL SECURITY;

ALTER TABLE concours.passage ALTER COLUMN passage_id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME concours.passage_passage_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE concours.piece (
    piece_id bigint NOT NULL,
    proposition_id bigint NOT NULL,
    nom_fichier text NOT NULL,
    type_mime text NOT NULL,
    taille bigint NOT NULL,
    sha256 text NOT NULL,
    depose_le timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    CONSTRAINT piece_nom CHECK ((nom_fichier ~ '^[^/\\[:cntrl:]]{1,160}$'::text)),
    CONSTRAINT piece_type CHECK ((type_mime = ANY (ARRAY['application/pdf'::text, 'image/png'::text, 'image/jpeg'::text])))
);

ALTER TABLE ONLY concours.piece FORCE ROW LEVEL SECURITY;

ALTER TABLE concours.piece ALTER COLUMN piece_id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME concours.piece_piece_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

ALTER TABLE concours.proposition ALTER COLUMN proposition_id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME concours.proposition_proposition_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE concours.transition (
    de text NOT NULL,
    vers text NOT NULL,
    role text NOT NULL,
    motif_requis boolean NOT NULL,
    CONSTRAINT transition_role CHECK ((role = ANY (ARRAY['concepteur'::text, 'responsable'::text])))
);

ALTER TABLE courrier.courriel ALTER COLUMN courriel_id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME courrier.courriel_courriel_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE courrier.jointe (
    courriel_id bigint NOT NULL,
    rang integer NOT NULL,
    nom_fichier text NOT NULL,
    type_mime text NOT NULL,
    sha256 text NOT NULL,
    CONSTRAINT jointe_nom CHECK ((nom_fichier ~ '^[^/\\[:cntrl:]]{1,160}$'::text)),
    CONSTRAINT jointe_rang CHECK (((rang >= 1) AND (rang <= 10)))
);

ALTER TABLE ONLY courrier.jointe FORCE ROW LEVEL SECURITY;

CREATE TABLE courrier.nouvelle (
    nouvelle_id bigint NOT NULL,
    cle text NOT NULL,
    agent_id bigint NOT NULL,
    dossier_id bigint NOT NULL,
    genre text NOT NULL,
    faits jsonb NOT NULL,
    survenu_le timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    courriel_id bigint
);

ALTER TABLE ONLY courrier.nouvelle FORCE ROW LEVEL SECURITY;

ALTER TABLE courrier.nouvelle ALTER COLUMN nouvelle_id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME courrier.nouvelle_nouvelle_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

ALTER TABLE enveloppe.enveloppe ALTER COLUMN enveloppe_id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME enveloppe.enveloppe_enveloppe_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

ALTER TABLE enveloppe.mouvement ALTER COLUMN mouvement_id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME enveloppe.mouvement_mouvement_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE enveloppe.report (
    mouvement_id bigint NOT NULL,
    de_id bigint NOT NULL
);

ALTER TABLE ONLY enveloppe.report FORCE ROW LEVEL SECURITY;

CREATE TABLE enveloppe.transfert (
    transfert_id bigint NOT NULL,
    de_id bigint NOT NULL,
    vers_id bigint NOT NULL,
    montant_centimes bigint NOT NULL,
    survenu_le date NOT NULL,
    motif text NOT NULL,
    propose_par bigint,
    propose_le timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    approuve_par bigint,
    approuve_le timestamp with time zone,
    refuse_le timestamp with time zone,
    CONSTRAINT transfert_deux_personnes CHECK (((approuve_par IS DISTINCT FROM propose_par) OR (approuve_par IS NULL))),
    CONSTRAINT transfert_distinct CHECK ((de_id <> vers_id)),
    CONSTRAINT transfert_issue CHECK (((approuve_le IS NULL) OR (refuse_le IS NULL))),
    CONSTRAINT transfert_montant CHECK ((montant_centimes > 0)),
    CONSTRAINT transfert_motif CHECK ((length(TRIM(BOTH FROM motif)) >= 3))
);

ALTER TABLE ONLY enveloppe.transfert FORCE ROW LEVEL SECURITY;

ALTER TABLE enveloppe.transfert ALTER COLUMN transfert_id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME enveloppe.transfert_transfert_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE financement.appel (
    appel_id bigint NOT NULL,
    dossier_id bigint NOT NULL,
    departement_code text NOT NULL,
    auteur_id bigint NOT NULL,
    auteur text NOT NULL,
    appele_le date NOT NULL,
    sens text NOT NULL,
    interlocuteur text NOT NULL,
    propos text NOT NULL,
    suite text,
    enregistre_le timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    CONSTRAINT appel_interlocuteur CHECK (((length(TRIM(BOTH FROM interlocuteur)) >= 2) AND (length(TRIM(BOTH FROM interlocuteur)) <= 200))),
    CONSTRAINT appel_propos CHECK (((length(TRIM(BOTH FROM propos)) >= 2) AND (length(TRIM(BOTH FROM propos)) <= 5000))),
    CONSTRAINT appel_sens CHECK ((sens = ANY (ARRAY['recu'::text, 'emis'::text]))),
    CONSTRAINT appel_suite CHECK (((length(TRIM(BOTH FROM suite)) >= 2) AND (length(TRIM(BOTH FROM suite)) <= 500)))
);

ALTER TABLE ONLY financement.appel FORCE ROW LEVEL SECURITY;

ALTER TABLE financement.appel ALTER COLUMN appel_id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME financement.appel_appel_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE financement.approbation (
    approbation_id bigint NOT NULL,
    dossier_id bigint NOT NULL,
    organisation_id bigint NOT NULL,
    destinataire text NOT NULL,
    message text DEFAULT ''::text NOT NULL,
    empreinte text NOT NULL,
    demandee_par bigint,
    demandee_le date NOT NULL,
    expire_le date NOT NULL,
    revision bigint NOT NULL,
    montant_demande_centimes bigint NOT NULL,
    etat text DEFAULT 'attendue'::text NOT NULL,
    commentaire text DEFAULT ''::text NOT NULL,
    repondue_par bigint,
    repondue_le timestamp with time zone,
    CONSTRAINT approbation_commentaire CHECK ((length(commentaire) <= 2000)),
    CONSTRAINT approbation_destinataire CHECK (((length(destinataire) >= 2) AND (length(destinataire) <= 200))),
    CONSTRAINT approbation_etat CHECK ((etat = ANY (ARRAY['attendue'::text, 'approuvee'::text, 'renvoyee'::text, 'retiree'::text]))),
    CONSTRAINT approbation_message CHECK ((length(message) <= 1000)),
    CONSTRAINT approbation_renvoi CHECK (((etat <> 'renvoyee'::text) OR (length(TRIM(BOTH FROM commentaire)) >= 3))),
    CONSTRAINT approbation_reponse CHECK (((etat = 'attendue'::text) = (repondue_le IS NULL)))
);

ALTER TABLE ONLY financement.approbation FORCE ROW LEVEL SECURITY;

ALTER TABLE financement.approbation ALTER COLUMN approbation_id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME financement.approbation_approbation_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE financement.attribution (
    cle text NOT NULL,
    id_projet text,
    annee integer NOT NULL,
    dispositif text NOT NULL,
    echelon text NOT NULL,
    departement_code text NOT NULL,
    code_insee territoire.code_insee,
    siren territoire.siren,
    nom text NOT NULL,
    objet text NOT NULL,
    categorie text,
    cout_ht numeric,
    subvention numeric,
    nature text,
    CONSTRAINT attribution_annee CHECK (((annee >= 2000) AND (annee <= 2100))),
    CONSTRAINT attribution_cout CHECK ((cout_ht >= (0)::numeric)),
    CONSTRAINT attribution_departement CHECK ((departement_code ~ '^([0-9]{2}|2[AB]|9[78][0-9])$'::text)),
    CONSTRAINT attribution_echelon CHECK ((echelon = ANY (ARRAY['commune'::text, 'epci'::text, 'syndicat'::text, 'departement'::text, 'region'::text, 'autre'::text]))),
    CONSTRAINT attribution_subvention CHECK ((subvention >= (0)::numeric))
);

ALTER TABLE financement.avis ALTER COLUMN avis_id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME financement.avis_avis_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE financement.colonnes_liste (
    agent_id bigint NOT NULL,
    colonnes text[] NOT NULL,
    CONSTRAINT colonnes_liste_nombre CHECK (((cardinality(colonnes) >= 1) AND (cardinality(colonnes) <= 60)))
);

ALTER TABLE ONLY financement.colonnes_liste FORCE ROW LEVEL SECURITY;

CREATE TABLE financement.consultation (
    agent_id bigint NOT NULL,
    dossier_id bigint NOT NULL,
    vue_le timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    precedente_le timestamp with time zone
);

ALTER TABLE ONLY financement.consultation FORCE ROW LEVEL SECURITY;

CREATE TABLE financement.deliberation (
    dossier_id bigint NOT NULL,
    texte jsonb NOT NULL,
    redige_par bigint NOT NULL,
    redige_le timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    CONSTRAINT deliberation_texte CHECK (((jsonb_typeof(texte) = 'object'::text) AND (length((texte)::text) <= 60000)))
);

ALTER TABLE ONLY financement.deliberation FORCE ROW LEVEL SECURITY;

ALTER TABLE financement.demande ALTER COLUMN demande_id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME financement.demande_demande_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE financement.demarche (
    code text NOT NULL,
    contenu jsonb NOT NULL,
    CONSTRAINT demarche_contenu CHECK (((contenu ? 'champs'::text) AND (contenu ? 'dispositifs'::text)))
);

ALTER TABLE financement.dossier ALTER COLUMN dossier_id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME financement.dossier_dossier_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE financement.message_fichier (
    message_id bigint NOT NULL,
    rang integer NOT NULL,
    nom_fichier text NOT NULL,
    type_mime text NOT NULL,
    taille bigint NOT NULL,
    sha256 text NOT NULL,
    CONSTRAINT message_fichier_nom CHECK ((nom_fichier ~ '^[^/\\[:cntrl:]]{1,160}$'::text)),
    CONSTRAINT message_fichier_rang CHECK (((rang >= 1) AND (rang <= 3))),
    CONSTRAINT message_fichier_type CHECK ((type_mime = ANY (ARRAY['application/pdf'::text, 'image/png'::text, 'image/jpeg'::text])))
);

ALTER TABLE ONLY financement.message_fichier FORCE ROW LEVEL SECURITY;

ALTER TABLE financement.message ALTER COLUMN message_id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME financement.message_message_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE financement.note (
    note_id bigint NOT NULL,
    dossier_id bigint NOT NULL,
    departement_code text NOT NULL,
    auteur_id bigint NOT NULL,
    auteur text NOT NULL,
    texte text NOT NULL,
    ecrite_le timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    CONSTRAINT note_texte CHECK (((length(TRIM(BOTH FROM texte)) >= 2) AND (length(TRIM(BOTH FROM texte)) <= 5000)))
);

ALTER TABLE ONLY financement.note FORCE ROW LEVEL SECURITY;

ALTER TABLE financement.note ALTER COLUMN note_id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME financement.note_note_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE SEQUENCE financement.numero_dossier
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;

ALTER TABLE financement.passage ALTER COLUMN passage_id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME financement.passage_passage_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

ALTER TABLE financement.piece ALTER COLUMN piece_id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME financement.piece_piece_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE financement.plan (
    plan_id bigint NOT NULL,
    operation_id bigint NOT NULL,
    calcule_le timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    date_demande date NOT NULL,
    contenu jsonb NOT NULL
);

ALTER TABLE ONLY financement.plan FORCE ROW LEVEL SECURITY;

ALTER TABLE financement.plan ALTER COLUMN plan_id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME financement.plan_plan_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE financement.preremplissage (
    preremplissage_id bigint NOT NULL,
    dossier_id bigint NOT NULL,
    organisation_id bigint NOT NULL,
    demarche text NOT NULL,
    demarche_numero integer NOT NULL,
    adresse text,
    numero bigint NOT NULL,
    jeton text NOT NULL,
    etat text NOT NULL,
    envoyees jsonb NOT NULL,
    ecarts jsonb NOT NULL,
    cree_le date NOT NULL,
    expire_le date NOT NULL,
    verifie_le date NOT NULL,
    cree_par bigint,
    enregistre_le timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    CONSTRAINT preremplissage_adresse CHECK ((adresse ~ '^https?://'::text)),
    CONSTRAINT preremplissage_ecarts CHECK ((jsonb_typeof(ecarts) = 'array'::text)),
    CONSTRAINT preremplissage_envoyees CHECK ((jsonb_typeof(envoyees) = 'array'::text)),
    CONSTRAINT preremplissage_etat CHECK ((etat = ANY (ARRAY['prefilled'::text, 'brouillon'::text, 'en_construction'::text, 'en_instruction'::text, 'accepte'::text, 'refuse'::text, 'sans_suite'::text, 'detruit'::text]))),
    CONSTRAINT preremplissage_vie CHECK ((cree_le <= expire_le))
);

ALTER TABLE ONLY financement.preremplissage FORCE ROW LEVEL SECURITY;

ALTER TABLE financement.preremplissage ALTER COLUMN preremplissage_id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME financement.preremplissage_preremplissage_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE financement.regle (
    id text NOT NULL,
    rang integer NOT NULL,
    contenu jsonb NOT NULL
);

CREATE TABLE financement.regle_departement (
    departement_code text NOT NULL,
    dispositif text NOT NULL,
    exercice integer,
    contenu jsonb DEFAULT '{}'::jsonb NOT NULL
);

CREATE TABLE financement.reponse_changement (
    revision bigint NOT NULL,
    organisation_id bigint NOT NULL,
    operation_id bigint,
    dossier_id bigint,
    champ text NOT NULL,
    ancienne text[],
    nouvelle text[],
    agent_id bigint,
    enregistre_le timestamp with time zone DEFAULT clock_timestamp() NOT NULL
);

ALTER TABLE ONLY financement.reponse_changement FORCE ROW LEVEL SECURITY;

ALTER TABLE financement.reponse ALTER COLUMN reponse_id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME financement.reponse_reponse_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE SEQUENCE financement.revision_reponse
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;

CREATE TABLE financement.selection (
    agent_id bigint NOT NULL,
    dossier_id bigint NOT NULL
);

ALTER TABLE ONLY financement.selection FORCE ROW LEVEL SECURITY;

CREATE TABLE financement.transition (
    de text NOT NULL,
    vers text NOT NULL,
    role text NOT NULL,
    motif_requis boolean DEFAULT false NOT NULL,
    CONSTRAINT transition_role CHECK ((role = ANY (ARRAY['secretaire'::text, 'instructeur'::text, 'chacun'::text])))
);

CREATE TABLE financement.usage (
    dispositif text NOT NULL,
    source text NOT NULL,
    contenu jsonb NOT NULL
);

CREATE TABLE financement.vue_liste (
    vue_id bigint NOT NULL,
    agent_id bigint NOT NULL,
    departement_code text NOT NULL,
    nom text NOT NULL,
    requete text NOT NULL,
    est_partagee boolean DEFAULT false NOT NULL,
    cree_le timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    CONSTRAINT vue_liste_nom CHECK (((length(nom) >= 1) AND (length(nom) <= 60))),
    CONSTRAINT vue_liste_requete CHECK ((length(requete) <= 2000))
);

ALTER TABLE ONLY financement.vue_liste FORCE ROW LEVEL SECURITY;

ALTER TABLE financement.vue_liste ALTER COLUMN vue_id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME financement.vue_liste_vue_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE journal.evenement (
    evenement_id bigint NOT NULL,
    enregistre_le timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    agent_id bigint,
    systeme text,
    relation text NOT NULL,
    action text NOT NULL,
    ancien jsonb,
    nouveau jsonb
);

ALTER TABLE ONLY journal.evenement FORCE ROW LEVEL SECURITY;

ALTER TABLE journal.evenement ALTER COLUMN evenement_id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME journal.evenement_evenement_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE migration.applied (
    name text NOT NULL,
    sha256 text NOT NULL,
    applied_le timestamp with time zone DEFAULT now() NOT NULL
);

CREATE TABLE operation.choix_financement (
    operation_id bigint NOT NULL,
    objectif text NOT NULL,
    dispositifs jsonb NOT NULL,
    choisi_par bigint NOT NULL,
    choisi_le timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    CONSTRAINT choix_dispositifs CHECK (((jsonb_typeof(dispositifs) = 'array'::text) AND (jsonb_array_length(dispositifs) <= 20))),
    CONSTRAINT choix_objectif CHECK ((objectif = ANY (ARRAY['reste_a_charge'::text, 'moins_de_dossiers'::text, 'plus_sur'::text, 'plus_tot'::text])))
);

ALTER TABLE ONLY operation.choix_financement FORCE ROW LEVEL SECURITY;

ALTER TABLE operation.commande ALTER COLUMN commande_id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME operation.commande_commande_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

ALTER TABLE operation.gel ALTER COLUMN gel_id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME operation.gel_gel_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE operation.ligne (
    ligne_id bigint NOT NULL,
    operation_id bigint NOT NULL,
    kit_code text,
    kit_version integer,
    article_code text,
    libelle text NOT NULL,
    quantite numeric(12,3) NOT NULL,
    prix_unitaire_ht_centimes bigint,
    prix_du date NOT NULL,
    taux_tva numeric(6,4) NOT NULL,
    section text NOT NULL,
    eligible text NOT NULL,
    compte_m57 text,
    est_option boolean DEFAULT false NOT NULL,
    remplace_article text,
    remplace_prix_centimes bigint,
    remplace_prix_du date,
    motif text,
    prix_origine text DEFAULT 'catalogue'::text NOT NULL,
    devis_id bigint,
    membre_id bigint,
    CONSTRAINT ligne_compte_section CHECK (((article_code IS NOT NULL) OR (compte_m57 IS NULL) OR ((compte_m57 ~ '^[26][0-9]{2,7}$'::text) AND ((section = 'I'::text) = (compte_m57 ~~ '2%'::text))))),
    CONSTRAINT ligne_eligible CHECK ((eligible = ANY (ARRAY['oui'::text, 'si_deliberation'::text, 'non'::text]))),
    CONSTRAINT ligne_libelle CHECK (((length(libelle) >= 1) AND (length(libelle) <= 300))),
    CONSTRAINT ligne_motif CHECK (((length(motif) >= 5) AND (length(motif) <= 500))),
    CONSTRAINT ligne_prix CHECK ((prix_unitaire_ht_centimes >= 0)),
    CONSTRAINT ligne_prix_origine CHECK ((prix_origine = ANY (ARRAY['catalogue'::text, 'devis'::text]))),
    CONSTRAINT ligne_quantite CHECK ((quantite > (0)::numeric)),
    CONSTRAINT ligne_quantite_entiere CHECK ((quantite = trunc(quantite))),
    CONSTRAINT ligne_remplacement CHECK ((((remplace_article IS NULL) = (motif IS NULL)) AND ((remplace_article IS NULL) = (remplace_prix_du IS NULL)) AND ((remplace_article IS NULL) OR (remplace_article <> article_code)))),
    CONSTRAINT ligne_section CHECK ((section = ANY (ARRAY['I'::text, 'F'::text])))
);

ALTER TABLE ONLY operation.ligne FORCE ROW LEVEL SECURITY;

ALTER TABLE operation.ligne ALTER COLUMN ligne_id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME operation.ligne_ligne_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE operation.membre (
    membre_id bigint NOT NULL,
    operation_id bigint NOT NULL,
    code_insee territoire.code_insee,
    nom text NOT NULL,
    est_chef boolean DEFAULT false NOT NULL,
    poids integer NOT NULL,
    etat text DEFAULT 'invite'::text NOT NULL,
    invite_par bigint,
    invite_le timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    repondu_par bigint,
    repondu_le timestamp with time zone,
    message text DEFAULT ''::text NOT NULL,
    CONSTRAINT membre_chef CHECK ((est_chef OR (code_insee IS NOT NULL))),
    CONSTRAINT membre_etat CHECK ((etat = ANY (ARRAY['invite'::text, 'accepte'::text, 'refuse'::text]))),
    CONSTRAINT membre_message CHECK ((length(message) <= 500)),
    CONSTRAINT membre_poids CHECK ((est_chef OR (poids > 0))),
    CONSTRAINT membre_poids_borne CHECK (((poids >= 0) AND (poids <= 10000000))),
    CONSTRAINT membre_reponse CHECK (((etat = 'invite'::text) = (repondu_le IS NULL)))
);

ALTER TABLE ONLY operation.membre FORCE ROW LEVEL SECURITY;

ALTER TABLE operation.membre ALTER COLUMN membre_id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME operation.membre_membre_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

ALTER TABLE operation.operation ALTER COLUMN operation_id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME operation.operation_operation_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE operation.panier (
    panier_id bigint NOT NULL,
    organisation_id bigint NOT NULL,
    nom text NOT NULL,
    note text DEFAULT ''::text NOT NULL,
    propose_par territoire.siren,
    cree_par bigint NOT NULL,
    cree_le timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    CONSTRAINT panier_nom CHECK (((length(nom) >= 3) AND (length(nom) <= 120))),
    CONSTRAINT panier_note CHECK ((length(note) <= 1000))
);

ALTER TABLE ONLY operation.panier FORCE ROW LEVEL SECURITY;

CREATE TABLE operation.panier_ligne (
    panier_id bigint NOT NULL,
    rang integer NOT NULL,
    kit_code text,
    article_code text,
    quantite integer NOT NULL,
    options text[] DEFAULT '{}'::text[] NOT NULL,
    CONSTRAINT panier_ligne_objet CHECK (((kit_code IS NULL) <> (article_code IS NULL))),
    CONSTRAINT panier_ligne_quantite CHECK (((quantite >= 1) AND (quantite <= 9999)))
);

ALTER TABLE ONLY operation.panier_ligne FORCE ROW LEVEL SECURITY;

ALTER TABLE operation.panier ALTER COLUMN panier_id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME operation.panier_panier_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE operation.pret (
    pret_id bigint NOT NULL,
    operation_id bigint NOT NULL,
    organisation_id bigint NOT NULL,
    nature text NOT NULL,
    emprunteur text NOT NULL,
    representant text NOT NULL,
    adresse text NOT NULL,
    objet text NOT NULL,
    lieu text NOT NULL,
    debut date NOT NULL,
    fin date NOT NULL,
    assureur text NOT NULL,
    rendu_le date,
    cree_par bigint NOT NULL,
    cree_le timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    CONSTRAINT pret_adresse CHECK (((length(adresse) >= 2) AND (length(adresse) <= 300))),
    CONSTRAINT pret_assureur CHECK ((assureur = ANY (ARRAY['emprunteur'::text, 'preteur'::text]))),
    CONSTRAINT pret_duree CHECK (((fin > debut) AND (fin <= (debut + 3660)))),
    CONSTRAINT pret_emprunteur CHECK (((length(emprunteur) >= 2) AND (length(emprunteur) <= 200))),
    CONSTRAINT pret_lieu CHECK (((length(lieu) >= 2) AND (length(lieu) <= 200))),
    CONSTRAINT pret_nature CHECK ((nature = ANY (ARRAY['ccas'::text, 'association'::text, 'bibliotheque'::text, 'autre'::text]))),
    CONSTRAINT pret_objet CHECK (((length(objet) >= 5) AND (length(objet) <= 1000))),
    CONSTRAINT pret_rendu CHECK ((rendu_le >= debut)),
    CONSTRAINT pret_representant CHECK (((length(representant) >= 2) AND (length(representant) <= 200)))
);

ALTER TABLE ONLY operation.pret FORCE ROW LEVEL SECURITY;

CREATE TABLE operation.pret_ligne (
    pret_id bigint NOT NULL,
    rang integer NOT NULL,
    ligne_id bigint,
    libelle text NOT NULL,
    quantite integer NOT NULL,
    valeur_ttc_centimes bigint NOT NULL,
    CONSTRAINT pret_ligne_quantite CHECK ((quantite > 0)),
    CONSTRAINT pret_ligne_valeur CHECK ((valeur_ttc_centimes >= 0))
);

ALTER TABLE ONLY operation.pret_ligne FORCE ROW LEVEL SECURITY;

ALTER TABLE operation.pret ALTER COLUMN pret_id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME operation.pret_pret_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE programmation.document (
    document_id bigint NOT NULL,
    dossier_id bigint NOT NULL,
    departement_code text NOT NULL,
    genre text NOT NULL,
    modele_id bigint NOT NULL,
    version integer NOT NULL,
    nom_fichier text NOT NULL,
    pages integer NOT NULL,
    octets bytea NOT NULL,
    genere_le timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    genere_par bigint NOT NULL,
    signe bytea,
    signe_le timestamp with time zone,
    pages_signees integer DEFAULT 0 NOT NULL,
    piece_id bigint,
    CONSTRAINT document_genre CHECK ((genre = ANY (ARRAY['arrete'::text, 'lettre'::text, 'refus'::text, 'classement'::text]))),
    CONSTRAINT document_nom CHECK ((nom_fichier ~ '^[^/\\[:cntrl:]]{1,160}$'::text)),
    CONSTRAINT document_pages CHECK (((pages >= 1) AND (pages <= 500))),
    CONSTRAINT document_signature CHECK (((signe IS NULL) = (signe_le IS NULL)))
);

ALTER TABLE ONLY programmation.document FORCE ROW LEVEL SECURITY;

ALTER TABLE programmation.document ALTER COLUMN document_id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME programmation.document_document_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE programmation.engagement (
    dossier_id bigint NOT NULL,
    departement_code text NOT NULL,
    numero_ej text NOT NULL,
    date_ej date,
    montant_centimes bigint,
    origine text NOT NULL,
    inscrit_par bigint NOT NULL,
    inscrit_le timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    CONSTRAINT engagement_montant CHECK ((montant_centimes > 0)),
    CONSTRAINT engagement_numero CHECK ((numero_ej ~ '^[0-9A-Z][0-9A-Z/ -]{2,39}$'::text))
);

ALTER TABLE ONLY programmation.engagement FORCE ROW LEVEL SECURITY;

CREATE TABLE programmation.modele (
    modele_id bigint NOT NULL,
    departement_code text NOT NULL,
    genre text NOT NULL,
    dispositif text,
    nom text NOT NULL,
    archive_le timestamp with time zone,
    cree_le timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    CONSTRAINT modele_genre CHECK ((genre = ANY (ARRAY['arrete'::text, 'lettre'::text, 'refus'::text, 'classement'::text]))),
    CONSTRAINT modele_nom CHECK (((length(TRIM(BOTH FROM nom)) >= 3) AND (length(TRIM(BOTH FROM nom)) <= 120)))
);

ALTER TABLE ONLY programmation.modele FORCE ROW LEVEL SECURITY;

ALTER TABLE programmation.modele ALTER COLUMN modele_id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME programmation.modele_modele_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE programmation.modele_version (
    modele_id bigint NOT NULL,
    version integer NOT NULL,
    titre text NOT NULL,
    corps text NOT NULL,
    ecrit_par bigint NOT NULL,
    ecrit_le timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    CONSTRAINT modele_version_corps CHECK (((length(corps) >= 10) AND (length(corps) <= 20000))),
    CONSTRAINT modele_version_numero CHECK ((version >= 1)),
    CONSTRAINT modele_version_titre CHECK (((length(TRIM(BOTH FROM titre)) >= 3) AND (length(TRIM(BOTH FROM titre)) <= 200)))
);

ALTER TABLE ONLY programmation.modele_version FORCE ROW LEVEL SECURITY;

CREATE TABLE programmation.page_orpheline (
    page_id bigint NOT NULL,
    departement_code text NOT NULL,
    fichier text NOT NULL,
    page integer NOT NULL,
    raison text NOT NULL,
    octets bytea NOT NULL,
    depose_par bigint NOT NULL,
    deposee_le timestamp with time zone DEFAULT clock_timestamp() NOT NULL
);

ALTER TABLE ONLY programmation.page_orpheline FORCE ROW LEVEL SECURITY;

ALTER TABLE programmation.page_orpheline ALTER COLUMN page_id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME programmation.page_orpheline_page_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

ALTER TABLE programmation.simulation ALTER COLUMN simulation_id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME programmation.simulation_simulation_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE programmation.travail (
    travail_id bigint NOT NULL,
    departement_code text NOT NULL,
    simulation_id bigint,
    genre text NOT NULL,
    le date NOT NULL,
    parametres jsonb DEFAULT '{}'::jsonb NOT NULL,
    demande_par bigint NOT NULL,
    cree_le timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    battement timestamp with time zone,
    fini_le timestamp with time zone,
    CONSTRAINT travail_genre CHECK ((genre = ANY (ARRAY['programmation'::text, 'decisions'::text, 'documents'::text])))
);

ALTER TABLE ONLY programmation.travail FORCE ROW LEVEL SECURITY;

CREATE TABLE programmation.travail_ligne (
    travail_id bigint NOT NULL,
    rang integer NOT NULL,
    dossier_id bigint NOT NULL,
    etat text DEFAULT 'a_faire'::text NOT NULL,
    regle text,
    message text,
    fait_le timestamp with time zone,
    CONSTRAINT travail_ligne_etat CHECK ((etat = ANY (ARRAY['a_faire'::text, 'fait'::text, 'bloque'::text]))),
    CONSTRAINT travail_ligne_raison CHECK (((etat = 'bloque'::text) = (message IS NOT NULL)))
);

ALTER TABLE ONLY programmation.travail_ligne FORCE ROW LEVEL SECURITY;

ALTER TABLE programmation.travail ALTER COLUMN travail_id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME programmation.travail_travail_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE VIEW rapport.attribution AS
 SELECT attribution.cle,
    attribution.annee AS exercice,
    attribution.dispositif,
    attribution.echelon,
    attribution.departement_code AS departement,
    (attribution.code_insee)::text AS code_insee,
    (attribution.siren)::text AS siren,
    attribution.nom AS beneficiaire,
    attribution.objet,
    attribution.categorie,
    attribution.cout_ht,
    attribution.subvention,
    (round((attribution.cout_ht * (100)::numeric)))::bigint AS cout_ht_centimes,
    (round((attribution.subvention * (100)::numeric)))::bigint AS subvention_centimes,
    round((attribution.subvention / NULLIF(attribution.cout_ht, (0)::numeric)), 4) AS taux,
    attribution.nature,
    (attribution.nature IS NOT NULL) AS est_numerique
   FROM financement.attribution;

COMMENT ON VIEW rapport.attribution IS 'Une subvention réellement attribuée par l''État par ligne (DGCL, données ouvertes importées par «trousse import attributions»).';

COMMENT ON COLUMN rapport.attribution.cle IS 'Exercice, dispositif et identifiant publié, ou empreinte de la ligne quand elle n''en a pas';

COMMENT ON COLUMN rapport.attribution.exercice IS 'Année de l''attribution';

COMMENT ON COLUMN rapport.attribution.dispositif IS 'DETR, DSIL, DSID, DPV…';

COMMENT ON COLUMN rapport.attribution.echelon IS 'Bénéficiaire : commune, epci, syndicat, departement, region ou autre';

COMMENT ON COLUMN rapport.attribution.departement IS 'Code du département';

COMMENT ON COLUMN rapport.attribution.code_insee IS 'Code INSEE publié ; vide pour un groupement';

COMMENT ON COLUMN rapport.attribution.siren IS 'SIREN publié';

COMMENT ON COLUMN rapport.attribution.beneficiaire IS 'Nom du bénéficiaire';

COMMENT ON COLUMN rapport.attribution.objet IS 'Intitulé publié du projet';

COMMENT ON COLUMN rapport.attribution.categorie IS 'Catégorie publiée ; les listes diffèrent d''une année à l''autre';

COMMENT ON COLUMN rapport.attribution.cout_ht IS 'Coût total HT en euros, exactement comme publié (parfois trois décimales) ; vide si le fichier ne le dit pas';

COMMENT ON COLUMN rapport.attribution.subvention IS 'Subvention en euros, exactement comme publiée ; vide si le fichier ne la dit pas';

COMMENT ON COLUMN rapport.attribution.cout_ht_centimes IS 'Coût total HT arrondi au centime, le demi-centime vers le haut';

COMMENT ON COLUMN rapport.attribution.subvention_centimes IS 'Subvention arrondie au centime, le demi-centime vers le haut';

COMMENT ON COLUMN rapport.attribution.taux IS 'Subvention / coût total HT, à quatre décimales : le coût peut dépasser la dépense subventionnable';

COMMENT ON COLUMN rapport.attribution.nature IS 'Nature reconnue dans l''intitulé d''un projet numérique : point_numerique, mairie, ecole… ; vide pour les autres projets';

COMMENT ON COLUMN rapport.attribution.est_numerique IS 'L''intitulé dit-il un projet numérique ?';

CREATE TABLE territoire.commune (
    code_insee territoire.code_insee NOT NULL,
    nom text NOT NULL,
    departement_code text NOT NULL,
    epci_siren territoire.siren,
    siren territoire.siren,
    population integer NOT NULL,
    superficie_km2 numeric(10,2),
    latitude numeric(8,5),
    longitude numeric(8,5),
    en_zrr_2018 boolean,
    en_frr_2025 boolean,
    arrondissement_code text,
    CONSTRAINT commune_population CHECK ((population >= 0))
);

CREATE VIEW rapport.consommation_par_commune AS
 WITH dossiers AS (
         SELECT dossier.code_insee,
            dossier.departement_code,
            dossier.exercice,
            dossier.dispositif,
            sum(dossier.montant_demande_centimes) FILTER (WHERE (dossier.etat = ANY (ARRAY['depose'::text, 'recu'::text, 'a_corriger'::text, 'complet'::text, 'en_instruction'::text, 'avis'::text, 'programme'::text]))) AS demande_centimes,
            sum("position".reserve_centimes) AS reserve_centimes,
            sum("position".engage_centimes) AS engage_centimes,
            sum("position".paye_centimes) AS paye_centimes
           FROM (financement.dossier
             LEFT JOIN enveloppe."position" USING (dossier_id))
          WHERE (dossier.etat <> 'brouillon'::text)
          GROUP BY dossier.code_insee, dossier.departement_code, dossier.exercice, dossier.dispositif
        ), population AS (
         SELECT commune_1.departement_code,
            sum(commune_1.population) AS population
           FROM territoire.commune commune_1
          GROUP BY commune_1.departement_code
        )
 SELECT (dossiers.code_insee)::text AS code_insee,
    commune.nom AS commune,
    dossiers.departement_code AS departement,
    dossiers.exercice,
    enveloppe.code AS enveloppe,
    ((enveloppe.alloue_centimes * commune.population) / NULLIF(population.population, 0)) AS alloue_centimes,
    (COALESCE(dossiers.demande_centimes, (0)::numeric))::bigint AS demande_centimes,
    (COALESCE(dossiers.reserve_centimes, (0)::numeric))::bigint AS reserve_centimes,
    (COALESCE(dossiers.engage_centimes, (0)::numeric))::bigint AS engage_centimes,
    (COALESCE(dossiers.paye_centimes, (0)::numeric))::bigint AS paye_centimes
   FROM (((dossiers
     JOIN territoire.commune ON (((commune.code_insee)::text = (dossiers.code_insee)::text)))
     JOIN population ON ((population.departement_code = dossiers.departement_code)))
     JOIN enveloppe.enveloppe ON (((enveloppe.dispositif = dossiers.dispositif) AND (enveloppe.territoire_code = dossiers.departement_code) AND (enveloppe.exercice = dossiers.exercice))));

COMMENT ON VIEW rapport.consommation_par_commune IS 'Commune × enveloppe × exercice. alloue_centimes est un indicateur au prorata de la population : une commune n''a pas de droit de tirage.';

CREATE VIEW rapport.dossier AS
 SELECT dossier.numero AS dossier,
    dossier.dispositif,
    dossier.departement_code AS departement,
    (dossier.code_insee)::text AS code_insee,
    organisation.nom AS porteur,
    dossier.etat,
    dossier.depose_le,
    dossier.complet_le,
    dossier.decide_le,
    dossier.depense_subventionnable_centimes,
    dossier.montant_demande_centimes AS demande_centimes,
    dossier.montant_accorde_centimes AS accorde_centimes,
    round(((COALESCE(dossier.montant_accorde_centimes, dossier.montant_demande_centimes))::numeric / (COALESCE(dossier.depense_retenue_centimes, dossier.depense_subventionnable_centimes))::numeric), 4) AS taux,
    commune.nom AS commune,
    dossier.exercice,
    dossier.recu_le,
    dossier.cout_total_ht_centimes,
    ( SELECT passage.motif
           FROM financement.passage
          WHERE (passage.dossier_id = dossier.dossier_id)
          ORDER BY passage.passage_id DESC
         LIMIT 1) AS motif
   FROM ((financement.dossier
     JOIN acces.organisation USING (organisation_id))
     JOIN territoire.commune ON (((commune.code_insee)::text = (dossier.code_insee)::text)))
  WHERE (dossier.etat <> 'brouillon'::text);

COMMENT ON VIEW rapport.dossier IS 'Un dossier déposé par ligne.';

CREATE VIEW rapport.kit AS
 SELECT kit.code AS kit,
    kit.version,
    kit.nom,
    (COALESCE(sum((ligne.quantite * prix.min_centimes)), (0)::numeric))::bigint AS ht_min_centimes,
    (COALESCE(sum((ligne.quantite * prix.ref_centimes)), (0)::numeric))::bigint AS ht_ref_centimes,
    (COALESCE(sum((ligne.quantite * prix.max_centimes)), (0)::numeric))::bigint AS ht_max_centimes,
    (COALESCE(sum(round((((ligne.quantite * prix.ref_centimes))::numeric * ((1)::numeric + article.taux_tva)))), (0)::numeric))::bigint AS ttc_ref_centimes,
    (COALESCE(sum((ligne.quantite * prix.ref_centimes)) FILTER (WHERE (article.section = 'I'::text)), (0)::numeric))::bigint AS investissement_centimes,
    (COALESCE(sum((ligne.quantite * prix.ref_centimes)) FILTER (WHERE (article.section = 'F'::text)), (0)::numeric))::bigint AS fonctionnement_centimes,
    (COALESCE(sum((ligne.quantite * prix.ref_centimes)) FILTER (WHERE ((article.section = 'F'::text) AND (article.eligible = 'si_deliberation'::text))), (0)::numeric))::bigint AS si_deliberation_centimes,
    round((COALESCE(sum((ligne.quantite * prix.ref_centimes)) FILTER (WHERE ((article.famille_agec = 'informatique'::text) AND (article.etat = 'reconditionné'::text))), (0)::numeric) / NULLIF(sum((ligne.quantite * prix.ref_centimes)) FILTER (WHERE (article.famille_agec = 'informatique'::text)), (0)::numeric)), 6) AS part_reemploi,
    max(article.delai_jours_ouvres) AS delai_jours_ouvres,
    bool_or((prix.ref_centimes IS NULL)) AS est_partiel,
    min(lower(prix.periode)) AS prix_du
   FROM (((catalogue.kit
     JOIN catalogue.kit_ligne ligne ON (((ligne.kit_code = kit.code) AND (ligne.kit_version = kit.version) AND (NOT ligne.est_option))))
     JOIN catalogue.article ON ((article.code = ligne.article_code)))
     LEFT JOIN catalogue.article_prix prix ON (((prix.article_code = article.code) AND (prix.periode @> CURRENT_DATE))))
  WHERE kit.est_courant
  GROUP BY kit.code, kit.version, kit.nom;

COMMENT ON VIEW rapport.kit IS 'Un kit du catalogue par ligne : ses totaux de base aux prix du jour.';

CREATE TABLE territoire.lieu_mediation (
    lieu_id text NOT NULL,
    nom text NOT NULL,
    commune text NOT NULL,
    code_postal text NOT NULL,
    code_insee territoire.code_insee,
    adresse text NOT NULL,
    latitude numeric(9,6),
    longitude numeric(9,6),
    services text[] NOT NULL,
    mis_a_jour_le date NOT NULL,
    contenu jsonb NOT NULL,
    CONSTRAINT lieu_latitude CHECK (((latitude >= ('-90'::integer)::numeric) AND (latitude <= (90)::numeric))),
    CONSTRAINT lieu_longitude CHECK (((longitude >= ('-180'::integer)::numeric) AND (longitude <= (180)::numeric)))
);

CREATE VIEW rapport.lieu_mediation AS
 SELECT lieu.lieu_id,
    lieu.nom,
    lieu.commune,
    lieu.code_postal,
    (lieu.code_insee)::text AS code_insee,
    commune.departement_code AS departement,
    lieu.adresse,
    lieu.latitude,
    lieu.longitude,
    lieu.services,
    lieu.mis_a_jour_le,
    lieu.contenu
   FROM (territoire.lieu_mediation lieu
     LEFT JOIN territoire.commune ON (((commune.code_insee)::text = (lieu.code_insee)::text)));

COMMENT ON VIEW rapport.lieu_mediation IS 'Un lieu de médiation numérique par ligne (standard LaMednum, importé par «trousse import lieux»).';

CREATE VIEW rapport.mouvement AS
 SELECT mouvement.mouvement_id,
    mouvement.enregistre_le,
    mouvement.survenu_le,
    mouvement.nature,
    enveloppe.code AS enveloppe,
    (mouvement.code_insee)::text AS code_insee,
    dossier.numero AS dossier,
    mouvement.montant_centimes,
    mouvement.cle
   FROM ((enveloppe.mouvement
     JOIN enveloppe.enveloppe USING (enveloppe_id))
     LEFT JOIN financement.dossier USING (dossier_id));

COMMENT ON VIEW rapport.mouvement IS 'Un mouvement par ligne : le grand livre des enveloppes.';

CREATE VIEW rapport.preuve AS
 SELECT preuve.controle,
    preuve.verifies,
    preuve.ecarts,
    preuve.gauche_centimes,
    preuve.droite_centimes
   FROM enveloppe.preuve() preuve(controle, verifies, ecarts, gauche_centimes, droite_centimes);

COMMENT ON VIEW rapport.preuve IS 'Un contrôle des comptes par ligne : zéro écart partout, ou les comptes sont faux.';

CREATE VIEW rapport.situation_enveloppe AS
 WITH RECURSIVE descendance AS (
         SELECT enveloppe_1.enveloppe_id AS racine_id,
            enveloppe_1.enveloppe_id
           FROM enveloppe.enveloppe enveloppe_1
        UNION ALL
         SELECT descendance.racine_id,
            fille.enveloppe_id
           FROM (descendance
             JOIN enveloppe.enveloppe fille ON ((fille.parent_id = descendance.enveloppe_id)))
        ), cumul AS (
         SELECT descendance.racine_id,
            (sum(enveloppe_1.reserve_centimes))::bigint AS reserve_centimes,
            (sum(enveloppe_1.engage_centimes))::bigint AS engage_centimes,
            (sum(enveloppe_1.paye_centimes))::bigint AS paye_centimes,
            (sum(enveloppe_1.liquide_centimes))::bigint AS liquide_centimes,
            (sum(enveloppe_1.retire_centimes))::bigint AS retire_centimes
           FROM (descendance
             JOIN enveloppe.enveloppe enveloppe_1 USING (enveloppe_id))
          GROUP BY descendance.racine_id
        )
 SELECT enveloppe.code AS enveloppe,
    parent.code AS parent,
    enveloppe.niveau,
    enveloppe.territoire_code AS territoire,
    enveloppe.exercice,
    enveloppe.alloue_centimes,
    cumul.reserve_centimes,
    cumul.engage_centimes,
    cumul.paye_centimes,
    (((enveloppe.alloue_centimes - cumul.reserve_centimes) - cumul.engage_centimes) - cumul.retire_centimes) AS disponible_centimes,
    enveloppe.nom,
    cumul.retire_centimes,
    cumul.liquide_centimes,
    (cumul.engage_centimes - cumul.paye_centimes) AS reste_a_payer_centimes,
    enveloppe.cp_centimes,
    (enveloppe.cp_centimes - cumul.paye_centimes) AS cp_disponible_centimes,
    enveloppe.cloture_le
   FROM ((enveloppe.enveloppe
     JOIN cumul ON ((cumul.racine_id = enveloppe.enveloppe_id)))
     LEFT JOIN enveloppe.enveloppe parent ON ((parent.enveloppe_id = enveloppe.parent_id)));

COMMENT ON VIEW rapport.situation_enveloppe IS 'Une enveloppe par ligne ; réservé, engagé et payé cumulent toute sa descendance.';

CREATE TABLE territoire.arrondissement (
    code text NOT NULL,
    nom text NOT NULL,
    departement_code text NOT NULL
);

CREATE TABLE territoire.epci (
    siren territoire.siren NOT NULL,
    nom text NOT NULL,
    nature text NOT NULL,
    departement_code text NOT NULL,
    population integer NOT NULL,
    population_centre integer NOT NULL,
    superficie_km2 numeric(10,2) NOT NULL,
    CONSTRAINT epci_nature CHECK ((nature = ANY (ARRAY['CC'::text, 'CA'::text, 'CU'::text, 'METRO'::text, 'MET69'::text]))),
    CONSTRAINT epci_population CHECK ((population >= 0))
);

CREATE TABLE territoire.passage (
    code_ancien territoire.code_insee NOT NULL,
    nom_ancien text NOT NULL,
    code_insee territoire.code_insee NOT NULL,
    depuis date
);

CREATE TABLE territoire.region (
    code text NOT NULL,
    nom text NOT NULL
);

CREATE TABLE territoire.voisinage (
    departement_code text NOT NULL,
    voisin_code text NOT NULL
);

ALTER TABLE ONLY acces.agent
    ADD CONSTRAINT agent_courriel_unique UNIQUE (courriel);

ALTER TABLE ONLY acces.agent
    ADD CONSTRAINT agent_pkey PRIMARY KEY (agent_id);

ALTER TABLE ONLY acces.droit
    ADD CONSTRAINT droit_cle PRIMARY KEY (agent_id, organisation_id);

ALTER TABLE ONLY acces.organisation
    ADD CONSTRAINT organisation_commune_unique UNIQUE (code_insee);

ALTER TABLE ONLY acces.organisation
    ADD CONSTRAINT organisation_epci_unique UNIQUE (epci_siren);

ALTER TABLE ONLY acces.organisation
    ADD CONSTRAINT organisation_pkey PRIMARY KEY (organisation_id);

ALTER TABLE ONLY acces.session
    ADD CONSTRAINT session_pkey PRIMARY KEY (empreinte);

ALTER TABLE ONLY catalogue.article
    ADD CONSTRAINT article_pkey PRIMARY KEY (code);

ALTER TABLE ONLY catalogue.besoin
    ADD CONSTRAINT besoin_cle PRIMARY KEY (etiquette);

ALTER TABLE ONLY catalogue.expression
    ADD CONSTRAINT expression_cle PRIMARY KEY (cle);

ALTER TABLE ONLY catalogue.fonction
    ADD CONSTRAINT fonction_pkey PRIMARY KEY (code);

ALTER TABLE ONLY catalogue.import
    ADD CONSTRAINT import_pkey PRIMARY KEY (import_id);

ALTER TABLE ONLY catalogue.kit
    ADD CONSTRAINT kit_cle PRIMARY KEY (code, version);

ALTER TABLE ONLY catalogue.kit_ligne
    ADD CONSTRAINT kit_ligne_cle PRIMARY KEY (kit_code, kit_version, rang);

ALTER TABLE ONLY catalogue.offre
    ADD CONSTRAINT offre_deja_importee UNIQUE (sha256);

ALTER TABLE ONLY catalogue.offre_ligne
    ADD CONSTRAINT offre_ligne_cle PRIMARY KEY (offre_id, rang);

ALTER TABLE ONLY catalogue.offre
    ADD CONSTRAINT offre_pkey PRIMARY KEY (offre_id);

ALTER TABLE ONLY catalogue.article_prix
    ADD CONSTRAINT prix_sans_chevauchement EXCLUDE USING gist (article_code WITH =, periode WITH &&) WHERE ((NOT isempty(periode)));

ALTER TABLE ONLY catalogue.questionnaire
    ADD CONSTRAINT questionnaire_pkey PRIMARY KEY (seul);

ALTER TABLE ONLY catalogue.terme
    ADD CONSTRAINT terme_cle PRIMARY KEY (terme);

ALTER TABLE ONLY concours.avis
    ADD CONSTRAINT avis_cle PRIMARY KEY (proposition_id, agent_id);

ALTER TABLE ONLY concours.consultation
    ADD CONSTRAINT consultation_pkey PRIMARY KEY (consultation_id);

ALTER TABLE ONLY concours.critere
    ADD CONSTRAINT critere_cle PRIMARY KEY (consultation_id, rang);

ALTER TABLE ONLY concours.intention
    ADD CONSTRAINT intention_cle PRIMARY KEY (lot_id, organisation_id);

ALTER TABLE ONLY concours.ligne
    ADD CONSTRAINT ligne_cle PRIMARY KEY (proposition_id, article_code);

ALTER TABLE ONLY concours.lot
    ADD CONSTRAINT lot_pkey PRIMARY KEY (lot_id);

ALTER TABLE ONLY concours.note
    ADD CONSTRAINT note_cle PRIMARY KEY (proposition_id, agent_id, critere_rang);

ALTER TABLE ONLY concours.passage
    ADD CONSTRAINT passage_pkey PRIMARY KEY (passage_id);

ALTER TABLE ONLY concours.piece
    ADD CONSTRAINT piece_pkey PRIMARY KEY (piece_id);

ALTER TABLE ONLY concours.proposition
    ADD CONSTRAINT proposition_et_auteur UNIQUE (proposition_id, auteur_id);

ALTER TABLE ONLY concours.proposition
    ADD CONSTRAINT proposition_pkey PRIMARY KEY (proposition_id);

ALTER TABLE ONLY concours.transition
    ADD CONSTRAINT transition_cle PRIMARY KEY (de, vers);

ALTER TABLE ONLY courrier.courriel
    ADD CONSTRAINT courriel_cle_unique UNIQUE (cle);

ALTER TABLE ONLY courrier.courriel
    ADD CONSTRAINT courriel_pkey PRIMARY KEY (courriel_id);

ALTER TABLE ONLY courrier.jointe
    ADD CONSTRAINT jointe_cle PRIMARY KEY (courriel_id, rang);

ALTER TABLE ONLY courrier.nouvelle
    ADD CONSTRAINT nouvelle_cle_unique UNIQUE (cle);

ALTER TABLE ONLY courrier.nouvelle
    ADD CONSTRAINT nouvelle_pkey PRIMARY KEY (nouvelle_id);

ALTER TABLE ONLY courrier.preference
    ADD CONSTRAINT preference_pkey PRIMARY KEY (agent_id);

ALTER TABLE ONLY enveloppe.enveloppe
    ADD CONSTRAINT enveloppe_code_unique UNIQUE (code);

ALTER TABLE ONLY enveloppe.enveloppe
    ADD CONSTRAINT enveloppe_pkey PRIMARY KEY (enveloppe_id);

ALTER TABLE ONLY enveloppe.mouvement
    ADD CONSTRAINT mouvement_annule_une_fois UNIQUE (annule_id);

ALTER TABLE ONLY enveloppe.mouvement
    ADD CONSTRAINT mouvement_cle_unique UNIQUE (cle);

ALTER TABLE ONLY enveloppe.mouvement
    ADD CONSTRAINT mouvement_pkey PRIMARY KEY (mouvement_id);

ALTER TABLE ONLY enveloppe."position"
    ADD CONSTRAINT position_pkey PRIMARY KEY (dossier_id);

ALTER TABLE ONLY enveloppe.report
    ADD CONSTRAINT report_pkey PRIMARY KEY (mouvement_id);

ALTER TABLE ONLY enveloppe.transfert
    ADD CONSTRAINT transfert_pkey PRIMARY KEY (transfert_id);

ALTER TABLE ONLY financement.appel
    ADD CONSTRAINT appel_pkey PRIMARY KEY (appel_id);

ALTER TABLE ONLY financement.approbation
    ADD CONSTRAINT approbation_empreinte UNIQUE (empreinte);

ALTER TABLE ONLY financement.approbation
    ADD CONSTRAINT approbation_pkey PRIMARY KEY (approbation_id);

ALTER TABLE ONLY financement.attribution
    ADD CONSTRAINT attribution_pkey PRIMARY KEY (cle);

ALTER TABLE ONLY financement.avis
    ADD CONSTRAINT avis_empreinte_unique UNIQUE (empreinte);

ALTER TABLE ONLY financement.avis
    ADD CONSTRAINT avis_pkey PRIMARY KEY (avis_id);

ALTER TABLE ONLY financement.colonnes_liste
    ADD CONSTRAINT colonnes_liste_pkey PRIMARY KEY (agent_id);

ALTER TABLE ONLY financement.consultation
    ADD CONSTRAINT consultation_cle PRIMARY KEY (agent_id, dossier_id);

ALTER TABLE ONLY financement.contenu
    ADD CONSTRAINT contenu_pkey PRIMARY KEY (sha256);

ALTER TABLE ONLY financement.correction
    ADD CONSTRAINT correction_cle PRIMARY KEY (passage_id, objet);

ALTER TABLE ONLY financement.deliberation
    ADD CONSTRAINT deliberation_pkey PRIMARY KEY (dossier_id);

ALTER TABLE ONLY financement.demande
    ADD CONSTRAINT demande_pkey PRIMARY KEY (demande_id);

ALTER TABLE ONLY financement.demarche
    ADD CONSTRAINT demarche_pkey PRIMARY KEY (code);

ALTER TABLE ONLY financement.dispositif
    ADD CONSTRAINT dispositif_pkey PRIMARY KEY (code);

ALTER TABLE ONLY financement.dossier
    ADD CONSTRAINT dossier_numero_unique UNIQUE (numero);

ALTER TABLE ONLY financement.dossier
    ADD CONSTRAINT dossier_pkey PRIMARY KEY (dossier_id);

ALTER TABLE ONLY financement.dossier
    ADD CONSTRAINT dossier_un_par_dispositif UNIQUE (operation_id, dispositif);

ALTER TABLE ONLY financement.effectif
    ADD CONSTRAINT effectif_cle PRIMARY KEY (departement_code, exercice, dispositif, etat);

ALTER TABLE ONLY financement.examen
    ADD CONSTRAINT examen_pkey PRIMARY KEY (sha256);

ALTER TABLE ONLY financement.formulaire
    ADD CONSTRAINT formulaire_cle PRIMARY KEY (code, version);

ALTER TABLE ONLY financement.message_fichier
    ADD CONSTRAINT message_fichier_cle PRIMARY KEY (message_id, rang);

ALTER TABLE ONLY financement.message
    ADD CONSTRAINT message_pkey PRIMARY KEY (message_id);

ALTER TABLE ONLY financement.note
    ADD CONSTRAINT note_pkey PRIMARY KEY (note_id);

ALTER TABLE ONLY financement.parametre
    ADD CONSTRAINT parametre_sans_chevauchement EXCLUDE USING gist (cle WITH =, periode WITH &&);

ALTER TABLE ONLY financement.passage
    ADD CONSTRAINT passage_pkey PRIMARY KEY (passage_id);

ALTER TABLE ONLY financement.piece_exigee
    ADD CONSTRAINT piece_exigee_pkey PRIMARY KEY (code);

ALTER TABLE ONLY financement.piece
    ADD CONSTRAINT piece_pkey PRIMARY KEY (piece_id);

ALTER TABLE ONLY financement.plan
    ADD CONSTRAINT plan_pkey PRIMARY KEY (plan_id);

ALTER TABLE ONLY financement.preremplissage
    ADD CONSTRAINT preremplissage_numero UNIQUE (demarche_numero, numero);

ALTER TABLE ONLY financement.preremplissage
    ADD CONSTRAINT preremplissage_pkey PRIMARY KEY (preremplissage_id);

ALTER TABLE ONLY financement.regle
    ADD CONSTRAINT regle_pkey PRIMARY KEY (id);

ALTER TABLE ONLY financement.regle_departement
    ADD CONSTRAINT regle_unique UNIQUE NULLS NOT DISTINCT (departement_code, dispositif, exercice);

ALTER TABLE ONLY financement.reponse_changement
    ADD CONSTRAINT reponse_changement_pkey PRIMARY KEY (revision);

ALTER TABLE ONLY financement.reponse
    ADD CONSTRAINT reponse_pkey PRIMARY KEY (reponse_id);

ALTER TABLE ONLY financement.reponse
    ADD CONSTRAINT reponse_unique UNIQUE NULLS NOT DISTINCT (organisation_id, operation_id, dossier_id, champ);

ALTER TABLE ONLY financement.selection
    ADD CONSTRAINT selection_cle PRIMARY KEY (agent_id, dossier_id);

ALTER TABLE ONLY financement.transition
    ADD CONSTRAINT transition_cle PRIMARY KEY (de, vers);

ALTER TABLE ONLY financement.usage
    ADD CONSTRAINT usage_pkey PRIMARY KEY (dispositif);

ALTER TABLE ONLY financement.vue_liste
    ADD CONSTRAINT vue_liste_pkey PRIMARY KEY (vue_id);

ALTER TABLE ONLY financement.vue_liste
    ADD CONSTRAINT vue_liste_unique UNIQUE (agent_id, departement_code, nom);

ALTER TABLE ONLY journal.evenement
    ADD CONSTRAINT evenement_pkey PRIMARY KEY (evenement_id);

ALTER TABLE ONLY migration.applied
    ADD CONSTRAINT applied_pk PRIMARY KEY (name);

ALTER TABLE ONLY operation.choix_financement
    ADD CONSTRAINT choix_financement_pkey PRIMARY KEY (operation_id);

ALTER TABLE ONLY operation.commande
    ADD CONSTRAINT commande_numero_unique UNIQUE (organisation_id, numero);

ALTER TABLE ONLY operation.commande
    ADD CONSTRAINT commande_pkey PRIMARY KEY (commande_id);

ALTER TABLE ONLY operation.commande
    ADD CONSTRAINT commande_une_par_operation UNIQUE (operation_id);

ALTER TABLE ONLY operation.gel
    ADD CONSTRAINT gel_pkey PRIMARY KEY (gel_id);

ALTER TABLE ONLY operation.ligne
    ADD CONSTRAINT ligne_pkey PRIMARY KEY (ligne_id);

ALTER TABLE ONLY operation.membre
    ADD CONSTRAINT membre_cle UNIQUE (operation_id, membre_id);

ALTER TABLE ONLY operation.membre
    ADD CONSTRAINT membre_pkey PRIMARY KEY (membre_id);

ALTER TABLE ONLY operation.membre
    ADD CONSTRAINT membre_unique UNIQUE NULLS NOT DISTINCT (operation_id, code_insee);

ALTER TABLE ONLY operation.operation
    ADD CONSTRAINT operation_pkey PRIMARY KEY (operation_id);

ALTER TABLE ONLY operation.panier_ligne
    ADD CONSTRAINT panier_ligne_cle PRIMARY KEY (panier_id, rang);

ALTER TABLE ONLY operation.panier
    ADD CONSTRAINT panier_pkey PRIMARY KEY (panier_id);

ALTER TABLE ONLY operation.panier
    ADD CONSTRAINT panier_unique UNIQUE (organisation_id, nom);

ALTER TABLE ONLY operation.pret_ligne
    ADD CONSTRAINT pret_ligne_cle PRIMARY KEY (pret_id, rang);

ALTER TABLE ONLY operation.pret
    ADD CONSTRAINT pret_pkey PRIMARY KEY (pret_id);

ALTER TABLE ONLY programmation.document
    ADD CONSTRAINT document_pkey PRIMARY KEY (document_id);

ALTER TABLE ONLY programmation.document
    ADD CONSTRAINT document_un_par_genre UNIQUE (dossier_id, genre);

ALTER TABLE ONLY programmation.engagement
    ADD CONSTRAINT engagement_pkey PRIMARY KEY (dossier_id);

ALTER TABLE ONLY programmation.ligne
    ADD CONSTRAINT ligne_cle PRIMARY KEY (simulation_id, dossier_id);

ALTER TABLE ONLY programmation.modele
    ADD CONSTRAINT modele_nom_unique UNIQUE (departement_code, nom);

ALTER TABLE ONLY programmation.modele
    ADD CONSTRAINT modele_pkey PRIMARY KEY (modele_id);

ALTER TABLE ONLY programmation.modele_version
    ADD CONSTRAINT modele_version_cle PRIMARY KEY (modele_id, version);

ALTER TABLE ONLY programmation.page_orpheline
    ADD CONSTRAINT page_orpheline_pkey PRIMARY KEY (page_id);

ALTER TABLE ONLY programmation.simulation
    ADD CONSTRAINT simulation_pkey PRIMARY KEY (simulation_id);

ALTER TABLE ONLY programmation.simulation
    ADD CONSTRAINT simulation_titre_unique UNIQUE (enveloppe_id, titre);

ALTER TABLE ONLY programmation.travail_ligne
    ADD CONSTRAINT travail_ligne_cle PRIMARY KEY (travail_id, rang);

ALTER TABLE ONLY programmation.travail_ligne
    ADD CONSTRAINT travail_ligne_unique UNIQUE (travail_id, dossier_id);

ALTER TABLE ONLY programmation.travail
    ADD CONSTRAINT travail_pkey PRIMARY KEY (travail_id);

ALTER TABLE ONLY territoire.arrondissement
    ADD CONSTRAINT arrondissement_pkey PRIMARY KEY (code);

ALTER TABLE ONLY territoire.commune
    ADD CONSTRAINT commune_pkey PRIMARY KEY (code_insee);

ALTER TABLE ONLY territoire.departement
    ADD CONSTRAINT departement_pkey PRIMARY KEY (code);

ALTER TABLE ONLY territoire.epci
    ADD CONSTRAINT epci_pkey PRIMARY KEY (siren);

ALTER TABLE ONLY territoire.lieu_mediation
    ADD CONSTRAINT lieu_mediation_pkey PRIMARY KEY (lieu_id);

ALTER TABLE ONLY territoire.passage
    ADD CONSTRAINT passage_pkey PRIMARY KEY (code_ancien);

ALTER TABLE ONLY territoire.region
    ADD CONSTRAINT region_pkey PRIMARY KEY (code);

ALTER TABLE ONLY territoire.voisinage
    ADD CONSTRAINT voisinage_cle PRIMARY KEY (departement_code, voisin_code);

CREATE INDEX droit_par_organisation ON acces.droit USING btree (organisation_id);

CREATE UNIQUE INDEX organisation_atelier_unique ON acces.organisation USING btree (nom) WHERE (nature = 'atelier'::text);

CREATE UNIQUE INDEX organisation_prefecture_unique ON acces.organisation USING btree (departement_code) WHERE (nature = 'prefecture'::text);

CREATE INDEX session_par_agent ON acces.session USING btree (agent_id);

CREATE INDEX tentative_par_courriel ON acces.tentative USING btree (courriel, tentee_le);

CREATE INDEX article_par_fonction ON catalogue.article USING btree (fonction);

CREATE INDEX fiche_cle ON catalogue.fiche USING gin (cle public.gin_trgm_ops);

CREATE UNIQUE INDEX fiche_code ON catalogue.fiche USING btree (code);

CREATE INDEX kit_ligne_par_article ON catalogue.kit_ligne USING btree (article_code);

CREATE UNIQUE INDEX kit_une_version_courante ON catalogue.kit USING btree (code) WHERE est_courant;

CREATE INDEX mention_cle ON catalogue.mention USING btree (cle) INCLUDE (code, ordre, est_dit, force);

CREATE UNIQUE INDEX mot_mot ON catalogue.mot USING btree (mot);

CREATE INDEX mot_racine ON catalogue.mot USING btree (racine);

CREATE INDEX offre_ligne_standard ON catalogue.offre_ligne USING btree (standard) WHERE ((etat = 'acceptee'::text) AND (standard IS NOT NULL));

CREATE INDEX prix_par_article ON catalogue.article_prix USING btree (article_code, periode) INCLUDE (min_centimes, ref_centimes, max_centimes);

CREATE INDEX intention_par_departement ON concours.intention USING btree (lot_id, departement_code);

CREATE INDEX passage_de_proposition ON concours.passage USING btree (proposition_id, passage_id);

CREATE INDEX piece_de_contenu ON concours.piece USING btree (sha256);

CREATE INDEX piece_de_proposition ON concours.piece USING btree (proposition_id, piece_id);

CREATE INDEX proposition_par_consultation ON concours.proposition USING btree (consultation_id, etat);

CREATE UNIQUE INDEX proposition_par_kit ON concours.proposition USING btree (kit_code) WHERE (kit_code IS NOT NULL);

CREATE INDEX proposition_par_organisation ON concours.proposition USING btree (organisation_id);

CREATE INDEX courriel_a_envoyer ON courrier.courriel USING btree (prochaine_le, courriel_id) WHERE ((envoye_le IS NULL) AND (abandonne_le IS NULL));

CREATE INDEX courriel_abandonne ON courrier.courriel USING btree (abandonne_le DESC, courriel_id DESC) WHERE (abandonne_le IS NOT NULL);

CREATE INDEX courriel_par_dossier ON courrier.courriel USING btree (dossier_id, courriel_id DESC);

CREATE INDEX nouvelle_en_attente ON courrier.nouvelle USING btree (agent_id, nouvelle_id) WHERE (courriel_id IS NULL);

CREATE INDEX enveloppe_par_parent ON enveloppe.enveloppe USING btree (parent_id);

CREATE UNIQUE INDEX enveloppe_une_par_dispositif ON enveloppe.enveloppe USING btree (dispositif, territoire_code, exercice) WHERE (dispositif IS NOT NULL);

CREATE INDEX mouvement_par_commune ON enveloppe.mouvement USING btree (code_insee);

CREATE INDEX mouvement_par_dossier ON enveloppe.mouvement USING btree (dossier_id);

CREATE INDEX mouvement_par_enveloppe ON enveloppe.mouvement USING btree (enveloppe_id, mouvement_id);

CREATE INDEX position_par_enveloppe ON enveloppe."position" USING btree (enveloppe_id, code_insee);

CREATE INDEX report_par_origine ON enveloppe.report USING btree (de_id);

CREATE INDEX transfert_en_attente ON enveloppe.transfert USING btree (propose_le) WHERE ((approuve_le IS NULL) AND (refuse_le IS NULL));

CREATE INDEX appel_par_dossier ON financement.appel USING btree (dossier_id, appel_id);

CREATE INDEX approbation_par_dossier ON financement.approbation USING btree (dossier_id, approbation_id DESC);

CREATE UNIQUE INDEX approbation_une_ouverte ON financement.approbation USING btree (dossier_id) WHERE (etat = 'attendue'::text);

CREATE INDEX attribution_comparable ON financement.attribution USING btree (nature, departement_code) WHERE ((nature IS NOT NULL) AND (cout_ht > (0)::numeric) AND (subvention > (0)::numeric));

CREATE INDEX attribution_par_departement ON financement.attribution USING btree (departement_code, annee);

CREATE INDEX avis_ouvert ON financement.avis USING btree (delai_le) WHERE (clos_le IS NULL);

CREATE INDEX avis_par_dossier ON financement.avis USING btree (dossier_id, avis_id);

CREATE INDEX consultation_par_dossier ON financement.consultation USING btree (dossier_id);

CREATE INDEX demande_par_dossier ON financement.demande USING btree (dossier_id, demande_id DESC);

CREATE INDEX dossier_a_notifier ON financement.dossier USING btree (departement_code, decide_le, dossier_id) WHERE ((notifie_le IS NULL) AND (etat = ANY (ARRAY['accepte'::text, 'refuse'::text, 'classe_sans_suite'::text])));

CREATE INDEX dossier_liste ON financement.dossier USING btree (departement_code, depose_le DESC, dossier_id DESC) INCLUDE (organisation_id, operation_id, code_insee, etat, dispositif, exercice, cout_total_ht_centimes, montant_demande_centimes, montant_accorde_centimes, montant_programme_centimes, complet_le, notifie_le, commence_le, acheve_le, categorie) WHERE (etat <> 'brouillon'::text);

CREATE INDEX dossier_liste_par_etat ON financement.dossier USING btree (departement_code, etat, depose_le DESC, dossier_id DESC) WHERE (etat <> 'brouillon'::text);

CREATE INDEX dossier_par_cout ON financement.dossier USING btree (departement_code, cout_total_ht_centimes, dossier_id) WHERE (etat <> 'brouillon'::text);

CREATE INDEX dossier_par_demande ON financement.dossier USING btree (departement_code, montant_demande_centimes, dossier_id) WHERE (etat <> 'brouillon'::text);

CREATE INDEX dossier_par_organisation ON financement.dossier USING btree (organisation_id);

CREATE INDEX dossier_par_retenu ON financement.dossier USING btree (departement_code, COALESCE(montant_accorde_centimes, montant_programme_centimes, (0)::bigint), dossier_id) WHERE (etat <> 'brouillon'::text);

CREATE INDEX dossier_repute_le ON financement.dossier USING btree (repute_le) WHERE (etat = 'recu'::text);

CREATE INDEX dossier_reputes ON financement.dossier USING btree (departement_code, repute_le, dossier_id) WHERE (etat = 'recu'::text);

CREATE INDEX message_fichier_par_contenu ON financement.message_fichier USING btree (sha256);

CREATE INDEX message_non_lu ON financement.message USING btree (organisation_id) WHERE ((lu_le IS NULL) AND (cote = 'prefecture'::text));

CREATE INDEX message_non_lu_prefecture ON financement.message USING btree (departement_code) WHERE ((lu_le IS NULL) AND (cote = 'porteur'::text));

CREATE INDEX message_par_dossier ON financement.message USING btree (dossier_id, message_id);

CREATE INDEX note_par_dossier ON financement.note USING btree (dossier_id, note_id);

CREATE INDEX passage_par_dossier ON financement.passage USING btree (dossier_id, passage_id);

CREATE INDEX piece_par_contenu ON financement.piece USING btree (sha256);

CREATE INDEX piece_par_operation ON financement.piece USING btree (operation_id, code, piece_id);

CREATE INDEX plan_par_operation ON financement.plan USING btree (operation_id, plan_id DESC);

CREATE INDEX preremplissage_a_ouvrir ON financement.preremplissage USING btree (organisation_id, expire_le) WHERE (etat = 'prefilled'::text);

CREATE INDEX preremplissage_par_dossier ON financement.preremplissage USING btree (dossier_id, preremplissage_id DESC);

CREATE INDEX reponse_changement_par_operation ON financement.reponse_changement USING btree (operation_id, revision DESC);

CREATE INDEX reponse_par_dossier ON financement.reponse USING btree (dossier_id) WHERE (dossier_id IS NOT NULL);

CREATE INDEX reponse_par_operation ON financement.reponse USING btree (operation_id);

CREATE INDEX selection_par_dossier ON financement.selection USING btree (dossier_id);

CREATE INDEX vue_liste_par_departement ON financement.vue_liste USING btree (departement_code) WHERE est_partagee;

CREATE INDEX evenement_par_relation ON journal.evenement USING btree (relation, evenement_id DESC);

CREATE INDEX gel_par_operation ON operation.gel USING btree (operation_id, gel_id DESC);

CREATE UNIQUE INDEX gel_un_ouvert ON operation.gel USING btree (operation_id) WHERE (leve_le IS NULL);

CREATE UNIQUE INDEX ligne_article_seul ON operation.ligne USING btree (operation_id, article_code) WHERE (kit_code IS NULL);

CREATE INDEX ligne_par_devis ON operation.ligne USING btree (devis_id) WHERE (devis_id IS NOT NULL);

CREATE INDEX ligne_par_kit ON operation.ligne USING btree (kit_code, kit_version);

CREATE INDEX ligne_par_membre ON operation.ligne USING btree (membre_id) WHERE (membre_id IS NOT NULL);

CREATE INDEX ligne_par_operation ON operation.ligne USING btree (operation_id, ligne_id);

CREATE INDEX membre_par_commune ON operation.membre USING btree (code_insee, membre_id DESC);

CREATE UNIQUE INDEX membre_un_chef ON operation.membre USING btree (operation_id) WHERE est_chef;

CREATE INDEX operation_par_organisation ON operation.operation USING btree (organisation_id, operation_id DESC);

CREATE INDEX panier_par_epci ON operation.panier USING btree (propose_par) WHERE (propose_par IS NOT NULL);

CREATE INDEX pret_ligne_par_ligne ON operation.pret_ligne USING btree (ligne_id);

CREATE INDEX pret_par_operation ON operation.pret USING btree (operation_id, pret_id);

CREATE INDEX pret_par_organisation ON operation.pret USING btree (organisation_id, pret_id DESC);

CREATE INDEX document_par_departement ON programmation.document USING btree (departement_code, document_id DESC);

CREATE UNIQUE INDEX engagement_par_numero ON programmation.engagement USING btree (departement_code, numero_ej);

CREATE INDEX ligne_par_dossier ON programmation.ligne USING btree (dossier_id);

CREATE INDEX page_orpheline_par_departement ON programmation.page_orpheline USING btree (departement_code, page_id);

CREATE INDEX simulation_par_departement ON programmation.simulation USING btree (departement_code, simulation_id DESC);

CREATE INDEX travail_par_departement ON programmation.travail USING btree (departement_code, travail_id DESC);

CREATE UNIQUE INDEX travail_un_par_simulation ON programmation.travail USING btree (simulation_id) WHERE (fini_le IS NULL);

CREATE INDEX arrondissement_par_departement ON territoire.arrondissement USING btree (departement_code);

CREATE INDEX commune_par_cle_nom ON territoire.commune USING gin (territoire.cle_nom(nom) public.gin_trgm_ops);

CREATE INDEX commune_par_departement ON territoire.commune USING btree (departement_code);

CREATE INDEX commune_par_epci ON territoire.commune USING btree (epci_siren);

CREATE INDEX commune_par_nom ON territoire.commune USING gin (nom public.gin_trgm_ops);

CREATE INDEX lieu_mediation_par_commune ON territoire.lieu_mediation USING btree (code_insee);

CREATE INDEX passage_par_cle_nom ON territoire.passage USING gin (territoire.cle_nom(nom_ancien) public.gin_trgm_ops);

CREATE INDEX passage_par_commune ON territoire.passage USING btree (code_insee);

CREATE TRIGGER tracer AFTER INSERT OR DELETE OR UPDATE ON acces.agent FOR EACH ROW EXECUTE FUNCTION journal.tracer();

CREATE TRIGGER tracer AFTER INSERT OR DELETE OR UPDATE ON acces.droit FOR EACH ROW EXECUTE FUNCTION journal.tracer();

CREATE TRIGGER tracer AFTER INSERT OR DELETE OR UPDATE ON acces.organisation FOR EACH ROW EXECUTE FUNCTION journal.tracer();

CREATE TRIGGER figer_ajout_retrait AFTER INSERT OR DELETE ON catalogue.kit_ligne FOR EACH ROW EXECUTE FUNCTION catalogue.figer_version();

CREATE TRIGGER figer_contenu AFTER UPDATE OF article_code, quantite, est_option ON catalogue.kit_ligne FOR EACH ROW WHEN ((((old.article_code IS DISTINCT FROM new.article_code) OR (old.quantite IS DISTINCT FROM new.quantite)) OR (old.est_option IS DISTINCT FROM new.est_option))) EXECUTE FUNCTION catalogue.figer_version();

CREATE TRIGGER tracer AFTER DELETE OR UPDATE ON catalogue.article_prix FOR EACH ROW EXECUTE FUNCTION journal.tracer();

CREATE TRIGGER ajout_seul BEFORE DELETE OR UPDATE ON concours.passage FOR EACH ROW EXECUTE FUNCTION journal.refuser_modification();

CREATE TRIGGER ajout_seul_vidage BEFORE TRUNCATE ON concours.passage FOR EACH STATEMENT EXECUTE FUNCTION journal.refuser_modification();

CREATE TRIGGER purger AFTER DELETE ON concours.piece REFERENCING OLD TABLE AS retire FOR EACH STATEMENT EXECUTE FUNCTION financement.purger_contenu();

CREATE TRIGGER tenir BEFORE INSERT OR UPDATE ON concours.avis FOR EACH ROW EXECUTE FUNCTION concours.tenir_note();

CREATE TRIGGER tenir BEFORE INSERT OR DELETE OR UPDATE ON concours.intention FOR EACH ROW EXECUTE FUNCTION concours.tenir_intention();

CREATE TRIGGER tenir BEFORE INSERT OR UPDATE ON concours.note FOR EACH ROW EXECUTE FUNCTION concours.tenir_note();

CREATE TRIGGER tracer AFTER INSERT OR DELETE OR UPDATE ON concours.avis FOR EACH ROW EXECUTE FUNCTION journal.tracer();

CREATE TRIGGER tracer AFTER INSERT OR DELETE OR UPDATE ON concours.consultation FOR EACH ROW EXECUTE FUNCTION journal.tracer();

CREATE TRIGGER tracer AFTER INSERT OR DELETE OR UPDATE ON concours.intention FOR EACH ROW EXECUTE FUNCTION journal.tracer();

CREATE TRIGGER tracer AFTER INSERT OR DELETE OR UPDATE ON concours.lot FOR EACH ROW EXECUTE FUNCTION journal.tracer();

CREATE TRIGGER tracer AFTER INSERT OR DELETE OR UPDATE ON concours.note FOR EACH ROW EXECUTE FUNCTION journal.tracer();

CREATE TRIGGER tracer AFTER INSERT OR DELETE OR UPDATE ON concours.proposition FOR EACH ROW EXECUTE FUNCTION journal.tracer();

CREATE TRIGGER ajout_seul BEFORE DELETE OR UPDATE ON enveloppe.mouvement FOR EACH ROW EXECUTE FUNCTION journal.refuser_modification();

CREATE TRIGGER ajout_seul BEFORE DELETE OR UPDATE ON enveloppe.report FOR EACH ROW EXECUTE FUNCTION journal.refuser_modification();

CREATE TRIGGER ajout_seul_vidage BEFORE TRUNCATE ON enveloppe.mouvement FOR EACH STATEMENT EXECUTE FUNCTION journal.refuser_modification();

CREATE TRIGGER ajout_seul_vidage BEFORE TRUNCATE ON enveloppe.report FOR EACH STATEMENT EXECUTE FUNCTION journal.refuser_modification();

CREATE TRIGGER tracer AFTER INSERT OR DELETE OR UPDATE OF code, nom, parent_id, niveau, territoire_code, exercice, dispositif ON enveloppe.enveloppe FOR EACH ROW EXECUTE FUNCTION journal.tracer();

CREATE TRIGGER ajout_seul BEFORE DELETE OR UPDATE ON financement.correction FOR EACH ROW EXECUTE FUNCTION journal.refuser_modification();

CREATE TRIGGER ajout_seul BEFORE DELETE OR UPDATE ON financement.demande FOR EACH ROW EXECUTE FUNCTION journal.refuser_modification();

CREATE TRIGGER ajout_seul BEFORE DELETE OR UPDATE ON financement.passage FOR EACH ROW EXECUTE FUNCTION journal.refuser_modification();

CREATE TRIGGER ajout_seul BEFORE DELETE OR UPDATE ON financement.reponse_changement FOR EACH ROW EXECUTE FUNCTION journal.refuser_modification();

CREATE TRIGGER ajout_seul_vidage BEFORE TRUNCATE ON financement.correction FOR EACH STATEMENT EXECUTE FUNCTION journal.refuser_modification();

CREATE TRIGGER ajout_seul_vidage BEFORE TRUNCATE ON financement.demande FOR EACH STATEMENT EXECUTE FUNCTION journal.refuser_modification();

CREATE TRIGGER ajout_seul_vidage BEFORE TRUNCATE ON financement.passage FOR EACH STATEMENT EXECUTE FUNCTION journal.refuser_modification();

CREATE TRIGGER ajout_seul_vidage BEFORE TRUNCATE ON financement.reponse_changement FOR EACH STATEMENT EXECUTE FUNCTION journal.refuser_modification();

CREATE TRIGGER annoncer AFTER INSERT ON financement.message FOR EACH ROW EXECUTE FUNCTION financement.annoncer_message();

CREATE TRIGGER avis_commission BEFORE INSERT ON financement.passage FOR EACH ROW WHEN ((new.vers = 'accepte'::text)) EXECUTE FUNCTION financement.exiger_avis_commission();

CREATE TRIGGER compter_ajout AFTER INSERT ON financement.dossier REFERENCING NEW TABLE AS nouveau FOR EACH STATEMENT EXECUTE FUNCTION financement.compter();

CREATE TRIGGER compter_passage AFTER UPDATE ON financement.dossier REFERENCING OLD TABLE AS ancien NEW TABLE AS nouveau FOR EACH STATEMENT EXECUTE FUNCTION financement.compter();

CREATE TRIGGER compter_retrait AFTER DELETE ON financement.dossier REFERENCING OLD TABLE AS ancien FOR EACH STATEMENT EXECUTE FUNCTION financement.compter();

CREATE TRIGGER courrier AFTER INSERT ON financement.passage FOR EACH ROW EXECUTE FUNCTION courrier.suivre_passage();

CREATE TRIGGER courrier_abandon BEFORE DELETE ON financement.dossier FOR EACH ROW EXECUTE FUNCTION courrier.oublier_brouillon();

CREATE TRIGGER courrier_ajout AFTER INSERT ON financement.preremplissage FOR EACH ROW WHEN ((new.etat = 'prefilled'::text)) EXECUTE FUNCTION courrier.suivre_preremplissage();

CREATE TRIGGER courrier_notification AFTER UPDATE OF notifie_le ON financement.dossier FOR EACH ROW WHEN (((old.notifie_le IS NULL) AND (new.notifie_le IS NOT NULL))) EXECUTE FUNCTION courrier.suivre_notification();

CREATE TRIGGER courrier_suite AFTER UPDATE OF etat ON financement.preremplissage FOR EACH ROW WHEN (((old.etat = 'prefilled'::text) AND (new.etat <> 'prefilled'::text))) EXECUTE FUNCTION courrier.suivre_preremplissage();

CREATE TRIGGER numero BEFORE INSERT ON financement.dossier FOR EACH ROW EXECUTE FUNCTION financement.attribuer_numero();

CREATE TRIGGER purger AFTER DELETE ON financement.piece REFERENCING OLD TABLE AS retire FOR EACH STATEMENT EXECUTE FUNCTION financement.purger_contenu();

CREATE TRIGGER recherche BEFORE INSERT OR UPDATE OF etat ON financement.dossier FOR EACH ROW EXECUTE FUNCTION financement.indexer();

CREATE TRIGGER reprendre AFTER INSERT ON financement.demande FOR EACH ROW EXECUTE FUNCTION financement.reprendre_demande();

CREATE TRIGGER retenir_faits AFTER INSERT OR UPDATE OF valeur ON financement.reponse FOR EACH ROW WHEN (((new.champ = ANY (ARRAY['travaux'::text, 'acquisition'::text])) AND (new.operation_id IS NOT NULL))) EXECUTE FUNCTION financement.retenir_faits();

CREATE TRIGGER signer BEFORE INSERT ON financement.appel FOR EACH ROW EXECUTE FUNCTION financement.signer();

CREATE TRIGGER signer BEFORE INSERT ON financement.message FOR EACH ROW EXECUTE FUNCTION financement.signer();

CREATE TRIGGER signer BEFORE INSERT ON financement.note FOR EACH ROW EXECUTE FUNCTION financement.signer();

CREATE TRIGGER tracer AFTER INSERT OR DELETE OR UPDATE ON financement.approbation FOR EACH ROW EXECUTE FUNCTION journal.tracer();

CREATE TRIGGER tracer AFTER INSERT OR DELETE OR UPDATE ON financement.dossier FOR EACH ROW EXECUTE FUNCTION journal.tracer();

CREATE TRIGGER tracer AFTER INSERT OR DELETE OR UPDATE ON financement.piece FOR EACH ROW EXECUTE FUNCTION journal.tracer();

CREATE TRIGGER ajout_seul BEFORE DELETE OR UPDATE ON journal.evenement FOR EACH ROW EXECUTE FUNCTION journal.refuser_modification();

CREATE TRIGGER ajout_seul_vidage BEFORE TRUNCATE ON journal.evenement FOR EACH STATEMENT EXECUTE FUNCTION journal.refuser_modification();

CREATE TRIGGER commencement BEFORE INSERT OR UPDATE ON operation.commande FOR EACH ROW EXECUTE FUNCTION operation.verifier_commencement();

CREATE TRIGGER completer BEFORE INSERT OR UPDATE OF organisation_id, code_insee ON operation.operation FOR EACH ROW EXECUTE FUNCTION operation.completer_operation();

CREATE TRIGGER figer BEFORE INSERT OR DELETE OR UPDATE ON operation.choix_financement FOR EACH ROW EXECUTE FUNCTION operation.refuser_si_deposee();

CREATE TRIGGER figer BEFORE INSERT OR DELETE OR UPDATE ON operation.ligne FOR EACH ROW EXECUTE FUNCTION operation.refuser_si_deposee();

CREATE TRIGGER figer BEFORE INSERT OR DELETE OR UPDATE ON operation.membre FOR EACH ROW EXECUTE FUNCTION operation.refuser_si_deposee();

CREATE TRIGGER figer BEFORE UPDATE OF intitule, exercice, decision_petit_materiel, code_insee ON operation.operation FOR EACH ROW EXECUTE FUNCTION operation.refuser_si_deposee();

CREATE TRIGGER geler BEFORE INSERT OR DELETE OR UPDATE ON operation.ligne FOR EACH ROW EXECUTE FUNCTION operation.refuser_si_gelee();

CREATE TRIGGER geler BEFORE INSERT OR DELETE OR UPDATE ON operation.membre FOR EACH ROW EXECUTE FUNCTION operation.refuser_si_gelee();

CREATE TRIGGER immuable BEFORE DELETE OR UPDATE ON operation.gel FOR EACH ROW EXECUTE FUNCTION operation.proteger_gel();

CREATE TRIGGER immuable_vidage BEFORE TRUNCATE ON operation.gel FOR EACH STATEMENT EXECUTE FUNCTION operation.proteger_gel();

CREATE TRIGGER proposer BEFORE INSERT OR UPDATE ON operation.panier FOR EACH ROW EXECUTE FUNCTION operation.proposer_panier();

CREATE TRIGGER tracer AFTER INSERT OR DELETE OR UPDATE ON operation.choix_financement FOR EACH ROW EXECUTE FUNCTION journal.tracer();

CREATE TRIGGER tracer AFTER INSERT OR DELETE OR UPDATE ON operation.commande FOR EACH ROW EXECUTE FUNCTION journal.tracer();

CREATE TRIGGER tracer AFTER INSERT OR DELETE OR UPDATE ON operation.gel FOR EACH ROW EXECUTE FUNCTION journal.tracer();

CREATE TRIGGER tracer AFTER INSERT OR DELETE OR UPDATE ON operation.ligne FOR EACH ROW EXECUTE FUNCTION journal.tracer();

CREATE TRIGGER tracer AFTER INSERT OR DELETE OR UPDATE ON operation.membre FOR EACH ROW EXECUTE FUNCTION journal.tracer();

CREATE TRIGGER tracer AFTER INSERT OR DELETE OR UPDATE ON operation.operation FOR EACH ROW EXECUTE FUNCTION journal.tracer();

CREATE TRIGGER tracer AFTER INSERT OR DELETE OR UPDATE ON operation.panier FOR EACH ROW EXECUTE FUNCTION journal.tracer();

CREATE TRIGGER tracer AFTER INSERT OR DELETE OR UPDATE ON operation.pret FOR EACH ROW EXECUTE FUNCTION journal.tracer();

CREATE TRIGGER verifier BEFORE INSERT OR UPDATE OF quantite, article_code, remplace_article ON operation.ligne FOR EACH ROW EXECUTE FUNCTION operation.verifier_ligne();

CREATE TRIGGER verifier BEFORE INSERT ON operation.pret_ligne FOR EACH ROW EXECUTE FUNCTION operation.verifier_pret();

CREATE TRIGGER controler BEFORE INSERT OR UPDATE OF simulation_id, dossier_id ON programmation.ligne FOR EACH ROW EXECUTE FUNCTION programmation.controler_ligne();

CREATE TRIGGER garder BEFORE DELETE OR UPDATE ON programmation.document FOR EACH ROW EXECUTE FUNCTION programmation.garder_notifie();

CREATE TRIGGER inscrire AFTER INSERT OR UPDATE ON programmation.engagement FOR EACH ROW EXECUTE FUNCTION programmation.inscrire_engagement();

CREATE TRIGGER situer BEFORE INSERT OR UPDATE OF dossier_id ON programmation.document FOR EACH ROW EXECUTE FUNCTION programmation.situer_dossier();

CREATE TRIGGER situer BEFORE INSERT OR UPDATE OF dossier_id ON programmation.engagement FOR EACH ROW EXECUTE FUNCTION programmation.situer_dossier();

CREATE TRIGGER situer BEFORE INSERT OR UPDATE OF enveloppe_id ON programmation.simulation FOR EACH ROW EXECUTE FUNCTION programmation.situer_simulation();

CREATE TRIGGER tracer AFTER INSERT OR DELETE OR UPDATE ON programmation.engagement FOR EACH ROW EXECUTE FUNCTION journal.tracer();

ALTER TABLE ONLY acces.droit
    ADD CONSTRAINT droit_agent FOREIGN KEY (agent_id) REFERENCES acces.agent(agent_id);

ALTER TABLE ONLY acces.droit
    ADD CONSTRAINT droit_organisation FOREIGN KEY (organisation_id) REFERENCES acces.organisation(organisation_id);

ALTER TABLE ONLY acces.organisation
    ADD CONSTRAINT organisation_commune FOREIGN KEY (code_insee) REFERENCES territoire.commune(code_insee);

ALTER TABLE ONLY acces.organisation
    ADD CONSTRAINT organisation_departement FOREIGN KEY (departement_code) REFERENCES territoire.departement(code);

ALTER TABLE ONLY acces.organisation
    ADD CONSTRAINT organisation_epci FOREIGN KEY (epci_siren) REFERENCES territoire.epci(siren);

ALTER TABLE ONLY acces.session
    ADD CONSTRAINT session_agent FOREIGN KEY (agent_id) REFERENCES acces.agent(agent_id);

ALTER TABLE ONLY acces.session
    ADD CONSTRAINT session_droit FOREIGN KEY (agent_id, organisation_id) REFERENCES acces.droit(agent_id, organisation_id);

ALTER TABLE ONLY catalogue.article
    ADD CONSTRAINT article_fonction FOREIGN KEY (fonction) REFERENCES catalogue.fonction(code);

ALTER TABLE ONLY catalogue.kit_ligne
    ADD CONSTRAINT kit_ligne_article FOREIGN KEY (article_code) REFERENCES catalogue.article(code);

ALTER TABLE ONLY catalogue.kit_ligne
    ADD CONSTRAINT kit_ligne_kit FOREIGN KEY (kit_code, kit_version) REFERENCES catalogue.kit(code, version) ON DELETE CASCADE;

ALTER TABLE ONLY catalogue.offre_ligne
    ADD CONSTRAINT offre_ligne_article FOREIGN KEY (article_code) REFERENCES catalogue.article(code);

ALTER TABLE ONLY catalogue.offre_ligne
    ADD CONSTRAINT offre_ligne_decide_par FOREIGN KEY (decide_par) REFERENCES acces.agent(agent_id);

ALTER TABLE ONLY catalogue.offre_ligne
    ADD CONSTRAINT offre_ligne_offre FOREIGN KEY (offre_id) REFERENCES catalogue.offre(offre_id) ON DELETE CASCADE;

ALTER TABLE ONLY catalogue.article_prix
    ADD CONSTRAINT prix_article FOREIGN KEY (article_code) REFERENCES catalogue.article(code);

ALTER TABLE ONLY concours.avis
    ADD CONSTRAINT avis_agent FOREIGN KEY (agent_id) REFERENCES acces.agent(agent_id);

ALTER TABLE ONLY concours.avis
    ADD CONSTRAINT avis_proposition FOREIGN KEY (proposition_id, auteur_id) REFERENCES concours.proposition(proposition_id, auteur_id) ON DELETE CASCADE;

ALTER TABLE ONLY concours.consultation
    ADD CONSTRAINT consultation_cree_par FOREIGN KEY (cree_par) REFERENCES acces.agent(agent_id);

ALTER TABLE ONLY concours.critere
    ADD CONSTRAINT critere_consultation FOREIGN KEY (consultation_id) REFERENCES concours.consultation(consultation_id) ON DELETE CASCADE;

ALTER TABLE ONLY concours.intention
    ADD CONSTRAINT intention_agent FOREIGN KEY (agent_id) REFERENCES acces.agent(agent_id);

ALTER TABLE ONLY concours.intention
    ADD CONSTRAINT intention_lot FOREIGN KEY (lot_id) REFERENCES concours.lot(lot_id) ON DELETE CASCADE;

ALTER TABLE ONLY concours.intention
    ADD CONSTRAINT intention_organisation FOREIGN KEY (organisation_id) REFERENCES acces.organisation(organisation_id);

ALTER TABLE ONLY concours.ligne
    ADD CONSTRAINT ligne_article FOREIGN KEY (article_code) REFERENCES catalogue.article(code);

ALTER TABLE ONLY concours.ligne
    ADD CONSTRAINT ligne_proposition FOREIGN KEY (proposition_id) REFERENCES concours.proposition(proposition_id) ON DELETE CASCADE;

ALTER TABLE ONLY concours.lot
    ADD CONSTRAINT lot_article FOREIGN KEY (article_code) REFERENCES catalogue.article(code);

ALTER TABLE ONLY concours.lot
    ADD CONSTRAINT lot_cree_par FOREIGN KEY (cree_par) REFERENCES acces.agent(agent_id);

ALTER TABLE ONLY concours.lot
    ADD CONSTRAINT lot_kit FOREIGN KEY (kit_code, kit_version) REFERENCES catalogue.kit(code, version);

ALTER TABLE ONLY concours.note
    ADD CONSTRAINT note_agent FOREIGN KEY (agent_id) REFERENCES acces.agent(agent_id);

ALTER TABLE ONLY concours.note
    ADD CONSTRAINT note_critere FOREIGN KEY (consultation_id, critere_rang) REFERENCES concours.critere(consultation_id, rang);

ALTER TABLE ONLY concours.note
    ADD CONSTRAINT note_proposition FOREIGN KEY (proposition_id, auteur_id) REFERENCES concours.proposition(proposition_id, auteur_id) ON DELETE CASCADE;

ALTER TABLE ONLY concours.passage
    ADD CONSTRAINT passage_agent FOREIGN KEY (agent_id) REFERENCES acces.agent(agent_id);

ALTER TABLE ONLY concours.passage
    ADD CONSTRAINT passage_proposition FOREIGN KEY (proposition_id) REFERENCES concours.proposition(proposition_id) ON DELETE CASCADE;

ALTER TABLE ONLY concours.piece
    ADD CONSTRAINT piece_contenu FOREIGN KEY (sha256) REFERENCES financement.contenu(sha256);

ALTER TABLE ONLY concours.piece
    ADD CONSTRAINT piece_proposition FOREIGN KEY (proposition_id) REFERENCES concours.proposition(proposition_id) ON DELETE CASCADE;

ALTER TABLE ONLY concours.proposition
    ADD CONSTRAINT proposition_auteur FOREIGN KEY (auteur_id) REFERENCES acces.agent(agent_id);

ALTER TABLE ONLY concours.proposition
    ADD CONSTRAINT proposition_consultation FOREIGN KEY (consultation_id) REFERENCES concours.consultation(consultation_id);

ALTER TABLE ONLY concours.proposition
    ADD CONSTRAINT proposition_kit FOREIGN KEY (kit_code, kit_version) REFERENCES catalogue.kit(code, version);

ALTER TABLE ONLY concours.proposition
    ADD CONSTRAINT proposition_organisation FOREIGN KEY (organisation_id) REFERENCES acces.organisation(organisation_id);

ALTER TABLE ONLY courrier.courriel
    ADD CONSTRAINT courriel_agent FOREIGN KEY (agent_id) REFERENCES acces.agent(agent_id);

ALTER TABLE ONLY courrier.courriel
    ADD CONSTRAINT courriel_dossier FOREIGN KEY (dossier_id) REFERENCES financement.dossier(dossier_id) ON DELETE SET NULL;

ALTER TABLE ONLY courrier.jointe
    ADD CONSTRAINT jointe_contenu FOREIGN KEY (sha256) REFERENCES financement.contenu(sha256);

ALTER TABLE ONLY courrier.jointe
    ADD CONSTRAINT jointe_courriel FOREIGN KEY (courriel_id) REFERENCES courrier.courriel(courriel_id);

ALTER TABLE ONLY courrier.nouvelle
    ADD CONSTRAINT nouvelle_agent FOREIGN KEY (agent_id) REFERENCES acces.agent(agent_id) ON DELETE CASCADE;

ALTER TABLE ONLY courrier.nouvelle
    ADD CONSTRAINT nouvelle_courriel FOREIGN KEY (courriel_id) REFERENCES courrier.courriel(courriel_id);

ALTER TABLE ONLY courrier.nouvelle
    ADD CONSTRAINT nouvelle_dossier FOREIGN KEY (dossier_id) REFERENCES financement.dossier(dossier_id) ON DELETE CASCADE;

ALTER TABLE ONLY courrier.preference
    ADD CONSTRAINT preference_agent FOREIGN KEY (agent_id) REFERENCES acces.agent(agent_id) ON DELETE CASCADE;

ALTER TABLE ONLY enveloppe.enveloppe
    ADD CONSTRAINT enveloppe_dispositif FOREIGN KEY (dispositif) REFERENCES financement.dispositif(code);

ALTER TABLE ONLY enveloppe.enveloppe
    ADD CONSTRAINT enveloppe_parent FOREIGN KEY (parent_id) REFERENCES enveloppe.enveloppe(enveloppe_id);

ALTER TABLE ONLY enveloppe.mouvement
    ADD CONSTRAINT mouvement_agent FOREIGN KEY (agent_id) REFERENCES acces.agent(agent_id);

ALTER TABLE ONLY enveloppe.mouvement
    ADD CONSTRAINT mouvement_annule FOREIGN KEY (annule_id) REFERENCES enveloppe.mouvement(mouvement_id);

ALTER TABLE ONLY enveloppe.mouvement
    ADD CONSTRAINT mouvement_commune FOREIGN KEY (code_insee) REFERENCES territoire.commune(code_insee);

ALTER TABLE ONLY enveloppe.mouvement
    ADD CONSTRAINT mouvement_dossier FOREIGN KEY (dossier_id) REFERENCES financement.dossier(dossier_id);

ALTER TABLE ONLY enveloppe.mouvement
    ADD CONSTRAINT mouvement_enveloppe FOREIGN KEY (enveloppe_id) REFERENCES enveloppe.enveloppe(enveloppe_id);

ALTER TABLE ONLY enveloppe."position"
    ADD CONSTRAINT position_dossier FOREIGN KEY (dossier_id) REFERENCES financement.dossier(dossier_id);

ALTER TABLE ONLY enveloppe."position"
    ADD CONSTRAINT position_enveloppe FOREIGN KEY (enveloppe_id) REFERENCES enveloppe.enveloppe(enveloppe_id);

ALTER TABLE ONLY enveloppe.report
    ADD CONSTRAINT report_de FOREIGN KEY (de_id) REFERENCES enveloppe.enveloppe(enveloppe_id);

ALTER TABLE ONLY enveloppe.report
    ADD CONSTRAINT report_mouvement FOREIGN KEY (mouvement_id) REFERENCES enveloppe.mouvement(mouvement_id);

ALTER TABLE ONLY enveloppe.transfert
    ADD CONSTRAINT transfert_approuve_par FOREIGN KEY (approuve_par) REFERENCES acces.agent(agent_id);

ALTER TABLE ONLY enveloppe.transfert
    ADD CONSTRAINT transfert_de FOREIGN KEY (de_id) REFERENCES enveloppe.enveloppe(enveloppe_id);

ALTER TABLE ONLY enveloppe.transfert
    ADD CONSTRAINT transfert_propose_par FOREIGN KEY (propose_par) REFERENCES acces.agent(agent_id);

ALTER TABLE ONLY enveloppe.transfert
    ADD CONSTRAINT transfert_vers FOREIGN KEY (vers_id) REFERENCES enveloppe.enveloppe(enveloppe_id);

ALTER TABLE ONLY financement.appel
    ADD CONSTRAINT appel_auteur FOREIGN KEY (auteur_id) REFERENCES acces.agent(agent_id);

ALTER TABLE ONLY financement.appel
    ADD CONSTRAINT appel_dossier FOREIGN KEY (dossier_id) REFERENCES financement.dossier(dossier_id);

ALTER TABLE ONLY financement.approbation
    ADD CONSTRAINT approbation_demandee_par FOREIGN KEY (demandee_par) REFERENCES acces.agent(agent_id);

ALTER TABLE ONLY financement.approbation
    ADD CONSTRAINT approbation_dossier FOREIGN KEY (dossier_id) REFERENCES financement.dossier(dossier_id) ON DELETE CASCADE;

ALTER TABLE ONLY financement.approbation
    ADD CONSTRAINT approbation_repondue_par FOREIGN KEY (repondue_par) REFERENCES acces.agent(agent_id);

ALTER TABLE ONLY financement.avis
    ADD CONSTRAINT avis_demande_par FOREIGN KEY (demande_par) REFERENCES acces.agent(agent_id);

ALTER TABLE ONLY financement.avis
    ADD CONSTRAINT avis_dossier FOREIGN KEY (dossier_id) REFERENCES financement.dossier(dossier_id);

ALTER TABLE ONLY financement.avis
    ADD CONSTRAINT avis_repondu_par FOREIGN KEY (repondu_par) REFERENCES acces.agent(agent_id);

ALTER TABLE ONLY financement.colonnes_liste
    ADD CONSTRAINT colonnes_liste_agent FOREIGN KEY (agent_id) REFERENCES acces.agent(agent_id) ON DELETE CASCADE;

ALTER TABLE ONLY financement.consultation
    ADD CONSTRAINT consultation_agent FOREIGN KEY (agent_id) REFERENCES acces.agent(agent_id) ON DELETE CASCADE;

ALTER TABLE ONLY financement.consultation
    ADD CONSTRAINT consultation_dossier FOREIGN KEY (dossier_id) REFERENCES financement.dossier(dossier_id) ON DELETE CASCADE;

ALTER TABLE ONLY financement.correction
    ADD CONSTRAINT correction_passage FOREIGN KEY (passage_id) REFERENCES financement.passage(passage_id);

ALTER TABLE ONLY financement.deliberation
    ADD CONSTRAINT deliberation_dossier FOREIGN KEY (dossier_id) REFERENCES financement.dossier(dossier_id) ON DELETE CASCADE;

ALTER TABLE ONLY financement.deliberation
    ADD CONSTRAINT deliberation_redige_par FOREIGN KEY (redige_par) REFERENCES acces.agent(agent_id);

ALTER TABLE ONLY financement.demande
    ADD CONSTRAINT demande_dossier FOREIGN KEY (dossier_id) REFERENCES financement.dossier(dossier_id);

ALTER TABLE ONLY financement.demande
    ADD CONSTRAINT demande_formulaire FOREIGN KEY (formulaire_code, formulaire_version) REFERENCES financement.formulaire(code, version);

ALTER TABLE ONLY financement.dossier
    ADD CONSTRAINT dossier_commune FOREIGN KEY (code_insee) REFERENCES territoire.commune(code_insee);

ALTER TABLE ONLY financement.dossier
    ADD CONSTRAINT dossier_departement FOREIGN KEY (departement_code) REFERENCES territoire.departement(code);

ALTER TABLE ONLY financement.dossier
    ADD CONSTRAINT dossier_dispositif FOREIGN KEY (dispositif) REFERENCES financement.dispositif(code);

ALTER TABLE ONLY financement.dossier
    ADD CONSTRAINT dossier_lu_par FOREIGN KEY (lu_par) REFERENCES acces.agent(agent_id);

ALTER TABLE ONLY financement.dossier
    ADD CONSTRAINT dossier_operation FOREIGN KEY (operation_id) REFERENCES operation.operation(operation_id);

ALTER TABLE ONLY financement.dossier
    ADD CONSTRAINT dossier_organisation FOREIGN KEY (organisation_id) REFERENCES acces.organisation(organisation_id);

ALTER TABLE ONLY financement.dossier
    ADD CONSTRAINT dossier_plan FOREIGN KEY (plan_id) REFERENCES financement.plan(plan_id);

ALTER TABLE ONLY financement.examen
    ADD CONSTRAINT examen_contenu FOREIGN KEY (sha256) REFERENCES financement.contenu(sha256) ON DELETE CASCADE;

ALTER TABLE ONLY financement.message
    ADD CONSTRAINT message_auteur FOREIGN KEY (auteur_id) REFERENCES acces.agent(agent_id);

ALTER TABLE ONLY financement.message
    ADD CONSTRAINT message_dossier FOREIGN KEY (dossier_id) REFERENCES financement.dossier(dossier_id);

ALTER TABLE ONLY financement.message_fichier
    ADD CONSTRAINT message_fichier_contenu FOREIGN KEY (sha256) REFERENCES financement.contenu(sha256);

ALTER TABLE ONLY financement.message_fichier
    ADD CONSTRAINT message_fichier_message FOREIGN KEY (message_id) REFERENCES financement.message(message_id);

ALTER TABLE ONLY financement.note
    ADD CONSTRAINT note_auteur FOREIGN KEY (auteur_id) REFERENCES acces.agent(agent_id);

ALTER TABLE ONLY financement.note
    ADD CONSTRAINT note_dossier FOREIGN KEY (dossier_id) REFERENCES financement.dossier(dossier_id);

ALTER TABLE ONLY financement.passage
    ADD CONSTRAINT passage_agent FOREIGN KEY (agent_id) REFERENCES acces.agent(agent_id);

ALTER TABLE ONLY financement.passage
    ADD CONSTRAINT passage_dossier FOREIGN KEY (dossier_id) REFERENCES financement.dossier(dossier_id);

ALTER TABLE ONLY financement.piece
    ADD CONSTRAINT piece_code FOREIGN KEY (code) REFERENCES financement.piece_exigee(code);

ALTER TABLE ONLY financement.piece
    ADD CONSTRAINT piece_contenu FOREIGN KEY (sha256) REFERENCES financement.contenu(sha256);

ALTER TABLE ONLY financement.piece
    ADD CONSTRAINT piece_depose_par FOREIGN KEY (depose_par) REFERENCES acces.agent(agent_id);

ALTER TABLE ONLY financement.piece
    ADD CONSTRAINT piece_dossier FOREIGN KEY (dossier_id) REFERENCES financement.dossier(dossier_id);

ALTER TABLE ONLY financement.piece
    ADD CONSTRAINT piece_operation FOREIGN KEY (operation_id) REFERENCES operation.operation(operation_id);

ALTER TABLE ONLY financement.plan
    ADD CONSTRAINT plan_operation FOREIGN KEY (operation_id) REFERENCES operation.operation(operation_id) ON DELETE CASCADE;

ALTER TABLE ONLY financement.preremplissage
    ADD CONSTRAINT preremplissage_cree_par FOREIGN KEY (cree_par) REFERENCES acces.agent(agent_id);

ALTER TABLE ONLY financement.preremplissage
    ADD CONSTRAINT preremplissage_dossier FOREIGN KEY (dossier_id) REFERENCES financement.dossier(dossier_id) ON DELETE CASCADE;

ALTER TABLE ONLY financement.preremplissage
    ADD CONSTRAINT preremplissage_organisation FOREIGN KEY (organisation_id) REFERENCES acces.organisation(organisation_id);

ALTER TABLE ONLY financement.regle_departement
    ADD CONSTRAINT regle_dispositif FOREIGN KEY (dispositif) REFERENCES financement.dispositif(code);

ALTER TABLE ONLY financement.reponse
    ADD CONSTRAINT reponse_dossier FOREIGN KEY (dossier_id) REFERENCES financement.dossier(dossier_id) ON DELETE CASCADE;

ALTER TABLE ONLY financement.reponse
    ADD CONSTRAINT reponse_operation FOREIGN KEY (operation_id) REFERENCES operation.operation(operation_id) ON DELETE CASCADE;

ALTER TABLE ONLY financement.reponse
    ADD CONSTRAINT reponse_organisation FOREIGN KEY (organisation_id) REFERENCES acces.organisation(organisation_id);

ALTER TABLE ONLY financement.reponse
    ADD CONSTRAINT reponse_repondu_par FOREIGN KEY (repondu_par) REFERENCES acces.agent(agent_id);

ALTER TABLE ONLY financement.selection
    ADD CONSTRAINT selection_agent FOREIGN KEY (agent_id) REFERENCES acces.agent(agent_id) ON DELETE CASCADE;

ALTER TABLE ONLY financement.selection
    ADD CONSTRAINT selection_dossier FOREIGN KEY (dossier_id) REFERENCES financement.dossier(dossier_id) ON DELETE CASCADE;

ALTER TABLE ONLY financement.usage
    ADD CONSTRAINT usage_dispositif FOREIGN KEY (dispositif) REFERENCES financement.dispositif(code);

ALTER TABLE ONLY financement.vue_liste
    ADD CONSTRAINT vue_liste_agent FOREIGN KEY (agent_id) REFERENCES acces.agent(agent_id) ON DELETE CASCADE;

ALTER TABLE ONLY financement.vue_liste
    ADD CONSTRAINT vue_liste_departement FOREIGN KEY (departement_code) REFERENCES territoire.departement(code);

ALTER TABLE ONLY operation.choix_financement
    ADD CONSTRAINT choix_choisi_par FOREIGN KEY (choisi_par) REFERENCES acces.agent(agent_id);

ALTER TABLE ONLY operation.choix_financement
    ADD CONSTRAINT choix_operation FOREIGN KEY (operation_id) REFERENCES operation.operation(operation_id) ON DELETE CASCADE;

ALTER TABLE ONLY operation.commande
    ADD CONSTRAINT commande_cree_par FOREIGN KEY (cree_par) REFERENCES acces.agent(agent_id);

ALTER TABLE ONLY operation.commande
    ADD CONSTRAINT commande_operation FOREIGN KEY (operation_id) REFERENCES operation.operation(operation_id);

ALTER TABLE ONLY operation.commande
    ADD CONSTRAINT commande_organisation FOREIGN KEY (organisation_id) REFERENCES acces.organisation(organisation_id);

ALTER TABLE ONLY operation.gel
    ADD CONSTRAINT gel_fige_par FOREIGN KEY (fige_par) REFERENCES acces.agent(agent_id);

ALTER TABLE ONLY operation.gel
    ADD CONSTRAINT gel_leve_par FOREIGN KEY (leve_par) REFERENCES acces.agent(agent_id);

ALTER TABLE ONLY operation.gel
    ADD CONSTRAINT gel_operation FOREIGN KEY (operation_id) REFERENCES operation.operation(operation_id);

ALTER TABLE ONLY operation.ligne
    ADD CONSTRAINT ligne_article FOREIGN KEY (article_code) REFERENCES catalogue.article(code);

ALTER TABLE ONLY operation.ligne
    ADD CONSTRAINT ligne_devis FOREIGN KEY (devis_id) REFERENCES financement.piece(piece_id) ON DELETE SET NULL;

ALTER TABLE ONLY operation.ligne
    ADD CONSTRAINT ligne_kit FOREIGN KEY (kit_code, kit_version) REFERENCES catalogue.kit(code, version);

ALTER TABLE ONLY operation.ligne
    ADD CONSTRAINT ligne_membre FOREIGN KEY (operation_id, membre_id) REFERENCES operation.membre(operation_id, membre_id) ON DELETE SET NULL (membre_id);

ALTER TABLE ONLY operation.ligne
    ADD CONSTRAINT ligne_operation FOREIGN KEY (operation_id) REFERENCES operation.operation(operation_id) ON DELETE CASCADE;

ALTER TABLE ONLY operation.ligne
    ADD CONSTRAINT ligne_remplace FOREIGN KEY (remplace_article) REFERENCES catalogue.article(code);

ALTER TABLE ONLY operation.membre
    ADD CONSTRAINT membre_commune FOREIGN KEY (code_insee) REFERENCES territoire.commune(code_insee);

ALTER TABLE ONLY operation.membre
    ADD CONSTRAINT membre_invite_par FOREIGN KEY (invite_par) REFERENCES acces.agent(agent_id);

ALTER TABLE ONLY operation.membre
    ADD CONSTRAINT membre_operation FOREIGN KEY (operation_id) REFERENCES operation.operation(operation_id) ON DELETE CASCADE;

ALTER TABLE ONLY operation.membre
    ADD CONSTRAINT membre_repondu_par FOREIGN KEY (repondu_par) REFERENCES acces.agent(agent_id);

ALTER TABLE ONLY operation.operation
    ADD CONSTRAINT operation_commune FOREIGN KEY (code_insee) REFERENCES territoire.commune(code_insee);

ALTER TABLE ONLY operation.operation
    ADD CONSTRAINT operation_copie_de FOREIGN KEY (copie_de) REFERENCES operation.operation(operation_id);

ALTER TABLE ONLY operation.operation
    ADD CONSTRAINT operation_cree_par FOREIGN KEY (cree_par) REFERENCES acces.agent(agent_id);

ALTER TABLE ONLY operation.operation
    ADD CONSTRAINT operation_departement FOREIGN KEY (departement_code) REFERENCES territoire.departement(code);

ALTER TABLE ONLY operation.operation
    ADD CONSTRAINT operation_organisation FOREIGN KEY (organisation_id) REFERENCES acces.organisation(organisation_id);

ALTER TABLE ONLY operation.panier
    ADD CONSTRAINT panier_cree_par FOREIGN KEY (cree_par) REFERENCES acces.agent(agent_id);

ALTER TABLE ONLY operation.panier_ligne
    ADD CONSTRAINT panier_ligne_article FOREIGN KEY (article_code) REFERENCES catalogue.article(code);

ALTER TABLE ONLY operation.panier_ligne
    ADD CONSTRAINT panier_ligne_panier FOREIGN KEY (panier_id) REFERENCES operation.panier(panier_id) ON DELETE CASCADE;

ALTER TABLE ONLY operation.panier
    ADD CONSTRAINT panier_organisation FOREIGN KEY (organisation_id) REFERENCES acces.organisation(organisation_id);

ALTER TABLE ONLY operation.pret
    ADD CONSTRAINT pret_cree_par FOREIGN KEY (cree_par) REFERENCES acces.agent(agent_id);

ALTER TABLE ONLY operation.pret_ligne
    ADD CONSTRAINT pret_ligne_ligne FOREIGN KEY (ligne_id) REFERENCES operation.ligne(ligne_id) ON DELETE SET NULL;

ALTER TABLE ONLY operation.pret_ligne
    ADD CONSTRAINT pret_ligne_pret FOREIGN KEY (pret_id) REFERENCES operation.pret(pret_id) ON DELETE CASCADE;

ALTER TABLE ONLY operation.pret
    ADD CONSTRAINT pret_operation FOREIGN KEY (operation_id) REFERENCES operation.operation(operation_id);

ALTER TABLE ONLY operation.pret
    ADD CONSTRAINT pret_organisation FOREIGN KEY (organisation_id) REFERENCES acces.organisation(organisation_id);

ALTER TABLE ONLY programmation.document
    ADD CONSTRAINT document_dossier FOREIGN KEY (dossier_id) REFERENCES financement.dossier(dossier_id);

ALTER TABLE ONLY programmation.document
    ADD CONSTRAINT document_genere_par FOREIGN KEY (genere_par) REFERENCES acces.agent(agent_id);

ALTER TABLE ONLY programmation.document
    ADD CONSTRAINT document_modele FOREIGN KEY (modele_id, version) REFERENCES programmation.modele_version(modele_id, version);

ALTER TABLE ONLY programmation.document
    ADD CONSTRAINT document_piece FOREIGN KEY (piece_id) REFERENCES financement.piece(piece_id);

ALTER TABLE ONLY programmation.engagement
    ADD CONSTRAINT engagement_dossier FOREIGN KEY (dossier_id) REFERENCES financement.dossier(dossier_id);

ALTER TABLE ONLY programmation.engagement
    ADD CONSTRAINT engagement_inscrit_par FOREIGN KEY (inscrit_par) REFERENCES acces.agent(agent_id);

ALTER TABLE ONLY programmation.ligne
    ADD CONSTRAINT ligne_dossier FOREIGN KEY (dossier_id) REFERENCES financement.dossier(dossier_id);

ALTER TABLE ONLY programmation.ligne
    ADD CONSTRAINT ligne_simulation FOREIGN KEY (simulation_id) REFERENCES programmation.simulation(simulation_id) ON DELETE CASCADE;

ALTER TABLE ONLY programmation.modele
    ADD CONSTRAINT modele_departement FOREIGN KEY (departement_code) REFERENCES territoire.departement(code);

ALTER TABLE ONLY programmation.modele
    ADD CONSTRAINT modele_dispositif FOREIGN KEY (dispositif) REFERENCES financement.dispositif(code);

ALTER TABLE ONLY programmation.modele_version
    ADD CONSTRAINT modele_version_ecrit_par FOREIGN KEY (ecrit_par) REFERENCES acces.agent(agent_id);

ALTER TABLE ONLY programmation.modele_version
    ADD CONSTRAINT modele_version_modele FOREIGN KEY (modele_id) REFERENCES programmation.modele(modele_id) ON DELETE CASCADE;

ALTER TABLE ONLY programmation.page_orpheline
    ADD CONSTRAINT page_orpheline_departement FOREIGN KEY (departement_code) REFERENCES territoire.departement(code);

ALTER TABLE ONLY programmation.page_orpheline
    ADD CONSTRAINT page_orpheline_depose_par FOREIGN KEY (depose_par) REFERENCES acces.agent(agent_id);

ALTER TABLE ONLY programmation.simulation
    ADD CONSTRAINT simulation_cree_par FOREIGN KEY (cree_par) REFERENCES acces.agent(agent_id);

ALTER TABLE ONLY programmation.simulation
    ADD CONSTRAINT simulation_departement FOREIGN KEY (departement_code) REFERENCES territoire.departement(code);

ALTER TABLE ONLY programmation.simulation
    ADD CONSTRAINT simulation_enveloppe FOREIGN KEY (enveloppe_id) REFERENCES enveloppe.enveloppe(enveloppe_id);

ALTER TABLE ONLY programmation.travail
    ADD CONSTRAINT travail_demande_par FOREIGN KEY (demande_par) REFERENCES acces.agent(agent_id);

ALTER TABLE ONLY programmation.travail
    ADD CONSTRAINT travail_departement FOREIGN KEY (departement_code) REFERENCES territoire.departement(code);

ALTER TABLE ONLY programmation.travail_ligne
    ADD CONSTRAINT travail_ligne_dossier FOREIGN KEY (dossier_id) REFERENCES financement.dossier(dossier_id);

ALTER TABLE ONLY programmation.travail_ligne
    ADD CONSTRAINT travail_ligne_travail FOREIGN KEY (travail_id) REFERENCES programmation.travail(travail_id) ON DELETE CASCADE;

ALTER TABLE ONLY programmation.travail
    ADD CONSTRAINT travail_simulation FOREIGN KEY (simulation_id) REFERENCES programmation.simulation(simulation_id) ON DELETE CASCADE;

ALTER TABLE ONLY territoire.arrondissement
    ADD CONSTRAINT arrondissement_departement FOREIGN KEY (departement_code) REFERENCES territoire.departement(code);

ALTER TABLE ONLY territoire.commune
    ADD CONSTRAINT commune_arrondissement FOREIGN KEY (arrondissement_code) REFERENCES territoire.arrondissement(code);

ALTER TABLE ONLY territoire.commune
    ADD CONSTRAINT commune_departement FOREIGN KEY (departement_code) REFERENCES territoire.departement(code);

ALTER TABLE ONLY territoire.commune
    ADD CONSTRAINT commune_epci FOREIGN KEY (epci_siren) REFERENCES territoire.epci(siren);

ALTER TABLE ONLY territoire.departement
    ADD CONSTRAINT departement_region FOREIGN KEY (region_code) REFERENCES territoire.region(code);

ALTER TABLE ONLY territoire.epci
    ADD CONSTRAINT epci_departement FOREIGN KEY (departement_code) REFERENCES territoire.departement(code);

ALTER TABLE ONLY territoire.passage
    ADD CONSTRAINT passage_commune FOREIGN KEY (code_insee) REFERENCES territoire.commune(code_insee);

ALTER TABLE ONLY territoire.voisinage
    ADD CONSTRAINT voisinage_departement FOREIGN KEY (departement_code) REFERENCES territoire.departement(code);

ALTER TABLE ONLY territoire.voisinage
    ADD CONSTRAINT voisinage_voisin FOREIGN KEY (voisin_code) REFERENCES territoire.departement(code);

ALTER TABLE acces.agent ENABLE ROW LEVEL SECURITY;

ALTER TABLE acces.droit ENABLE ROW LEVEL SECURITY;

CREATE POLICY facteur ON acces.organisation FOR SELECT USING (( SELECT acces.est_facteur() AS est_facteur));

CREATE POLICY lecture ON acces.agent FOR SELECT USING ((agent_id = ( SELECT acces.agent_courant() AS agent_courant)));

CREATE POLICY lecture ON acces.droit FOR SELECT USING ((agent_id = ( SELECT acces.agent_courant() AS agent_courant)));

CREATE POLICY lecture ON acces.organisation FOR SELECT USING ((( SELECT acces.voit_tout() AS voit_tout) OR (organisation_id = ANY (( SELECT acces.mes_organisations() AS mes_organisations)::bigint[])) OR (departement_code = ANY (( SELECT acces.mes_departements() AS mes_departements)::text[]))));

ALTER TABLE acces.organisation ENABLE ROW LEVEL SECURITY;

CREATE POLICY proprietaire ON acces.agent USING (( SELECT acces.est_proprietaire() AS est_proprietaire));

CREATE POLICY proprietaire ON acces.droit USING (( SELECT acces.est_proprietaire() AS est_proprietaire));

CREATE POLICY proprietaire ON acces.organisation USING (( SELECT acces.est_proprietaire() AS est_proprietaire));

CREATE POLICY proprietaire ON acces.session USING (( SELECT acces.est_proprietaire() AS est_proprietaire));

CREATE POLICY proprietaire ON acces.tentative USING (( SELECT acces.est_proprietaire() AS est_proprietaire));

ALTER TABLE acces.session ENABLE ROW LEVEL SECURITY;

ALTER TABLE acces.tentative ENABLE ROW LEVEL SECURITY;

CREATE POLICY lecture ON catalogue.offre FOR SELECT USING (( SELECT acces.est_responsable() AS est_responsable));

CREATE POLICY lecture ON catalogue.offre_ligne FOR SELECT USING (( SELECT acces.est_responsable() AS est_responsable));

ALTER TABLE catalogue.offre ENABLE ROW LEVEL SECURITY;

ALTER TABLE catalogue.offre_ligne ENABLE ROW LEVEL SECURITY;

CREATE POLICY proprietaire ON catalogue.offre USING (( SELECT acces.est_proprietaire() AS est_proprietaire));

CREATE POLICY proprietaire ON catalogue.offre_ligne USING (( SELECT acces.est_proprietaire() AS est_proprietaire));

CREATE POLICY abandon ON concours.proposition FOR DELETE USING (((organisation_id = ANY (( SELECT acces.mes_ateliers() AS mes_ateliers)::bigint[])) AND (etat = 'brouillon'::text)));

ALTER TABLE concours.avis ENABLE ROW LEVEL SECURITY;

CREATE POLICY brouillon ON concours.proposition FOR UPDATE USING (((organisation_id = ANY (( SELECT acces.mes_ateliers() AS mes_ateliers)::bigint[])) AND (etat = 'brouillon'::text)));

ALTER TABLE concours.consultation ENABLE ROW LEVEL SECURITY;

CREATE POLICY creation ON concours.proposition FOR INSERT WITH CHECK (((organisation_id = ANY (( SELECT acces.mes_ateliers() AS mes_ateliers)::bigint[])) AND (auteur_id = ( SELECT acces.agent_courant() AS agent_courant)) AND (etat = 'brouillon'::text)));

ALTER TABLE concours.critere ENABLE ROW LEVEL SECURITY;

CREATE POLICY ecriture ON concours.avis USING (((agent_id = ( SELECT acces.agent_courant() AS agent_courant)) AND ( SELECT acces.est_relecteur() AS est_relecteur)));

CREATE POLICY ecriture ON concours.consultation FOR INSERT WITH CHECK ((( SELECT acces.est_responsable() AS est_responsable) AND (cree_par = ( SELECT acces.agent_courant() AS agent_courant))));

CREATE POLICY ecriture ON concours.critere FOR INSERT WITH CHECK (( SELECT acces.est_responsable() AS est_responsable));

CREATE POLICY ecriture ON concours.intention USING ((organisation_id = ANY (( SELECT acces.mes_organisations() AS mes_organisations)::bigint[]))) WITH CHECK (((organisation_id = ANY (( SELECT acces.mes_organisations() AS mes_organisations)::bigint[])) AND (agent_id = ( SELECT acces.agent_courant() AS agent_courant))));

CREATE POLICY ecriture ON concours.ligne USING ((EXISTS ( SELECT
   FROM concours.proposition
  WHERE ((proposition.proposition_id = ligne.proposition_id) AND (proposition.etat = 'brouillon'::text) AND (proposition.organisation_id = ANY (( SELECT acces.mes_ateliers() AS mes_ateliers)::bigint[]))))));

CREATE POLICY ecriture ON concours.lot FOR INSERT WITH CHECK ((( SELECT acces.est_responsable() AS est_responsable) AND (cree_par = ( SELECT acces.agent_courant() AS agent_courant))));

CREATE POLICY ecriture ON concours.note USING (((agent_id = ( SELECT acces.agent_courant() AS agent_courant)) AND ( SELECT acces.est_relecteur() AS est_relecteur)));

CREATE POLICY ecriture ON concours.piece USING ((EXISTS ( SELECT
   FROM concours.proposition
  WHERE ((proposition.proposition_id = piece.proposition_id) AND (proposition.etat = 'brouillon'::text) AND (proposition.organisation_id = ANY (( SELECT acces.mes_ateliers() AS mes_ateliers)::bigint[]))))));

ALTER TABLE concours.intention ENABLE ROW LEVEL SECURITY;

CREATE POLICY lecture ON concours.avis FOR SELECT USING (((agent_id = ( SELECT acces.agent_courant() AS agent_courant)) OR ( SELECT acces.est_responsable() AS est_responsable)));

CREATE POLICY lecture ON concours.consultation FOR SELECT USING (true);

CREATE POLICY lecture ON concours.critere FOR SELECT USING (true);

CREATE POLICY lecture ON concours.intention FOR SELECT USING ((( SELECT acces.voit_tout() AS voit_tout) OR (organisation_id = ANY (( SELECT acces.mes_organisations() AS mes_organisations)::bigint[])) OR (departement_code = ANY (( SELECT acces.mes_departements() AS mes_departements)::text[]))));

CREATE POLICY lecture ON concours.ligne FOR SELECT USING ((EXISTS ( SELECT
   FROM concours.proposition
  WHERE (proposition.proposition_id = ligne.proposition_id))));

CREATE POLICY lecture ON concours.lot FOR SELECT USING (true);

CREATE POLICY lecture ON concours.note FOR SELECT USING (((agent_id = ( SELECT acces.agent_courant() AS agent_courant)) OR ( SELECT acces.est_responsable() AS est_responsable)));

CREATE POLICY lecture ON concours.passage FOR SELECT USING (((( SELECT acces.agent_courant() AS agent_courant) IS NOT NULL) AND (EXISTS ( SELECT
   FROM concours.proposition
  WHERE ((proposition.proposition_id = passage.proposition_id) AND (( SELECT acces.est_relecteur() AS est_relecteur) OR (proposition.organisation_id = ANY (( SELECT acces.mes_ateliers() AS mes_ateliers)::bigint[]))))))));

CREATE POLICY lecture ON concours.piece FOR SELECT USING ((EXISTS ( SELECT
   FROM concours.proposition
  WHERE (proposition.proposition_id = piece.proposition_id))));

CREATE POLICY lecture ON concours.proposition FOR SELECT USING (((etat = 'publie'::text) OR (organisation_id = ANY (( SELECT acces.mes_ateliers() AS mes_ateliers)::bigint[])) OR ((etat <> 'brouillon'::text) AND ( SELECT acces.est_relecteur() AS est_relecteur))));

ALTER TABLE concours.ligne ENABLE ROW LEVEL SECURITY;

ALTER TABLE concours.lot ENABLE ROW LEVEL SECURITY;

ALTER TABLE concours.note ENABLE ROW LEVEL SECURITY;

ALTER TABLE concours.passage ENABLE ROW LEVEL SECURITY;

ALTER TABLE concours.piece ENABLE ROW LEVEL SECURITY;

ALTER TABLE concours.proposition ENABLE ROW LEVEL SECURITY;

CREATE POLICY proprietaire ON concours.avis USING (( SELECT acces.est_proprietaire() AS est_proprietaire));

CREATE POLICY proprietaire ON concours.consultation USING (( SELECT acces.est_proprietaire() AS est_proprietaire));

CREATE POLICY proprietaire ON concours.critere USING (( SELECT acces.est_proprietaire() AS est_proprietaire));

CREATE POLICY proprietaire ON concours.intention USING (( SELECT acces.est_proprietaire() AS est_proprietaire));

CREATE POLICY proprietaire ON concours.ligne USING (( SELECT acces.est_proprietaire() AS est_proprietaire));

CREATE POLICY proprietaire ON concours.lot USING (( SELECT acces.est_proprietaire() AS est_proprietaire));

CREATE POLICY proprietaire ON concours.note USING (( SELECT acces.est_proprietaire() AS est_proprietaire));

CREATE POLICY proprietaire ON concours.passage USING (( SELECT acces.est_proprietaire() AS est_proprietaire));

CREATE POLICY proprietaire ON concours.piece USING (( SELECT acces.est_proprietaire() AS est_proprietaire));

CREATE POLICY proprietaire ON concours.proposition USING (( SELECT acces.est_proprietaire() AS est_proprietaire));

ALTER TABLE courrier.courriel ENABLE ROW LEVEL SECURITY;

ALTER TABLE courrier.jointe ENABLE ROW LEVEL SECURITY;

CREATE POLICY lecture ON courrier.courriel FOR SELECT USING ((( SELECT acces.est_responsable() AS est_responsable) OR (departement_code = ANY (( SELECT acces.mes_departements() AS mes_departements)::text[]))));

CREATE POLICY lecture ON courrier.preference FOR SELECT USING ((agent_id = ( SELECT acces.agent_courant() AS agent_courant)));

ALTER TABLE courrier.nouvelle ENABLE ROW LEVEL SECURITY;

ALTER TABLE courrier.preference ENABLE ROW LEVEL SECURITY;

CREATE POLICY proprietaire ON courrier.courriel USING (( SELECT acces.est_proprietaire() AS est_proprietaire));

CREATE POLICY proprietaire ON courrier.jointe USING (( SELECT acces.est_proprietaire() AS est_proprietaire));

CREATE POLICY proprietaire ON courrier.nouvelle USING (( SELECT acces.est_proprietaire() AS est_proprietaire));

CREATE POLICY proprietaire ON courrier.preference USING (( SELECT acces.est_proprietaire() AS est_proprietaire));

ALTER TABLE enveloppe.enveloppe ENABLE ROW LEVEL SECURITY;

CREATE POLICY lecture ON enveloppe.enveloppe FOR SELECT USING ((( SELECT acces.voit_tout() AS voit_tout) OR (( SELECT acces.agent_courant() AS agent_courant) IS NOT NULL)));

CREATE POLICY lecture ON enveloppe.mouvement FOR SELECT USING ((( SELECT acces.voit_tout() AS voit_tout) OR ((dossier_id IS NULL) AND (( SELECT acces.agent_courant() AS agent_courant) IS NOT NULL)) OR (EXISTS ( SELECT
   FROM enveloppe."position"
  WHERE ("position".dossier_id = mouvement.dossier_id)))));

CREATE POLICY lecture ON enveloppe."position" FOR SELECT USING ((( SELECT acces.voit_tout() AS voit_tout) OR (organisation_id = ANY (( SELECT acces.mes_organisations() AS mes_organisations)::bigint[])) OR (departement_code = ANY (( SELECT acces.mes_departements() AS mes_departements)::text[]))));

CREATE POLICY lecture ON enveloppe.report FOR SELECT USING (( SELECT acces.voit_tout() AS voit_tout));

CREATE POLICY lecture ON enveloppe.transfert FOR SELECT USING (( SELECT acces.voit_tout() AS voit_tout));

ALTER TABLE enveloppe.mouvement ENABLE ROW LEVEL SECURITY;

ALTER TABLE enveloppe."position" ENABLE ROW LEVEL SECURITY;

CREATE POLICY proprietaire ON enveloppe.enveloppe USING (( SELECT acces.est_proprietaire() AS est_proprietaire));

CREATE POLICY proprietaire ON enveloppe.mouvement USING (( SELECT acces.est_proprietaire() AS est_proprietaire));

CREATE POLICY proprietaire ON enveloppe."position" USING (( SELECT acces.est_proprietaire() AS est_proprietaire));

CREATE POLICY proprietaire ON enveloppe.report USING (( SELECT acces.est_proprietaire() AS est_proprietaire));

CREATE POLICY proprietaire ON enveloppe.transfert USING (( SELECT acces.est_proprietaire() AS est_proprietaire));

ALTER TABLE enveloppe.report ENABLE ROW LEVEL SECURITY;

ALTER TABLE enveloppe.transfert ENABLE ROW LEVEL SECURITY;

CREATE POLICY abandon ON financement.dossier FOR DELETE USING (((organisation_id = ANY (( SELECT acces.mes_organisations() AS mes_organisations)::bigint[])) AND (etat = 'brouillon'::text)));

CREATE POLICY antivirus ON financement.contenu AS RESTRICTIVE FOR SELECT USING ((( SELECT acces.est_proprietaire() AS est_proprietaire) OR (NOT (EXISTS ( SELECT
   FROM financement.examen
  WHERE ((examen.sha256 = contenu.sha256) AND (examen.antivirus = ANY (ARRAY['infecte'::text, 'en_attente'::text]))))))));

ALTER TABLE financement.appel ENABLE ROW LEVEL SECURITY;

ALTER TABLE financement.approbation ENABLE ROW LEVEL SECURITY;

ALTER TABLE financement.avis ENABLE ROW LEVEL SECURITY;

CREATE POLICY brouillon ON financement.dossier FOR UPDATE USING (((organisation_id = ANY (( SELECT acces.mes_organisations() AS mes_organisations)::bigint[])) AND (etat = 'brouillon'::text)));

CREATE POLICY changement ON financement.vue_liste FOR UPDATE USING (((agent_id = ( SELECT acces.agent_courant() AS agent_courant)) AND (departement_code = ANY (( SELECT acces.mes_departements() AS mes_departements)::text[]))));

ALTER TABLE financement.colonnes_liste ENABLE ROW LEVEL SECURITY;

ALTER TABLE financement.consultation ENABLE ROW LEVEL SECURITY;

ALTER TABLE financement.contenu ENABLE ROW LEVEL SECURITY;

ALTER TABLE financement.correction ENABLE ROW LEVEL SECURITY;

CREATE POLICY creation ON financement.dossier FOR INSERT WITH CHECK (((organisation_id = ANY (( SELECT acces.mes_organisations() AS mes_organisations)::bigint[])) AND (etat = 'brouillon'::text)));

CREATE POLICY creation ON financement.preremplissage FOR INSERT WITH CHECK (((organisation_id = ANY (( SELECT acces.mes_organisations() AS mes_organisations)::bigint[])) AND (cree_par = ( SELECT acces.agent_courant() AS agent_courant)) AND (EXISTS ( SELECT
   FROM financement.dossier
  WHERE ((dossier.dossier_id = preremplissage.dossier_id) AND (dossier.organisation_id = preremplissage.organisation_id))))));

ALTER TABLE financement.deliberation ENABLE ROW LEVEL SECURITY;

CREATE POLICY demande ON financement.correction FOR INSERT WITH CHECK ((EXISTS ( SELECT
   FROM financement.passage
  WHERE ((passage.passage_id = correction.passage_id) AND (passage.vers = 'a_corriger'::text) AND (passage.agent_id = ( SELECT acces.agent_courant() AS agent_courant))))));

ALTER TABLE financement.demande ENABLE ROW LEVEL SECURITY;

CREATE POLICY depot ON financement.contenu FOR INSERT WITH CHECK ((( SELECT acces.agent_courant() AS agent_courant) IS NOT NULL));

CREATE POLICY depot ON financement.piece FOR INSERT WITH CHECK (((depose_par = ( SELECT acces.agent_courant() AS agent_courant)) AND (((nature = ANY (ARRAY['piece'::text, 'commande'::text])) AND (organisation_id = ANY (( SELECT acces.mes_organisations() AS mes_organisations)::bigint[]))) OR ((nature = ANY (ARRAY['accuse'::text, 'decision'::text])) AND (departement_code = ANY (( SELECT acces.mes_departements() AS mes_departements)::text[]))) OR ((nature = 'accuse'::text) AND (origine = 'generee'::text) AND (organisation_id = ANY (( SELECT acces.mes_organisations() AS mes_organisations)::bigint[])) AND (EXISTS ( SELECT
   FROM financement.dossier
  WHERE ((dossier.dossier_id = piece.dossier_id) AND (dossier.recu_le IS NOT NULL)))))) AND (EXISTS ( SELECT
   FROM operation.operation
  WHERE ((operation.operation_id = piece.operation_id) AND (operation.organisation_id = piece.organisation_id) AND (operation.departement_code = piece.departement_code))))));

ALTER TABLE financement.dossier ENABLE ROW LEVEL SECURITY;

CREATE POLICY ecriture ON financement.appel FOR INSERT WITH CHECK (((auteur_id = ( SELECT acces.agent_courant() AS agent_courant)) AND (departement_code = ANY (( SELECT acces.mes_departements() AS mes_departements)::text[])) AND (EXISTS ( SELECT
   FROM financement.dossier
  WHERE ((dossier.dossier_id = appel.dossier_id) AND (dossier.departement_code = appel.departement_code) AND (dossier.etat <> 'brouillon'::text))))));

CREATE POLICY ecriture ON financement.deliberation USING ((EXISTS ( SELECT
   FROM financement.dossier
  WHERE ((dossier.dossier_id = deliberation.dossier_id) AND (dossier.etat = ANY (ARRAY['brouillon'::text, 'a_corriger'::text])) AND (dossier.organisation_id = ANY (( SELECT acces.mes_organisations() AS mes_organisations)::bigint[])))))) WITH CHECK (((redige_par = ( SELECT acces.agent_courant() AS agent_courant)) AND (EXISTS ( SELECT
   FROM financement.dossier
  WHERE ((dossier.dossier_id = deliberation.dossier_id) AND (dossier.etat = ANY (ARRAY['brouillon'::text, 'a_corriger'::text])) AND (dossier.organisation_id = ANY (( SELECT acces.mes_organisations() AS mes_organisations)::bigint[])))))));

CREATE POLICY ecriture ON financement.note FOR INSERT WITH CHECK (((auteur_id = ( SELECT acces.agent_courant() AS agent_courant)) AND (departement_code = ANY (( SELECT acces.mes_departements() AS mes_departements)::text[])) AND (EXISTS ( SELECT
   FROM financement.dossier
  WHERE ((dossier.dossier_id = note.dossier_id) AND (dossier.departement_code = note.departement_code) AND (dossier.etat <> 'brouillon'::text))))));

CREATE POLICY ecriture ON financement.plan FOR INSERT WITH CHECK ((EXISTS ( SELECT
   FROM operation.operation
  WHERE ((operation.operation_id = plan.operation_id) AND (operation.organisation_id = ANY (( SELECT acces.mes_organisations() AS mes_organisations)::bigint[]))))));

CREATE POLICY ecriture ON financement.vue_liste FOR INSERT WITH CHECK (((agent_id = ( SELECT acces.agent_courant() AS agent_courant)) AND (departement_code = ANY (( SELECT acces.mes_departements() AS mes_departements)::text[]))));

ALTER TABLE financement.effectif ENABLE ROW LEVEL SECURITY;

CREATE POLICY envoi ON financement.demande FOR INSERT WITH CHECK (((organisation_id = ANY (( SELECT acces.mes_organisations() AS mes_organisations)::bigint[])) AND (EXISTS ( SELECT
   FROM financement.dossier
  WHERE ((dossier.dossier_id = demande.dossier_id) AND (dossier.organisation_id = demande.organisation_id) AND (dossier.etat = ANY (ARRAY['brouillon'::text, 'a_corriger'::text])))))));

ALTER TABLE financement.examen ENABLE ROW LEVEL SECURITY;

CREATE POLICY facteur ON financement.dossier FOR SELECT USING (( SELECT acces.est_facteur() AS est_facteur));

CREATE POLICY facteur ON financement.passage FOR SELECT USING (( SELECT acces.est_facteur() AS est_facteur));

CREATE POLICY lecture ON financement.appel FOR SELECT USING ((departement_code = ANY (( SELECT acces.mes_departements() AS mes_departements)::text[])));

CREATE POLICY lecture ON financement.avis FOR SELECT USING ((departement_code = ANY (( SELECT acces.mes_departements() AS mes_departements)::text[])));

CREATE POLICY lecture ON financement.contenu FOR SELECT USING ((((EXISTS ( SELECT
   FROM financement.piece
  WHERE (piece.sha256 = contenu.sha256))) OR (EXISTS ( SELECT
   FROM concours.piece
  WHERE (piece.sha256 = contenu.sha256)))) AND (NOT (EXISTS ( SELECT
   FROM financement.examen
  WHERE ((examen.sha256 = contenu.sha256) AND (examen.antivirus = ANY (ARRAY['infecte'::text, 'en_attente'::text]))))))));

CREATE POLICY lecture ON financement.correction FOR SELECT USING ((EXISTS ( SELECT
   FROM financement.passage
  WHERE (passage.passage_id = correction.passage_id))));

CREATE POLICY lecture ON financement.deliberation FOR SELECT USING ((EXISTS ( SELECT
   FROM financement.dossier
  WHERE (dossier.dossier_id = deliberation.dossier_id))));

CREATE POLICY lecture ON financement.demande FOR SELECT USING ((EXISTS ( SELECT
   FROM financement.dossier
  WHERE (dossier.dossier_id = demande.dossier_id))));

CREATE POLICY lecture ON financement.dossier FOR SELECT USING ((( SELECT acces.voit_tout() AS voit_tout) OR (organisation_id = ANY (( SELECT acces.mes_organisations() AS mes_organisations)::bigint[])) OR ((departement_code = ANY (( SELECT acces.mes_departements() AS mes_departements)::text[])) AND (etat <> 'brouillon'::text))));

CREATE POLICY lecture ON financement.effectif FOR SELECT USING ((( SELECT acces.voit_tout() AS voit_tout) OR (departement_code = ANY (( SELECT acces.mes_departements() AS mes_departements)::text[]))));

CREATE POLICY lecture ON financement.examen FOR SELECT USING (((EXISTS ( SELECT
   FROM financement.piece
  WHERE (piece.sha256 = examen.sha256))) OR (EXISTS ( SELECT
   FROM concours.piece
  WHERE (piece.sha256 = examen.sha256)))));

CREATE POLICY lecture ON financement.message FOR SELECT USING (((organisation_id = ANY (( SELECT acces.mes_organisations() AS mes_organisations)::bigint[])) OR (departement_code = ANY (( SELECT acces.mes_departements() AS mes_departements)::text[]))));

CREATE POLICY lecture ON financement.message_fichier FOR SELECT USING ((EXISTS ( SELECT
   FROM financement.message
  WHERE (message.message_id = message_fichier.message_id))));

CREATE POLICY lecture ON financement.note FOR SELECT USING ((departement_code = ANY (( SELECT acces.mes_departements() AS mes_departements)::text[])));

CREATE POLICY lecture ON financement.passage FOR SELECT USING ((EXISTS ( SELECT
   FROM financement.dossier
  WHERE (dossier.dossier_id = passage.dossier_id))));

CREATE POLICY lecture ON financement.piece FOR SELECT USING (((EXISTS ( SELECT
   FROM operation.operation
  WHERE (operation.operation_id = piece.operation_id))) AND ((dossier_id IS NULL) OR (EXISTS ( SELECT
   FROM financement.dossier
  WHERE (dossier.dossier_id = piece.dossier_id))))));

CREATE POLICY lecture ON financement.plan FOR SELECT USING ((EXISTS ( SELECT
   FROM operation.operation
  WHERE (operation.operation_id = plan.operation_id))));

CREATE POLICY lecture ON financement.preremplissage FOR SELECT USING ((organisation_id = ANY (( SELECT acces.mes_organisations() AS mes_organisations)::bigint[])));

CREATE POLICY lecture ON financement.reponse FOR SELECT USING ((organisation_id = ANY (( SELECT acces.mes_organisations() AS mes_organisations)::bigint[])));

CREATE POLICY lecture ON financement.reponse_changement FOR SELECT USING ((organisation_id = ANY (( SELECT acces.mes_organisations() AS mes_organisations)::bigint[])));

CREATE POLICY lecture ON financement.vue_liste FOR SELECT USING (((departement_code = ANY (( SELECT acces.mes_departements() AS mes_departements)::text[])) AND ((agent_id = ( SELECT acces.agent_courant() AS agent_courant)) OR est_partagee)));

ALTER TABLE financement.message ENABLE ROW LEVEL SECURITY;

ALTER TABLE financement.message_fichier ENABLE ROW LEVEL SECURITY;

CREATE POLICY messagerie ON financement.contenu FOR SELECT USING ((EXISTS ( SELECT
   FROM financement.message_fichier
  WHERE (message_fichier.sha256 = contenu.sha256))));

ALTER TABLE financement.note ENABLE ROW LEVEL SECURITY;

ALTER TABLE financement.passage ENABLE ROW LEVEL SECURITY;

ALTER TABLE financement.piece ENABLE ROW LEVEL SECURITY;

ALTER TABLE financement.plan ENABLE ROW LEVEL SECURITY;

ALTER TABLE financement.preremplissage ENABLE ROW LEVEL SECURITY;

CREATE POLICY proprietaire ON financement.appel USING (( SELECT acces.est_proprietaire() AS est_proprietaire));

CREATE POLICY proprietaire ON financement.approbation USING (( SELECT acces.est_proprietaire() AS est_proprietaire));

CREATE POLICY proprietaire ON financement.avis USING (( SELECT acces.est_proprietaire() AS est_proprietaire));

CREATE POLICY proprietaire ON financement.colonnes_liste USING (( SELECT acces.est_proprietaire() AS est_proprietaire));

CREATE POLICY proprietaire ON financement.consultation USING (( SELECT acces.est_proprietaire() AS est_proprietaire));

CREATE POLICY proprietaire ON financement.contenu USING (( SELECT acces.est_proprietaire() AS est_proprietaire));

CREATE POLICY proprietaire ON financement.correction USING (( SELECT acces.est_proprietaire() AS est_proprietaire));

CREATE POLICY proprietaire ON financement.deliberation USING (( SELECT acces.est_proprietaire() AS est_proprietaire));

CREATE POLICY proprietaire ON financement.demande USING (( SELECT acces.est_proprietaire() AS est_proprietaire));

CREATE POLICY proprietaire ON financement.dossier USING (( SELECT acces.est_proprietaire() AS est_proprietaire));

CREATE POLICY proprietaire ON financement.effectif USING (( SELECT acces.est_proprietaire() AS est_proprietaire));

CREATE POLICY proprietaire ON financement.examen USING (( SELECT acces.est_proprietaire() AS est_proprietaire));

CREATE POLICY proprietaire ON financement.message USING (( SELECT acces.est_proprietaire() AS est_proprietaire));

CREATE POLICY proprietaire ON financement.message_fichier USING (( SELECT acces.est_proprietaire() AS est_proprietaire));

CREATE POLICY proprietaire ON financement.note USING (( SELECT acces.est_proprietaire() AS est_proprietaire));

CREATE POLICY proprietaire ON financement.passage USING (( SELECT acces.est_proprietaire() AS est_proprietaire));

CREATE POLICY proprietaire ON financement.piece USING (( SELECT acces.est_proprietaire() AS est_proprietaire));

CREATE POLICY proprietaire ON financement.plan USING (( SELECT acces.est_proprietaire() AS est_proprietaire));

CREATE POLICY proprietaire ON financement.preremplissage USING (( SELECT acces.est_proprietaire() AS est_proprietaire));

CREATE POLICY proprietaire ON financement.reponse USING (( SELECT acces.est_proprietaire() AS est_proprietaire));

CREATE POLICY proprietaire ON financement.reponse_changement USING (( SELECT acces.est_proprietaire() AS est_proprietaire));

CREATE POLICY proprietaire ON financement.selection USING (( SELECT acces.est_proprietaire() AS est_proprietaire));

CREATE POLICY proprietaire ON financement.vue_liste USING (( SELECT acces.est_proprietaire() AS est_proprietaire));

ALTER TABLE financement.reponse ENABLE ROW LEVEL SECURITY;

ALTER TABLE financement.reponse_changement ENABLE ROW LEVEL SECURITY;

CREATE POLICY retrait ON financement.piece FOR DELETE USING (((nature = 'piece'::text) AND (organisation_id = ANY (( SELECT acces.mes_organisations() AS mes_organisations)::bigint[])) AND (NOT (EXISTS ( SELECT
   FROM financement.dossier
  WHERE ((dossier.operation_id = piece.operation_id) AND ((piece.dossier_id IS NULL) OR (dossier.dossier_id = piece.dossier_id)) AND (dossier.etat <> ALL (ARRAY['brouillon'::text, 'a_corriger'::text]))))))));

CREATE POLICY retrait ON financement.vue_liste FOR DELETE USING ((agent_id = ( SELECT acces.agent_courant() AS agent_courant)));

ALTER TABLE financement.selection ENABLE ROW LEVEL SECURITY;

CREATE POLICY sienne ON financement.colonnes_liste USING ((agent_id = ( SELECT acces.agent_courant() AS agent_courant)));

CREATE POLICY sienne ON financement.consultation USING ((agent_id = ( SELECT acces.agent_courant() AS agent_courant))) WITH CHECK (((agent_id = ( SELECT acces.agent_courant() AS agent_courant)) AND (EXISTS ( SELECT
   FROM financement.dossier
  WHERE ((dossier.dossier_id = consultation.dossier_id) AND (dossier.departement_code = ANY (( SELECT acces.mes_departements() AS mes_departements)::text[])))))));

CREATE POLICY sienne ON financement.selection USING ((agent_id = ( SELECT acces.agent_courant() AS agent_courant))) WITH CHECK (((agent_id = ( SELECT acces.agent_courant() AS agent_courant)) AND (EXISTS ( SELECT
   FROM financement.dossier
  WHERE ((dossier.dossier_id = selection.dossier_id) AND (dossier.departement_code = ANY (( SELECT acces.mes_departements() AS mes_departements)::text[])))))));

CREATE POLICY suivi ON financement.preremplissage FOR UPDATE USING ((organisation_id = ANY (( SELECT acces.mes_organisations() AS mes_organisations)::bigint[])));

ALTER TABLE financement.vue_liste ENABLE ROW LEVEL SECURITY;

ALTER TABLE journal.evenement ENABLE ROW LEVEL SECURITY;

CREATE POLICY lecture ON journal.evenement FOR SELECT USING (( SELECT acces.voit_tout() AS voit_tout));

CREATE POLICY proprietaire ON journal.evenement USING (( SELECT acces.est_proprietaire() AS est_proprietaire));

ALTER TABLE operation.choix_financement ENABLE ROW LEVEL SECURITY;

ALTER TABLE operation.commande ENABLE ROW LEVEL SECURITY;

CREATE POLICY conduite ON operation.membre FOR UPDATE USING ((EXISTS ( SELECT
   FROM operation.operation
  WHERE ((operation.operation_id = membre.operation_id) AND (operation.organisation_id = ANY (( SELECT acces.mes_organisations() AS mes_organisations)::bigint[]))))));

CREATE POLICY creation ON operation.operation FOR INSERT WITH CHECK (((organisation_id = ANY (( SELECT acces.mes_organisations() AS mes_organisations)::bigint[])) AND (cree_par = ( SELECT acces.agent_courant() AS agent_courant))));

CREATE POLICY creation ON operation.pret FOR INSERT WITH CHECK (((cree_par = ( SELECT acces.agent_courant() AS agent_courant)) AND (EXISTS ( SELECT
   FROM operation.operation
  WHERE ((operation.operation_id = pret.operation_id) AND (operation.organisation_id = pret.organisation_id) AND (operation.organisation_id = ANY (( SELECT acces.mes_organisations() AS mes_organisations)::bigint[])))))));

CREATE POLICY creation ON operation.pret_ligne FOR INSERT WITH CHECK ((EXISTS ( SELECT
   FROM operation.pret
  WHERE (pret.pret_id = pret_ligne.pret_id))));

CREATE POLICY ecriture ON operation.choix_financement USING ((EXISTS ( SELECT
   FROM operation.operation
  WHERE ((operation.operation_id = choix_financement.operation_id) AND (operation.organisation_id = ANY (( SELECT acces.mes_organisations() AS mes_organisations)::bigint[]))))));

CREATE POLICY ecriture ON operation.ligne USING ((EXISTS ( SELECT
   FROM operation.operation
  WHERE ((operation.operation_id = ligne.operation_id) AND (operation.organisation_id = ANY (( SELECT acces.mes_organisations() AS mes_organisations)::bigint[]))))));

CREATE POLICY ecriture ON operation.panier USING ((organisation_id = ANY (( SELECT acces.mes_organisations() AS mes_organisations)::bigint[]))) WITH CHECK (((organisation_id = ANY (( SELECT acces.mes_organisations() AS mes_organisations)::bigint[])) AND (cree_par = ( SELECT acces.agent_courant() AS agent_courant))));

CREATE POLICY ecriture ON operation.panier_ligne USING ((EXISTS ( SELECT
   FROM operation.panier
  WHERE ((panier.panier_id = panier_ligne.panier_id) AND (panier.organisation_id = ANY (( SELECT acces.mes_organisations() AS mes_organisations)::bigint[]))))));

CREATE POLICY facteur ON operation.operation FOR SELECT USING (( SELECT acces.est_facteur() AS est_facteur));

ALTER TABLE operation.gel ENABLE ROW LEVEL SECURITY;

CREATE POLICY lecture ON operation.choix_financement FOR SELECT USING ((EXISTS ( SELECT
   FROM operation.operation
  WHERE (operation.operation_id = choix_financement.operation_id))));

CREATE POLICY lecture ON operation.commande FOR SELECT USING ((( SELECT acces.voit_tout() AS voit_tout) OR (organisation_id = ANY (( SELECT acces.mes_organisations() AS mes_organisations)::bigint[])) OR (departement_code = ANY (( SELECT acces.mes_departements() AS mes_departements)::text[]))));

CREATE POLICY lecture ON operation.gel FOR SELECT USING ((EXISTS ( SELECT
   FROM operation.operation
  WHERE (operation.operation_id = gel.operation_id))));

CREATE POLICY lecture ON operation.ligne FOR SELECT USING ((EXISTS ( SELECT
   FROM operation.operation
  WHERE (operation.operation_id = ligne.operation_id))));

CREATE POLICY lecture ON operation.membre FOR SELECT USING ((((code_insee)::text = ANY (( SELECT acces.mes_communes() AS mes_communes)::text[])) OR (EXISTS ( SELECT
   FROM operation.operation
  WHERE (operation.operation_id = membre.operation_id)))));

CREATE POLICY lecture ON operation.operation FOR SELECT USING ((( SELECT acces.voit_tout() AS voit_tout) OR (organisation_id = ANY (( SELECT acces.mes_organisations() AS mes_organisations)::bigint[])) OR ((departement_code = ANY (( SELECT acces.mes_departements() AS mes_departements)::text[])) AND (EXISTS ( SELECT
   FROM financement.dossier
  WHERE ((dossier.operation_id = operation.operation_id) AND (dossier.etat <> 'brouillon'::text)))))));

CREATE POLICY lecture ON operation.panier FOR SELECT USING (((organisation_id = ANY (( SELECT acces.mes_organisations() AS mes_organisations)::bigint[])) OR ((propose_par)::text = ANY (( SELECT acces.mes_epci() AS mes_epci)::text[]))));

CREATE POLICY lecture ON operation.panier_ligne FOR SELECT USING ((EXISTS ( SELECT
   FROM operation.panier
  WHERE (panier.panier_id = panier_ligne.panier_id))));

CREATE POLICY lecture ON operation.pret FOR SELECT USING ((organisation_id = ANY (( SELECT acces.mes_organisations() AS mes_organisations)::bigint[])));

CREATE POLICY lecture ON operation.pret_ligne FOR SELECT USING ((EXISTS ( SELECT
   FROM operation.pret
  WHERE (pret.pret_id = pret_ligne.pret_id))));

ALTER TABLE operation.ligne ENABLE ROW LEVEL SECURITY;

ALTER TABLE operation.membre ENABLE ROW LEVEL SECURITY;

CREATE POLICY modification ON operation.operation FOR UPDATE USING ((organisation_id = ANY (( SELECT acces.mes_organisations() AS mes_organisations)::bigint[])));

ALTER TABLE operation.operation ENABLE ROW LEVEL SECURITY;

ALTER TABLE operation.panier ENABLE ROW LEVEL SECURITY;

ALTER TABLE operation.panier_ligne ENABLE ROW LEVEL SECURITY;

ALTER TABLE operation.pret ENABLE ROW LEVEL SECURITY;

ALTER TABLE operation.pret_ligne ENABLE ROW LEVEL SECURITY;

CREATE POLICY proprietaire ON operation.choix_financement USING (( SELECT acces.est_proprietaire() AS est_proprietaire));

CREATE POLICY proprietaire ON operation.commande USING (( SELECT acces.est_proprietaire() AS est_proprietaire));

CREATE POLICY proprietaire ON operation.gel USING (( SELECT acces.est_proprietaire() AS est_proprietaire));

CREATE POLICY proprietaire ON operation.ligne USING (( SELECT acces.est_proprietaire() AS est_proprietaire));

CREATE POLICY proprietaire ON operation.membre USING (( SELECT acces.est_proprietaire() AS est_proprietaire));

CREATE POLICY proprietaire ON operation.operation USING (( SELECT acces.est_proprietaire() AS est_proprietaire));

CREATE POLICY proprietaire ON operation.panier USING (( SELECT acces.est_proprietaire() AS est_proprietaire));

CREATE POLICY proprietaire ON operation.panier_ligne USING (( SELECT acces.est_proprietaire() AS est_proprietaire));

CREATE POLICY proprietaire ON operation.pret USING (( SELECT acces.est_proprietaire() AS est_proprietaire));

CREATE POLICY proprietaire ON operation.pret_ligne USING (( SELECT acces.est_proprietaire() AS est_proprietaire));

CREATE POLICY retour ON operation.pret FOR UPDATE USING ((organisation_id = ANY (( SELECT acces.mes_organisations() AS mes_organisations)::bigint[])));

CREATE POLICY retrait ON operation.membre FOR DELETE USING (((NOT est_chef) AND (EXISTS ( SELECT
   FROM operation.operation
  WHERE ((operation.operation_id = membre.operation_id) AND (operation.organisation_id = ANY (( SELECT acces.mes_organisations() AS mes_organisations)::bigint[])))))));

ALTER TABLE programmation.document ENABLE ROW LEVEL SECURITY;

CREATE POLICY ecriture ON programmation.modele_version FOR INSERT WITH CHECK ((EXISTS ( SELECT
   FROM programmation.modele
  WHERE (modele.modele_id = modele_version.modele_id))));

ALTER TABLE programmation.engagement ENABLE ROW LEVEL SECURITY;

CREATE POLICY lecture ON programmation.modele_version FOR SELECT USING ((EXISTS ( SELECT
   FROM programmation.modele
  WHERE (modele.modele_id = modele_version.modele_id))));

ALTER TABLE programmation.ligne ENABLE ROW LEVEL SECURITY;

ALTER TABLE programmation.modele ENABLE ROW LEVEL SECURITY;

ALTER TABLE programmation.modele_version ENABLE ROW LEVEL SECURITY;

ALTER TABLE programmation.page_orpheline ENABLE ROW LEVEL SECURITY;

CREATE POLICY prefecture ON programmation.document USING ((departement_code = ANY (( SELECT acces.mes_departements() AS mes_departements)::text[])));

CREATE POLICY prefecture ON programmation.engagement USING ((departement_code = ANY (( SELECT acces.mes_departements() AS mes_departements)::text[])));

CREATE POLICY prefecture ON programmation.ligne USING ((EXISTS ( SELECT
   FROM programmation.simulation
  WHERE (simulation.simulation_id = ligne.simulation_id))));

CREATE POLICY prefecture ON programmation.modele USING ((departement_code = ANY (( SELECT acces.mes_departements() AS mes_departements)::text[])));

CREATE POLICY prefecture ON programmation.page_orpheline USING ((departement_code = ANY (( SELECT acces.mes_departements() AS mes_departements)::text[])));

CREATE POLICY prefecture ON programmation.simulation USING ((departement_code = ANY (( SELECT acces.mes_departements() AS mes_departements)::text[])));

CREATE POLICY prefecture ON programmation.travail USING ((departement_code = ANY (( SELECT acces.mes_departements() AS mes_departements)::text[])));

CREATE POLICY prefecture ON programmation.travail_ligne USING ((EXISTS ( SELECT
   FROM programmation.travail
  WHERE (travail.travail_id = travail_ligne.travail_id))));

CREATE POLICY proprietaire ON programmation.document USING (( SELECT acces.est_proprietaire() AS est_proprietaire));

CREATE POLICY proprietaire ON programmation.engagement USING (( SELECT acces.est_proprietaire() AS est_proprietaire));

CREATE POLICY proprietaire ON programmation.ligne USING (( SELECT acces.est_proprietaire() AS est_proprietaire));

CREATE POLICY proprietaire ON programmation.modele USING (( SELECT acces.est_proprietaire() AS est_proprietaire));

CREATE POLICY proprietaire ON programmation.modele_version USING (( SELECT acces.est_proprietaire() AS est_proprietaire));

CREATE POLICY proprietaire ON programmation.page_orpheline USING (( SELECT acces.est_proprietaire() AS est_proprietaire));

CREATE POLICY proprietaire ON programmation.simulation USING (( SELECT acces.est_proprietaire() AS est_proprietaire));

CREATE POLICY proprietaire ON programmation.travail USING (( SELECT acces.est_proprietaire() AS est_proprietaire));

CREATE POLICY proprietaire ON programmation.travail_ligne USING (( SELECT acces.est_proprietaire() AS est_proprietaire));

ALTER TABLE programmation.simulation ENABLE ROW LEVEL SECURITY;

ALTER TABLE programmation.travail ENABLE ROW LEVEL SECURITY;

ALTER TABLE programmation.travail_ligne ENABLE ROW LEVEL SECURITY;

GRANT USAGE ON SCHEMA acces TO trousse_app;
GRANT USAGE ON SCHEMA acces TO trousse_rapport;

GRANT USAGE ON SCHEMA catalogue TO trousse_app;

GRANT USAGE ON SCHEMA concours TO trousse_app;

GRANT USAGE ON SCHEMA courrier TO trousse_app;

GRANT USAGE ON SCHEMA enveloppe TO trousse_app;

GRANT USAGE ON SCHEMA financement TO trousse_app;

GRANT USAGE ON SCHEMA journal TO trousse_app;

GRANT USAGE ON SCHEMA operation TO trousse_app;

GRANT USAGE ON SCHEMA programmation TO trousse_app;

GRANT ALL ON SCHEMA public TO trousse_owner;

GRANT USAGE ON SCHEMA rapport TO trousse_app;
GRANT USAGE ON SCHEMA rapport TO trousse_rapport;

GRANT USAGE ON SCHEMA territoire TO trousse_app;

REVOKE ALL ON FUNCTION acces.agent_courant() FROM PUBLIC;
GRANT ALL ON FUNCTION acces.agent_courant() TO trousse_app;
GRANT ALL ON FUNCTION acces.agent_courant() TO trousse_rapport;

REVOKE ALL ON FUNCTION acces.changer_organisation(p_empreinte text, p_organisation bigint) FROM PUBLIC;
GRANT ALL ON FUNCTION acces.changer_organisation(p_empreinte text, p_organisation bigint) TO trousse_app;

REVOKE ALL ON FUNCTION acces.systeme_courant() FROM PUBLIC;
GRANT ALL ON FUNCTION acces.systeme_courant() TO trousse_app;
GRANT ALL ON FUNCTION acces.systeme_courant() TO trousse_rapport;

REVOKE ALL ON FUNCTION acces.est_facteur() FROM PUBLIC;
GRANT ALL ON FUNCTION acces.est_facteur() TO trousse_app;
GRANT ALL ON FUNCTION acces.est_facteur() TO trousse_rapport;

REVOKE ALL ON FUNCTION acces.est_proprietaire() FROM PUBLIC;
GRANT ALL ON FUNCTION acces.est_proprietaire() TO trousse_app;
GRANT ALL ON FUNCTION acces.est_proprietaire() TO trousse_rapport;

REVOKE ALL ON FUNCTION acces.est_relecteur() FROM PUBLIC;
GRANT ALL ON FUNCTION acces.est_relecteur() TO trousse_app;
GRANT ALL ON FUNCTION acces.est_relecteur() TO trousse_rapport;

REVOKE ALL ON FUNCTION acces.est_responsable() FROM PUBLIC;
GRANT ALL ON FUNCTION acces.est_responsable() TO trousse_app;
GRANT ALL ON FUNCTION acces.est_responsable() TO trousse_rapport;

REVOKE ALL ON FUNCTION acces.role_appelant() FROM PUBLIC;
GRANT ALL ON FUNCTION acces.role_appelant() TO trousse_app;
GRANT ALL ON FUNCTION acces.role_appelant() TO trousse_rapport;

REVOKE ALL ON FUNCTION acces.est_systeme() FROM PUBLIC;
GRANT ALL ON FUNCTION acces.est_systeme() TO trousse_app;
GRANT ALL ON FUNCTION acces.est_systeme() TO trousse_rapport;

REVOKE ALL ON FUNCTION acces.exiger_instructeur(p_departement text) FROM PUBLIC;

REVOKE ALL ON FUNCTION acces.exiger_porteur(p_organisation bigint) FROM PUBLIC;

REVOKE ALL ON FUNCTION acces.exiger_responsable() FROM PUBLIC;

REVOKE ALL ON FUNCTION acces.fermer_session(p_empreinte text) FROM PUBLIC;
GRANT ALL ON FUNCTION acces.fermer_session(p_empreinte text) TO trousse_app;

GRANT SELECT(agent_id) ON TABLE acces.agent TO trousse_app;

GRANT SELECT(courriel) ON TABLE acces.agent TO trousse_app;

GRANT SELECT(nom) ON TABLE acces.agent TO trousse_app;

GRANT SELECT(est_demonstration) ON TABLE acces.agent TO trousse_app;

REVOKE ALL ON FUNCTION acces.identifiants(p_courriel text) FROM PUBLIC;
GRANT ALL ON FUNCTION acces.identifiants(p_courriel text) TO trousse_app;

REVOKE ALL ON FUNCTION acces.mes_ateliers() FROM PUBLIC;
GRANT ALL ON FUNCTION acces.mes_ateliers() TO trousse_app;
GRANT ALL ON FUNCTION acces.mes_ateliers() TO trousse_rapport;

REVOKE ALL ON FUNCTION acces.mes_communes() FROM PUBLIC;
GRANT ALL ON FUNCTION acces.mes_communes() TO trousse_app;
GRANT ALL ON FUNCTION acces.mes_communes() TO trousse_rapport;

REVOKE ALL ON FUNCTION acces.mes_departements() FROM PUBLIC;
GRANT ALL ON FUNCTION acces.mes_departements() TO trousse_app;
GRANT ALL ON FUNCTION acces.mes_departements() TO trousse_rapport;

REVOKE ALL ON FUNCTION acces.mes_epci() FROM PUBLIC;
GRANT ALL ON FUNCTION acces.mes_epci() TO trousse_app;
GRANT ALL ON FUNCTION acces.mes_epci() TO trousse_rapport;

REVOKE ALL ON FUNCTION acces.mes_organisations() FROM PUBLIC;
GRANT ALL ON FUNCTION acces.mes_organisations() TO trousse_app;
GRANT ALL ON FUNCTION acces.mes_organisations() TO trousse_rapport;

REVOKE ALL ON FUNCTION acces.nom_agent(p_agent bigint) FROM PUBLIC;
GRANT ALL ON FUNCTION acces.nom_agent(p_agent bigint) TO trousse_app;

REVOKE ALL ON FUNCTION acces.noter_echec(p_courriel text) FROM PUBLIC;
GRANT ALL ON FUNCTION acces.noter_echec(p_courriel text) TO trousse_app;

REVOKE ALL ON FUNCTION acces.ouvrir_session(p_agent bigint, p_empreinte text, p_csrf text, p_duree interval) FROM PUBLIC;
GRANT ALL ON FUNCTION acces.ouvrir_session(p_agent bigint, p_empreinte text, p_csrf text, p_duree interval) TO trousse_app;

REVOKE ALL ON FUNCTION acces.session_ouverte(p_empreinte text) FROM PUBLIC;
GRANT ALL ON FUNCTION acces.session_ouverte(p_empreinte text) TO trousse_app;

REVOKE ALL ON FUNCTION acces.voit_tout() FROM PUBLIC;
GRANT ALL ON FUNCTION acces.voit_tout() TO trousse_app;
GRANT ALL ON FUNCTION acces.voit_tout() TO trousse_rapport;

REVOKE ALL ON FUNCTION catalogue.decider_offre(p_offre bigint, p_rang integer, p_accepte boolean, p_article text, p_motif text) FROM PUBLIC;
GRANT ALL ON FUNCTION catalogue.decider_offre(p_offre bigint, p_rang integer, p_accepte boolean, p_article text, p_motif text) TO trousse_app;

REVOKE ALL ON FUNCTION catalogue.indexer() FROM PUBLIC;

GRANT SELECT ON TABLE catalogue.article TO trousse_app;

GRANT SELECT ON TABLE catalogue.offre TO trousse_app;

GRANT SELECT ON TABLE catalogue.offre_ligne TO trousse_app;

REVOKE ALL ON FUNCTION catalogue.rapprocher_offre(p_offre bigint) FROM PUBLIC;

REVOKE ALL ON FUNCTION concours.atelier(p_organisation bigint) FROM PUBLIC;
GRANT ALL ON FUNCTION concours.atelier(p_organisation bigint) TO trousse_app;

REVOKE ALL ON FUNCTION concours.aujourdhui() FROM PUBLIC;
GRANT ALL ON FUNCTION concours.aujourdhui() TO trousse_app;

GRANT SELECT,DELETE ON TABLE concours.proposition TO trousse_app;

GRANT INSERT(consultation_id) ON TABLE concours.proposition TO trousse_app;

GRANT INSERT(organisation_id) ON TABLE concours.proposition TO trousse_app;

GRANT INSERT(auteur_id) ON TABLE concours.proposition TO trousse_app;

GRANT INSERT(titre),UPDATE(titre) ON TABLE concours.proposition TO trousse_app;

GRANT INSERT(phrase),UPDATE(phrase) ON TABLE concours.proposition TO trousse_app;

GRANT INSERT(besoin),UPDATE(besoin) ON TABLE concours.proposition TO trousse_app;

GRANT INSERT(destinataire),UPDATE(destinataire) ON TABLE concours.proposition TO trousse_app;

GRANT INSERT(licence_plans),UPDATE(licence_plans) ON TABLE concours.proposition TO trousse_app;

GRANT INSERT(fabrication),UPDATE(fabrication) ON TABLE concours.proposition TO trousse_app;

REVOKE ALL ON FUNCTION concours.passer(p_proposition bigint, p_vers text, p_motif text) FROM PUBLIC;
GRANT ALL ON FUNCTION concours.passer(p_proposition bigint, p_vers text, p_motif text) TO trousse_app;

GRANT SELECT ON TABLE acces.organisation TO trousse_app;

GRANT SELECT ON TABLE concours.consultation TO trousse_app;

GRANT INSERT(titre) ON TABLE concours.consultation TO trousse_app;

GRANT INSERT(objet) ON TABLE concours.consultation TO trousse_app;

GRANT INSERT(jury) ON TABLE concours.consultation TO trousse_app;

GRANT INSERT(ouverte_le) ON TABLE concours.consultation TO trousse_app;

GRANT INSERT(cloture_le) ON TABLE concours.consultation TO trousse_app;

GRANT INSERT(jury_le) ON TABLE concours.consultation TO trousse_app;

GRANT INSERT(cree_par) ON TABLE concours.consultation TO trousse_app;

GRANT SELECT ON TABLE concours.passage TO trousse_app;

REVOKE ALL ON FUNCTION concours.provenance(p_kit text) FROM PUBLIC;
GRANT ALL ON FUNCTION concours.provenance(p_kit text) TO trousse_app;

REVOKE ALL ON FUNCTION concours.publier(p_proposition concours.proposition) FROM PUBLIC;

REVOKE ALL ON FUNCTION concours.tenir_intention() FROM PUBLIC;

REVOKE ALL ON FUNCTION concours.tenir_note() FROM PUBLIC;

REVOKE ALL ON FUNCTION courrier.abandonner(p_avant timestamp with time zone, p_le timestamp with time zone) FROM PUBLIC;
GRANT ALL ON FUNCTION courrier.abandonner(p_avant timestamp with time zone, p_le timestamp with time zone) TO trousse_app;

GRANT SELECT ON TABLE courrier.preference TO trousse_app;

REVOKE ALL ON FUNCTION courrier.choisir_rythme(p_rythme text) FROM PUBLIC;
GRANT ALL ON FUNCTION courrier.choisir_rythme(p_rythme text) TO trousse_app;

REVOKE ALL ON FUNCTION courrier.conclure(p_courriel bigint, p_bail uuid, p_le timestamp with time zone, p_reponse text) FROM PUBLIC;
GRANT ALL ON FUNCTION courrier.conclure(p_courriel bigint, p_bail uuid, p_le timestamp with time zone, p_reponse text) TO trousse_app;

REVOKE ALL ON FUNCTION courrier.echouer(p_courriel bigint, p_bail uuid, p_le timestamp with time zone, p_erreur text, p_gravite text) FROM PUBLIC;
GRANT ALL ON FUNCTION courrier.echouer(p_courriel bigint, p_bail uuid, p_le timestamp with time zone, p_erreur text, p_gravite text) TO trousse_app;

GRANT SELECT(courriel_id) ON TABLE courrier.courriel TO trousse_app;

GRANT SELECT(genre) ON TABLE courrier.courriel TO trousse_app;

GRANT SELECT(destinataire) ON TABLE courrier.courriel TO trousse_app;

GRANT SELECT(destinataire_nom) ON TABLE courrier.courriel TO trousse_app;

GRANT SELECT(dossier_id) ON TABLE courrier.courriel TO trousse_app;

GRANT SELECT(departement_code) ON TABLE courrier.courriel TO trousse_app;

GRANT SELECT(cree_le) ON TABLE courrier.courriel TO trousse_app;

GRANT SELECT(du_le) ON TABLE courrier.courriel TO trousse_app;

GRANT SELECT(objet) ON TABLE courrier.courriel TO trousse_app;

GRANT SELECT(tentatives) ON TABLE courrier.courriel TO trousse_app;

GRANT SELECT(refus) ON TABLE courrier.courriel TO trousse_app;

GRANT SELECT(prochaine_le) ON TABLE courrier.courriel TO trousse_app;

GRANT SELECT(derniere_erreur) ON TABLE courrier.courriel TO trousse_app;

GRANT SELECT(envoye_le) ON TABLE courrier.courriel TO trousse_app;

GRANT SELECT(abandonne_le) ON TABLE courrier.courriel TO trousse_app;

GRANT SELECT,DELETE ON TABLE financement.dossier TO trousse_app;

GRANT INSERT(operation_id) ON TABLE financement.dossier TO trousse_app;

GRANT INSERT(dispositif) ON TABLE financement.dossier TO trousse_app;

GRANT INSERT(plan_id),UPDATE(plan_id) ON TABLE financement.dossier TO trousse_app;

GRANT INSERT(cout_total_ht_centimes),UPDATE(cout_total_ht_centimes) ON TABLE financement.dossier TO trousse_app;

GRANT INSERT(depense_subventionnable_centimes),UPDATE(depense_subventionnable_centimes) ON TABLE financement.dossier TO trousse_app;

GRANT INSERT(montant_demande_centimes),UPDATE(montant_demande_centimes) ON TABLE financement.dossier TO trousse_app;

REVOKE ALL ON FUNCTION courrier.ecrire(p_cle text, p_genre text, p_destinataire text, p_nom text, p_faits jsonb, p_dossier financement.dossier, p_agent bigint, p_papier text, p_du_le timestamp with time zone) FROM PUBLIC;

GRANT SELECT ON TABLE financement.dispositif TO trousse_app;

GRANT SELECT ON TABLE operation.operation TO trousse_app;

GRANT INSERT(organisation_id) ON TABLE operation.operation TO trousse_app;

GRANT INSERT(code_insee) ON TABLE operation.operation TO trousse_app;

GRANT INSERT(intitule),UPDATE(intitule) ON TABLE operation.operation TO trousse_app;

GRANT INSERT(objet),UPDATE(objet) ON TABLE operation.operation TO trousse_app;

GRANT INSERT(exercice),UPDATE(exercice) ON TABLE operation.operation TO trousse_app;

GRANT INSERT(decision_petit_materiel),UPDATE(decision_petit_materiel) ON TABLE operation.operation TO trousse_app;

GRANT INSERT(sans_aide),UPDATE(sans_aide) ON TABLE operation.operation TO trousse_app;

GRANT INSERT(livraison_prevue),UPDATE(livraison_prevue) ON TABLE operation.operation TO trousse_app;

GRANT INSERT(cree_par) ON TABLE operation.operation TO trousse_app;

GRANT INSERT(copie_de) ON TABLE operation.operation TO trousse_app;

GRANT UPDATE(travaux) ON TABLE operation.operation TO trousse_app;

GRANT UPDATE(acquisition) ON TABLE operation.operation TO trousse_app;

GRANT SELECT ON TABLE territoire.departement TO trousse_app;

REVOKE ALL ON FUNCTION courrier.faits(p_dossier financement.dossier) FROM PUBLIC;

GRANT SELECT ON TABLE acces.droit TO trousse_app;

REVOKE ALL ON FUNCTION courrier.ecrire_au_porteur(p_cle text, p_genre text, p_dossier financement.dossier, p_faits jsonb, p_papier text, p_du_le timestamp with time zone) FROM PUBLIC;

REVOKE ALL ON FUNCTION courrier.ecrire_aux_instructeurs(p_cle text, p_genre text, p_dossier financement.dossier, p_faits jsonb) FROM PUBLIC;

REVOKE ALL ON FUNCTION courrier.ecrire_resumes(p_jour date) FROM PUBLIC;
GRANT ALL ON FUNCTION courrier.ecrire_resumes(p_jour date) TO trousse_app;

REVOKE ALL ON FUNCTION courrier.exiger_facteur() FROM PUBLIC;
GRANT ALL ON FUNCTION courrier.exiger_facteur() TO trousse_app;

REVOKE ALL ON FUNCTION courrier.jointes(p_courriel bigint) FROM PUBLIC;
GRANT ALL ON FUNCTION courrier.jointes(p_courriel bigint) TO trousse_app;

REVOKE ALL ON FUNCTION courrier.oublier_brouillon() FROM PUBLIC;

REVOKE ALL ON FUNCTION courrier.prendre(p_maintenant timestamp with time zone, p_bail uuid, p_duree interval) FROM PUBLIC;
GRANT ALL ON FUNCTION courrier.prendre(p_maintenant timestamp with time zone, p_bail uuid, p_duree interval) TO trousse_app;

REVOKE ALL ON FUNCTION courrier.preparer(p_courriel bigint, p_bail uuid, p_modele integer, p_objet text, p_texte text, p_html text) FROM PUBLIC;
GRANT ALL ON FUNCTION courrier.preparer(p_courriel bigint, p_bail uuid, p_modele integer, p_objet text, p_texte text, p_html text) TO trousse_app;

REVOKE ALL ON FUNCTION courrier.rappeler(p_cle text, p_genre text, p_dossier bigint, p_aux text, p_faits jsonb) FROM PUBLIC;
GRANT ALL ON FUNCTION courrier.rappeler(p_cle text, p_genre text, p_dossier bigint, p_aux text, p_faits jsonb) TO trousse_app;

REVOKE ALL ON FUNCTION courrier.relancer(p_courriel bigint, p_le timestamp with time zone) FROM PUBLIC;
GRANT ALL ON FUNCTION courrier.relancer(p_courriel bigint, p_le timestamp with time zone) TO trousse_app;

REVOKE ALL ON FUNCTION courrier.situation(p_maintenant timestamp with time zone) FROM PUBLIC;
GRANT ALL ON FUNCTION courrier.situation(p_maintenant timestamp with time zone) TO trousse_app;

REVOKE ALL ON FUNCTION courrier.suivre_notification() FROM PUBLIC;

REVOKE ALL ON FUNCTION courrier.suivre_passage() FROM PUBLIC;

REVOKE ALL ON FUNCTION courrier.suivre_preremplissage() FROM PUBLIC;

GRANT SELECT ON TABLE enveloppe.mouvement TO trousse_app;

REVOKE ALL ON FUNCTION enveloppe.allouer(p_code text, p_montant bigint, p_cle text, p_survenu_le date, p_motif text) FROM PUBLIC;
GRANT ALL ON FUNCTION enveloppe.allouer(p_code text, p_montant bigint, p_cle text, p_survenu_le date, p_motif text) TO trousse_app;

REVOKE ALL ON FUNCTION enveloppe.allouer_cp(p_code text, p_montant bigint, p_cle text, p_survenu_le date, p_motif text) FROM PUBLIC;
GRANT ALL ON FUNCTION enveloppe.allouer_cp(p_code text, p_montant bigint, p_cle text, p_survenu_le date, p_motif text) TO trousse_app;

REVOKE ALL ON FUNCTION enveloppe.annuler(p_mouvement bigint, p_cle text, p_survenu_le date, p_motif text) FROM PUBLIC;
GRANT ALL ON FUNCTION enveloppe.annuler(p_mouvement bigint, p_cle text, p_survenu_le date, p_motif text) TO trousse_app;

REVOKE ALL ON FUNCTION enveloppe.cloturer(p_exercice integer, p_le date) FROM PUBLIC;
GRANT ALL ON FUNCTION enveloppe.cloturer(p_exercice integer, p_le date) TO trousse_app;

REVOKE ALL ON FUNCTION enveloppe.degager(p_dossier bigint, p_montant bigint, p_cle text, p_survenu_le date, p_motif text) FROM PUBLIC;
GRANT ALL ON FUNCTION enveloppe.degager(p_dossier bigint, p_montant bigint, p_cle text, p_survenu_le date, p_motif text) TO trousse_app;

REVOKE ALL ON FUNCTION enveloppe.deja_inscrit(p_cle text, p_nature text, p_enveloppe bigint, p_dossier bigint, p_montant bigint, p_survenu_le date) FROM PUBLIC;

REVOKE ALL ON FUNCTION enveloppe.deplacer(p_de bigint, p_vers bigint, p_montant bigint, p_cle text, p_survenu_le date, p_motif text) FROM PUBLIC;

GRANT SELECT ON TABLE enveloppe.enveloppe TO trousse_app;

REVOKE ALL ON FUNCTION enveloppe.disponible(p_enveloppe enveloppe.enveloppe) FROM PUBLIC;

REVOKE ALL ON FUNCTION enveloppe.du_dossier(p_dossier financement.dossier) FROM PUBLIC;

REVOKE ALL ON FUNCTION enveloppe.empreinte(p_nature text, p_enveloppe bigint, p_dossier bigint, p_montant bigint, p_survenu_le date) FROM PUBLIC;

REVOKE ALL ON FUNCTION enveloppe.engager(p_dossier bigint, p_montant bigint, p_cle text, p_survenu_le date, p_motif text) FROM PUBLIC;
GRANT ALL ON FUNCTION enveloppe.engager(p_dossier bigint, p_montant bigint, p_cle text, p_survenu_le date, p_motif text) TO trousse_app;

REVOKE ALL ON FUNCTION enveloppe.inscrire(p_nature text, p_enveloppe bigint, p_dossier financement.dossier, p_montant bigint, p_alloue bigint, p_reserve bigint, p_engage bigint, p_cle text, p_survenu_le date, p_motif text, p_retire bigint, p_liquide bigint, p_paye bigint, p_cp bigint, p_annule bigint) FROM PUBLIC;

REVOKE ALL ON FUNCTION enveloppe.lignee(p_enveloppe bigint) FROM PUBLIC;

REVOKE ALL ON FUNCTION enveloppe.poster_paiement(p_nature text, p_dossier bigint, p_montant bigint, p_liquide bigint, p_paye bigint, p_cle text, p_survenu_le date, p_motif text) FROM PUBLIC;

REVOKE ALL ON FUNCTION enveloppe.liquider(p_dossier bigint, p_montant bigint, p_cle text, p_survenu_le date, p_motif text) FROM PUBLIC;
GRANT ALL ON FUNCTION enveloppe.liquider(p_dossier bigint, p_montant bigint, p_cle text, p_survenu_le date, p_motif text) TO trousse_app;

REVOKE ALL ON FUNCTION enveloppe.payer(p_dossier bigint, p_montant bigint, p_cle text, p_survenu_le date, p_motif text) FROM PUBLIC;
GRANT ALL ON FUNCTION enveloppe.payer(p_dossier bigint, p_montant bigint, p_cle text, p_survenu_le date, p_motif text) TO trousse_app;

REVOKE ALL ON FUNCTION enveloppe.poster_degagement(p_dossier financement.dossier, p_montant bigint, p_cle text, p_survenu_le date, p_motif text) FROM PUBLIC;

REVOKE ALL ON FUNCTION enveloppe.poster_engagement(p_dossier financement.dossier, p_montant bigint, p_cle text, p_survenu_le date, p_motif text) FROM PUBLIC;

REVOKE ALL ON FUNCTION enveloppe.poster_reservation(p_dossier financement.dossier, p_montant bigint, p_cle text, p_survenu_le date, p_motif text) FROM PUBLIC;

REVOKE ALL ON FUNCTION enveloppe.preuve() FROM PUBLIC;
GRANT ALL ON FUNCTION enveloppe.preuve() TO trousse_app;
GRANT ALL ON FUNCTION enveloppe.preuve() TO trousse_rapport;

REVOKE ALL ON FUNCTION enveloppe.refuser_faute_de_disponible(p_enveloppe bigint) FROM PUBLIC;

REVOKE ALL ON FUNCTION enveloppe.reporter(p_de text, p_vers text, p_montant bigint, p_cle text, p_survenu_le date, p_motif text) FROM PUBLIC;
GRANT ALL ON FUNCTION enveloppe.reporter(p_de text, p_vers text, p_montant bigint, p_cle text, p_survenu_le date, p_motif text) TO trousse_app;

REVOKE ALL ON FUNCTION enveloppe.reserver(p_dossier bigint, p_montant bigint, p_cle text, p_survenu_le date, p_motif text) FROM PUBLIC;
GRANT ALL ON FUNCTION enveloppe.reserver(p_dossier bigint, p_montant bigint, p_cle text, p_survenu_le date, p_motif text) TO trousse_app;

REVOKE ALL ON FUNCTION enveloppe.reserver_au_mieux(p_dossier financement.dossier, p_montant bigint, p_cle text, p_survenu_le date, p_motif text) FROM PUBLIC;

REVOKE ALL ON FUNCTION enveloppe.reverser(p_dossier bigint, p_montant bigint, p_cle text, p_survenu_le date, p_motif text) FROM PUBLIC;
GRANT ALL ON FUNCTION enveloppe.reverser(p_dossier bigint, p_montant bigint, p_cle text, p_survenu_le date, p_motif text) TO trousse_app;

REVOKE ALL ON FUNCTION enveloppe.sceller(p_precedent text, p_cle text, p_empreinte text, p_alloue bigint, p_reserve bigint, p_engage bigint, p_retire bigint, p_liquide bigint, p_paye bigint, p_cp bigint, p_agent bigint) FROM PUBLIC;

REVOKE ALL ON FUNCTION enveloppe.statuer(p_transfert bigint, p_approuve boolean) FROM PUBLIC;
GRANT ALL ON FUNCTION enveloppe.statuer(p_transfert bigint, p_approuve boolean) TO trousse_app;

REVOKE ALL ON FUNCTION enveloppe.suivre(p_dossier financement.dossier, p_passage bigint, p_survenu_le date, p_motif text, p_souple boolean) FROM PUBLIC;

REVOKE ALL ON FUNCTION enveloppe.tenue(p_dossier financement.dossier, p_reserve_des text, OUT reserve bigint, OUT engage bigint) FROM PUBLIC;

REVOKE ALL ON FUNCTION enveloppe.transferer(p_de text, p_vers text, p_montant bigint, p_survenu_le date, p_motif text) FROM PUBLIC;
GRANT ALL ON FUNCTION enveloppe.transferer(p_de text, p_vers text, p_montant bigint, p_survenu_le date, p_motif text) TO trousse_app;

REVOKE ALL ON FUNCTION financement.a_instruire(p_dossier bigint) FROM PUBLIC;

REVOKE ALL ON FUNCTION financement.accorder(p_dossier bigint, p_decide_le date, p_depense_retenue bigint, p_montant bigint, p_numero_ej text, p_motif text, p_delai_mois integer) FROM PUBLIC;
GRANT ALL ON FUNCTION financement.accorder(p_dossier bigint, p_decide_le date, p_depense_retenue bigint, p_montant bigint, p_numero_ej text, p_motif text, p_delai_mois integer) TO trousse_app;

REVOKE ALL ON FUNCTION financement.accuser_lecture(p_dossier bigint) FROM PUBLIC;
GRANT ALL ON FUNCTION financement.accuser_lecture(p_dossier bigint) TO trousse_app;

REVOKE ALL ON FUNCTION financement.annoncer_message() FROM PUBLIC;

REVOKE ALL ON FUNCTION financement.approbation_de(p_dossier bigint) FROM PUBLIC;
GRANT ALL ON FUNCTION financement.approbation_de(p_dossier bigint) TO trousse_app;

REVOKE ALL ON FUNCTION financement.approbation_du_lien(p_empreinte text, p_le date) FROM PUBLIC;
GRANT ALL ON FUNCTION financement.approbation_du_lien(p_empreinte text, p_le date) TO trousse_app;

GRANT SELECT ON TABLE financement.message TO trousse_app;

REVOKE ALL ON FUNCTION financement.attend_reponse(p_dossier bigint) FROM PUBLIC;
GRANT ALL ON FUNCTION financement.attend_reponse(p_dossier bigint) TO trousse_app;

REVOKE ALL ON FUNCTION financement.attribuer_numero() FROM PUBLIC;

GRANT SELECT(avis_id) ON TABLE financement.avis TO trousse_app;

GRANT SELECT(dossier_id) ON TABLE financement.avis TO trousse_app;

GRANT SELECT(departement_code) ON TABLE financement.avis TO trousse_app;

GRANT SELECT(nature) ON TABLE financement.avis TO trousse_app;

GRANT SELECT(expert) ON TABLE financement.avis TO trousse_app;

GRANT SELECT(courriel) ON TABLE financement.avis TO trousse_app;

GRANT SELECT(question) ON TABLE financement.avis TO trousse_app;

GRANT SELECT(confidentiel) ON TABLE financement.avis TO trousse_app;

GRANT SELECT(demande_le) ON TABLE financement.avis TO trousse_app;

GRANT SELECT(demande_par) ON TABLE financement.avis TO trousse_app;

GRANT SELECT(delai_le) ON TABLE financement.avis TO trousse_app;

GRANT SELECT(sens) ON TABLE financement.avis TO trousse_app;

GRANT SELECT(texte) ON TABLE financement.avis TO trousse_app;

GRANT SELECT(repondu_le) ON TABLE financement.avis TO trousse_app;

GRANT SELECT(repondu_par) ON TABLE financement.avis TO trousse_app;

GRANT SELECT(clos_le) ON TABLE financement.avis TO trousse_app;

REVOKE ALL ON FUNCTION financement.avis_commission_rendu(p_dossier bigint) FROM PUBLIC;
GRANT ALL ON FUNCTION financement.avis_commission_rendu(p_dossier bigint) TO trousse_app;

GRANT SELECT ON TABLE financement.parametre TO trousse_app;

REVOKE ALL ON FUNCTION financement.avis_commission_requis(p_dossier financement.dossier, p_montant bigint) FROM PUBLIC;
GRANT ALL ON FUNCTION financement.avis_commission_requis(p_dossier financement.dossier, p_montant bigint) TO trousse_app;

REVOKE ALL ON FUNCTION financement.avis_du_lien(p_secret text) FROM PUBLIC;

REVOKE ALL ON FUNCTION financement.compter() FROM PUBLIC;

REVOKE ALL ON FUNCTION financement.consultation_recente(p_departement text) FROM PUBLIC;
GRANT ALL ON FUNCTION financement.consultation_recente(p_departement text) TO trousse_app;

REVOKE ALL ON FUNCTION financement.demande_par_lien(p_secret text) FROM PUBLIC;
GRANT ALL ON FUNCTION financement.demande_par_lien(p_secret text) TO trousse_app;

REVOKE ALL ON FUNCTION financement.demander_approbation(p_dossier bigint, p_destinataire text, p_message text, p_empreinte text, p_le date, p_expire date) FROM PUBLIC;
GRANT ALL ON FUNCTION financement.demander_approbation(p_dossier bigint, p_destinataire text, p_message text, p_empreinte text, p_le date, p_expire date) TO trousse_app;

REVOKE ALL ON FUNCTION financement.demander_avis(p_dossier bigint, p_nature text, p_expert text, p_courriel text, p_question text, p_confidentiel boolean, p_demande_le date, p_delai_le date) FROM PUBLIC;
GRANT ALL ON FUNCTION financement.demander_avis(p_dossier bigint, p_nature text, p_expert text, p_courriel text, p_question text, p_confidentiel boolean, p_demande_le date, p_delai_le date) TO trousse_app;

REVOKE ALL ON FUNCTION financement.ecrire_message(p_dossier bigint, p_texte text, p_attend_reponse boolean) FROM PUBLIC;
GRANT ALL ON FUNCTION financement.ecrire_message(p_dossier bigint, p_texte text, p_attend_reponse boolean) TO trousse_app;

GRANT SELECT ON TABLE financement.effectif TO trousse_app;

REVOKE ALL ON FUNCTION financement.effectif_de(p_dossier financement.dossier, p_signe integer) FROM PUBLIC;
GRANT ALL ON FUNCTION financement.effectif_de(p_dossier financement.dossier, p_signe integer) TO trousse_app;

GRANT SELECT,INSERT ON TABLE financement.contenu TO trousse_app;

GRANT SELECT ON TABLE financement.examen TO trousse_app;

GRANT SELECT,INSERT,DELETE ON TABLE financement.piece TO trousse_app;

REVOKE ALL ON FUNCTION financement.en_attente_antivirus(p_piece bigint) FROM PUBLIC;
GRANT ALL ON FUNCTION financement.en_attente_antivirus(p_piece bigint) TO trousse_app;

REVOKE ALL ON FUNCTION financement.exiger_avis_commission() FROM PUBLIC;

REVOKE ALL ON FUNCTION financement.exiger_demande(p_dossier financement.dossier, p_le date) FROM PUBLIC;

REVOKE ALL ON FUNCTION financement.exiger_deposable(p_dossier financement.dossier) FROM PUBLIC;

REVOKE ALL ON FUNCTION financement.expirer_avis(p_le date) FROM PUBLIC;
GRANT ALL ON FUNCTION financement.expirer_avis(p_le date) TO trousse_app;

GRANT SELECT ON TABLE financement.formulaire TO trousse_app;

REVOKE ALL ON FUNCTION financement.formulaire_de(p_dispositif text, p_le date) FROM PUBLIC;
GRANT ALL ON FUNCTION financement.formulaire_de(p_dispositif text, p_le date) TO trousse_app;

REVOKE ALL ON FUNCTION financement.garder_contenu(p_octets bytea) FROM PUBLIC;
GRANT ALL ON FUNCTION financement.garder_contenu(p_octets bytea) TO trousse_app;

REVOKE ALL ON FUNCTION financement.histoire_reponses(p_dossier bigint, p_limite integer) FROM PUBLIC;
GRANT ALL ON FUNCTION financement.histoire_reponses(p_dossier bigint, p_limite integer) TO trousse_app;

REVOKE ALL ON FUNCTION financement.indexer() FROM PUBLIC;

REVOKE ALL ON FUNCTION financement.inscrire_avis(p_avis financement.avis, p_sens text, p_texte text, p_le date, p_par bigint) FROM PUBLIC;

REVOKE ALL ON FUNCTION financement.inscrire_passage(p_dossier financement.dossier, p_vers text, p_survenu_le date, p_motif text, p_automatique boolean) FROM PUBLIC;

REVOKE ALL ON FUNCTION financement.joindre_au_message(p_message bigint, p_rang integer, p_nom text, p_type text, p_taille bigint, p_sha256 text) FROM PUBLIC;
GRANT ALL ON FUNCTION financement.joindre_au_message(p_message bigint, p_rang integer, p_nom text, p_type text, p_taille bigint, p_sha256 text) TO trousse_app;

REVOKE ALL ON FUNCTION financement.lire_messages(p_dossier bigint) FROM PUBLIC;
GRANT ALL ON FUNCTION financement.lire_messages(p_dossier bigint) TO trousse_app;

REVOKE ALL ON FUNCTION financement.mois_de_completude(p_dispositif text, p_recu_le date) FROM PUBLIC;

REVOKE ALL ON FUNCTION financement.noter_antivirus(p_piece bigint, p_verdict text, p_virus text) FROM PUBLIC;
GRANT ALL ON FUNCTION financement.noter_antivirus(p_piece bigint, p_verdict text, p_virus text) TO trousse_app;

REVOKE ALL ON FUNCTION financement.noter_examen(p_sha256 text, p_type text, p_pages integer, p_largeur integer, p_hauteur integer, p_protege boolean, p_antivirus text, p_virus text, p_vignette bytea) FROM PUBLIC;
GRANT ALL ON FUNCTION financement.noter_examen(p_sha256 text, p_type text, p_pages integer, p_largeur integer, p_hauteur integer, p_protege boolean, p_antivirus text, p_virus text, p_vignette bytea) TO trousse_app;

REVOKE ALL ON FUNCTION financement.notifier(p_dossier bigint, p_le date) FROM PUBLIC;
GRANT ALL ON FUNCTION financement.notifier(p_dossier bigint, p_le date) TO trousse_app;

REVOKE ALL ON FUNCTION financement.passer(p_dossier bigint, p_vers text, p_survenu_le date, p_motif text) FROM PUBLIC;
GRANT ALL ON FUNCTION financement.passer(p_dossier bigint, p_vers text, p_survenu_le date, p_motif text) TO trousse_app;

GRANT SELECT ON TABLE financement.piece_exigee TO trousse_app;

REVOKE ALL ON FUNCTION financement.pieces_exigees(p_dispositif text, p_operation bigint) FROM PUBLIC;
GRANT ALL ON FUNCTION financement.pieces_exigees(p_dispositif text, p_operation bigint) TO trousse_app;

REVOKE ALL ON FUNCTION financement.pieces_manquantes(p_dossier bigint) FROM PUBLIC;
GRANT ALL ON FUNCTION financement.pieces_manquantes(p_dossier bigint) TO trousse_app;

REVOKE ALL ON FUNCTION financement.pieces_par_lien(p_secret text, p_le date, p_piece bigint) FROM PUBLIC;
GRANT ALL ON FUNCTION financement.pieces_par_lien(p_secret text, p_le date, p_piece bigint) TO trousse_app;

REVOKE ALL ON FUNCTION financement.programmer(p_dossier bigint, p_le date, p_depense bigint, p_montant bigint, p_motif text) FROM PUBLIC;
GRANT ALL ON FUNCTION financement.programmer(p_dossier bigint, p_le date, p_depense bigint, p_montant bigint, p_motif text) TO trousse_app;

REVOKE ALL ON FUNCTION financement.proroger(p_dossier bigint, p_terme text, p_jusquau date) FROM PUBLIC;
GRANT ALL ON FUNCTION financement.proroger(p_dossier bigint, p_terme text, p_jusquau date) TO trousse_app;

REVOKE ALL ON FUNCTION financement.purger_contenu() FROM PUBLIC;

REVOKE ALL ON FUNCTION financement.quitter_avis(p_dossier bigint, p_le date) FROM PUBLIC;

REVOKE ALL ON FUNCTION financement.regler_horloge(p_dossier financement.dossier, p_vers text, p_survenu_le date) FROM PUBLIC;

REVOKE ALL ON FUNCTION financement.repondre(p_dossier bigint, p_reponses jsonb, p_vu bigint, p_le date) FROM PUBLIC;
GRANT ALL ON FUNCTION financement.repondre(p_dossier bigint, p_reponses jsonb, p_vu bigint, p_le date) TO trousse_app;

REVOKE ALL ON FUNCTION financement.repondre_approbation(p_approbation bigint, p_empreinte text, p_approuve boolean, p_commentaire text, p_le date) FROM PUBLIC;
GRANT ALL ON FUNCTION financement.repondre_approbation(p_approbation bigint, p_empreinte text, p_approuve boolean, p_commentaire text, p_le date) TO trousse_app;

REVOKE ALL ON FUNCTION financement.repondre_avis(p_avis bigint, p_sens text, p_texte text, p_le date) FROM PUBLIC;
GRANT ALL ON FUNCTION financement.repondre_avis(p_avis bigint, p_sens text, p_texte text, p_le date) TO trousse_app;

REVOKE ALL ON FUNCTION financement.repondre_par_lien(p_secret text, p_sens text, p_texte text, p_le date) FROM PUBLIC;
GRANT ALL ON FUNCTION financement.repondre_par_lien(p_secret text, p_sens text, p_texte text, p_le date) TO trousse_app;

GRANT SELECT,INSERT ON TABLE financement.demande TO trousse_app;

REVOKE ALL ON FUNCTION financement.reponse_envoyee(p_demande financement.demande, p_champ text) FROM PUBLIC;

GRANT SELECT ON TABLE financement.reponse TO trousse_app;

REVOKE ALL ON FUNCTION financement.reponses_de(p_dossier bigint) FROM PUBLIC;

REVOKE ALL ON FUNCTION financement.reponses_manquantes(p_dossier bigint, p_le date) FROM PUBLIC;
GRANT ALL ON FUNCTION financement.reponses_manquantes(p_dossier bigint, p_le date) TO trousse_app;

REVOKE ALL ON FUNCTION financement.reporter(p_lignes financement.effectif[]) FROM PUBLIC;

REVOKE ALL ON FUNCTION financement.reprendre_demande() FROM PUBLIC;

REVOKE ALL ON FUNCTION financement.reputer_complets(p_le date) FROM PUBLIC;
GRANT ALL ON FUNCTION financement.reputer_complets(p_le date) TO trousse_app;

REVOKE ALL ON FUNCTION financement.retenir_faits() FROM PUBLIC;

REVOKE ALL ON FUNCTION financement.retirer_approbation(p_dossier bigint) FROM PUBLIC;
GRANT ALL ON FUNCTION financement.retirer_approbation(p_dossier bigint) TO trousse_app;

GRANT SELECT,INSERT ON TABLE financement.correction TO trousse_app;

GRANT SELECT ON TABLE financement.passage TO trousse_app;

REVOKE ALL ON FUNCTION financement.sections_a_corriger(p_dossier bigint) FROM PUBLIC;
GRANT ALL ON FUNCTION financement.sections_a_corriger(p_dossier bigint) TO trousse_app;

REVOKE ALL ON FUNCTION financement.signer() FROM PUBLIC;

REVOKE ALL ON FUNCTION financement.vues_liste(p_departement text) FROM PUBLIC;
GRANT ALL ON FUNCTION financement.vues_liste(p_departement text) TO trousse_app;

REVOKE ALL ON FUNCTION journal.refuser_modification() FROM PUBLIC;

REVOKE ALL ON FUNCTION journal.tracer() FROM PUBLIC;

GRANT SELECT ON TABLE operation.commande TO trousse_app;

REVOKE ALL ON FUNCTION operation.commander(p_operation bigint, p_fournisseur text, p_passee_le date) FROM PUBLIC;
GRANT ALL ON FUNCTION operation.commander(p_operation bigint, p_fournisseur text, p_passee_le date) TO trousse_app;

REVOKE ALL ON FUNCTION operation.completer_operation() FROM PUBLIC;

REVOKE ALL ON FUNCTION operation.degeler(p_operation bigint, p_motif text) FROM PUBLIC;
GRANT ALL ON FUNCTION operation.degeler(p_operation bigint, p_motif text) TO trousse_app;

GRANT SELECT ON TABLE operation.gel TO trousse_app;

REVOKE ALL ON FUNCTION operation.figer(p_operation bigint, p_jour date, p_automatique boolean, p_reste bigint) FROM PUBLIC;
GRANT ALL ON FUNCTION operation.figer(p_operation bigint, p_jour date, p_automatique boolean, p_reste bigint) TO trousse_app;

REVOKE ALL ON FUNCTION operation.inviter(p_operation bigint, p_code_insee text, p_poids integer) FROM PUBLIC;
GRANT ALL ON FUNCTION operation.inviter(p_operation bigint, p_code_insee text, p_poids integer) TO trousse_app;

REVOKE ALL ON FUNCTION operation.lignes_de_la_part(p_membre bigint) FROM PUBLIC;
GRANT ALL ON FUNCTION operation.lignes_de_la_part(p_membre bigint) TO trousse_app;

REVOKE ALL ON FUNCTION operation.participations(p_code_insee text) FROM PUBLIC;
GRANT ALL ON FUNCTION operation.participations(p_code_insee text) TO trousse_app;

REVOKE ALL ON FUNCTION operation.parts(p_operation bigint) FROM PUBLIC;
GRANT ALL ON FUNCTION operation.parts(p_operation bigint) TO trousse_app;

REVOKE ALL ON FUNCTION operation.repartir(p_montant bigint, p_poids bigint[]) FROM PUBLIC;
GRANT ALL ON FUNCTION operation.repartir(p_montant bigint, p_poids bigint[]) TO trousse_app;

REVOKE ALL ON FUNCTION operation.parts_figees(p_operation bigint, p_reste bigint) FROM PUBLIC;

REVOKE ALL ON FUNCTION operation.proposer_panier() FROM PUBLIC;

REVOKE ALL ON FUNCTION operation.proteger_gel() FROM PUBLIC;

REVOKE ALL ON FUNCTION operation.refuser_si_deposee() FROM PUBLIC;

REVOKE ALL ON FUNCTION operation.refuser_si_gelee() FROM PUBLIC;

REVOKE ALL ON FUNCTION operation.repondre(p_membre bigint, p_accepte boolean, p_message text) FROM PUBLIC;
GRANT ALL ON FUNCTION operation.repondre(p_membre bigint, p_accepte boolean, p_message text) TO trousse_app;

REVOKE ALL ON FUNCTION operation.verifier_commencement() FROM PUBLIC;

REVOKE ALL ON FUNCTION operation.verifier_composition(p_operation bigint) FROM PUBLIC;

REVOKE ALL ON FUNCTION operation.verifier_ligne() FROM PUBLIC;

REVOKE ALL ON FUNCTION operation.verifier_pret() FROM PUBLIC;

REVOKE ALL ON FUNCTION operation.voit_partage(p_operation bigint) FROM PUBLIC;

REVOKE ALL ON FUNCTION programmation.controler_ligne() FROM PUBLIC;

GRANT SELECT ON TABLE enveloppe."position" TO trousse_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE programmation.ligne TO trousse_app;

GRANT SELECT,INSERT,DELETE ON TABLE programmation.simulation TO trousse_app;

GRANT UPDATE(titre) ON TABLE programmation.simulation TO trousse_app;

GRANT UPDATE(filtres) ON TABLE programmation.simulation TO trousse_app;

GRANT UPDATE(criteres) ON TABLE programmation.simulation TO trousse_app;

GRANT UPDATE(resultat) ON TABLE programmation.simulation TO trousse_app;

GRANT UPDATE(retouchee) ON TABLE programmation.simulation TO trousse_app;

REVOKE ALL ON FUNCTION programmation.disponible(p_simulation bigint) FROM PUBLIC;
GRANT ALL ON FUNCTION programmation.disponible(p_simulation bigint) TO trousse_app;

REVOKE ALL ON FUNCTION programmation.garder_notifie() FROM PUBLIC;

REVOKE ALL ON FUNCTION programmation.inscrire_engagement() FROM PUBLIC;

REVOKE ALL ON FUNCTION programmation.situer_dossier() FROM PUBLIC;

REVOKE ALL ON FUNCTION programmation.situer_simulation() FROM PUBLIC;

GRANT SELECT ON TABLE catalogue.article_prix TO trousse_app;

GRANT SELECT ON TABLE catalogue.besoin TO trousse_app;

GRANT SELECT ON TABLE catalogue.expression TO trousse_app;

GRANT SELECT ON TABLE catalogue.fonction TO trousse_app;

GRANT SELECT ON TABLE catalogue.kit TO trousse_app;

GRANT SELECT ON TABLE catalogue.kit_ligne TO trousse_app;

GRANT SELECT ON TABLE catalogue.fiche TO trousse_app;

GRANT SELECT ON TABLE catalogue.import TO trousse_app;

GRANT SELECT ON TABLE catalogue.mention TO trousse_app;

GRANT SELECT ON TABLE catalogue.terme TO trousse_app;

GRANT SELECT ON TABLE catalogue.mot TO trousse_app;

GRANT SELECT ON TABLE catalogue.questionnaire TO trousse_app;

GRANT SELECT ON TABLE concours.avis TO trousse_app;

GRANT INSERT(proposition_id) ON TABLE concours.avis TO trousse_app;

GRANT INSERT(agent_id) ON TABLE concours.avis TO trousse_app;

GRANT INSERT(texte),UPDATE(texte) ON TABLE concours.avis TO trousse_app;

GRANT SELECT,INSERT ON TABLE concours.critere TO trousse_app;

GRANT SELECT,DELETE ON TABLE concours.intention TO trousse_app;

GRANT INSERT(lot_id) ON TABLE concours.intention TO trousse_app;

GRANT INSERT(organisation_id) ON TABLE concours.intention TO trousse_app;

GRANT INSERT(quantite),UPDATE(quantite) ON TABLE concours.intention TO trousse_app;

GRANT INSERT("precision"),UPDATE("precision") ON TABLE concours.intention TO trousse_app;

GRANT INSERT(agent_id),UPDATE(agent_id) ON TABLE concours.intention TO trousse_app;

GRANT SELECT,INSERT,DELETE ON TABLE concours.ligne TO trousse_app;

GRANT UPDATE(quantite) ON TABLE concours.ligne TO trousse_app;

GRANT UPDATE(est_option) ON TABLE concours.ligne TO trousse_app;

GRANT SELECT ON TABLE concours.lot TO trousse_app;

GRANT INSERT(titre) ON TABLE concours.lot TO trousse_app;

GRANT INSERT(objet) ON TABLE concours.lot TO trousse_app;

GRANT INSERT(kit_code) ON TABLE concours.lot TO trousse_app;

GRANT INSERT(kit_version) ON TABLE concours.lot TO trousse_app;

GRANT INSERT(article_code) ON TABLE concours.lot TO trousse_app;

GRANT INSERT(cloture_le) ON TABLE concours.lot TO trousse_app;

GRANT INSERT(cree_par) ON TABLE concours.lot TO trousse_app;

GRANT SELECT ON TABLE concours.note TO trousse_app;

GRANT INSERT(proposition_id) ON TABLE concours.note TO trousse_app;

GRANT INSERT(critere_rang) ON TABLE concours.note TO trousse_app;

GRANT INSERT(agent_id) ON TABLE concours.note TO trousse_app;

GRANT INSERT(note),UPDATE(note) ON TABLE concours.note TO trousse_app;

GRANT SELECT,DELETE ON TABLE concours.piece TO trousse_app;

GRANT INSERT(proposition_id) ON TABLE concours.piece TO trousse_app;

GRANT INSERT(nom_fichier) ON TABLE concours.piece TO trousse_app;

GRANT INSERT(type_mime) ON TABLE concours.piece TO trousse_app;

GRANT INSERT(taille) ON TABLE concours.piece TO trousse_app;

GRANT INSERT(sha256) ON TABLE concours.piece TO trousse_app;

GRANT SELECT ON TABLE concours.transition TO trousse_app;

GRANT SELECT ON TABLE enveloppe.report TO trousse_app;

GRANT SELECT ON TABLE enveloppe.transfert TO trousse_app;

GRANT SELECT ON TABLE financement.appel TO trousse_app;

GRANT INSERT(dossier_id) ON TABLE financement.appel TO trousse_app;

GRANT INSERT(departement_code) ON TABLE financement.appel TO trousse_app;

GRANT INSERT(auteur_id) ON TABLE financement.appel TO trousse_app;

GRANT INSERT(appele_le) ON TABLE financement.appel TO trousse_app;

GRANT INSERT(sens) ON TABLE financement.appel TO trousse_app;

GRANT INSERT(interlocuteur) ON TABLE financement.appel TO trousse_app;

GRANT INSERT(propos) ON TABLE financement.appel TO trousse_app;

GRANT INSERT(suite) ON TABLE financement.appel TO trousse_app;

GRANT SELECT ON TABLE financement.attribution TO trousse_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE financement.colonnes_liste TO trousse_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE financement.consultation TO trousse_app;

GRANT SELECT,INSERT,DELETE ON TABLE financement.deliberation TO trousse_app;

GRANT UPDATE(texte) ON TABLE financement.deliberation TO trousse_app;

GRANT UPDATE(redige_par) ON TABLE financement.deliberation TO trousse_app;

GRANT UPDATE(redige_le) ON TABLE financement.deliberation TO trousse_app;

GRANT SELECT ON TABLE financement.demarche TO trousse_app;

GRANT SELECT ON TABLE financement.message_fichier TO trousse_app;

GRANT SELECT ON TABLE financement.note TO trousse_app;

GRANT INSERT(dossier_id) ON TABLE financement.note TO trousse_app;

GRANT INSERT(departement_code) ON TABLE financement.note TO trousse_app;

GRANT INSERT(auteur_id) ON TABLE financement.note TO trousse_app;

GRANT INSERT(texte) ON TABLE financement.note TO trousse_app;

GRANT USAGE ON SEQUENCE financement.numero_dossier TO trousse_app;

GRANT SELECT ON TABLE financement.plan TO trousse_app;

GRANT INSERT(operation_id) ON TABLE financement.plan TO trousse_app;

GRANT INSERT(date_demande) ON TABLE financement.plan TO trousse_app;

GRANT INSERT(contenu) ON TABLE financement.plan TO trousse_app;

GRANT SELECT,INSERT ON TABLE financement.preremplissage TO trousse_app;

GRANT UPDATE(adresse) ON TABLE financement.preremplissage TO trousse_app;

GRANT UPDATE(etat) ON TABLE financement.preremplissage TO trousse_app;

GRANT UPDATE(verifie_le) ON TABLE financement.preremplissage TO trousse_app;

GRANT SELECT ON TABLE financement.regle TO trousse_app;

GRANT SELECT ON TABLE financement.regle_departement TO trousse_app;

GRANT SELECT ON TABLE financement.reponse_changement TO trousse_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE financement.selection TO trousse_app;

GRANT SELECT ON TABLE financement.usage TO trousse_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE financement.vue_liste TO trousse_app;

GRANT SELECT ON TABLE journal.evenement TO trousse_app;

GRANT SELECT,INSERT,DELETE ON TABLE operation.choix_financement TO trousse_app;

GRANT UPDATE(objectif) ON TABLE operation.choix_financement TO trousse_app;

GRANT UPDATE(dispositifs) ON TABLE operation.choix_financement TO trousse_app;

GRANT UPDATE(choisi_par) ON TABLE operation.choix_financement TO trousse_app;

GRANT UPDATE(choisi_le) ON TABLE operation.choix_financement TO trousse_app;

GRANT SELECT,INSERT,DELETE ON TABLE operation.ligne TO trousse_app;

GRANT UPDATE(article_code) ON TABLE operation.ligne TO trousse_app;

GRANT UPDATE(libelle) ON TABLE operation.ligne TO trousse_app;

GRANT UPDATE(quantite) ON TABLE operation.ligne TO trousse_app;

GRANT UPDATE(prix_unitaire_ht_centimes) ON TABLE operation.ligne TO trousse_app;

GRANT UPDATE(prix_du) ON TABLE operation.ligne TO trousse_app;

GRANT UPDATE(taux_tva) ON TABLE operation.ligne TO trousse_app;

GRANT UPDATE(section) ON TABLE operation.ligne TO trousse_app;

GRANT UPDATE(eligible) ON TABLE operation.ligne TO trousse_app;

GRANT UPDATE(compte_m57) ON TABLE operation.ligne TO trousse_app;

GRANT UPDATE(remplace_article) ON TABLE operation.ligne TO trousse_app;

GRANT UPDATE(remplace_prix_centimes) ON TABLE operation.ligne TO trousse_app;

GRANT UPDATE(remplace_prix_du) ON TABLE operation.ligne TO trousse_app;

GRANT UPDATE(motif) ON TABLE operation.ligne TO trousse_app;

GRANT UPDATE(prix_origine) ON TABLE operation.ligne TO trousse_app;

GRANT UPDATE(devis_id) ON TABLE operation.ligne TO trousse_app;

GRANT UPDATE(membre_id) ON TABLE operation.ligne TO trousse_app;

GRANT SELECT,DELETE ON TABLE operation.membre TO trousse_app;

GRANT UPDATE(poids) ON TABLE operation.membre TO trousse_app;

GRANT SELECT,INSERT,DELETE ON TABLE operation.panier TO trousse_app;

GRANT SELECT,INSERT,DELETE ON TABLE operation.panier_ligne TO trousse_app;

GRANT SELECT,INSERT ON TABLE operation.pret TO trousse_app;

GRANT UPDATE(rendu_le) ON TABLE operation.pret TO trousse_app;

GRANT SELECT,INSERT ON TABLE operation.pret_ligne TO trousse_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE programmation.document TO trousse_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE programmation.engagement TO trousse_app;

GRANT SELECT,INSERT,DELETE ON TABLE programmation.modele TO trousse_app;

GRANT UPDATE(nom) ON TABLE programmation.modele TO trousse_app;

GRANT UPDATE(archive_le) ON TABLE programmation.modele TO trousse_app;

GRANT SELECT,INSERT ON TABLE programmation.modele_version TO trousse_app;

GRANT SELECT,INSERT,DELETE ON TABLE programmation.page_orpheline TO trousse_app;

GRANT SELECT,INSERT ON TABLE programmation.travail TO trousse_app;

GRANT UPDATE(battement) ON TABLE programmation.travail TO trousse_app;

GRANT UPDATE(fini_le) ON TABLE programmation.travail TO trousse_app;

GRANT SELECT,INSERT ON TABLE programmation.travail_ligne TO trousse_app;

GRANT UPDATE(etat) ON TABLE programmation.travail_ligne TO trousse_app;

GRANT UPDATE(regle) ON TABLE programmation.travail_ligne TO trousse_app;

GRANT UPDATE(message) ON TABLE programmation.travail_ligne TO trousse_app;

GRANT UPDATE(fait_le) ON TABLE programmation.travail_ligne TO trousse_app;

GRANT SELECT ON TABLE rapport.attribution TO trousse_rapport;
GRANT SELECT ON TABLE rapport.attribution TO trousse_app;

GRANT SELECT ON TABLE territoire.commune TO trousse_app;

GRANT SELECT ON TABLE rapport.consommation_par_commune TO trousse_rapport;
GRANT SELECT ON TABLE rapport.consommation_par_commune TO trousse_app;

GRANT SELECT ON TABLE rapport.dossier TO trousse_rapport;
GRANT SELECT ON TABLE rapport.dossier TO trousse_app;

GRANT SELECT ON TABLE rapport.kit TO trousse_rapport;
GRANT SELECT ON TABLE rapport.kit TO trousse_app;

GRANT SELECT ON TABLE territoire.lieu_mediation TO trousse_app;

GRANT SELECT ON TABLE rapport.lieu_mediation TO trousse_rapport;
GRANT SELECT ON TABLE rapport.lieu_mediation TO trousse_app;

GRANT SELECT ON TABLE rapport.mouvement TO trousse_rapport;
GRANT SELECT ON TABLE rapport.mouvement TO trousse_app;

GRANT SELECT ON TABLE rapport.preuve TO trousse_rapport;
GRANT SELECT ON TABLE rapport.preuve TO trousse_app;

GRANT SELECT ON TABLE rapport.situation_enveloppe TO trousse_rapport;
GRANT SELECT ON TABLE rapport.situation_enveloppe TO trousse_app;

GRANT SELECT ON TABLE territoire.arrondissement TO trousse_app;

GRANT SELECT ON TABLE territoire.epci TO trousse_app;

GRANT SELECT ON TABLE territoire.passage TO trousse_app;

GRANT SELECT ON TABLE territoire.region TO trousse_app;

GRANT SELECT ON TABLE territoire.voisinage TO trousse_app;

