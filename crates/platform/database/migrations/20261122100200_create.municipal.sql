-- What a municipality owns. Every key begins with its code and never changes; the centre's copy carries keys and indexes only.
-- /*centre ... centre*/ holds at the centre alone: the large tables are partitioned there by municipality, and a partition is made
-- when a municipality is added.

CREATE TABLE municipal.office (
    municipality_code smallint NOT NULL,
    id                uuid NOT NULL,
    name              text NOT NULL,
    unit              text NOT NULL,
    address           text NOT NULL,
    phone             text NOT NULL,
    email             text NOT NULL,
    place             text NOT NULL,
    debtor_name       text NOT NULL,
    debtor_iban       text NOT NULL,
    payment_day       int NOT NULL,
    valid_from        date NOT NULL,
    PRIMARY KEY (municipality_code, id)
);
COMMENT ON TABLE municipal.office IS 'municipal. The municipality''s letterhead, contacts, account to pay from and day of payment, by date. Written by local administration. Arrives at the centre. Restored from the centre.';

CREATE TABLE municipal.user_account (
    municipality_code smallint NOT NULL,
    id                uuid NOT NULL,
    user_name         text NOT NULL,
    given_name        text NOT NULL,
    surname           text NOT NULL,
    position          text NOT NULL,
    power_basis       text,
    power_from        date,
    power_to          date,
    active            boolean NOT NULL,
    PRIMARY KEY (municipality_code, id)
);
COMMENT ON TABLE municipal.user_account IS 'municipal. Users of the municipality; power_*: the order that gives the power to decide, and its validity. Written by local administration. Arrives at the centre. Restored from the centre.';

CREATE TABLE municipal.user_grant (
    municipality_code smallint NOT NULL,
    id                uuid NOT NULL,
    user_id           uuid NOT NULL,
    role_code         text NOT NULL,
    valid_from        date NOT NULL,
    valid_to          date,
    PRIMARY KEY (municipality_code, id)
);
COMMENT ON TABLE municipal.user_grant IS 'municipal. Roles granted to a user, by date. Written by local administration. Arrives at the centre. Restored from the centre.';

CREATE TABLE municipal.counter (
    municipality_code smallint NOT NULL,
    name              text NOT NULL,
    year              int NOT NULL,
    value             bigint NOT NULL,
    PRIMARY KEY (municipality_code, name, year)
);
COMMENT ON TABLE municipal.counter IS 'municipal. Counters of the numbers that people see, per year. Written inside the transaction that uses the number. Arrives at the centre. Restored from the centre.';

CREATE TABLE municipal.person (
    municipality_code smallint NOT NULL,
    id                uuid NOT NULL,
    personal_code     text NOT NULL,
    given_name        text NOT NULL,
    surname           text NOT NULL,
    sex               text NOT NULL,
    born_on           date NOT NULL,
    died_on           date,
    protected         boolean NOT NULL,
    address           text,
    as_of             timestamptz NOT NULL,
    PRIMARY KEY (municipality_code, id)
);
CREATE INDEX person_personal_code ON municipal.person (personal_code);
COMMENT ON TABLE municipal.person IS 'municipal; portal reads. A person known to the municipality ("asmuo"), as the population register last answered. Written when evidence arrives. Arrives at the centre. Restored from the centre.';

CREATE TABLE municipal.application (
    municipality_code smallint NOT NULL,
    id                uuid NOT NULL,
    submission_id     uuid,
    receipt_number    text,
    number            text NOT NULL,
    kind_group        text NOT NULL,
    channel           text NOT NULL,
    applicant_id      uuid NOT NULL,
    language          text NOT NULL,
    content           jsonb NOT NULL,
    asked_from        date,
    sent_at           timestamptz NOT NULL,
    registered_at     timestamptz NOT NULL,
    term_start        date NOT NULL,
    decide_by         date NOT NULL,
    status            text NOT NULL,
    assigned_to       uuid,
    changed_at        timestamptz NOT NULL,
    version           int NOT NULL,
    PRIMARY KEY (municipality_code, id)
);
CREATE INDEX application_submission ON municipal.application (submission_id);
CREATE INDEX application_waiting ON municipal.application (municipality_code, kind_group, decide_by, sent_at);
COMMENT ON TABLE municipal.application IS 'municipal; portal reads. A registered application ("prašymas"), its clock and its step. Written by the arrival job and by the steps of the procedure. Arrives at the centre. Restored from the centre.';

