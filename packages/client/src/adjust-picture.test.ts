import { expect, test } from "vitest";
import { PixomaxClient } from "./pixomax-client.ts";

test("a picture's colors are adjusted by a recipe or by none, and downloaded in the wanted format or the job's own", async () => {
  const sent: unknown[] = [];
  const client = new PixomaxClient({
    baseUrl: "https://studio.test",
    apiKey: "pxs_live_x",
    fetch: async (url, init) => {
      const { method, body, headers } = init ?? {};
      sent.push([method, String(url), body, new Headers(headers).get("content-type")]);
      if (method === "PATCH") return Response.json({ jobId: "job_1" });
      return new Response("picture", { headers: { "Content-Type": "image/jpeg" } });
    },
  });
  await client.setRecipe("job_1", { strength: 1.2 });
  expect(await client.setRecipe("job_1", null)).toEqual({ jobId: "job_1" });
  const picture = await client.downloadPicture("job_1", { format: "jpeg" });
  expect([picture.type, await picture.text()]).toEqual(["image/jpeg", "picture"]);
  await client.downloadPicture("job_1");
  const job = "https://studio.test/api/v1/jobs/job_1";
  expect(sent).toEqual([
    ["PATCH", `${job}/recipe`, '{"strength":1.2}', "application/json"],
    ["PATCH", `${job}/recipe`, "null", "application/json"],
    ["GET", `${job}/picture?format=jpeg`, undefined, null],
    ["GET", `${job}/picture`, undefined, null],
  ]);
});
