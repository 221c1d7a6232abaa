-- What the préfecture sorts by and the porteur answered: the category of operation and the rank among the porteur's own demands, carried from
-- the form as it was sent.

alter table financement.dossier
    add column categorie text,
    add column rang integer;

-- The text of one answer in a form that was sent; null when it was not asked. Lines bear the words of their question, which the version of the
-- form ties to its code.
create function financement.reponse_envoyee(p_demande financement.demande, p_champ text) returns text
language sql stable set search_path = pg_catalog
return (
    select ligne ->> 'texte'
    from financement.formulaire
    cross join lateral jsonb_array_elements(formulaire.contenu -> 'sections') as demandee
    cross join lateral jsonb_array_elements(demandee -> 'champs') as champ
    cross join lateral jsonb_array_elements(p_demande.contenu -> 'sections') as section
    cross join lateral jsonb_array_elements(section -> 'lignes') as ligne
    where formulaire.code = p_demande.formulaire_code and formulaire.version = p_demande.formulaire_version
        and champ ->> 'code' = p_champ and ligne ->> 'libelle' = champ ->> 'libelle'
    limit 1
);

update financement.dossier set
    categorie = nullif(trim(financement.reponse_envoyee(demande, 'categorie')), ''),
    rang = substring(financement.reponse_envoyee(demande, 'rang') from '^[0-9]{1,4}$')::integer
from financement.demande
where demande.demande_id = (select max(derniere.demande_id) from financement.demande as derniere where derniere.dossier_id = dossier.dossier_id);

drop index financement.dossier_liste;
create index dossier_liste on financement.dossier (departement_code, depose_le desc, dossier_id desc)
    include (
        organisation_id, operation_id, code_insee, etat, dispositif, exercice, cout_total_ht_centimes, montant_demande_centimes,
        montant_accorde_centimes, montant_programme_centimes, complet_le, notifie_le, commence_le, acheve_le, categorie
    ) where etat <> 'brouillon';
