-- Who changed what and when: appended by triggers, never updated.

create table journal.evenement (
    evenement_id bigint generated always as identity primary key,
    enregistre_le timestamptz not null default clock_timestamp(),
    agent_id bigint,
    systeme text,
    relation text not null,
    action text not null,
    ancien jsonb,
    nouveau jsonb
);
create index evenement_par_relation on journal.evenement (relation, evenement_id desc);