CREATE TABLE municipal.application_child (
    municipality_code smallint NOT NULL,
    application_id    uuid NOT NULL,
    person_id         uuid NOT NULL,
    lives_with        boolean NOT NULL,
    PRIMARY KEY (municipality_code, application_id, person_id)
);
COMMENT ON TABLE municipal.application_child IS 'municipal; portal reads. The children that an application is for. Written by the arrival job. Arrives at the centre. Restored from the centre.';

CREATE TABLE municipal.application_event (
    municipality_code smallint NOT NULL,
    id                uuid NOT NULL,
    application_id    uuid NOT NULL,
    step              text NOT NULL,
    status_after      text NOT NULL,
    at                timestamptz NOT NULL,
    user_id           uuid,
    user_name         text NOT NULL,
    note              text,
    PRIMARY KEY (municipality_code, id)
);
CREATE INDEX application_event_application ON municipal.application_event (application_id, at);
COMMENT ON TABLE municipal.application_event IS 'municipal; insert-only; portal reads. What happened with an application, step by step. Written with each step. Arrives at the centre. Restored from the centre.';

CREATE TABLE municipal.register_request (
    municipality_code smallint NOT NULL,
    id                uuid NOT NULL,
    application_id    uuid NOT NULL,
    register          text NOT NULL,
    personal_code     text NOT NULL,
    person_id         uuid NOT NULL,
    parameters        jsonb NOT NULL,
    purpose           text NOT NULL,
    asked_at          timestamptz NOT NULL,
    asked_by          text NOT NULL,
    PRIMARY KEY (municipality_code, id)
);
CREATE INDEX register_request_application ON municipal.register_request (application_id);
COMMENT ON TABLE municipal.register_request IS 'municipal; insert-only; arrives. A question to a state register, asked by the centre for the municipality. Written by the procedure. Arrives at the centre and is asked there. Restored from the centre.';

CREATE TABLE municipal.assessment (
    municipality_code smallint NOT NULL,
    id                uuid NOT NULL,
    application_id    uuid NOT NULL,
    made_at           timestamptz NOT NULL,
    facts             jsonb NOT NULL,
    months            jsonb NOT NULL,
    lines             jsonb NOT NULL,
    PRIMARY KEY (municipality_code, id)
) /*centre PARTITION BY LIST (municipality_code) centre*/;
CREATE INDEX assessment_application ON municipal.assessment (application_id, made_at);
COMMENT ON TABLE municipal.assessment IS 'municipal; insert-only. The rule''s calculation ("taisyklės skaičiavimas"): the facts used, the answer with its explanation for each run of equal months, the lines it comes to. Written when evidence is complete. Arrives at the centre. Restored from the centre.';

CREATE TABLE municipal.proposal (
    municipality_code smallint NOT NULL,
    id                uuid NOT NULL,
    application_id    uuid NOT NULL,
    assessment_id     uuid NOT NULL,
    follows_rule      boolean NOT NULL,
    reason            text,
    lines             jsonb NOT NULL,
    proposed_by       uuid NOT NULL,
    proposed_by_name  text NOT NULL,
    proposed_at       timestamptz NOT NULL,
    settled_at        timestamptz,
    settled_by        uuid,
    outcome           text,
    return_reason     text,
    PRIMARY KEY (municipality_code, id)
);
CREATE INDEX proposal_application ON municipal.proposal (application_id, proposed_at);
COMMENT ON TABLE municipal.proposal IS 'municipal. What a specialist proposes ("siūlymas") and how it was settled. Written by the procedure. Arrives at the centre. Restored from the centre.';

