import { expect, test } from "vitest";
import { nameRoute } from "./name-route";

test.each([
  ["/api/v1/jobs", {}, "/api/v1/jobs"],
  ["/api/v1/jobs/job_1/recipe", { id: "job_1" }, "/api/v1/jobs/[id]/recipe"],
  ["/api/v1/jobs/jobs", { id: "jobs" }, "/api/v1/jobs/[id]"],
  ["/files/job_1/out%20put.png", { jobId: "job_1", file: "out put.png" }, "/files/[jobId]/[file]"],
  ["/api/auth/callback/credentials", { nextauth: ["callback", "credentials"] }, "/api/auth/[...nextauth]"],
  ["/api/%E0%A4%A/x", { path: ["%E0%A4%A", "x"] }, "/api/[...path]"],
  ["/api/v1/jobs/job_1", { id: "something else" }, "other"],
])("%s is counted under its route, never under what a caller put into it", (pathname, params, route) => {
  expect(nameRoute(pathname, params)).toBe(route);
});
