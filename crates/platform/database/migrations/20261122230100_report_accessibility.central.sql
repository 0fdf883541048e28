-- What people tell about accessibility, and what they were answered.
CREATE TABLE central.accessibility_report (
    id          uuid PRIMARY KEY,
    number      text NOT NULL,
    received_at timestamptz NOT NULL,
    answer_by   date NOT NULL,
    language    text NOT NULL,
    page        text NOT NULL,
    text        text NOT NULL,
    aid         text NOT NULL,
    email       text
);
CREATE INDEX accessibility_report_received ON central.accessibility_report (received_at);
COMMENT ON TABLE central.accessibility_report IS 'central: private; insert-only; portal writes. Reports on accessibility ("pranešimas apie prieinamumą", directive (EU) 2016/2102, article 7), from anybody, answered as a request. Written by the public pages, which cannot read it. Stays at the centre. Restored from the centre''s backup.';

CREATE TABLE central.accessibility_answer (
    report_id   uuid PRIMARY KEY,
    answered_at timestamptz NOT NULL,
    answered_by uuid NOT NULL,
    by_name     text NOT NULL,
    note        text NOT NULL
);
COMMENT ON TABLE central.accessibility_answer IS 'central: private; insert-only. What was answered to a report on accessibility, as the official notes it. Written by the ministry''s pages. Stays at the centre. Restored from the centre''s backup.';
