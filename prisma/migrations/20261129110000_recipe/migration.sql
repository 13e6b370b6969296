-- How its owner adjusted the colors of a job's output; null for not at all.
ALTER TABLE "jobs" ADD COLUMN "recipe" JSONB;
