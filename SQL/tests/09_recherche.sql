-- How the words of a search are read, and who may write what it reads.
begin;
create extension if not exists pgtap;
select plan(24);

select is(catalogue.normal('  Station d’Accueil : l''ÉCRAN, œuvre… '), 'station d accueil l ecran oeuvre', 'des mots seuls, sans accent');
select is(catalogue.normal(null), '', 'rien donne rien');
select is(catalogue.racines('Stations d’accueils pour impôts'), catalogue.racines('station accueil impot'), 'un pluriel a la même racine');
select is(catalogue.racines('de la pour'), '', 'des mots vides n''ont pas de racine');
select is(catalogue.code_tape('k2'), 'K02', 'un code de kit sans son zéro');
select is(catalogue.code_tape('K2001'), 'K2001', 'un code de kit long');
select is(catalogue.code_tape('inf 14'), 'INF-014', 'un code d''article sans tiret ni zéro');
select is(catalogue.code_tape('mob-r03'), 'MOB-R03', 'un code d''article avec une lettre');
select is(catalogue.code_tape('imprimante'), null, 'un mot n''est pas un code');
select is(catalogue.code_tape('k0'), 'K00', 'un zéro reste un code, que rien ne porte');

select set_eq(
    $$select relname::text from pg_class
      where relnamespace = 'catalogue'::regnamespace and relkind = 'm' and has_table_privilege('trousse_app', oid, 'SELECT')$$,
    array['fiche', 'mention', 'mot'], 'l''application lit ce que la recherche lit'
);
select is_empty(
    $$select relname from pg_class cross join unnest(array['INSERT', 'UPDATE', 'DELETE']) as droit
      where relnamespace = 'catalogue'::regnamespace and has_table_privilege('trousse_app', pg_class.oid, droit)$$,
    'et n''écrit rien au catalogue'
);
select ok(not has_function_privilege('trousse_app', 'catalogue.indexer()', 'execute'), 'ni ne refait ce que la recherche lit');

set role trousse_owner;
insert into catalogue.fonction values ('essai', 1, 'perceuse', false);
insert into catalogue.article (
    code, libelle, famille, besoins, etat, unite, taux_tva, cpv, section, regle_imputation, eligible, compte_m57, compte_m57_abrege,
    quantite_min, quantite_max, nature_donnee, fonction
)
select code, libelle, 'Essai', '{bricolage}', 'neuf', 'unité', 0.2, '30213100-6', 'I', 'nomenclature', 'oui', '21838', '2183', 1, 9, 'essai', fonction
from (values
    ('ZZZ-001', 'Perceuse sans fil, mandrin vert', 'essai'), ('ZZZ-002', 'Établi pour perceuse, chêne', null),
    ('ZZZ-003', 'Mandrin violet', null), ('ZZZ-004', 'Article retiré perceuse', null)
) as lu (code, libelle, fonction);
update catalogue.article set retire_le = current_date where code = 'ZZZ-004';
insert into catalogue.expression (cle, terme, equivalents) values (catalogue.racines('visseuse'), 'visseuse', array[catalogue.racines('perceuse')]);
insert into catalogue.terme values ('visseuse');
insert into catalogue.expression (cle, terme, est_vide) values (catalogue.racines('bidule'), 'bidule', true);
insert into catalogue.terme values ('bidule');
select throws_ok(
    $$insert into catalogue.expression (cle, terme) values ('', 'de la')$$, '23514', null, 'une expression a au moins un mot qui compte'
);
select catalogue.indexer();

set role trousse_app;
select matches((select codes from catalogue.chercher('perceuses')), '^ZZZ-001 ZZZ-002( |$)', 'ce qui porte le mot en tête vient d''abord');
select doesnt_match((select codes from catalogue.chercher('perceuse')), 'ZZZ-004', 'ce qui est retiré ne se trouve plus');
select matches((select codes from catalogue.chercher('mandrin vert')), '^ZZZ-001 ZZZ-003', 'ce qui répond à tout précède ce qui répond à une partie');
select matches((select codes from catalogue.chercher('mandrin orange')), 'ZZZ-003', 'sinon, une partie suffit');
select is(
    (select codes from catalogue.chercher('visseuse')), (select codes from catalogue.chercher('perceuse')),
    'un équivalent trouve la même chose dans le même ordre'
);
select is((select corrige from catalogue.chercher('perseuse')), 'perceuse', 'une faute est réparée, et dite');
select is((select codes from catalogue.chercher('bidule perceuse')), (select codes from catalogue.chercher('perceuse')), 'un mot vide ne choisit rien');
select is((select ignores from catalogue.chercher('zqxwvk perceuse')), array['zqxwvk'], 'un mot inconnu est laissé de côté, et dit');
select is((select codes from catalogue.chercher('zqxwvk')), '', 'et seul, il ne trouve rien');
select is((select codes from catalogue.chercher('''; -- & | ! <-> ( :*')), '', 'ce qui n''est pas un mot ne fait rien');
reset role;
select * from finish();
rollback;
