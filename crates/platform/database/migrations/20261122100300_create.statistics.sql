-- Anonymised figures, at the centre only. The ministry's pages read nothing else.
CREATE TABLE statistics.monthly_support (
    municipality_code smallint NOT NULL,
    month             date NOT NULL,
    kind              text NOT NULL,
    applications      int NOT NULL,
    decisions         int NOT NULL,
    decided_in_time   int NOT NULL,
    children          int NOT NULL,
    paid_cents        bigint NOT NULL,
    PRIMARY KEY (municipality_code, month, kind)
);
COMMENT ON TABLE statistics.monthly_support IS 'statistics. Counts and sums by municipality, month and kind; kind "" holds what is counted per application. Written by the centre''s roll-up job. Stays at the centre. Restored by running the roll-up.';

CREATE TABLE statistics.rollup (
    one         boolean PRIMARY KEY DEFAULT true CHECK (one),
    computed_at timestamptz NOT NULL
);
COMMENT ON TABLE statistics.rollup IS 'statistics. When the figures were last computed. Written by the roll-up job. Restored by running it.';
