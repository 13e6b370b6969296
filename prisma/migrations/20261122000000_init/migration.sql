-- CreateSchema
CREATE SCHEMA IF NOT EXISTS "public";

-- CreateEnum
CREATE TYPE "CreditMovementKind" AS ENUM ('grant', 'adjustment', 'hold', 'capture', 'release');

-- CreateEnum
CREATE TYPE "CreditHoldState" AS ENUM ('open', 'captured', 'released');

-- CreateEnum
CREATE TYPE "JobStatus" AS ENUM ('queued', 'running', 'succeeded', 'failed', 'canceled');

-- CreateEnum
CREATE TYPE "JobSource" AS ENUM ('api', 'workbench');

-- CreateTable
CREATE TABLE "users" (
    "id" TEXT NOT NULL,
    "email" TEXT NOT NULL,
    "name" TEXT,
    "passwordHash" TEXT,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "users_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "sessions" (
    "id" TEXT NOT NULL,
    "userId" TEXT NOT NULL,
    "userAgent" TEXT,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expiresAt" TIMESTAMPTZ(3) NOT NULL,
    "revokedAt" TIMESTAMPTZ(3),

    CONSTRAINT "sessions_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "api_keys" (
    "id" TEXT NOT NULL,
    "userId" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "hash" TEXT NOT NULL,
    "prefix" TEXT NOT NULL,
    "last4" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "lastUsedAt" TIMESTAMPTZ(3),
    "expiresAt" TIMESTAMPTZ(3),
    "disabledAt" TIMESTAMPTZ(3),
    "revokedAt" TIMESTAMPTZ(3),

    CONSTRAINT "api_keys_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "credit_movements" (
    "id" TEXT NOT NULL,
    "userId" TEXT NOT NULL,
    "kind" "CreditMovementKind" NOT NULL,
    "jobId" TEXT,
    "reason" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "credit_movements_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "credit_entries" (
    "id" BIGSERIAL NOT NULL,
    "movementId" TEXT NOT NULL,
    "account" TEXT NOT NULL,
    "credits" INTEGER NOT NULL,

    CONSTRAINT "credit_entries_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "credit_balances" (
    "userId" TEXT NOT NULL,
    "available" INTEGER NOT NULL DEFAULT 0,
    "held" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "credit_balances_pkey" PRIMARY KEY ("userId")
);

-- CreateTable
CREATE TABLE "credit_holds" (
    "jobId" TEXT NOT NULL,
    "userId" TEXT NOT NULL,
    "credits" INTEGER NOT NULL,
    "state" "CreditHoldState" NOT NULL DEFAULT 'open',
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "settledAt" TIMESTAMPTZ(3),

    CONSTRAINT "credit_holds_pkey" PRIMARY KEY ("jobId")
);

-- CreateTable
CREATE TABLE "jobs" (
    "id" TEXT NOT NULL,
    "userId" TEXT NOT NULL,
    "apiKeyId" TEXT,
    "source" "JobSource" NOT NULL,
    "status" "JobStatus" NOT NULL DEFAULT 'queued',
    "requestId" TEXT NOT NULL,
    "clientRef" TEXT,
    "model" TEXT NOT NULL,
    "cleanScratches" BOOLEAN NOT NULL DEFAULT false,
    "faceRemaster" BOOLEAN NOT NULL DEFAULT false,
    "priceCredits" INTEGER NOT NULL,
    "chargedCredits" INTEGER NOT NULL DEFAULT 0,
    "inputName" TEXT,
    "inputKey" TEXT,
    "inputFormat" TEXT NOT NULL,
    "inputBytes" INTEGER NOT NULL,
    "inputSha256" TEXT NOT NULL,
    "width" INTEGER NOT NULL,
    "height" INTEGER NOT NULL,
    "outputKey" TEXT,
    "thumbKey" TEXT,
    "outputBytes" INTEGER,
    "outputSha256" TEXT,
    "provider" TEXT NOT NULL,
    "modelTag" TEXT,
    "stage" TEXT,
    "percent" INTEGER NOT NULL DEFAULT 0,
    "errorCode" TEXT,
    "errorDetail" TEXT,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "startedAt" TIMESTAMPTZ(3),
    "finishedAt" TIMESTAMPTZ(3),
    "leaseUntil" TIMESTAMPTZ(3),
    "runnerId" TEXT,
    "expiresAt" TIMESTAMPTZ(3) NOT NULL,
    "filesDeletedAt" TIMESTAMPTZ(3),
    "removedAt" TIMESTAMPTZ(3),

    CONSTRAINT "jobs_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "users_email_key" ON "users"("email");

-- CreateIndex
CREATE INDEX "sessions_userId_idx" ON "sessions"("userId");

-- CreateIndex
CREATE UNIQUE INDEX "api_keys_hash_key" ON "api_keys"("hash");

-- CreateIndex
CREATE INDEX "api_keys_userId_createdAt_idx" ON "api_keys"("userId", "createdAt");

-- CreateIndex
CREATE INDEX "credit_movements_userId_createdAt_idx" ON "credit_movements"("userId", "createdAt");

-- CreateIndex
CREATE UNIQUE INDEX "credit_movements_jobId_kind_key" ON "credit_movements"("jobId", "kind");

-- CreateIndex
CREATE INDEX "credit_entries_movementId_idx" ON "credit_entries"("movementId");

-- CreateIndex
CREATE INDEX "credit_entries_account_idx" ON "credit_entries"("account");

-- CreateIndex
CREATE INDEX "credit_holds_state_createdAt_idx" ON "credit_holds"("state", "createdAt");

-- CreateIndex
CREATE INDEX "jobs_userId_createdAt_id_idx" ON "jobs"("userId", "createdAt" DESC, "id");

-- CreateIndex
CREATE INDEX "jobs_apiKeyId_idx" ON "jobs"("apiKeyId");

-- CreateIndex
CREATE INDEX "jobs_status_leaseUntil_idx" ON "jobs"("status", "leaseUntil");

-- CreateIndex
CREATE INDEX "jobs_filesDeletedAt_expiresAt_idx" ON "jobs"("filesDeletedAt", "expiresAt");

-- AddForeignKey
ALTER TABLE "sessions" ADD CONSTRAINT "sessions_userId_fkey" FOREIGN KEY ("userId") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "api_keys" ADD CONSTRAINT "api_keys_userId_fkey" FOREIGN KEY ("userId") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "credit_entries" ADD CONSTRAINT "credit_entries_movementId_fkey" FOREIGN KEY ("movementId") REFERENCES "credit_movements"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "jobs" ADD CONSTRAINT "jobs_userId_fkey" FOREIGN KEY ("userId") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "jobs" ADD CONSTRAINT "jobs_apiKeyId_fkey" FOREIGN KEY ("apiKeyId") REFERENCES "api_keys"("id") ON DELETE SET NULL ON UPDATE CASCADE;



-- What no bug in the application may break. Prisma's schema language has no word for these.
ALTER TABLE "credit_balances" ADD CONSTRAINT "credit_balances_available_check" CHECK ("available" >= 0);
ALTER TABLE "credit_balances" ADD CONSTRAINT "credit_balances_held_check" CHECK ("held" >= 0);
ALTER TABLE "credit_holds" ADD CONSTRAINT "credit_holds_credits_check" CHECK ("credits" > 0);
ALTER TABLE "credit_entries" ADD CONSTRAINT "credit_entries_credits_check" CHECK ("credits" <> 0);
