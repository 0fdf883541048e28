-- What registers were asked about a resident is found by her personal code (row security of the portal, at the centre).
CREATE INDEX register_request_person ON municipal.register_request (personal_code, asked_at);
COMMENT ON TABLE municipal.register_request IS 'municipal; insert-only; arrives; portal reads. A question to a state register, asked by the centre for the municipality. Written by the procedure. Arrives at the centre and is asked there; the person it is about sees register and day, and the case only if it is her own. Restored from the centre.';
