-- What the centre owns. Copies carry these tables with their keys only; constraints are in the owner file.

CREATE TABLE central.municipality (
    code        smallint PRIMARY KEY,
    name        text NOT NULL,
    kind        text NOT NULL,
    address     text NOT NULL,
    postal_code text NOT NULL,
    city        text NOT NULL
);
COMMENT ON TABLE central.municipality IS 'central: all; portal reads. The municipalities ("savivaldybės") by state code. Written by central administration. Arrives at every node. Restored from the centre.';

CREATE TABLE central.appeal_body (
    municipality_code  smallint NOT NULL,
    valid_from         date NOT NULL,
    valid_to           date,
    commission         text NOT NULL,
    commission_address text NOT NULL,
    court              text NOT NULL,
    court_address      text NOT NULL,
    doubtful           boolean NOT NULL,
    PRIMARY KEY (municipality_code, valid_from)
);
COMMENT ON TABLE central.appeal_body IS 'central: all. Where a decision of a municipality is appealed, by date ("skundų nagrinėjimo institucijos"). Written by central administration. Arrives at every node. Restored from the centre.';

CREATE TABLE central.user_role (
    code    text PRIMARY KEY,
    name_lt text NOT NULL,
    name_en text NOT NULL,
    scope   text NOT NULL
);
COMMENT ON TABLE central.user_role IS 'central: all. Roles of users ("naudotojų rolės"). Written by central administration. Arrives at every node. Restored from the centre.';

CREATE TABLE central.role_right (
    role_code  text NOT NULL,
    right_code text NOT NULL,
    valid_from date NOT NULL,
    valid_to   date,
    PRIMARY KEY (role_code, right_code, valid_from)
);
COMMENT ON TABLE central.role_right IS 'central: all. What each role may do, by date. Written by central administration. Arrives at every node. Restored from the centre.';

CREATE TABLE central.resident (
    id            uuid PRIMARY KEY,
    personal_code text NOT NULL,
    given_name    text NOT NULL,
    surname       text NOT NULL,
    language      text NOT NULL,
    created_at    timestamptz NOT NULL
);
COMMENT ON TABLE central.resident IS 'central: private; portal writes. A resident''s account in the portal ("gyventojo paskyra"). Written by the portal at sign-in. Stays at the centre. Restored from the centre''s backup.';

CREATE TABLE central.policy_confirmation (
    resident_id  uuid NOT NULL,
    version      text NOT NULL,
    confirmed_at timestamptz NOT NULL,
    PRIMARY KEY (resident_id, version)
);
COMMENT ON TABLE central.policy_confirmation IS 'central: private; insert-only; portal writes. "Susipažinau su privatumo politika": which version, when. Written by the portal. Stays at the centre. Restored from the centre''s backup.';

CREATE TABLE central.family_prefill (
    resident_id uuid PRIMARY KEY,
    answered_at timestamptz NOT NULL,
    content     jsonb NOT NULL
);
COMMENT ON TABLE central.family_prefill IS 'central: private; portal writes. The population register''s last answer about the resident herself and her minor children, shown to her. Written by the portal. Stays at the centre. Not restored: asked again.';

CREATE TABLE central.draft (
    id          uuid PRIMARY KEY,
    resident_id uuid NOT NULL,
    form_code   text NOT NULL,
    created_at  timestamptz NOT NULL,
    ended_at    timestamptz,
    submission_id uuid
);
CREATE INDEX draft_resident ON central.draft (resident_id);
COMMENT ON TABLE central.draft IS 'central: private; portal writes. An application that is being written ("prašymo juodraštis"). Written by the portal. Stays at the centre. Restored from the centre''s backup.';

CREATE TABLE central.draft_version (
    draft_id uuid NOT NULL,
    version  int NOT NULL,
    content  jsonb NOT NULL,
    saved_at timestamptz NOT NULL,
    PRIMARY KEY (draft_id, version)
);
COMMENT ON TABLE central.draft_version IS 'central: private; insert-only; portal writes. Each save of a draft. Written by the portal. Stays at the centre. Restored from the centre''s backup.';

CREATE TABLE central.counter (
    name  text PRIMARY KEY,
    value bigint NOT NULL
);
COMMENT ON TABLE central.counter IS 'central: private; portal writes. Counters of the numbers that people see. Written inside the transaction that uses the number. Stays at the centre. Restored from the centre''s backup.';

