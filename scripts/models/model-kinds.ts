/**
 * What `add --as` may name. `side` is how large a graph that leaves its size open is fed: DDColor's and GFPGAN's is the one they
 * were trained at; DeOldify's is its render factor times 16, less of it gives bolder and coarser color;
 * LaMa and MI-GAN are published for 512.
 */
export const modelKinds = {
  "ddcolor-large": { graph: "ddcolor", side: 512 },
  "ddcolor-tiny": { graph: "ddcolor", side: 512 },
  "ddcolor-artistic": { graph: "ddcolor", side: 512 },
  "deoldify-artistic": { graph: "deoldify", side: 512 },
  "deoldify-stable": { graph: "deoldify", side: 512 },
  "deoldify-video": { graph: "deoldify", side: 512 },
  gfpgan: { graph: "gfpgan", side: 512 },
  codeformer: { graph: "gfpgan", side: 512 },
  restoreformer: { graph: "gfpgan", side: 512 },
  lama: { graph: "lama", side: 512 },
  migan: { graph: "migan", side: 512 },
  colorizer: { graph: "lightness-to-ab" },
} as const;

export type ModelKind = keyof typeof modelKinds;
export const isModelKind = (name: string): name is ModelKind => Object.hasOwn(modelKinds, name);
