-- What a porteur chose for the plan of a project. No row: what the catalogue advises, for the least remaining cost.

create table operation.choix_financement (
    operation_id bigint primary key constraint choix_operation references operation.operation on delete cascade,
    objectif text not null constraint choix_objectif check (objectif in ('reste_a_charge', 'moins_de_dossiers', 'plus_sur', 'plus_tot')),
    -- The funders asked and those obtained, as the planner reads them.
    dispositifs jsonb not null
    constraint choix_dispositifs check (jsonb_typeof(dispositifs) = 'array' and jsonb_array_length(dispositifs) <= 20),
    choisi_par bigint not null constraint choix_choisi_par references acces.agent,
    choisi_le timestamptz not null default clock_timestamp()
);
