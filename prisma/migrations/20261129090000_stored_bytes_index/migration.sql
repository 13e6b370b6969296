-- For the bytes that the files of one account take up.
CREATE INDEX "jobs_userId_filesDeletedAt_idx" ON "jobs"("userId", "filesDeletedAt");
