-- Lists over all accounts, for the operator's pages.
CREATE INDEX "users_createdAt_id_idx" ON "users"("createdAt" DESC, "id");
CREATE INDEX "jobs_createdAt_id_idx" ON "jobs"("createdAt" DESC, "id");
CREATE INDEX "jobs_finishedAt_idx" ON "jobs"("finishedAt");
CREATE INDEX "purchases_createdAt_id_idx" ON "purchases"("createdAt" DESC, "id");
CREATE INDEX "webhook_endpoints_createdAt_id_idx" ON "webhook_endpoints"("createdAt" DESC, "id");

-- Rare rows only, so that ordinary photos do not pay for it. lib/operator/jobs/list-all-jobs.ts filters by these columns.
CREATE INDEX "jobs_all_unsuccessful_idx" ON "jobs"("status", "createdAt" DESC, "id") WHERE "status" <> 'succeeded';

-- Parts of addresses and names. Where the database's owner may not have the extension, a search reads all accounts.
DO $$
BEGIN
  CREATE EXTENSION IF NOT EXISTS pg_trgm;
  CREATE INDEX "users_email_idx" ON "users" USING GIN ("email" gin_trgm_ops) WITH (gin_pending_list_limit = 256);
  CREATE INDEX "users_name_idx" ON "users" USING GIN (lower("name") gin_trgm_ops) WITH (gin_pending_list_limit = 256);
EXCEPTION WHEN insufficient_privilege OR undefined_file OR feature_not_supported THEN
  RAISE NOTICE 'The extension pg_trgm is not available: searching accounts is slow in large studios.';
END $$;