CREATE TABLE municipal.decision (
    municipality_code smallint NOT NULL,
    id                uuid NOT NULL,
    application_id    uuid NOT NULL,
    proposal_id       uuid NOT NULL,
    number            text NOT NULL,
    decided_on        date NOT NULL,
    outcome           text NOT NULL,
    proposed_by       uuid NOT NULL,
    decided_by        uuid NOT NULL,
    decider_name      text NOT NULL,
    decider_position  text NOT NULL,
    power_basis       text NOT NULL,
    journal_entry_id  uuid NOT NULL,
    adopted_at        timestamptz NOT NULL,
    content           jsonb NOT NULL,
    PRIMARY KEY (municipality_code, id)
);
CREATE INDEX decision_application ON municipal.decision (application_id);
COMMENT ON TABLE municipal.decision IS 'municipal; insert-only; portal reads. An adopted decision ("sprendimas"); never changed, a correction is a new one. Written at adoption. Arrives at the centre. Restored from the centre.';

CREATE TABLE municipal.award (
    municipality_code smallint NOT NULL,
    id                uuid NOT NULL,
    decision_id       uuid NOT NULL,
    application_id    uuid NOT NULL,
    recipient_id      uuid NOT NULL,
    child_id          uuid NOT NULL,
    kind              text NOT NULL,
    stacking          text NOT NULL,
    period            daterange NOT NULL,
    account           text NOT NULL,
    PRIMARY KEY (municipality_code, id)
);
CREATE INDEX award_decision ON municipal.award (decision_id);
COMMENT ON TABLE municipal.award IS 'municipal; portal reads. What a decision grants: one child, one kind, one period of whole months ("skirta išmoka"); stacking names the benefit that kinds are grounds of. Written at adoption. Arrives at the centre. Restored from the centre.';

CREATE TABLE municipal.award_amount (
    municipality_code smallint NOT NULL,
    award_id          uuid NOT NULL,
    months            daterange NOT NULL,
    amount_cents      bigint NOT NULL,
    PRIMARY KEY (municipality_code, award_id, months)
);
COMMENT ON TABLE municipal.award_amount IS 'municipal. The monthly amount of an award, in cents, for a run of whole months. Written at adoption and at a recalculation. Arrives at the centre. Restored from the centre.';

CREATE TABLE municipal.letter (
    municipality_code smallint NOT NULL,
    id                uuid NOT NULL,
    decision_id       uuid NOT NULL,
    application_id    uuid NOT NULL,
    recipient_id      uuid NOT NULL,
    title             text NOT NULL,
    pdf               bytea NOT NULL,
    sha256            text NOT NULL,
    created_at        timestamptz NOT NULL,
    PRIMARY KEY (municipality_code, id)
);
CREATE INDEX letter_decision ON municipal.letter (decision_id);
COMMENT ON TABLE municipal.letter IS 'municipal; insert-only; portal reads. The decision itself as PDF/A. Written by the letter job after adoption. Arrives at the centre. Restored from the centre.';

CREATE TABLE municipal.notice (
    municipality_code smallint NOT NULL,
    id                uuid NOT NULL,
    application_id    uuid NOT NULL,
    recipient_id      uuid NOT NULL,
    channel           text NOT NULL,
    email             text,
    language          text NOT NULL,
    created_at        timestamptz NOT NULL,
    PRIMARY KEY (municipality_code, id)
);
COMMENT ON TABLE municipal.notice IS 'municipal; insert-only; arrives. That there is news for a person; says nothing of what. Written with the letter. Arrives at the centre, which sends the e-mail. Restored from the centre.';

CREATE TABLE municipal.payment_run (
    municipality_code smallint NOT NULL,
    id                uuid NOT NULL,
    kind_group        text NOT NULL,
    month             date NOT NULL,
    position          int NOT NULL,
    pay_on            date NOT NULL,
    run_by            uuid NOT NULL,
    run_by_name       text NOT NULL,
    run_at            timestamptz NOT NULL,
    payments          int NOT NULL,
    total_cents       bigint NOT NULL,
    PRIMARY KEY (municipality_code, id)
);
COMMENT ON TABLE municipal.payment_run IS 'municipal; insert-only; portal reads. A run of payments ("mokėjimas") for a month of entitlement; late decisions make a further run. Written by the payments officer''s action. Arrives at the centre. Restored from the centre.';

