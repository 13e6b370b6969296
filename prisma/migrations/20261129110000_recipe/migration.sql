-- How its owner adjusted the colors of an output. Null: not at all.
ALTER TABLE "jobs" ADD COLUMN "recipe" JSONB;
