// The recipe's module runs in the browser for the preview and in the server for the download. Both have to give the same bytes.
import path from "node:path";
import { runInNewContext } from "node:vm";
import { build } from "esbuild";
import { headers as names } from "../../../lib/contract/headers";
import type { Recipe } from "../../../lib/contract/photos/recipe";
import { callColorize } from "../../support/call-colorize";
import { smallPhoto } from "../../support/photos";
import { signIn, signInBrowser } from "../../support/sign-in";
import { repository } from "../../support/start-studio";
import { expect, test } from "../../support/studio-test";

const recipe: Recipe = {
  strength: 1.4,
  warmth: 0.3,
  saturation: 1.2,
  hints: [
    {
      color: "#a03020",
      strokes: [
        {
          radius: 0.05,
          points: [
            [0.2, 0.3],
            [0.4, 0.35],
          ],
        },
      ],
    },
    { color: "#2050d0", strokes: [{ radius: 0.08, points: [[0.8, 0.8]] }] },
  ],
};

/** The module as one script that sets `recipes`, with a picture that is drawn the same everywhere. */
const source = `
  import { applyRecipe, planRecipe } from "../lib/recipe/apply-recipe";
  import { measureGuide } from "../lib/recipe/measure-guide";
  export function adjust(picture, recipe) {
    applyRecipe(picture, planRecipe(measureGuide(picture), recipe));
    return Array.from(picture.data);
  }
  export function adjustDrawn(bits, recipe) {
    const [width, height] = [120, 80];
    const data = bits === 8 ? new Uint8Array(width * height * 3) : new Uint16Array(width * height * 3);
    for (let i = 0, state = 1; i < data.length; i++) {
      state = (state * 48271) % 2147483647;
      data[i] = (((i / 3) % width) / width + 0.3 * (state / 2147483647)) * 0.7 * (bits === 8 ? 255 : 65535);
    }
    return adjust({ data, width, height, channels: 3 }, recipe);
  }
`;

async function bundle(): Promise<string> {
  const { outputFiles } = await build({
    stdin: { contents: source, resolveDir: path.join(repository), loader: "ts" },
    bundle: true,
    write: false,
    format: "iife",
    globalName: "recipes",
  });
  return outputFiles[0]?.text ?? "";
}

test("a drawn picture comes out the same in Node and in the browser, in 8 and 16 bits", async ({ page, studio }) => {
  const script = await bundle();
  await page.goto(`${studio.url}/docs`);
  await page.evaluate(script);
  for (const bits of [8, 16]) {
    const call = `recipes.adjustDrawn(${bits}, ${JSON.stringify(recipe)}).join()`;
    const here = String(runInNewContext(`${script}; ${call}`));
    expect(here.split(",")).toHaveLength(120 * 80 * 3);
    expect(await page.evaluate(call)).toBe(here);
  }
});

test("what the browser shows of a real output is what the server sends, to the bit", async ({
  page,
  context,
  studio,
  account,
}) => {
  const photo = await smallPhoto(240, 160);
  const colorized = await callColorize(studio, account.apiKey, { image: photo, model: "tiny" });
  const jobId = colorized.headers.get(names.jobId) ?? "";
  const session = await signIn(studio, account);
  const saved = await session.send("PATCH", `/api/console/jobs/${jobId}/recipe`, recipe);
  expect(saved).toMatchObject({ status: 200, body: { recipe } });
  await signInBrowser(context, studio, account);
  await page.goto("/docs");
  await page.evaluate(await bundle());
  const { outputUrl } = saved.body as { outputUrl: string };
  const [shown, sent, stored] = await page.evaluate(
    async ([stored, adjusted, recipe]) => {
      const decode = async (address: string) => {
        const response = await fetch(address);
        const bitmap = await createImageBitmap(await response.blob(), { colorSpaceConversion: "none" });
        const drawing = new OffscreenCanvas(bitmap.width, bitmap.height).getContext("2d");
        if (!drawing) throw new Error("no canvas");
        drawing.drawImage(bitmap, 0, 0);
        return drawing.getImageData(0, 0, bitmap.width, bitmap.height);
      };
      type Adjust = (picture: object, recipe: unknown) => number[];
      const { adjust } = (globalThis as unknown as { recipes: { adjust: Adjust } }).recipes;
      const before = await decode(stored);
      const { data, width, height } = await decode(stored);
      const own = adjust({ data, width, height, channels: 4 }, recipe);
      return [own.join(), Array.from((await decode(adjusted)).data).join(), Array.from(before.data).join()];
    },
    [outputUrl, `/api/console/jobs/${jobId}/picture?format=png`, recipe] as const,
  );
  expect(shown).toBe(sent);
  expect(sent).not.toBe(stored);
});
