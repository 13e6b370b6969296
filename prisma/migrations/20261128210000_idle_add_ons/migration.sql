-- How much AI Clarity Boost would gain, 0 to 3; null: nobody looked.
ALTER TABLE "jobs" ADD COLUMN "clarityGain" INTEGER;

-- Which ordered add-ons changed nothing and were not charged. Every job so far was charged in full.
ALTER TABLE "jobs" ADD COLUMN "idleAddOns" TEXT[] DEFAULT ARRAY[]::TEXT[];
