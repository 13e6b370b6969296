-- Formats that archives keep. Nothing in this migration uses the new values, which PostgreSQL forbids before it is committed
ALTER TYPE "PhotoFormat" ADD VALUE 'jxl';
ALTER TYPE "PhotoFormat" ADD VALUE 'jp2';
ALTER TYPE "PhotoFormat" ADD VALUE 'pdf';
ALTER TYPE "PhotoFormat" ADD VALUE 'bmp';
ALTER TYPE "PhotoFormat" ADD VALUE 'raw';
