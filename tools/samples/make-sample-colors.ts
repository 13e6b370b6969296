import { execFile } from "node:child_process";
import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import sharp from "sharp";

/**
 * `node --import tsx tools/samples/make-sample-colors.ts`: what the shipped weights make of the sample photos, for the site
 * (public/samples/*-color.jpg), and one photo half as it was and half in color, for the README. Run it when weights change.
 */
const root = path.resolve(import.meta.dirname, "../..");
const samples = path.join(root, "public/samples");
const halved = "dust-bowl-home";
const compressed = { quality: 80, mozjpeg: true };

const work = await mkdtemp(path.join(tmpdir(), "samples-"));
try {
  for (const name of await readdir(samples)) {
    if (!name.endsWith("-color.jpg")) continue;
    const photo = path.join(samples, name.replace("-color", ""));
    const colored = path.join(work, `${name}.png`);
    const program = path.join(root, "scripts/colorize.ts");
    await promisify(execFile)(process.execPath, ["--import", "tsx", program, photo, colored], { cwd: root });
    // The metadata say that the colors were made with AI.
    const output = path.join(samples, name);
    await sharp(colored).keepMetadata().jpeg(compressed).toFile(output);
    console.log(path.relative(root, output));
    if (name === `${halved}-color.jpg`) await drawHalves(photo, colored);
  }
} finally {
  await rm(work, { recursive: true, force: true });
}

async function drawHalves(photo: string, colored: string): Promise<void> {
  const { width, height } = await sharp(photo).metadata();
  const left = Math.round(width / 2);
  const right = await sharp(colored)
    .extract({ left, top: 0, width: width - left, height })
    .toBuffer();
  const output = path.join(root, "public/before-after.jpg");
  await sharp(photo)
    .toColorspace("srgb")
    .composite([{ input: right, left, top: 0 }])
    .jpeg(compressed)
    .toFile(output);
  console.log(path.relative(root, output));
}
