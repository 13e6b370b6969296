-- What an owner knows about a photo's colors, in words, and whose colors the output has
ALTER TABLE "jobs"
  ADD COLUMN "hint" TEXT,
  ADD COLUMN "paintedBy" JSONB;
