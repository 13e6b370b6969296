-- Async jobs wait in the queue for a worker of any instance.
ALTER TABLE "jobs" ADD COLUMN "queuedAt" TIMESTAMPTZ(3),
ADD COLUMN "turn" INTEGER,
ADD COLUMN "tries" INTEGER NOT NULL DEFAULT 0;

-- What each accepted async job asks for: the last turn of its account, and the turn that is being served.
CREATE INDEX "jobs_turns" ON "jobs" ("isTest", "turn") WHERE "queuedAt" IS NOT NULL AND "status" IN ('queued', 'running');
CREATE INDEX "jobs_turns_of_account" ON "jobs" ("userId", "isTest", "turn")
WHERE "queuedAt" IS NOT NULL AND "status" IN ('queued', 'running');
