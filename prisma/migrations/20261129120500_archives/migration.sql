-- Which jobs a link of the console downloads as one ZIP

CREATE TABLE "archives" (
  "id" TEXT NOT NULL,
  "userId" TEXT NOT NULL,
  "jobIds" TEXT[],
  "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  "expiresAt" TIMESTAMPTZ(3) NOT NULL,

  CONSTRAINT "archives_pkey" PRIMARY KEY ("id"),
  CONSTRAINT "archives_userId_fkey" FOREIGN KEY ("userId") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE
);

CREATE INDEX "archives_userId_createdAt_idx" ON "archives"("userId", "createdAt" DESC);
