-- A correction may take a child out of an application.
COMMENT ON TABLE municipal.application_child IS 'municipal; erasable; portal reads. The children that an application is for. Written by the arrival job, and by a correction that is put in place. Arrives at the centre. Restored from the centre.';
