import { createHash } from "node:crypto";
import { readdir } from "node:fs/promises";
import path from "node:path";
import sharp from "sharp";
import {
  featureCount,
  measureFeatures,
} from "../../lib/colorize/providers/embedded/stages/scan/negative/measure-features";

/**
 * Fits the weights by which a negative is told from a photo without a face, and says how often they are wrong:
 * `node --import tsx tools/negatives/fit-weights.ts FOLDER`, a folder of ordinary photos. Seven of ten teach, the others judge. The
 * features of a negative are those of its photo with the other sign, so that photos are enough.
 */
const rounds = 40;
/** Contrast and gamma that scanners and prints give a photo. The same ones in every run. */
const developments = [
  { gamma: 1, black: 0, white: 1 },
  { gamma: 0.7, black: 0.08, white: 0.95 },
  { gamma: 1.5, black: 0.02, white: 0.9 },
] as const;

type Sample = { features: number[]; teaches: boolean };

async function readSamples(folder: string): Promise<Sample[]> {
  const samples: Sample[] = [];
  for (const name of (await readdir(folder)).sort()) {
    const { data, info } = await sharp(path.join(folder, name))
      .resize(256, 256, { fit: "inside" })
      .toColourspace("srgb")
      .removeAlpha()
      .raw()
      .toBuffer({ resolveWithObject: true });
    const teaches = (createHash("sha256").update(name).digest()[0] as number) < 180;
    for (const { gamma, black, white } of developments) {
      const pixels = Uint8Array.from(data, (value) => 255 * (black + (white - black) * (value / 255) ** gamma) + 0.5);
      samples.push({
        features: measureFeatures({ pixels, width: info.width, height: info.height, channels: 3 }),
        teaches,
      });
    }
  }
  return samples;
}

/** Logistic regression without a constant, by gradient steps over features of equal spread. */
function fitWeights(samples: Sample[]): number[] {
  const spread = Array.from({ length: featureCount }, (_, k) =>
    Math.sqrt(samples.reduce((sum, { features }) => sum + (features[k] as number) ** 2, 0) / samples.length + 1e-9),
  );
  const even = samples.map(({ features }) => features.map((value, k) => value / (spread[k] as number)));
  const weights: number[] = new Array(featureCount).fill(0);
  let rate = 0.006;
  for (let round = 0; round < rounds; round++, rate *= 0.93) {
    for (let i = 0; i < even.length; i++) {
      const features = even[(i * 7919 + round * 31) % even.length] as number[];
      const slope = -1 / (1 + Math.exp(dot(weights, features)));
      for (let k = 0; k < weights.length; k++) {
        weights[k] = (weights[k] as number) - rate * (slope * (features[k] as number) + 1e-4 * (weights[k] as number));
      }
    }
  }
  return weights.map((weight, k) => Number((weight / (spread[k] as number)).toPrecision(3)));
}

const dot = (weights: readonly number[], features: readonly number[]) =>
  weights.reduce((sum, weight, k) => sum + weight * (features[k] as number), 0);

const samples = await readSamples(process.argv[2] ?? ".");
const weights = fitWeights(samples.filter(({ teaches }) => teaches));
const scores = samples.filter(({ teaches }) => !teaches).map(({ features }) => dot(weights, features));
console.log(JSON.stringify(weights));
for (const least of [0, 2.5, 3, 3.5, 4, 4.5, 5]) {
  const share = (count: number) => `${((100 * count) / scores.length).toFixed(2)} %`;
  const [wrong, found] = [
    scores.filter((score) => score < -least).length,
    scores.filter((score) => score > least).length,
  ];
  console.log(`beyond ${least}: ${share(wrong)} of photos taken for negatives, ${share(found)} of negatives found`);
}
