import { expect, test } from "vitest";
import { GET } from "../../../app/api/health/route";
import { startDraining } from "../../lifecycle/stop-hooks";
import { setUpSharedDatabase } from "../../testing/set-up";
import { setUpStudio } from "../../testing/set-up-studio";
import { callRoute } from "../../testing/studio";
import { studio } from "../studio/studio";

setUpStudio(setUpSharedDatabase());

test("a process whose engine loads its models is not ready until they are in memory", async () => {
  const { provider } = studio();
  let isLoading = true;
  provider.isLoading = () => isLoading;
  expect(await callRoute(GET, {})).toMatchObject({ status: 503, body: { status: "starting" } });
  isLoading = false;
  expect(await callRoute(GET, {})).toMatchObject({ status: 200, body: { status: "ok" } });
});

test("a process that was told to stop is not ready, though everything works", async () => {
  expect(await callRoute(GET, {})).toMatchObject({ status: 200, body: { status: "ok" } });
  const takeBack = startDraining();
  expect(await callRoute(GET, {})).toMatchObject({ status: 503, body: { status: "stopping" } });
  takeBack();
});
