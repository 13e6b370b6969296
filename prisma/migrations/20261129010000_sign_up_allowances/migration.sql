-- How many free credits the sign-ups of a day got, studio-wide and by address range

CREATE TABLE "sign_up_allowances" (
  "day" DATE NOT NULL,
  "scope" TEXT NOT NULL,
  "credits" INTEGER NOT NULL,
  "reachedAt" TIMESTAMPTZ(3),

  CONSTRAINT "sign_up_allowances_pkey" PRIMARY KEY ("day", "scope")
);
