-- AlterTable
ALTER TABLE "api_keys" ADD COLUMN     "budgetId" TEXT;

-- CreateTable
CREATE TABLE "api_key_months" (
    "budgetId" TEXT NOT NULL,
    "month" DATE NOT NULL,
    "credits" INTEGER NOT NULL,

    CONSTRAINT "api_key_months_pkey" PRIMARY KEY ("budgetId","month")
);

-- AddForeignKey
ALTER TABLE "api_key_months" ADD CONSTRAINT "api_key_months_budgetId_fkey" FOREIGN KEY ("budgetId") REFERENCES "api_keys"("id") ON DELETE CASCADE ON UPDATE CASCADE;

ALTER TABLE "api_key_months" ADD CONSTRAINT "api_key_months_credits_check" CHECK ("credits" >= 0);

-- What the keys of today have spent, so that a budget set this month counts from the month's beginning.
INSERT INTO "api_key_months" ("budgetId", "month", "credits")
SELECT job."apiKeyId", date_trunc('month', job."createdAt" AT TIME ZONE 'UTC')::date,
    sum(CASE hold."state" WHEN 'open' THEN hold."credits" WHEN 'captured' THEN job."chargedCredits" ELSE 0 END)
FROM "jobs" AS job
JOIN "api_keys" AS key ON key."id" = job."apiKeyId"
JOIN "credit_holds" AS hold ON hold."jobId" = job."id"
GROUP BY 1, 2;
