-- CreateIndex
CREATE INDEX "jobs_userId_clientRef_idx" ON "jobs"("userId", "clientRef");

-- CreateIndex
CREATE INDEX "jobs_userId_inputSha256_idx" ON "jobs"("userId", "inputSha256");
