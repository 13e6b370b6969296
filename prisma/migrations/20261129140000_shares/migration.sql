-- Pages that show one output to whoever has their link

CREATE TABLE "shares" (
  "id" TEXT NOT NULL,
  "jobId" TEXT NOT NULL,
  "caption" TEXT NOT NULL,
  "withOriginal" BOOLEAN NOT NULL,
  "withDownload" BOOLEAN NOT NULL,
  "createdAt" TIMESTAMPTZ(3) NOT NULL,
  "expiresAt" TIMESTAMPTZ(3) NOT NULL,
  "revokedAt" TIMESTAMPTZ(3),

  CONSTRAINT "shares_pkey" PRIMARY KEY ("id")
);

CREATE INDEX "shares_jobId_createdAt_idx" ON "shares"("jobId", "createdAt");

CREATE INDEX "shares_expiresAt_idx" ON "shares"("expiresAt");

ALTER TABLE "shares" ADD CONSTRAINT "shares_jobId_fkey"
  FOREIGN KEY ("jobId") REFERENCES "jobs"("id") ON DELETE CASCADE ON UPDATE CASCADE;
