-- What a piece is: when it is asked, how long it holds, the day it bears, what was found in its bytes. And the délibération as the mairie words it.

alter table financement.piece_exigee
    -- Asked of every project, or of those that fit out rooms, or that buy a building (arrêté du 23/12/2002, 2.1 and 2.2).
    add column quand text not null default 'toujours' constraint piece_exigee_quand check (quand in ('toujours', 'travaux', 'acquisition')),
    -- Months after which the préfecture asks for a more recent one; a piece of its day is not asked for one.
    add column perimee_mois integer constraint piece_exigee_perimee check (perimee_mois between 1 and 120);

alter table operation.operation
    add column travaux boolean not null default false,
    add column acquisition boolean not null default false;

alter table financement.piece
    -- The day that the paper bears: of the quotation, of the council's vote.
    add column date_document date constraint piece_date_document check (date_document between date '2000-01-01' and date '2100-01-01');

-- One row for each content that somebody brought: it was opened, hence its type is proved. What Trousse writes has none.
create table financement.examen (
    sha256 text primary key constraint examen_contenu references financement.contenu on delete cascade,
    type_mime text not null constraint examen_type check (type_mime in ('application/pdf', 'image/png', 'image/jpeg')),
    pages integer not null constraint examen_pages check (pages between 1 and 500),
    largeur integer,
    hauteur integer,
    -- It opens without a password, but forbids changes.
    est_protege boolean not null default false,
    -- `sans`: no antivirus was configured that day.
    antivirus text not null constraint examen_antivirus check (antivirus in ('sans', 'sain', 'infecte', 'en_attente')),
    virus text,
    -- JPEG of the first page.
    vignette bytea not null constraint examen_vignette check (length(vignette) <= 200000),
    examine_le timestamptz not null default clock_timestamp()
);

create table financement.deliberation (
    dossier_id bigint primary key constraint deliberation_dossier references financement.dossier on delete cascade,
    texte jsonb not null constraint deliberation_texte check (jsonb_typeof(texte) = 'object' and length(texte::text) <= 60000),
    redige_par bigint not null constraint deliberation_redige_par references acces.agent,
    redige_le timestamptz not null default clock_timestamp()
);
