-- A code that no longer names a commune leads to the commune of today: papers, lists and habits keep the old one for years.

create table territoire.passage (
    code_ancien territoire.code_insee primary key,
    nom_ancien text not null,
    code_insee territoire.code_insee not null constraint passage_commune references territoire.commune,
    -- First day in the commune of today; unknown for what no official list of movements says.
    depuis date
);
create index passage_par_commune on territoire.passage (code_insee);

grant select on territoire.passage to trousse_app;
