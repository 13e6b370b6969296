-- Names to search and sort by, photos that are kept, and attempts that were refused before a job existed.

-- "C" compares bytes: names sort the same on every database. Names of before keep their accents until they are changed.
ALTER TABLE "jobs" ADD COLUMN "nameKey" TEXT COLLATE "C", ADD COLUMN "keptAt" TIMESTAMPTZ(3);
UPDATE "jobs" SET "nameKey" = left(lower("inputName"), 200) WHERE "inputName" IS NOT NULL;
CREATE INDEX "jobs_userId_nameKey_id_idx" ON "jobs"("userId", "nameKey", "id");

CREATE TABLE "refused_attempts" (
  "id" TEXT NOT NULL,
  "userId" TEXT NOT NULL,
  "apiKeyId" TEXT,
  "source" "JobSource" NOT NULL,
  "isTest" BOOLEAN NOT NULL DEFAULT false,
  "requestId" TEXT NOT NULL,
  "inputName" TEXT,
  "nameKey" TEXT COLLATE "C",
  "errorCode" TEXT NOT NULL,
  "errorDetail" TEXT NOT NULL,
  "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

  CONSTRAINT "refused_attempts_pkey" PRIMARY KEY ("id")
);
CREATE INDEX "refused_attempts_userId_createdAt_id_idx" ON "refused_attempts"("userId", "createdAt" DESC, "id");
CREATE INDEX "refused_attempts_createdAt_idx" ON "refused_attempts"("createdAt");
CREATE INDEX "refused_attempts_apiKeyId_idx" ON "refused_attempts"("apiKeyId");
ALTER TABLE "refused_attempts" ADD CONSTRAINT "refused_attempts_userId_fkey"
  FOREIGN KEY ("userId") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "refused_attempts" ADD CONSTRAINT "refused_attempts_apiKeyId_fkey"
  FOREIGN KEY ("apiKeyId") REFERENCES "api_keys"("id") ON DELETE SET NULL ON UPDATE CASCADE;
