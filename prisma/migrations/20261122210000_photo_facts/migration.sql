-- What a run saw in the photo itself

ALTER TABLE "jobs"
  ADD COLUMN "inputTone" TEXT,
  ADD COLUMN "damagePercent" DOUBLE PRECISION,
  ADD COLUMN "facesFound" INTEGER;
