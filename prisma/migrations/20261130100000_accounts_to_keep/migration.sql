-- CreateEnum
CREATE TYPE "UserRole" AS ENUM ('customer', 'operator');

-- CreateEnum
CREATE TYPE "AuditActor" AS ENUM ('owner', 'api_key', 'operator', 'command_line', 'studio');

-- CreateEnum
CREATE TYPE "DataExportState" AS ENUM ('waiting', 'running', 'ready', 'failed', 'expired');

-- CreateEnum
CREATE TYPE "OneTimeLinkKind" AS ENUM ('sign_in', 'reset_password', 'confirm_email', 'change_email', 'restore_account');

-- AlterTable
ALTER TABLE "api_keys" ADD COLUMN     "allowedRanges" TEXT[] DEFAULT ARRAY[]::TEXT[],
ADD COLUMN     "lastUsedRange" TEXT,
ADD COLUMN     "monthlyBudget" INTEGER,
ADD COLUMN     "replacedById" TEXT,
ADD COLUMN     "scopes" TEXT[] DEFAULT ARRAY['colorize', 'read', 'webhooks']::TEXT[];

-- AlterTable
ALTER TABLE "sessions" ADD COLUMN     "addressRange" TEXT,
ADD COLUMN     "lastSeenAt" TIMESTAMPTZ(3),
ADD COLUMN     "needsSecondFactor" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN     "signedInWith" TEXT NOT NULL DEFAULT 'password';

-- AlterTable
ALTER TABLE "users" ADD COLUMN     "consentAt" TIMESTAMPTZ(3),
ADD COLUMN     "consentVersion" TEXT,
ADD COLUMN     "defaultMetadata" TEXT,
ADD COLUMN     "defaultOutputFormat" TEXT,
ADD COLUMN     "deleteRequestedAt" TIMESTAMPTZ(3),
ADD COLUMN     "emailConfirmedAt" TIMESTAMPTZ(3),
ADD COLUMN     "mutedMails" TEXT[] DEFAULT ARRAY[]::TEXT[],
ADD COLUMN     "retentionHours" INTEGER,
ADD COLUMN     "role" "UserRole" NOT NULL DEFAULT 'customer',
ADD COLUMN     "suspendedAt" TIMESTAMPTZ(3),
ADD COLUMN     "suspendedReason" TEXT,
ADD COLUMN     "timeZone" TEXT,
ADD COLUMN     "totpConfirmedAt" TIMESTAMPTZ(3),
ADD COLUMN     "totpLastStep" INTEGER,
ADD COLUMN     "totpSecret" TEXT;

-- CreateTable
CREATE TABLE "audit_entries" (
    "id" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "action" TEXT NOT NULL,
    "actor" "AuditActor" NOT NULL,
    "actorId" TEXT,
    "userId" TEXT,
    "target" TEXT,
    "details" JSONB NOT NULL DEFAULT '{}',
    "addressRange" TEXT,
    "userAgent" TEXT,

    CONSTRAINT "audit_entries_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "data_exports" (
    "id" TEXT NOT NULL,
    "userId" TEXT NOT NULL,
    "state" "DataExportState" NOT NULL DEFAULT 'waiting',
    "storageKey" TEXT,
    "bytes" BIGINT,
    "failure" TEXT,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "finishedAt" TIMESTAMPTZ(3),
    "expiresAt" TIMESTAMPTZ(3),

    CONSTRAINT "data_exports_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "mails" (
    "id" TEXT NOT NULL,
    "userId" TEXT,
    "to" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "text" TEXT,
    "html" TEXT,
    "unsubscribeUrl" TEXT,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "sentAt" TIMESTAMPTZ(3),
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "failedAt" TIMESTAMPTZ(3),
    "failure" TEXT,
    "readAt" TIMESTAMPTZ(3),

    CONSTRAINT "mails_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "connected_sign_ins" (
    "id" TEXT NOT NULL,
    "userId" TEXT NOT NULL,
    "provider" TEXT NOT NULL,
    "issuer" TEXT NOT NULL DEFAULT '',
    "subject" TEXT NOT NULL,
    "email" TEXT,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "lastUsedAt" TIMESTAMPTZ(3),

    CONSTRAINT "connected_sign_ins_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "recovery_codes" (
    "userId" TEXT NOT NULL,
    "hash" TEXT NOT NULL,
    "usedAt" TIMESTAMPTZ(3),

    CONSTRAINT "recovery_codes_pkey" PRIMARY KEY ("userId","hash")
);

-- CreateTable
CREATE TABLE "one_time_links" (
    "hash" TEXT NOT NULL,
    "kind" "OneTimeLinkKind" NOT NULL,
    "userId" TEXT NOT NULL,
    "email" TEXT,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expiresAt" TIMESTAMPTZ(3) NOT NULL,
    "usedAt" TIMESTAMPTZ(3),

    CONSTRAINT "one_time_links_pkey" PRIMARY KEY ("hash")
);

-- CreateTable
CREATE TABLE "studio_settings" (
    "name" TEXT NOT NULL,
    "value" JSONB NOT NULL,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "studio_settings_pkey" PRIMARY KEY ("name")
);

-- CreateTable
CREATE TABLE "studio_setting_changes" (
    "id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "before" JSONB,
    "after" JSONB,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "by" TEXT,

    CONSTRAINT "studio_setting_changes_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "audit_entries_userId_at_id_idx" ON "audit_entries"("userId", "at" DESC, "id");

-- CreateIndex
CREATE INDEX "audit_entries_at_id_idx" ON "audit_entries"("at" DESC, "id");

-- CreateIndex
CREATE INDEX "data_exports_userId_createdAt_idx" ON "data_exports"("userId", "createdAt" DESC);

-- CreateIndex
CREATE INDEX "mails_createdAt_id_idx" ON "mails"("createdAt" DESC, "id");

-- CreateIndex
CREATE INDEX "mails_userId_idx" ON "mails"("userId");

-- CreateIndex
CREATE INDEX "connected_sign_ins_userId_idx" ON "connected_sign_ins"("userId");

-- CreateIndex
CREATE UNIQUE INDEX "connected_sign_ins_provider_issuer_subject_key" ON "connected_sign_ins"("provider", "issuer", "subject");

-- CreateIndex
CREATE INDEX "one_time_links_userId_kind_idx" ON "one_time_links"("userId", "kind");

-- CreateIndex
CREATE INDEX "one_time_links_expiresAt_idx" ON "one_time_links"("expiresAt");

-- CreateIndex
CREATE INDEX "studio_setting_changes_at_id_idx" ON "studio_setting_changes"("at" DESC, "id");

-- AddForeignKey
ALTER TABLE "data_exports" ADD CONSTRAINT "data_exports_userId_fkey" FOREIGN KEY ("userId") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "connected_sign_ins" ADD CONSTRAINT "connected_sign_ins_userId_fkey" FOREIGN KEY ("userId") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "recovery_codes" ADD CONSTRAINT "recovery_codes_userId_fkey" FOREIGN KEY ("userId") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "one_time_links" ADD CONSTRAINT "one_time_links_userId_fkey" FOREIGN KEY ("userId") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;
