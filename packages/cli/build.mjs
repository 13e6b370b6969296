// npm run build: the whole program with everything it uses in one file, which runs on Node alone.
import { mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

/** commander is CommonJS and requires Node's modules, for which an ES module has no `require` of its own. */
const banner = `import { createRequire as makeRequire } from "node:module";
const require = makeRequire(import.meta.url);`;

/** @param {string} outfile @returns {Promise<string[]>} folders of the packages that are part of the program now */
export async function buildProgram(outfile) {
  const { metafile } = await build({
    entryPoints: [fileURLToPath(new URL("src/pixomax.ts", import.meta.url))],
    outfile,
    bundle: true,
    platform: "node",
    target: "node20",
    format: "esm",
    banner: { js: banner },
    legalComments: "none",
    logLevel: "warning",
    metafile: true,
  });
  const folders = Object.keys(metafile.inputs).map((file) => /^(.*node_modules\/(@[^/]+\/)?[^/]+)\//.exec(file)?.[1]);
  return [...new Set(folders)].filter((folder) => folder !== undefined).sort();
}

/** Their licenses require that the notice goes along. @param {string} outfile @param {string[]} folders */
async function writeNotices(outfile, folders) {
  const notices = folders.map(async (folder) => {
    const name = (await readdir(folder)).find((file) => /^licen[cs]e/i.test(file));
    if (!name) throw new Error(`${folder} has no license file.`);
    return `${folder.split("node_modules/").at(-1)}\n\n${await readFile(path.join(folder, name), "utf8")}`;
  });
  await writeFile(outfile, (await Promise.all(notices)).join(`\n${"-".repeat(80)}\n\n`));
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const dist = fileURLToPath(new URL("dist/", import.meta.url));
  await mkdir(dist, { recursive: true });
  await writeNotices(`${dist}third-party-licenses.txt`, await buildProgram(`${dist}pixomax.js`));
}
