-- Pure black and white
ALTER TYPE "PhotoTone" ADD VALUE 'bilevel';
