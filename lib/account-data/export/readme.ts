import "server-only";

type Facts = { email: string; origin: string; madeAt: Date; photos: number; results: number; gone: number };

/** What is what in the ZIP, for a person who opens it years later. */
export const writeReadme = ({ email, origin, madeAt, photos, results, gone }: Facts): string => `Your data at ${origin}

Account:  ${email}
Made on:  ${madeAt.toISOString()} (all times in these files are in UTC)

photos/         ${photos} photos as you sent them, each file once. A photo is kept until its job expires, and longer if you keep it.
results/        ${results} results as they were made. Colors that you adjusted since are the "recipe" of the job in jobs.json.
jobs.json       Every job: what was ordered, found, made and charged, and where its files are in this ZIP.
jobs.csv        Every attempt, also those that were refused, for a spreadsheet.
receipts/       The signed receipt of each job that has ended; "jws" can be checked with the keys at ${origin}/api/v1/receipt-keys.
ledger.csv      Every change of your credits.
purchases.json  What you bought.
account.json    Your profile, sessions, API keys, connected sign-ins and webhooks, without anything secret.
activity.csv    What was done to your account: sign-ins, keys, money.

${gone > 0 ? `The files of ${gone} ${gone === 1 ? "job were" : "jobs were"} deleted before this export was made; what is known of them is in jobs.json.\n` : ""}`;
