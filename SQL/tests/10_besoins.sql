-- The questionnaire of the assistant: one row, read by everyone, written by nobody but the owner.
begin;
create extension if not exists pgtap;
select plan(5);

select is((select count(*) from catalogue.questionnaire), 1::bigint, 'the catalogue that ships has its questions');
select throws_ok(
    $$insert into catalogue.questionnaire (seul, contenu) values (false, '{"questions": [], "besoins": []}')$$, '23514', null,
    'there is one questionnaire, no other'
);
select throws_ok(
    $$insert into catalogue.questionnaire (contenu) values ('{"questions": [], "besoins": []}')$$, '23505', null,
    'nor the same twice'
);
select throws_ok(
    $$update catalogue.questionnaire set contenu = '{"questions": []}'$$, '23514', null, 'questions without needs are no questionnaire'
);
set local role trousse_app;
select throws_ok($$delete from catalogue.questionnaire$$, '42501', null, 'the server reads it and writes nothing');
select * from finish();
rollback;
