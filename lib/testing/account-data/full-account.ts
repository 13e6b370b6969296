import { readdir, readFile } from "node:fs/promises";
import path from "node:path";
import { createOneTimeLink } from "../../accounts/one-time-links";
import { createSession } from "../../accounts/sessions";
import { createApiKey } from "../../api-keys/create-api-key";
import { createArchiveLink } from "../../archives/archive-links";
import { writeAudit } from "../../audit/write-audit";
import { startCheckout } from "../../billing/purchases/start-checkout";
import { colorizePhoto } from "../../colorize/colorize-photo";
import { createShareSchema } from "../../contract/photos/shares";
import { grantCredits } from "../../credits/ledger";
import type { Db } from "../../db/client";
import { recordRefusedAttempt } from "../../jobs/refused-attempts";
import { accountDeletedMail } from "../../mail/contents/account-data";
import { queueMail } from "../../mail/queue-mail";
import { createShare } from "../../shares/create-share";
import { createEndpoint } from "../../webhooks/endpoints/create-endpoint";
import type { TestBilling } from "../billing";
import type { ColorizeFlow } from "../colorize-flow";
import { createFakeProvider } from "../fake-provider";

/** What leads to the person of `fillAccount`, wherever it is stood. */
export const personWords = [
  "eva.secret",
  "Eva Secretname",
  "wedding-in-rome",
  "198.51.100",
  "EvaBrowser",
  "kitchen key",
];
const who = { addressRange: "198.51.100.0/24", userAgent: "EvaBrowser/1" };

/** Gives the flow's account one of everything that an account can have, all of it with words that lead to the person. */
export async function fillAccount(db: Db, flow: ColorizeFlow, billing: TestBilling): Promise<void> {
  const { userId } = flow;
  const now = flow.now();
  const email = "eva.secret@example.org";
  await db.user.update({ where: { id: userId }, data: { email, name: "Eva Secretname" } });
  const endpoint = { url: "https://hooks.example/eva.secret", description: null, events: ["job.succeeded" as const] };
  await createEndpoint(db, { userId, ...endpoint, now });
  await createSession(db, { userId, userAgent: who.userAgent, now, ttlSeconds: 3600 });
  const { key } = await createApiKey(db, { userId, name: "kitchen key" }, { secret: "s".repeat(32) });
  const request = await flow.requestOf({
    apiKeyId: key.id,
    source: "api",
    clientRef: "wedding-in-rome",
    idempotency: { path: "/api/v1/colorize", key: "wedding-in-rome", fingerprint: "f" },
  });
  const photo = { ...request.photo, name: "wedding-in-rome.jpg" };
  await colorizePhoto(flow.depsWith(createFakeProvider().provider), { ...request, photo });
  const job = await db.job.findFirstOrThrow({ where: { userId } });
  await createShare(db, job, createShareSchema.parse({ caption: "wedding-in-rome" }), now);
  await createArchiveLink(db, { userId, jobIds: [job.id], now });
  const refused = { apiKeyId: null, source: "workbench", isTest: false, requestId: "req_1" } as const;
  const reason = { errorCode: "image_corrupt", errorDetail: "wedding-in-rome is no photo" } as const;
  await recordRefusedAttempt(db, { userId, ...refused, inputName: "wedding-in-rome.txt", ...reason }, now);
  await db.connectedSignIn.create({ data: { id: "con_1", userId, provider: "github", subject: "1", email } });
  await db.recoveryCode.create({ data: { userId, hash: "h" } });
  const link = { kind: "change_email", userId, email: "eva.secret@new.example", ttlSeconds: 60 } as const;
  await createOneTimeLink(db, link, { secret: "s".repeat(32), now });
  const mail = { origin: "https://studio.test", secret: "s".repeat(32) };
  await queueMail(db, mail, { userId, email, mutedMails: [] }, accountDeletedMail(mail));
  await queueMail(db, mail, { userId: null, email, mutedMails: [] }, accountDeletedMail(mail));
  await writeAudit(
    db,
    { actor: "owner", actorId: userId, ...who },
    {
      action: "profile_changed",
      userId,
      details: { name: "Eva Secretname" },
      at: now,
    },
  );
  await grantCredits(db, { userId, credits: 5, reason: `Goodwill for ${email}` });
  await startCheckout(billing.deps, { userId, packId: "fifty", origin: "https://studio.test" });
  await payOpenPurchase(db, flow, billing);
}

/** Pays the account's checkout at Stripe, whose events name the person. */
async function payOpenPurchase(db: Db, { userId }: ColorizeFlow, billing: TestBilling): Promise<void> {
  const { stripeSessionId } = await db.purchase.findFirstOrThrow({ where: { userId, status: "open" } });
  await billing.control({ do: "pay", session: stripeSessionId ?? "" });
  for (const event of await billing.events()) await billing.deliver(event);
}

/** Every row of every table, and of the queue, as text. */
export async function readWholeDatabase(db: Db): Promise<string> {
  const tables = await db.$queryRaw<{ name: string }[]>`
    SELECT quote_ident(tablename) AS name FROM pg_tables WHERE schemaname = current_schema()
    UNION ALL SELECT 'pgboss.job'`;
  const texts = await Promise.all(
    tables.map(({ name }) => db.$queryRawUnsafe<{ row: string }[]>(`SELECT t::text AS row FROM ${name} AS t`)),
  );
  return texts.flatMap((rows) => rows.map(({ row }) => row)).join("\n");
}

/** Every file below the folder, by its path. */
export async function readWholeDisk(folder: string): Promise<Map<string, Buffer>> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map((entry) => path.join(entry.parentPath, entry.name));
  return new Map(await Promise.all(files.map(async (file) => [file, await readFile(file)] as const)));
}
