-- How much AI Clarity Boost would gain, and which ordered add-ons changed nothing and were not charged

ALTER TABLE "jobs"
  ADD COLUMN "clarityGain" INTEGER,
  ADD COLUMN "idleAddOns" TEXT[] DEFAULT ARRAY[]::TEXT[];
