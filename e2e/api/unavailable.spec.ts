import { headers as names } from "../../lib/contract/headers";
import { callColorize, makeForm } from "../support/call-colorize";
import { expectProblem } from "../support/expect-problem";
import { smallPhoto } from "../support/photos";
import { createAccount, expectSoundLedger } from "../support/run-admin";
import { signIn } from "../support/sign-in";
import { type Environment, endStudio, type Studio, startStudio } from "../support/start-studio";
import { expect, test } from "../support/studio-test";

async function withStudio(settings: Environment, use: (studio: Studio) => Promise<void>): Promise<void> {
  const studio = await startStudio(settings);
  try {
    await use(studio);
    await expectSoundLedger(studio);
  } finally {
    await endStudio(studio);
  }
}

test("maintenance → 503 through both doors, and a wrong key is still 401", () =>
  withStudio({ MAINTENANCE: "true" }, async (studio) => {
    const account = await createAccount(studio, { credits: 2 });
    const fields = { image: await smallPhoto() };
    expectProblem(await callColorize(studio, account.apiKey, fields), "maintenance");
    expectProblem(await callColorize(studio, null, fields), "api_key_missing");
    const session = await signIn(studio, account);
    const workbench = await session.send("POST", "/api/workbench/colorize", makeForm(fields));
    expect(workbench).toMatchObject({ status: 503, body: { code: "maintenance" } });
    expect((await session.send("GET", "/api/console/balance")).body).toEqual({ available: 2, held: 0 });
  }));

test("the API switched off → 503 provider_disabled, while the workbench works", () =>
  withStudio({ API_ENABLED: "false" }, async (studio) => {
    const account = await createAccount(studio, { credits: 2 });
    const fields = { image: await smallPhoto(), model: "tiny" };
    const answer = await callColorize(studio, account.apiKey, fields);
    expectProblem(answer, "provider_disabled");
    expect(answer.headers.get(names.creditsRemaining)).toBe("2");
    const session = await signIn(studio, account);
    expect((await session.send("POST", "/api/workbench/colorize", makeForm(fields))).status).toBe(200);
  }));

test("no provider → 503 not_configured before the image is looked at", () =>
  withStudio({ COLORIZE_PROVIDER: "none" }, async (studio) => {
    const { apiKey } = await createAccount(studio, { credits: 2 });
    const answer = await callColorize(studio, apiKey, { image: "" });
    expectProblem(answer, "not_configured");
    expect(answer.headers.get(names.creditsRemaining)).toBe("2");
  }));
