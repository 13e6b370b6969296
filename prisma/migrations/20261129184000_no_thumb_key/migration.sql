-- A job's small picture lies beside its output under a fixed name, and is made when a list first shows it
ALTER TABLE "jobs" DROP COLUMN "thumbKey";
