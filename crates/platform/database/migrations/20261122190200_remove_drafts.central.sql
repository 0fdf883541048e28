-- A draft that was never sent can be deleted at once by whoever wrote it, and goes by itself when its time is over.
COMMENT ON TABLE central.draft IS 'central: private; erasable; portal writes. An application that is being written ("prašymo juodraštis"). Written by the portal; deleted by the resident, or by the centre''s worker when its time is over. Stays at the centre. Restored from the centre''s backup; deletions are applied again.';

CREATE TABLE central.draft_reminder (
    draft_id    uuid PRIMARY KEY,
    reminded_at timestamptz NOT NULL
);
COMMENT ON TABLE central.draft_reminder IS 'central: private. When a resident was told that her draft will soon be deleted ("priminimas apie juodraštį"). Written by the centre''s worker. Stays at the centre. Restored from the centre''s backup.';
