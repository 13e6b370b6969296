-- Formats that an output can have
ALTER TYPE "OutputFormat" ADD VALUE 'tiff';
ALTER TYPE "OutputFormat" ADD VALUE 'avif';
