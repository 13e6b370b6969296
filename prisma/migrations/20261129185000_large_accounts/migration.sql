-- Lists of large accounts. The partial indexes hold rare rows only, so that ordinary photos do not pay for them.

-- Usage: what ended on some days.
CREATE INDEX "jobs_userId_finishedAt_idx" ON "jobs"("userId", "finishedAt");

-- Lists of one source, of what went wrong, of test keys.
CREATE INDEX "jobs_userId_source_createdAt_id_idx" ON "jobs"("userId", "source", "createdAt" DESC, "id");
CREATE INDEX "jobs_unsuccessful_idx" ON "jobs"("userId", "status", "createdAt" DESC, "id") WHERE "status" IN ('failed', 'canceled');
CREATE INDEX "jobs_test_idx" ON "jobs"("userId", "createdAt" DESC, "id") WHERE "isTest";

-- The ledger's rare kinds. lib/credits/list-movements.ts repeats the condition.
CREATE INDEX "credit_movements_rare_idx" ON "credit_movements"("userId", "kind", "sequence" DESC) WHERE "kind" NOT IN ('hold', 'capture');

-- Parts of names. Where the database's owner may not have the extension, a search reads all names of the account, as before.
-- A short pending list: a search reads all of it, and nothing vacuums the embedded database.
DO $$
BEGIN
  CREATE EXTENSION IF NOT EXISTS pg_trgm;
  CREATE INDEX "jobs_nameKey_idx" ON "jobs" USING GIN ("nameKey" gin_trgm_ops) WITH (gin_pending_list_limit = 256);
EXCEPTION WHEN insufficient_privilege OR undefined_file OR feature_not_supported THEN
  RAISE NOTICE 'The extension pg_trgm is not available: searching names is slow in large accounts.';
END $$;
