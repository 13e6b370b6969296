-- What several instances count together: requests, and places in the queue for async jobs

-- UNLOGGED, as a count is worth no write-ahead log: after a crash of the database a window begins anew.
-- The columns, and their order, are those that rate-limiter-flexible writes.
CREATE UNLOGGED TABLE "rate_counts" (
  "key" TEXT NOT NULL,
  "points" INTEGER NOT NULL,
  "expire" BIGINT,

  CONSTRAINT "rate_counts_pkey" PRIMARY KEY ("key")
) WITH (fillfactor = 70);

CREATE INDEX "rate_counts_expire_idx" ON "rate_counts"("expire");

CREATE UNLOGGED TABLE "async_places" (
  "id" TEXT NOT NULL,
  "account" TEXT NOT NULL,
  "range" TEXT,
  "isTest" BOOLEAN NOT NULL,
  "takenAt" TIMESTAMPTZ(3) NOT NULL,
  "jobId" TEXT,
  "leaseUntil" TIMESTAMPTZ(3) NOT NULL,

  CONSTRAINT "async_places_pkey" PRIMARY KEY ("id")
);
