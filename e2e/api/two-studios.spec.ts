import { headers as names } from "../../lib/contract/headers";
import { callColorize } from "../support/call-colorize";
import { expectProblem } from "../support/expect-problem";
import { measurePhoto, samplePhoto } from "../support/photos";
import { createAccount } from "../support/run-admin";
import { endStudio, startStudio } from "../support/start-studio";
import { expect, test } from "../support/studio-test";

test("one studio forwards to another: the photo comes back in color, each charges its own caller", async ({
  studio,
}) => {
  test.slow();
  const operator = await createAccount(studio, { credits: 2 });
  const front = await startStudio({
    COLORIZE_PROVIDER: "pixomax",
    PIXOMAX_URL: studio.url,
    PIXOMAX_API_KEY: operator.apiKey,
  });
  try {
    const caller = await createAccount(front, { credits: 5 });
    const photo = await samplePhoto();
    const answer = await callColorize(front, caller.apiKey, { image: photo, model: "tiny" });
    expect(answer.status).toBe(200);
    expect(answer.headers.get(names.provider)).toBe("pixomax");
    expect(answer.headers.get(names.creditsRemaining)).toBe("4");
    expect(String(answer.body.outputUrl)).toContain(front.url);
    const output = await measurePhoto(new Uint8Array(await (await fetch(String(answer.body.outputUrl))).arrayBuffer()));
    const { width, height } = await measurePhoto(photo);
    expect(output).toMatchObject({ width, height, format: "png" });
    expect(output.chroma).toBeGreaterThan(8);

    // The studio behind has one credit left, then none: that is the operator's matter, not the caller's.
    expect((await callColorize(front, caller.apiKey, { image: photo, model: "tiny" })).status).toBe(200);
    const empty = await callColorize(front, caller.apiKey, { image: photo, model: "tiny" });
    expect([502, 503]).toContain(empty.status);
    expect(empty.headers.get(names.creditsRemaining)).toBe("3");

    // A key of another studio has the right form and a right checksum, and is still nobody's here.
    expectProblem(await callColorize(front, operator.apiKey, { image: photo }), "api_key_invalid");
  } finally {
    await endStudio(front);
  }
});
