import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { beforeEach, expect, test } from "vitest";
import { POST as agree } from "../../../app/api/account/consent/route";
import { POST as signUp } from "../../../app/api/sign-up/route";
import { createUserWithCredits } from "../../../prisma/factories/create-user-with-credits";
import { currentConsentVersion } from "../../legal/consent";
import { createMemoryRateLimit } from "../../rate-limit/rate-limit";
import { setUpDatabase } from "../../testing/set-up";
import { setUpStudio } from "../../testing/set-up-studio";
import { callRoute, signInHeaders, testOrigin } from "../../testing/studio";

const fresh = setUpDatabase();
const opened = setUpStudio(fresh);
const folder = () => path.join(opened.studio.settings.DATA_DIR, "legal");
const write = (name: string, text: string) => writeFileSync(path.join(folder(), `${name}.md`), text);
const version = () => currentConsentVersion(opened.studio);

beforeEach(() => {
  rmSync(folder(), { recursive: true, force: true });
  mkdirSync(folder());
  opened.studio.limits.signUpAddress = createMemoryRateLimit({ limit: 1000, windowSeconds: 60 });
});

let people = 0;
async function open(consent?: unknown) {
  people += 1;
  const body = { email: `consent-${people}@example.org`, password: "analytical engine", consent };
  const headers = { origin: testOrigin, "user-agent": "Browser", "x-forwarded-for": "203.0.113.7" };
  return callRoute(signUp, { method: "POST", headers, body });
}
const refusal = { status: 400, body: { code: "invalid_request", param: "consent" } };

test("mails end with the imprint and the privacy page as they are when the mail is written", async () => {
  write("imprint", "# Who runs this");
  await open();
  const { text, html } = await fresh.db.mail.findFirstOrThrow();
  expect(text).toMatch(/Who runs this: http:\/\/\S+\/imprint\n$/);
  expect(html).toMatch(/\/imprint"[^>]*>Who runs this<\/a>/);
});

test("where there is nothing to agree to, an account is made without, and an imprint asks for nothing", async () => {
  write("imprint", "# Who runs this");
  expect(await open()).toMatchObject({ status: 201 });
  expect(await fresh.db.user.findFirst()).toMatchObject({ consentAt: null, consentVersion: null });
  expect(await fresh.db.auditEntry.count({ where: { action: "consent_given" } })).toBe(0);
});

test("no account is made without consent to the pages as they are now", async () => {
  write("terms", "# Terms");
  const old = (await version()) ?? "";
  write("terms", "# Other terms");
  for (const consent of [undefined, old, "f".repeat(64), "yes", true, "", null, old.toUpperCase()]) {
    expect(await open(consent), String(consent)).toMatchObject(refusal);
  }
  expect(await fresh.db.user.count()).toBe(0);
});

test("what was agreed to is noted with the account, and in the audit log from where", async () => {
  write("privacy", "# Privacy");
  const agreed = await version();
  expect(await open(agreed)).toMatchObject({ status: 201 });
  const user = await fresh.db.user.findFirstOrThrow();
  expect(user).toMatchObject({ consentVersion: agreed, consentAt: expect.any(Date) });
  expect(await fresh.db.auditEntry.findMany({ where: { action: "consent_given" } })).toMatchObject([
    {
      userId: user.id,
      actor: "owner",
      addressRange: "203.0.113.0/24",
      userAgent: "Browser",
      details: { version: agreed },
    },
  ]);
});

test("an account agrees to changed pages once, to no version but the current, and only for itself", async () => {
  write("terms", "# Terms");
  const old = await version();
  const { id } = await createUserWithCredits(fresh.db, 0);
  const other = await createUserWithCredits(fresh.db, 0);
  const headers = await signInHeaders(id);
  const give = (consent: unknown) => callRoute(agree, { method: "POST", headers, body: { consent } });
  expect(await give(old)).toMatchObject({ status: 204 });
  write("terms", "# New terms");
  expect(await give(old)).toMatchObject(refusal);
  const now = await version();
  expect(now).not.toBe(old);
  const answers = await Promise.all([give(now), give(now), give(now)]);
  expect(answers.map(({ status }) => status)).toEqual([204, 204, 204]);
  expect(await fresh.db.user.findUniqueOrThrow({ where: { id } })).toMatchObject({ consentVersion: now });
  expect(await fresh.db.user.findUniqueOrThrow({ where: { id: other.id } })).toMatchObject({ consentVersion: null });
  expect(await fresh.db.auditEntry.count({ where: { action: "consent_given", userId: id } })).toBe(2);
});
