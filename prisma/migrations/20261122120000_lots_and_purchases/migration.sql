-- AlterEnum
ALTER TYPE "CreditMovementKind" ADD VALUE 'purchase';
ALTER TYPE "CreditMovementKind" ADD VALUE 'refund';
ALTER TYPE "CreditMovementKind" ADD VALUE 'freeze';
ALTER TYPE "CreditMovementKind" ADD VALUE 'thaw';
ALTER TYPE "CreditMovementKind" ADD VALUE 'expiry';

-- CreateEnum
CREATE TYPE "CreditLotSource" AS ENUM ('granted', 'purchased');

-- AlterTable
ALTER TABLE "users" ADD COLUMN "lowCreditThreshold" INTEGER, ADD COLUMN "stripeCustomerId" TEXT;

-- AlterTable
ALTER TABLE "credit_movements"
    ADD COLUMN "availableAfter" INTEGER,
    ADD COLUMN "purchaseId" TEXT,
    ADD COLUMN "reference" TEXT,
    ADD COLUMN "sequence" INTEGER;

-- AlterTable
ALTER TABLE "credit_balances"
    ADD COLUMN "debt" INTEGER NOT NULL DEFAULT 0,
    ADD COLUMN "frozen" INTEGER NOT NULL DEFAULT 0,
    ADD COLUMN "version" INTEGER NOT NULL DEFAULT 0;

-- CreateTable
CREATE TABLE "purchases" (
    "id" TEXT NOT NULL,
    "userId" TEXT NOT NULL,
    "packId" TEXT NOT NULL,
    "packName" TEXT NOT NULL,
    "credits" INTEGER NOT NULL,
    "priceCents" INTEGER NOT NULL,
    "currency" TEXT NOT NULL,
    "status" TEXT NOT NULL,
    "stripeSessionId" TEXT,
    "stripePaymentIntentId" TEXT,
    "stripeChargeId" TEXT,
    "receiptUrl" TEXT,
    "paidCents" INTEGER,
    "refundedCents" INTEGER NOT NULL DEFAULT 0,
    "disputedAt" TIMESTAMPTZ(3),
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "paidAt" TIMESTAMPTZ(3),

    CONSTRAINT "purchases_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "stripe_events" (
    "id" TEXT NOT NULL,
    "type" TEXT NOT NULL,
    "payload" JSONB NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "receivedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "appliedAt" TIMESTAMPTZ(3),
    "failure" TEXT,

    CONSTRAINT "stripe_events_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "credit_lots" (
    "id" TEXT NOT NULL,
    "userId" TEXT NOT NULL,
    "source" "CreditLotSource" NOT NULL,
    "purchaseId" TEXT,
    "credits" INTEGER NOT NULL,
    "remaining" INTEGER NOT NULL,
    "revoked" INTEGER NOT NULL DEFAULT 0,
    "expiresAt" TIMESTAMPTZ(3),
    "frozenAt" TIMESTAMPTZ(3),
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "credit_lots_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "credit_hold_lots" (
    "jobId" TEXT NOT NULL,
    "lotId" TEXT NOT NULL,
    "credits" INTEGER NOT NULL,

    CONSTRAINT "credit_hold_lots_pkey" PRIMARY KEY ("jobId","lotId")
);

-- What was there before: every movement gets its number and what it left, every balance becomes one granted lot that never
-- expires, and open holds were taken from that lot. (No semicolons in comments: the engine splits there.)
WITH numbered AS (
  SELECT m.id, row_number() OVER past AS sequence, sum(coalesce(e.credits, 0)) OVER past AS "availableAfter"
  FROM credit_movements m LEFT JOIN credit_entries e ON e."movementId" = m.id AND e.account = 'user:' || m."userId" || ':available'
  WINDOW past AS (PARTITION BY m."userId" ORDER BY m."createdAt", m.id ROWS UNBOUNDED PRECEDING)
)
UPDATE credit_movements SET sequence = numbered.sequence, "availableAfter" = numbered."availableAfter"
FROM numbered WHERE numbered.id = credit_movements.id;

UPDATE credit_balances SET version = (
  SELECT count(*) FROM credit_movements m WHERE m."userId" = credit_balances."userId"
);

INSERT INTO credit_lots (id, "userId", source, credits, remaining, "createdAt")
SELECT 'lot_' || left(md5("userId"), 22), "userId", 'granted', available + held, available,
  coalesce((SELECT min(m."createdAt") FROM credit_movements m WHERE m."userId" = credit_balances."userId"), now())
