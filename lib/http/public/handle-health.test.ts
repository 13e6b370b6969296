import { expect, test } from "vitest";
import { GET } from "../../../app/api/health/route";
import { startDraining } from "../../lifecycle/stop-hooks";
import { setUpSharedDatabase } from "../../testing/set-up";
import { setUpStudio } from "../../testing/set-up-studio";
import { callRoute } from "../../testing/studio";

setUpStudio(setUpSharedDatabase());

test("a process that was told to stop is not ready, though everything works", async () => {
  expect(await callRoute(GET, {})).toMatchObject({ status: 200, body: { status: "ok" } });
  const takeBack = startDraining();
  expect(await callRoute(GET, {})).toMatchObject({ status: 503, body: { status: "stopping" } });
  takeBack();
});
