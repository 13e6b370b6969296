import path from "node:path";
import { expect, it } from "vitest";
import { standInsDir } from "../testing/open-test-engine";
import { openSession } from "./open-session";
import { readManifest, verifyModel } from "./read-manifest";
import { runGraph, toTensor } from "./run-graph";

const size = { width: 32, height: 32 };

it.each([Number.NaN, Number.POSITIVE_INFINITY])(
  "a graph that gives %s somewhere fails, so nothing is painted with it",
  async (value) => {
    const { models } = await readManifest(standInsDir);
    const [color] = models;
    if (!color) throw new Error("no stand-in");
    const session = await openSession(await verifyModel({ ...color, dir: path.resolve(standInsDir) }), 1);
    const lightness = new Float32Array(size.width * size.height).fill(50);
    await expect(runGraph(session, { lightness: toTensor([lightness], size) }, { ab: 2 })).resolves.toBeDefined();
    lightness[5] = value;
    await expect(runGraph(session, { lightness: toTensor([lightness], size) }, { ab: 2 })).rejects.toThrow(
      /no finite numbers/,
    );
  },
);
