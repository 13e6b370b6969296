-- What a process without an engine lets a worker do while it waits.
CREATE TABLE "asks" (
    "id" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "data" JSONB NOT NULL,
    "account" TEXT NOT NULL,
    "isTest" BOOLEAN NOT NULL,
    "turn" INTEGER NOT NULL,
    "tries" INTEGER NOT NULL DEFAULT 0,
    "workerId" TEXT,
    "leaseUntil" TIMESTAMPTZ(3),
    "answer" JSONB,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "asks_pkey" PRIMARY KEY ("id")
);

CREATE INDEX "asks_workerId_idx" ON "asks"("workerId");
CREATE INDEX "asks_createdAt_idx" ON "asks"("createdAt");