CREATE TABLE central.submission (
    municipality_code smallint NOT NULL,
    id                uuid NOT NULL,
    receipt_number    text NOT NULL,
    resident_id       uuid NOT NULL,
    personal_code     text NOT NULL,
    form_code         text NOT NULL,
    form_version      int NOT NULL,
    policy_version    text NOT NULL,
    language          text NOT NULL,
    content           jsonb NOT NULL,
    content_sha256    text NOT NULL,
    submitted_at      timestamptz NOT NULL,
    PRIMARY KEY (municipality_code, id)
);
CREATE INDEX submission_resident ON central.submission (resident_id);
COMMENT ON TABLE central.submission IS 'central: addressed; insert-only; arrives; portal writes. What a resident sent ("elektroninis prašymas"), as she sent it. Written by the portal. Arrives at the municipality and is registered there. Restored from the centre.';

CREATE TABLE central.register_answer (
    municipality_code smallint NOT NULL,
    id                uuid NOT NULL,
    register          text NOT NULL,
    outcome           text NOT NULL,
    as_of             timestamptz,
    answered_at       timestamptz NOT NULL,
    content           jsonb,
    PRIMARY KEY (municipality_code, id)
);
COMMENT ON TABLE central.register_answer IS 'central: addressed; insert-only; arrives. A state register''s answer to one request; its id is the request''s. Written by the centre''s worker. Arrives at the municipality that asked. Restored by asking again.';

CREATE TABLE central.letter_opening (
    municipality_code smallint NOT NULL,
    id                uuid NOT NULL,
    opened_at         timestamptz NOT NULL,
    PRIMARY KEY (municipality_code, id)
);
COMMENT ON TABLE central.letter_opening IS 'central: addressed; insert-only; portal writes. When the addressee first opened a letter in the portal: its delivery; the id is the letter''s. Written by the portal. Arrives at the municipality. Restored from the centre.';

CREATE TABLE central.notice_delivery (
    municipality_code smallint NOT NULL,
    notice_id         uuid NOT NULL,
    channel           text NOT NULL,
    sent_at           timestamptz NOT NULL,
    PRIMARY KEY (municipality_code, notice_id)
);
COMMENT ON TABLE central.notice_delivery IS 'central: private; insert-only. A notice handed to the mail server. Written by the centre''s worker. Stays at the centre. Restored from the centre''s backup.';

CREATE TABLE central.user_account (
    id         uuid PRIMARY KEY,
    user_name  text NOT NULL,
    given_name text NOT NULL,
    surname    text NOT NULL,
    position   text NOT NULL,
    active     boolean NOT NULL
);
COMMENT ON TABLE central.user_account IS 'central: private. National users (ministry). Written by central administration. Stays at the centre. Restored from the centre''s backup.';

CREATE TABLE central.user_grant (
    user_id    uuid NOT NULL,
    role_code  text NOT NULL,
    valid_from date NOT NULL,
    valid_to   date,
    PRIMARY KEY (user_id, role_code, valid_from)
);
COMMENT ON TABLE central.user_grant IS 'central: private. Roles granted to national users. Written by central administration. Stays at the centre. Restored from the centre''s backup.';

CREATE TABLE central.journal_entry (
    id         uuid PRIMARY KEY,
    at         timestamptz NOT NULL,
    audience   text NOT NULL,
    actor_id   uuid,
    actor_name text NOT NULL,
    action     text NOT NULL,
    object     text NOT NULL,
    object_id  uuid,
    purpose    text NOT NULL,
    outcome    text NOT NULL
);
COMMENT ON TABLE central.journal_entry IS 'central: private; insert-only; portal writes. The centre''s own journal ("žurnalas"): each access and each change. Written in the transaction it tells of. Stays at the centre. Restored from the centre''s backup.';

CREATE TABLE central.journal_subject (
    entry_id  uuid NOT NULL,
    person_id uuid NOT NULL,
    PRIMARY KEY (entry_id, person_id)
);
COMMENT ON TABLE central.journal_subject IS 'central: private; insert-only; portal writes. Whose data a journal entry is about (resident''s account). Written with its entry. Stays at the centre. Restored from the centre''s backup.';