FROM credit_balances WHERE available + held > 0;

INSERT INTO credit_hold_lots ("jobId", "lotId", credits)
SELECT "jobId", 'lot_' || left(md5("userId"), 22), credits FROM credit_holds WHERE state = 'open';

-- AlterTable
ALTER TABLE "credit_movements" ALTER COLUMN "sequence" SET NOT NULL, ALTER COLUMN "availableAfter" SET NOT NULL;

-- CreateIndex
CREATE UNIQUE INDEX "users_stripeCustomerId_key" ON "users"("stripeCustomerId");

-- CreateIndex
CREATE UNIQUE INDEX "credit_movements_reference_key" ON "credit_movements"("reference");

-- CreateIndex
CREATE UNIQUE INDEX "credit_movements_userId_sequence_key" ON "credit_movements"("userId", "sequence");

-- CreateIndex
CREATE INDEX "credit_movements_purchaseId_idx" ON "credit_movements"("purchaseId");

-- CreateIndex
CREATE UNIQUE INDEX "credit_lots_purchaseId_key" ON "credit_lots"("purchaseId");

-- CreateIndex
CREATE INDEX "credit_lots_userId_remaining_idx" ON "credit_lots"("userId", "remaining");

-- CreateIndex
CREATE INDEX "credit_lots_expiresAt_idx" ON "credit_lots"("expiresAt");

-- CreateIndex
CREATE INDEX "credit_hold_lots_lotId_idx" ON "credit_hold_lots"("lotId");

-- CreateIndex
CREATE UNIQUE INDEX "purchases_stripeSessionId_key" ON "purchases"("stripeSessionId");

-- CreateIndex
CREATE INDEX "purchases_userId_createdAt_id_idx" ON "purchases"("userId", "createdAt" DESC, "id");

-- CreateIndex
CREATE INDEX "purchases_stripePaymentIntentId_idx" ON "purchases"("stripePaymentIntentId");

-- CreateIndex
CREATE INDEX "purchases_stripeChargeId_idx" ON "purchases"("stripeChargeId");

-- CreateIndex
CREATE INDEX "stripe_events_appliedAt_createdAt_idx" ON "stripe_events"("appliedAt", "createdAt");

-- AddForeignKey
ALTER TABLE "credit_lots" ADD CONSTRAINT "credit_lots_purchaseId_fkey" FOREIGN KEY ("purchaseId") REFERENCES "purchases"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "credit_hold_lots" ADD CONSTRAINT "credit_hold_lots_jobId_fkey" FOREIGN KEY ("jobId") REFERENCES "credit_holds"("jobId") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "credit_hold_lots" ADD CONSTRAINT "credit_hold_lots_lotId_fkey" FOREIGN KEY ("lotId") REFERENCES "credit_lots"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- What no bug in the application may break. Prisma's schema language has no word for these.
ALTER TABLE "credit_balances" ADD CONSTRAINT "credit_balances_frozen_check" CHECK ("frozen" >= 0);
ALTER TABLE "credit_balances" ADD CONSTRAINT "credit_balances_debt_check" CHECK ("debt" >= 0);
ALTER TABLE "credit_balances" ADD CONSTRAINT "credit_balances_debt_first_check" CHECK ("debt" = 0 OR "available" = 0);
ALTER TABLE "credit_lots" ADD CONSTRAINT "credit_lots_remaining_check" CHECK ("credits" > 0 AND "remaining" BETWEEN 0 AND "credits");
ALTER TABLE "credit_lots" ADD CONSTRAINT "credit_lots_revoked_check" CHECK ("revoked" BETWEEN 0 AND "credits");
ALTER TABLE "credit_lots" ADD CONSTRAINT "credit_lots_purchase_check" CHECK (("source" = 'purchased') = ("purchaseId" IS NOT NULL));
ALTER TABLE "credit_hold_lots" ADD CONSTRAINT "credit_hold_lots_credits_check" CHECK ("credits" > 0);
ALTER TABLE "purchases" ADD CONSTRAINT "purchases_price_check" CHECK ("credits" > 0 AND "priceCents" > 0);
ALTER TABLE "purchases" ADD CONSTRAINT "purchases_refunded_check" CHECK ("refundedCents" BETWEEN 0 AND coalesce("paidCents", "refundedCents"));
