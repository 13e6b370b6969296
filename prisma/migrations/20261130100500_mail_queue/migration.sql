-- Mails and exports of an account's data wait in queues of their own.
SELECT pgboss.create_queue('mail', '{"policy": "standard"}');
SELECT pgboss.create_queue('data-export', '{"policy": "standard"}');
