import type Vips from "wasm-vips";

export type VipsImage = Vips.Image;

let loading: Promise<typeof Vips> | null = null;

/** libvips with libjxl as WebAssembly, once for each thread. It starts threads of its own, which end with this one. */
export function loadVips(): Promise<typeof Vips> {
  loading ??= load();
  return loading;
}

async function load(): Promise<typeof Vips> {
  const { default: start } = await import("wasm-vips");
  return start({ dynamicLibraries: ["vips-jxl.wasm"], print: () => {}, printErr: () => {} });
}
