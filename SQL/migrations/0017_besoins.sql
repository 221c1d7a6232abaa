-- What the needs assistant asks and what each answer asks for, as `Catalog/besoins` gives it. Reference data, read by everyone.

create table catalogue.questionnaire (
    -- One row, and only one.
    seul boolean primary key default true constraint questionnaire_seul check (seul),
    contenu jsonb not null constraint questionnaire_contenu check (contenu ? 'questions' and contenu ? 'besoins')
);

grant select on catalogue.questionnaire to trousse_app;
