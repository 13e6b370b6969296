-- AlterTable
ALTER TABLE "data_exports" ADD COLUMN     "leaseUntil" TIMESTAMPTZ(3),
ADD COLUMN     "tries" INTEGER NOT NULL DEFAULT 0;

-- CreateIndex
CREATE INDEX "data_exports_state_idx" ON "data_exports"("state");

-- CreateIndex
CREATE INDEX "users_deleteRequestedAt_idx" ON "users"("deleteRequestedAt");
