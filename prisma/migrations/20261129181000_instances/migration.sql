-- Running processes of a studio, and fingerprints of the secrets that they must share

-- UNLOGGED: a row says that a process runs now. It needs no crash recovery, is in no backup, and renewing it waits for no disk.
CREATE UNLOGGED TABLE "instances" (
  "id" TEXT NOT NULL,
  "role" TEXT NOT NULL,
  "version" TEXT NOT NULL,
  "engineWorkers" INTEGER NOT NULL,
  "settings" JSONB NOT NULL,
  "startedAt" TIMESTAMPTZ(6) NOT NULL,
  "renewedAt" TIMESTAMPTZ(6) NOT NULL,
  "leaseUntil" TIMESTAMPTZ(6) NOT NULL,

  CONSTRAINT "instances_pkey" PRIMARY KEY ("id")
);

CREATE TABLE "agreed_secrets" (
  "name" TEXT NOT NULL,
  "fingerprint" TEXT NOT NULL,
  "agreedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

  CONSTRAINT "agreed_secrets_pkey" PRIMARY KEY ("name")
);
