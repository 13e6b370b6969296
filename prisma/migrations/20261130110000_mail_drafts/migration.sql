-- A mail that a statement causes is written as facts, and put into words by whoever sends it. A lease keeps two from sending it.
ALTER TABLE "mails" ADD COLUMN     "draft" JSONB,
ADD COLUMN     "leaseUntil" TIMESTAMPTZ(3),
ADD COLUMN     "triedAt" TIMESTAMPTZ(3);
