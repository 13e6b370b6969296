-- What is done to a photo before it is colored, how the output is written, and what was noticed in the photo's file
CREATE TYPE "OutputProfile" AS ENUM ('srgb', 'keep');
CREATE TYPE "BitDepth" AS ENUM ('auto', 'bits8', 'bits16');

ALTER TABLE "jobs"
  ADD COLUMN "outputProfile" "OutputProfile" NOT NULL DEFAULT 'srgb',
  ADD COLUMN "bitDepth" "BitDepth" NOT NULL DEFAULT 'auto',
  ADD COLUMN "page" INTEGER NOT NULL DEFAULT 1,
  ADD COLUMN "rotate" DOUBLE PRECISION NOT NULL DEFAULT 0,
  ADD COLUMN "crop" JSONB,
  ADD COLUMN "invert" BOOLEAN NOT NULL DEFAULT false,
  ADD COLUMN "pages" INTEGER NOT NULL DEFAULT 1,
  ADD COLUMN "photoNotes" TEXT[] DEFAULT ARRAY[]::TEXT[];
