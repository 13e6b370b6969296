import { expect, test } from "vitest";
import { findLockFaults } from "./check-lock";

const parent = { version: "1.0.0", optionalDependencies: { "@x/cli-darwin-arm64": "1.0.0" } };

test("a binary of another platform that the lock lacks is named", () => {
  expect(findLockFaults({ packages: { "node_modules/x": parent } })).toEqual([
    "node_modules/@x/cli-darwin-arm64 is missing",
  ]);
});

test("a lock that holds every platform, hoisted or nested, is complete", () => {
  const binary = { version: "1.0.0" };
  expect(
    findLockFaults({ packages: { "node_modules/x": parent, "node_modules/@x/cli-darwin-arm64": binary } }),
  ).toEqual([]);
  expect(
    findLockFaults({
      packages: {
        "node_modules/a/node_modules/x": parent,
        "node_modules/a/node_modules/@x/cli-darwin-arm64": binary,
      },
    }),
  ).toEqual([]);
});

test("an address of a private registry is named", () => {
  const packages = { "node_modules/y": { resolved: "https://mirror.example/y.tgz" } };
  expect(findLockFaults({ packages })).toEqual(["node_modules/y comes from https://mirror.example/y.tgz"]);
});

test("a package of this repository comes from its folder", () => {
  expect(findLockFaults({ packages: { "node_modules/z": { resolved: "packages/z", link: true } } })).toEqual([]);
});

test("an install script that allowScripts forbids and the lock still announces is named, at any depth", () => {
  const packages = {
    "": { hasInstallScript: true },
    "node_modules/engine": { hasInstallScript: true },
    "node_modules/a/node_modules/@x/engine": { hasInstallScript: true },
    "node_modules/wanted": { hasInstallScript: true },
    "node_modules/quiet": {},
  };
  const allowScripts = { engine: false, "@x/engine": false, quiet: false, wanted: true };
  expect(findLockFaults({ packages }, allowScripts)).toEqual([
    "node_modules/engine announces a forbidden install script",
    "node_modules/a/node_modules/@x/engine announces a forbidden install script",
  ]);
});
