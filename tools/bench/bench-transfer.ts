// How well colors are taken from an editor's answer. Each color photo is distorted as editors do, its lightness gets the colors back.
//   npm run bench:transfer -- FOLDER [PHOTOS] [enlarge] [grain in L*]
import "../../lib/lifecycle/end-with-reader";
import { createHash } from "node:crypto";
import { readdir } from "node:fs/promises";
import path from "node:path";
import sharp from "sharp";
import type { Plane } from "../../lib/colorize/providers/embedded/pixels/raster";
import { listPositions, sizeAtScale } from "../../lib/colorize/providers/embedded/stages/color/transfer/placement";
import {
  answerPoint,
  type Distortion,
  distort,
  isRepainted,
  toLab,
} from "../../lib/colorize/providers/embedded/stages/color/transfer/testing/distort";
import {
  type Colored,
  registerAnswer,
  transferColors,
} from "../../lib/colorize/providers/embedded/stages/color/transfer/transfer-colors";
import { cases } from "./transfer/cases";

const [folder, most = "60", enlarge = "3", grain = "0"] = process.argv.slice(2);
if (!folder) throw new Error("Name a folder with color photos.");

/** Takes the share that each pixel has of the answer out of the result: far from any color. */
const marker = 1000;

async function readPicture(file: string): Promise<Colored> {
  const picture = sharp(file).rotate().removeAlpha().toColorspace("srgb");
  const { width = 1, height = 1 } = await picture.metadata();
  const resized = picture.resize(Math.round(width * Number(enlarge)), Math.round(height * Number(enlarge)), {
    fit: "fill",
  });
  const { data, info } = await resized.raw().toBuffer({ resolveWithObject: true });
  return toLab(data, info.width, info.height);
}

/** Lightness as an old photo has it: soft noise, the same on every run. */
function addGrain(lightness: Plane): Plane {
  let state = 1;
  const random = () => {
    state = (state * 48_271) % 2_147_483_647;
    return state / 2_147_483_647 - 0.5;
  };
  const spread = Number(grain) * Math.sqrt(4);
  return { ...lightness, data: lightness.data.map((value) => value + spread * (random() + random() + random())) };
}

type Outcome = { refused: boolean; share: number; error: number; off: number; trusted: number; ms: number };

function measure(picture: Colored, answer: Colored, how: Distortion): Outcome {
  const photo = addGrain(picture.lightness);
  const { width, height } = photo;
  const fill = { a: { ...photo, data: new Float32Array(width * height).fill(marker) }, b: picture.b };
  const before = process.cpuUsage();
  const result = transferColors(photo, answer, fill);
  const { user, system } = process.cpuUsage(before);
  const outcome = {
    refused: !result,
    share: result?.share ?? 0,
    error: 0,
    off: 0,
    trusted: 0,
    ms: (user + system) / 1000,
  };
  if (!result) return outcome;
  const sums = { off: 0, agreeing: 0, trust: 0, repainted: 0 };
  for (let i = 0; i < width * height; i++) {
    const trust = (marker - (result.a.data[i] as number)) / (marker - (picture.a.data[i] as number));
    if (isRepainted(how, ((i % width) + 0.5) / width, (Math.floor(i / width) + 0.5) / height)) {
      sums.trust += trust;
      sums.repainted += 1;
    } else if (trust > 0.5) {
      const own = picture.b.data[i] as number;
      sums.off += Math.abs((result.b.data[i] as number) - own) / trust;
      sums.agreeing += 1;
    }
  }
  return {
    ...outcome,
    error: measureError(photo, answer.lightness, how),
    off: sums.off / Math.max(1, sums.agreeing),
    trusted: sums.trust / Math.max(1, sums.repainted),
  };
}

/** Mean distance in pixels of the photo between where a point was found in the answer and where it lies. */
function measureError(lightness: Plane, answer: Plane, how: Distortion): number {
  const found = registerAnswer(lightness, answer);
  if (!found) return Number.NaN;
  const { photo, placement, drift, inside } = found;
  const size = sizeAtScale(placement, photo);
  const { x, y } = listPositions(photo, size, placement, drift);
  let [sum, count] = [0, 0];
  for (let i = 0; i < inside.length; i += 7) {
    const [u, v] = [((i % photo.width) + 0.5) / photo.width, (Math.floor(i / photo.width) + 0.5) / photo.height];
    const [trueU, trueV] = answerPoint(how, u, v);
    if (isRepainted(how, u, v) || trueU < 0 || trueV < 0 || trueU > 1 || trueV > 1) continue;
    sum += Math.hypot((x[i] as number) + 0.5 - trueU * size.width, (y[i] as number) + 0.5 - trueV * size.height);
    count += 1;
  }
  return ((sum / Math.max(1, count)) * lightness.width) / photo.width;
}

const digest = (name: string) => createHash("sha256").update(name).digest("hex");
const names = (await readdir(folder)).filter((name) => /\.(jpe?g|png|webp)$/i.test(name));
// A random choice, and the same one every time.
const chosen = names.sort((one, other) => (digest(one) < digest(other) ? -1 : 1)).slice(0, Number(most));
const table: Record<string, Outcome[]> = {};
for (const [at, name] of chosen.entries()) {
  const picture = await readPicture(path.join(folder, name));
  const other = await readPicture(path.join(folder, chosen[(at + 1) % chosen.length] ?? name));
  for (const [kind, makeCase] of Object.entries(cases)) {
    const how = makeCase(picture, other);
    const answer = kind === "another picture" ? other : distort(picture, how);
    table[kind] = [...(table[kind] ?? []), measure(picture, answer, how)];
  }
}

const mean = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length);
const worst = (values: number[]) =>
  [...values].sort((one, other) => one - other)[Math.floor(values.length * 0.95)] ?? 0;
console.log(`${chosen.length} photos`);
console.log("case                  refused  share  least   px   px 95 %  ab off  95 %  wrongly trusted  95 %    ms");
for (const [kind, outcomes] of Object.entries(table)) {
  const taken = outcomes.filter(({ refused }) => !refused);
  const column = (of: (outcome: Outcome) => number, digits: number, width: number, summary = mean) =>
    summary(taken.map(of)).toFixed(digits).padStart(width);
  const least = Math.min(1, ...taken.map(({ share }) => share));
  console.log(
    kind.padEnd(20),
    String(outcomes.length - taken.length).padStart(8),
    column(({ share }) => share, 2, 6),
    least.toFixed(2).padStart(6),
    column(({ error }) => error, 2, 6),
    column(({ error }) => error, 2, 7, worst),
    column(({ off }) => off, 2, 7),
    column(({ off }) => off, 2, 6, worst),
    column(({ trusted }) => trusted, 2, 12),
    column(({ trusted }) => trusted, 2, 9, worst),
    mean(outcomes.map(({ ms }) => ms))
      .toFixed(0)
      .padStart(6),
  );
}
