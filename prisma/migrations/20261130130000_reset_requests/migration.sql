-- Requests for a new password wait in a queue of their own: who asks gets the answer before anything is looked up.
SELECT pgboss.create_queue('reset-request', '{"policy": "standard"}');