CREATE TABLE municipal.payment (
    municipality_code smallint NOT NULL,
    id                uuid NOT NULL,
    run_id            uuid NOT NULL,
    recipient_id      uuid NOT NULL,
    creditor_name     text NOT NULL,
    account           text NOT NULL,
    end_to_end_id     text NOT NULL,
    amount_cents      bigint NOT NULL,
    PRIMARY KEY (municipality_code, id)
) /*centre PARTITION BY LIST (municipality_code) centre*/;
CREATE INDEX payment_run_payments ON municipal.payment (run_id);
COMMENT ON TABLE municipal.payment IS 'municipal; insert-only; portal reads. One transfer to one account. Written by the run. Arrives at the centre. Restored from the centre.';

CREATE TABLE municipal.payment_line (
    municipality_code smallint NOT NULL,
    award_id          uuid NOT NULL,
    month             date NOT NULL,
    payment_id        uuid NOT NULL,
    run_id            uuid NOT NULL,
    child_id          uuid NOT NULL,
    kind              text NOT NULL,
    stacking          text NOT NULL,
    amount_cents      bigint NOT NULL,
    PRIMARY KEY (municipality_code, award_id, month)
) /*centre PARTITION BY LIST (municipality_code) centre*/;
CREATE INDEX payment_line_payment ON municipal.payment_line (payment_id);
COMMENT ON TABLE municipal.payment_line IS 'municipal; insert-only; portal reads. One award''s month, paid; the key makes it payable once. Written by the run. Arrives at the centre. Restored from the centre.';

CREATE TABLE municipal.payment_file (
    municipality_code smallint NOT NULL,
    id                uuid NOT NULL,
    run_id            uuid NOT NULL,
    message_id        text NOT NULL,
    sha256            text NOT NULL,
    created_at        timestamptz NOT NULL,
    PRIMARY KEY (municipality_code, id)
);
COMMENT ON TABLE municipal.payment_file IS 'municipal; insert-only. The pain.001 file of a run; made once, never with other content. Written by the run. Arrives at the centre. Restored from the centre.';

CREATE TABLE municipal.payment_file_part (
    municipality_code smallint NOT NULL,
    file_id           uuid NOT NULL,
    position          int NOT NULL,
    content           bytea NOT NULL,
    PRIMARY KEY (municipality_code, file_id, position)
);
COMMENT ON TABLE municipal.payment_file_part IS 'municipal; insert-only. The bytes of a payment file in parts of at most 256 KiB. Written by the run. Arrives at the centre. Restored from the centre.';

CREATE TABLE municipal.journal_entry (
    municipality_code smallint NOT NULL,
    id                uuid NOT NULL,
    at                timestamptz NOT NULL,
    audience          text NOT NULL,
    actor_id          uuid,
    actor_name        text NOT NULL,
    action            text NOT NULL,
    object            text NOT NULL,
    object_id         uuid,
    purpose           text NOT NULL,
    outcome           text NOT NULL,
    PRIMARY KEY (municipality_code, id)
) /*centre PARTITION BY LIST (municipality_code) centre*/;
CREATE INDEX journal_entry_at ON municipal.journal_entry (at);
COMMENT ON TABLE municipal.journal_entry IS 'municipal; insert-only. The journal ("žurnalas"): each access and each change, denied ones too. Written before data are shown, in the transaction of a change. Arrives at the centre. Restored from the centre.';

CREATE TABLE municipal.journal_subject (
    municipality_code smallint NOT NULL,
    entry_id          uuid NOT NULL,
    person_id         uuid NOT NULL,
    PRIMARY KEY (municipality_code, entry_id, person_id)
) /*centre PARTITION BY LIST (municipality_code) centre*/;
CREATE INDEX journal_subject_person ON municipal.journal_subject (person_id);
COMMENT ON TABLE municipal.journal_subject IS 'municipal; insert-only. Whose data a journal entry shows, one row per person. Written with its entry. Arrives at the centre. Restored from the centre.';
