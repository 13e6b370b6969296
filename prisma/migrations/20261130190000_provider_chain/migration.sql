-- AlterTable
ALTER TABLE "jobs" ADD COLUMN "costMicros" INTEGER;

-- AlterTable
ALTER TABLE "instances" ADD COLUMN "providers" JSONB NOT NULL DEFAULT '[]';
